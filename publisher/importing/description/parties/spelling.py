"""The name that an address spells, as a text writes it: ruebezahl.example, "Rübezahl Bier"."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from publisher.importing.description.parties.naming import host_as_written
from publisher.importing.description.parties.vocabulary import Words

_WORDS = re.compile(r"[^\W_]+(?:['’´`][^\W\d_]{1,3}\b)?|&|\+")
_MOST_READ = 3000  # characters
_MOST_WORDS = 6  # of a name
_LEAST_LABEL, _LEAST_PART = 3, 5  # letters: of all of a host's label, and of a part of it
_MOST_FURTHER = 3
_BEFORE_NAME = re.compile(
    r"(?:get|try|join|use|my|hello|hey|go|the|we|buy|drink|eat|shop|with|meet|wear|visit|mein|la|el)"
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_GENERIC = frozenset({
    "www", "shop", "store", "go", "app", "com", "co", "link", "blog", "web", "press", "archive",
    "news", "docs", "wiki", "forum", "media", "events", "tickets", "books", "academy", "listen",
    "podcast",
})  # fmt: skip


def spelled_at(url: str, text: str, words: Words, *, lower: bool = False) -> tuple[int, int] | None:
    """Return where a text has the words that a host is made of, with the capitals behind them.

    `lower`: also words without a capital, where they are all of the host's. Addresses in the text
    must have been blanked out.
    """
    found = list(_WORDS.finditer(text, 0, _MOST_READ))
    best: tuple[int, int, int] | None = None  # letters, first and last word
    for label in _labels(url):
        for index in range(len(found)):
            fits = _fits(label, found, index, lower)
            if fits is not None and (best is None or fits[0] > best[0]):
                best = (fits[0], index, fits[1])
    if best is None:
        return None
    _, first, last = best
    last = _further(found, first, last, text, words)
    return found[first].start(), found[last].end()


def _labels(url: str) -> Iterator[str]:
    """Yield what a host consists of before its last part, without signs."""
    for label in host_as_written(url).casefold().split(".")[:-1]:
        letters = "".join(c for c in label if c.isalnum())
        if len(letters) >= _LEAST_LABEL and letters not in _GENERIC:
            yield letters


def _fits(
    label: str, found: Sequence[re.Match[str]], index: int, lower: bool
) -> tuple[int, int] | None:
    """Return how many letters of a label the words from `index` on spell, and the last of them."""
    capital = found[index][0][0].isupper() or found[index][0][0].isdigit()
    if not capital and not lower:
        return None
    best: tuple[int, int] | None = None
    for fold in (_german, _bare, _joined):
        if not _begins(label, fold(found[index][0])):
            continue
        spelled = ""
        for at in range(index, min(len(found), index + _MOST_WORDS)):
            spelled += fold(found[at][0])
            if len(spelled) > len(label):
                break
            whole = spelled == label
            ends = label.endswith(spelled) and _BEFORE_NAME.fullmatch(
                label, 0, len(label) - len(spelled)
            )
            part = label.startswith(spelled) and len(spelled) >= _LEAST_PART
            if (whole or (capital and (part or (ends and len(spelled) > 3)))) and (
                best is None or len(spelled) > best[0]
            ):
                best = (len(spelled) + whole, at)
    return best


def _begins(label: str, word: str) -> bool:
    return bool(word) and (label.startswith(word) or word in label)


def _german(word: str) -> str:
    return "und" if word in "&+" else _bare(word.casefold().translate(_GERMAN))


def _joined(word: str) -> str:
    return "" if word in "&+" else _bare(word)


def _bare(word: str) -> str:
    if word in "&+":
        return "and"
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in letters if c.isalnum())


def _further(found: Sequence[re.Match[str]], first: int, last: int, text: str, words: Words) -> int:
    """Return the last of the words with a capital that follow, one space apart."""
    shouted = text[found[first].start() : found[last].end()].isupper()
    for at in range(last + 1, min(len(found), last + 1 + _MOST_FURTHER)):
        word = found[at][0]
        if text[found[last].end() : found[at].start()] not in (" ", "-"):
            break
        if word == "&" and at + 1 < len(found) and found[at + 1][0][0].isupper():
            continue
        if (
            not word[0].isupper()
            or (word.isupper() and not shouted)
            or word.casefold() in words.not_codes
        ):
            break
        if words.sponsor_goes_on.match(word) is not None:
            break
        last = at
    return last
