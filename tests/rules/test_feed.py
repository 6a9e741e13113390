"""Family F fires where apps and directories refuse a feed, and nowhere else."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from publisher.documents import read_markdown
from publisher.feed.lock import read_lock
from publisher.model import Audio, Episode, Owner, Place, Severity, Transcript
from publisher.rules.catalogue import CATALOGUE
from publisher.rules.feed.apple_categories import apple_categories, near_categories
from publisher.rules.feed.channel import is_podcast_guid
from tests.builders import write_repository
from tests.feed.builders import make_audio, make_episode, make_plan
from tests.rules.judged import episode_codes, show_codes, show_findings, show_message

HERE = Place("1.md")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ""),
        ({"site": None}, "F101"),
        ({"artwork": None}, "F102"),
        ({"categories": ()}, "F103"),
        ({"categories": (("technology",),)}, "F104"),
        ({"categories": (("Podcasting",), ("Arts", "books"))}, "F104 F104"),
        ({"categories": (("Arts", "Books"), ("TV & Film", "After Shows"))}, ""),
        ({"categories": (("Nonsense", "More"),)}, "F104"),
        ({"owner": Owner("Ann")}, "F105 F108"),
        ({"owner": None, "locked": None}, "F105"),
        ({"description": " \n"}, "F106"),
        ({"description": "ü" * 2000}, ""),
        ({"description": "ü" * 2000 + "x"}, "F107"),
        ({"owner": None, "locked": False}, "F105 F108"),
        ({"guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810"}, ""),
        ({"guid": "917393E3-1B1E-5CEF-ACE4-EDAA54E1F810"}, ""),
        ({"guid": "917393e31b1e5ceface4edaa54e1f810"}, "F109"),
        ({"guid": "00000000-0000-0000-0000-000000000000"}, "F109"),
        ({"guid": "my-show"}, "F109"),
    ],
)
def test_rules_about_the_channel(changes: dict[str, Any], codes: str) -> None:
    assert show_codes(**changes) == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ""),
        ({"audio": None}, "F201"),
        ({"audio": Audio(HERE, duration_seconds=3)}, "F201"),
        ({"audio": None, "draft": True}, ""),
        ({"audio": make_audio(1, size_bytes=None)}, "F202"),
        ({"audio": make_audio(1, size_bytes=None), "draft": True}, ""),
        ({"audio": make_audio(1, url=None, file=Path("1.mp3"), size_bytes=None)}, "F202"),
        ({"audio": make_audio(1, size_bytes=0)}, "F203"),
        ({"audio": make_audio(1, size_bytes=1000)}, "F203"),
        ({"audio": make_audio(1, size_bytes=1001)}, "F216"),
        ({"audio": make_audio(1, duration_seconds=None)}, "F206"),
        ({"audio": make_audio(1, duration_seconds=0)}, "F206"),
        ({"audio": make_audio(1, url="https://example.com/play/1")}, "F207"),
        ({"audio": make_audio(1, url="https://example.com/play/1", type="audio/mpeg")}, ""),
        ({"transcripts": (Transcript(HERE, url="https://example.com/1"),)}, "F208"),
        ({"transcripts": (Transcript(HERE, url="https://example.com/1.vtt"),)}, ""),
    ],
)
def test_rules_about_an_item(changes: dict[str, Any], codes: str) -> None:
    assert episode_codes(**changes) == codes


def test_round_lengths_that_repeat_are_made_up() -> None:
    def episodes(count: int, length: int) -> list[Episode]:
        return [
            make_episode(number, audio=make_audio(number, size_bytes=length))
            for number in range(1, count + 1)
        ]

    assert show_codes(*episodes(3, 5_000_000)) == "F204"
    assert show_codes(*episodes(2, 5_000_000)) == ""
    assert show_codes(*episodes(3, 5_000_001)) == ""
    assert show_codes(*episodes(3, 1000)) == ""


def test_audio_that_two_episodes_share() -> None:
    audio = make_audio(1)
    assert show_codes(make_episode(1), make_episode(2, audio=audio)) == "F205"
    assert show_codes(make_episode(1), make_episode(2, audio=audio, draft=True)) == ""
    assert show_codes(make_episode(1), make_episode(2)) == ""


@pytest.mark.parametrize(
    ("categories", "hint"),
    [
        ((("technology",),), 'did you mean "Technology"?'),
        ((("Health and Fitness",),), 'did you mean "Health & Fitness"?'),
        ((("Tech News",),), 'write ["News", "Tech News"]'),
        ((("Society & Culture", "documentary"),), 'did you mean "Documentary"?'),
        ((("Technology", "Gadgets"),), "there are: none"),
    ],
)
def test_what_a_category_was_meant_to_be(categories: tuple[tuple[str, ...]], hint: str) -> None:
    assert show_message(categories=categories).endswith(hint)


@pytest.mark.parametrize(
    ("categories", "severity"),
    [
        ((("Podcasting",),), Severity.ERROR),
        ((("Games & Hobbies", "Video Games"), ("Leisure",)), Severity.WARNING),
        ((("Technology", "Podcasting"),), Severity.WARNING),
    ],
)
def test_beside_a_category_that_apple_knows_another_does_no_great_harm(
    categories: tuple[tuple[str, ...]], severity: Severity
) -> None:
    (finding,) = show_findings(categories=categories)
    assert (finding.code, finding.severity) == ("F104", severity)


def test_apples_list() -> None:
    known = apple_categories()
    assert len(known) == 19
    assert sum(map(len, known.values())) == 91
    assert "Documentary" in known["Society & Culture"]
    assert near_categories("zzzz", ["A", "B"]) == "; there are: A, B"


@pytest.mark.parametrize(
    "text", ["917393e3-1b1e-5cef-ace4-edaa54e1f81", "{917393e3}", "", "٩" * 36]
)
def test_what_is_no_podcast_guid(text: str) -> None:
    assert not is_podcast_guid(text)


def test_a_renamed_file_is_reported_by_the_feed(tmp_path: Path) -> None:
    for example, count in ((CATALOGUE["F210"].bad, 1), (CATALOGUE["F210"].good, 0)):
        root = tmp_path / str(count)
        file = write_repository(root, example)
        lock = read_lock(file.parents[1] / "feed.lock")
        episode = make_episode(
            1,
            file=file,
            source=read_markdown(file),
            published=datetime(2026, 1, 2, tzinfo=UTC),
            audio=make_audio(1, url="https://cdn.example.com/1.mp3"),
        )
        assert [each.code for each in make_plan(episode, lock=lock).findings] == ["F210"] * count


def test_what_directories_refuse_is_an_error() -> None:
    severe = {code for code, rule in CATALOGUE.items() if rule.severity is Severity.ERROR}
    assert {"F101", "F102", "F103", "F104", "F106", "F109"} <= severe
    assert severe.isdisjoint({"F105", "F201", "F202", "F206", "F210"})
