from pathlib import Path

import pytest

from publisher.rules.catalogue import CATALOGUE, Example
from publisher.rules.episodes import episode_text
from tests.builders import findings_for

OTHER = "feeds/example-show/episodes/001-other.md"


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ({"number": "7", "season": "1"}, {"number": "7", "season": "2"}),
        ({"number": "7", "type": "bonus"}, {"number": "7"}),
        ({"number": "0"}, {"number": "0"}),  # no number to apps: F230
        ({}, {}),
    ],
)
def test_numbers_that_may_be_the_same(
    mine: dict[str, str], other: dict[str, str], tmp_path: Path
) -> None:
    example = Example(episode_text(**mine), {OTHER: episode_text(**other)})
    assert findings_for(CATALOGUE["E201"], example, tmp_path) == ()


def test_a_repeated_number_is_told_at_the_later_file(tmp_path: Path) -> None:
    example = Example(episode_text(number="7"), {OTHER: episode_text(number="7")})
    [finding] = findings_for(CATALOGUE["E201"], example, tmp_path)
    assert finding.place.path.endswith("100-example.md")
    assert finding.place.line == 4
    assert "001-other.md" in finding.message


def test_slugs_that_differ_in_capitals_are_the_same_on_many_disks(tmp_path: Path) -> None:
    example = Example(episode_text(slug="First"), {OTHER: episode_text(slug="first")})
    [finding] = findings_for(CATALOGUE["E202"], example, tmp_path)
    assert 'slug "First" is that of' in finding.message


SHOW = "feeds/example-show/show.toml"
CHANNEL = 'title = "The Example Show"\n'


@pytest.mark.parametrize(
    ("lines", "files", "line"),
    [
        ('images = [{file = "a.png"}, {file = "b/a.png"}]', ("a.png", "b/a.png"), 2),
        ('images = [{file = "b/index.html"}]', ("b/index.html",), 2),
        ('trailers = [{file = "b/feed.xml"}]', ("b/feed.xml",), 2),
        ('images = [{file = "b/100-example"}]', ("b/100-example",), 2),
    ],
)
def test_files_of_a_show_need_names_of_their_own(
    lines: str, files: tuple[str, ...], line: int, tmp_path: Path
) -> None:
    there = {f"feeds/example-show/{name}": "x" for name in files}
    example = Example(episode_text(), {SHOW: f"{CHANNEL}{lines}\n", **there})
    [finding] = findings_for(CATALOGUE["E204"], example, tmp_path)
    assert (finding.place.path.endswith("show.toml"), finding.place.line) == (True, line)


def test_another_recording_needs_a_name_of_its_own(tmp_path: Path) -> None:
    fields = {"alternate_enclosures": "[{file: a/x.opus}, {file: b/x.opus}]"}
    files = {f"feeds/example-show/episodes/{folder}/x.opus": "x" for folder in "ab"}
    [finding] = findings_for(CATALOGUE["E204"], Example(episode_text(**fields), files), tmp_path)
    assert '"x.opus" is the name of another file' in finding.message
