"""The words that a sponsor's landing page is expected to hold: an offer, a code."""

import re
import unicodedata
from collections.abc import Sequence

from publisher.pages import Page

_SIGNS = str.maketrans({
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"), **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"),
})  # fmt: skip
_SPACE = re.compile(r"\s+")
_BEFORE_PERCENT = re.compile(r"(?<=\d) (?=%)")


def missing_words(page: Page, words: Sequence[str]) -> tuple[str, ...]:
    """Return those of `words` that stand nowhere on a page, in their order.

    Case, white space and the form of quotes and dashes don't matter. A code is found only as a
    whole word, other words as parts of words, too. Fields filled in beforehand and what scripts
    hold count as the page's. Of a page that was cut off, or that only scripts write, nobody can say
    that a word is missing.
    """
    if page.is_cut or not page.text:
        return ()
    wanted = {word: _plain(word) for word in words}
    texts = [_plain(text) for text in (page.title, page.description, page.text, page.unseen)]
    return tuple(
        word
        for word, plain in wanted.items()
        if plain and not any(_stands_in(text, plain, is_code(word)) for text in texts)
    )


def is_code(word: str) -> bool:
    """Say whether a word is written as codes are: one word, in capitals or with a digit."""
    return word.isalnum() and word.isascii() and (word.isupper() or not word.isalpha())


def _stands_in(text: str, word: str, whole: bool) -> bool:
    if not whole:
        return word in text
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(word, at + 1)
    return False


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).casefold()
    return _BEFORE_PERCENT.sub("", _SPACE.sub(" ", text)).strip()
