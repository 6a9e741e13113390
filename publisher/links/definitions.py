"""Link reference definitions: `[label]: target "title"` (CommonMark, section 4.7)."""

import re

from publisher.links.spot import Spot, is_template, undo_escapes
from publisher.model import Syntax

LABEL = re.compile(r"\[([^\[\]\n]{0,999})\]")

_TARGET = re.compile(
    r"[ \t]*(?:\n[ \t>]*)?(?:<([^<>\n]*+)>|([^\s<]\S*+))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?=\n|\Z)"
)
_WIDEST = 200  # characters of quote and item marks; bounds the work on hostile text
_CONTAINERS = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?")
_NO_PARAGRAPH = re.compile(r"[ \t>]*(?:#{1,6}[ \t].*|[-=*_ \t]*)")


def plain_label(label: str) -> str:
    """Return a reference's label as references are compared (section 6.3)."""
    return " ".join(label.casefold().split())


def read_definition(
    text: str, brackets: tuple[int, int], run: tuple[int, int], last_end: int
) -> tuple[Spot | None, int] | None:
    """Return the link that `[label]:` defines, and where it ends; None: it is no definition.

    `brackets` are the places of `[` and `]` in the run of lines `text[run[0]:run[1]]`; `last_end`
    is the end of the definition before. The link is None if its target is no address.
    """
    opener, closer = brackets
    start, end = run
    if closer == opener + 1 or not _begins_paragraph(text, opener, start, last_end):
        return None
    found = _TARGET.match(text, closer + 2, end)
    if found is None:
        return None
    group = 1 if found[1] is not None else 2
    written = found[group]
    if written.startswith("#") or is_template(written):
        return None, found.end()
    label = undo_escapes(text[opener + 1 : closer])
    url = undo_escapes(written)
    return Spot(*found.span(group), url, Syntax.REFERENCE, label), found.end()


def _begins_paragraph(text: str, opener: int, start: int, last_end: int) -> bool:
    """Say whether a paragraph may begin at `opener`: a definition can't interrupt one."""
    nearest = max(start, opener - _WIDEST)
    line = max(text.rfind("\n", nearest, opener) + 1, nearest)
    if not _CONTAINERS.fullmatch(text, line, opener):
        return False
    if line in (start, last_end + 1) or text[line:opener].strip(" \t>"):
        return True
    previous = max(text.rfind("\n", start, line - 1) + 1, start)
    return _NO_PARAGRAPH.fullmatch(text, previous, line - 1) is not None
