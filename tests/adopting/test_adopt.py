"""Repositories of other tools, adopted with no edit: what is decided, and that it builds."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest

from publisher.adopting import adopt_repository
from publisher.asking import Web
from publisher.checking import check_repository
from publisher.config import load_network
from publisher.episodes import read_episodes
from publisher.errors import UsageError
from publisher.model import RuleSelection
from publisher.pipeline import build_repository
from tests.adopting.repositories import (
    astro,
    eleventy,
    hugo,
    jekyll,
    jekyll_podcast_feed,
    json_front_matter,
    lay_out,
    zola,
)
from tests.commands import run

NOW = datetime(2026, 11, 1, tzinfo=UTC)
OFFLINE = Web(offline=True)


def adopt(root: Path, **options: Any) -> str:
    return "\n".join(adopt_repository(root, now=NOW, **options))


def toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def build(root: Path) -> Mapping[str, Any]:
    """Build, and return each show's feed as an app reads it; a check finds nothing to fail on."""
    checked = check_repository(root, (), RuleSelection(), now=NOW, web=OFFLINE)
    assert not checked.report.fails
    built = build_repository(load_network(root), (), now=NOW, web=OFFLINE)
    assert built.complete
    feeds = root.glob("feeds/*/feed.xml")
    return {feed.parent.name: feedparser.parse(feed.read_bytes()) for feed in feeds}


def test_hugo(tmp_path: Path) -> None:
    root = lay_out(tmp_path, hugo())
    told = adopt(root)
    show = toml(root / "feeds/gardeners-on-air/show.toml")
    assert show["fields"] == {
        "number": "episode",
        "date": "Date",
        "summary": "Description",
        "audio.url": "podcast_file",
        "audio.bytes": "podcast_bytes",
        "audio.duration": "podcast_duration",
        "people": ["hosts", "guests"],
    }
    assert show["episodes"] == "content/episode/*.md"
    assert (show["language"], show["author"]) == ("en-gb", "Rose and Basil")
    assert show["audio_base_url"] == "https://cdn.gardeners.fm/audio"
    assert show["hosts"] == ["rose", "basil"]
    assert show["socials"] == {"x": "gardenersfm"}
    assert toml(root / "config/publisher.toml") == {"site": "https://gardeners.fm"}
    people = toml(root / "config/people.toml")
    assert people["rose"] == {
        "name": "Rose Thornton",
        "role": "host",
        "bio": "Grows roses.",
        "website": "https://rose.gardeners.fm",
        "x": "rosethorns",
    }
    assert people["fern"] == {"name": "Fern Green", "linkedin": "ferngreen"}
    sponsors = toml(root / "config/sponsors.toml")
    assert sponsors["spades"]["url"] == "https://spades.example.com/air"
    assert "episode_image: not read, in 5 files, such as" in told
    assert "{{< youtube >}} in the notes stays as it is written, in 5 files" in told
    assert "content/episode/bed-1.md:15" in told
    feed = build(root)["gardeners-on-air"]
    assert [entry.title for entry in feed.entries] == [
        f"Bed {number}" for number in range(5, 0, -1)
    ]
    enclosure = feed.entries[0].enclosures[0]
    assert enclosure.href == "https://cdn.gardeners.fm/audio/bed-5.mp3"
    assert enclosure.length == "31000005"
    assert feed.entries[0].itunes_episode == "5"


def test_a_jekyll_blog_with_episodes_in_it(tmp_path: Path) -> None:
    root = lay_out(tmp_path, jekyll())
    adopt(root)
    show = toml(root / "feeds/night-trains/show.toml")
    assert show["episodes"] == "_posts/*.md"
    assert show["episodes_with"] == ["episode_number"]
    assert show["description"] == "Sleeping through borders."
    assert show["owner"] == {"name": "Otto Mann", "email": "otto@nighttrains.example.net"}
    assert show["fields"] == {
        "number": "episode_number",
        "audio.url": "audio_file",
        "audio.bytes": "file_size",
        "audio.duration": "length",
        "people": "presenters",
    }
    assert toml(root / "config/publisher.toml")["site"] == "https://nighttrains.example.net/pod"
    assert toml(root / "config/people.toml")["ida"]["website"] == "https://ida.example.net"
    feed = build(root)["night-trains"]
    assert [entry.title for entry in feed.entries] == ["Train 4", "Train 3", "Train 2", "Train 1"]
    assert feed.entries[0].published_parsed[:3] == (2023, 4, 5)


def test_astro_with_nested_tables(tmp_path: Path) -> None:
    root = lay_out(tmp_path, astro())
    told = adopt(root)
    show = toml(root / "feeds/deep-sea/show.toml")
    assert show["episodes"] == "src/content/episodes/*.mdx"
    assert show["fields"] == {
        "number": "episodeNumber",
        "type": "episodeType",
        "date": "pubDate",
        "audio.url": "audio.src",
        "audio.bytes": "audio.size",
        "audio.duration": "audio.duration",
        "audio.type": "audio.type",
        "people": "guests",
    }
    assert show["owner"] == {"name": "Marina", "email": "m@deepsea.example.org"}
    assert "spotify" in show["platforms"]
    assert toml(root / "config/publisher.toml")["site"] == "https://deepsea.example.org"
    assert toml(root / "config/people.toml")["nemo"] == {"name": "Captain Nemo", "github": "nemo"}
    assert "<Player> in the notes stays as it is written, in 3 files" in told
    feed = build(root)["deep-sea"]
    assert feed.entries[0].itunes_duration == "2403"
    assert feed.entries[0].enclosures[0].length == "55500003"


