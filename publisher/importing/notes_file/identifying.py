"""People and sponsors of a description → ids of the config, and tables for those it lacks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from publisher.documents.toml_writing import Entry
from publisher.importing.description.understanding import Account, FoundPerson, FoundSponsor
from publisher.links.roles import identity
from publisher.model import Network, Person, Show, Sponsor
from publisher.scaffold.naming import slug_of


class Credits(NamedTuple):
    """What an episode says of its people or sponsors, and the tables that are new."""

    entries: tuple[object, ...]
    tables: Mapping[str, Entry]


def full(url: str) -> str:
    """Return an address with a scheme, as files of ours have it."""
    if "://" in url or url.startswith("mailto:"):
        return url
    return f"https://{url.removeprefix('//')}"


def credit_people(people: Sequence[FoundPerson], network: Network, show: Show | None) -> Credits:
    """Return the people of an episode: known ones by id, with what the config doesn't say."""
    entries: list[object] = []
    tables: dict[str, Entry] = {}
    for person in people:
        known = _known_person(person, network)
        if known is None:
            key = _free_id(person.name, {*network.people, *tables})
            tables[key] = _person_table(person)
            entries.append(_with_role(key, person.role, "" if person.role == "host" else "guest"))
            continue
        key = known.id or ""
        is_host = show is not None and key in {host.id for host in show.hosts}
        usual = known.role or ("host" if is_host else "guest")
        more = dict(_new_facts(person, known))
        entry = _with_role(key, person.role, usual)
        entries.append(
            {**(entry if isinstance(entry, dict) else {"id": key}), **more} if more else entry
        )
    return Credits(tuple(entries), tables)


def _with_role(key: str, role: str, usual: str) -> object:
    return key if not role or role == usual else {"id": key, "role": role}


def _known_person(person: FoundPerson, network: Network) -> Person | None:
    """Return the one of that name, else of one of these addresses."""
    name = person.name.casefold()
    addresses = {identity(full(each.url)) for each in person.profiles}
    for known in network.people.values():
        if known.name.casefold() == name:
            return known
    for known in network.people.values():
        if addresses & {identity(each.url) for each in known.profiles}:
            return known
    return None


def _person_table(person: FoundPerson) -> dict[str, object]:
    table: dict[str, object] = {"name": person.name}
    if person.role:
        table["role"] = person.role
    if person.website:
        table["website"] = full(person.website)
    table |= {each.platform: full(each.url) for each in reversed(person.profiles)}
    return table


def _new_facts(person: FoundPerson, known: Person) -> Iterator[tuple[str, object]]:
    """Yield what the description says of a person and the config doesn't."""
    there = {identity(each.url) for each in known.profiles}
    if known.website:
        there.add(identity(known.website))
    if person.website and identity(full(person.website)) not in there:
        yield "website", full(person.website)
    for each in person.profiles:
        if identity(full(each.url)) not in there:
            yield each.platform, full(each.url)


def second_accounts(people: Sequence[FoundPerson]) -> Iterator[tuple[FoundPerson, Account]]:
    """Yield accounts that no table has room for: a second one of a person on a platform."""
    for person in people:
        seen: dict[str, str] = {each.platform: each.url for each in reversed(person.profiles)}
        for each in person.profiles:
            if seen[each.platform] != each.url:
                yield person, each


def credit_sponsors(sponsors: Sequence[FoundSponsor], network: Network) -> Credits:
    """Return the sponsors of an episode: known ones by id, with what is its own."""
    entries: list[object] = []
    tables: dict[str, Entry] = {}
    for sponsor in sponsors:
        known = _known_sponsor(sponsor, network)
        if known is None:
            key = _free_id(sponsor.name, {*network.sponsors, *tables})
            tables[key] = _sponsor_table(sponsor)
            own: dict[str, object] = {}
        else:
            key = known.id or ""
            own = dict(_own_facts(sponsor, known))
        if sponsor.copy:
            own.setdefault("copy", sponsor.copy)
        entries.append({"id": key, **own} if own else key)
    return Credits(tuple(entries), tables)


def _known_sponsor(sponsor: FoundSponsor, network: Network) -> Sponsor | None:
    name = _plain(sponsor.name)
    address = identity(full(sponsor.url)) if sponsor.url else None
    for known in network.sponsors.values():
        if known.url and address == identity(known.url):
            return known
    return next((each for each in network.sponsors.values() if _plain(each.name) == name), None)


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _sponsor_table(sponsor: FoundSponsor) -> dict[str, object]:
    table: dict[str, object] = {"name": sponsor.name}
    if sponsor.url:
        table["url"] = full(sponsor.url)
    facts = {"tagline": sponsor.tagline, "offer": sponsor.offer, "code": sponsor.code}
    return {**table, **{key: value for key, value in facts.items() if value}}


def _own_facts(sponsor: FoundSponsor, known: Sponsor) -> Iterator[tuple[str, object]]:
    """Yield what an episode says of a sponsor otherwise than the config."""
    if sponsor.url and full(sponsor.url) != known.url:
        yield "url", full(sponsor.url)
    if sponsor.code and sponsor.code != known.code:
        yield "code", sponsor.code
    said = [each for each in (sponsor.tagline, sponsor.offer) if each]
    new = [each for each in said if each not in (known.tagline, known.offer)]
    new = [each for each in new if each not in (sponsor.copy or "")]
    if new:
        yield "copy", "; ".join(filter(None, (*new, sponsor.copy)))


def _free_id(name: str, taken: set[str]) -> str:
    slug = slug_of(name) or "somebody"
    number, key = 1, slug
    while key in taken:
        number += 1
        key = f"{slug}-{number}"
    return key
