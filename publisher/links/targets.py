"""The target of `[text](target)`: where it begins and ends, also where Markdown sees none."""

import re
from typing import NamedTuple


class Target(NamedTuple):
    """A target's span, and where reading goes on behind it."""

    start: int
    end: int
    after: int
    broken: bool = False


_POINTED = re.compile(r"<((?:[^<>\n\\]|\\.)*+)>")
_PLAIN = re.compile(r"(?:[^\x00-\x20()\\\x7f]|\\[!-~])++")
_SPACE = re.compile(r"[ \t]*+(?:\n[ \t>]*+)?+")
_TITLE = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)", re.DOTALL)
_DEEPEST = 8  # nested parentheses; three must be possible, and more bounds the work


def read_target(text: str, at: int, end: int) -> Target | None:
    """Return the target behind `](` as CommonMark reads it (section 6.3), or None.

    `at` is behind the parenthesis, `end` the end of the block.
    """
    at = _skip_space(text, at, end)
    pointed = _POINTED.match(text, at, end)
    if pointed is not None:
        start, stop, after = pointed.start(1), pointed.end(1), pointed.end()
    else:
        start = at
        stop = after = _plain_end(text, at, end)
    closing = _skip_space(text, after, end)
    if closing > after and (title := _TITLE.match(text, closing, end)) is not None:
        closing = _skip_space(text, title.end(), end)
    if text[closing : closing + 1] != ")" or closing >= end:
        return None
    return Target(start, stop, closing + 1)


def _skip_space(text: str, at: int, end: int) -> int:
    space = _SPACE.match(text, at, end)
    return space.end() if space else at


def _plain_end(text: str, at: int, end: int) -> int:
    """Return where a target without `<>` ends: at a space, or a parenthesis it didn't open."""
    depth = 0
    start = at
    if text[at : at + 1] == "<":
        return at
    while at < end:
        letter = text[at]
        if letter == "(":
            depth += 1
            if depth > _DEEPEST:
                return start
            at += 1
        elif letter == ")":
            if depth == 0:
                return at
            depth -= 1
            at += 1
        elif (plain := _PLAIN.match(text, at, end)) is not None:
            at = plain.end()
        elif letter == "\\":
            at += 1
        else:
            break
    return at if depth == 0 else start


# ---------------------------------------------------------------- targets Markdown doesn't see

# What an address begins with, behind the things that people put before it by mistake.
_ADDRESS = re.compile(
    r"[\s\u00a0\u2028\u2029\ufeff\u200b]*+[(<\[\"'“”‘’„«]*+\s*+"
    r"(?:[A-Za-z][A-Za-z0-9+.-]{1,30}+:[^\s)]|www\.|//|/[A-Za-z0-9]"
    r"|[A-Za-z0-9-]{1,63}+(?:\.[A-Za-z0-9-]{1,63}+)++[/)\s])"
)
_BORDER = re.compile(r"[()\n]|\\.")
_TITLE_START = re.compile(r"\s+[\"'(“].*+\Z", re.DOTALL)
_FARTHEST = 1024  # characters to the closing parenthesis; bounds the work on hostile text
_DEEPEST_MEANT = 8
_FIRST_WORD = re.compile(r"\s*+\S*+")


def read_meant_target(text: str, at: int, end: int) -> Target | None:
    """Return the target behind `](` where Markdown sees none, but an author meant one.

    It goes to the closing parenthesis on the same line, or on the next if no other word stands
    there; without one it is the first word. None: this isn't meant as an address.
    """
    if _ADDRESS.match(text, at, end) is None:
        return None
    end = min(end, at + _FARTHEST)
    close = _closing(text, at, end)
    if close is None:
        word = _FIRST_WORD.match(text, at, end)
        close = after = word.end() if word else at
    else:
        after = close + 1
    target = text[at:close]
    title = _TITLE_START.search(target)
    if title is not None:
        target = target[: title.start()]
    start = at + len(target) - len(target.lstrip())
    return Target(start, start + len(target.strip()), after, broken=True)


def _closing(text: str, at: int, end: int) -> int | None:
    depth = lines = 0
    for border in _BORDER.finditer(text, at, end):
        letter = border[0]
        if letter == "(":
            depth += 1
            if depth > _DEEPEST_MEANT:
                return None
        elif letter == ")":
            if depth == 0:
                return border.start() if lines == 0 or _one_word(text, at, border.start()) else None
            depth -= 1
        elif letter == "\n":
            lines += 1
            if lines > 1:
                return None
    return None


def _one_word(text: str, at: int, close: int) -> bool:
    return len(text[text.rfind("\n", at, close) : close].split()) <= 1
