"""Files on disk, read as documents."""

from pathlib import Path

from publisher.documents import Document, read_markdown, read_toml
from publisher.model import Place


def markdown(folder: Path, text: str | bytes, name: str = "episode.md") -> Document:
    """Write `text` and read it as Markdown."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_markdown(file)


def toml(folder: Path, text: str, name: str = "show.toml") -> Document:
    """Write `text` and read it as TOML."""
    file = folder / name
    file.write_bytes(text.encode())
    return read_toml(file)


def bytes_at(document: Document, place: Place) -> bytes:
    """Return what stands in the file at a place."""
    return document.file.read_bytes()[place.start : place.end]
