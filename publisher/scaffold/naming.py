"""Titles → names that are safe in files and addresses, and strings safe in YAML and TOML."""

import re
import unicodedata

SLUG_CHARACTERS = 60

_LATIN = re.compile(r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) ([A-Z]{1,2})(?: WITH .+)?")
_NOT_A_SLUG = re.compile(r"[^a-z0-9]+")


def slug_of(title: str) -> str:
    """Return the title in lower-case ASCII letters, digits and hyphens, cut at a word.

    Accents go (`é` → `e`, `ø` → `o`, `ß` → `ss`); what has no Latin letter is left out, so a
    title in Chinese gives an empty slug.
    """
    letters = unicodedata.normalize("NFKD", title).casefold().replace("'", "").replace("’", "")
    ascii_text = "".join(map(_ascii, letters))
    slug = _NOT_A_SLUG.sub("-", ascii_text).strip("-")
    if len(slug) > SLUG_CHARACTERS:
        cut = slug[: SLUG_CHARACTERS + 1].rpartition("-")[0]
        slug = cut or slug[:SLUG_CHARACTERS]
    return slug


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.combining(character):
        return ""
    # Letters with a stroke don't decompose: their name says which letter they are.
    named = _LATIN.fullmatch(unicodedata.name(character, ""))
    return named[1].lower() if named else " "


def quoted(text: str) -> str:
    """Return a double-quoted string that YAML and TOML both read back as `text`, on one line."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
