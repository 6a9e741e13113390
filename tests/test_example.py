"""The example in this repository shows what the tool is for, and is built as it is committed."""

import json
import os
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import podcastparser
import pytest
from click.testing import CliRunner

from publisher.cli import commands
from publisher.config import load_network
from publisher.episodes import read_episodes
from publisher.model import Episode, Network, Show

ROOT = Path(__file__).parents[1]
SHOW = Path("feeds/kens-nearest-neighbors")


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, and the working directory in it."""
    for folder in ("config", "feeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> str:
    """Run `publisher` in the working directory, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "publisher", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def committed() -> tuple[bytes, bytes]:
    return (ROOT / SHOW / "feed.xml").read_bytes(), (ROOT / SHOW / "feed.lock").read_bytes()


def built(root: Path) -> tuple[bytes, bytes]:
    return (root / SHOW / "feed.xml").read_bytes(), (root / SHOW / "feed.lock").read_bytes()


@pytest.mark.parametrize("day", ["2024-09-01", "2026-11-22", "2027-03-01", "2041-12-31"])
def test_feed_and_lock_are_built_as_committed_on_every_day(example: Path, day: str) -> None:
    run("build", "--offline", "--at", day)
    assert built(example) == committed()


def test_feed_and_lock_are_the_same_when_built_from_nothing(example: Path) -> None:
    (example / SHOW / "feed.xml").unlink()
    (example / SHOW / "feed.lock").unlink()
    run("build", "--offline")
    assert built(example) == committed()


