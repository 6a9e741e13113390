"""A repository as it lies there → what to write into its config, and why."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from publisher.adopting.channel import config_order, find_facts, is_config
from publisher.adopting.evidence import common_keys, find_groups, is_recording, references
from publisher.adopting.fields import Fields, find_fields
from publisher.adopting.pages import Page, Pages, read_pages
from publisher.adopting.parties import Parties, find_parties
from publisher.adopting.proposed_show import (
    Around,
    ProposedShow,
    propose_show,
    section_hosts,
)
from publisher.adopting.records import Entry, read_data, sources_of
from publisher.adopting.shaping import shape_person, shape_sponsor, sound_person
from publisher.adopting.shows import ForeignShow, find_shows
from publisher.adopting.trial import try_fields
from publisher.adopting.walking import Lying, look_around
from publisher.adopting.written_facts import facts_beside

_ALIKE = 0.6  # of their common keys: then two shows say the same by the same keys


class Proposal(NamedTuple):
    """All that was found and decided."""

    lying: Lying
    pages: Pages
    shows: tuple[ProposedShow, ...]
    people: Parties
    sponsors: Parties
    beside: frozenset[str]  # keys that say something of a person named beside them
    lists: tuple[str, ...]  # data files that list recordings
    site: str | None


def propose(root: Path, slug_of: Callable[[Sequence[str]], str]) -> Proposal:
    """Return what to write for the repository at `root`; writes nothing.

    `slug_of` makes the name of a show's folder of its names, the best first.
    """
    lying = look_around(root)
    pages = read_pages(root, lying.pages)
    by_path = {page.path: page for page in pages.pages}
    foreign = find_shows(find_groups(pages.pages), by_path)
    data = read_data(root, lying.data)
    fields = _fields_of(foreign, root)
    taken = {page.path for show in foreign for page in show.episodes}
    rest = [page for page in pages.pages if page.path not in taken]
    sources = sources_of(rest, {path: data[path] for path in data if not is_config(path)})
    episodes = [(show.episodes, decided) for show, decided in zip(foreign, fields, strict=True)]
    written, beside = facts_beside(episodes)
    own = {
        name: sound_person({"name": name, **facts}, name, root) for name, facts in written.items()
    }
    hosts = _names_in_sections(foreign)
    people = find_parties(
        "person", _named("people", episodes) + hosts, sources, own, partial(shape_person, root=root)
    )
    sponsors = find_parties("sponsor", _named("sponsors", episodes), sources, {}, shape_sponsor)
    config = sorted((path for path in data if is_config(path)), key=config_order)
    tables = [(path, data[path]) for path in config]
    lists = tuple(
        source.path
        for source in sources
        if source.path in data and any(_is_heard(entry) for entry in source.entries)
    )
    shared = find_facts(tables, root)
    ids = frozenset(people.tables)
    around = Around(root, lying.pages, by_path, shared, ids, len(foreign) > 1, slug_of)
    shows = [
        propose_show(show, decided, around) for show, decided in zip(foreign, fields, strict=True)
    ]
    return Proposal(lying, pages, _apart(shows), people, sponsors, beside, lists, shared.site)


def _is_heard(entry: Entry) -> bool:
    return any(is_recording(key, value) for key, value in entry.facts.items())


def _fields_of(foreign: Sequence[ForeignShow], root: Path) -> list[Fields]:
    """Decide for each show; those whose episodes have the same keys are decided together.

    A key that is empty in all of one show's files may say something tomorrow.
    """
    families: dict[int, list[tuple[Page, ...]]] = defaultdict(list)
    family_of: list[int] = []
    keys: list[frozenset[str]] = []
    for show in foreign:
        own = common_keys(show.episodes)
        alike = (
            index
            for index, other in enumerate(keys)
            if len(own & other) >= _ALIKE * len(own | other)
        )
        family = next(alike, len(keys))
        if family == len(keys):
            keys.append(own)
        family_of.append(family)
        families[family].append(show.episodes)
    decided = {
        family: try_fields(root, [page for show in shows for page in show], find_fields(shows))
        for family, shows in families.items()
    }
    return [decided[family] for family in family_of]


Episodes = Sequence[tuple[Sequence[Page], Fields]]


def _named(ours: str, episodes: Episodes) -> Counter[str]:
    """Return the ids and names that the episodes give of people, or of sponsors."""
    names: Counter[str] = Counter()
    for pages, fields in episodes:
        for key in fields.table().get(ours, (ours,) if ours not in fields.turned_away else ()):
            names += references(pages, key)
    return names


def _names_in_sections(foreign: Iterable[ForeignShow]) -> Counter[str]:
    return Counter(name for show in foreign for name in section_hosts(show))


def _apart(shows: Iterable[ProposedShow]) -> tuple[ProposedShow, ...]:
    """Return the shows with a folder each."""
    taken: set[str] = set()
    apart = []
    for show in shows:
        slug, count = show.slug, 2
        while slug in taken:
            slug, count = f"{show.slug}-{count}", count + 1
        taken.add(slug)
        apart.append(show._replace(slug=slug))
    return tuple(apart)
