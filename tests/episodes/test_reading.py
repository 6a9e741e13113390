from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from publisher.episodes import read_episode, read_episodes
from publisher.model import EpisodeType, Severity
from tests.episodes.builders import (
    network_of,
    path_of,
    read_all,
    read_one,
    read_text,
    told,
)

WHOLE = """\
---
title: A whole episode
number: 12
season: 2
type: bonus
slug: a-whole-one
guid: 9b0e1f3c-3d4b-4f3e-8f0a-2f1f6f0d9a11
date: 2026-01-05T18:00:00+01:00
draft: no
summary: |
  What we talk about.
image: https://example.com/cover.jpg
explicit: clean
language: en-gb
tags: [a, b]
audio:
  url: https://media.example.com/12.mp3
  bytes: "12345678"
  duration: 1:02:03
  type: audio/mpeg
people:
  - ada
  - id: bo
    role: guest
  - name: Cy
    role: producer
    mastodon: "@cy@example.org"
sponsors: [globex]
links:
  - https://example.org/read
  - {url: https://example.org/book, title: The Book, kind: book, at: "12:34"}
chapters:
  - {start: 0, title: Intro}
  - {startTime: "0:30.5", title: Talk, url: https://example.org/talk}
promos:
  - {title: The Book, url: https://example.org/book, code: ADA20, offer: 20% off}
transcripts:
  - {url: https://example.com/12.vtt, type: text/vtt, language: en}
x-mine: {anything: 1}
---
Notes.
"""


def test_a_whole_episode(tmp_path: Path) -> None:
    episode, findings = read_text(tmp_path, WHOLE)
    assert told(findings) == []
    assert (episode.title, episode.number, episode.season) == ("A whole episode", 12, 2)
    assert (episode.type, episode.slug, episode.show) == (EpisodeType.BONUS, "a-whole-one", "show")
    assert episode.guid == "9b0e1f3c-3d4b-4f3e-8f0a-2f1f6f0d9a11"
    assert episode.published == datetime(2026, 1, 5, 17, tzinfo=UTC)
    assert (episode.draft, episode.explicit, episode.language) == (False, False, "en-gb")
    assert episode.summary == "What we talk about."
    assert episode.image == "https://example.com/cover.jpg"
    assert episode.tags == ("a", "b")
    audio = episode.audio
    assert audio is not None
    assert (audio.url, audio.size_bytes, audio.duration_seconds, audio.type) == (
        "https://media.example.com/12.mp3",
        12345678,
        3723,
        "audio/mpeg",
    )
    assert audio.place == episode.source.place("audio", "url")
    assert [(each.person.name, each.role) for each in episode.people] == [
        ("Ada Example", "host"),
        ("Bo Example", "guest"),
        ("Cy", "producer"),
    ]
    [link, book] = episode.links
    assert (link.url, episode.source.place("links", 0).line) == ("https://example.org/read", 30)
    assert (book.title, book.kind, book.at_seconds) == ("The Book", "book", 754)
    assert [(each.start_seconds, each.title) for each in episode.chapters] == [
        (0.0, "Intro"),
        (30.5, "Talk"),
    ]
    [promo] = episode.promos
    assert (promo.title, promo.code, promo.offer) == ("The Book", "ADA20", "20% off")
    [transcript] = episode.transcripts
    assert (transcript.url, transcript.type, transcript.language) == (
        "https://example.com/12.vtt",
        "text/vtt",
        "en",
    )
    assert episode.body == "Notes.\n"


def test_the_same_in_toml_and_json(tmp_path: Path) -> None:
    toml = """\
+++
title = "One"
date = 2026-01-05
number = 7
people = [{name = "Cy", x = "cy_example"}]
[audio]
url = "https://media.example.com/1.mp3"
duration = 00:43:21
+++
Notes.
"""
    json = """\
{
  "title": "Two",
  "date": "2026-01-05",
  "audio": {"url": "https://media.example.com/2.mp3", "duration": 2601},
  "people": ["bo"]
}
Notes.
"""
    files = read_all(tmp_path, one=toml, two=json)
    assert [each.findings for each in files] == [(), ()]
    one, two = (each.episode for each in files)
    assert one is not None
    assert two is not None
    assert one.audio is not None
    assert two.audio is not None
    assert one.audio.duration_seconds == two.audio.duration_seconds == 2601
    assert one.published == two.published == datetime(2026, 1, 5, tzinfo=UTC)
    assert one.people[0].person.profiles[0].url == "https://x.com/cy_example"
    assert two.source.place("people", 0).line == 5


