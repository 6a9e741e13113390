"""Words, links and pictures as they come → runs, and runs → paragraphs."""

import re

from publisher.importing.markdown.blocks import Block
from publisher.importing.markdown.pieces import BREAK, IMAGE, Link, Piece
from publisher.importing.markdown.runs import write_run

_SPACE = re.compile("[ \t\r\n\f\v\u00a0]{2,}|[\t\r\n\f\v\u2028\u2029]")
_BLANKS = " \u00a0"
_UNSEEN_SIGNS = re.compile("[\u200b\u2060\ufeff]")
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


class Gathering:
    """What was found so far on the way through a tree: blocks, and the run that is not yet one.

    `words` is the text that is to be seen, for checking; `dropped` what was left out, in words.
    """

    def __init__(self, base: str, care: int, top: int) -> None:
        self.base = base
        self.care = care
        self.lift = top - 2  # the notes' highest headings are of the second level
        self.words: list[str] = []
        self.links = 0
        self.dropped: list[str] = []
        self.blocks: list[Block] = []
        self.run: list[Piece] = []
        self.style = 0
        self.link: Link | None = None
        self.inline = False  # where only words may stand: in a link, a cell, a heading
        self.lines = False  # where line ends are line breaks
        self.broken = False  # whether the run has line breaks
        self.sure = True  # whether nothing that was written could be read otherwise
        self.spaced = True  # white space here would be seen by nobody

    # -- text

    def text(self, text: str) -> None:
        """Add words as they stand in HTML."""
        if self.lines and "\n" in text:
            for index, line in enumerate(text.split("\n")):
                if index:
                    self.line_break()
                self.add(line)
        else:
            self.add(text)

    def add(self, text: str) -> None:
        if text.isspace():
            if not self.spaced:
                self.spaced = True
                self.run.append(Piece(" ", self.style, self.link))
            return
        if not text.isprintable() or "  " in text:
            if _UNSEEN_SIGNS.search(text) and not _SPACELESS.search(text):
                text = _UNSEEN_SIGNS.sub("", text)
            text = _SPACE.sub(" ", text)
        if self.spaced:
            text = text.lstrip(" ")
        if text:
            self.spaced = text[-1] == " "
            self.run.append(Piece(text, self.style, self.link))

    def line_break(self) -> None:
        if self.link and self.run and self.run[-1].style & BREAK:
            return  # a link doesn't go on in the next paragraph
        self.run.append(Piece("\n", BREAK, self.link))
        self.spaced = self.broken = True

    def boundary(self) -> None:
        """End what stands before a block: a paragraph, or a line where only lines may be."""
        if not self.inline:
            self.flush()
        elif self.run and not self.run[-1].style & BREAK:
            self.line_break()

    def flush(self) -> None:
        """Write the run as paragraphs; two line breaks are the end of one."""
        run = self.run
        if not run:
            return
        self.run, self.spaced = [], True
        start = 0
        for index in range(1, len(run)) if self.broken else ():
            if run[index].style & BREAK and run[index - 1].style & BREAK:
                self._paragraph(run[start:index])
                start = index
        self._paragraph(run[start:] if start else run)
        self.broken = False

    def _paragraph(self, run: list[Piece]) -> None:
        run = trimmed(run)
        if not run:
            return
        text, sure = write_run(run, self.care)
        if text:
            self.sure = self.sure and sure
            self.words += [piece.text for piece in run if not piece.style & IMAGE]
            self.blocks.append(Block("paragraph", text))


def trimmed(run: list[Piece]) -> list[Piece]:
    """Return a run without white space and line breaks at its ends, and around its line breaks."""
    kept: list[Piece] = []
    for piece in run:
        text, style, link = piece
        if style & BREAK:
            _strip_end(kept)
            if kept:
                kept.append(piece)
            continue
        if (not kept or kept[-1].style & BREAK) and text[:1] in _BLANKS:
            text = text.lstrip(_BLANKS)
            if text:
                kept.append(Piece(text, style, link))
        else:
            kept.append(piece)
    while kept and kept[-1].style & BREAK:
        kept.pop()
    _strip_end(kept)
    return kept


def _strip_end(run: list[Piece]) -> None:
    while run and not run[-1].style & BREAK:
        text, style, link = run[-1]
        if text[-1] not in _BLANKS:
            return
        text = text.rstrip(_BLANKS)
        if text:
            run[-1] = Piece(text, style, link)
            return
        run.pop()
