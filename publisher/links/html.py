"""Links in HTML: the attributes that name an address, in tags as sloppy as people write them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.links.spot import Spot, is_template, undo_entities
from publisher.model import Syntax

LONGEST_TAG = 8192  # characters; bounds the work on hostile text

_NAME = re.compile(r"<([A-Za-z][A-Za-z0-9-]*+)")
_ATTRIBUTE = re.compile(
    r"[\s/]*+(?:([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>][^\s>]*+)))?+|(>))"
)
_ADDRESSES = {"href", "src", "poster"}
_MEDIA = frozenset({
    "img", "audio", "video", "source", "track", "iframe", "embed", "object", "input",
})  # fmt: skip
_RAW_END = {  # what stands in these is no HTML
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "textarea")
}
_NEXT = re.compile(r"<(?=[A-Za-z!])")


class Tag(NamedTuple):
    """An opening tag: where it ends, and the links in it."""

    name: str
    end: int
    links: tuple[Spot, ...]


def read_tag(text: str, at: int, end: int) -> Tag | None:
    """Return the tag that opens at `text[at]`, a `<`; None if that is none, or never closes."""
    name = _NAME.match(text, at, end)
    if name is None:
        return None
    word, position = name[1].lower(), name.end()
    links: list[Spot] = []
    end = min(end, at + LONGEST_TAG)
    while (attribute := _ATTRIBUTE.match(text, position, end)) is not None:
        position = attribute.end()
        if attribute[5]:
            return Tag(word, position, tuple(links))
        key = attribute[1].lower()
        if key in _ADDRESSES or (key == "data" and word == "object"):
            spot = _spot(attribute, word)
            if spot is not None:
                links.append(spot)
    return None


def skip_comment(text: str, at: int, end: int) -> int | None:
    """Return where the comment that opens at `text[at]` ends; None if it never does."""
    for short in ("<!-->", "<!--->"):
        if text.startswith(short, at):
            return at + len(short)
    close = text.find("-->", at + 4, end)
    return None if close < 0 else close + 3


def scan_html(text: str, start: int, end: int) -> Iterator[Spot]:
    """Yield the links in an HTML text, but none from comments, scripts and styles."""
    position = start
    while (found := _NEXT.search(text, position, end)) is not None:
        position = found.end()
        if text.startswith("<!--", found.start()):
            close = skip_comment(text, found.start(), end)
            if close is None:
                return  # as browsers do: all the rest is comment
            position = close
        elif (tag := read_tag(text, found.start(), end)) is not None:
            yield from tag.links
            position = find_raw_end(tag.name, text, tag.end, end) or tag.end


def find_raw_end(tag: str, text: str, at: int, end: int) -> int | None:
    """Return where a script, style or text area that opens before `at` ends; None: it's neither."""
    pattern = _RAW_END.get(tag)
    if pattern is None:
        return None
    closing = pattern.search(text, at, end)
    return closing.end() if closing else end


def _spot(attribute: re.Match[str], tag: str) -> Spot | None:
    for group in (2, 3, 4):
        written = attribute[group]
        if written is not None:
            break
    else:
        return None
    stripped = written.strip()
    if stripped.startswith("#") or is_template(stripped):
        return None
    start = attribute.start(group) + len(written) - len(written.lstrip())
    url = undo_entities(stripped)
    return Spot(start, start + len(stripped), url, Syntax.HTML, media=tag in _MEDIA)
