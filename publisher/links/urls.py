"""What to ask for a URL as it is written, and whose host it is. Nothing here asks the network."""

import re
from functools import lru_cache
from ipaddress import IPv6Address
from typing import NamedTuple
from urllib.parse import unquote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_AUTHORITY_END = re.compile(r"[/?#]")
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*+")
_LONGEST_HOST = 253  # RFC 1035, section 2.3.4, without the root's dot
_NOT_SENT_AS_WRITTEN = re.compile(r'[^\x21-\x7e]|["<>`\\]')
# Nearly every URL: nothing in it needs to change. Groups: host, path and query.
_PLAIN = re.compile(
    r"https?://((?:[a-z0-9_-]{1,63}+\.)++[a-z0-9_-]{1,63}+)"
    r"(/[^\x00-\x20\x7f-\U0010ffff\"<>\\`#]*+)?+(?:#.*)?\Z",
    re.DOTALL,
)
_FRAGMENT = re.compile(r"#[!#-;=?-\[\]_a-z~]{1,199}")
_DOUBLED = re.compile(r"(?:https?:?/{0,3})+?(?=https?:/{0,3}[a-z0-9])", re.IGNORECASE)
_WEB = ("http://", "https://")
_DEFAULT_PORTS = {"http": 80, "https": 443}

# Registries where names are sold one level down, under a country: example.co.uk.
_SECOND_LEVELS = frozenset({
    "ac", "co", "com", "edu", "go", "gob", "gov", "ltd", "me", "ne", "net", "nom", "or",
    "org", "plc", "sch",
})  # fmt: skip
# Hosts that give every customer a name of his own: example.github.io.
_HOSTING = frozenset({
    "appspot.com", "azurewebsites.net", "blogspot.com", "cloudfront.net", "firebaseapp.com",
    "fly.dev", "ghost.io", "github.io", "gitlab.io", "herokuapp.com", "myshopify.com",
    "netlify.app", "netlify.com", "now.sh", "onrender.com", "pages.dev", "podbean.com",
    "readthedocs.io", "squarespace.com", "substack.com", "surge.sh", "tumblr.com",
    "vercel.app", "web.app", "wixsite.com", "wordpress.com", "workers.dev",
})  # fmt: skip


class _Parts(NamedTuple):
    scheme: str
    host: str  # ASCII, lower-case; IPv6 without brackets
    port: int | None
    rest: str  # path and query, as written


@lru_cache(maxsize=1 << 16)
def fetch_key(url: str) -> str | None:
    """Return the http(s) URL to ask for `url`, without its fragment; None: not a web link.

    User name and password go: they are never sent, kept nor shown.
    Scheme and host are lower-cased, the host is IDNA, a default port goes, an empty path is "/";
    spaces and what isn't ASCII are percent-encoded as browsers do (WHATWG URL, section 4.4); the
    rest stays as written. A bare `www.` gets `http:`, `//host` gets `https:`. Never raises.
    """
    plain = _PLAIN.match(url)
    if plain is not None and len(plain[1]) <= _LONGEST_HOST:
        return url[: plain.end(2)] if plain[2] else f"{url[: plain.end(1)]}/"
    parts = _split(url)
    if parts is None or parts.scheme not in _DEFAULT_PORTS or not parts.host:
        return None
    host = f"[{parts.host}]" if ":" in parts.host else parts.host
    default = parts.port is None or parts.port == _DEFAULT_PORTS[parts.scheme]
    port = "" if default else f":{parts.port}"
    rest = parts.rest if parts.rest.startswith("/") else f"/{parts.rest}"
    return f"{parts.scheme}://{host}{port}{_percent(rest)}"


def origin_of(url: str) -> str:
    """Return all of a URL that can tell its host: for nearly each, up to the slash behind it.

    Many links share it, so that it is worth remembering what follows from it.
    """
    end = url.find("/", len("https://")) if url.startswith(_WEB) else -1
    return url[: end + 1] if end > 0 else url


def host_of(url: str) -> str:
    """Return the lower-case host of `url` without user and port, "" if it has none."""
    return _host(origin_of(url))


