"""The text of a description: a file or standard input; HTML becomes Markdown."""

from pathlib import Path
from typing import NamedTuple, TextIO

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.decoding import NotTextError, decode
from publisher.errors import UsageError
from publisher.importing.description.markup import as_markdown

_LARGEST_BYTES = 4 << 20  # a description with the transcript of a long day


class Notes(NamedTuple):
    """A description as Markdown or plain text. `folder` is where files it names are looked for.

    `source` is the text as it was given, perhaps in HTML.
    """

    text: str
    name: str
    folder: Path | None = None
    source: str = ""


def read_notes(source: str, stdin: TextIO) -> Notes:
    """Read a description. Raises UsageError for what can't be read, isn't text, or is empty."""
    if source == "-":
        name, folder = "standard input", None
        text = stdin.read(_LARGEST_BYTES + 1)
        if len(text) > _LARGEST_BYTES:
            raise _too_big(name)
    else:
        file = Path(source)
        name, folder = source, file.resolve().parent
        text = _text_of(file, source)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    text = text.encode("utf-8", "replace").decode()  # lone surrogates, of names in odd terminals
    if not text.strip():
        raise UsageError(f"{name} is empty; give the text of the description")
    return Notes(as_markdown(text), name, folder, text)


def _text_of(file: Path, source: str) -> str:
    try:
        data = read_bounded(file, _LARGEST_BYTES)
    except FileNotFoundError:
        raise UsageError(f"{source} isn't there; name the file with the description") from None
    except TooBigError:
        raise _too_big(source) from None
    except (OSError, NotOrdinaryError):
        raise UsageError(f"{source} can't be read; name a text file with the description") from None
    try:
        return decode(data).text
    except NotTextError as error:
        raise UsageError(f"{source}: {error}") from None


def _too_big(name: str) -> UsageError:
    return UsageError(f"{name} has more than 4 MB: that is no description of an episode")
