"""A Markdown body → the blocks that can be taken out of it one by one.

A block is a heading, an item of a list, a line of its own, or anything else that stands between
blank lines. The blocks that are left, joined again, are Markdown that reads as it did.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, StrEnum
from typing import NamedTuple


class BlockKind(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    LINE = "line"
    RULE = "rule"
    OTHER = "other"  # code, tables, quotes, HTML, numbered lists: never taken out


class Block(NamedTuple):
    """`run` numbers the paragraphs and lists: the lines of one paragraph share it.

    `level` is a heading's, from 1 to 6; a line that introduces what follows it has 7.
    """

    text: str
    kind: BlockKind
    run: int
    level: int = 0


INTRODUCING = 7

_LONGEST_BODY = 200_000
_MOST_BLOCKS = 5_000
_MARKS = frozenset(" \t#-*+_=<>|[`~0123456789")  # with which all that is no plain line begins
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]|$)")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_BULLET = re.compile(r"[-*+][ \t]+\S")
_OTHER = re.compile(r" {0,3}(?:[<>|]|\d{1,9}[.)][ \t]|\[[^\]]{0,999}\]:)")
_LONG_HTML = re.compile(r" {0,3}<(?:!--|script|pre|style|textarea|!\[CDATA\[)", re.IGNORECASE)
_LONG_HTML_END = re.compile(r"-->|</(?:script|pre|style|textarea)>|\]\]>", re.IGNORECASE)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,999}\]:", re.MULTILINE)
_IN_ADDRESS = re.compile(r"://|www\.|@")
_PAIRS = ("**", "__", "`", "~~")


def cut_blocks(body: str) -> tuple[Block, ...] | None:
    """Return the blocks of a body.

    None where taking one out could change what another says: it has link definitions, which hold
    anywhere in it, or it is too long for notes.
    """
    if len(body) > _LONGEST_BODY or _DEFINITION.search(body):
        return None
    blocks: list[Block] = []
    for lines in _chunks(body.split("\n")):
        run = blocks[-1].run + 1 if blocks else 0
        if lines[0][:1] in (" ", "\t") and lines[0][:2].isspace():
            if blocks and blocks[-1].kind not in (BlockKind.HEADING, BlockKind.RULE):
                # It goes on with the item or code before it.
                last = blocks[-1]
                blocks[-1] = last._replace(text="\n".join((last.text, "", *lines)))
            else:
                blocks.append(Block("\n".join(lines), BlockKind.OTHER, run))
            continue
        blocks += _blocks(lines, run)
        if len(blocks) > _MOST_BLOCKS:
            return None
    return tuple(blocks)


def join_blocks(blocks: Sequence[Block]) -> str:
    """Return the body that these blocks of one body make."""
    pieces: list[str] = []
    for before, block in zip((None, *blocks), blocks, strict=False):
        if before is not None:
            pieces.append(_between(before, block))
        pieces.append(block.text)
    return "".join(pieces)


def _between(before: Block, block: Block) -> str:
    if before.run != block.run:
        return "\n\n"
    if block.kind is not BlockKind.LINE:
        return "\n"
    # A backslash right behind a bare address would become part of it.
    last = before.text.rpartition(" ")[2]
    return " \\\n" if _IN_ADDRESS.search(last) else "\\\n"


def _chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines between blank lines; code and HTML that go on over them stay whole."""
    chunk: list[str] = []
    fence = ""
    html = False
    for line in lines:
        if fence:
            closing = line.strip()
            if closing.startswith(fence) and not closing.strip(fence[0]):
                fence = ""
        elif html:
            html = _LONG_HTML_END.search(line) is None
        elif not line or line.isspace():
            if chunk:
                yield chunk
                chunk = []
            continue
        elif line[0] in " `~<":
            opened = _FENCE.match(line)
            fence = opened[1] if opened else ""
            html = _LONG_HTML.match(line) is not None and _LONG_HTML_END.search(line) is None
        chunk.append(line)
    if chunk:
        yield chunk


