"""Family L, 1xx: addresses that no listener can reach, as they are written."""

import re
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import ip_address

from publisher.addresses import is_url
from publisher.documents.parsed import shown
from publisher.links.spot import is_template
from publisher.links.urls import doubled_start, host_of
from publisher.model import Link, Severity
from publisher.platforms import match_platform
from publisher.rules.catalogue import Context, Problem, link_rule
from publisher.rules.targets import is_markdown, misspelt_start

_RUNNABLE = ("javascript:", "data:", "vbscript:")
_PRIVATE_ENDINGS = (".local", ".internal", ".lan", ".localhost", ".test", ".invalid", ".home.arpa")


@link_rule(
    "L111",
    "script-target",
    severity=Severity.ERROR,
    summary="A link's target is javascript: or data:",
    why="Podcast apps drop such links, and browsers may run what stands there.",
    fix="Link to a page.",
    bad="[Play](javascript:play())",
    good="[Play](https://example.com/play)",
)
def script_target(link: Link, _: Context) -> Iterator[Problem]:
    if link.url.strip()[:11].lower().startswith(_RUNNABLE):
        yield Problem(
            "a link must lead to a page, not run a script or hold data; podcast apps drop it"
        )


@link_rule(
    "L112",
    "file-target",
    severity=Severity.ERROR,
    summary="A link leads to a file on somebody's own computer",
    why="No listener can open it.",
    fix="Put the file on the web and link to it there.",
    bad="[Slides](file:///Users/me/slides.pdf)",
    good="[Slides](https://example.com/slides.pdf)",
)
def file_target(link: Link, _: Context) -> Iterator[Problem]:
    url = link.url.strip()
    if url[:5].lower() == "file:" or re.match(r"[A-Za-z]:\\", url):
        yield Problem("the link leads to a file on your own computer; put it on the web")


@link_rule(
    "L113",
    "local-address",
    severity=Severity.WARNING,
    summary="A link leads to localhost or an address inside a private network",
    why="It works for you and for no listener.",
    fix="Link to the public address, or write it as `code` if it is an example.",
    bad="[Preview](http://localhost:8000/episodes/1)",
    good="[Preview](https://example.com/episodes/1)",
)
def private_address(link: Link, _: Context) -> Iterator[Problem]:
    host = host_of(link.url)
    if host and is_private_host(host):
        yield Problem(
            f"{host} can't be reached from outside your own network; use a public address"
        )


@link_rule(
    "L114",
    "at-sign-in-host",
    severity=Severity.ERROR,
    summary="A slash is missing before the @ of a handle",
    why="Browsers take what stands before the @ for a user name, and look for a host after it.",
    fix="Write a slash before the @.",
    bad="[TikTok](https://www.tiktok.com@example)",
    good="[TikTok](https://www.tiktok.com/@example)",
    fixable=True,
)
def at_sign_in_host(link: Link, _: Context) -> Iterator[Problem]:
    if not is_url(link.url):
        return
    site, at, handle = _authority(link.url).rpartition("@")
    if at and match_platform(site) is not None:
        scheme, mark, rest = link.url.partition("://")
        right = f"{scheme}{mark}{site}/@{rest[len(site) + 1 :]}"
        yield Problem(
            f"a slash is missing: this leads to a host called {shown(handle)}; "
            f"did you mean {shown(right)}?",
            replacement=right,
        )


@link_rule(
    "L115",
    "impossible-host",
    severity=Severity.ERROR,
    summary="A URL has no host, or one that can't exist",
    why="The link leads nowhere.",
    fix="Write the address in full, as the browser shows it.",
    bad="[The book](https://example/book)",
    good="[The book](https://example.com/book)",
)
def impossible_host(link: Link, _: Context) -> Iterator[Problem]:
    if not is_url(link.url) or doubled_start(link.url) or is_template(link.url):
        return
    if misspelt_start(link.url):
        return
    host = host_of(link.url)
    if host and (("." in host and ".." not in host) or ":" in host or is_private_host(host)):
        return
    written = _authority(link.url)
    if any(letter.isspace() or letter == "@" for letter in written) or is_markdown(written):
        return
    said = f'"{shown(written)}" can\'t be a host' if written else "the address has no host"
    yield Problem(f"{said}; write the address in full, as the browser shows it")


def _authority(url: str) -> str:
    """Return what stands between `https://` and the path."""
    return re.split(r"[/?#]", url.partition("://")[2], maxsplit=1)[0]


@lru_cache(maxsize=1 << 14)
def is_private_host(host: str) -> bool:
    """Say whether nobody outside a machine or its network can reach a host of this name."""
    if host == "localhost" or host.endswith(_PRIVATE_ENDINGS):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return not address.is_global
