"""A value of front matter set where it is written, or put where it belongs.

Nothing else in the file changes. Where a value goes is proposed by how the front matter is
written, and each proposal is read back before it counts: what YAML alone allows (anchors,
comments within brackets, texts over several lines) can't make it damage a file.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from publisher.documents.document import Document
from publisher.documents.proposals import Proposal, Scalar, propose
from publisher.documents.reading import markdown_document
from publisher.errors import DocumentError
from publisher.model import Place, Value


class Setting(NamedTuple):
    """What sets a value: `text` takes the place of what stands at `place`, often nothing."""

    place: Place
    text: str


def find_setting(
    document: Document, keys: tuple[str, ...], value: Scalar, *, first: bool = False
) -> Setting | None:
    """Return what sets the value at `keys` (the file's own) of a Markdown file's front matter.

    A new key goes to the end of its table, or, with `first`, to the beginning. None where there
    is no front matter, and where a list, or a text in place of a table, stands in the way.
    """
    for proposal in propose(document, keys, value, first=first):
        after = _applied(document, proposal)
        if after is not None and _is_set(document, after, keys, value):
            return Setting(document.place_at(proposal.start, proposal.end), proposal.text)
    return None


def set_values(
    file: Path, data: bytes, values: Mapping[tuple[str, ...], Scalar]
) -> tuple[bytes, tuple[tuple[str, ...], ...]]:
    """Return the Markdown file's bytes with all `values` set, and the keys that can't be.

    Raises DocumentError where `data` can't be read.
    """
    refused: list[tuple[str, ...]] = []
    for keys, value in values.items():
        document = markdown_document(file, data)
        setting = find_setting(document, keys, value)
        if setting is None:
            refused.append(keys)
        else:
            start, end = setting.place.start, setting.place.end
            data = data[:start] + document.encoded(setting.text) + data[end:]
    return data, tuple(refused)


def _applied(document: Document, proposal: Proposal) -> Document | None:
    """Return the file with a proposal, as it would be read; None where it couldn't be."""
    text = document.text
    text = text[: proposal.start] + proposal.text + text[proposal.end :]
    try:
        document.encoded(proposal.text)
        return markdown_document(document.file, text.encode("utf-8", "surrogatepass"))
    except (DocumentError, UnicodeEncodeError):
        return None


def _is_set(before: Document, after: Document, keys: tuple[str, ...], value: Scalar) -> bool:
    """Say whether the value is set, and all others are what they were."""
    if after.body != before.body or len(after.problems) > len(before.problems):
        return False
    old, new = _leaves(before.fields), _leaves(after.fields)
    written = new.pop(keys, None)
    old.pop(keys, None)
    for length in range(len(keys)):  # a table that was empty, or nothing, has a value now
        for leaves in (old, new):
            if leaves.get(keys[:length]) in (None, "{}"):
                leaves.pop(keys[:length], None)
    return written in (_told(value), _told(str(value))) and old == new


Leaves = dict[tuple[str | int, ...], str | None]


def _leaves(fields: Mapping[str, Value]) -> Leaves:
    """Return every value by its path; of empty lists and tables, that they are."""
    return dict(_walk((), dict(fields)))


def _walk(
    keys: tuple[str | int, ...], value: Value
) -> Iterator[tuple[tuple[str | int, ...], str | None]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _walk((*keys, key), inner)
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from _walk((*keys, index), inner)
    else:
        yield keys, _told(value)


def _told(value: Value) -> str | None:
    """Return a value so that values of different kinds differ, and NaN is like NaN."""
    return None if value is None else repr(value)
