"""What a browser asks for → a path below the site."""

import re
from collections.abc import Container
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

MINE = "_preview/"
"""Below it are the previews of notes, and what makes pages reload: no show can be called so."""

_HOSTS = frozenset(("127.0.0.1", "localhost"))
_LONGEST = 4096
_NEVER = re.compile(r"[\x00-\x1f\x7f\\]")


class Asked(NamedTuple):
    """A path below the site; `moved` is where the browser must go instead, "" for nowhere."""

    path: str
    moved: str = ""


def is_own_host(host: str | None, port: int) -> bool:
    """Say whether a request means this server.

    A page on the web may let its own name lead to 127.0.0.1 (DNS rebinding), and would then read
    drafts here, were its name not refused.
    """
    name, colon, number = (host or "").lower().partition(":")
    return name in _HOSTS and (not colon or number == str(port))


def base_path(site: str | None) -> str:
    """Return the path of the site's own address, as `podcasts/`: pages may link to it."""
    path = unquote(urlsplit(site or "").path).strip("/")
    return f"{path}/" if path else ""


def find(target: str, contents: Container[str], base: str = "") -> Asked | None:
    """Return what a request target asks for; None for what can't be a path of the site.

    A folder's page is its `index.html`; without the last `/` a browser is sent there, or its
    relative links would lead astray. `base` may stand before every path.
    """
    written, question, query = target.partition("?")
    path = _decoded(written)
    if path is None:
        return None
    before = base if base and f"{path}/".startswith(base) else ""
    path = path[len(before) :]
    if path.startswith(MINE) or path in contents:
        return Asked(path)
    folder = path if path.endswith("/") or (not path and written.endswith("/")) else f"{path}/"
    index = f"{folder.lstrip('/')}index.html"
    if folder != MINE and index not in contents:
        return Asked(path)
    if folder != path:
        return Asked(path, f"/{quote(before + folder.lstrip('/'))}{question}{query}")
    return Asked(index)


def _decoded(written: str) -> str | None:
    """Return the path without its first `/`, if it can be one of the site, which hides nothing."""
    if not written.startswith("/") or len(written) > _LONGEST:
        return None
    try:
        path = unquote(written, errors="strict").lstrip("/")
    except UnicodeDecodeError:
        return None
    if _NEVER.search(path) or any(part.startswith(".") for part in path.split("/")):
        return None
    return path
