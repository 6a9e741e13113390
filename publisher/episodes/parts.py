"""Checked values of front matter → the parts of an episode: people, sponsors, links, audio, …"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from publisher.config.people import build_person
from publisher.config.tables import Reading, did_you_mean, find_entry
from publisher.documents.parsed import Keys, shown
from publisher.episodes.companions import Companions
from publisher.model import (
    AlternateEnclosure,
    Credit,
    Network,
    NotedLink,
    Person,
    Picture,
    Promo,
    Show,
    Sponsor,
    Sponsorship,
)

Items = Sequence[tuple[Keys, Any]]
Filed = TypeVar("Filed", AlternateEnclosure, Picture)


def build_credits(
    items: Items, roles: Mapping[Keys, str], show: Show, network: Network, reading: Reading
) -> tuple[Credit, ...]:
    """Return who takes part; each item is an id, a name, or a table."""
    parts = []
    for at, item in items:
        values = {"id": item} if isinstance(item, str) else item
        person = _person(values, at, network, reading)
        if person is not None:
            role = values.get("role") or roles.get(at) or person.role or _usual_role(person, show)
            parts.append(Credit(person, role))
    return tuple(parts)


def _usual_role(person: Person, show: Show) -> str:
    return "host" if any(person.id == host.id for host in show.hosts) else "guest"


def _person(values: dict[str, Any], at: Keys, network: Network, reading: Reading) -> Person | None:
    person_id = values.get("id")
    if person_id is None:
        return build_person(values, at, reading)
    known = find_entry(person_id, network.people)
    if known is None:
        if " " in person_id and len(values) == 1:  # a name: no id has a space
            return Person(person_id, reading.text.place(*at))
        hint = did_you_mean(person_id, network.people)
        message = f'person "{shown(person_id)}" is not in config/people.toml{hint}'
        reading.complain("P101", at if len(values) == 1 else (*at, "id"), message)
        return build_person(values, at, reading) if "name" in values else None
    if len(values) == 1:
        return known
    own = build_person({"name": known.name, **values}, at, reading, known.id)
    return _merged(known, own) if own else known


def _merged(known: Person, own: Person) -> Person:
    """Return the person of people.toml with what the episode says differently."""
    given = {profile.platform for profile in own.profiles}
    return known._replace(
        name=own.name,
        bio=own.bio or known.bio,
        image=own.image or known.image,
        website=own.website or known.website,
        website_place=own.website_place or known.website_place,
        group=own.group or known.group,
        profiles=own.profiles
        + tuple(profile for profile in known.profiles if profile.platform not in given),
    )


def build_sponsorships(items: Items, network: Network, reading: Reading) -> tuple[Sponsorship, ...]:
    """Return who paid for the episode; each item is an id, or a table with or without one."""
    sponsorships = []
    for at, item in items:
        values: dict[str, Any] = {"id": item} if isinstance(item, str) else item
        sponsor = _sponsor(values, at, network, reading)
        if sponsor is None:
            continue
        sponsorships.append(
            Sponsorship(
                sponsor=sponsor,
                place=reading.text.place(*at),
                url=values.get("url"),
                url_place=reading.text.place(*at, "url") if "url" in values else None,
                code=values.get("code"),
                copy=values.get("copy"),
                at_seconds=values.get("at"),
            )
        )
    return tuple(sponsorships)


def _sponsor(
    values: dict[str, Any], at: Keys, network: Network, reading: Reading
) -> Sponsor | None:
    sponsor_id = values.get("id")
    if sponsor_id is not None:
        known = find_entry(sponsor_id, network.sponsors)
        if known is not None:
            own = {key: values[key] for key in ("tagline", "offer", "mark") if key in values}
            return replace(known, **own) if own else known
        hint = did_you_mean(sponsor_id, network.sponsors)
        message = f'sponsor "{shown(sponsor_id)}" is not in config/sponsors.toml{hint}'
        reading.complain("S101", at if len(values) == 1 else (*at, "id"), message)
    name = values.get("name")
    if name is None:
        if sponsor_id is None:
            message = "a sponsor needs an id of sponsors.toml, or a name and a url"
            reading.complain("E103", at, message)
        return None
    return Sponsor(
        name=name,
        place=reading.text.place(*at),
        url=values.get("url"),
        url_place=reading.text.place(*at, "url") if "url" in values else None,
        tagline=values.get("tagline"),
        offer=values.get("offer"),
        code=values.get("code"),
        mark=values.get("mark"),
    )


def build_links(items: Items, reading: Reading) -> tuple[NotedLink, ...]:
    """Return the links of the list; each item is an address or a table with one."""
    links = []
    for at, item in items:
        values: dict[str, Any] = {"url": item} if isinstance(item, str) else item
        if "url" not in values:
            reading.complain("E103", at, "a link needs a url")
            continue
        links.append(
            NotedLink(values["url"], values.get("title"), values.get("kind"), values.get("at"))
        )
    return tuple(links)


def build_promos(items: Items, reading: Reading) -> tuple[Promo, ...]:
    """Return what the episode offers besides its sponsors."""
    promos = []
    for at, values in items:
        title = values.get("title") or values.get("url")
        if title is None:
            reading.complain("E103", at, "a promo needs a title")
            continue
        promos.append(Promo(title, values.get("url"), values.get("code"), values.get("offer")))
    return tuple(promos)


def find_files(
    items: Iterable[Filed], companions: Companions, reading: Reading, *, elsewhere: bool = False
) -> tuple[Filed, ...]:
    """Return the items with the paths of their files from the root, as `Companions.named` does."""

    def with_file(item: Filed) -> Filed:
        if item.file is None:
            return item
        at = (*item.at, "file")
        file = companions.named(str(item.file), at, reading, elsewhere=elsewhere)
        return item._replace(file=file)

    return tuple(with_file(item) for item in items)
