"""A run of words, links and pictures → one paragraph of Markdown.

A run is flat: each piece of text with how it is set and where it leads. So `<span>` soup, marks
that are closed in the wrong order and `<b>a</b><b>b</b>` come out as one would write them.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.importing.markdown.addresses import ENTITY, is_whole, target
from publisher.importing.markdown.escaping import escape, escape_start, marks_of, needs_brackets
from publisher.importing.markdown.marking import Marking
from publisher.importing.markdown.pieces import BREAK, IMAGE, Link, Piece

_DOUBTFUL = re.compile(r"[\\`*_~\[\]<@]|&[#A-Za-z][0-9A-Za-z]{1,31};|://|www\.", re.IGNORECASE)


class Written(NamedTuple):
    """A run as Markdown; `sure`: nothing in it could be read otherwise."""

    text: str
    sure: bool


def write_run(run: Sequence[Piece], care: int = 0, *, starts: bool = True) -> Written:
    """Return a run as Markdown, its line breaks as backslashes at the ends of lines.

    `starts`: its lines begin lines of the document. `care`: 0 escapes what needs it, 1 every sign
    that might be markup, 2 leaves out bold, italic and code, too.
    """
    written = None if care else _plainly(run)
    sure = written is not None
    if written is None:
        written = Marking(run, care).written()
    if not starts:
        return Written(written, sure)
    if "\n" not in written:
        return Written(escape_start(written, first=True), sure)
    lines = written.split("\n")
    return Written(
        "\n".join([escape_start(line, index == 0) for index, line in enumerate(lines)]), sure
    )


def _plainly(run: Sequence[Piece]) -> str | None:
    """Return a run of words and links as most are; None where something needs a second look."""
    written: list[str] = []
    before: Link | None = None
    for text, style, link in run:
        if link is None:
            if style not in (0, IMAGE, BREAK) or (not style and _DOUBTFUL.search(text)):
                return None
            written.append("\\\n" if style == BREAK else text)
        else:
            words = text.strip(" ")
            url = link.url
            if not words or link is before or (style and style != IMAGE):
                return None
            if before is None and written and written[-1][-1:] == "!":
                return None
            if words == url and is_whole(url) and ("&" not in url or not ENTITY.search(url)):
                said = f"<{url}>"
            elif not style and _DOUBTFUL.search(words):
                return None
            else:
                said = f"[{words}]({target(url)})"
            written.append(said if words is text else text.replace(words, said, 1))
        before = link
    return "".join(written)


def image(alt: str, url: str) -> str:
    """Return a picture."""
    marks = marks_of(alt, "*~`")._replace(brackets=needs_brackets(alt))
    return f"![{escape(alt, marks)}]({target(url)})"
