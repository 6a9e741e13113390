"""What a link is for: first by what the configuration and the episode say, then by its address."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from publisher.links.urls import fetch_key, host_of
from publisher.model import Episode, Network, Person, Role, Show, Sponsor
from publisher.platforms import match_platform

Part = tuple[Role, str | None]
"""A role, and the id of the sponsor or person the link belongs to."""

_MEDIA_FILE = re.compile(
    r"[^?#]*\.(?:mp3|m4a|m4b|aac|ogg|oga|opus|wav|flac|mp4|m4v|mov|webm"
    r"|jpe?g|png|gif|webp|avif|svg|vtt|srt)(?:[?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
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


@lru_cache(maxsize=1 << 16)
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


class Directory:
    """Whom the addresses in a network's configuration belong to, for one show."""

    def __init__(self, network: Network | None, show: Show | None) -> None:
        self.show = show.slug if show else ""
        own = (show.link if show else None, network.settings.site if network else None)
        self._own_hosts = {_bare_host(url) for url in own if url}
        self.parts: dict[str, Part] = {}
        self.hosts: dict[str, Part] = {}
        self._answers: dict[str, Part] = {}
        if show is not None:
            self._add((profile.url for profile in show.platforms), (Role.PLATFORM, None))
            self._add((profile.url for profile in show.socials), (Role.SOCIAL, None))
        if network is not None:
            for sponsor in network.sponsors.values():
                self.add_sponsor(sponsor, self.parts, self.hosts)
            for person in network.people.values():
                self._add((profile.url for profile in person.profiles), (Role.SOCIAL, person.id))

    def _add(self, urls: Iterable[str], part: Part) -> None:
        for url in urls:
            self.parts.setdefault(identity(url), part)

    def add_sponsor(
        self,
        sponsor: Sponsor,
        parts: dict[str, Part],
        hosts: dict[str, Part],
        url: str | None = None,
    ) -> None:
        """Enter a sponsor's addresses, and the hosts that are its own; `url` is one more."""
        terms = sponsor.shows.get(self.show)
        for address in (url, terms.url if terms else None, sponsor.url):
            if not address:
                continue
            parts.setdefault(identity(address), (Role.SPONSOR, sponsor.id))
            host = _bare_host(address)
            if host and host not in self._own_hosts and not _is_shared(address):
                hosts.setdefault(host, (Role.SPONSOR, sponsor.id))

    def names(self, url: str) -> bool:
        """Say whether the configuration gives this very address."""
        return identity(url) in self.parts

    def part(self, url: str) -> Part:
        """Return what a link is for, as far as no episode has a say."""
        answer = self._answers.get(url)
        if answer is None:
            answer = self._answers[url] = self._decide(url)
        return answer

    def _decide(self, url: str) -> Part:
        part = self.parts.get(identity(url)) if self.parts else None
        if part is not None:
            return part
        if _MEDIA_FILE.fullmatch(url):
            return Role.MEDIA, None
        part = self.hosts.get(_bare_host(url)) if self.hosts else None
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
        self._parts: dict[str, Part] = {}
        self._hosts: dict[str, Part] = {}
        if episode is not None:
            for sponsorship in episode.sponsors:
                directory.add_sponsor(
                    sponsorship.sponsor, self._parts, self._hosts, sponsorship.url
                )
            for promo in episode.promos:
                if promo.url:
                    self._parts.setdefault(identity(promo.url), (Role.PROMO, None))
            for credit in episode.people:
                guest = credit.role != "host"
                for url in _addresses(credit.person):
                    role = Role.GUEST if guest else directory.part(url)[0]
                    self._parts.setdefault(identity(url), (role, credit.person.id))

    def part(self, url: str, media: bool = False, keys: tuple[str | int, ...] = ()) -> Part:
        """Return a link's role and owner.

        `media`: it is written as an image or player; `keys`: the field it stands in.
        """
        if self._parts and (part := self._parts.get(identity(url))) is not None:
            return part
        if media:
            return Role.MEDIA, None
        part = self._directory.part(url)
        by_host = self._hosts and part[0] in (Role.SPONSOR, Role.REFERENCE)
        if by_host and not self._directory.names(url):
            part = self._hosts.get(_bare_host(url), part)
        if part == (Role.REFERENCE, None) or (part == (Role.SOCIAL, None) and keys):
            return _role_of_keys(keys) or part[0], None
        return part


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


def _addresses(person: Person) -> Iterator[str]:
    yield from (profile.url for profile in person.profiles)
    if person.website:
        yield person.website


def _bare_host(url: str) -> str:
    return host_of(url).removeprefix("www.")


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
