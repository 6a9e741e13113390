"""Who speaks, where the names stand in the text: "Ann: Hello"."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_LEAD = re.compile(r"(?:[-–—]\s?|>>+\s?)?([^\W_][^:\n<>\[\]{}|=/\\?!;\"“”,]{0,39}):(?:\s+|$)(?!//)")
_NEVER = frozenset({
    "note", "notes", "warning", "example", "question", "answer", "ps", "update", "remember",
    "quote", "title", "today", "episode", "chapter", "part", "folge", "kapitel", "episodio",
    "link", "links", "http", "https", "then", "so", "and", "but", "was",
    "hinweis", "beispiel", "frage", "antwort", "nota", "ejemplo", "exemple", "remarque",
})  # fmt: skip
_SMALL = frozenset({"de", "del", "da", "do", "dos", "das", "van", "von", "der", "den", "di", "la",
                    "le", "and", "und", "y", "e", "et", "of", "the", "#"})  # fmt: skip
_LONGEST_WORDS = 5
_HANDLE_SHARE = 10  # "annlee:" is a speaker where one in ten turns begins so


def lead_of(text: str) -> tuple[str, int] | None:
    """Return what may be a name before a colon, and where the words behind it begin."""
    colon = text.find(":", 0, 46)
    if colon < 0:
        return None
    found = _LEAD.match(text)
    if found is None:
        return None
    name = found[1].strip()
    words = name.split()
    if not 0 < len(words) <= _LONGEST_WORDS or words[0].casefold() in _NEVER:
        return None
    if len(words) > 1 and not all(_like_a_name(word) for word in words):
        return None
    return name, found.end()


def _like_a_name(word: str) -> bool:
    return word[0].isupper() or word.isdigit() or word.lower() in _SMALL or not word[0].isalpha()


def names_among(leads: Iterable[str], turns: int) -> frozenset[str]:
    """Return which leads are speakers' names, of a text with so many cues.

    One that comes again is, in small letters only if it comes often; and one that shares a word
    with such (the full name at the first turn). Where most turns begin with a lead, all are.
    """
    counts = Counter(leads)
    for handle in [name for name in counts if not _like_a_name(name)]:
        if counts[handle] * _HANDLE_SHARE < turns or counts[handle] < 2:
            del counts[handle]
    if not counts:
        return frozenset()
    if sum(counts.values()) * 2 > turns:
        return frozenset(counts)
    sure = {name for name, count in counts.items() if count > 1}
    words = {word for name in sure for word in name.split() if len(word) > 1}
    return frozenset(name for name in counts if name in sure or words & set(name.split()))


def split_leads(texts: Sequence[str]) -> list[tuple[str | None, str]]:
    """Return name and words of each caption. Without a name the one before still speaks.

    Programs write a name where the speaker changes, so where the first caption has one, all do
    that look like it, though they come once.
    """
    leads = [lead_of(text) if ":" in text else None for text in texts]
    if not any(leads):
        return [(None, text) for text in texts]
    names = names_among((lead[0] for lead in leads if lead), len(texts))
    if leads[0] is not None and _like_a_name(leads[0][0]):
        names |= {lead[0] for lead in leads if lead and lead[0].istitle()} | {leads[0][0]}
    speaker: str | None = None
    parted: list[tuple[str | None, str]] = []
    for text, lead in zip(texts, leads, strict=True):
        if lead is not None and lead[0] in names:
            speaker = lead[0]
            parted.append((speaker, text[lead[1] :].strip()))
        else:
            parted.append((speaker, text))
    return parted
