"""Whatever strangers write into notes, names and offers comes out harmless everywhere."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from publisher.config import load_network
from publisher.episodes import read_episodes
from publisher.model import Episode, Network, Show
from publisher.notes.gather import gather_notes
from publisher.notes.limits import Form
from publisher.notes.plain import closed
from publisher.notes.render import NotesRenderer
from publisher.previewing.pages import preview_index, preview_page
from publisher.searching.indexing import find_program
from publisher.searching.spool import kept_records
from tests.commands import CONFIG, episode, run, write
from tests.harmless import NOTES, PAGE, faults, parse, parse_piece
from tests.hostile_notes import BOUNDLESS
from tests.hostile_site import AT, payloads, write_hostile

NOW = datetime.fromisoformat(AT).replace(tzinfo=UTC)
PARTS = 4
FEED = {name: NOTES[name] for name in ("p", "ol", "ul", "li", "a", "b", "i", "strong", "em", "br")}
NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}


class Hostile(NamedTuple):
    """A part of the hostile network, built."""

    root: Path
    network: Network
    show: Show
    episodes: Sequence[Episode]

    def pages(self) -> Iterator[tuple[str, str]]:
        for file in sorted((self.root / "public").rglob("*.html")):
            yield file.relative_to(self.root / "public").as_posix(), file.read_text("utf-8")


@pytest.fixture(scope="module", params=range(PARTS))
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    root = write_hostile(tmp_path_factory.mktemp("hostile"), payloads()[request.param :: PARTS])
    done = run("build", "--offline", "--at", AT, root=root)
    assert done.code == 0, done.err or done.out[:500]
    network = load_network(root)
    show = network.shows["talk"]
    read = [file.episode for file in read_episodes(show, network) if file.episode]
    return Hostile(root, network, show, read)


def faults_of(pages: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    return [
        (path, fault) for path, page in pages for fault in faults(parse(page, strict=False), PAGE)
    ]


def test_no_page_has_anything_that_acts(hostile: Hostile) -> None:
    assert faults_of(hostile.pages()) == []


def test_no_title_or_name_turns_the_text_around_it(hostile: Hostile) -> None:
    """Marks that order text are left out or closed wherever other words stand beside."""
    for path, page in hostile.pages():
        tree = parse(page, strict=False)
        for element in tree.iter():
            if element.tag not in ("title", "h1", "h3", "cite", "bdi"):
                continue
            text = "".join(element.itertext())
            if path.startswith("report/"):
                continue
            assert closed(text) == text, (path, element.tag, text[:200])


def test_feeds_carry_only_what_apps_show(hostile: Hostile) -> None:
    feed = etree.parse(hostile.root / "public/talk/feed.xml")
    texts = feed.xpath("//item/content:encoded/text()", namespaces=NAMESPACES)
    assert len(texts) == len(hostile.episodes)
    plain = feed.xpath("//item/description/text()")
    assert [fault for text in plain for fault in faults(parse_piece(text), {})] == []
    assert [fault for text in texts for fault in faults(parse_piece(text), FEED)] == []
    addresses = feed.xpath("//@href | //@url | //link/text() | //guid/text()")
    assert not [each for each in addresses if re.match(r"\s*(?:java|data|vbs)", each, re.I)]


def test_newsletters_and_previews_carry_nothing_that_acts(hostile: Hostile) -> None:
    mail = {
        **PAGE,
        **{
            name: PAGE[name] | {"style", "cellpadding", "cellspacing", "border", "width", "align"}
            for name in PAGE
        },
    }
    renderer = NotesRenderer(hostile.network, hostile.show)
    found: list[tuple[str, str]] = []
    for each in hostile.episodes:
        notes = gather_notes(each, hostile.show, hostile.network, NOW)
        letter = renderer.render(notes, Form.NEWSLETTER).text
        found += (("newsletter " + each.slug, fault) for fault in faults(parse_piece(letter), mail))
        page = preview_page(hostile.network, hostile.show, each, NOW, ())
        found += (("preview " + each.slug, fault) for fault in faults(parse(page, strict=False)))
    index = preview_index(hostile.network, [(hostile.show, hostile.episodes)], NOW)
    found += (("preview", fault) for fault in faults(parse(index, strict=False)))
    assert found == []


@pytest.mark.skipif(find_program() is None, reason="Pagefind is not installed")
def test_what_is_indexed_has_nothing_that_acts(hostile: Hostile) -> None:
    records = list(kept_records(hostile.root, "talk"))
    assert len(records) == len(hostile.episodes)
    assert faults_of((each.path, each.page) for each in records) == []


@pytest.mark.parametrize("name", BOUNDLESS)
def test_boundless_notes_end_soon_and_come_out_whole(tmp_path: Path, name: str) -> None:
    text = BOUNDLESS[name]
    root = write(
        tmp_path,
        {
            **CONFIG,
            "feeds/talk/episodes/001.md": episode(1),
            "feeds/talk/episodes/002.md": episode(2, text),
        },
    )
    done = run("build", "--offline", "--at", "2026-02-01", root=root)
    assert done.code in (0, 1), done.err
    assert "Traceback" not in done.err
    assert (root / "public/talk/001/index.html").is_file()
    page = root / "public/talk/002/index.html"
    if page.is_file():
        assert list(faults(parse(page.read_text("utf-8"), strict=False))) == []
