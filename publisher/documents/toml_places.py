"""Where the values of a TOML text stand that `tomllib` has accepted already."""

import re
import tomllib
from contextlib import suppress

from publisher.documents.parsed import Keys, Span

_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]++")
_TEXTS = {  # opening → the whole text; the longer opening first
    '"""': re.compile(r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}+(?!"))*+"{3,5}'),
    "'''": re.compile(r"'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}"),
    '"': re.compile(r'"(?:[^"\\\n]++|\\.)*+"'),
    "'": re.compile(r"'[^'\n]*+'"),
}
_BEFORE_LINES = {  # what opens a text of several lines and is no word of it
    '"': re.compile(r"(?:\s|\\(?=[ \t]*\r?\n))*+"),
    "'": re.compile(r"\s*+"),
}
_PLAIN = re.compile(r"[^,\]}\n#]++")  # a number, a date, a truth value


def find_spans(text: str) -> dict[Keys, Span]:
    """Return the span of every value; of a table, that of its header or its braces."""
    walk = _Walk(text)
    with suppress(RecursionError):  # deeper than anything we read; what was found will do
        walk.document()
    return walk.spans


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.spans: dict[Keys, Span] = {}
        self._lengths: dict[Keys, int] = {}  # of lists of tables

    def document(self) -> None:
        table: Keys = ()
        while self._skip_blank() < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Keys:
        start = self.at
        brackets = 2 if self.text.startswith("[[", self.at) else 1
        self.at += brackets
        keys: Keys = ()
        names = self._key()
        for index, name in enumerate(names):
            keys = (*keys, name)
            if index == len(names) - 1 and brackets == 2:
                self._lengths[keys] = self._lengths.get(keys, 0) + 1
            if keys in self._lengths:
                self.spans.setdefault(keys, Span(start, start + brackets))
                keys = (*keys, self._lengths[keys] - 1)
        self.at += brackets
        self.spans.setdefault(keys, Span(start, self.at))
        return keys

    def _pair(self, table: Keys) -> None:
        start = self.at
        names = self._key()
        for index in range(1, len(names)):
            self.spans.setdefault((*table, *names[:index]), Span(start, self.at))
        self.at += 1  # the equals sign
        self._skip_space()
        self._value((*table, *names))

    def _key(self) -> tuple[str, ...]:
        """Read `a."b c".d` and the space around it."""
        names: list[str] = []
        while True:
            self._skip_space()
            bare = _BARE_KEY.match(self.text, self.at)
            if bare:
                names.append(bare[0])
                self.at = bare.end()
            else:
                span = self._quoted()
                names.append(tomllib.loads(f"k={self.text[span.start : span.end]}")["k"])
            self._skip_space()
            if self.text[self.at] != ".":
                return tuple(names)
            self.at += 1

    def _quoted(self) -> Span:
        """Read a text with its quotes."""
        for opening, pattern in _TEXTS.items():
            if self.text.startswith(opening, self.at):
                found = pattern.match(self.text, self.at)
                start, self.at = self.at, found.end() if found else len(self.text)
                return Span(start, self.at)
        start, self.at = self.at, len(self.text)
        return Span(start, self.at)

    def _lines(self, start: int, end: int) -> Span:
        """Return the inside of a text in three quotes, without blank lines around it."""
        sign = self.text[start]
        inside = self.text[start + 3 : end - 3]
        opening = _BEFORE_LINES[sign].match(inside)
        first = opening.end() if opening else 0
        words = inside[first:]
        kept = words.rstrip()
        if sign == '"' and kept != words and (len(kept) - len(kept.rstrip("\\"))) % 2:
            kept = kept[:-1].rstrip()  # a backslash that continues the line
        return Span(start + 3 + first, start + 3 + first + len(kept))

    def _value(self, keys: Keys) -> None:
        start, sign = self.at, self.text[self.at]
        if sign in "\"'":
            long = self.text.startswith(sign * 3, start)
            _, end = self._quoted()
            self.spans[keys] = self._lines(start, end) if long else Span(start + 1, end - 1)
        elif sign == "[":
            self._list(keys)
            self.spans[keys] = Span(start, self.at)
        elif sign == "{":
            self._inline_table(keys)
            self.spans[keys] = Span(start, self.at)
        else:
            found = _PLAIN.match(self.text, start)
            self.at = found.end() if found else start + 1
            self.spans[keys] = Span(start, start + len(self.text[start : self.at].rstrip()))

    def _list(self, keys: Keys) -> None:
        self.at += 1
        index = 0
        while self._skip_blank() < len(self.text) and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._value((*keys, index))
            index += 1
        self.at += 1

    def _inline_table(self, keys: Keys) -> None:
        self.at += 1
        while self._skip_blank() < len(self.text) and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._pair(keys)
        self.at += 1

    def _skip_blank(self) -> int:
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def _skip_space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at
