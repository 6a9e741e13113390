"""Every word of a description is in the files that are written of it, or is one of a short list."""

import html
import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from publisher.importing.description.understanding import DecisionKind, Understanding
from publisher.importing.notes_file import AskedNotes, import_notes
from publisher.importing.notes_file.making import Made, make_episode
from publisher.importing.notes_file.placing import find_home
from publisher.importing.notes_file.reading import Notes
from publisher.importing.toml.adding_tables import new_file
from publisher.platforms import platforms
from tests.corpora import CORPORA
from tests.importing.labels import held_out, tuning
from tests.importing.real import DESCRIPTIONS, FEEDS, items_of, real
from tests.importing.scoring import as_pasted

OF_EACH_FEED = 6

# What labels, calls and headings are made of that say only what is listed below. It tells nothing
# once the list is in its fields.
MAY_GO = frozenset(
    word
    for row in (
        "abonniert besucht unterstützt rabattcode gutscheincode visit read escucha visita únete",
        "abonnieren affiliates and anfitriones apóyanos articles at auf become bei blog books by",
        "canal channel check checkout companies con connect contact contato content cupón",
        "código del dem den die dónde el encuentra enlaces episode episodio es escucharnos",
        "escúchanos find findet folge folgen folgt follow for from fuentes gast get gibt group",
        "guests gäste anzeige gästin here hier homepage hosts hören hört ihr in join kapitel",
        "kontaktiere liens link links listen media mehr mentioned mit more más netz netzen",
        "newsletter notas notes nuestro nuestros on our out partner partners patrocinadores",
        "promo quellen redes redet s server show shownotes sigue site social sources sozialen",
        "special sponsor sponsored subscribe support suscríbete sígueme síguenos that the them",
        "this timestamps today uns us use von watch web website werbepartner werbung where wir",
        "with y your zur émission über гость наш",
    )
    for word in row.split()
)

_WORD = re.compile(r"[^\W_]+")
_TARGET = r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
_ICON = re.compile(rf"(?<=\[)!\[([^\[\]]*)\]{_TARGET}(?=\]\()")  # all the label of a link
_TRACKER = re.compile(rf"!\[\]{_TARGET}")
_CLOCK = re.compile(r"(?<![\w:])(?:\d{1,2}:)?\d{1,3}:\d\d(?![\w:])")


def texts() -> Iterator[tuple[str, str]]:
    """Yield names and descriptions: the labelled ones, and what of the corpora is here."""
    for text in (*tuning(), *held_out(), *real()):
        yield text.of, text.text
    seed = CORPORA.parent / "seed-knn-196.txt"
    for file in (seed, *sorted(DESCRIPTIONS.glob("*.html")), *sorted(DESCRIPTIONS.glob("*.txt"))):
        if file.is_file():
            yield file.name, file.read_text(encoding="utf-8")


def items(feed: Path) -> Iterator[str]:
    """Yield the notes of some items of a feed, from all of its years."""
    found = items_of(feed.name)[0]
    for _, notes in islice(found[:: max(1, len(found) // OF_EACH_FEED)], OF_EACH_FEED):
        if notes:
            yield notes


@pytest.mark.parametrize("text", [pytest.param(text, id=of) for of, text in texts()])
def test_no_word_is_lost(text: str, folder: Path) -> None:
    assert lost_on_import(text, folder) == set()


@pytest.mark.parametrize("feed", sorted(FEEDS.glob("*.xml")), ids=lambda feed: feed.name)
def test_no_word_of_a_real_feed_is_lost(feed: Path, folder: Path) -> None:
    assert {word for notes in items(feed) for word in lost_on_import(notes, folder)} == set()


def lost_on_import(text: str, folder: Path) -> set[str]:
    """Return the words of a description that are in none of the files wanted for it."""
    found = as_pasted(text)
    notes = Notes(found.text, "notes.txt", folder)
    home = find_home("", "talk", folder)._replace(title=found.show)
    return lost(found, _written(make_episode(notes, found, home)))


@pytest.mark.parametrize("text", [each for each in tuning() if each.of.endswith(("1.md", "6.md"))])
def test_no_word_is_lost_on_the_way_to_the_files(text: object, tmp_path: Path) -> None:
    written = getattr(text, "text")  # noqa: B009 (any of the set)
    notes = tmp_path / "some notes.txt"
    notes.write_text(written, encoding="utf-8")
    root = tmp_path / "repository"
    asked = AskedNotes(str(notes), io.StringIO(), io.StringIO(), "talk", root)
    for _ in import_notes(asked):
        pass
    files = [*root.glob("feeds/**/*.*"), *root.glob("config/*.toml")]
    made = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert lost(as_pasted(written), made) == set()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("empty")


def lost(found: Understanding, written: str) -> set[str]:
    """Return the words of a description that are nowhere in what was written of it."""
    return set(_words(_told(found))) - set(_words(written)) - MAY_GO - _platform_words()


def _told(found: Understanding) -> str:
    """Return a description without numbers that are written in another way, and without icons."""
    text = list(found.text)
    for each in found.decisions:
        said = found.text[each.start : each.end]
        initials = each.kind is DecisionKind.SHOW and _are_initials(said, found.show or "")
        if initials or each.kind in (DecisionKind.NUMBER, DecisionKind.SEASON):
            text[each.start : each.end] = " " * len(said)
        elif each.kind is DecisionKind.CHAPTER:
            text[each.start : each.end] = _CLOCK.sub(lambda clock: " " * len(clock[0]), said)
    return _TRACKER.sub("", _ICON.sub(r"\1", "".join(text)))


def _are_initials(said: str, name: str) -> bool:
    words = re.findall(r"\w[\w'’]*", name)
    return said.casefold() == "".join(word[0] for word in words).casefold()


def _written(made: Made) -> str:
    tables = [new_file(each.tables) for each in made.entries]
    return "\n".join(data.decode() for data in (*(file.data for file in made.files), *tables))


def _words(text: str) -> Iterator[str]:
    yield from (word.casefold() for word in _WORD.findall(html.unescape(text)))


@cache
def _platform_words() -> frozenset[str]:
    """Return the names of platforms: a table has their keys."""
    names = ((each.name, *each.aliases) for each in platforms().values())
    return frozenset(word for each in names for name in each for word in _words(name))
