"""What people say is in a description, and how well the importer's understanding agrees.

A description of the labelled set (`labelled/tuning`, `labelled/held_out`) is a file: its labels in
TOML between `+++`, then the text as it would be pasted. The labels:

    shape       the pattern of the web that the text follows, in words
    number      the episode's number, where the text gives it
    guests      names
    sponsors    "name | url | offer | code", with `-` for what the text doesn't say
    promos      the same of what has an offer or a code and is no sponsor: a book, merch, tickets
    socials     "platform url" of the show and its hosts
    platforms   "platform url" of the show in podcast apps
    profiles    "person | platform url"
    websites    "person | url"
    chapters    "time title"
    optional    URLs, codes and names that are right to find, and right to leave: never counted
                against the importer where no label of that kind asks for them
    unjudged    kinds of which people would say different things of this text
"""

import html
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

LABELLED = Path(__file__).parent / "labelled"

KINDS = (
    "sponsors",
    "sponsor_urls",
    "codes",
    "offers",
    "promos",
    "socials",
    "platforms",
    "profiles",
    "websites",
    "chapters",
    "guests",
    "numbers",
)

NOTHING = "-"
LIST_KINDS = ("sponsors", "promos", "socials", "platforms", "profiles", "websites", "chapters")
KEYS = frozenset({"shape", "number", "guests", "optional", "unjudged", *LIST_KINDS})


class Fact(NamedTuple):
    """Something a description says; what a kind doesn't have is empty. `party` is the address of
    the sponsor or the thing promoted, or the person's name."""

    name: str = ""
    url: str = ""
    party: str = ""
    words: str = ""

    def __str__(self) -> str:
        return " | ".join(part for part in self if part)


Facts = Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its labels. `of` names it in what is printed: a path, or a feed and an item."""

    of: str
    language: str
    text: str
    facts: Facts
    optional: frozenset[str] = frozenset()
    unjudged: frozenset[str] = frozenset()


def tuning() -> tuple[Labelled, ...]:
    return tuple(_read(file) for file in sorted((LABELLED / "tuning").glob("*.md")))


def held_out() -> tuple[Labelled, ...]:
    """Return the third that no rule is tuned on."""
    return tuple(_read(file) for file in sorted((LABELLED / "held_out").glob("*.md")))


def _read(file: Path) -> Labelled:
    _, header, text = file.read_text(encoding="utf-8").split("+++\n", 2)
    return labelled(
        f"{file.parent.name}/{file.name}", file.name.partition("-")[0], text, tomllib.loads(header)
    )


def labelled(of: str, language: str, text: str, labels: Mapping[str, Any]) -> Labelled:
    """Return the text with its labels as facts; unknown keys raise."""
    if unknown := labels.keys() - KEYS:
        raise ValueError(f"{of}: no such label: {', '.join(sorted(unknown))}")
    optional = frozenset(address_of(value) for value in labels.get("optional", ()))
    unjudged = frozenset(labels.get("unjudged", ()))
    return Labelled(of, language, text, _facts(of, labels), optional, unjudged)


def _facts(of: str, labels: Mapping[str, Any]) -> Facts:
    sponsors = [_party(of, value) for value in labels.get("sponsors", ())]
    promos = [_party(of, value) for value in labels.get("promos", ())]
    return {
        **of_parties(sponsors, promos),
        "socials": tuple(_account(value) for value in labels.get("socials", ())),
        "platforms": tuple(_account(value) for value in labels.get("platforms", ())),
        "profiles": tuple(
            _account(account)._replace(party=person)
            for person, account in (value.split(" | ") for value in labels.get("profiles", ()))
        ),
        "websites": tuple(
            Fact(url=url, party=person)
            for person, url in (value.split(" | ") for value in labels.get("websites", ()))
        ),
        "chapters": tuple(_chapter(*value.split(" ", 1)) for value in labels.get("chapters", ())),
        "guests": tuple(Fact(name) for name in labels.get("guests", ())),
        "numbers": tuple(Fact(str(labels["number"])) for _ in range("number" in labels)),
    }


class Party(NamedTuple):
    name: str
    url: str
    offer: str
    code: str


def _party(of: str, value: str) -> Party:
    parts = ["" if part == NOTHING else part for part in value.split(" | ")]
    if len(parts) != len(Party._fields):
        raise ValueError(f"{of}: “name | url | offer | code”, not “{value}”")
    return Party(*parts)


def of_parties(sponsors: Sequence[Party], promos: Sequence[Party]) -> Facts:
    both = [*sponsors, *promos]
    return {
        "sponsors": tuple(Fact(party.name, party.url) for party in sponsors),
        "sponsor_urls": tuple(Fact(url=party.url) for party in sponsors if party.url),
        "promos": tuple(Fact(party.name, party.url, words=party.code) for party in promos),
        "codes": tuple(Fact(p.code, p.url, p.name) for p in both if p.code),
        "offers": tuple(Fact(p.name, p.url, words=p.offer) for p in both if p.offer),
    }


def _account(value: str) -> Fact:
    platform, url = value.split(" ", 1)
    return Fact(platform, url)


def _chapter(time: str, title: str) -> Fact:
    seconds = 0
    for part in time.split(":"):
        seconds = seconds * 60 + int(part)
    return Fact(str(seconds), words=title)


def in_text(text: Labelled) -> Iterator[tuple[str, bool]]:
    """Yield every value that is labelled, and whether the text has it."""
    plain = " ".join(html.unescape(text.text).split()).casefold()
    for kind, facts in text.facts.items():
        for fact in facts:
            if kind in ("socials", "platforms", "profiles", "websites", "sponsor_urls"):
                yield fact.url, fact.url.casefold() in plain
            elif kind == "chapters":
                yield fact.words, fact.words.casefold() in plain
            elif kind == "codes":
                yield fact.name, fact.name in html.unescape(text.text)
            elif kind == "offers":
                yield fact.words, set(words_of(fact.words)) <= set(words_of(plain))
            else:
                yield fact.name, fact.name.casefold() in plain


_ARTICLES = ("the", "a", "der", "die", "das", "el", "la", "los", "las")
_BEFORE_NAMES = frozenset({*_ARTICLES, "dr", "dra", "prof"})
_SCHEME = re.compile(r"(?:https?:)?//(?:www\.)?|www\.", re.IGNORECASE)


def words_of(value: str) -> tuple[str, ...]:
    words = re.findall(r"\w+", html.unescape(value).casefold())
    while len(words) > 1 and words[0] in _BEFORE_NAMES:
        del words[0]
    return tuple(words)


def address_of(value: str) -> str:
    plain = html.unescape(value).strip()
    scheme = _SCHEME.match(plain)
    rest = plain[scheme.end() if scheme else 0 :]
    host, slash, path = rest.partition("/")
    return f"{host.casefold()}{slash}{path}".rstrip("/")
