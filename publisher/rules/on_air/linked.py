"""What an episode's notes link, and which sites are the show's own."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from publisher.documents import Document
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.links.find import find_links
from publisher.links.redirectors import hides_target
from publisher.links.urls import host_of, site_of
from publisher.model import Episode, Network, Person, Show
from publisher.rules.on_air.sites import Site
from publisher.rules.sponsors import own_urls
from publisher.transcripts.prose import transcript_part

_TEMPLATE = "notes.j2"
_TEMPLATE_BYTES = 200_000
_NOT_PLAIN = re.compile(r"[\W_]+")
_HOST_IN_TEXT = re.compile(r"https?://([\w.-]{1,200})", re.IGNORECASE)
_SHORTEST = 4  # letters that can stand for a name
_MOST_NAMES = 1000  # that a misheard one is compared with
_ALIKE = 0.85  # a name that a machine misheard


class Linked(NamedTuple):
    """The registrable domains that the notes link, what else they say, and the show's own names."""

    domains: frozenset[str]
    texts: tuple[str, ...]  # of links in lower case; those of short links without signs and spaces
    prose: str  # the notes' text in lower case
    own: frozenset[str]  # names in the same form

    def knows(self, site: Site) -> bool:
        """Say whether the notes link or name a site, or it is the show's own."""
        if site.domain in self.domains or site.host in self.prose:
            return True
        labels = {plain(label) for label in site.host.split(".")[:-1]}
        if labels & self.own or any(name in plain(site.path) for name in self.own):
            return True
        name = plain(site.domain.partition(".")[0])
        if len(name) < _SHORTEST:
            return site.heard and any(known.endswith(name) for known in self._names())
        if any(name in text and (site.host in text or text.isalnum()) for text in self.texts):
            return True
        known = self._names()
        return any(each.endswith(name) for each in known) or bool(
            get_close_matches(name, known[:_MOST_NAMES], 1, _ALIKE)
        )

    def _names(self) -> list[str]:
        return [*sorted(self.own), *_names_of(self.domains)]


@lru_cache(maxsize=4)  # asked for by every site that is named in a transcript
def _names_of(domains: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(plain(domain.partition(".")[0]) for domain in domains))


def linked_by(episode: Episode, show: Show | None, network: Network | None) -> Linked:
    """Return all that the notes of an episode link, wherever that is written."""
    urls: list[str] = list(_urls_of(episode))
    texts: list[str] = []
    if isinstance(episode.source, Document):
        for link in find_links(episode.source):
            urls.append(link.url)
            text = link.text.lower()
            texts.append(plain(text) if hides_target(host_of(link.url)) else text)
    own: list[str] = []
    if show is not None:
        urls += _urls_of_show(show, network)
        own = [plain(show.title), plain(show.slug)]
        own += (_name_of(url) for url in (show.link, show.feed_url) if url)
    if network is not None and network.settings.site:
        urls.append(network.settings.site)
        own.append(_name_of(network.settings.site))
    domains = frozenset(site_of(host_of(url)) for url in urls if host_of(url))
    begins = transcript_part(episode.body)
    return Linked(
        domains,
        tuple(texts),
        (episode.body if begins is None else episode.body[:begins]).lower(),
        frozenset(name for name in own if len(name) >= _SHORTEST),
    )


def _name_of(url: str) -> str:
    return plain(site_of(host_of(url)).partition(".")[0])


def plain(text: str) -> str:
    """Return text without signs and spaces, in lower case."""
    return _NOT_PLAIN.sub("", text).lower()


def _urls_of(episode: Episode) -> Iterator[str]:
    for credit in episode.people:
        yield from _urls_of_person(credit.person)
    for sponsorship in episode.sponsors:
        yield from own_urls(sponsorship.sponsor)
        yield sponsorship.url or ""
    yield from (link.url for link in episode.links)
    yield from (promo.url or "" for promo in episode.promos)


def _urls_of_show(show: Show, network: Network | None) -> Iterator[str]:
    yield from (profile.url for profile in (*show.socials, *show.platforms))
    yield from (url for url in (show.link, show.feed_url, show.audio_base_url) if url)
    if show.owner is not None and show.owner.email:
        yield f"https://{show.owner.email.rpartition('@')[2]}"
    for host in show.hosts:
        yield from _urls_of_person(host)
    yield from _urls_of_template(show, network)


def _urls_of_person(person: Person) -> Iterable[str]:
    return (*(profile.url for profile in person.profiles), person.website or "")


def _urls_of_template(show: Show, network: Network | None) -> Iterator[str]:
    """Yield what stands in the show's own template, in the notes of every episode."""
    if network is None:
        return
    try:
        text = read_bounded(network.root / show.folder / _TEMPLATE, _TEMPLATE_BYTES)
    except (NotOrdinaryError, TooBigError, OSError, ValueError):
        return
    for found in _HOST_IN_TEXT.finditer(text.decode(errors="replace")):
        yield found[0]
