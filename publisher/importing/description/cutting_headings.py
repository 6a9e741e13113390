"""Which lines of a description are headings, in Markdown or as people type them."""

import re

from publisher.importing.description.structure_words import leading_lines

_LONGEST = 100
_MARKED = re.compile(r"\s*#{1,6}\s+\S")
_BOLD = re.compile(r"\s*(?:\*\*|__)(?![*_])[^*_\n]{1,90}(?:\*\*|__)\s*:?\s*\Z")
_UNDERLINED = re.compile(r"\s*\S[^\n]{0,99}\n[ \t]*(?:={3,}|-{3,})[ \t]*\s*\Z")
_ANCHORED = re.compile(r"\s*\S[^\n#¶]{0,60}[#¶]\s*\Z")
_LETTER = re.compile(r"[^\W\d_]")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]\s|[^\n:]{1,40}: ?(?:<|\[|https?:|www\.))")
_LONGEST_PLAIN = 50  # characters of a heading that nothing marks
_MOST_WORDS = 6
_DECORATION = " \t\r\n*_#>=~-–—:：•\ufe0f"


def is_heading(line: str, links: int) -> bool:
    """Say whether a line with so many links is a heading.

    `## A`, `**A**`, `A:`, `ALL CAPS`, `A#`, and what is underlined.
    """
    line = line.rstrip().removesuffix("\\")  # Markdown's sign for a line that ends
    words = line.strip()
    if not words or len(line) > _LONGEST * 2 or len(words) > _LONGEST or links > 1:
        return False
    if links or _MARKED.match(line):
        return _MARKED.match(line) is not None
    if words.endswith((":", "：")):
        return len(words) > 1 and not words.startswith(("-", "*", "•"))
    set_off = (pattern.match(line) for pattern in (_BOLD, _UNDERLINED, _ANCHORED))
    return any(set_off) or _is_in_capitals(words)


def leads_in(line: str, next_links: int) -> bool:
    """Say whether a line without a link calls to what the addresses in the next line are for."""
    return (
        next_links > 0
        and len(line) <= _LONGEST + 20
        and leading_lines().fullmatch(line) is not None
    )


def heads_list(line: str, before: str, below: str) -> bool:
    """Say whether a line without marks is a heading: short, set apart, and items stand below it."""
    words = line.strip()
    return (
        0 < len(words) <= _LONGEST_PLAIN
        and words[0].isupper()
        and words[-1].isalnum()
        and line.count("\n") > 0
        and (not before or before.count("\n", len(before.rstrip())) > 1)
        and _ITEM.match(below) is not None
        and len(words.split()) <= _MOST_WORDS
    )


def _is_in_capitals(words: str) -> bool:
    plain = words.strip(_DECORATION)
    letters = _LETTER.findall(plain)
    return (
        len(letters) >= 4
        and plain == plain.upper()
        and plain != plain.lower()
        and len(plain.split()) <= 10
        and not plain.endswith(".")
    )
