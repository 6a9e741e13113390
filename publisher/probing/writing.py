"""Facts written into front matter: only those that were missing or wrong."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.reading import LIMIT_BYTES
from publisher.documents.setting import set_values
from publisher.errors import DocumentError
from publisher.probing.comparing import Known, Probed
from publisher.rules.fixing import Fixed


class Facts(NamedTuple):
    """Files that change, and a message for each fact that can't be written."""

    files: tuple[Fixed, ...]
    problems: tuple[str, ...]


def write_facts(probed: Iterable[Probed]) -> Facts:
    """Return the episode files with what was found missing or wrong; nothing is written yet."""
    files: list[Fixed] = []
    problems: list[str] = []
    for each in probed:
        wanting = each.wanting()
        if not wanting:
            continue
        path = each.known.episode.source.path
        try:
            before = read_bounded(each.known.episode.file, LIMIT_BYTES)
            after, refused = _written(each.known, before, wanting)
        except (OSError, NotOrdinaryError, TooBigError, DocumentError) as error:
            problems.append(f"{path}: can't be read any more ({error}); nothing in it was changed")
            continue
        problems += (f"{path}: {name} can't be written there; {why}" for name, why in refused)
        if after != before:
            files.append(Fixed(path, before, after, len(wanting) - len(refused)))
    return Facts(tuple(files), tuple(problems))


def _written(
    known: Known, before: bytes, wanting: dict[str, str | int]
) -> tuple[bytes, list[tuple[str, str]]]:
    """Return the file's bytes with the facts, and those that can't be written, with why."""
    refused = []
    values = {}
    for name, value in wanting.items():
        keys = known.keys[name]
        if keys is None:
            why = f'say under [fields] in show.toml what it is called: "audio.{name}" = "…"'
            refused.append((name, why))
        else:
            values[keys] = value
    after, stuck = set_values(Path(known.episode.file), before, values)
    names = {keys: name for name, keys in known.keys.items()}
    why = "write it by hand (anchors, or a text where a table must be, stand in the way)"
    return after, refused + [(names[keys], why) for keys in stuck]
