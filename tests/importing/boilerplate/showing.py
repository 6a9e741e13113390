"""What a build shows of a tidied episode, beside what its notes said before."""

import re
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from publisher.importing.boilerplate import Tidied
from publisher.model import (
    Episode,
    Network,
    Place,
    Profile,
    Settings,
    Show,
    Sponsor,
    Sponsorship,
)
from publisher.notes.blocks import Block, flatten, links_in, plain_text
from publisher.notes.body import read_markdown_body
from publisher.notes.gather import gather_notes
from publisher.notes.template import NotesTemplate

NOW = datetime(2027, 1, 1, tzinfo=UTC)
PLACE = Place("show.toml", 1, 1, 0, 0)
_WORD = re.compile(r"\w+")


class Said(NamedTuple):
    words: frozenset[str]
    links: frozenset[str]


def said_by(blocks: tuple[Block, ...]) -> Said:
    """Return the words and links of blocks; the words of addresses are said, too."""
    nodes = flatten(blocks)
    links = frozenset(link.url for link in links_in(nodes))
    return Said(frozenset(_WORD.findall(plain_text(nodes).casefold())), links)


def said_before(markdown: str) -> Said:
    return said_by(read_markdown_body(markdown))


class _Nowhere:
    path = "show.toml"

    def place(self, *_keys: str | int) -> Place:
        return PLACE

    def __getattr__(self, name: str) -> Any:
        raise NotImplementedError(name)


class Shown:
    """The notes of a tidied show's episodes, as its template lays them out."""

    def __init__(self, tidied: Tidied, days: tuple[str, ...]) -> None:
        self._tidied = tidied
        self._days = days
        lines = (*tidied.before, "{{ body }}", *tidied.after)
        self._template = NotesTemplate("\n".join(lines), "notes.j2")
        self._source = _Nowhere()
        self._show = Show(
            slug="show",
            title="The Show",
            folder=Path("/nowhere/feeds/show"),
            source=self._source,
            socials=_profiles(tidied.socials),
            platforms=_profiles(tidied.platforms),
        )
        self._network = Network(root=Path("/nowhere"), settings=Settings())

    def blocks(self, index: int) -> tuple[Block, ...]:
        """Return all blocks of an episode's notes."""
        notes = gather_notes(self.episode(index), self._show, self._network, NOW)
        parts = self._template.lay_out(notes, "html")
        return tuple(block for part in parts for block in part.blocks)

    def said(self, index: int) -> Said:
        return said_by(self.blocks(index))

    def episode(self, index: int) -> Episode:
        tidied, day = self._tidied.episodes[index], self._days[index] if self._days else ""
        noon = datetime.combine(datetime.fromisoformat(day), time(12), UTC) if day else None
        return Episode(
            show="show",
            slug=f"e{index}",
            title="An Episode",
            file=Path(f"/nowhere/e{index}.md"),
            source=self._source,
            body=tidied.body,
            published=noon,
            sponsors=tuple(map(self._sponsorship, tidied.sponsors)),
        )

    def _sponsorship(self, entry: Any) -> Sponsorship:
        table: dict[str, Any] = dict(self._tidied.sponsors[entry["id"]])
        if "tagline" in entry:
            table["tagline"] = entry["tagline"]
        return Sponsorship(
            Sponsor(place=PLACE, id=entry["id"], **table),
            PLACE,
            url=entry.get("url"),
            code=entry.get("code"),
            copy=entry.get("copy"),
        )


def _profiles(accounts: Any) -> tuple[Profile, ...]:
    return tuple(Profile(key, url, PLACE) for key, url in accounts.items())


@cache
def words_of_address(url: str) -> frozenset[str]:
    return frozenset(_WORD.findall(url.casefold()))


def lost(before: Said, after: Said) -> tuple[set[str], set[str]]:
    """Return the words and the links that nothing shows any more."""
    said = after.words.union(*map(words_of_address, after.links))
    return set(before.words - said), set(before.links - after.links)
