"""Family M3xx: where each finding stands, and what is let be."""

from pathlib import Path

import pytest

from publisher.model import Finding
from publisher.rules.catalogue import Example
from tests.builders import inspect, write_repository

FRONT = """\
---
title: First
date: 2026-01-05
audio: {{url: "https://media.example.com/1.mp3", bytes: 12345678, duration: "20:00"}}
{}---
{}"""


def found(root: Path, fields: str, body: str = "Notes.\n") -> list[Finding]:
    write_repository(root, Example(FRONT.format(fields, body)))
    return [each for each in inspect(root).findings if each.code.startswith("M3")]


def told(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(each.code, each.place.line, each.place.column) for each in findings]


def listed(*starts: str) -> str:
    return "chapters:\n" + "".join(
        f'  - {{start: "{start}", title: Part {index}}}\n' for index, start in enumerate(starts)
    )


def noted(*starts: str) -> str:
    return "## Chapters\n\n" + "".join(
        f"- {start} Part {index}\n" for index, start in enumerate(starts)
    )


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (("0:00", "5:00", "9:00"), []),
        (("0:00", "5:00", "3:00", "9:00"), [("M301", 8, 5)]),
        (("0:00", "5:00", "5:00", "9:00"), [("M303", 8, 5), ("M304", 7, 5)]),
        (("0:00", "5:00", "25:00", "30:00"), [("M302", 8, 5)]),
        (("1:00", "5:00", "9:00"), [("M304", 6, 5)]),
        (("0:00", "5:00"), [("M304", 6, 5)]),
        (("0:00", "5:00", "5:09"), [("M304", 7, 5)]),
    ],
)
def test_front_matter(
    starts: tuple[str, ...], expected: list[tuple[str, int, int]], tmp_path: Path
) -> None:
    assert told(found(tmp_path, listed(*starts))) == expected


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (("0:00", "5:00", "9:00"), []),
        (("0:00", "5:00", "9:00", "3:00", "15:00"), [("M301", 11, 3)]),
        (("0:00", "9:00", "3:00", "8:00", "2:00"), [("M301", 9, 3), ("M301", 12, 3)]),
        (("0:00", "5:00", "25:00"), [("M302", 10, 3)]),
    ],
)
def test_body(
    starts: tuple[str, ...], expected: list[tuple[str, int, int]], tmp_path: Path
) -> None:
    assert told(found(tmp_path, "", noted(*starts))) == expected


def test_the_newest_episode_speaks_for_the_show(tmp_path: Path) -> None:
    late = FRONT.format(listed("1:00", "5:00", "9:00"), "Notes.\n")
    files = {
        f"feeds/show/episodes/{day}.md": late.replace("2026-01-05", f"2026-02-0{day}")
        for day in (1, 3, 2)
    }
    write_repository(tmp_path, Example(late, files))
    [finding] = [each for each in inspect(tmp_path).findings if each.code == "M304"]
    assert finding.place.path.endswith("/3.md")
    assert "and for 3 others)" in finding.message


def test_one_more_is_one_other(tmp_path: Path) -> None:
    late = FRONT.format(listed("1:00", "5:00", "9:00"), "Notes.\n")
    second = late.replace("2026-01-05", "2026-02-01").replace("/1.mp3", "/2.mp3")
    write_repository(tmp_path, Example(late, {"feeds/show/episodes/2.md": second}))
    [finding] = [each for each in inspect(tmp_path).findings if each.code == "M304"]
    assert "(and for 1 other)" in finding.message


def test_a_time_that_lacks_its_hour_is_recognised(tmp_path: Path) -> None:
    lines = noted("0:00", "9:00", "30:00", "50:00", "57:47", "1:08", "1:02:00", "4:00", "1:09:00")
    slip, other = [each for each in found(tmp_path, "", lines) if each.code == "M301"]
    assert slip.message.endswith("correct the time (did you mean 1:01:08?)")
    assert other.message.endswith("correct the time (did you mean 1:04:00?)")
    lines = noted("0:00", "9:00", "5:00", "20:00")
    [slip] = [each for each in found(tmp_path / "other", "", lines) if each.code == "M301"]
    assert slip.message.endswith("correct the time")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (noted("0:00", "5:01", "9:00"), []),
        (noted("0:00", "6:00", "9:00"), [("M308", 13, 3)]),
        (noted("0:00", "5:00"), [("M308", 8, 5)]),
        ("At 6:00 they talk.\n", []),
    ],
)
def test_two_lists_must_agree(
    body: str, expected: list[tuple[str, int, int]], tmp_path: Path
) -> None:
    assert told(found(tmp_path, listed("0:00", "5:00", "9:00"), body)) == expected


def test_hidden_chapters_count_for_no_list(tmp_path: Path) -> None:
    hidden = "  - {start: '5:01', toc: false, image: 'https://example.com/a.png'}\n"
    assert found(tmp_path, listed("0:00", "5:00", "9:00") + hidden) == []


def test_an_image_on_http_is_told_with_its_address(tmp_path: Path) -> None:
    chapters = listed("0:00", "5:00", "9:00").replace("Part 1", "Part, image: 'http://a.example/b'")
    [finding] = found(tmp_path, chapters)
    assert (finding.code, finding.url) == ("M306", "http://a.example/b")
