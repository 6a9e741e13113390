"""What a link is for: first by what the configuration and the episode say, then by its address."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from publisher.links.urls import doubled_start, fetch_key, host_of, origin_of
from publisher.model import Episode, Network, Person, Profile, Role, Show, Sponsor
from publisher.platforms import match_platform

Part = tuple[Role, str | None]
"""A role, and the id of the sponsor or person the link belongs to."""

_MEDIA_FILES = frozenset({
    "mp3", "m4a", "m4b", "aac", "ogg", "oga", "opus", "wav", "flac", "mp4", "m4v", "mov", "webm",
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "vtt", "srt",
})  # fmt: skip
_KEY_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")
_KEY_ROLES = {
    **dict.fromkeys(("sponsor", "sponsors"), Role.SPONSOR),
    **dict.fromkeys(("guest", "guests"), Role.GUEST),
    **dict.fromkeys(("promo", "promos"), Role.PROMO),
    **dict.fromkeys(
        [
            *("audio", "video", "mp3", "enclosure", "file", "image", "images", "img", "cover"),
            *("artwork", "avatar", "photo", "thumbnail", "banner", "transcript", "transcripts"),
        ],
        Role.MEDIA,
    ),
}
# Everybody's hosts, where a sponsor's address says nothing about its neighbours.
_SHARED_HOSTS = frozenset({
    "amazon.com", "amzn.to", "bit.ly", "buff.ly", "cutt.ly", "geni.us", "goo.gl",
    "google.com", "is.gd", "linktr.ee", "ow.ly", "rebrand.ly", "smarturl.it", "t.co",
    "tinyurl.com", "youtu.be",
})  # fmt: skip


def identity(url: str) -> str:
    """Return what two ways to write one address share.

    An account is its platform and handle, whatever the host was called then; else the address
    counts without scheme, `www.` and last slash.
    """
    match = match_platform(url)
    if match is not None and match.handle and match.kind in ("profile", "show"):
        return f"{match.platform.key}:{match.handle.lower()}"
    key = fetch_key(url)
    return url if key is None else key.partition("://")[2].removeprefix("www.").rstrip("/")


@lru_cache(maxsize=1 << 14)
def _key_and_host(url: str) -> tuple[str, str]:
    return identity(url), _bare_host(url)


class _Addresses:
    """Whom addresses belong to, and which hosts are a sponsor's as a whole."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}  # by identity
        self.hosts: set[str] = set()  # of all those addresses
        self.sponsors: dict[str, Part] = {}  # by host; it is one of `hosts`

    def add(self, url: str, part: Part) -> None:
        """Enter an address; the first to claim it has it."""
        url = _with_one_start(url)
        key, host = _key_and_host(url)
        self.parts.setdefault(key, part)
        self.hosts.add(host or _bare_host(f"//{url}"))


class Directory:
    """Whom the addresses in a network's configuration belong to, for one show."""

    def __init__(self, network: Network | None, show: Show | None) -> None:
        self._show = show.slug if show else ""
        own = (show.link if show else None, network.settings.site if network else None)
        self._own_hosts = {_bare_host(url) for url in own if url}
        self.addresses = _Addresses()
        if show is not None:
            self._add(show.platforms, (Role.PLATFORM, None))
            self._add(show.socials, (Role.SOCIAL, None))
        if network is not None:
            for sponsor in network.sponsors.values():
                self.add_sponsor(sponsor, self.addresses)
            for person in network.people.values():
                self._add(person.profiles, (Role.SOCIAL, person.id))

    def _add(self, profiles: Iterable[Profile], part: Part) -> None:
        for profile in profiles:
            self.addresses.add(profile.url, part)

    def add_sponsor(self, sponsor: Sponsor, addresses: _Addresses, url: str | None = None) -> None:
        """Enter a sponsor's addresses, and the hosts that are its own; `url` is one more."""
        terms = sponsor.shows.get(self._show)
        part = (Role.SPONSOR, sponsor.id)
        for given in (url, terms.url if terms else None, sponsor.url):
            if not given:
                continue
            address = _with_one_start(given)
            addresses.add(address, part)
            host = _bare_host(address)
            if host and host not in self._own_hosts and not _is_shared(address):
                addresses.sponsors.setdefault(host, part)

    def part(self, url: str) -> Part:
        """Return what a link is for, as far as no episode has a say."""
        key, host = _key_and_host(url)
        part = self.addresses.parts.get(key)
        if part is not None:
            return part
        if _is_media_file(url):
            return Role.MEDIA, None
        part = self.addresses.sponsors.get(host)
        if part is not None:
            return part
        match = match_platform(url)
        if match is not None and match.platform.kind == "podcast":
            return Role.PLATFORM, None
        if match is not None and match.kind in ("profile", "invite", "private"):
            return (Role.SOCIAL if match.platform.kind == "social" else Role.REFERENCE), None
        return Role.REFERENCE, None


