"""Pages of another tool, as far as their front matter tells what they are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from publisher.adopting.walking import can_be_named
from publisher.documents import read_markdown
from publisher.errors import DocumentError
from publisher.model import Value

_MOST_LEVELS = 3  # of tables inside one another
_MOST_KEYS = 300  # of a page
_MARKS = re.compile(r"\{\{[<%][^\n]{0,200}?[>%]\}\}|\{\{[^\n{}]{1,200}\}\}|\{%[^\n]{1,200}?%\}")
_SCRIPT = re.compile(rf"{_MARKS.pattern}|^(?:import|export) [^\n]{{1,200}}|<[A-Z]\w*[ />]", re.M)
_CLOSING = re.compile(r"\{\{[<%] */|\{% *end")
_MARK_NAME = re.compile(r"[\w./-]+")
_HEARD = re.compile(r"https?://[^\s\"'<>()]{1,500}\.(?:mp3|m4a)|<audio\b", re.IGNORECASE)


class Page(NamedTuple):
    """A file with front matter.

    `values` are those that say something, by key path (`audio.url`); `keys` are all of the
    front matter's own. `marks` are commands to the tool's templates in the body, each with its
    line. `heard_at` is the line of a recording that the body has. `body` is only its beginning.
    """

    path: str  # from the root
    keys: frozenset[str]
    values: Mapping[str, Value]
    marks: Mapping[str, int]
    body: str
    fields: Mapping[str, Value]
    heard_at: int | None

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def stem(self) -> str:
        """The file's name, or its folder's, where it is an `index.md`."""
        path = PurePosixPath(self.path)
        return path.parent.name if path.stem == "index" else path.stem

    @property
    def folder(self) -> str:
        """The folder that it is one of many in: not its own, of an `index.md`."""
        path = PurePosixPath(self.path)
        parent = path.parent.parent if path.stem == "index" else path.parent
        return parent.as_posix()


class Pages(NamedTuple):
    """What was read. `bare` have no front matter; `unread` say why, with `path:line:column`."""

    pages: tuple[Page, ...]
    bare: tuple[str, ...]
    unread: Mapping[str, str]


def read_pages(root: Path, paths: Iterable[str]) -> Pages:
    """Read every page; nothing in one raises."""
    pages, bare, unread = [], [], {}
    for path in paths:
        try:
            document = read_markdown(root / path)
        except DocumentError as error:
            unread[path] = str(error)
            continue
        fields = document.fields
        if not fields:
            bare.append(path)
            continue
        line = document.text.count("\n", 0, document.body_start) + 1
        body = document.body
        values = dict(flat_values(fields))
        marks = _marks_in(body, line, script=path.lower().endswith(".mdx"))
        keys = frozenset(fields)
        heard = _HEARD.search(body)
        heard_at = line + body.count("\n", 0, heard.start()) if heard else None
        pages.append(Page(path, keys, values, marks, body.strip()[:2000], fields, heard_at))
    return Pages(tuple(pages), tuple(bare), unread)


def flat_values(fields: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """Yield each value that says something, by the path of its keys, as `[fields]` names it."""
    ahead: list[tuple[str, Mapping[str, Value], int]] = [("", fields, 1)]
    count = 0
    while ahead:
        before, table, level = ahead.pop()
        for key, value in table.items():
            if value in (None, "", [], {}) or not _is_addressable(key):
                continue
            count += 1
            if count > _MOST_KEYS:
                return
            path = f"{before}{key}"
            yield path, value
            if isinstance(value, dict) and level < _MOST_LEVELS:
                ahead.append((f"{path}.", value, level + 1))


def _is_addressable(key: str) -> bool:
    """Say whether `[fields]` can name a key: a dot would lead into a table."""
    return 0 < len(key) <= 100 and "." not in key and can_be_named(key)


def _marks_in(body: str, first_line: int, *, script: bool) -> Mapping[str, int]:
    """Return the commands to templates in a body, each with the line of its first.

    With `script`, it is MDX: imports and components are such commands, too.
    """
    if not script and "{{" not in body and "{%" not in body:
        return {}
    marks: dict[str, int] = {}
    for found in (_SCRIPT if script else _MARKS).finditer(body):
        mark = _named_mark(found[0])
        if mark not in marks and len(marks) < 20 and not _CLOSING.match(found[0]):
            marks[mark] = first_line + body.count("\n", 0, found.start())
    return marks


def _named_mark(written: str) -> str:
    """Return a command without what is given to it: `{{< youtube >}}`."""
    name = _MARK_NAME.search(written.lstrip("{<%"))
    word = name[0] if name else ""
    if written.startswith(("{{<", "{{%")):
        return "{{< " + word + " >}}"
    if written.startswith("{{"):
        return "{{ " + word + " }}"
    if written.startswith("{%"):
        return "{% " + word + " %}"
    return f"<{word}>" if written.startswith("<") else word
