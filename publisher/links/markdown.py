"""Links in Markdown, wherever they stand, and none from code and comments.

CommonMark 0.31.2 with GFM's autolinks. What an author plainly meant as a link is found too, where
Markdown makes none of it (`Spot.broken`).
"""

import re

from publisher.links.blocks import Kind, segments
from publisher.links.definitions import plain_label
from publisher.links.html import find_raw_end, read_tag, scan_html
from publisher.links.inline import InlineScan
from publisher.links.spot import Spot

_DEFINED = re.compile(r"^[ \t>]*\[([^\[\]\n]{1,999})\]:", re.MULTILINE)
_VERBATIM = ("pre", "code")


def scan_markdown(text: str) -> list[Spot]:
    """Return every link in a Markdown text, by position. Lines must end with a line feed.

    None comes from code, comments, or brackets escaped by a backslash; nor does a target that a
    site generator fills in. Takes time in proportion to the text's length.
    """
    labels = _defined_labels(text)
    found: list[Spot] = []
    for start, end, kind in segments(text):
        if kind is Kind.MARKDOWN:
            found += InlineScan(text, start, end, labels).run()
        elif kind is Kind.HTML:
            found += _HtmlScan(text, start, end, labels, raw=True).run()
    return sorted(found)


def _defined_labels(text: str) -> frozenset[str]:
    if "]:" not in text:
        return frozenset()
    return frozenset(plain_label(found[1]) for found in _DEFINED.finditer(text))


class _HtmlScan(InlineScan):
    """Reads an HTML block: its tags, and Markdown links that stay raw text there."""

    def _bare(self, at: int, length: int, spot: Spot | None) -> int:
        return at + length if spot is None else spot.end

    def _angle(self, at: int) -> int:
        if self.text.startswith("<!--", at):
            return self._behind_comment(at) or self.end  # browsers hide all the rest
        after = super()._angle(at)
        tag = read_tag(self.text, at, self.end)
        if tag is None:
            return after
        end = find_raw_end(tag.name, self.text, after, self.end)
        if end is None and tag.name in _VERBATIM:
            close = self.text.find(f"</{tag.name}", after, self.end)
            end = close if close >= 0 else self.end
            self.found += scan_html(self.text, after, end)
        return after if end is None else end
