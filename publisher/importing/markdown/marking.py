"""The marks of a run: bold, italic, links and code, one within another, and text between them."""

import re
from collections.abc import Sequence

from publisher.importing.markdown.addresses import ENTITY, bare_addresses, is_whole, target
from publisher.importing.markdown.escaping import (
    SPECIAL,
    Marks,
    escape,
    marks_of,
    needs_brackets,
)
from publisher.importing.markdown.loosening import is_word, loosened
from publisher.importing.markdown.pieces import (
    BOLD,
    BREAK,
    CODE,
    IMAGE,
    ITALIC,
    SET,
    STRIKE,
    Link,
    Piece,
)

_SIGNS = {BOLD: "**", ITALIC: "*", STRIKE: "~~"}
_ENDS = "?!.,:;'\")"
_TICKS = re.compile(r"`+")


class Marking:
    """Writes one run; `care` is that of `write_run`."""

    def __init__(self, run: Sequence[Piece], care: int) -> None:
        if care > 1:
            run = [piece._replace(style=piece.style & ~(SET | CODE)) for piece in run]
        self.run = loosened(run)
        self.care = care
        text = "".join(piece.text for piece in self.run if not piece.style & (CODE | IMAGE))
        if care:
            self.marks = Marks(all=True)
        elif SPECIAL.search(text):
            styles = 0
            for piece in self.run:
                styles |= piece.style
            own = "*" * bool(styles & (BOLD | ITALIC))
            own += "~" * bool(styles & STRIKE) + "`" * bool(styles & CODE)
            self.marks = marks_of(text, own)
        else:
            self.marks = Marks()

    def written(self) -> str:
        """Return the run as Markdown, what would begin a block at a line's start as it is."""
        return self._group(0, len(self.run), 0, None)

    def _group(self, start: int, end: int, style: int, link: Link | None) -> str:
        """Return the pieces from `start` to `end`, within marks of `style` and a link."""
        written: list[str] = []
        at = start
        while at < end:
            piece = self.run[at]
            own_link = piece.link if link is None and not piece.style & BREAK else None
            styles = 0 if piece.style & BREAK else piece.style & SET & ~style
            stop, mark = self._extent(at, end, styles, own_link) if styles or own_link else (at, 0)
            if mark:
                written.append(self._marked(at, stop, style, mark, link))
            elif own_link is not None:
                written.append(self._link(at, stop, style, own_link))
            else:
                stop = at + 1
                written.append(self._piece(at, link))
            at = stop
        return "".join(written)

    def _extent(self, at: int, end: int, styles: int, link: Link | None) -> tuple[int, int]:
        """Return where the longest thing that begins here ends, and its mark; 0 is the link's."""
        best, mark = at, 0
        if link is not None:
            best = at + 1
            while best < end and self.run[best].link == link:
                best += 1
            while self.run[best - 1].style & BREAK:
                best -= 1
        link_end = best
        for bit in (BOLD, ITALIC, STRIKE):
            if not styles & bit:
                continue
            stop = at
            while stop < end and self.run[stop].style & bit:
                stop += 1
            while at < stop < end and self._splits_link(stop):
                stop -= 1
            while stop > at and self.run[stop - 1].style & BREAK:
                stop -= 1
            if stop >= max(best, at + 1) and (stop > best or (mark == 0 and stop >= link_end)):
                best, mark = stop, bit
        return best, mark

    def _splits_link(self, at: int) -> bool:
        link = self.run[at].link
        return link is not None and self.run[at - 1].link == link

    def _marked(self, at: int, stop: int, style: int, mark: int, link: Link | None) -> str:
        inner = self._group(at, stop, style | mark, link)
        sign = _SIGNS[mark]
        words = inner.strip()
        if not words:
            return inner
        begin = inner.index(words)
        before, after = inner[:begin], inner[begin + len(words) :]
        opens = before or self._flank(at - 1, -1, style, link)
        closes = after or self._flank(stop, 0, style, link)
        if is_word(opens[-1:]) and not is_word(words[0]):
            return inner
        if is_word(closes[:1]) and not is_word(words[-1]):
            return inner
        return f"{before}{sign}{words}{sign}{after}"

    def _flank(self, index: int, end: int, style: int, link: Link | None) -> str:
        """Return the sign that a neighbour shows here: of a link, or of marks, no letter."""
        if not 0 <= index < len(self.run):
            return ""
        piece = self.run[index]
        if piece.style & ~style or piece.link != link:
            return "("
        return piece.text[end]

    def _link(self, at: int, stop: int, style: int, link: Link) -> str:
        said = "".join([piece.text for piece in self.run[at:stop]])
        plain = all(not piece.style & ~style for piece in self.run[at:stop])
        is_address = plain and said == link.url.removeprefix("mailto:") and is_whole(link.url)
        if is_address and not ENTITY.search(said):
            return f"<{said}>"
        outside = self.marks
        self.marks = outside._replace(brackets=needs_brackets(said))
        inner = self._group(at, stop, style, link)
        self.marks = outside
        words = inner.strip(" ")
        if not words.strip("\\\n "):
            return f"<{link.url}>" if is_whole(link.url) else f"[{link.url}]({target(link.url)})"
        lead = " " * (len(inner) - len(inner.lstrip(" ")))
        trail = " " * (len(inner) - len(inner.rstrip(" ")))
        return f"{lead}[{words}]({target(link.url)}){trail}"

    def _piece(self, at: int, link: Link | None) -> str:
        piece = self.run[at]
        if piece.style & BREAK:
            return "\\\n"
        if piece.style & IMAGE:
            return piece.text
        if piece.style & CODE:
            return _code(piece.text)
        if link is None and _may_hold_addresses(piece.text):
            return self._with_addresses(at)
        return self._words(piece.text, at)

    def _words(self, text: str, at: int) -> str:
        written = escape(text, self.marks)
        following = self.run[at + 1] if at + 1 < len(self.run) else None
        if not self.care and written.endswith("!") and following and following.link is not None:
            return f"{written[:-1]}\\!"
        return written

    def _with_addresses(self, at: int) -> str:
        text, style, _ = self.run[at]
        last = at + 1 == len(self.run)
        written: list[str] = []
        done = 0
        for start, end, token_end in bare_addresses(text):
            behind = text[end:token_end]
            bare = (
                not style
                and not self.care
                and (token_end < len(text) or last)
                and not behind.strip(_ENDS)
            )
            if start > done:
                written.append(self._words(text[done:start], at))
            written.append(self._address(text[start:end], bare=bare))
            done = end
        if done < len(text):
            written.append(self._words(text[done:], at))
        return "".join(written)

    def _address(self, address: str, *, bare: bool) -> str:
        if bare:
            return address
        if ("://" in address or "@" in address) and not ENTITY.search(address):
            return f"<{address}>"
        url = address if "://" in address else f"http://{address}"
        return f"[{escape(address, self.marks)}]({target(url)})"


def _code(text: str) -> str:
    """Return code between so many ticks as don't stand in it, the white space around it outside."""
    words = text.strip()
    if not words:
        return text
    lengths = {len(found) for found in _TICKS.findall(words)}
    ticks = "`" * next(size for size in range(1, len(lengths) + 2) if size not in lengths)
    padding = " " if "`" in (words[0], words[-1]) else ""
    return text.replace(words, f"{ticks}{padding}{words}{padding}{ticks}", 1)


def _may_hold_addresses(text: str) -> bool:
    return "://" in text or "@" in text or "www." in text.lower()
