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
