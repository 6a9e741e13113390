"""Links in a run of Markdown text: inline, images, definitions, autolinks, bare addresses, tags.

One pass over the tokens that can begin or end a link, with a stack of open brackets, as in
CommonMark's appendix "A parsing strategy", but for the targets alone.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from publisher.links.bare import read_mail_address, read_web_address, read_www_address
from publisher.links.definitions import LABEL, plain_label, read_definition
from publisher.links.html import read_tag, skip_comment
from publisher.links.spot import Spot, is_template, undo_entities, undo_escapes
from publisher.links.targets import read_meant_target, read_target
from publisher.model import Syntax

_TOKEN = re.compile(r"\\|`|<|\[|\]|@|://|www\.|WWW\.|Www\.")
# The everyday link, in one go: no brackets or code in its text, no oddities in its target.
_SIMPLE = re.compile(
    r"\[((?:[^\[\]\\`<\n]++|\\[^\n])*+)\]"
    r"\(((?:[^\s()<>\\\x00-\x1f\x7f]++|\([^\s()<>\\\x00-\x1f\x7f]*+\))*+)"
    r"(?:[ \t]+(?:\"(?:[^\"\\\n]++|\\[^\n])*+\"|'(?:[^'\\\n]++|\\[^\n])*+'))?[ \t]*\)"
)
# Where one block's text ends and the next begins: a blank line, an item, a heading, a rule.
_BORDER = re.compile(
    r"\n[ \t>]*+(?:\n|\Z|(?:[-+*]|\d{1,9}[.)])(?:[ \t\n]|\Z)"
    r"|#{1,6}[ \t\n]|[-=*_]{3,}[ \t]*(?:\n|\Z))"
)
_TICKS = re.compile(r"`+")
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\x00-\x20<>\x7f]*+)>")
_MAIL = re.compile(r"<([\w.!#$%&'*+/=?^`{|}~-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+)>", re.ASCII)
_WWW = re.compile(r"<(www\.[^\s<>]++)>", re.IGNORECASE)


class _Opener(NamedTuple):
    """An opening bracket that may turn out to begin a link or an image."""

    at: int
    image: bool


@dataclass(slots=True)
class InlineScan:
    """Reads one run of lines that are neither code nor HTML blocks.

    `labels` are those that any definition of the text gives, as `plain_label` returns them.
    """

    text: str
    start: int
    end: int
    labels: frozenset[str]
    raw: bool = False  # Markdown's links are raw text here
    found: list[Spot] = field(default_factory=list)
    block_end: int = -1
    openers: list[_Opener] = field(default_factory=list)
    inactive: int = 0  # so many openers stand around a link, and links hold no links
    escaped_bracket: bool = False  # an opening bracket of this block is escaped
    in_anchor: bool = False  # inside <a href>…</a>
    definition_end: int = -1
    comments_close: bool = True  # False once a comment had no end
    ticks: dict[int, list[int]] | None = None  # where runs of backticks start, by their length

    def run(self) -> list[Spot]:
        """Return the links, nearly by position: images in a link's text come after it."""
        search, position = _TOKEN.search, self.start
        handlers = {
            "[": self._open_bracket,
            "]": self._close_bracket,
            "<": self._angle,
            "\\": self._backslash,
            "`": self._code,
            "@": self._mail,
            ":": self._web,
        }
        while (token := search(self.text, position, self.end)) is not None:
            at = token.start()
            position = handlers.get(self.text[at], self._www)(at)
        return self.found

    def _block(self, at: int) -> int:
        """Return where the block of text around `at` ends; forget the last block's brackets."""
        if at >= self.block_end:
            border = _BORDER.search(self.text, at, self.end)
            self.block_end = border.start() if border else self.end
            self.openers.clear()
            self.inactive = 0
            self.escaped_bracket = self.in_anchor = False
        return self.block_end

    # ------------------------------------------------------------ brackets

    def _open_bracket(self, at: int) -> int:
        if at >= self.block_end:
            self._block(at)
        image = at > self.start and self.text[at - 1] == "!"
        simple = _SIMPLE.match(self.text, at, self.end)
        if simple is None:
            self.openers.append(_Opener(at, image))
            return at + 1
        self._add(simple.start(2), simple.end(2), simple[1], image)
        if not image:
            self.inactive = len(self.openers)
        return simple.end()

    def _close_bracket(self, at: int) -> int:
        end = self._block(at)
        following = self.text[at + 1 : at + 2] if at + 1 < end else ""
        if not self.openers:
            if following == "(" and self.escaped_bracket:
                return self._behind_target(at + 2, end)
            return at + 1
        opener = self.openers.pop()
        active = opener.image or len(self.openers) >= self.inactive
        self.inactive = min(self.inactive, len(self.openers))
        if following == ":" and (after := self._definition(opener.at, at)) is not None:
            return after
        if following == "(" and active:
            return self._inline(opener, at, end)
        return self._reference(opener, at, following)

    def _inline(self, opener: _Opener, at: int, end: int) -> int:
        target = read_target(self.text, at + 2, end) or read_meant_target(self.text, at + 2, end)
        if target is None:
            return at + 2
        self._drop_bare(opener.at)
        label = self.text[opener.at + 1 : at]
        self._add(target.start, target.end, label, opener.image, target.broken)
        if not opener.image:
            self.inactive = len(self.openers)
        return target.after

    def _reference(self, opener: _Opener, at: int, following: str) -> int:
        """Pass over `[text][label]`, `[label][]`, `[label]`: the place is the definition's."""
        if not self.labels:
            return at + 1
        after, label = at + 1, self.text[opener.at + 1 : at]
        if following == "[" and (second := LABEL.match(self.text, at + 1, self.block_end)):
            after, label = second.end(), second[1] or label
        if len(label) > 999 or plain_label(label) not in self.labels:
            return at + 1
        self._drop_bare(opener.at)
        if not opener.image:
            self.inactive = len(self.openers)
        return after

    def _definition(self, opener: int, at: int) -> int | None:
        run = (self.start, self.end)
        definition = read_definition(self.text, (opener, at), run, self.definition_end)
        if definition is None:
            return None
        spot, self.definition_end = definition
        if spot is not None:
            self.found.append(spot)
        return self.definition_end

    def _drop_bare(self, opener: int) -> None:
        """Forget the bare addresses in a link's own text: they lead where the link leads."""
        while self.found and self.found[-1].start > opener:
            if self.found[-1].syntax is not Syntax.BARE:
                return
            self.found.pop()

    def _add(self, start: int, end: int, label: str, image: bool, broken: bool = False) -> None:
        written = self.text[start:end]
        if written[:1] != "#" and not is_template(written):
            url = undo_escapes(written)
            text, broken = undo_escapes(label), broken or self.raw
            self.found.append(Spot(start, end, url, Syntax.INLINE, text, broken, image))

    # ------------------------------------------------------------ the other tokens

    def _backslash(self, at: int) -> int:
        escaped = self.text[at + 1 : at + 2]
        if escaped == "[":
            self._block(at)
            self.escaped_bracket = True
        elif escaped == "]" and self.text.startswith("(", at + 2):
            end = self._block(at)
            if not self.openers:
                return self._behind_target(at + 3, end)
        return at + 1 if escaped.isalnum() or escaped.isspace() else at + 2

    def _behind_target(self, at: int, end: int) -> int:
        target = read_target(self.text, at, end)
        return target.after if target is not None else at

    def _code(self, at: int) -> int:
        end = self._block(at)
        if self.ticks is None:
            self.ticks = {}
            for run in _TICKS.finditer(self.text, at, self.end):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
        ticks = _TICKS.match(self.text, at, end)
        length = len(ticks[0]) if ticks else 1
        runs = self.ticks.get(length, [])
        index = bisect_right(runs, at)
        if index < len(runs) and runs[index] < end:
            return runs[index] + length
        return at + length

    def _angle(self, at: int) -> int:
        text, end = self.text, self._block(at)
        if text.startswith("<!--", at):
            return self._behind_comment(at) or at + 4
        for pattern, prefix in ((_ADDRESS, ""), (_MAIL, "mailto:"), (_WWW, "")):
            if (found := pattern.match(text, at, end)) is not None:
                if not is_template(found[1]):
                    url = prefix + undo_entities(found[1])
                    spot = Spot(*found.span(1), url, Syntax.AUTOLINK, broken=pattern is _WWW)
                    self.found.append(spot)
                return found.end()
        if (tag := read_tag(text, at, end)) is not None:
            self.found += tag.links
            self.in_anchor = self.in_anchor or (tag.name == "a" and bool(tag.links))
            return tag.end
        if text[at : at + 3].lower() == "</a":
            self.in_anchor = False
        return at + 1

    def _behind_comment(self, at: int) -> int | None:
        after = skip_comment(self.text, at, self.end) if self.comments_close else None
        self.comments_close = after is not None
        return after

    def _mail(self, at: int) -> int:
        return self._bare(at, 1, read_mail_address(self.text, at, self.start, self.end))

    def _web(self, at: int) -> int:
        return self._bare(at, 3, read_web_address(self.text, at, self.start, self.end))

    def _www(self, at: int) -> int:
        return self._bare(at, 4, read_www_address(self.text, at, self.start, self.end))

    def _bare(self, at: int, length: int, spot: Spot | None) -> int:
        if spot is None:
            return at + length
        self._block(at)
        # What a template fills in is passed over as a whole, so that no part of it is read twice.
        if not self.in_anchor and not is_template(self.text[spot.start : spot.end]):
            self.found.append(spot)
        return spot.end
