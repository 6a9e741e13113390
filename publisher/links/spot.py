"""A link as the scanners find it: a span of a text, before anybody asks what it is for."""

import re
from html.entities import html5
from typing import NamedTuple

from publisher.model import Syntax

_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{0,31}));")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Spot(NamedTuple):
    """Where a target is written (code points, half open), and what it says."""

    start: int
    end: int
    url: str
    syntax: Syntax
    text: str = ""
    broken: bool = False  # meant as a link, but Markdown makes none of it
    media: bool = False  # an image, a player, a file to play


def is_template(target: str) -> bool:
    """Say whether a site generator fills the target in (`{{ page.url }}`): nobody can judge it."""
    if "{" not in target:
        return "<%" in target
    return "{{" in target or "{%" in target or "${" in target or "<%" in target


def undo_entities(text: str) -> str:
    """Return text with `&amp;` and its like undone, as CommonMark section 6.2 says."""
    if "&" not in text or ";" not in text:
        return text
    return _ENTITY.sub(_character, text)


def undo_escapes(text: str) -> str:
    """Return a Markdown target as a browser would take it: backslashes and entities undone."""
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", text)
    return undo_entities(text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    decimal, hexadecimal, name = found.groups()
    if name is not None:
        return html5.get(f"{name};", found[0])
    number = int(decimal) if decimal is not None else int(hexadecimal, 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
