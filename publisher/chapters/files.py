"""A file of chapters, as anybody may have put it there → the chapters."""

from pathlib import Path

from publisher.chapters.forms import ReadChapters, parse_chapters
from publisher.chapters.values import NotChaptersError
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.decoding import NotTextError, decode

LIMIT_BYTES = 4 * 1024 * 1024

CHAPTER_SUFFIXES = (".json", ".psc", ".xml", ".vtt", ".txt", ".ffmetadata")
"""Of files that are taken for an episode's chapters where they are called `chapters`."""

__all__ = ["CHAPTER_SUFFIXES", "NotChaptersError", "read_chapter_file"]


def read_chapter_file(file: Path) -> ReadChapters:
    """Return the chapters in a file of any form that `forms` knows. Raises NotChaptersError."""
    try:
        return parse_chapters(decode(read_bounded(file, LIMIT_BYTES)).text)
    except (NotOrdinaryError, NotTextError) as error:
        raise NotChaptersError(str(error)) from None
    except TooBigError:
        raise NotChaptersError(f"it has more than {LIMIT_BYTES >> 20} MB") from None
    except OSError as error:
        raise NotChaptersError(f"it can't be read: {error.strerror or 'unknown'}".lower()) from None
