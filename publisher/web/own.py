"""Links to the podcast's own site, judged by what this very build publishes.

A page that goes online with this change can't be asked on the web yet, and must never be called
dead; a page that the build doesn't make is known to be missing before anybody meets it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from publisher.links.urls import fetch_key
from publisher.model import LinkCheck, Verdict


class OwnSite(NamedTuple):
    """What the build publishes below `site`. Make it with `OwnSite.of`.

    Paths are as in `published_path`: below the site, decoded, without a trailing slash or
    `index.html`. `pending` holds what will be published later: its date, or None for a draft.
    Every page below `folders` is made by the build, and by it alone; files that it doesn't know
    (audio, say) may have been put there in another way.
    """

    host: str  # with the port, where it isn't the usual one
    base: str  # path of the site: "" or "/podcasts"
    published: frozenset[str]
    pending: Mapping[str, date | None]
    folders: frozenset[str]

    @classmethod
    def of(
        cls,
        site: str,
        published: Iterable[str],
        pending: Mapping[str, datetime | None],
    ) -> "OwnSite":
        """Make it from the site's URL and paths below it, e.g. "show/196-alex-gold/".

        The folders that the build owns are the first segments of paths that have more than one.
        """
        parts = urlsplit(fetch_key(site) or "")
        out = frozenset(published_path(path) for path in published)
        later = {published_path(path): at and at.date() for path, at in pending.items()}
        return cls(
            host=_plain_host(parts.netloc),
            base=parts.path.rstrip("/"),
            published=out,
            pending=later,
            folders=frozenset(path.partition("/")[0] for path in (*out, *later) if "/" in path),
        )

    def judge(self, url: str) -> LinkCheck | None:
        """Return the verdict on a URL of the own site; None where only the web can tell."""
        path = self._path(url) if self.host and self.host in url else None
        if path is None:
            return None
        if path in self.published:
            return LinkCheck(url, Verdict.OK, "this build publishes it")
        if path in self.pending:
            day = self.pending[path]
            when = f"comes out on {day.isoformat()}" if day else "is a draft"
            return LinkCheck(url, Verdict.PENDING, f"the episode {when}")
        if path.partition("/")[0] in self.folders and not _is_file(path):
            return LinkCheck(url, Verdict.DEAD, "there is no such page in this build")
        return None

    def _path(self, url: str) -> str | None:
        """Return the published path of a URL below the site, None for any other URL."""
        parts = urlsplit(url)
        if _plain_host(parts.netloc) != self.host or not parts.path.startswith(self.base):
            return None
        below = parts.path.removeprefix(self.base)
        # /podcasts-of-others is not below /podcasts
        return published_path(below) if below[:1] in ("", "/") else None


def site_host(site: str) -> str:
    """Return the host of a site as `OwnSite.host` has it, "" where there is none."""
    return _plain_host(urlsplit(fetch_key(site) or "").netloc)


def published_path(path: str) -> str:
    """Return the one form of a path under which all its spellings are the same page."""
    plain = unquote(path).strip("/")
    if plain == "index.html":
        return ""
    return plain.removesuffix("/index.html")


def _is_file(path: str) -> bool:
    """Say whether a path is that of a file, and not of a page or a feed."""
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    return bool(dot) and ending.isalnum() and ending.lower() not in ("html", "htm", "xml")


def _plain_host(netloc: str) -> str:
    host = netloc.rpartition("@")[2].lower().removeprefix("www.")
    return host.removesuffix(":443").removesuffix(":80")