def test_two_shows_that_count_each_for_itself(tmp_path: Path) -> None:
    root = lay_out(tmp_path, json_front_matter())
    told = adopt(root)
    for slug in ("tea-time", "coffee-break"):
        show = toml(root / f"feeds/{slug}/show.toml")
        assert show["title"] == f"The {slug}"
        assert show["episodes"] == f"shows/{slug}/[0-9]*.md"
        assert show["fields"]["audio.url"] == "enclosure.url"
    assert "each folder counts its episodes from the start" in told
    assert "mood: not read, in 8 files" in told
    people = toml(root / "config/people.toml")
    assert people == {"tea-drinker": {"name": "Tea Drinker", "x": "teadrinker"}}
    feeds = build(root)
    assert [len(feed.entries) for feed in feeds.values()] == [4, 4]


def test_adopting_changes_no_file_and_says_what_it_wrote(tmp_path: Path) -> None:
    root = lay_out(tmp_path, hugo() | {"config/people.toml": "", ".gitignore": "/resources/\n"})
    before = {path: (root / path).read_bytes() for path in hugo()}
    told = adopt(root)
    assert {path: (root / path).read_bytes() for path in hugo()} == before
    assert (root / "config/people.toml").read_text() == ""
    assert "kept" in told
    assert (root / ".gitignore").read_text() == "/resources/\n/public/\n/.publisher/\n"


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    root = lay_out(tmp_path, hugo())
    told = adopt(root, dry_run=True)
    assert not (root / "config").exists()
    assert not (root / "feeds").exists()
    assert "would write" in told
    assert "podcast_file" in told


def test_what_is_wrong_today_fails_no_check_for_three_months(tmp_path: Path) -> None:
    files = hugo()
    files["content/episode/bed-1.md"] += "A [link](www.example.com/x) without scheme.\n"
    root = lay_out(tmp_path, files)
    adopt(root)
    known = toml(root / "config/baseline.toml")["known"]
    assert "L101" in {entry["code"] for entry in known}
    assert {entry["expires"] for entry in known} == {date(2027, 1, 30)}
    assert "adopted on 2026-11-01" in known[0]["reason"]
    assert not check_repository(root, (), RuleSelection(), now=NOW, web=OFFLINE).report.fails
    files["content/episode/bed-2.md"] += "A new [link](www.example.com/y).\n"
    lay_out(root, {"content/episode/bed-2.md": files["content/episode/bed-2.md"]})
    assert check_repository(root, (), RuleSelection(), now=NOW, web=OFFLINE).report.fails


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "no Markdown files here"),
        ({"a.md": "Just words.\n"}, "none has front matter"),
        ({"a.md": "---\ntitle: A\nmood: calm\n---\n"}, "none names a recording"),
    ],
)
def test_nothing_to_adopt(tmp_path: Path, files: dict[str, str], said: str) -> None:
    root = lay_out(tmp_path, files)
    with pytest.raises(UsageError, match=said):
        adopt(root)
    assert {path.name for path in root.iterdir()} == set(files)


def test_a_repository_of_ours_is_not_adopted(tmp_path: Path) -> None:
    root = lay_out(tmp_path, hugo() | {"feeds/mine/show.toml": 'title = "Mine"\n'})
    with pytest.raises(UsageError, match="has shows already"):
        adopt(root)


def test_the_command(tmp_path: Path) -> None:
    root = lay_out(tmp_path, hugo())
    dry = run("init", "--adopt", ".", "--dry-run", root=root)
    assert dry.code == 0
    done = run("init", "--adopt", ".", "--ci", "github", root=root)
    assert (done.code, done.err) == (0, "")
    assert "wrote feeds/gardeners-on-air/show.toml" in done.out
    assert "wrote .github/workflows/show-notes.yml" in done.out
    assert run("check", "--offline", root=root).code == 0
    assert run("build", "--offline", root=root).code == 0
    again = run("init", "--adopt", ".", root=root)
    assert again.code == 2
    assert run("init", "elsewhere", "--adopt", ".", root=root).code == 2
    assert run("init", "--dry-run", root=root).code == 2


def test_people_keep_the_role_of_their_key(tmp_path: Path) -> None:
    root = lay_out(tmp_path, hugo())
    adopt(root)
    network = load_network(root)
    (third,) = (
        file.episode
        for file in read_episodes(network.shows["gardeners-on-air"], network)
        if file.episode is not None and file.episode.number == 3
    )
    roles = {credit.person.id: credit.role for credit in third.people}
    assert roles == {"rose": "host", "basil": "host", "fern": "guest"}


