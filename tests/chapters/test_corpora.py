"""Real shows: how many of their episodes list chapters, and that nothing else is taken for them."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from publisher.chapters.body import read_body_chapters
from publisher.chapters.files import read_chapter_file
from publisher.documents import read_markdown
from publisher.errors import DocumentError
from publisher.model import BodyChapters
from tests.corpora import CORPORA

TRANSCRIPTS = CORPORA.parent / "transcripts"

pytestmark = pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not here")


@cache
def lists_in(corpus: str) -> dict[str, BodyChapters]:
    """Return what each Markdown file of a corpus lists, by its path."""
    found = {}
    for file in sorted((CORPORA / corpus).rglob("*.md")):
        try:
            body = read_markdown(file).body
        except DocumentError:
            continue
        found[file.relative_to(CORPORA / corpus).as_posix()] = read_body_chapters(body)
    return found


@pytest.mark.parametrize(
    ("corpus", "lists", "chapters", "astray"),
    [
        ("allthingsgit", 0, 0, 0),
        ("arresteddevops", 0, 0, 0),  # transcripts with times among them
        ("castalio", 37, 480, 3),  # **Title** 00:54
        ("castanet-example", 0, 0, 0),
        ("changelog", 1, 13, 0),  # [2:22](#t=2:22) – Title; elsewhere moments of other episodes
        ("jupiterbroadcasting", 0, 0, 0),  # theirs stand in the front matter
        ("newrustacean", 0, 0, 0),  # scripts with lengths: (30s -> 0:30)
        ("runninginproduction", 107, 3050, 3),  # 1:52 -- Title
        ("rustacean-station", 164, 2350, 8),  # [@12:34] Title
        ("syntax", 996, 13000, 50),  # **[00:36](#t=00:36)** Title; 1:59 - Title; times alone
    ],
)
def test_lists(corpus: str, lists: int, chapters: int, astray: int) -> None:
    found = lists_in(corpus).values()
    assert sum(bool(each.chapters) for each in found) >= lists
    if lists == 0:
        assert not any(each.chapters for each in found)
    assert sum(len(each.chapters) for each in found) >= chapters
    assert sum(len(each.astray) for each in found) <= astray


def test_titles_are_words() -> None:
    """No markup is left, and no title is a paragraph of what was said."""
    titles = Counter[str]()
    for corpus in ("castalio", "changelog", "runninginproduction", "rustacean-station", "syntax"):
        for body in lists_in(corpus).values():
            titles.update(chapter.title for chapter in body.chapters)
    assert len(titles) > 15_000
    for title in titles:
        assert "](" not in title
        assert "**" not in title
        assert "#t=" not in title
        assert title == title.strip()
        assert title.isprintable()
    assert (
        sum(len(title) > 120 for title in titles) < len(titles) / 25
    )  # a few are listeners' questions


def test_transcripts_list_no_chapters() -> None:
    for file in sorted(TRANSCRIPTS.iterdir()):
        text = file.read_text(encoding="utf-8", errors="replace")
        assert read_body_chapters(text).chapters == (), file.name


@pytest.mark.parametrize(
    ("name", "count", "ready"),
    [
        ("chapters-example.json", 9, True),
        ("chapters-example-complex.json", 11, True),
        ("forschergeist-055-chapters.podlove.json", 13, False),
        ("podlovers-003-chapters.podlove.json", 16, False),
    ],
)
def test_files(name: str, count: int, ready: bool) -> None:
    read = read_chapter_file(Path(TRANSCRIPTS / name))
    assert (len(read.chapters), read.ready) == (count, ready)
    assert all(chapter.title or not chapter.listed for chapter in read.chapters)
