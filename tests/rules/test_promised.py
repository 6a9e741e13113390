"""T101: what was promised on air and isn't linked, and nothing else."""

from pathlib import Path

import pytest

from publisher.rules.catalogue import Example
from publisher.rules.on_air.vocabulary import top_level_domains, vocabulary
from tests.builders import inspect, write_repository
from tests.corpora import CORPORA

SEED = CORPORA.parent / "seed-knn-196.txt"
TRANSCRIPTS = CORPORA.parent / "transcripts"
SHOW = """\
title = "The Show"
description = "Talks."
link = "https://theshow.fm"
artwork = "https://podcast.example.com/a.jpg"
categories = ["Technology"]
owner = {name = "Ann", email = "ann@showmakers.org"}
hosts = ["ada"]
[socials]
mastodon = "https://hachyderm.io/@show"
"""
FOLDER = "feeds/show/episodes"


def messages(root: Path, spoken: str, notes: str = "Notes.", front: str = "") -> list[str]:
    """Return what T101 says of an episode in which this is spoken."""
    episode = f"---\ntitle: A talk\ndate: 2026-03-01\n{front}---\n{notes}\n"
    files = {"feeds/show/show.toml": SHOW, f"{FOLDER}/100-example.txt": spoken}
    write_repository(root, Example(episode, files))
    return [finding.message for finding in inspect(root).findings if finding.code == "T101"]


def sites(root: Path, spoken: str, notes: str = "Notes.", front: str = "") -> list[str]:
    return [message.split()[0] for message in messages(root, spoken, notes, front)]


@pytest.mark.parametrize(
    "promise",
    [
        "I'll put a link in the show notes.",
        "We will have links to that in our show notes.",
        "It's in the shownotes.",
        "I will link all of those in the description and in the show notes as well.",
        "You'll find it linked below.",
        "Check the show notes for it.",
        "We’ll link that up.",
        "I'm going to drop a link to it in the description box below.",
        "Den Link packen wir in die Shownotes.",
        "Das verlinken wir natürlich.",
        "Ist in der Folgenbeschreibung verlinkt.",
        "Je vous mets le lien dans la description.",
        "Vous trouverez ça dans les notes de l'épisode.",
        "Os dejo el enlace en las notas del episodio.",
        "Lo encontráis en la descripción.",
        "Vou deixar o link na descrição.",
        "Está nas notas do episódio.",
        "Vi metto il link in descrizione.",
        "Lo trovate nelle note dell'episodio.",
        "We zetten een linkje in de shownotes.",
        "Vi lägger en länk i avsnittsbeskrivningen.",
        "Link zostawimy w opisie odcinka.",
    ],
)
def test_promises_in_many_languages(tmp_path: Path, promise: str) -> None:
    assert sites(tmp_path, f"Ann: It is at datebook.org.\n\nBen: {promise}\n") == ["datebook.org"]


@pytest.mark.parametrize(
    "words",
    [
        "That is a nice book.",
        "The show notes of the opera were printed on silk.",
        "She gave a description of the thief.",
        "There is no link between the two.",
        "He works at LinkedIn.",
        "You can just add the link to the page.",
        "The description of the crate is empty.",
        "Die Beschreibung war falsch.",
    ],
)
def test_no_promise(tmp_path: Path, words: str) -> None:
    assert sites(tmp_path, f"Ann: It is at datebook.org.\n\nBen: {words}\n") == []


