"""Sponsors: campaigns, episodes, places."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.listing.links import list_links
from publisher.listing.sponsors import Kind, Surveyed, days_left, expiring, survey, uses_of
from publisher.listing.sponsors_text import campaign_words
from publisher.model import Place, Sponsor, Verdict
from tests.answers import NOW
from tests.commands import episode, write
from tests.listing.builders import REPOSITORY, remember

FORTNIGHT = timedelta(days=14)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, REPOSITORY)


def surveyed(root: Path) -> dict[str, Surveyed]:
    network = load_network(root.resolve())
    return {each.id: each for each in survey(network, list_links(network, (), NOW), NOW)}


def ending(root: Path, span: timedelta = FORTNIGHT) -> dict[str, list[str]]:
    network = load_network(root.resolve())
    listing = list_links(network, (), NOW)
    found = expiring(survey(network, listing, NOW), span, network, NOW)
    return {each.id: [episode.slug for episode in each.to_come] for each in found}


def test_every_sponsor_has_its_episodes_and_its_worst_link(root: Path) -> None:
    remember(root, {"https://globex.example.com/two": [404]})
    found = surveyed(root)
    assert list(found) == ["globex", "initech", "umbrella"]
    globex = found["globex"]
    assert [(each.show, each.slug) for each in globex.out] == [
        *(("talk", "002"), ("talk", "001"), ("walk", "001")),
    ]
    assert [each.slug for each in globex.to_come] == ["003"]
    assert len(globex.links) == 4
    assert globex.worst is not None
    assert globex.worst.verdict is Verdict.DEAD
    assert found["umbrella"].out == found["umbrella"].to_come == ()


def test_a_campaign_expires_that_ends_soon_or_is_over_and_still_used(root: Path) -> None:
    assert ending(root) == {"initech": ["003"], "globex": ["003"]}
    assert list(ending(root)) == ["initech", "globex"]  # the first to end first
    assert ending(root, timedelta(days=9)).keys() == {"initech", "globex"}
    assert ending(root, timedelta(days=8)).keys() == {"initech"}


def test_a_campaign_that_is_over_and_used_no_more_is_no_news(root: Path) -> None:
    write(root, {"feeds/talk/episodes/003.md": episode(3, date="2026-12-24", sponsors="[globex]")})
    assert ending(root) == {"globex": ["003"]}


def test_a_campaign_that_ends_soon_is_told_without_episodes_to_come(root: Path) -> None:
    (root / "feeds/talk/episodes/003.md").unlink()
    assert ending(root) == {"globex": []}


def test_drafts_are_to_come_whatever_their_date(root: Path) -> None:
    draft = episode(4, sponsors="[initech]", draft="true")
    write(root, {"feeds/talk/episodes/004.md": draft})
    assert ending(root)["initech"] == ["003", "004"]


def test_notes_that_leave_the_sponsor_out_by_themselves_need_nobody(root: Path) -> None:
    file = root / "config/sponsors.toml"
    file.write_text(file.read_text().replace('Initech"', 'Initech"\nafter_end = "hide"'))
    assert ending(root) == {"globex": ["003"]}


def test_every_place_is_found_with_the_link_and_code_it_has(root: Path) -> None:
    network = load_network(root.resolve())
    uses = uses_of(network.sponsors["globex"], list_links(network, (), NOW), NOW)
    told = [
        (use.kind, use.show, use.episode and use.episode.slug, use.url, use.code, use.is_out)
        for use in uses
    ]
    at = "https://globex.example.com"
    assert told == [
        (Kind.CONFIG, None, None, f"{at}/ada", "ADA", None),
        (Kind.CONFIG, "walk", None, f"{at}/walk", "WALK", None),
        (Kind.SPONSORS, "talk", "003", f"{at}/ada", "ADA", False),
        (Kind.SPONSORS, "talk", "002", f"{at}/two", "TWO", True),
        (Kind.LINK, "talk", "002", f"{at}/story", None, True),
        (Kind.SPONSORS, "talk", "001", f"{at}/ada", "ADA", True),
        (Kind.SPONSORS, "walk", "001", f"{at}/walk", "WALK", True),
    ]
    assert str(uses[0].place) == "config/sponsors.toml:3:8"
    assert str(uses[2].place) == "feeds/talk/episodes/003.md:6:21"


def campaign(starts: str | None, ends: str | None) -> Sponsor:
    days = [date.fromisoformat(day) if day else None for day in (starts, ends)]
    return Sponsor("S", Place("s.toml"), "s", starts=days[0], ends=days[1])


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        (None, None, "no dates"),
        ("2026-10-01", None, "since 2026-10-01"),
        ("2026-12-01", None, "from 2026-12-01"),
        ("2026-12-01", "2026-12-31", "from 2026-12-01 until 2026-12-31"),
        ("2026-10-01", "2026-12-01", "until 2026-12-01 (9 days)"),
        (None, "2026-11-23", "until 2026-11-23 (1 day)"),
        (None, "2026-11-22", "until 2026-11-22 (its last day)"),
        (None, "2026-11-21", "ended on 2026-11-21"),
    ],
)
def test_campaigns_in_words(starts: str | None, ends: str | None, words: str) -> None:
    assert campaign_words(campaign(starts, ends), NOW.date()) == words


def test_the_last_day_belongs_to_the_campaign() -> None:
    today = NOW.date()
    last = campaign(None, "2026-11-22")
    assert (last.is_over(today), days_left(last, today)) == (False, 0)
    assert last.ends_within(timedelta(0), today)
    over = campaign(None, "2026-11-21")
    assert over.is_over(today)
    assert not over.ends_within(FORTNIGHT, today)
    assert campaign(None, "2026-12-06").ends_within(FORTNIGHT, today)
    assert not campaign(None, "2026-12-07").ends_within(FORTNIGHT, today)
    assert not campaign(None, None).ends_within(FORTNIGHT, today)
