"""Well-formed HTML, as comrak and nh3 write it → blocks, in one pass.

What it doesn't know it reads through: unknown elements vanish and their words stay. The result
can't hold anything but blocks and inlines, so it is safe whatever comes in.
"""

import re
from html import unescape

from publisher.notes.blocks import (
    BREAK,
    Block,
    Heading,
)
from publisher.notes.elements import ELEMENTS, VOID, link_to
from publisher.notes.parts import NOT_INLINE, Part, blocks_of, words_of_text
from publisher.notes.plain import UNPRINTABLE

_PIECE = re.compile(
    r'<(?:a href="([^"]*)"(?: title="[^"]*")?>([^<]*)</a>'  # a whole link, as most are
    r'|([^<>"]*(?:"[^"]*"[^<>"]*)*)>)'
)
_BARE = r'(?:<img [^<>]*>|<a href="[^"#]+"></a>|<a [^<>]*><img [^<>]*></a>)'
_AFTER_WORD = re.compile(
    rf"([^\s>(\[{{\"'«„“‘]|</(?:a|b|i|em|strong|code|del|s)>|<img [^<>]*>)(?={_BARE})"
)
_BEFORE_WORD = re.compile(rf"({_BARE})(?=\w|<(?:a|b|i|em|strong|code|del|s)\b)")
_NAME = re.compile(r"[a-z][a-z0-9]*")
_DEEPEST = 24
"""Elements nested deeper are read through: nobody sees the difference, and writers recurse."""


def read_html(html: str) -> tuple[Block, ...]:
    """Return the blocks of well-formed HTML with double-quoted attributes."""
    pieces = _PIECE.split(_set_apart(html))
    children: list[Part] = []
    stack: list[tuple[str, str, list[Part]]] = []
    verbatim = False
    for text, href, words, tag in zip(*(pieces[n::4] for n in range(4)), strict=False):
        if text:
            _add_text(children, text, verbatim)
        if tag is None:
            said = words_of_text(words)
            children += link_to(unescape(href), (said,) if said else ())
        elif tag[:1] != "/":
            name = tag if tag.isalnum() else _name(tag)
            if name in VOID:
                children += VOID[name](tag)
                continue
            stack.append((name, tag, children))
            verbatim = verbatim or name == "pre"
            if len(stack) < _DEEPEST:
                children = []
        elif stack:
            name, opening, outer = stack.pop()
            verbatim = verbatim and name != "pre"
            if children is not outer:  # else it is read through
                build = ELEMENTS.get(name)
                outer += build(opening, children) if build else children
                children = outer
    if pieces[-1]:
        _add_text(children, pieces[-1], verbatim)
    return _levelled(blocks_of(children))


def _set_apart(html: str) -> str:
    """Put spaces around pictures and links without words.

    Forms give their address in place of words, which would be glued to what stands beside it.
    """
    if "<img " not in html and '"></a>' not in html:
        return html
    return _BEFORE_WORD.sub(r"\1 ", _AFTER_WORD.sub(r"\1 ", html))


def _levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Lift the headings so that the highest is of level 1."""
    levels = [block.level for block in blocks if type(block) is Heading]
    if not levels or min(levels) == 1:
        return blocks
    lift = min(levels) - 1
    return tuple(
        block._replace(level=block.level - lift) if isinstance(block, Heading) else block
        for block in blocks
    )


def _name(tag: str) -> str:
    """Return the name of an element with attributes; of what is none, that of an empty one."""
    found = _NAME.match(tag)
    return found[0] if found else "input"


def _add_text(children: list[Part], text: str, verbatim: bool) -> None:
    if text == "\n" and not verbatim:
        if children and type(children[-1]) not in NOT_INLINE:
            children.append(" ")
    elif verbatim:
        children.append(UNPRINTABLE.sub("", unescape(text)))
    else:
        words = words_of_text(text)
        children.append(words.lstrip() if children and children[-1] is BREAK else words)
