"""The links of real shows: an independent parser and an independent search agree with ours."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import comrak
import pytest

from publisher.documents import Document, read_markdown
from publisher.errors import DocumentError
from publisher.links.find import find_links
from publisher.model import Link, Syntax

CORPORA = Path(__file__).resolve().parents[2] / "../shared/corpora/episodes"
SHOWS = (
    *("allthingsgit", "arresteddevops", "castalio", "castanet-example", "changelog"),
    *("jupiterbroadcasting", "newrustacean", "runninginproduction", "rustacean-station", "syntax"),
)
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")


def documents(show: str) -> Iterator[Document]:
    for file in sorted((CORPORA / show).rglob("*.md")):
        try:
            yield read_markdown(file)
        except DocumentError:
            continue


def body_links(document: Document) -> list[Link]:
    first = document.place_at(document.body_start, document.body_start).start
    return [link for link in find_links(document) if link.place.start >= first]


# ---------------------------------------------------------------- against a Markdown renderer

# Where comrak and we differ on purpose, by the file's name and a piece of the address.
BECAUSE = {
    # An address in square brackets is no link to comrak; readers and other renderers see one.
    ("grandpa-paul.md", "twitter.com/swardley"),
    ("grandpa-paul.md", "creativecommons.org/licenses"),
    ("0513.md", "komonews.com"),
    # comrak lets a lone `<br>` end a paragraph; CommonMark 0.31 does not.
    ("cloud-native-security.md", "reg.rainfocus.com"),
    ("everything-is-a-product.md", "reg.rainfocus.com"),
    ("purposeful-personal-brand.md", "reg.rainfocus.com"),
    # The text of an <a href> that is an address itself: one link, not two.
    ("git-101.md", "gitforteams"),
    ("git-101.md", "24ways.org"),
    ("git-101.md", "guides.github.com"),
    ("sysadmins.md", "youtube.com"),
    ("sysadmins.md", "aws.amazon.com"),
}


# Not a parser of HTML: in a page, an unclosed <title> in the notes would hide what follows.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[a-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s(?:href|src|poster)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)


def rendered_addresses(markdown: str) -> list[str]:
    extensions = comrak.ExtensionOptions()
    extensions.table = extensions.autolink = extensions.strikethrough = True
    rendering = comrak.RenderOptions()
    rendering.unsafe_ = True
    page = comrak.render_markdown(markdown, extensions, None, rendering)
    values = [
        attribute[1]
        for tag in _TAG.finditer(_COMMENT.sub("", page))
        for attribute in _ATTRIBUTE.finditer(tag[0])
    ]
    return [html.unescape(value.strip("\"'")) for value in values if value.strip("\"'")]


def plain(address: str) -> str:
    address = unquote(html.unescape(address)).strip().replace("\\", "")
    return f"http://{address}" if address.lower().startswith("www.") else address


def differences(document: Document) -> Iterator[str]:
    links = body_links(document)
    ours = Counter(
        plain(link.url)
        for link in links
        if not link.broken and link.syntax is not Syntax.REFERENCE and link.url
    )
    defined = {plain(link.url) for link in links if link.syntax is Syntax.REFERENCE}
    broken = [plain(link.written) for link in links if link.broken]
    theirs = Counter(plain(address) for address in rendered_addresses(document.body))
    for address in ours | theirs:
        known = (
            address in defined  # counted once, however often it is used
            or address.startswith("#")  # the same page
            or "{{" in address  # a template's work
            or any(address in written for written in broken)  # the bare rest of a broken link
            or any((document.file.name, key) in BECAUSE for key in keys_in(address))
        )
        if ours[address] != theirs[address] and not known:
            yield f"{document.path}: {address} ours {ours[address]}, theirs {theirs[address]}"


def keys_in(address: str) -> list[str]:
    return [key for _, key in BECAUSE if key in address]


@pytest.mark.parametrize("show", SHOWS)
def test_the_links_are_those_that_are_rendered(show: str) -> None:
    found = [line for document in documents(show) for line in differences(document)]
    assert found == []


# ---------------------------------------------------------------- against a plain search


@pytest.mark.parametrize("show", SHOWS)
def test_every_place_holds_the_address(show: str) -> None:
    count = 0
    for document in documents(show):
        data = document.file.read_bytes()
        lines = data.decode("utf-8-sig").split("\n")
        for link in find_links(document):
            place = link.place
            assert data[place.start : place.end].decode() == link.written
            line = lines[place.line - 1][place.column - 1 :]
            assert line.startswith(link.written.split("\n")[0].rstrip("\r"))
            count += 1
    assert count > 20


def syntax_lines() -> Iterator[tuple[Document, int, str]]:
    for document in documents("syntax"):
        for number, line in enumerate(document.text.split("\n"), 1):
            yield document, number, line


@cache
def found_in_syntax() -> Counter[tuple[str, int, int]]:
    return Counter(
        (document.path, link.place.line, link.place.column)
        for document in documents("syntax")
        for link in find_links(document)
    )


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        (r"(?<=\]\()https?://(?:www\.)?linkedin\.com/company/96077407/admin/", 347),
        (r"(?<=\]\()www\.", 40),
        (r"(?<=\]\()https?://(?:www\.|mobile\.)?twitter\.com\b", 3800),
    ],
)
def test_each_of_the_addresses_that_a_search_finds(pattern: str, least: int) -> None:
    found = found_in_syntax()
    search = re.compile(pattern)
    searched = [
        (document.path, number, match.start() + 1)
        for document, number, line in syntax_lines()
        for match in search.finditer(line)
    ]
    assert len(searched) >= least
    assert [place for place in searched if found[place] != 1] == []