def _blocks(lines: list[str], run: int) -> Iterator[Block]:
    """Yield the blocks of the lines between two blank ones, their runs numbered from `run` on."""
    if len(lines) == 1 and lines[0][0] not in _MARKS:
        text = _unbroken(lines[0])
        yield Block(text, BlockKind.LINE, run, INTRODUCING if introduces(text) else 0)
        return
    if any(map(_FENCE.match, lines)) or _OTHER.match(lines[0]):
        yield Block("\n".join(lines), BlockKind.OTHER, run)
        return
    gathered: list[str] = []
    is_list = False
    for line in lines:
        mark = _mark(line)
        if gathered and not is_list and _SETEXT.fullmatch(line):
            level = 1 if "=" in line else 2
            yield Block("\n".join((*gathered, line)), BlockKind.HEADING, run, level)
            gathered, run = [], run + 1
            continue
        if mark in (_Mark.RULE, _Mark.HEADING) or (mark is _Mark.BULLET and not is_list):
            if gathered:
                yield from (_items if is_list else _paragraph)(gathered, run)
                gathered, run = [], run + 1
            is_list = mark is _Mark.BULLET
        if mark is _Mark.RULE:
            yield Block(line, BlockKind.RULE, run)
            run += 1
        elif mark is _Mark.HEADING:
            bare = line.lstrip(" ")
            yield Block(line, BlockKind.HEADING, run, len(bare) - len(bare.lstrip("#")))
            run += 1
        else:
            gathered.append(line)
    if gathered:
        yield from (_items if is_list else _paragraph)(gathered, run)


class _Mark(Enum):
    """What the beginning of a line may make of it."""

    NONE = 0
    HEADING = 1
    RULE = 2
    BULLET = 3


def _mark(line: str) -> _Mark:
    if line[0] not in _MARKS:
        return _Mark.NONE
    if _ATX.match(line):
        return _Mark.HEADING
    if _RULE.fullmatch(line):
        return _Mark.RULE
    return _Mark.BULLET if _BULLET.match(line) else _Mark.NONE


def _items(lines: Sequence[str], run: int) -> Iterator[Block]:
    item: list[str] = []
    for line in lines:
        if item and _BULLET.match(line):
            yield Block("\n".join(item), BlockKind.ITEM, run)
            item = []
        item.append(line)
    yield Block("\n".join(item), BlockKind.ITEM, run)


def _paragraph(lines: Sequence[str], run: int) -> Iterator[Block]:
    """Yield the lines that the author broke; all as one where markup goes on from line to line."""
    broken: list[list[str]] = [[]]
    for line in lines:
        broken[-1].append(line)
        if line.endswith("  ") or _ends_in_break(line):
            broken.append([])
    written = [_unbroken("\n".join(each)) for each in broken if each]
    if not all(map(_is_balanced, written)):
        written = ["\n".join(lines)]
    for text in written:
        yield Block(text, BlockKind.LINE, run, INTRODUCING if introduces(text) else 0)


def _ends_in_break(line: str) -> bool:
    bare = line.rstrip("\\")
    return (len(line) - len(bare)) % 2 == 1


def _unbroken(text: str) -> str:
    text = text.rstrip(" ")
    return text[:-1].rstrip(" ") if _ends_in_break(text) else text


def _is_balanced(text: str) -> bool:
    return text.count("[") == text.count("]") and not any(text.count(pair) % 2 for pair in _PAIRS)


def introduces(text: str) -> bool:
    """Say whether a line leads over to what follows it: it ends with a colon, or is all bold."""
    bare = text.strip("*_ ")
    if bare.endswith((":", "：")):
        return True
    return (
        text.startswith("**")
        and text.endswith("**")
        and text.count("**") == 2
        and (len(text) <= 60 and "](" not in text and "://" not in text)
    )
