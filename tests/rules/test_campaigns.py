"""Family S: the days of sponsors' campaigns, and the episodes to come."""

from pathlib import Path

import pytest

from publisher.model import Finding
from publisher.rules.catalogue import Example
from tests.builders import inspect, write_repository

# Today is 2026-06-01, as `inspect` has it.
ACME = '[acme]\nname = "Acme"\nurl = "https://acme.example/show"\n'


def said(root: Path, toml: str, date: str, config: str = "") -> list[Finding]:
    """Return the findings of family S in an episode of this day (and more of front matter)."""
    episode = (
        f"---\ntitle: About data\n{date}\nsponsors: [acme]\n"
        "audio: {url: https://media.example.com/1.mp3, bytes: 1000, duration: 60}\n---\n"
    )
    files = {"config/sponsors.toml": ACME + toml}
    if config:
        files["config/publisher.toml"] = config
    write_repository(root, Example(episode, files))
    return [found for found in inspect(root).findings if found.code.startswith("S")]


@pytest.mark.parametrize(
    ("ends", "date", "codes"),
    [
        ("2026-06-10", "date: 2026-06-09", ["S108"]),
        ("2026-06-01", "date: 2026-03-01\ndraft: true", ["S108"]),
        ("2026-06-15", "draft: true", ["S108"]),
        ("2026-06-16", "draft: true", []),  # fifteen days
        ("2026-06-10", "date: 2026-03-01", []),  # it is out
        ("2026-06-10", "date: 2026-06-11", ["S102"]),  # once is enough
        ("2026-05-31", "draft: true", ["S109"]),
        ("2026-05-31", "date: 2026-03-01\ndraft: true", ["S109"]),
        ("2026-05-31", "date: 2026-06-09", ["S102"]),
        ("2026-05-31", "date: 2026-03-01", []),
        ("2026-12-31", "draft: true", []),
    ],
)
def test_each_campaign_day_has_one_finding(
    tmp_path: Path, ends: str, date: str, codes: list[str]
) -> None:
    assert [found.code for found in said(tmp_path, f"ends = {ends}\n", date)] == codes


def test_what_ends_soon_is_said_once_where_the_sponsor_stands(tmp_path: Path) -> None:
    (finding,) = said(tmp_path, "ends = 2026-06-10\n", "draft: true")
    assert finding.place.path.endswith("sponsors.toml")
    assert finding.message == (
        "the campaign of Acme ends on 2026-06-10, and what is to come names it: 100-example"
    )


def test_what_has_ended_is_said_where_the_episode_names_it(tmp_path: Path) -> None:
    (finding,) = said(tmp_path, "ends = 2026-05-31\n", "draft: true")
    assert (finding.place.line, finding.place.column) == (4, 12)


@pytest.mark.parametrize("choice", ["hide", "swap"])
def test_a_sponsor_that_gives_way_by_itself_is_no_problem(tmp_path: Path, choice: str) -> None:
    assert said(tmp_path, f'ends = 2026-05-31\nafter_end = "{choice}"\n', "draft: true") == []


def test_a_sponsor_that_stays_is_one(tmp_path: Path) -> None:
    found = said(tmp_path, 'ends = 2026-05-31\nafter_end = "keep"\n', "draft: true")
    assert [each.code for each in found] == ["S109"]
