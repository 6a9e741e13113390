"""Text from outside, made safe to show: nothing in a title or URL may move a terminal's cursor."""

import re

SHOWN = 600  # characters of a path, URL or message

# Control characters (C0, DEL, C1), lone surrogates, line and paragraph separators, the marks that
# reorder text (a URL could read backwards), characters without width that hide in URLs, and
# noncharacters, which HTML forbids. Joiners stay: emoji and Persian need them.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17))
    + "]"
)


def visible(text: str) -> str:
    r"""Return `text` on one line, what can't be seen shown as an escape: `\x1b`, `\u202e`, `\n`.

    The result can always be encoded in UTF-8.
    """
    if text.isprintable():  # false for all of the above, and for some that may stay
        return text
    return _UNSEEN.sub(lambda match: ascii(match[0])[1:-1], text)


def short(text: str, limit: int = SHOWN) -> str:
    """Return a path, URL or message as it can be shown; a hostile one may be megabytes long."""
    return visible(text) if len(text) <= limit else visible(text[:limit]) + "…"


def no_command(line: str) -> str:
    """Return a line that GitHub's runner, which reads what a step prints, takes for no command.

    `::` begins one at the start of a line, spaces before it or not; `##[` anywhere in one.
    """
    harmless = line.replace("##[", "## [")
    return f"- {harmless}" if harmless.lstrip().startswith("::") else harmless