def test_jekyll_podcast_feed(tmp_path: Path) -> None:
    root = lay_out(tmp_path, jekyll_podcast_feed())
    adopt(root)
    show = toml(root / "feeds/owls/show.toml")
    assert show["fields"] == {
        "number": "podcast_episode_number",
        "season": "podcast_season_number",
        "type": "podcast_episode_type",
        "guid": "podcast_guid",
        "summary": "podcast_subtitle",
        "audio.url": "podcast_link",
        "audio.bytes": "podcast_length",
        "audio.duration": "podcast_duration",
    }
    assert show["owner"] == {"name": "Olga Owl", "email": "o@owls.example"}
    assert show["categories"] == [["Arts", "Books"]]
    assert show["explicit"] is False
    feed = build(root)["owls"]
    assert (feed.entries[0].guid, feed.entries[0].itunes_duration) == ("owl-4", "124")


def test_eleventy(tmp_path: Path) -> None:
    root = lay_out(tmp_path, eleventy())
    told = adopt(root)
    show = toml(root / "feeds/phases/show.toml")
    assert show["fields"] == {
        "number": "episode.episodeNumber",
        "season": "episode.seasonNumber",
        "type": "episode.episodeType",
        "summary": "excerpt",
        "audio.url": "episode.filename",
        "audio.bytes": "episode.size",
        "audio.duration": "episode.duration",
        "explicit": "episode.explicit",
    }
    assert show["audio_base_url"] == "https://media.your-site.example"
    assert "audio_base_url, the folder on the web" in told
    feed = build(root)["phases"]
    assert feed.entries[0].enclosures[0].href.endswith("/Phase%203,%20Part%20I.mp3")


def test_zola(tmp_path: Path) -> None:
    root = lay_out(tmp_path, zola())
    adopt(root)
    show = toml(root / "feeds/bees/show.toml")
    assert show["episodes"] == "content/episodes/*/index.md"
    assert (show["language"], show["author"]) == ("fr", "Maya")
    assert show["fields"] == {
        "number": "extra.episode",
        "audio.url": "extra.audio",
        "audio.bytes": "extra.bytes",
        "audio.duration": "extra.duration",
        "people": "taxonomies.guests",
        "tags": "taxonomies.tags",
    }
    feed = build(root)["bees"]
    assert len(feed.entries) == 3
    assert toml(root / "config/people.toml") == {"queen-bee": {"name": "Queen Bee"}}


def test_where_the_recordings_are_may_be_unknown(tmp_path: Path) -> None:
    """The episodes' pages are built all the same, and what is to be done is said."""
    page = "---\ntitle: E{0}\nnumber: {0}\ndate: 2024-01-0{0}\nlibsyn_id: 1234{0}\n---\n{1}\n"
    player = '<audio src="https://cdn.example.com/e.mp3"></audio>'
    files = {f"episodes/{n}.md": page.format(n, player) for n in (1, 2)}
    files |= {"episodes/subscribe.md": "---\ntitle: Subscribe\n---\nHere.\n"}
    root = lay_out(tmp_path / "show", files)
    told = adopt(root)
    assert "no key says where the recordings are" in told
    assert "recordings stand in the notes, such as episodes/1.md:7" in told
    assert toml(root / "feeds/show/show.toml")["episodes"] == "episodes/[0-9]*.md"
    bare = {path: text.replace(player, "") for path, text in files.items()}
    other = lay_out(tmp_path / "other", bare)
    adopt(other)
    assert build(other)["other"].entries == []
    assert len(read_episodes(load_network(other).shows["other"], load_network(other))) == 2


def test_two_shows_in_one_folder(tmp_path: Path) -> None:
    files = {
        f"episodes/{show}-{number}.md": f"---\ntitle: {show} {number}\nshow: {show}\n"
        f"number: {number}\ndate: 2024-01-0{number}\nfile: https://cdn.example.com/{number}.mp3\n---\n"
        for show in ("birds", "bees")
        for number in (1, 2, 3)
    }
    files["episodes/birds-about.md"] = "---\ntitle: About\n---\n"
    files["episodes/bees-about.md"] = "---\ntitle: About\n---\n"
    root = lay_out(tmp_path, files)
    adopt(root)
    assert toml(root / "feeds/birds/show.toml")["episodes_with"] == ["number"]
    feeds = build(root)
    assert {slug: len(feed.entries) for slug, feed in feeds.items()} == {"birds": 3, "bees": 3}


def test_files_that_another_tool_serves_stay_in_git(tmp_path: Path) -> None:
    root = lay_out(tmp_path, astro() | {"public/robots.txt": "User-agent: *\n"})
    told = adopt(root)
    assert (root / ".gitignore").read_text() == "/.publisher/\n"
    assert "public/, where there are files already" in told


def test_episodes_in_a_data_file_are_told(tmp_path: Path) -> None:
    episodes = '[{"title": "One", "audio": "https://cdn.example.com/1.mp3"}]'
    root = lay_out(tmp_path, {"_data/episodes.json": episodes, "about.md": "---\ntitle: A\n---\n"})
    with pytest.raises(UsageError, match=r"_data/episodes\.json lists recordings"):
        adopt(root)
