"""One show as it is proposed: its folder, its glob, what is known of it, and who hosts it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.adopting.channel import Facts, find_facts
from publisher.adopting.choosing import choose_conditions
from publisher.adopting.evidence import references
from publisher.adopting.fields import Fields
from publisher.adopting.globs import Chosen, choose_glob
from publisher.adopting.pages import Page
from publisher.adopting.shows import ForeignShow
from publisher.model import Value

_LATEST = 20  # episodes tell who hosts a show today
_HOSTS_OFTEN = 0.25
_ALIKE = (  # what the shows of a network have in common
    *("language", "author", "owner", "copyright", "explicit", "timezone", "audio_base_url"),
)


class ProposedShow(NamedTuple):
    """A show with its episodes, where they are, and what their keys mean."""

    slug: str
    foreign: ForeignShow
    glob: Chosen
    conditions: tuple[str, ...]  # for `episodes_with`
    fields: Fields
    facts: Facts
    hosts: tuple[str, ...]


class Around(NamedTuple):
    """What a show is decided within. `shared` is what the tool's configuration says."""

    root: Path
    paths: tuple[str, ...]  # of all pages, sorted
    pages: Mapping[str, Page]  # by path, those with front matter
    shared: Facts
    people: frozenset[str]  # ids
    several: bool  # shows
    slug_of: Callable[[Sequence[str]], str]


def propose_show(show: ForeignShow, fields: Fields, around: Around) -> ProposedShow:
    """Return what to write for a show."""
    facts = _facts(show, around)
    title = str(facts.values.get("title", ""))
    slug = around.slug_of([show.name, title] if around.several else [title])
    glob = choose_glob([page.path for page in show.episodes], around.paths)
    strays = [around.pages[path] for path in glob.strays if path in around.pages]
    conditions = choose_conditions(show.episodes, strays, fields) if glob.strays else ()
    hosts = tuple(name for name in _hosts(show, fields) if name in around.people)
    return ProposedShow(slug, show, glob, conditions, fields, facts, hosts)


def _facts(show: ForeignShow, around: Around) -> Facts:
    """Return what is known of a show: of one of several, as its own page says."""
    if not around.several:
        return around.shared  # its page may be called "Episodes"
    section = [(show.page.path, show.page.fields)] if show.page else []
    facts = find_facts(section, around.root)
    alike = {key: around.shared.values[key] for key in _ALIKE if key in around.shared.values}
    return facts._replace(values=alike | dict(facts.values))


def section_hosts(show: ForeignShow) -> tuple[str, ...]:
    """Return the hosts that a show's own page names."""
    value: Value = show.page.values.get("hosts") if show.page else None
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str) and item)


def _hosts(show: ForeignShow, fields: Fields) -> tuple[str, ...]:
    """Return the ids of those who host the show: as its page says, else in the latest episodes."""
    if said := section_hosts(show):
        return said
    keys = [key for key in fields.table().get("people", ()) if _of_hosts(key)]
    latest = show.episodes[-_LATEST:]
    times = sum((references(latest, key) for key in keys), Counter[str]())
    often = [name for name, count in times.most_common() if count >= _HOSTS_OFTEN * len(latest)]
    return tuple(often)


def _of_hosts(key: str) -> bool:
    return any(word in key.lower() for word in ("host", "presenter", "moderator"))
