"""Blocks of Markdown put together: items, quotes, code, tables; no text ends in a newline."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_TICKS = re.compile(r"`{3,}")


class Block(NamedTuple):
    """A block as it is written; `kind`: paragraph, heading, bullets, numbers, code, quote, table,
    divider. `mark` is the sign of a list's items, `loose` says that they stand apart."""

    kind: str
    text: str
    mark: str = ""


def joined(blocks: Sequence[Block]) -> str:
    """Return blocks with an empty line between them."""
    return "\n\n".join([block.text for block in blocks])


def list_of(items: Sequence[Sequence[Block]], start: int | None, before: Block | None) -> Block:
    """Return a list; beside another of its kind, `before`, it gets another sign, or they were one.

    Items are kept together unless one has several blocks that must stand apart.
    """
    loose = any(not _is_tight(item) for item in items)
    kind = "bullets" if start is None else "numbers"
    usual, other = ("-", "*") if start is None else (".", ")")
    mark = other if before and before.kind == kind and before.mark == usual else usual
    written = []
    for index, item in enumerate(items):
        lead = f"{mark} " if start is None else f"{start + index}{mark} "
        text = ("\n\n" if loose else "\n").join([block.text for block in item])
        written.append(lead + _indented(text, " " * len(lead), first=""))
    return Block(kind, ("\n\n" if loose else "\n").join(written), mark)


def _is_tight(item: Sequence[Block]) -> bool:
    if len(item) < 2:
        return True
    first, second = item[0], item[1]
    nested = second.kind == "bullets" or (
        second.kind == "numbers" and second.text.startswith(("1.", "1)"))
    )
    return len(item) == 2 and first.kind == "paragraph" and nested and "\n\n" not in second.text


def quote_of(blocks: Sequence[Block]) -> Block:
    """Return a quote."""
    lines = joined(blocks).split("\n")
    return Block("quote", "\n".join([f"> {line}" if line else ">" for line in lines]))


def code_of(text: str) -> Block | None:
    """Return a block of code, its lines as they are."""
    text = text.strip("\r\n")
    if not text.strip():
        return None
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
    return Block("code", f"{fence}\n{text}\n{fence}")


def table_of(rows: Sequence[Sequence[str]]) -> Block:
    """Return a table of cells that are one line each; the first row is its head."""
    width = max(map(len, rows))
    lines = [_row(row, width) for row in rows]
    return Block("table", "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]))


def _row(cells: Sequence[str], width: int) -> str:
    written = [cell.replace("|", "\\|") for cell in cells]
    return "| {} |".format(" | ".join(written + [""] * (width - len(cells))))


def _indented(text: str, indent: str, *, first: str) -> str:
    if "\n" not in text:
        return first + text
    lines = text.split("\n")
    return "\n".join([first + lines[0], *[indent + line if line else "" for line in lines[1:]]])
