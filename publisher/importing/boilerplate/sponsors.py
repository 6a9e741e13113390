"""Sponsors' words in all episodes → the table of each, and what an episode has of its own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from publisher.documents.toml_writing import Entry
from publisher.importing.boilerplate.mentions import Mention
from publisher.importing.boilerplate.sponsor_names import best_name, ids_of
from publisher.importing.boilerplate.sponsor_words import Words
from publisher.importing.description.understanding import FoundSponsor
from publisher.scaffold.naming import slug_of


class Sponsored(NamedTuple):
    """`tables` by id; `episodes` what each has, in its order; `ids` in how many each stands."""

    tables: Mapping[str, Entry]
    episodes: Sequence[tuple[Entry, ...]]
    ids: Mapping[str, int]


_OWN = ("url", "tagline", "code")


def gather_sponsors(
    mentions: Sequence[Sequence[Mention]], known: Iterable[FoundSponsor]
) -> Sponsored:
    """Return what all the mentions say, those of each episode in one list.

    What most episodes say of a sponsor goes into its table. A sponsor that is known keeps what is
    known of it, so that an import repeated gives the same.
    """
    there = {slug_of(each.name): each for each in known}
    names = [each.name for each in there.values()]
    ids = ids_of((each.sponsor for own in mentions for each in own), names)
    own = [_by_id(each, ids) for each in mentions]
    said: dict[str, list[Words]] = {}
    for episode in own:
        for sponsor_id, words in episode.items():
            said.setdefault(sponsor_id, []).append(words)
    tables = {
        sponsor_id: _table(all_words, there.get(sponsor_id))
        for sponsor_id, all_words in sorted(said.items())
    }
    return Sponsored(
        tables,
        [
            tuple(
                _entry(sponsor_id, words, tables[sponsor_id]) for sponsor_id, words in each.items()
            )
            for each in own
        ],
        {sponsor_id: len(all_words) for sponsor_id, all_words in said.items()},
    )


def _by_id(
    mentions: Sequence[Mention], ids: Mapping[tuple[str, str | None], str]
) -> dict[str, Words]:
    """Return an episode's sponsors; what it says of one in two places is put together."""
    found: dict[str, Words] = {}
    for mention in mentions:
        words = mention.sponsor
        sponsor_id = ids[words.name, words.url]
        before = found.setdefault(sponsor_id, words)
        if before != words:
            copy = "\n\n".join(dict.fromkeys((before.text, words.text)))
            found[sponsor_id] = before._replace(tagline=None, text=copy, copy=copy)
    return found


def _table(said: Sequence[Words], known: FoundSponsor | None) -> Entry:
    """Return a sponsor's table. `said` begins with the newest episode."""
    name = known.name if known is not None else best_name(words.name for words in said)
    if known is not None:
        given = {"url": known.url, "tagline": known.tagline, "code": known.code}
    else:
        codes = {words.code for words in said}
        # A tagline of the table would show in every episode, beside what that one says.
        plain = all(words.tagline and not words.copy for words in said)
        given = {
            "url": _most(words.url for words in said if words.url),
            "tagline": _most(words.tagline for words in said) if plain else None,
            "code": said[0].code if len(codes) == 1 else None,
        }
    return {"name": name, **{key: value for key, value in given.items() if value}}


def _most(values: Iterable[str | None]) -> str | None:
    """Return the value that occurs most, the first of those that occur alike."""
    most = Counter(values).most_common(1)
    return most[0][0] if most else None


def _entry(sponsor_id: str, words: Words, table: Entry) -> Entry:
    own = {
        key: value
        for key in _OWN
        if (value := getattr(words, key)) is not None and value != table.get(key)
    }
    copy = {"copy": words.copy} if words.copy else {}
    return {"id": sponsor_id, **own, **copy}