@pytest.mark.parametrize(
    ("spoken", "named"),
    [
        ("at datebook.org.", ["datebook.org"]),
        ("at https://www.datebook.org/start.", ["datebook.org/start"]),
        ("at DateBook.org, right?", ["datebook.org"]),
        ("at datebook dot org", ["datebook.org"]),
        ("at www dot datebook dot co dot uk", ["datebook.co.uk"]),
        ("at datebook.org slash start slash here", ["datebook.org/start/here"]),
        ("at datebook dot org slash start", ["datebook.org/start"]),
        ("auf datebook Punkt de", ["datebook.de"]),
        ("en datebook punto com barra libro", ["datebook.com/libro"]),
        ("at do4ds.com, d-o number four, d-s.com", ["do4ds.com"]),
        ("at D-O number four, D-S.com, so do4ds.com", ["do4ds.com"]),
        ("at d o four d s dot com", ["do4ds.com"]),
        ("at t-h-e-o.de, so theo.de", ["theo.de"]),
        ("at datebook.org and at müller-lab.de", ["datebook.org", "müller-lab.de"]),
        ("on datebook.org, datebook.org, or blog.datebook.org", ["datebook.org"]),
        ("on datebook.it and at datebook.com.br", ["datebook.it", "datebook.com.br"]),
        ("at codeberg.org/ann/datebook", ["codeberg.org/ann/datebook"]),
    ],
)
def test_sites_as_they_are_spoken(tmp_path: Path, spoken: str, named: list[str]) -> None:
    assert sites(tmp_path, f"Ann: It is {spoken}. I'll link it in the show notes.\n") == named


@pytest.mark.parametrize(
    "spoken",
    [
        "in ASP.NET and Node.js, with Vue.js",
        "in System.IO of dot net",
        "in main.rs, lib.rs, setup.py, README.md and index.html",
        "e.g. this, i.e. that, at 9 a.m. in the U.S. with a Ph.D.",
        "done.So we went home.And slept.It was fine",
        "version 2.0.is out, 3.5 percent",
        "on the dot com bubble, and every dot com company",
        "at amazon.com, on GitHub.com and google.com",
        "by mail to ann at datebook.org, or ann@datebook.org",
        "at theshow.fm and podcast.example.com/one",
        "at showmakers.org and patreon.com/theshow",
        "in foo.bar.baz.qux",
        "by visiting example.fm.com, that was cool.it was",
        "a site called will.i.am",
    ],
)
def test_what_is_no_site_to_be_linked(tmp_path: Path, spoken: str) -> None:
    assert sites(tmp_path, f"Ann: It is {spoken}. I'll link it in the show notes.\n") == []


@pytest.mark.parametrize(
    ("notes", "front"),
    [
        ("[The book](https://datebook.org/read)", ""),
        ("https://www.datebook.org", ""),
        ("[The book](https://blog.datebook.org)", ""),
        ("See datebook.org for it.", ""),
        ("[datebook.org](https://bit.ly/3abc)", ""),
        ("[The Datebook](https://bit.ly/3abc)", ""),
        ("Notes.", "links: [{url: 'https://datebook.org', title: Book}]\n"),
        ("Notes.", "promos: [{title: Book, url: 'https://datebook.org'}]\n"),
        ("Notes.", "people: [{name: Ben, website: 'https://datebook.org'}]\n"),
        ("Notes.", "sponsors: [{id: globex, url: 'https://datebook.org'}]\n"),
        ("[Misheard](https://datebooks.org)", ""),
        ("[Heard in part](https://mydatebook.org)", ""),
    ],
)
def test_linked_wherever_that_is(tmp_path: Path, notes: str, front: str) -> None:
    spoken = "Ann: It is at datebook.org. I'll link it in the show notes.\n"
    assert sites(tmp_path, spoken, notes, front) == []


def test_the_shows_own_template_links_too(tmp_path: Path) -> None:
    template = tmp_path / "feeds/show/notes.j2"
    template.parent.mkdir(parents=True)
    template.write_text('{{ link("Book", "https://datebook.org/") }}')
    assert sites(tmp_path, "It is at datebook.org. It's in the show notes.") == []


FILL = "And so on it goes. "


@pytest.mark.parametrize(
    ("before", "behind", "found"),
    [(10, None, True), (11, None, False), (None, 10, True), (None, 11, False)],
)
def test_within_ten_sentences(
    tmp_path: Path, before: int | None, behind: int | None, found: bool
) -> None:
    site, promise = "It is at datebook.org. ", "I'll link everything in the show notes. "
    spoken = site + FILL * before + promise if before is not None else ""
    spoken = spoken or promise + FILL * (behind or 0) + site
    assert bool(sites(tmp_path, spoken)) is found


def test_what_comes_after_is_another_matter_unless_all_was_promised(tmp_path: Path) -> None:
    assert sites(tmp_path, f"That's in the show notes. {FILL}Support us at datebook.org.") == []