class Roles:
    """Decides for the links of one episode, or of a file that is none."""

    def __init__(self, directory: Directory, episode: Episode | None) -> None:
        self._directory = directory
        self._addresses = _Addresses()
        if episode is None:
            return
        for sponsorship in episode.sponsors:
            directory.add_sponsor(sponsorship.sponsor, self._addresses, sponsorship.url)
        for promo in episode.promos:
            if promo.url:
                self._addresses.add(promo.url, (Role.PROMO, None))
        for credit in episode.people:
            part = Role.GUEST, credit.person.id
            for url in map(_with_one_start, _urls_of(credit.person)):
                if credit.role == "host":
                    part = directory.part(url)[0], credit.person.id
                self._addresses.add(url, part)

    def part(self, url: str, media: bool = False, keys: tuple[str | int, ...] = ()) -> Part:
        """Return a link's role and owner.

        `media`: it is written as an image or player; `keys`: the field it stands in. What starts
        with `https://` twice is judged as it will be mended, so that mending changes no role.
        """
        url = _with_one_start(url)
        if self._is_strange(url):
            if media or _is_media_file(url):
                return Role.MEDIA, None
            return _role_of_keys(keys) or Role.REFERENCE, None
        key, host = _key_and_host(url)
        part = self._addresses.parts.get(key)
        if part is not None:
            return part
        if media:
            return Role.MEDIA, None
        part = self._directory.part(url)
        if part[0] in (Role.SPONSOR, Role.REFERENCE) and key not in self._directory.addresses.parts:
            part = self._addresses.sponsors.get(host, part)
        if part == (Role.REFERENCE, None) or (part == (Role.SOCIAL, None) and keys):
            return _role_of_keys(keys) or part[0], None
        return part

    def _is_strange(self, url: str) -> bool:
        """Say whether nobody gives an address on this host, and it is no platform's.

        So it is with most links, and nothing more need be looked up.
        """
        host = _lone_host(origin_of(url))
        known = host in self._addresses.hosts or host in self._directory.addresses.hosts
        return host != "" and not known


class _Same:
    """A key that is equal to itself alone: configuration isn't hashable, but lives long."""

    def __init__(self, network: Network | None, show: Show | None) -> None:
        self.network, self.show = network, show

    def __hash__(self) -> int:
        return hash((id(self.network), id(self.show)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same) and self.network is other.network and self.show is other.show
        )


@lru_cache(maxsize=32)
def _directory(same: _Same) -> Directory:
    return Directory(same.network, same.show)


def roles_for(network: Network | None, show: Show | None, episode: Episode | None) -> Roles:
    """Return what decides on the links of `episode`; what a show shares is gathered once."""
    return Roles(_directory(_Same(network, show)), episode)


def _urls_of(person: Person) -> Iterator[str]:
    yield from (profile.url for profile in person.profiles)
    if person.website:
        yield person.website


def _with_one_start(url: str) -> str:
    doubled = doubled_start(url)
    return url[doubled.end() :] if doubled else url


def _is_media_file(url: str) -> bool:
    _, dot, ending = url.partition("?")[0].partition("#")[0].rpartition(".")
    return dot != "" and ending.lower() in _MEDIA_FILES


def _bare_host(url: str) -> str:
    return host_of(url).removeprefix("www.")


@lru_cache(maxsize=1 << 14)
def _lone_host(origin: str) -> str:
    """Return the host, "" for a platform's."""
    return _bare_host(origin) if match_platform(origin) is None else ""


def _is_shared(url: str) -> bool:
    return _bare_host(url) in _SHARED_HOSTS or match_platform(url) is not None


def _role_of_keys(keys: tuple[str | int, ...]) -> Role | None:
    for key in keys:
        if isinstance(key, str) and (role := _role_of_key(key)) is not None:
            return role
    return None


@lru_cache(maxsize=1 << 12)
def _role_of_key(key: str) -> Role | None:
    words = _KEY_WORD.findall(key)
    return next((_KEY_ROLES[word.lower()] for word in words if word.lower() in _KEY_ROLES), None)
