"""The marks of pages that are gone though they answer, as `soft_dead.toml` lists them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

_APOSTROPHES = re.compile("['’‘ʼ`´]")
_NOT_WORDS = re.compile(r"[\W_]+")


class Address(NamedTuple):
    """Where hosts send visitors of what is gone; without a host, on any of them."""

    host: str
    path: str
    says: str

    def fits(self, url: str) -> bool:
        """Say whether a fetch key is this address."""
        parts = urlsplit(url)
        if parts.path.rstrip("/") != self.path:
            return False
        return not self.host or parts.netloc.removeprefix("www.") == self.host


class Closed(NamedTuple):
    """What a hosting company shows in a site's place; both are folded."""

    title: str
    text: str
    says: str


class Table(NamedTuple):
    """All marks. Words are folded, but for `scripts`; `{site}` stands for the domain's name."""

    titles: Mapping[str, bool]  # → could also be a living page's
    paths: Mapping[str, bool]  # last part of an address → could also be a living page's
    folders: frozenset[str]
    addresses: tuple[Address, ...]
    parked: Mapping[str, bool]  # registered domain → an offer there names the domain for sale
    sale_titles: tuple[str, ...]  # how a title begins
    sale_texts: tuple[str, ...]
    sale_scripts: tuple[str, ...]
    closed: tuple[Closed, ...]


@cache
def table() -> Table:
    """Return the marks."""
    text = Path(__file__).with_name("soft_dead.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)
    return Table(
        titles={
            folded(words): row.get("weak", False) for row in rows["title"] for words in row["words"]
        },
        paths={name: row.get("alone", False) for row in rows["path"] for name in row["names"]},
        folders=frozenset(rows["folders"]),
        addresses=tuple(
            Address(row.get("host", ""), row["path"], row["says"]) for row in rows["address"]
        ),
        parked={host: row.get("names", False) for row in rows["parked"] for host in row["hosts"]},
        sale_titles=tuple(f"{_folded_form(form)} " for form in _all(rows["sale"], "title")),
        sale_texts=tuple(map(_folded_form, _all(rows["sale"], "text"))),
        sale_scripts=tuple(_all(rows["sale"], "script")),
        closed=tuple(
            Closed(folded(row["title"]), folded(row["text"]), row["says"]) for row in rows["closed"]
        ),
    )


def _all(rows: list[dict[str, Any]], key: str) -> Iterator[str]:
    for row in rows:
        yield from row.get(key, ())


def _folded_form(form: str) -> str:
    return " ".join("{site}" if word == "{site}" else folded(word) for word in form.split())


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """Return the words of a text, without case, accents, apostrophes and punctuation."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_WORDS.sub(" ", letters.casefold()).strip()
