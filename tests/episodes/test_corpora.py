"""Real shows: every finding is true, and every place is right."""

from collections import Counter
from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.documents import Document, read_markdown
from publisher.documents.parsed import Keys
from publisher.episodes import EpisodeFile, read_episodes
from publisher.errors import DocumentError
from publisher.model import Value
from tests.corpora import CORPORA, SHOWS, write_repository

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not here")


def read_corpus(corpus: str, to: Path) -> list[EpisodeFile]:
    network = load_network(write_repository(corpus, to))
    return [file for show in network.shows.values() for file in read_episodes(show, network)]


@pytest.mark.parametrize(
    ("corpus", "episodes", "codes"),
    [
        ("allthingsgit", 21, {}),
        # ids of guests whose page has another name, and "victrops" twice
        ("arresteddevops", 205, {"P101": 15, "S101": 3}),
        ("castalio", 155, {"E102": 9}),  # tags such as `- Star Trek: Voyager`
        ("castanet-example", 12, {"E107": 12, "P101": 3}),
        ("rustacean-station", 179, {}),
        ("syntax", 1033, {}),
        # zeros for a GUID; "T-0" and "hurricanehelene" for a number
        ("jupiterbroadcasting", 1961, {"E109": 55, "E102": 7}),
    ],
)
def test_findings(corpus: str, episodes: int, codes: dict[str, int], tmp_path: Path) -> None:
    files = read_corpus(corpus, tmp_path)
    assert len(files) == episodes
    assert all(file.episode is not None for file in files)
    assert Counter(found.code for file in files for found in file.findings) == codes


def test_every_corpus_is_known() -> None:
    assert set(SHOWS) < {folder.name for folder in CORPORA.iterdir()}


@pytest.mark.parametrize("corpus", ["allthingsgit", "arresteddevops", "castalio", "syntax"])
def test_every_short_value_is_found_where_it_stands(corpus: str) -> None:
    checked = 0
    for file in sorted((CORPORA / corpus).rglob("*.md"))[::5]:
        document = read_markdown(file)
        data = file.read_bytes()
        for keys, value in leaves(document):
            if "\n" in value or '"' in value or len(value) > 60:
                continue
            place = document.place(*keys)
            assert data[place.start : place.end].decode() == value
            checked += 1
    assert checked > 20


def leaves(document: Document) -> list[tuple[Keys, str]]:
    found: list[tuple[Keys, str]] = []

    def walk(value: Value, keys: Keys) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, (*keys, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                walk(inner, (*keys, index))
        elif isinstance(value, str):
            found.append((keys, value))

    walk(document.fields, ())
    return found


def test_every_file_of_every_corpus_can_be_read() -> None:
    problems = []
    for file in sorted(CORPORA.rglob("*.md")):
        try:
            problems += [found.message for found in read_markdown(file).problems]
        except DocumentError as error:
            problems.append(error.message)
    assert problems == []
