"""Each decision about a description, in the order of its text: for `--explain`."""

from collections.abc import Iterator
from typing import NamedTuple, TextIO

from publisher.importing.description.understanding import Decision, DecisionKind, Understanding
from publisher.importing.notes_file.lines_given import LinesGiven
from publisher.platforms import platforms
from publisher.reports.terminal import console_on, write_text
from publisher.reports.visible import visible

_MOST_WORDS = 160  # characters of a piece of text, and of a value
_INVISIBLE = " \ufe0e\ufe0f\u200b"
_STYLES = {
    DecisionKind.BODY: "dim",
    DecisionKind.HEADING: "dim",
    DecisionKind.SPONSOR: "yellow",
    DecisionKind.PROMO: "yellow",
    DecisionKind.TITLE: "bold",
}


class Explained(NamedTuple):
    line: int
    kind: DecisionKind
    words: str
    value: str
    because: str


def explained(source: str, found: Understanding) -> Iterator[Explained]:
    """Yield each decision with the words it is about, and their line in what the user gave."""
    lines = LinesGiven(found.text, source)
    for each in found.decisions:
        words = found.text[each.start : min(each.end, each.start + 4 * _MOST_WORDS)]
        value = "" if _is_body(each) else _shown_value(each)
        yield Explained(
            lines.line(each.start),
            each.kind,
            _cut(" ".join(words.split()).strip(_INVISIBLE)),
            _cut(" ".join(value.split())),
            each.because,
        )


def _shown_value(each: Decision) -> str:
    """Return what was found; the key of a platform as its name."""
    if each.kind in (DecisionKind.PLATFORM, DecisionKind.SOCIAL):
        platform = platforms().get(each.value)
        return platform.name if platform else each.value
    return each.value


def _is_body(each: Decision) -> bool:
    return each.kind in (DecisionKind.BODY, DecisionKind.HEADING)


def _cut(words: str) -> str:
    words = visible(words)
    return words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"


def print_explained(source: str, found: Understanding, stream: TextIO) -> None:
    """Print what each part of a text was taken for, and why; a table on a terminal.

    `source` is the text as the user gave it: its lines are named.
    """
    rows = list(explained(source, found))
    if stream.isatty():
        _print_table(rows, stream)
    else:
        write_text(stream, "".join(f"{line}\n" for row in rows for line in _lines(row)))


def _lines(row: Explained) -> Iterator[str]:
    yield f"{row.line}: {row.words}"
    value = f" {row.value}" if row.value and row.value != row.words else ""
    yield f"    {row.kind}:{value} ({visible(row.because)})"


def _print_table(rows: list[Explained], stream: TextIO) -> None:
    from rich.table import Table
    from rich.text import Text

    encoding = stream.encoding or "utf-8"

    def shown(content: str, style: str = "") -> Text:
        return Text(content.encode(encoding, "backslashreplace").decode(encoding), style)

    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    table.add_column("line", justify="right", no_wrap=True)
    table.add_column("words", overflow="fold", ratio=3)
    table.add_column("taken for", overflow="fold", ratio=2)
    table.add_column("because", overflow="fold", ratio=2)
    for row in rows:
        style = _STYLES.get(row.kind, "cyan")
        value = f"{row.kind}: {row.value}" if row.value and row.value != row.words else row.kind
        table.add_row(
            shown(str(row.line), "dim"),
            shown(row.words, "dim" if row.kind is DecisionKind.HEADING else ""),
            shown(value, style),
            shown(visible(row.because), "dim"),
        )
    console_on(stream).print(table)