def test_a_bare_date_is_midnight_in_the_show(tmp_path: Path) -> None:
    episode, _ = read_one(tmp_path, "", 'timezone = "Pacific/Honolulu"\n')
    assert episode.published == datetime(2026, 1, 5, tzinfo=ZoneInfo("Pacific/Honolulu"))


def test_every_problem_of_a_file_at_once(tmp_path: Path) -> None:
    text = """\
---
titel: First
date: 2024-13-45
number: twelve
slug: ../../x
guid: 00000000-0000-0000-0000-000000000000
people: [adda, {id: ada, twiter: x}]
sponsors: [globx]
audio: {url: https://media.example.com/1.mp3, lenght: 3}
---
"""
    episode, findings = read_text(tmp_path, text)
    assert sorted(told(findings), key=lambda each: each[1:3]) == [
        ("E103", 2, 1, "the episode needs a title: title: …"),
        (
            "E101",
            2,
            8,
            '"titel" is not a key that publisher knows; did you mean "title"?',
        ),
        (
            "E104",
            3,
            7,
            'date "2024-13-45" is not in the calendar; write 2024-01-31 or '
            "2024-01-31T18:00:00+01:00",
        ),
        ("E102", 4, 9, 'number must be a whole number, not "twelve"'),
        (
            "E105",
            5,
            7,
            'slug "../../x" can\'t be part of an address; use letters, digits and hyphens, such '
            'as "first"',
        ),
        (
            "E109",
            6,
            7,
            'guid "00000000-0000-0000-0000-000000000000" is a placeholder, and counts as '
            "missing; delete it, and publisher gives the episode one",
        ),
        (
            "P101",
            7,
            10,
            'person "adda" is not in config/people.toml; did you mean "ada"?',
        ),
        (
            "E101",
            7,
            34,
            '"twiter" is not a key that publisher knows; did you mean "twitter"?',
        ),
        (
            "S101",
            8,
            12,
            'sponsor "globx" is not in config/sponsors.toml; did you mean "globex"?',
        ),
        (
            "E101",
            9,
            55,
            '"lenght" is not a key that publisher knows',
        ),
    ]
    assert (episode.title, episode.slug, episode.guid) == ("first", "first", None)
    assert (episode.published, episode.number) == (None, None)
    assert [each.person.id for each in episode.people] == ["ada"]


@pytest.mark.parametrize(
    ("field", "severity", "certain"),
    [
        ("number: twelve", Severity.WARNING, True),
        ("tags: [{Star Trek: Voyager}]", Severity.WARNING, True),
        ("draft: ture", Severity.ERROR, False),
        ("guid: [a]", Severity.ERROR, False),
    ],
)
def test_a_wrong_value_is_grave_where_the_feed_depends_on_it(
    tmp_path: Path, field: str, severity: Severity, certain: bool
) -> None:
    [read] = read_all(tmp_path, first=f"---\ntitle: First\ndate: 2026-01-05\n{field}\n---\n")
    assert [(each.code, each.severity) for each in read.findings] == [("E102", severity)]
    assert read.certain is certain


def test_no_date(tmp_path: Path) -> None:
    text = "---\ntitle: First\naudio: {url: https://example.com/1.mp3}\n---\n"
    _, findings = read_text(tmp_path / "a", text)
    assert [each.code for each in findings] == ["E110"]
    _, findings = read_text(tmp_path / "b", text.replace("audio", "draft: true\naudio"))
    assert findings == []


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("2026-01-31-first", "", "2026-01-31T00:00:00+01:00"),
        ("2026-01-31-first", "date: 2026-02-01T12:00Z\n", "2026-02-01T12:00:00+00:00"),
        ("2026-02-31-first", "", None),
        ("2026-01-31", "", None),
        ("12026-01-31-first", "", None),
    ],
)
def test_the_day_may_stand_in_the_files_name(
    tmp_path: Path, name: str, fields: str, expected: str | None
) -> None:
    text = f"---\ntitle: First\n{fields}---\n"
    [file] = read_all(tmp_path, 'timezone = "Europe/Berlin"\n', **{name: text})
    assert file.episode is not None
    published = file.episode.published
    assert (published and published.isoformat()) == expected
    assert [each.code for each in file.findings] == ([] if expected else ["E110"])


