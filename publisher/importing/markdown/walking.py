"""A tree of HTML → blocks of Markdown, in one walk."""

import re
from collections.abc import Callable
from typing import Any

from publisher.importing.markdown import media, structures
from publisher.importing.markdown.blocks import Block, joined
from publisher.importing.markdown.elements import (
    BLOCKS,
    HEADINGS,
    KNOWN,
    LISTS,
    PLAYERS,
    STYLES,
    UNSEEN,
)
from publisher.importing.markdown.gathering import Gathering, trimmed
from publisher.importing.markdown.pieces import BREAK, IMAGE, Piece
from publisher.importing.markdown.runs import write_run

DEEPEST = 100
"""Elements within one another: more are no notes, and are read without their nesting."""

_NORMAL = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:normal|[1-4]00)\b", re.IGNORECASE)
_LEVEL = re.compile(r"<h([1-6])\b", re.IGNORECASE)


class TooDeepError(Exception):
    """Elements are nested beyond all reason."""


class Walk(Gathering):
    """Walks through a tree once; `nesting` counts the blocks around it, `depth` the elements."""

    depth = nesting = 0

    def inside(self, element: Any) -> None:
        """Add what stands in an element."""
        if element.text:
            self.text(element.text)
        for child in element:
            self.element(child)
            if child.tail:
                self.text(child.tail)

    def element(self, element: Any) -> None:
        """Add an element, without the text behind it."""
        tag = element.tag
        handle = _HANDLERS.get(tag)
        self.depth += 1
        if self.depth > DEEPEST:
            raise TooDeepError
        if handle is not None:
            handle(self, element)
        elif type(tag) is str:
            if tag not in KNOWN:
                self.unknown(tag)
            self.inside(element)
        self.depth -= 1

    def block(self, element: Any) -> None:
        """Add an element that stands on lines of its own."""
        self.boundary()
        self.inside(element)
        self.boundary()

    def apart(self, element: Any) -> list[Block]:
        """Return the blocks in an element, which become part of another block."""
        outer, self.blocks = self.blocks, []
        self.nesting += 1
        self.inside(element)
        self.flush()
        self.nesting -= 1
        found, self.blocks = self.blocks, outer
        return found

    def one_line(self, element: Any) -> str:
        """Return what an element says as one line of Markdown."""
        outer, self.run, self.spaced = self.run, [], True
        inline, self.inline = self.inline, True
        self.inside(element)
        run = trimmed(self.run)
        self.run, self.inline, self.spaced = outer, inline, True
        run = [Piece(" ", 0, piece.link) if piece.style & BREAK else piece for piece in run]
        self.words += [piece.text for piece in run if not piece.style & IMAGE]
        text, sure = write_run(run, self.care, starts=False)
        self.sure = self.sure and sure
        return text

    def styled(self, element: Any) -> None:
        """Add words that are set otherwise, unless a style says that they aren't."""
        style = STYLES[element.tag]
        if not element.get("style") or not _NORMAL.search(element.get("style")[:1000]):
            outer = self.style
            self.style |= style
            self.inside(element)
            self.style = outer
        else:
            self.inside(element)

    def divider(self, element: Any) -> None:
        """Add a rule between blocks."""
        self.boundary()
        if not self.inline:
            self.blocks.append(Block("divider", "***"))
        self.inside(element)

    def breaks(self, element: Any) -> None:
        """Add a line break; broken HTML may hold words within it."""
        self.line_break()
        self.inside(element)

    def unknown(self, tag: str) -> None:
        """Say that HTML has no such element; those of its extensions have a colon or a hyphen."""
        if ":" not in tag and "-" not in tag:
            self.dropped.append(
                f"<{media.shown(tag)}>, which is no element of HTML: no app shows it"
            )

    def unseen(self, element: Any) -> None:
        """Leave out an element that shows nothing."""
        if element.tag == "script":
            self.dropped.append("a script")


def walk(root: Any, html: str, base: str, care: int) -> tuple[Walk, str]:
    """Return the walk through a tree, and its Markdown. Raises TooDeepError."""
    levels = _LEVEL.findall(html) if "<h" in html or "<H" in html else ()
    done = Walk(base, care, int(min(levels, default="2")))
    done.inside(root)
    done.flush()
    return done, joined(done.blocks)


_HANDLERS: dict[str, Callable[[Walk, Any], None]] = {
    **dict.fromkeys((*BLOCKS, "td", "th", "tr", "li"), Walk.block),
    **dict.fromkeys(STYLES, Walk.styled),
    **dict.fromkeys(HEADINGS, structures.heading),
    **dict.fromkeys(LISTS, structures.listing),
    **dict.fromkeys(PLAYERS, media.player),
    **dict.fromkeys(UNSEEN, Walk.unseen),
    **dict.fromkeys(("pre", "xmp", "listing"), structures.verbatim),
    "a": media.anchor,
    "img": media.picture,
    "image": media.picture,
    "br": Walk.breaks,
    "hr": Walk.divider,
    "blockquote": structures.quote,
    "table": structures.table,
}
