"""People and sponsors → an index of each, and a page with every episode of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from publisher.addresses import (
    PEOPLE_PATH,
    SPONSORS_PATH,
    is_url,
    list_page_path,
    person_path,
    portrait_path,
    sponsor_path,
)
from publisher.model import Person, Sponsor
from publisher.notes.plain import plain
from publisher.notes.urls import safe_url
from publisher.site.entries import EpisodeEntry
from publisher.site.lists import ListPage, list_pages, view_pages
from publisher.site.meta import Meta, known, same_as
from publisher.site.pages import Frame, SiteRenderer, relative
from publisher.site.paging import LINE_PAGE_SIZE
from publisher.site.show_pages import Page, card_of
from publisher.site.views import Card, Pages, SponsorView

Episodes = Mapping[str, Sequence[EpisodeEntry]]
"""The episodes of each person or sponsor, by id, newest first."""


def by_person(entries: Iterable[EpisodeEntry]) -> dict[str, list[EpisodeEntry]]:
    """Return the episodes of each person, in the order given."""
    found: dict[str, list[EpisodeEntry]] = {}
    for entry in entries:
        for person_id in dict.fromkeys(person_id for person_id, _ in entry.people):
            found.setdefault(person_id, []).append(entry)
    return found


def by_sponsor(entries: Iterable[EpisodeEntry]) -> dict[str, list[EpisodeEntry]]:
    """Return the episodes of each sponsor, in the order given."""
    found: dict[str, list[EpisodeEntry]] = {}
    for entry in entries:
        for sponsor_id in entry.sponsors:
            found.setdefault(sponsor_id, []).append(entry)
    return found


def people_pages(site: SiteRenderer, episodes: Episodes) -> Iterator[Page]:
    """Yield the index of all people who occur, and the pages of each."""
    known_people = [
        (person, path, episodes[key])
        for key, person in site.network.people.items()
        if key in episodes and (path := person_path(key)) is not None
    ]
    if not site.network.people:
        return
    known_people.sort(key=lambda each: (plain(each[0].name).casefold(), each[1]))
    cards = [_person_card(person, path, found, site) for person, path, found in known_people]
    yield from _Index(site, "people.html.j2", "People", PEOPLE_PATH).pages(cards)
    for person, path, found in known_people:
        for page, shown in list_pages(path, found, LINE_PAGE_SIZE):
            make = partial(_person_page, site, person, page, shown, len(found))
            yield Page(f"{page.folder}index.html", make)


def sponsor_pages(site: SiteRenderer, episodes: Episodes) -> Iterator[Page]:
    """Yield the index of all sponsors who occur, and the pages of each."""
    known_sponsors = [
        (sponsor, path, episodes[key])
        for key, sponsor in site.network.sponsors.items()
        if key in episodes and (path := sponsor_path(key)) is not None
    ]
    if not site.network.sponsors:
        return
    known_sponsors.sort(key=lambda each: (plain(each[0].name).casefold(), each[1]))
    cards = [
        Card(plain(sponsor.name), path, _count(found), plain(sponsor.tagline or ""))
        for sponsor, path, found in known_sponsors
    ]
    yield from _Index(site, "sponsors.html.j2", "Sponsors", SPONSORS_PATH).pages(cards)
    for sponsor, path, found in known_sponsors:
        for page, shown in list_pages(path, found, LINE_PAGE_SIZE):
            make = partial(_sponsor_page, site, sponsor, page, shown, len(found))
            yield Page(f"{page.folder}index.html", make)


def _count(episodes: Sequence[EpisodeEntry]) -> str:
    return "1 episode" if len(episodes) == 1 else f"{len(episodes)} episodes"


def _person_card(
    person: Person, path: str, episodes: Sequence[EpisodeEntry], site: SiteRenderer
) -> Card:
    view = site.person(person, "", "", is_host=False)
    return Card(view.name, path, _count(episodes), image=view.image)


class _Index(NamedTuple):
    """The list of all people, or of all sponsors."""

    site: SiteRenderer
    template: str
    title: str
    folder: str

    def pages(self, cards: Sequence[Card]) -> Iterator[Page]:
        """Yield its pages."""
        for page, shown in list_pages(self.folder, cards, LINE_PAGE_SIZE):
            yield Page(f"{page.folder}index.html", partial(self._write, page, shown))

    def _write(self, page: ListPage, cards: Sequence[Card]) -> str:
        return self.site.render(
            self.template,
            self.site.frame(page.top),
            _list_meta(self.site, self.title, self.folder, page, ""),
            heading=self.title,
            cards=tuple(_on_page(card, page.top) for card in cards),
            pages=_pages(self.folder, page),
        )


def _on_page(card: Card, top: str) -> Card:
    """Return a card with its addresses from the site's root as they are on a page."""
    image = card.image
    if image is not None and not is_url(image):
        image = f"{top}{image}"
    return card._replace(url=relative(top, card.url), image=image)


