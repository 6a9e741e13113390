"""The words by which the parts of a description are told, of all languages: `words/*.toml`.

Table `structure`, each key but the last a list of regular expressions:

machine    how a transcript says that a machine wrote it; in any case
no_title   first lines that are no title; in any case
lead       how a sentence begins that calls to addresses: "Follow us"
inline     headings that are known within a line, before a colon
show       what stands around the show's name, which is the group `name`
guest_before, guest_behind  what stands before a guest's name, and behind it; in any case
guest_talks  how a text says, without the name, that somebody is heard: "we ask her"; in any case
number_before, number_behind  what stands before and behind the words "episode 8", at the begin of
             a line, where they are about this episode; in any case
other_episode  what says that a sentence is about another episode; in any case
filler     words of which labels and calls are made: what is left of a line when all is understood
heading    words of which headings are made besides, which tell only what kind of list is below
common     frequent words that tell the language, as they are
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("words")


@cache
def _tables() -> dict[str, dict[str, Any]]:
    tables = {}
    for file in sorted(_FOLDER.glob("*.toml")):
        tables[file.stem] = tomllib.loads(file.read_text(encoding="utf-8")).get("structure", {})
    return tables


def _any_of(key: str) -> re.Pattern[str]:
    rows = [row for table in _tables().values() for row in table.get(key, ())]
    return re.compile("|".join(f"(?:{row})" for row in rows) or r"(?!)", re.IGNORECASE)


@cache
def machine_words() -> re.Pattern[str]:
    """Match what says that a machine wrote a transcript."""
    return _any_of("machine")


@cache
def lead_words() -> re.Pattern[str]:
    """Match how a sentence begins that calls to addresses, within a line whose breaks were lost."""
    rows = [row for table in _tables().values() for row in table.get("lead", ())]
    return re.compile(rf"(?<=[\w)\]]\s)(?<!(?i:please)\s)(?:{'|'.join(rows)})\b")


@cache
def inline_headings() -> re.Pattern[str]:
    """Match a heading that is known, up to the colon, at the end of what is searched."""
    rows = [row for table in _tables().values() for row in table.get("inline", ())]
    return re.compile(rf"(?<=[\w)\]/.!?%'\"”“] )(?:{'|'.join(rows)})\s?\Z")


@cache
def leading_lines() -> re.Pattern[str]:
    """Match all of a line that calls to the addresses below it."""
    rows = [row for table in _tables().values() for row in table.get("lead", ())]
    words = "|".join(rows)
    return re.compile(rf"\W*(?:{words})\b[^.\n]{{0,100}}[!:.…👇⬇️]\s*", re.IGNORECASE)


@cache
def no_titles() -> re.Pattern[str]:
    """Match all of a first line that is no title."""
    return _any_of("no_title")


@cache
def show_names() -> tuple[re.Pattern[str], ...]:
    """Match the words around a show's name, which is the group `name`."""
    rows = [row for table in _tables().values() for row in table.get("show", ())]
    return tuple(re.compile(row) for row in rows)


@cache
def words_before_guests() -> re.Pattern[str]:
    """Match the words before the name of a guest, and the space."""
    rows = [row for table in _tables().values() for row in table.get("guest_before", ())]
    return re.compile(rf"\b(?:{'|'.join(rows)}) ", re.IGNORECASE)


@cache
def words_behind_guests() -> re.Pattern[str]:
    """Match the words behind the name of a guest."""
    rows = [row for table in _tables().values() for row in table.get("guest_behind", ())]
    return re.compile(rf"\b(?:{'|'.join(rows)})\b", re.IGNORECASE)


@cache
def words_of_talks() -> re.Pattern[str]:
    """Match what says that the one whom a text is about is heard."""
    rows = [row for table in _tables().values() for row in table.get("guest_talks", ())]
    return re.compile(rf"\b(?:{'|'.join(rows)})", re.IGNORECASE)


@cache
def words_before_numbers() -> re.Pattern[str]:
    """Match the words before this episode's number, and the space."""
    rows = [row for table in _tables().values() for row in table.get("number_before", ())]
    return re.compile(rf"(?:{'|'.join(rows)}) ", re.IGNORECASE)


@cache
def words_behind_numbers() -> re.Pattern[str]:
    """Match the space and the words behind this episode's number."""
    rows = [row for table in _tables().values() for row in table.get("number_behind", ())]
    return re.compile(rf",? (?:{'|'.join(rows)})\b", re.IGNORECASE)


@cache
def words_of_other_episodes() -> re.Pattern[str]:
    """Match what says that a sentence is about another episode."""
    rows = [row for table in _tables().values() for row in table.get("other_episode", ())]
    return re.compile(rf"\b(?:{'|'.join(rows)})\b", re.IGNORECASE)


@cache
def filler_words() -> frozenset[str]:
    """Return the words that say nothing once a line is understood, casefolded."""
    rows = (row for table in _tables().values() for row in table.get("filler", ()))
    return frozenset(word.casefold() for row in rows for word in row.split())


@cache
def heading_words() -> frozenset[str]:
    """Return the words that say only what kind of list stands below, casefolded."""
    rows = (row for table in _tables().values() for row in table.get("heading", ()))
    return frozenset(word.casefold() for row in rows for word in row.split())


@cache
def languages_of_words() -> dict[str, tuple[str, ...]]:
    """Return frequent words, each with the languages that it is one of."""
    found: dict[str, tuple[str, ...]] = {}
    for key, table in _tables().items():
        for word in table.get("common", ()):
            found[word] = (*found.get(word, ()), key)
    return found
