"""The table of social and podcast platforms: whose link is this, and can it be right?

The facts stand in `platforms.toml` beside this module; its head explains every key. Nothing here
asks the network.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

PATH_KINDS = ("private", "invite", "post", "episode", "show", "profile")
"""What a page of a platform can be, in the order in which the patterns are tried."""

_LONGEST_HOST = 253
_LONGEST_HANDLE = 300
# Not strftime's names, which follow the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Form(NamedTuple):
    """A way to write a handle, and the URL made from it; `{handle}` is the pattern's group."""

    handle: str
    profile: str


@dataclass(frozen=True, slots=True)
class Platform:
    """One row of the table; `platforms.toml` says what each key means."""

    key: str
    name: str
    kind: str  # "social", "podcast" or "other"
    hosts: tuple[str, ...] = ()  # "*.example.com": every subdomain too; "www." is understood
    aliases: tuple[str, ...] = ()  # other keys people write
    renamed_hosts: tuple[str, ...] = ()  # former names of hosts[0]
    moves: bool = False  # the same path on hosts[0] is the same page: safe to rewrite
    profile: str | None = None
    handle: str | None = None  # full match
    handle_hint: str = ""
    forms: tuple[Form, ...] = ()
    paths: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()  # first path segments that are never a handle
    https: bool = True  # the hosts are known to answer on https
    closed: date | None = None
    closed_words: str = ""  # "in 2019", where the day is not known
    lingers: bool = False  # closed, but some of its old links may still lead somewhere
    instead: str = ""  # what a podcaster does now
    unverifiable: bool = False  # answers live and dead pages alike
    walls: tuple[int, ...] = ()  # statuses that mean "no robots", not "dead"
    login_paths: tuple[str, ...] = ()  # a redirect to one of these is a wall
    head: bool = True  # answers HEAD as it answers GET

    @property
    def closing(self) -> str:
        """Say when it closed, in words: "on 29 August 2023", "in 2019" or nothing."""
        if self.closed is None or self.closed_words:
            return self.closed_words
        return f"on {self.closed.day} {_MONTHS[self.closed.month - 1]} {self.closed.year}"

    def accepts(self, handle: str) -> bool:
        """Say whether an account of this name can exist."""
        if self.handle is None:
            return True
        return len(handle) <= _LONGEST_HANDLE and bool(_compiled(self.handle).fullmatch(handle))


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


@cache
def platforms() -> Mapping[str, Platform]:
    """Return every platform by its key, in the table's order."""
    text = resources.files(__package__).joinpath("platforms.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: _platform(key, row) for key, row in tomllib.loads(text).items()})


def key_for(name: str) -> str | None:
    """Return the key of the platform called `name` (a key, an alias or its name), or None."""
    return _names().get(_plain(name))


@lru_cache(maxsize=1 << 16)
def match_platform(url: str) -> Match | None:
    """Return what `url` is on which platform, or None where no platform is known by its host.

    The scheme may be missing. Never raises.
    """
    authority, slash, path = _without_scheme(url).partition("/")
    known = _known_at(authority)
    if known is None:
        return None
    platform, renamed, host = known
    if "?" in authority or "#" in authority:
        path = ""
    path = path.partition("#")[0].partition("?")[0]
    subject = f"{host}{slash}{path}".rstrip("/")
    for kind, pattern in _patterns(platform.key):
        found = pattern.fullmatch(subject)
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


def profile_url(platform_key: str, handle: str) -> str:
    """Return the canonical URL of an account; a leading "@" is understood.

    Raises ValueError, with a message for the podcaster, where the platform is unknown, has no
    profile pages, or can't have an account of that name.
    """
    key = key_for(platform_key)
    if key is None:
        raise ValueError(f'"{platform_key}" is not a platform that publisher knows')
    platform = platforms()[key]
    written = handle.strip()
    if len(written) > _LONGEST_HANDLE:
        raise ValueError(f"a handle on {platform.name} can't be that long")
    for form in platform.forms:
        found = _compiled(form.handle).fullmatch(written)
        if found is not None:
            return form.profile.replace("{handle}", found[1])
    if platform.profile is None or platform.handle is None:
        raise ValueError(f"{platform.name} has no address made from a handle; give the full URL")
    found = _compiled(platform.handle).fullmatch(written.removeprefix("@"))
    if found is None:
        hint = f": {platform.handle_hint}" if platform.handle_hint else ""
        raise ValueError(f'"{handle}" can\'t be a handle on {platform.name}{hint}')
    parts = found.groupdict() or {"handle": found[0]}
    url = platform.profile
    for name, value in parts.items():
        url = url.replace(f"{{{name}}}", quote(value or "", safe="@:.~+-_"))
    return url


def _without_scheme(url: str) -> str:
    _, mark, rest = url.partition("://")
    return rest if mark else url.removeprefix("//")


# ---------------------------------------------------------------- the table


def _platform(key: str, row: dict[str, Any]) -> Platform:
    values: dict[str, Any] = {
        name: tuple(value) if type(value) is list else value for name, value in row.items()
    }
    values["forms"] = tuple(Form(**form) for form in row.get("forms", ()))
    values["paths"] = {kind: tuple(patterns) for kind, patterns in row.get("paths", {}).items()}
    values["reserved"] = frozenset(row.get("reserved", ()))
    return Platform(key, **values)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for key, platform in platforms().items():
        for name in (key, platform.name, *platform.aliases):
            names.setdefault(_plain(name), key)
    return names


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


@lru_cache(maxsize=1 << 14)
def _known_at(authority: str) -> tuple[Platform, bool, str] | None:
    """Return platform, whether its name is a former one, and host; None: no platform's host."""
    for mark in ("#", "?"):
        authority = authority.partition(mark)[0]
    host = authority.rpartition("@")[2].partition(":")[0]
    if len(host) > _LONGEST_HOST:
        return None
    host = host.lower().rstrip(".")
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
    return tuple(_path_patterns(platforms()[key]))


def _path_patterns(platform: Platform) -> Iterator[tuple[str, re.Pattern[str]]]:
    for kind in PATH_KINDS:
        for pattern in platform.paths.get(kind, ()):
            source = re.escape(pattern.removesuffix("/**"))
            source = source.replace(r"\*", "[^/]+").replace(r"\{handle\}", "(?P<handle>[^/]+)")
            anywhere = "[^/]*" if pattern.startswith("/") else ""
            rest = "(?:/.*)?" if pattern.endswith("/**") else ""
            yield kind, re.compile(anywhere + source + rest, re.IGNORECASE | re.DOTALL)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)
