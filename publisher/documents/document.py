"""A text file that was read, and can say where each of its values stands."""

from pathlib import Path

from publisher.documents.decoding import Decoded
from publisher.documents.parsed import Parsed, Span, shown
from publisher.model import Finding, Place, Severity, Value


class Document:
    """A Markdown or TOML file; implements `model.Source`.

    `text` has no byte order mark and keeps the file's own line ends. `front` is the code-point
    span of the front matter without its fences, (0, 0) if there is none. `body` starts at code
    point `body_start` of `text`. `problems` did not stop the reading.
    """

    __slots__ = ("_decoded", "_parsed", "body_start", "file", "front", "path", "problems")

    def __init__(
        self,
        file: Path,
        path: str,
        *,
        decoded: Decoded,
        parsed: Parsed,
        front: Span,
        body_start: int,
    ) -> None:
        self.file = file
        self.path = path
        self.front: tuple[int, int] = front
        self.body_start = body_start
        self._decoded = decoded
        self._parsed = parsed
        self.problems: tuple[Finding, ...] = ()
        if parsed.repeated or decoded.strange is not None:
            self.problems = self._find_problems()

    @property
    def text(self) -> str:
        return self._decoded.text

    @property
    def fields(self) -> dict[str, Value]:
        """The front matter's values, or the whole TOML file's."""
        return self._parsed.fields

    @property
    def body(self) -> str:
        return self._decoded.text[self.body_start :]

    def place(self, *keys: str | int) -> Place:
        """Return where the value at this key path is written; see `model.Source`."""
        return self.place_at(*self.span(*keys))

    def span(self, *keys: str | int) -> tuple[int, int]:
        """Return which code points of `text` (half open) are the value at this key path.

        Of a string it is the inside; of what has no place, the innermost value around it.
        """
        offset, _ = self.front
        for length in range(len(keys), 0, -1):
            span = self._parsed.locate(keys[:length])
            if span is not None:
                return offset + span.start, offset + span.end
        return (offset, offset)

    def located(self, *keys: str | int) -> tuple[int, int] | None:
        """Return the span of exactly this value, as `span` does; of no keys, of all values."""
        span = self._parsed.locate(keys)
        return (self.front[0] + span.start, self.front[0] + span.end) if span else None

    def encoded(self, text: str) -> bytes:
        """Return a text as this file would hold it. Raises UnicodeEncodeError."""
        return text.encode(self._decoded.encoding)

    def place_at(self, start: int, end: int) -> Place:
        """Return the place of the code points `start` to `end` (half open) of `text`."""
        line, column, first = self._decoded.position(start)
        return Place(self.path, line, column, first, first + self._decoded.size(start, end))

    def written(self, *keys: str | int) -> str:
        """Return the value at this key path as it is written, without quotes."""
        start, end = self.span(*keys)
        return self.text[start:end]

    def key_name(self, *keys: str | int) -> str:
        """Return the key as messages call it: `audio.duration`."""
        return ".".join(shown(key) for key in keys if isinstance(key, str))

    def _find_problems(self) -> tuple[Finding, ...]:
        problems: list[Finding] = []
        strange = self._decoded.strange
        if strange is not None:
            byte = strange - self._decoded.bom_bytes
            message = "this file is not UTF-8 and was read as Windows-1252; save it as UTF-8"
            place = self.place_at(byte, byte + 1)
            problems.append(Finding("E002", Severity.WARNING, message, place))
        for name, span in self._parsed.repeated:
            place = self.place_at(self.front[0] + span.start, self.front[0] + span.end)
            message = f'"{shown(name)}" is given twice; the last one counts, delete the other'
            problems.append(Finding("E003", Severity.WARNING, message, place))
        return tuple(problems)
