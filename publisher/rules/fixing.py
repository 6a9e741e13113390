"""Mending links in place: only the bytes of the link concerned are rewritten."""

import difflib
import html
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from publisher.documents.decoding import BOMS
from publisher.model import Finding, Link, RuleSelection
from publisher.rules.catalogue import CATALOGUE, Context
from publisher.rules.escapes import writing_of
from publisher.rules.runner import fired_codes, mended_url, mends_by_hand, written_like
from publisher.rules.selection import is_selected
from publisher.writing import write_atomic


class Fixed(NamedTuple):
    """A file before and after; `path` as in the findings' places."""

    path: str
    before: bytes
    after: bytes
    links: int  # rewritten


class Fixes(NamedTuple):
    """What fixing comes to: files that change, and one message for each thing it can't do."""

    files: tuple[Fixed, ...]
    problems: tuple[str, ...]


class _Edit(NamedTuple):
    start: int
    end: int
    written: str  # what must stand there, so that nothing else is overwritten
    text: str


def fix_files(
    findings: Sequence[Finding],
    links: Iterable[Link] = (),
    *,
    context: Context | None = None,
    selection: RuleSelection | None = None,
    read: Callable[[str], bytes] | None = None,
) -> Fixes:
    """Apply the replacements of `findings`, without writing anything.

    Several findings on one link are applied together; with its `links` and the `context` of the
    run, what such a mend brings to light is mended as well (as far as `selection` asks for it),
    so that fixing twice changes nothing more. Of edits that overlap, the one that starts first,
    and of these the longest, is applied. A place where something else stands now is left alone,
    and so is one with escapes that aren't understood; a message says where.
    """
    read = read or (lambda path: Path(path).read_bytes())
    standing = {(link.place.path, link.place.start): link for link in links}
    chosen = frozenset(
        code
        for code, rule in CATALOGUE.items()
        if rule.fixable and is_selected(code, selection or RuleSelection())
    )
    by_file: dict[str, dict[tuple[int, int], list[Finding]]] = {}
    for finding in findings:
        place = finding.place
        spans = by_file.setdefault(place.path, {})
        spans.setdefault((place.start, place.end), []).append(finding)
    files: list[Fixed] = []
    problems: list[str] = []
    for path, spans in sorted(by_file.items()):
        problems += (
            f"{path}:{found[0].place.line}:{found[0].place.column}: "
            "the address is written with escapes; mend it by hand"
            for (start, _), found in sorted(spans.items())
            if _needs_hand(found, standing.get((path, start)), context, chosen)
        )
        edits = [
            _edit(found, standing.get((path, start)), context, chosen)
            for (start, _), found in spans.items()
            if any(finding.replacement is not None for finding in found)
        ]
        if not edits:
            continue
        try:
            before = read(path)
        except OSError as error:
            problems.append(f"{path}: can't be read ({error.strerror}); nothing in it was mended")
            continue
        after, count, refused = _apply(before, edits)
        if refused:
            problems.append(f"{path}: changed since it was checked; check again to mend the rest")
        if after != before:
            files.append(Fixed(path, before, after, count))
    return Fixes(tuple(files), tuple(problems))


def write_fixes(
    fixes: Fixes, *, read: Callable[[Path], bytes] = Path.read_bytes
) -> tuple[tuple[Fixed, ...], tuple[str, ...]]:
    """Write the files; return those written, and one message for each that could not be.

    A file is replaced in one step and only if it still holds what was read; one file's failure
    stops none of the others.
    """
    written: list[Fixed] = []
    problems = list(fixes.problems)
    for fixed in fixes.files:
        file = Path(fixed.path)
        if file.is_symlink():  # it may lead anywhere
            problems.append(f"{fixed.path}: is a symbolic link; mend the file it leads to")
            continue
        try:
            if read(file) != fixed.before:
                problems.append(f"{fixed.path}: changed since it was checked; nothing was written")
                continue
            with file.open("r+b"):  # a rename would ask only the folder for permission
                pass
            write_atomic(file, fixed.after, durable=True)
        except OSError as error:
            problems.append(
                f"{fixed.path}: can't be written ({error.strerror}); it stays as it was"
            )
            continue
        written.append(fixed)
    return tuple(written), tuple(problems)


def diff_text(files: Sequence[Fixed]) -> str:
    """Return the changes as a unified diff, by path."""
    lines: list[str] = []
    for fixed in sorted(files, key=lambda fixed: fixed.path):
        before, after = (_lines(data) for data in (fixed.before, fixed.after))
        old, new = (_in_header(f"{side}/{fixed.path}") for side in "ab")
        for line in difflib.unified_diff(before, after, old, new):
            lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(lines)


def _in_header(path: str) -> str:
    r"""Return a path as git writes it in a diff: one with a line break in quotes, as `\n`."""
    return path if path.isprintable() else json.dumps(path)


def _edit(
    findings: Sequence[Finding],
    link: Link | None,
    context: Context | None,
    chosen: frozenset[str],
) -> _Edit:
    """Return the one edit that all findings at a place come to; rules of L and P go first."""
    mending = (finding for finding in findings if finding.replacement is not None)
    first = min(mending, key=lambda found: (not found.code.startswith(("L", "P")), found.code))
    text = first.replacement or ""
    if link is not None and context is not None:
        found = frozenset(finding.code for finding in findings)
        # A rule that fires on the link as it is, and was not reported, was silenced there.
        silenced = fired_codes(link, context) - found
        way = writing_of(link)
        start = way.read(text) if way is not None else text
        mended = mended_url(link, start, (chosen | found) - silenced, context)
        text = written_like(link, mended) or text
    written = link.written if link is not None and link.place == first.place else first.url or ""
    return _Edit(first.place.start, first.place.end, written, text)


def _needs_hand(
    findings: Sequence[Finding],
    link: Link | None,
    context: Context | None,
    chosen: frozenset[str],
) -> bool:
    if link is None or context is None:
        return False
    return any(
        finding.code in chosen and mends_by_hand(link, finding.code, context)
        for finding in findings
    )


def _apply(before: bytes, edits: Sequence[_Edit]) -> tuple[bytes, int, bool]:
    encoding = _encoding(before)
    pieces: list[bytes] = []
    done, count, refused = 0, 0, False
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end, edit.text)):
        if edit.start < done:
            continue
        stands = before[edit.start : edit.end].decode(encoding, "replace")
        text = edit.text.encode(encoding, "replace")
        if (
            edit.written not in (stands, html.unescape(stands))
            or text.decode(encoding) != edit.text
        ):
            refused = True
            continue
        pieces += (before[done : edit.start], text)
        done = edit.end
        count += 1
    return b"".join((*pieces, before[done:])), count, refused


def _encoding(data: bytes) -> str:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding
    try:
        data.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _lines(data: bytes) -> list[str]:
    lines = data.decode(_encoding(data), "replace").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
