"""Whose page a URL is. Nothing here asks the network."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from publisher.platforms.table import PATH_KINDS, Platform, platforms

_LONGEST_HOST = 253


class Match(NamedTuple):
    """What a URL is on its platform.

    `kind` is "private", "invite", "post", "episode", "show", "profile", or "page" for all else.
    `handle` is percent-decoded, without "@"; on Mastodon it is `name@host`. `renamed` says that
    the host is a former name of the platform's.
    """

    platform: Platform
    kind: str
    handle: str | None = None
    renamed: bool = False


@lru_cache(maxsize=1 << 16)
def match_platform(url: str) -> Match | None:
    """Return what `url` is on which platform, or None where no platform is known by its host.

    The scheme may be missing. Never raises.
    """
    known = _known_at(_without_scheme(url).partition("/")[0])
    if known is None:
        return None
    platform, renamed, host = known
    page = page_of(url)
    for kind, pattern in _patterns(platform.key):
        found = pattern.fullmatch(page)
        if found is None:
            continue
        handle = found.groupdict().get("handle")
        if handle is None:
            return Match(platform, kind, None, renamed)
        handle = unquote(handle).removeprefix("@")
        if handle.lower() in platform.reserved:
            continue
        if platform.profile is not None and "{host}" in platform.profile and "@" not in handle:
            handle = f"{handle}@{host}"
        return Match(platform, kind, handle, renamed)
    return Match(platform, "page", None, renamed)


def platform_of(url: str) -> Platform | None:
    """Return the platform that `url` is on, by its host alone; see `match_platform`."""
    known = _known_at(_without_scheme(url).partition("/")[0])
    return known[0] if known is not None else None


def is_platform_host(host: str) -> bool:
    """Say whether a platform is known by this host, so that `match_platform` has an answer."""
    return _known_at(host) is not None


def page_of(url: str) -> str:
    """Return host and path of a URL, as `page_pattern` matches them: no slash at the end."""
    authority, slash, path = _without_scheme(url).partition("/")
    if "?" in authority or "#" in authority:
        slash = path = ""
    path = path.partition("#")[0].partition("?")[0]
    return f"{_host_of(authority)}{slash}{path}".rstrip("/")


@lru_cache(maxsize=1 << 10)
def page_pattern(pattern: str) -> re.Pattern[str]:
    """Return the regular expression of one of the table's page patterns, for all of `page_of`.

    `*` is one segment, a last `/**` anything below or nothing, `{name}` a segment that becomes
    the group of this name; a pattern that starts with a slash holds on every host.
    """
    source = re.escape(pattern.removesuffix("/**")).replace(r"\*", "[^/]+")
    source = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", source)
    anywhere = "[^/]*" if pattern.startswith("/") else ""
    rest = "(?:/.*)?" if pattern.endswith("/**") else ""
    return re.compile(anywhere + source + rest, re.IGNORECASE | re.DOTALL)


def _without_scheme(url: str) -> str:
    _, mark, rest = url.partition("://")
    return rest if mark else url.removeprefix("//")


@cache
def _hosts() -> tuple[Mapping[str, tuple[Platform, bool]], Mapping[str, tuple[Platform, bool]]]:
    """Return hosts that match exactly, and parents that match with every subdomain."""
    exact: dict[str, tuple[Platform, bool]] = {}
    parents: dict[str, tuple[Platform, bool]] = {}
    for platform in platforms().values():
        for host in (*platform.hosts, *platform.renamed_hosts):
            entry = (platform, host in platform.renamed_hosts)
            bare = host.removeprefix("*.")
            exact[bare] = exact[f"www.{bare}"] = entry
            if bare != host:
                parents[bare] = entry
    return exact, parents


def _host_of(authority: str) -> str:
    for mark in ("#", "?"):
        authority = authority.partition(mark)[0]
    return authority.rpartition("@")[2].partition(":")[0].lower().rstrip(".")


@lru_cache(maxsize=1 << 14)
def _known_at(authority: str) -> tuple[Platform, bool, str] | None:
    """Return platform, whether its name is a former one, and host; None: no platform's host."""
    host = _host_of(authority)
    if len(host) > _LONGEST_HOST:
        return None
    exact, parents = _hosts()
    entry = exact.get(host)
    parent = host
    while entry is None:
        _, dot, parent = parent.partition(".")
        if not dot:
            return None
        entry = parents.get(parent)
    return *entry, host


@cache
def _patterns(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    paths = platforms()[key].paths
    return tuple((kind, page_pattern(path)) for kind in PATH_KINDS for path in paths.get(kind, ()))