def _person_page(
    site: SiteRenderer, person: Person, page: ListPage, shown: Sequence[EpisodeEntry], count: int
) -> str:
    frame = site.frame(page.top)
    view = site.person(person, "", page.top, is_host=False)
    folder = person_path(person.id) or PEOPLE_PATH
    portrait = portrait_path(person)
    image = site.url(portrait) if portrait is not None else view.image
    same = same_as(person.profiles)
    if person.website and is_url(person.website):
        same.insert(0, safe_url(person.website) or "")
    data = known(
        at_type="Person",
        name=view.name,
        description=view.bio,
        url=site.url(folder),
        image=image,
        sameAs=same,
    )
    meta = _list_meta(site, view.name, folder, page, view.bio)._replace(image=image, data=data)
    return site.render(
        "person.html.j2",
        frame,
        meta,
        person=view,
        episodes=tuple(_with_show(entry, frame, site, _roles(entry, person.id)) for entry in shown),
        total=count,
        pages=_pages(folder, page),
    )


def _roles(entry: EpisodeEntry, person_id: str | None) -> str:
    return ", ".join(role for each, role in entry.people if each == person_id)


def _sponsor_page(
    site: SiteRenderer, sponsor: Sponsor, page: ListPage, shown: Sequence[EpisodeEntry], count: int
) -> str:
    frame = site.frame(page.top)
    folder = sponsor_path(sponsor.id) or SPONSORS_PATH
    runs = _runs(sponsor, site.today)
    view = SponsorView(
        name=plain(sponsor.name),
        link=safe_url(sponsor.url) if sponsor.url else None,
        tagline=plain(sponsor.tagline or ""),
        offer=plain(sponsor.offer or "") if runs else "",
        code=plain(sponsor.code or "") if runs else "",
    )
    meta = _list_meta(site, view.name, folder, page, view.tagline)
    return site.render(
        "sponsor.html.j2",
        frame,
        meta,
        sponsor=view,
        is_over=sponsor.is_over(site.today),
        episodes=tuple(_with_show(entry, frame, site, "") for entry in shown),
        total=count,
        pages=_pages(folder, page),
    )


def _runs(sponsor: Sponsor, day: date) -> bool:
    return not sponsor.is_over(day) and (sponsor.starts is None or sponsor.starts <= day)


def _with_show(entry: EpisodeEntry, frame: Frame, site: SiteRenderer, role: str) -> Card:
    many = len(site.network.shows) > 1
    show = plain(site.network.shows[entry.show].title) if many else ""
    return card_of(entry, frame, show=show, role=role)


def _pages(folder: str, page: ListPage) -> Pages | None:
    return view_pages(page, lambda number: relative(page.top, list_page_path(folder, number)))


def _list_meta(
    site: SiteRenderer, title: str, folder: str, page: ListPage, description: str
) -> Meta:
    number = f", page {page.number}" if page.number > 1 else ""
    newer, older = page.newer(), page.older()

    def address(each: int | None) -> str | None:
        return relative(page.top, list_page_path(folder, each)) if each else None

    return Meta(
        title=f"{title}{number}",
        page_title=f"{title}{number} – {site.title}",
        description=description if page.number == 1 else "",
        canonical=site.url(page.folder),
        site_name=site.title,
        newer=address(newer),
        older=address(older),
    )