def test_feed_is_the_same_when_the_network_is_asked_and_silent(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def no_name(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    result = CliRunner().invoke(commands, ["build"])
    assert result.exit_code == 0, result.output
    assert asked
    assert built(example) == committed()
    assert "no network" in result.output


def test_report_holds_what_the_seed_deserves_and_nothing_else(example: Path) -> None:
    report = json.loads(run("check", "--offline", "--format", "json"))
    found = {(each["code"], each["path"], each["url"]) for each in report["findings"]}
    google = (
        "https://podcasts.google.com/feed/"
        "aHR0cHM6Ly9mZWVkcy5idXp6c3Byb3V0LmNvbS8xNDMwMDQxLnJzcw"
        "?sa=X&ved=0CAMQ4aUDahcKEwjQ2bGBhfbsAhUAAAAAHQAAAAAQAQ"
    )
    assert found == {
        ("P102", f"{SHOW}/show.toml", google),
        ("P201", "config/people.toml", "https://twitter.com/KenJee_DS"),
        ("S201", "config/sponsors.toml", "http://pathrise.com/KenJee"),
        ("S201", "config/sponsors.toml", "http://jointaro.com/r/kenj308"),
        ("T101", f"{SHOW}/episodes/196-alex-gold/index.md", None),  # for each of the two sites
    }
    for each in report["findings"]:
        line = (example / each["path"]).read_text("utf-8").splitlines()[each["line"] - 1]
        assert line[each["column"] - 1 :].startswith(each["url"] or "transcript.html")


def read_example() -> tuple[Network, Show, dict[str, Episode]]:
    network = load_network(ROOT)
    (show,) = network.shows.values()
    files = read_episodes(show, network)
    assert [file.findings for file in files] == [()] * len(files)
    episodes = [file.episode for file in files if file.episode]
    return network, show, {episode.slug: episode for episode in episodes}


def test_every_fact_of_the_seed_is_there_as_data() -> None:
    network, show, episodes = read_example()
    episode = episodes["196-alex-gold"]
    assert episode.number == 196
    assert episode.title == "How Can Data Teams Get Out of Their Own Way (Alex Gold)"
    guest = next(credit.person for credit in episode.people if credit.role == "guest")
    assert guest.bio is not None
    assert "Director of Solutions Engineering + Support at Posit" in guest.bio
    assert [profile.url for profile in guest.profiles] == [
        "https://www.linkedin.com/in/alexkgold/",
        "https://x.com/alexkgold",
    ]
    (book,) = episode.promos
    assert (book.title, book.code, book.offer) == (
        "DevOps for Data Science",
        "AFLY04",
        "20% discount",
    )
    assert book.url == (
        "https://www.routledge.com/DevOps-for-Data-Science/Gold/p/book/9781003213345"
    )
    sponsors = [sponsorship.sponsor for sponsorship in episode.sponsors]
    assert [(each.name, each.url, each.offer, each.tagline) for each in sponsors] == [
        (
            "Pathrise",
            "http://pathrise.com/KenJee",
            "Free till you land a job",
            "Career mentorship for job applicants",
        ),
        (
            "Taro",
            "http://jointaro.com/r/kenj308",
            "20% discount",
            "Career mentorship if you already have a job",
        ),
        (
            "365 Data Science",
            "https://365datascience.pxf.io/P0jbBY",
            "57% discount",
            "Learn data science today",
        ),
        (
            "Interview Query",
            "https://www.interviewquery.com/?ref=kenjee",
            "10% discount",
            "Interview prep questions",
        ),
    ]
    assert [listing.platform for listing in show.platforms] == [
        "apple",
        "spotify",
        "google_podcasts",
    ]
    host = network.people["ken-jee"]
    assert {host.website, *(profile.url for profile in host.profiles)} == {
        "https://twitter.com/KenJee_DS",
        "https://www.linkedin.com/in/kenjee/",
        "https://www.kaggle.com/kenjee",
        "https://medium.com/@kenneth.b.jee",
        "https://github.com/PlayingNumbers",
        "https://www.playingnumbers.com",
        "https://discord.com/invite/4p37sy5muZ",
    }
    assert "66DaysOfData" in (host.bio or "")


def test_two_sites_are_promised_on_air_and_not_linked(example: Path) -> None:
    folder = example / SHOW / "episodes" / "196-alex-gold"
    transcript = (folder / "transcript.html").read_text("utf-8")
    notes = (folder / "index.md").read_text("utf-8") + run(
        "notes", "196-alex-gold", "--for", "html"
    )
    assert transcript.count("<h2>") >= 3
    promise = transcript.index("in the show notes")
    for site in ("do4ds.com", "alexkgold.space"):
        assert transcript.index(site) < promise
        assert site not in notes


def test_lists_numbers_and_dates_are_exercised() -> None:
    _, _, episodes = read_example()
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert [episode.number for episode in episodes.values()] == [195, 196, 197, 198]
    assert [episode.is_out(now) for episode in episodes.values()] == [True, True, True, False]
    dates = [episode.published for episode in episodes.values() if episode.published]
    assert dates == sorted(dates)
    assert {episode.source.path.endswith("/index.md") for episode in episodes.values()} == {
        True,
        False,
    }
    assert "+++" in (ROOT / SHOW / "episodes" / "195-ines-okafor.md").read_text("utf-8")


def test_enclosures_lead_to_the_files_that_are_published(example: Path) -> None:
    run("build", "--offline")
    feed = feedparser.parse(str(example / SHOW / "feed.xml"))
    assert not feed.bozo
    assert [entry.itunes_episode for entry in feed.entries] == ["197", "196", "195"]
    for entry in feed.entries:
        (enclosure,) = entry.enclosures
        path = enclosure.href.removeprefix("https://podcasts.example.com/")
        assert (example / "public" / path).stat().st_size == int(enclosure.length) < 400_000
    with (example / SHOW / "feed.xml").open("rb") as stream:
        podcast = podcastparser.parse("https://podcasts.example.com/feed.xml", stream)
    assert [episode["number"] for episode in podcast["episodes"]] == [197, 196, 195]
    assert [episode["total_time"] for episode in podcast["episodes"]] == [91, 178, 96]


def test_chapters_fit_youtube(example: Path) -> None:
    notes = run("notes", "196-alex-gold", "--for", "youtube")
    assert "0:00 From campaigns to servers\n0:53 What" in notes


def test_artwork_is_what_the_apps_ask_for() -> None:
    picture = (ROOT / SHOW / "cover.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(picture[start : start + 4], "big") for start in (16, 20))
    truecolour = 2
    assert width == height == 1400
    assert picture[25] == truecolour
    assert len(picture) < 200_000
