"""The schemas as files of a repository, and the lines by which editors find them."""

import posixpath
from collections.abc import Iterator

from publisher.schemas.making import SUBJECTS, schema_text

_FOLDER = "config/schemas"


def schema_files() -> Iterator[tuple[str, bytes]]:
    """Yield path from the root, and content, of the file of each schema."""
    for subject in SUBJECTS:
        yield schema_path(subject), schema_text(subject).encode()


def toml_directive(subject: str, path: str) -> str:
    """Return the first line of the TOML file at `path`, as the language server Taplo reads it."""
    return f"#:schema {_beside(subject, path)}\n"


def yaml_directive(subject: str, path: str) -> str:
    """Return the first line of the front matter at `path`, as yaml-language-server reads it."""
    return f"# yaml-language-server: $schema={_beside(subject, path)}\n"


def schema_path(subject: str) -> str:
    """Return where the schema's file is, from the root of the repository."""
    return f"{_FOLDER}/{subject}.json"


def _beside(subject: str, path: str) -> str:
    """Return the path to a schema from the folder of the file at `path`."""
    return posixpath.relpath(schema_path(subject), posixpath.dirname(path))
