"""YAML front matter: values of YAML 1.2's core schema, and where each stands.

Scalars are kept as written unless they are plainly a number, a truth value or nothing: `1:02:03`
stays text (YAML 1.1 makes 3723 of it), and so do dates, `yes`, `007` and `0x1F`.
"""

import re
from typing import Any

import yaml

from publisher.documents.parsed import (
    MOST_LEVELS,
    MOST_REPEATED,
    Keys,
    Parsed,
    ParseError,
    Span,
    shown,
)
from publisher.model import Value

_MAX_VALUES = 100_000  # after following every alias

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTHS = {word: truth for truth in (True, False) for word in (str(truth), str(truth).lower())}
_TRUTHS |= {"TRUE": True, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?(?:[eE][-+]?[0-9]{1,2})?")
_PROPERTIES = re.compile(r"(?:[&!]\S*+(?:\s++(?:#[^\n]*+)?)*+)*+")  # an anchor and a tag
_SPECIAL_STARTS = frozenset("0123456789+-~nNtTfF")

# The parser alone, without PyYAML's recursive composer: events come one by one.
_Parser: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


def parse_yaml(text: str) -> Parsed:
    """Return the mapping that `text` is; an empty text is an empty one. Raises ParseError."""
    try:
        builder = _Builder(text)
        builder.read(_Parser(text))
    except yaml.YAMLError as error:
        raise _not_parsed(text, error) from None
    except RecursionError:
        raise ParseError("this YAML has lists inside lists, too many to read") from None
    fields = builder.value
    if fields is None:
        fields = {}
    if not isinstance(fields, dict):
        raise ParseError('front matter must be lines such as "title: My first episode"')
    return Parsed(fields, builder.spans.get, tuple(builder.repeated))


def _not_parsed(text: str, error: yaml.YAMLError) -> ParseError:
    if isinstance(error, yaml.MarkedYAMLError):
        problem = error.problem or error.context or "it breaks off"
        mark = error.problem_mark or error.context_mark
        at = mark.index if mark else 0
        return ParseError(f"this YAML can't be read: {_explained(problem)}", min(at, len(text)))
    at = getattr(error, "position", 0)
    if yaml.__with_libyaml__:  # counts bytes
        at = len(text.encode("utf-8", "surrogatepass")[:at].decode("utf-8", "ignore"))
    sign = ord(text[at]) if at < len(text) else 0
    return ParseError(f"the control character U+{sign:04X} can't stand in YAML; delete it", at)


_EXPLAINED = {
    "mapping values are not allowed in this context": (
        'there is a second ":" in this line, or its indent is wrong; put the text in quotes'
    ),
    "did not find expected key": "an indent, a quote or a bracket is wrong here or just above",
    "could not find expected ':'": 'a key without ":", or text that continues without indent',
    "found character that cannot start any token": (
        "a text can't start with this character; put the text in quotes, and no tabs before it"
    ),
    "found unexpected end of stream": "a quote is opened and never closed",
    "did not find expected node content": "a bracket is opened and never closed",
}


def _explained(problem: str) -> str:
    return _EXPLAINED.get(problem, problem)


class _Open:
    """A mapping or list that is being read."""

    __slots__ = ("anchor", "at_start", "counted", "index", "key", "keys", "value")

    def __init__(self, value: Any, keys: Keys, anchor: str | None, counted: int, at: int) -> None:
        self.value: Any = value
        self.keys = keys  # its own path
        self.key: str | None = None  # the key that waits for its value
        self.index = 0
        self.anchor = anchor
        self.counted = counted
        self.at_start = at


class _Builder:
    """Builds values from the parser's events, without recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.value: Value = None
        self.spans: dict[Keys, Span] = {}
        self.repeated: list[tuple[str, Span]] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._count = 0

    def read(self, parser: Any) -> None:
        while True:
            event = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._start({}, event)
            elif kind is yaml.SequenceStartEvent:
                self._start([], event)
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                self._end(event)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentEndEvent or kind is yaml.StreamEndEvent:
                return

    def _scalar(self, event: Any) -> None:
        within = self._open[-1] if self._open else None
        plain = event.implicit[0]
        start, end = event.start_mark.index, event.end_mark.index
        if within is not None and within.key is None and type(within.value) is dict:
            name = event.value
            if name in within.value and len(self.repeated) < MOST_REPEATED:
                self.repeated.append((name, Span(start, end)))
            within.key = name
            return
        value = _resolved(event.value) if plain else event.value
        if event.anchor or event.tag:
            before = _PROPERTIES.match(self.text, start, end)
            start = before.end() if before else start
        if event.style:
            start, end = self._inside(event.style, start, end)
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._put(value, Span(start, end), 1)

    def _inside(self, style: str, start: int, end: int) -> tuple[int, int]:
        """Return the span without the quotes, or without the header of a block of text."""
        if style in "'\"":
            return start + 1, end - 1
        newline = self.text.find("\n", start, end)
        first = end if newline < 0 else newline + 1
        block = self.text[first:end]
        return first + len(block) - len(block.lstrip()), first + len(block.rstrip())

    def _start(self, value: Any, event: Any) -> None:
        if len(self._open) >= MOST_LEVELS:
            raise ParseError(
                f"lists or tables inside one another, more than {MOST_LEVELS} deep",
                event.start_mark.index,
            )
        keys = self._next_keys(event)
        start = event.start_mark.index
        self._open.append(_Open(value, keys, event.anchor, self._count, start))
        if event.anchor:
            self._anchors.pop(event.anchor, None)

    def _end(self, event: Any) -> None:
        closed = self._open.pop()
        if closed.anchor:
            self._anchors[closed.anchor] = (closed.value, self._count - closed.counted + 1)
        self._put(closed.value, Span(closed.at_start, event.end_mark.index), 1)

    def _alias(self, event: Any) -> None:
        found = self._anchors.get(event.anchor)
        if found is None:
            raise ParseError(
                f'"*{shown(event.anchor)}" points at nothing, or at itself',
                event.start_mark.index,
            )
        value, size = found
        self._next_keys(event)
        self._put(value, Span(event.start_mark.index, event.end_mark.index), size)

    def _next_keys(self, event: Any) -> Keys:
        if not self._open:
            return ()
        within = self._open[-1]
        if type(within.value) is list:
            return (*within.keys, within.index)
        if within.key is None:
            raise ParseError("a key must be a word or a text", event.start_mark.index)
        return (*within.keys, within.key)

    def _put(self, value: Any, span: Span, size: int) -> None:
        self._count += size
        if self._count > _MAX_VALUES:
            raise ParseError(f"more than {_MAX_VALUES:,} values (aliases included)", span.start)
        if not self._open:
            self.value = value
            self.spans[()] = span
            return
        within = self._open[-1]
        if type(within.value) is list:
            within.value.append(value)
            self.spans[(*within.keys, within.index)] = span
            within.index += 1
        elif within.key is not None:
            within.value[within.key] = value
            self.spans[(*within.keys, within.key)] = span
            within.key = None


def _resolved(text: str) -> Value:
    if text[:1] not in _SPECIAL_STARTS:
        return text or None
    if text in _NULLS:
        return None
    truth = _TRUTHS.get(text)
    if truth is not None:
        return truth
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text
