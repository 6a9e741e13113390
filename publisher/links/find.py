"""Every link of an episode and of the configuration: where it stands and what it is for."""

from collections.abc import Iterable, Iterator

from publisher.documents import Document
from publisher.links.fields import field_values, is_address
from publisher.links.html import scan_html
from publisher.links.inline import InlineScan
from publisher.links.markdown import scan_markdown
from publisher.links.roles import Roles, roles_for
from publisher.links.spot import Spot
from publisher.model import (
    Episode,
    Link,
    Network,
    Person,
    Place,
    Profile,
    Role,
    Show,
    Source,
    Sponsor,
    Syntax,
)

_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_FARTHEST = 50_000  # characters from one link of a quoted value to the next; bounds the search


def find_links(
    document: Document,
    *,
    episode: Episode | None = None,
    show: Show | None = None,
    network: Network | None = None,
) -> tuple[Link, ...]:
    """Return every link of a file, by position, each with its place, role and owner.

    Links to the same page (`#t=00:36`) are none. With an `episode`, profiles that it gives as
    handles are links too. Without a configuration, fields' names and the table of platforms
    alone decide on roles. Never raises, whatever the file says.
    """
    roles = roles_for(network, show, episode)
    links = [*_links_in_fields(document, roles), *_links_in_body(document, roles)]
    if episode is not None:
        links += _handles(document, episode, roles)
    links.sort(key=_position)
    return tuple(links)


def _position(link: Link) -> tuple[int, int]:
    return link.place.start, link.place.end


def _links_in_body(document: Document, roles: Roles) -> list[Link]:
    body = document.body
    if "\r" in body:  # the scanners know one kind of line end; every offset stays
        body = body.replace("\r\n", " \n").replace("\r", "\n")
    spots: Iterable[Spot]
    if document.path.lower().endswith(_HTML_SUFFIXES):
        spots = scan_html(body, 0, len(body))
    else:
        spots = scan_markdown(body)
    return [_link(document, spot, document.body_start, roles) for spot in spots]


def _link(
    document: Document, spot: Spot, offset: int, roles: Roles, keys: tuple[str | int, ...] = ()
) -> Link:
    start, end, url, syntax, text, broken, media = spot
    role, owner = roles.part(url, media, keys)
    start, end = start + offset, end + offset
    written = document.text[start:end]
    if "\n" in url:  # with the line end as it is
        url = written
    return Link(url, document.place_at(start, end), role, syntax, written, text, owner, broken)


def _links_in_fields(document: Document, roles: Roles) -> Iterator[Link]:
    for keys, value, prose in field_values(document.fields):
        start, end = document.span(*keys)
        if not prose:
            url, place = value.strip(), document.place_at(start, end)
            role, owner = roles.part(url, keys=keys)
            yield Link(url, place, role, Syntax.FIELD, document.text[start:end], owner=owner)
        else:
            for spot in _spots_in_prose(document.text, start, end, value):
                yield _link(document, spot, 0, roles, keys)


def _spots_in_prose(text: str, start: int, end: int, value: str) -> Iterator[Spot]:
    """Yield the links in a value that is written from `start` to `end`, each where it is written.

    Between double quotes, YAML, TOML and JSON write a quotation mark, a line end and a slash with
    backslashes, which are no part of an address; so it is the value that is read then.
    """
    # Not `scan_markdown`: what YAML indents is no code.
    if text[start - 1 : start] != '"' or text.find("\\", start, end) < 0:
        yield from InlineScan(text, start, end, frozenset()).run()
        return
    position = start
    for spot in InlineScan(value, 0, len(value), frozenset()).run():
        written = value[spot.start : spot.end]
        for form in (written, written.replace("/", "\\/")):
            at = text.find(form, position, min(end, position + _FARTHEST))
            if at >= 0:
                yield spot._replace(start=at, end=at + len(form))
                position = at
                break


def _handles(document: Document, episode: Episode, roles: Roles) -> Iterator[Link]:
    """Yield the profiles of people written inline whose addresses are made from handles."""
    for credit in episode.people:
        for profile in credit.person.profiles:
            if profile.handle is not None and profile.place.path == document.path:
                role, owner = roles.part(profile.url)
                yield _profile_link(profile, role, owner)


# ---------------------------------------------------------------- the configuration


def config_links(network: Network) -> tuple[Link, ...]:
    """Return every link of `sponsors.toml`, `people.toml` and the `show.toml`s, by place."""
    links: list[Link] = []
    for sponsor in network.sponsors.values():
        links += _sponsor_links(sponsor)
    sources = {source.path: source for source in network.sources}
    for person in network.people.values():
        links += _person_links(person, sources.get(person.place.path))
    for show in network.shows.values():
        links += _show_links(show)
    return tuple(sorted(links, key=lambda link: (link.place.path, *_position(link))))


def _sponsor_links(sponsor: Sponsor) -> Iterator[Link]:
    for url, place in (
        (sponsor.url, sponsor.url_place),
        *((terms.url, terms.url_place) for terms in sponsor.shows.values()),
    ):
        if url:
            yield _field_link(url, place or sponsor.place, Role.SPONSOR, sponsor.id)


def _person_links(person: Person, source: Source | None) -> Iterator[Link]:
    guest = person.role == "guest"
    for profile in person.profiles:
        yield _profile_link(profile, Role.GUEST if guest else Role.SOCIAL, person.id)
    if person.website:
        role = Role.GUEST if guest else Role.REFERENCE
        yield _field_link(person.website, person.website_place or person.place, role, person.id)
    if person.image and is_address(person.image) and source is not None and person.id is not None:
        place = source.place(person.id, "image")
        yield _field_link(person.image, place, Role.MEDIA, person.id)


def _show_links(show: Show) -> Iterator[Link]:
    for key, url, role in (
        ("link", show.link, Role.REFERENCE),
        ("artwork", show.artwork, Role.MEDIA),
        ("feed_url", show.feed_url, Role.REFERENCE),
    ):
        if url and (key == "link" or is_address(url)):
            yield _field_link(url, show.source.place(key), role, None)
    for profile in show.socials:
        yield _profile_link(profile, Role.SOCIAL, None)
    for profile in show.platforms:
        yield _profile_link(profile, Role.PLATFORM, None)


def _profile_link(profile: Profile, role: Role, owner: str | None) -> Link:
    written = profile.url if profile.handle is None else profile.handle
    return Link(profile.url, profile.place, role, Syntax.FIELD, written, owner=owner)


def _field_link(url: str, place: Place, role: Role, owner: str | None) -> Link:
    return Link(url, place, role, Syntax.FIELD, url, owner=owner)
