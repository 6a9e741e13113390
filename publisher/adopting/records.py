"""Facts that another tool keeps in pages and data files: of people, of sponsors, of the show."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from publisher.adopting.pages import Page, flat_values
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.decoding import NotTextError, decode
from publisher.documents.json_values import parse_json
from publisher.documents.parsed import ParseError
from publisher.documents.toml_values import parse_toml
from publisher.documents.yaml_values import parse_yaml
from publisher.model import Value

_LIMIT_BYTES = 1_000_000  # of a data file
_LIMIT_ALL = 40_000_000
_MOST_ENTRIES = 5_000  # of a file
_ITEMS = "items"


class Entry(NamedTuple):
    """What is said of one, by page, data file or list. `stem` is its file's or key's name."""

    path: str
    stem: str
    facts: Mapping[str, Value]  # by key path
    body: str = ""


class Source(NamedTuple):
    """A folder or a data file with entries; `name` is its own, of the folder or file."""

    path: str
    name: str
    entries: tuple[Entry, ...]


def read_data(root: Path, paths: Iterable[str]) -> Mapping[str, Mapping[str, Value]]:
    """Return the values of each data file that can be read; a list stands under `items`."""
    found: dict[str, Mapping[str, Value]] = {}
    left = _LIMIT_ALL
    for path in paths:
        try:
            data = read_bounded(root / path, min(_LIMIT_BYTES, left))
            left -= len(data)
            found[path] = _parsed(path, decode(data).text)
        except (OSError, NotOrdinaryError, TooBigError, NotTextError, ParseError):
            continue
    return found


def _parsed(path: str, text: str) -> Mapping[str, Value]:
    if path.lower().endswith(".toml"):
        return parse_toml(text).fields
    if path.lower().endswith(".json"):
        text = text.strip()
        return parse_json(text if text.startswith("{") else f'{{"{_ITEMS}": {text}}}')[0].fields
    text = text.removeprefix("---\n").removeprefix("---\r\n")
    first = next((line for line in text.splitlines() if line.strip() and line[0] != "#"), "")
    return parse_yaml(f"{_ITEMS}:\n{text}" if first.startswith(("- ", "-\t")) else text).fields


def sources_of(
    pages: Sequence[Page], data: Mapping[str, Mapping[str, Value]]
) -> tuple[Source, ...]:
    """Return every folder of pages or data files, and every data file with several entries."""
    by_folder: dict[str, list[Entry]] = defaultdict(list)
    sources: list[Source] = []
    for page in pages:
        if not page.name.startswith("_"):
            entry = Entry(page.path, page.stem, page.values, page.body)
            by_folder[page.folder].append(entry)
    for path, values in data.items():
        stem = PurePosixPath(path).stem
        inside = tuple(_entries(path, values))
        if inside:
            sources.append(Source(path, stem, inside))
        else:
            entry = Entry(path, stem, dict(flat_values(values)))
            by_folder[PurePosixPath(path).parent.as_posix()].append(entry)
    for folder, entries in by_folder.items():
        sources.append(Source(folder, PurePosixPath(folder).name, tuple(entries)))
    return tuple(sorted(sources))


def _entries(path: str, values: Mapping[str, Value]) -> Iterator[Entry]:
    """Yield what a data file lists: tables in a list, or tables by their ids."""
    if len(values) == 1:
        (only,) = values.values()
        if isinstance(only, dict) and all(isinstance(each, dict) for each in only.values()):
            values = only
        elif isinstance(only, list):
            for item in only[:_MOST_ENTRIES]:
                if isinstance(item, dict):
                    yield Entry(path, "", dict(flat_values(item)))
            return
    if all(isinstance(each, dict) for each in values.values()):
        for key, each in list(values.items())[:_MOST_ENTRIES]:
            if isinstance(each, dict):
                yield Entry(path, key, dict(flat_values(each)))
