"""Bytes → text, and code points back to bytes."""

import codecs
from dataclasses import dataclass, field

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STEP = 8192  # code points between the marks that make places cheap in long files


class NotTextError(Exception):
    """The bytes are no text; the message says why, for the podcaster."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without its byte order mark, and what is needed to count bytes again."""

    text: str
    encoding: str  # "utf-8", "utf-16-le", "utf-16-be" or "cp1252"
    bom_bytes: int = 0
    strange: int | None = None  # where the first byte stands that is no UTF-8 (cp1252 only)
    _marks: list[tuple[int, int]] = field(default_factory=list)  # each _STEP: (line, byte)

    def position(self, offset: int) -> tuple[int, int, int]:
        """Return line and column, from 1, and byte offset in the file, of a code point."""
        text, start, line, byte = self.text, 0, 1, self.bom_bytes
        if len(text) > _STEP:
            if not self._marks:
                self._set_marks()
            start = offset // _STEP * _STEP
            line, byte = self._marks[offset // _STEP]
        newline = "\n" if "\n" in text else "\r"
        return (
            line + text.count(newline, start, offset),
            offset - text.rfind(newline, 0, offset),
            byte + self.size(start, offset),
        )

    def size(self, start: int, end: int) -> int:
        """Return how many bytes the code points `start` to `end` (half open) have in the file."""
        if self.encoding == "cp1252" or (self.encoding == "utf-8" and self.text.isascii()):
            return end - start
        return len(self.text[start:end].encode(self.encoding))

    def _set_marks(self) -> None:
        line, byte = 1, self.bom_bytes
        newline = "\n" if "\n" in self.text else "\r"
        for start in range(0, len(self.text) + _STEP, _STEP):
            self._marks.append((line, byte))
            end = min(start + _STEP, len(self.text))
            line += self.text.count(newline, start, end)
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
    return Decoded(text, encoding, bom_bytes, strange)