def test_seasons_in_folders_have_slugs_of_their_own(tmp_path: Path) -> None:
    text = "---\ntitle: First\ndate: 2026-01-05\n{}---\n"
    files = {
        f"feeds/show/episodes/{name}": text.format(fields)
        for name, fields in (
            ("s1/e01.md", ""),
            ("s1/e02.md", ""),
            ("s2/2026-01-01-e01.md", ""),
            ("s2/e02/index.md", ""),
            ("s3/e01.md", "slug: e01\n"),
            ("s3/E02.md", ""),
        )
    }
    network = network_of(tmp_path, 'episodes = "feeds/show/episodes/**/*.md"\n', files)
    read = [file.episode for file in read_episodes(network.shows["show"], network)]
    assert {each.file.parts[-2:]: each.slug for each in read if each} == {
        ("s1", "e01.md"): "e01",
        ("s1", "e02.md"): "e02",
        ("s2", "2026-01-01-e01.md"): "s2-e01",
        ("e02", "index.md"): "s2-e02",
        ("s3", "e01.md"): "e01",
        ("s3", "E02.md"): "s3-e02",
    }


@pytest.mark.parametrize(
    ("fields", "draft"),
    [
        ("published: false\n", True),
        ("published: true\n", False),
        ("published: false\ndraft: false\n", False),
        ("published: 2026-01-01\n", False),
    ],
)
def test_what_jekyll_does_not_publish_is_a_draft(tmp_path: Path, fields: str, draft: bool) -> None:
    episode, _ = read_text(tmp_path, f"---\ntitle: First\ndate: 2026-01-05\n{fields}---\n")
    assert episode.draft is draft


def test_a_file_without_front_matter_is_an_episode_without_fields(tmp_path: Path) -> None:
    episode, findings = read_text(tmp_path, "# Notes\n")
    assert (episode.title, episode.body) == ("first", "# Notes\n")
    assert [each.code for each in findings] == ["E103", "E110"]


def test_findings_of_the_document_come_along(tmp_path: Path) -> None:
    _, findings = read_one(tmp_path, "number: 1\nnumber: 2")
    assert [each.code for each in findings] == ["E003"]


def test_a_guid_counts_for_the_oldest_episode(tmp_path: Path) -> None:
    text = "---\ntitle: T\ndate: {}\nguid: {}\naudio: {{url: https://example.com/{}.mp3}}\n---\n"
    files = read_all(
        tmp_path,
        a=text.format("2026-03-03", "same", 1),
        b=text.format("2026-01-01", "same", 2),
        c=text.format("2026-02-02", "other", 3),
    )
    assert [each.episode.guid for each in files if each.episode] == [None, "same", "other"]
    [finding] = files[0].findings
    assert (finding.code, finding.severity) == ("E203", Severity.ERROR)
    assert finding.place.line == 4
    assert path_of(tmp_path, "feeds/show/episodes/b.md") in finding.message
    assert [each.findings for each in files[1:]] == [(), ()]


def test_one_file_by_itself(tmp_path: Path) -> None:
    network = network_of(tmp_path, files={"feeds/show/episodes/1.md": "---\ntitle: A\n---\n"})
    show = network.shows["show"]
    file = read_episode(show.folder / "episodes" / "1.md", show, network)
    assert file.episode is not None
    assert file.episode.title == "A"
    [other] = read_episodes(show, network)
    assert other.episode is not None
    assert other.episode.title == "A"


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n", "---\ntitle: A\n"])
def test_an_unreadable_file_is_one_finding(tmp_path: Path, text: str) -> None:
    [file] = read_all(tmp_path, first=text)
    assert file.document is None
    assert file.episode is None
    assert [each.code for each in file.findings] == ["E001"]
