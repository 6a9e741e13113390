"""People of a feed → tables of people.toml, and what shows and episodes say of them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from publisher.addresses import is_url
from publisher.feed.reading.snapshot import SnapshotTag
from publisher.importing.feed.tags import Table, Tags, given, line, named, text
from publisher.platforms import match_platform
from publisher.rules.feed.taxonomy import GROUP_OF
from publisher.scaffold.naming import slug_of

HOST, GUEST = "host", "guest"


class People:
    """Everybody whom a feed names: who is named more than once gets a table in people.toml.

    `known` are the tables that people.toml has already, by id; they stay as they are.
    """

    def __init__(self, known: Mapping[str, Table]) -> None:
        self._ids = {_key(str(table.get("name", key))): key for key, table in known.items()}
        self._tables: dict[str, Table] = dict(known)
        self._counts: Counter[str] = Counter()
        self.added: dict[str, Table] = {}
        self._hosts: set[str] = set()
        self._reached: dict[str, int] = {}  # the last number after each id: all below are taken

    def count(self, tags: Tags) -> None:
        """Take note of the people of an item, before any is written."""
        for tag in persons(tags):
            self._counts[_key(line(tag.text) or "")] += 1

    def hosts(self, tags: Tags) -> list[str]:
        """Return the ids of the channel's people."""
        found = [self._add(tag, role=HOST) for tag in persons(tags)]
        self._hosts.update(found)
        return list(dict.fromkeys(found))

    def credits(self, tags: Tags) -> list[object]:
        """Return what `people` of an episode says: ids, or tables for who is named only here."""
        found: list[object] = []
        for tag in persons(tags):
            role = (tag.get("role") or HOST).lower()
            name = line(tag.text) or ""
            if _key(name) in self._ids or self._counts[_key(name)] > 1:
                found.append(self._credit(self._add(tag, role), tag, role))
            else:
                found.append(_inline(tag, role))
        return found

    def _add(self, tag: SnapshotTag, role: str) -> str:
        """Return the id of a person; who has none gets one, and a table."""
        name = line(tag.text) or ""
        known = self._ids.get(_key(name))
        if known is not None:
            return known
        plain = slug_of(name) or "person"
        more = self._reached.get(plain, 1)
        person_id = plain if more == 1 else f"{plain}-{more}"
        while person_id in self._tables:
            more += 1
            person_id = f"{plain}-{more}"
        self._reached[plain] = more
        table = _table(tag, role)
        self._ids[_key(name)] = person_id
        self._tables[person_id] = table
        self.added[person_id] = table
        return person_id

    def _credit(self, person_id: str, tag: SnapshotTag, role: str) -> object:
        """Return the id alone where people.toml says all of it, else with what differs here."""
        table = self._tables[person_id]
        usual = table.get("role") or (HOST if person_id in self._hosts else GUEST)
        own = _table(tag, role)
        here = given({"role": role if role != usual else None})
        for key in ("group", "image"):
            if own.get(key) and own.get(key) != table.get(key):
                here[key] = own[key]
        address = tag.get("href")
        if address and is_url(address) and address not in table.values():
            here["website"] = address
        return {"id": person_id, **here} if here else person_id


def persons(tags: Tags) -> Iterable[SnapshotTag]:
    """Yield the tags of people: the podcast namespace's, else Podlove's contributors (Atom)."""
    found = [tag for tag in named(tags, "podcast:person") if line(tag.text)]
    return found or [_contributor(tag) for tag in named(tags, "atom:contributor") if _says(tag)]


def _says(tag: SnapshotTag) -> bool:
    return text(tag.children, "atom:name") is not None


def _contributor(tag: SnapshotTag) -> SnapshotTag:
    """Return a contributor as if the podcast namespace named him."""
    address = text(tag.children, "atom:uri")
    attributes = {"href": address} if address else {}
    return tag._replace(text=text(tag.children, "atom:name") or "", attributes=attributes)


def _key(name: str) -> str:
    return name.casefold()


def _table(tag: SnapshotTag, role: str) -> Table:
    address, image, group = tag.get("href"), tag.get("img"), (tag.get("group") or "").lower()
    match = match_platform(address) if address else None
    key = match.platform.key if match and match.kind == "profile" else "website"
    return given(
        {
            "name": line(tag.text),
            "role": role if role != HOST else None,
            "group": group if group not in ("", GROUP_OF.get(role, "cast")) else None,
            "image": image if image and is_url(image) else None,
            key: address if address and is_url(address) else None,
        }
    )


def _inline(tag: SnapshotTag, role: str) -> Table:
    name, *others = _table(tag, HOST).items()
    return dict([name, ("role", role), *others])