def test_the_message_tells_when_where_and_what(tmp_path: Path) -> None:
    text = (
        "WEBVTT\n\n00:41:02.000 --> 00:41:05.000\nThe whole thing is free,\nat datebook.org.\n\n"
        "00:41:05.000 --> 00:41:09.000\nI'll put that in the show notes.\n"
    )
    episode = "---\ntitle: A talk\ndate: 2026-03-01\ntranscripts: [words.vtt]\n---\nNotes.\n"
    files = {"feeds/show/show.toml": SHOW, f"{FOLDER}/words.vtt": text}
    write_repository(tmp_path, Example(episode, files))
    [finding] = [each for each in inspect(tmp_path).findings if each.code == "T101"]
    assert "words.vtt:3, at 41:02" in finding.message
    assert "“The whole thing is free, at datebook.org.”" in finding.message
    assert "“in the show notes.”" in finding.message
    assert finding.place.line == 4


def test_two_transcripts_of_one_talk_are_one_finding(tmp_path: Path) -> None:
    spoken = "It is at datebook.org. I'll link it in the show notes.\n"
    write_repository(tmp_path, Example("---\ntitle: x\n---\n", {"feeds/show/show.toml": SHOW}))
    (tmp_path / FOLDER / "100-example.html").write_text(f"<p>{spoken}</p>")
    assert sites(tmp_path, spoken) == ["datebook.org"]


def test_the_vocabulary_is_in_the_form_it_is_looked_up_in() -> None:
    words = vocabulary()
    assert all(key == key.lower() for key in words.keys)
    assert words.spoken <= top_level_domains()
    assert words.promises.pattern == words.promises.pattern.lower().replace("\\W", "\\w")


@pytest.mark.skipif(not SEED.is_file(), reason="the corpora are not here")
def test_the_page_the_project_started_from(tmp_path: Path) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert sites(tmp_path, "Nothing here.", text) == ["do4ds.com", "alexkgold.space"]
    notes, _, talk = text.partition("Transcript#")
    assert sites(tmp_path, talk, notes) == ["do4ds.com", "alexkgold.space"]


OWN = {
    "pythonbytes": ("Python Bytes", "https://pythonbytes.fm"),
    "talkpython": ("Talk Python To Me", "https://talkpython.fm"),
    "engineeringkiosk": ("Engineering Kiosk", "https://engineeringkiosk.dev"),
    "arresteddevops": ("Arrested DevOps", "https://www.arresteddevops.com"),
}


@pytest.mark.skipif(not TRANSCRIPTS.is_dir(), reason="the corpora are not here")
def test_real_transcripts_with_no_notes_at_all(tmp_path: Path) -> None:
    """Every hit is true: both sites were promised, one of them written down with a space in it.

    ("Live coding.ca"; and the notes that belong to the other one do link it.)
    """
    hits: dict[str, list[str]] = {}
    for at, file in enumerate(sorted(TRANSCRIPTS.iterdir())):
        if file.suffix == ".tsv" or "chapters" in file.name:
            continue
        known = (show for key, show in OWN.items() if file.name.startswith(key))
        title, link = next(known, ("The Show", "https://theshow.fm"))
        root = tmp_path / str(at)
        front = "---\ntitle: A talk\ndate: 2026-03-01\ntranscripts: [/words{}]\n---\nNotes.\n"
        show = SHOW.replace("The Show", title).replace("https://theshow.fm", link)
        example = Example(
            front.format(file.suffix),
            {"feeds/show/show.toml": show},
            media={f"words{file.suffix}": file.read_bytes},
        )
        write_repository(root, example)
        found = [each.message for each in inspect(root).findings if each.code == "T101"]
        hits |= {file.name: [message.split()[0] for message in found]} if found else {}
    assert hits == {"rustacean-zola.md": ["getzola.org"], "virtualcoffee-1_1.srt": ["coding.ca"]}


def test_of_thousands_of_sites_the_first_are_told(tmp_path: Path) -> None:
    spoken = "".join(f"It is at site{n}abc.com, in the show notes. " for n in range(3000))
    notes = "".join(f"[x](https://notes{n}xyz.com/) " for n in range(3000))
    assert len(sites(tmp_path, spoken, notes)) == 300
