"""An episode file's text: front matter in YAML as a person would write it, and the body below."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

_WIDTH = 96  # of a list on one line
# What may stand without quotes: no sign that begins something else, no number or date of any YAML.
_PLAIN = re.compile(
    r"[^\W\d_](?:[^:#\\\"'\[\]{},&*!|>%@`\x00-\x1f\x7f]|:(?=\S)|(?<=\S)#|[,'\"&!])*"
)
_IN_FLOW = re.compile(r"[^\W\d_][\w .+/@-]*")
_WORDS = frozenset(  # of YAML 1.1, in any case
    {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
)
# Invisible in an editor, or no character at all: written as an escape, if at all.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
_FORBIDDEN_IN_BLOCK = re.compile(_HIDDEN.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))


def episode_text(fields: Mapping[str, object], body: str) -> str:
    """Return the text of an episode file. A value may be a text, number, truth value or moment.

    Or a list or table of them; the reader of front matter reads back what it was given.
    """
    front = "\n".join(_table(fields, ""))
    return f"---\n{front}\n---\n\n{body.strip()}\n" if body.strip() else f"---\n{front}\n---\n"


def _table(fields: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        name = f"{indent}{_scalar(key)}:"
        if isinstance(value, Mapping):
            yield name
            yield from _table(value, f"{indent}  ")
        elif isinstance(value, list | tuple):
            line = _on_one_line(value)
            if line is not None and len(name) + len(line) < _WIDTH:
                yield f"{name} {line}"
            else:
                yield name
                yield from _list(value, f"{indent}  ")
        elif isinstance(value, str) and _is_block(value):
            yield f"{name} |-"
            yield from (f"{indent}  {line}" if line else "" for line in value.split("\n"))
        else:
            yield f"{name} {_scalar(value)}"


def _list(items: Sequence[object], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, Mapping):
            first, *others = _table(item, f"{indent}  ")
            yield f"{indent}- {first.lstrip(' ')}"
            yield from others
        elif isinstance(item, list | tuple):
            yield f"{indent}-"
            yield from _list(item, f"{indent}  ")
        else:
            yield f"{indent}- {_scalar(item)}"


def _on_one_line(items: Sequence[object]) -> str | None:
    """Return a list of words in brackets; None where it is more than that."""
    if not all(isinstance(item, str | int) for item in items):
        return None
    return f"[{', '.join(_in_flow(item) for item in items)}]"


def _in_flow(item: object) -> str:
    if isinstance(item, str) and (not _IN_FLOW.fullmatch(item) or _is_ambiguous(item)):
        return _quoted(item)
    return _scalar(item)


def _is_block(text: str) -> bool:
    """Say whether a text of several lines can stand as it is, below its key."""
    if "\n" not in text or text != text.strip() or _FORBIDDEN_IN_BLOCK.search(text):
        return False
    return not any(line != line.rstrip() for line in text.split("\n"))


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, int | float | date):
        return str(value)
    if isinstance(value, Clock):
        return value.text
    text = str(value)
    if _PLAIN.fullmatch(text) and not _is_ambiguous(text) and not _HIDDEN.search(text):
        return text
    return _quoted(text)


class Clock:
    """A span of time, written as `1:02:03`."""

    __slots__ = ("text",)

    def __init__(self, seconds: int) -> None:
        hours, minutes = divmod(seconds // 60, 60)
        ahead = f"{hours}:{minutes:02}" if hours else str(minutes)
        self.text = f"{ahead}:{seconds % 60:02}"


def moment_text(moment: datetime) -> str:
    """Return a moment in ISO 8601, `Z` for UTC."""
    text = moment.isoformat(timespec="seconds")
    return f"{text[:-6]}Z" if moment.utcoffset() == UTC.utcoffset(None) else text


def _is_ambiguous(text: str) -> bool:
    return text.lower() in _WORDS or text[-1:] in (":", " ")


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_HIDDEN.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _SHORT:
        return _SHORT[sign]
    code = ord(sign)
    return "" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"


_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
