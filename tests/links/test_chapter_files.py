"""Links in files of chapters: found at their place, judged, and mended there."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.episodes import read_episodes
from publisher.links.chapter_files import chapter_file_links
from publisher.model import Link, Role
from publisher.rules.catalogue import Context
from publisher.rules.fixing import fix_files
from tests.builders import NOW, inspect
from tests.config.builders import write

FOLDER = "feeds/show/episodes/first"
TRACKED = "https://example.com/a?x=1&fbclid=abc"
MENDED = "https://example.com/a?x=1"


def repository(root: Path, name: str, text: str) -> Path:
    files: Mapping[str, str] = {
        "config/publisher.toml": 'site = "https://pods.example.com"\n',
        "feeds/show/show.toml": 'title = "The Show"\n',
        f"{FOLDER}/index.md": "---\ntitle: First\ndate: 2026-01-05\n---\nNotes.\n",
        f"{FOLDER}/{name}": text,
    }
    return write(root, files)


def links_of(root: Path, name: str, text: str) -> tuple[Link, ...]:
    network = load_network(repository(root, name, text).resolve())
    show = network.shows["show"]
    [file] = read_episodes(show, network)
    assert file.episode is not None
    return chapter_file_links(file.episode, show, network)


JSON = """\
{"version": "1.2.0", "author": "https://example.com/nobody", "chapters": [
  {"startTime": 0, "title": "ä", "url": "https:\\/\\/example.com\\/one"},
  {"startTime": 9, "title": "B", "img": "https://example.com/two.png"}
]}
"""


def test_places_are_those_in_the_file(tmp_path: Path) -> None:
    one, two = links_of(tmp_path, "chapters.json", JSON)
    data = JSON.encode()
    assert (one.url, one.role) == ("https://example.com/one", Role.REFERENCE)
    assert (two.url, two.role) == ("https://example.com/two.png", Role.MEDIA)
    assert one.place.path.endswith("chapters.json")
    assert (one.place.line, one.place.column) == (2, 42)
    for link in (one, two):
        assert data[link.place.start : link.place.end].decode() == link.written


FORMS = {
    "chapters.json": '[{{"start": "0:00", "title": "A", "href": "{}"}}]',
    "chapters.txt": "0:00 A <{}>\n",
    "chapters.psc": '<x><chapter start="0" title="A" href="{}"/></x>',
}


@pytest.mark.parametrize("name", FORMS)
def test_links_are_mended_in_the_file(name: str, tmp_path: Path) -> None:
    written = TRACKED.replace("&", "&amp;") if name.endswith("psc") else TRACKED
    repository(tmp_path, name, FORMS[name].format(written))
    inspected = inspect(tmp_path)
    context = Context(NOW, load_network(tmp_path.resolve()))
    fixes = fix_files(inspected.findings, inspected.links, context=context)
    assert [fixed.after.decode() for fixed in fixes.files] == [FORMS[name].format(MENDED)]


def test_a_file_without_links_is_not_read_again(tmp_path: Path) -> None:
    assert links_of(tmp_path, "chapters.txt", "0:00 A\n1:00 https://example.com/\n") == ()