@lru_cache(maxsize=1 << 14)
def _host(url: str) -> str:
    plain = _PLAIN.match(url)
    if plain is not None and len(plain[1]) <= _LONGEST_HOST:
        return plain[1]
    parts = _split(url)
    return parts.host if parts is not None else ""


def doubled_start(url: str) -> re.Match[str] | None:
    """Match all but the last `https://` that a URL starts with, where there are several."""
    return _DOUBLED.match(url) if "http" in url[4:].lower() else None


def without_user(key: str) -> str:
    """Return a fetch key without user name and password, which are never sent nor shown."""
    scheme, colon, rest = key.partition("://")
    authority, slash, path = rest.partition("/")
    return scheme + colon + authority.rpartition("@")[2] + slash + path


def is_plain_fragment(fragment: str) -> bool:
    """Say whether a fragment, with its `#`, can stand behind a fetch key as it is."""
    return _FRAGMENT.fullmatch(fragment) is not None


def shown(key: str) -> str:
    """Return a fetch key as it may be printed: without user name and password, not endless."""
    key = without_user(key)
    return key if len(key) <= 200 else key[:199] + "…"


@lru_cache(maxsize=1 << 14)
def site_of(host: str) -> str:
    """Return the registrable domain of a host, as far as a short list of suffixes can tell.

    `www.example.co.uk` gives `example.co.uk`, `me.github.io` stays; so do addresses.
    """
    host = host.lower().rstrip(".")
    labels = host.split(".")
    if ":" in host or labels[-1].isdigit() or len(labels) <= 2:
        return host
    last, second = labels[-1], labels[-2]
    country = len(last) == 2 and second in _SECOND_LEVELS
    hosted = f"{second}.{last}" in _HOSTING
    return ".".join(labels[-3:] if country or hosted else labels[-2:])


def _split(url: str) -> _Parts | None:
    url = url.strip(" \t\r\n\f\v")
    if "\n" in url or "\t" in url or "\r" in url:
        url = url.translate({9: None, 10: None, 13: None})
    if url[:4].lower() == "www.":
        url = f"http://{url}"
    elif url.startswith("//"):
        url = f"https:{url}"
    scheme = _SCHEME.match(url)
    if scheme is None:
        return None
    url = url[scheme.end() :].partition("#")[0]
    stop = _AUTHORITY_END.search(url)
    authority, rest = (url[: stop.start()], url[stop.start() :]) if stop else (url, "")
    host, port = _host_and_port(authority.rpartition("@")[2])
    if host is None or port == -1:
        return None
    return _Parts(scheme[1].lower(), host, port, rest)


def _host_and_port(address: str) -> tuple[str | None, int | None]:
    """Return host (None: can't be one) and port (None: not given, -1: can't be one)."""
    if address.startswith("["):
        inside, bracket, colon_port = address[1:].partition("]")
        if not bracket or (colon_port and not colon_port.startswith(":")):
            return None, None
        try:
            return IPv6Address(inside.partition("%")[0]).compressed, _port(colon_port[1:])
        except ValueError:
            return None, None
    host, _, port = address.partition(":")
    return _plain_host(host), _port(port)


def _port(written: str) -> int | None:
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 5):
        return -1
    return int(written) if int(written) <= 65535 else -1


def _plain_host(host: str) -> str | None:
    if "%" in host:
        try:
            host = unquote(host, errors="strict")
        except UnicodeDecodeError:
            return None
    if not host.isascii():
        host = _idna_host(host)
    host = host.lower().removesuffix(".")
    if len(host) > _LONGEST_HOST or (host and not _HOST.fullmatch(host)):
        return None
    return host


def _idna_host(host: str) -> str:
    import idna  # few hosts need it, and it costs 20 ms

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError, IndexError, ValueError):
        return "?"  # no host has this character: not a web link


def _percent(text: str) -> str:
    if _NOT_SENT_AS_WRITTEN.search(text) is None:
        return text
    return _NOT_SENT_AS_WRITTEN.sub(_percent_character, text)


def _percent_character(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
