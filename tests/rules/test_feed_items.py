"""Family F, 211 to 249: enclosures, titles, order and contents of episodes."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from publisher.model import Audio, Credit, Episode, EpisodeType, Place, Transcript
from tests.feed.builders import NOW, make_audio, make_episode, make_person
from tests.rules.judged import episode_codes, show_codes, show_findings

HERE = Place("1.md")
DAY = datetime(2026, 3, 1, 6, tzinfo=UTC)


def audio(url: str, **changes: Any) -> Audio:
    return make_audio(1, url=url, **changes)


def part(number: int | None, day: int, **changes: Any) -> Episode:
    """Return an episode of a serial show."""
    name = number if number is not None else f"x{day}"
    return make_episode(
        **{
            "slug": f"part-{name}-{changes.get('season')}",
            "title": f"Part of day {day}",
            "number": number,
            "published": DAY.replace(day=day),
            "audio": audio(f"https://cdn.example.com/{name}-{day}.mp3"),
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("https://cdn.example.com/1.mp3", ""),
        ("HTTP://cdn.example.com/1.mp3", "F211"),
        ("https://cdn.example.com/1.MP3?source=rss", ""),
        ("https://cdn.example.com/1.m4a", ""),
        ("https://cdn.example.com/1.opus", "F212"),
        ("https://cdn.example.com/1.wav?x=.mp3", "F212"),
    ],
)
def test_enclosures(url: str, codes: str) -> None:
    assert show_codes(make_episode(1, audio=audio(url))) == codes


def test_an_address_without_ending_is_asked_about_once() -> None:
    bare = audio("https://cdn.example.com/play/1")
    assert show_codes(make_episode(1, audio=bare)) == ""  # F207 asks for its type
    assert show_codes(make_episode(1, audio=bare._replace(type="audio/mpeg"))) == "F212"
    assert show_codes(make_episode(1, audio=Audio(HERE, file=Path("1.ogg")))) == "F212"


def test_many_episodes_make_one_line() -> None:
    plain = [
        make_episode(
            number,
            audio=audio(f"http://cdn.example.com/{number}.mp3"),
            published=DAY.replace(year=2000 + number),
        )
        for number in range(1, 21)
    ]
    (finding,) = show_findings(*plain)
    assert finding.message.startswith("the audio of 20 episodes (this is the first) stands")


def test_queries_that_tell_episodes_apart() -> None:
    first, second = (
        make_episode(number, audio=audio(f"https://example.com/play.mp3?id={number}"))
        for number in (1, 2)
    )
    assert show_codes(first, second) == "F213"
    assert show_codes(first) == ""


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ""),
        ({"audio": audio("https://youtu.be/abc.mp4")}, "F214"),
        ({"audio": audio("https://www.dropbox.com/s/abc/1.mp3")}, "F214"),
        ({"audio": audio("https://www.dropbox.com/s/abc/1.mp3?dl=1")}, ""),
        ({"audio": audio("https://drive.google.com/file/d/abc/1.mp3")}, "F214"),
        ({"audio": audio("https://drive.google.com/uc?id=a&x=.mp3", type="audio/mpeg")}, ""),
        ({"audio": audio("https://ann:pw@example.com/1.mp3")}, "F215"),
        ({"audio": audio("https://example.com/@ann/1.mp3")}, ""),
        ({"audio": audio("https://ann:pw@example.com/1.mp3"), "draft": True}, ""),
        ({"audio": make_audio(1, size_bytes=2_000_000, duration_seconds=2400)}, ""),  # 6.7 kbit/s
        ({"audio": make_audio(1, size_bytes=1_000_000, duration_seconds=2400)}, "F216"),
        ({"audio": make_audio(1, size_bytes=90_000_000, duration_seconds=60)}, "F216"),
        (
            {"audio": make_audio(1, size_bytes=90_000_000, duration_seconds=60, type="video/mp4")},
            "",
        ),
        ({"title": "T" * 255}, ""),
        ({"title": "T" * 256}, "F220"),
        ({"title": "TBD"}, "F223"),
        ({"title": "TBD", "draft": True}, ""),
        ({"published": datetime(1999, 12, 31, tzinfo=UTC)}, "F229"),
        ({"published": datetime(2000, 1, 2, tzinfo=UTC)}, ""),
        ({"published": NOW.replace(year=NOW.year + 1)}, ""),
        ({"published": NOW.replace(year=NOW.year + 2)}, "F229"),
        ({"published": None}, ""),
        ({"guid": "a b" * 85}, ""),
        ({"guid": "a" * 256}, "F234"),
        ({"guid": "https://example.com/?p=1"}, ""),
        ({"language": "jp"}, "F239"),
        ({"language": "de-at"}, ""),
        (
            {"transcripts": (Transcript(HERE, "https://example.com/1.vtt", language="xx"),)},
            "F239",
        ),
    ],
)
def test_rules_about_an_item(changes: dict[str, Any], codes: str) -> None:
    assert episode_codes(**changes) == codes


def test_one_more_is_told_in_the_singular() -> None:
    first, *others = [
        make_episode(number, published=datetime(2026, 1, day, tzinfo=UTC))
        for number, day in ((1, 2), (2, 1), (3, 4), (4, 3))
    ]
    assert "and so in 1 more place:" in _message("F227", first, *others)
    twice = [
        make_episode(number, published=datetime(2026, 1, day, tzinfo=UTC))
        for number, day in ((1, 1), (2, 1), (3, 2), (4, 2))
    ]
    assert "others at 1 more time:" in _message("F228", *twice)


def _message(code: str, *episodes: Episode) -> str:
    (found,) = (each for each in show_findings(*episodes) if each.code == code)
    return found.message


def test_titles_twice() -> None:
    first = part(1, 1, title="Questions")
    again = part(2, 2, title=" questions")
    assert show_codes(first, again) == "F217"
    assert show_codes(first, again._replace(draft=True)) == ""
    assert show_codes(first._replace(season=1), again._replace(season=2)) == ""
    assert show_codes(first, again._replace(type=EpisodeType.TRAILER)) == ""


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("7: Seven", True),
        ("#7 Seven", True),
        ("007 – Seven", True),
        ("Ep. 7 Seven", True),
        ("Episode 7: Seven", True),
        ("S01E07 Seven", True),
        ("Folge 7 | Sieben", True),
        ("Episode 7", False),  # nothing would be left
        ("7 Habits", True),
        ("70 Habits", False),
        ("7.1 The first of seven", False),
        ("Seven: 7", False),
        ("Epicurus 7 times", False),
    ],
)
def test_numbers_in_titles(title: str, found: bool) -> None:
    assert show_codes(make_episode(7, title=title)) == ("F218" if found else "")


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Talk & Think: how", True),
        ("talk & think 12", True),
        ("How | Talk & Think", True),
        ("Talk & Think", False),
        ("Talk & Thinking", False),
        ("How to talk & think", False),
    ],
)
def test_the_show_in_titles(title: str, found: bool) -> None:
    assert show_codes(make_episode(1, title=title)) == ("F219" if found else "")


def test_an_episode_about_the_show_may_be_called_so() -> None:
    others = [make_episode(number, title=f"About {number}") for number in range(2, 22)]
    about = make_episode(1, title="Talk & Think: who we are")
    assert show_codes(about, *others) == ""
    assert show_codes(about, *others[:19]) == "F219"


def test_titles_that_youtube_cuts() -> None:
    assert show_codes(make_episode(1, title="T" * 100)) == ""
    assert show_codes(make_episode(1, title="T" * 101)) == "F221"


@pytest.mark.parametrize(
    ("episodes", "codes"),
    [
        ([part(1, 1), part(2, 2), part(3, 3)], ""),
        ([part(1, 1), part(None, 2)], "F224"),
        ([part(1, 1), part(None, 2, type=EpisodeType.BONUS)], ""),
        ([part(1, 1), part(None, 2, draft=True)], ""),
        ([part(1, 1), part(3, 3)], "F225"),
        ([part(1, 1), part(2, 2, draft=True), part(3, 3)], ""),
        ([part(1, 1), part(2, 2, type=EpisodeType.BONUS), part(3, 3)], ""),
        ([part(1, 1), part(2, 2, type=EpisodeType.BONUS), part(4, 3)], "F225"),
        ([part(4, 1), part(5, 3)], ""),  # the feed may begin later
        ([part(1, 1, season=1), part(2, 2, season=1), part(1, 3, season=2)], ""),
        ([part(1, 1, season=1), part(2, 2)], "F226"),
        ([part(2, 1), part(1, 2)], "F227"),
        ([part(2, 1, season=1), part(1, 2, season=2)], ""),
        ([part(1, 1), part(2, 1)], "F217 F228"),
        ([part(0, 1), part(1, 2)], "F230"),
        ([part(0, 2), part(1, 1)], "F230"),
        ([part(1, 1, season=0)], "F230"),
    ],
)
def test_order_of_a_serial_show(episodes: list[Episode], codes: str) -> None:
    assert show_codes(*episodes, type="serial") == codes


def test_an_episodic_show_needs_no_numbers() -> None:
    assert show_codes(part(1, 1), part(None, 2), part(9, 3)) == ""


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"body": " \n"}, "F231"),
        ({"body": "", "summary": "A sentence."}, ""),
        ({"body": "Words. " * 600}, "F232"),
        ({"title": "Q&amp;A"}, "F222"),
        ({"title": "Q&amp;A", "draft": True, "published": NOW}, ""),
        ({"summary": "One<br>two"}, "F222"),
        ({"summary": "With [Tower](https://tower.example)"}, "F222"),
        ({"title": "Q&amp;A", "summary": "One<br>two"}, "F222 F222"),
        ({"image": "http://example.com/1.jpg"}, "F236"),
        ({"transcripts": (Transcript(HERE, "http://example.com/1.vtt"),)}, "F236"),
        ({"image": "https://example.com/1.svg"}, "F237"),
        ({"image": "feeds/talk/1.png"}, ""),
        ({"people": (Credit(make_person("A" * 128), "guest"),)}, ""),
        ({"people": (Credit(make_person("A" * 129), "guest"),)}, "F238"),
    ],
)
def test_contents(changes: dict[str, Any], codes: str) -> None:
    assert show_codes(make_episode(1, **changes)) == codes


def test_a_long_name_is_told_once() -> None:
    person = make_person("A" * 129)
    credited = [make_episode(number, people=(Credit(person, "host"),)) for number in (1, 2)]
    assert show_codes(*credited, hosts=(person,)) == "F238"


def test_guids_alike() -> None:
    first, second = make_episode(1, guid="Abc"), make_episode(2, guid="aBC")
    assert show_codes(first, second) == "F235"
    assert show_codes(first, second._replace(guid="Abc")) == ""  # E203 says so
