"""Repositories on disk, loaded as networks; values read by one kind."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any

from publisher.config import load_network
from publisher.config.tables import Kind, Reading, Table
from publisher.documents import display_path
from publisher.errors import ConfigError
from publisher.model import Network, Value
from tests.documents.builders import markdown


def write(root: Path, files: Mapping[str, str]) -> Path:
    """Write `files`, by their path below `root`."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return root


def load(root: Path, files: Mapping[str, str]) -> Network:
    """Write `files` and load them as a repository."""
    return load_network(write(root, files))


def problems(root: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write `files`, and return what is wrong with them, with paths relative to `root`."""
    try:
        load(root, files)
    except ConfigError as error:
        return tuple(line.removeprefix(f"{display_path(root)}/") for line in error.problems)
    return ()


def take(
    folder: Path, kind: Kind, front_matter: str, zone: tzinfo = UTC, *, foreign: bool = False
) -> tuple[Any, list[str]]:
    """Return what `kind` makes of the value `v` in this front matter, and the complaints."""
    document = markdown(folder, f"---\n{front_matter}\n---\n")
    reading = Reading(document, zone, foreign)
    fields: dict[str, Value] = document.fields
    values = Table({"v": kind}).read(fields, (), reading)
    return values.get("v"), [complaint.message for complaint in reading.complaints]
