"""The rules on real shows: what must be found is found, and fixing changes only links."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publisher.documents import Document, read_markdown
from publisher.errors import DocumentError
from publisher.links.find import find_links
from publisher.model import Finding
from publisher.rules.catalogue import Context
from publisher.rules.fixing import Fixes, fix_files
from publisher.rules.runner import judge_links
from tests.corpora import CORPORA

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")

CONTEXT = Context(datetime(2026, 6, 1, tzinfo=UTC))
SYNTAX = {
    "P103": re.compile(r"https://www\.linkedin\.com/company/96077407/admin"),
    "L101": re.compile(r"(?<=\]\()www\."),
    # Not in a link's own text: [https://twitter.com/a](https://twitter.com/a) is one link.
    "P201": re.compile(
        r"https?://(?:www\.|mobile\.)?twitter\.com(?![\w.-])(?![^\s\]]*\]\()", re.IGNORECASE
    ),
}


def documents(corpus: str) -> list[Document]:
    """Read every Markdown file of a corpus that can be read."""
    read: list[Document] = []
    for file in sorted((CORPORA / corpus).rglob("*.md")):
        if file.is_file():
            try:
                read.append(read_markdown(file))
            except DocumentError:
                continue
    return read


def judged(document: Document) -> list[Finding]:
    """Return what the rules say of a file's links."""
    return judge_links(find_links(document), CONTEXT)


def test_syntax_has_these_and_no_others() -> None:
    wanted: dict[str, set[tuple[str, int, int]]] = {code: set() for code in SYNTAX}
    found: dict[str, set[tuple[str, int, int]]] = {code: set() for code in SYNTAX}
    for document in documents("syntax"):
        for number, line in enumerate(document.text.split("\n"), 1):
            for code, pattern in SYNTAX.items():
                for match in pattern.finditer(line):
                    wanted[code].add((document.path, number, match.start() + 1))
        for finding in judged(document):
            if finding.code in SYNTAX:
                place = finding.place
                found[finding.code].add((place.path, place.line, place.column))
    assert found == wanted
    assert {code: len(places) for code, places in found.items()} == {
        "P103": 347,
        "L101": 40,
        "P201": 3818,
    }


@pytest.mark.parametrize("corpus", ["syntax", "jupiterbroadcasting", "castalio", "arresteddevops"])
def test_fixing_is_idempotent_and_keeps_all_else(corpus: str, tmp_path: Path) -> None:
    changed = 0
    for document in documents(corpus):
        before = document.file.read_bytes()
        fixes = _fixes(document, before)
        assert all(problem.endswith("; mend it by hand") for problem in fixes.problems)
        for fixed in fixes.files:
            changed += 1
            file = tmp_path / f"{changed}{document.file.suffix}"
            file.write_bytes(fixed.after)
            again = read_markdown(file)
            assert len(find_links(again)) == len(find_links(document))
            assert _without_links(again, fixed.after) == _without_links(document, before)
            assert _fixes(again, fixed.after).files == ()
    assert changed


def _fixes(document: Document, data: bytes) -> Fixes:
    links = find_links(document)
    return fix_files(judge_links(links, CONTEXT), links, context=CONTEXT, read=lambda path: data)


def _without_links(document: Document, data: bytes) -> bytes:
    pieces, done = [], 0
    for link in find_links(document):
        if link.place.start >= done:
            pieces.append(data[done : link.place.start])
            done = link.place.end
    return b"\0".join((*pieces, data[done:]))
