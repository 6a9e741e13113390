"""Bytes → text, and code points back to bytes."""

import codecs
from dataclasses import dataclass, field

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STEP = 512  # code points between the marks that make places cheap


class NotTextError(Exception):
    """The bytes are no text; the message says why, for the podcaster."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without its byte order mark, and what is needed to count bytes again."""

    text: str
    encoding: str  # "utf-8", "utf-16-le", "utf-16-be" or "cp1252"
    bom_bytes: int
    strange: int | None  # where the first byte stands that is no UTF-8 (cp1252 only)
    newline: str  # what ends a line, or the last half of it
    _marks: list[tuple[int, int, int]] = field(default_factory=list)
    """At each _STEP: the line, the code point at which it starts, and the byte."""

    def position(self, offset: int) -> tuple[int, int, int]:
        """Return line and column, from 1, and byte offset in the file, of a code point."""
        if not self._marks:
            self._set_marks()
        line, line_start, byte = self._marks[offset // _STEP]
        mark = offset - offset % _STEP
        lines = self.text.count(self.newline, mark, offset)
        if lines:
            line += lines
            line_start = self.text.rfind(self.newline, mark, offset) + 1
        return line, offset - line_start + 1, byte + self.size(mark, offset)

    def size(self, start: int, end: int) -> int:
        """Return how many bytes the code points `start` to `end` (half open) have in the file."""
        if self.encoding == "cp1252":
            return end - start
        piece = self.text[start:end]
        if self.encoding == "utf-8" and piece.isascii():
            return end - start
        return len(piece.encode(self.encoding))

    def _set_marks(self) -> None:
        line, line_start, byte = 1, 0, self.bom_bytes
        for start in range(0, len(self.text) + _STEP, _STEP):  # one more: behind the end, too
            self._marks.append((line, line_start, byte))
            end = min(start + _STEP, len(self.text))
            line += self.text.count(self.newline, start, end)
            line_start = self.text.rfind(self.newline, start, end) + 1 or line_start
            byte += self.size(start, end)


def decode(data: bytes) -> Decoded:
    """Return the text of a file: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises NotTextError.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, len(bom))
    return _decoded(data, "utf-8", 0)


def _decoded(data: bytes, encoding: str, bom_bytes: int) -> Decoded:
    strange = None
    try:
        text = data[bom_bytes:].decode(encoding) if bom_bytes else data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or b"\0" in data:
            raise NotTextError("this is not a text file; save it as text in UTF-8") from None
        encoding, strange = "cp1252", error.start
        text = data[bom_bytes:].decode("cp1252", "replace")
    if "\0" in text:
        raise NotTextError("this is not a text file (it has zero bytes); save it as text in UTF-8")
    return Decoded(text, encoding, bom_bytes, strange, "\n" if "\n" in text else "\r")
