from pathlib import Path

from publisher.episodes.mapping import map_fields
from tests.documents.builders import bytes_at, markdown
from tests.episodes.builders import read_text, told

FIELDS = """\
[fields]
number = "episode"
"audio.url" = ["podcast_file", "media.url"]
"audio.duration" = "podcast_duration"
people = ["hosts", "guest"]
chapters = "podcast_chapters.chapters"
type = "x-type"
"""
THEIRS = """\
---
title: First
type: episode
date: 2026-01-05
episode: "12"
podcast_file: https://media.example.com/1.mp3
podcast_duration: 1:02:03
hosts: [ada]
guest: {name: Cy, of: Acme, x: cy_example, social: "https://example.org/cy"}
podcast_chapters:
  version: 1.2.0
  chapters: [{startTime: 0.0, title: Intro, img: null, mood: good}]
layout: post
images: [a.png]
---
"""


def test_a_foreign_file_under_our_names(tmp_path: Path) -> None:
    episode, findings = read_text(tmp_path, THEIRS, FIELDS)
    assert told(findings) == []
    assert (episode.title, episode.number, episode.type.value) == ("First", 12, "full")
    assert episode.audio is not None
    assert episode.audio.url == "https://media.example.com/1.mp3"
    assert episode.audio.duration_seconds == 3723
    assert [(each.person.name, each.role) for each in episode.people] == [
        ("Ada Example", "host"),
        ("Cy", "guest"),
    ]
    assert [each.title for each in episode.chapters] == ["Intro"]


def test_places_are_those_of_their_keys(tmp_path: Path) -> None:
    episode, _ = read_text(tmp_path, THEIRS, FIELDS)
    assert episode.audio is not None
    assert (episode.audio.place.line, episode.audio.place.column) == (6, 15)
    places = [episode.source.place("people", index) for index in range(2)]
    assert [(place.line, place.column) for place in places] == [(8, 9), (9, 8)]
    [profile] = episode.people[1].person.profiles
    assert profile.place.line == 9
    assert episode.source.place("number").line == 5
    assert episode.source.place("date").line == 4
    document = markdown(tmp_path, THEIRS)
    mapped = map_fields(document, {"audio.url": ("podcast_file",)})
    assert bytes_at(document, mapped.source.place("audio", "url")) == (
        b"https://media.example.com/1.mp3"
    )


def test_messages_name_their_keys(tmp_path: Path) -> None:
    text = THEIRS.replace('"12"', "twelve").replace("1:02:03", "long").replace("[ada]", "[adda]")
    _, findings = read_text(tmp_path, text, FIELDS)
    assert [each[:3] for each in told(findings)] == [
        ("E102", 5, 10),
        ("E102", 7, 19),
        ("P101", 8, 9),
    ]
    assert findings[0].message == 'episode must be a whole number, not "twelve"'
    assert findings[1].message.startswith("podcast_duration must be a time")


def test_the_first_of_several_keys_that_has_a_value_counts(tmp_path: Path) -> None:
    text = THEIRS.replace("podcast_file: https://media.example.com/1.mp3", "podcast_file:")
    text = text.replace("layout: post", "media: {url: https://media.example.com/2.mp3}")
    episode, _ = read_text(tmp_path, text, FIELDS)
    assert episode.audio is not None
    assert episode.audio.url == "https://media.example.com/2.mp3"
    assert episode.audio.place.line == 13


def test_capitals_of_shared_keys_do_not_matter(tmp_path: Path) -> None:
    episode, findings = read_text(tmp_path, THEIRS.replace("title:", "Title:"), FIELDS)
    assert findings == []
    assert episode.title == "First"
    assert episode.source.place("title").line == 2


def test_only_a_slip_of_the_pen_is_told(tmp_path: Path) -> None:
    text = THEIRS.replace("layout: post", "sumary: x\nsponsor: x\ntag: x\nkeywords: x\nlink: x")
    _, findings = read_text(tmp_path, text, FIELDS)
    assert told(findings) == [
        ("E101", 13, 9, '"sumary" is not read; did you mean "summary"?'),
    ]


def test_a_slip_is_not_told_where_the_right_key_stands_too(tmp_path: Path) -> None:
    text = THEIRS.replace("layout: post", "sumary: x\nsummary: y")
    episode, findings = read_text(tmp_path, text, FIELDS)
    assert findings == []
    assert episode.summary == "y"


def test_names_of_people_are_people(tmp_path: Path) -> None:
    text = "---\ntitle: A\ndate: 2026-01-05\nauthors: [Ada example, Zoë Zett]\n---\n"
    episode, findings = read_text(tmp_path, text, '[fields]\npeople = "authors"\n')
    assert findings == []
    assert [(each.person.id, each.person.name, each.role) for each in episode.people] == [
        ("ada", "Ada Example", "author"),
        (None, "Zoë Zett", "author"),
    ]


def test_without_a_mapping_nothing_changes(tmp_path: Path) -> None:
    document = markdown(tmp_path, THEIRS)
    mapped = map_fields(document, {})
    assert mapped.source is document
    assert mapped.fields is document.fields
