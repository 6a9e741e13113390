"""Values for the tags of Podcasting 2.0: short and long forms, and where they stand."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from publisher.config.podcasting import EPISODE_KEYS, SHOW_KEYS
from publisher.model import (
    AlternateEnclosure,
    Block,
    ContentLink,
    EnclosureSource,
    Funding,
    License,
    Location,
    Picture,
    RemoteItem,
    Soundbite,
    Trailer,
    Txt,
    UpdateFrequency,
    ValueBlock,
    ValueRecipient,
)
from tests.config.builders import load, problems, take

V = ("v",)
FIRST = ("v", 0)
SHOW = "feeds/show/show.toml"


@pytest.mark.parametrize(
    ("key", "written", "value"),
    [
        ("funding", "https://a.example", (Funding(V, "https://a.example"),)),
        ("funding", "[https://a.example]", (Funding(FIRST, "https://a.example"),)),
        (
            "funding",
            "[{url: https://a.example, text: Give}]",
            (Funding(FIRST, "https://a.example", "Give"),),
        ),
        ("location", "Austin", (Location(V, "Austin"),)),
        ("location", "{name: Austin, osm: R1}", (Location(V, "Austin", osm="R1"),)),
        ("license", "cc-by-4.0", License(V, "cc-by-4.0")),
        ("txt", "a\n", (Txt(V, "a"),)),
        ("block", "true", Block(V, everywhere=True)),
        ("block", "'no'", Block(V)),
        ("block", "amazon", Block(V, services=("amazon",))),
        ("block", "[amazon, apple]", Block(V, services=("amazon", "apple"))),
        ("podroll", "[abc]", (RemoteItem(FIRST, "abc"),)),
        ("season_names", "{1: One, 2: Two}", {1: "One", 2: "Two"}),
        ("update_frequency", "weekly", UpdateFrequency(V, "weekly")),
        (
            "update_frequency",
            "{starts: 2026-01-01, complete: true}",
            UpdateFrequency(V, starts=datetime(2026, 1, 1, tzinfo=UTC), complete=True),
        ),
        (
            "trailers",
            "{title: T, file: t.mp3, date: 2026-01-01, bytes: 3, season: 1}",
            (Trailer(V, "T", None, Path("t.mp3"), datetime(2026, 1, 1, tzinfo=UTC), 3, season=1),),
        ),
        (
            "value",
            "{suggested: 0.00000005000, recipients: [{address: a@b.example, split: 3, fee: yes}]}",
            (
                ValueBlock(
                    V,
                    suggested="0.00000005000",
                    recipients=(
                        ValueRecipient(
                            ("v", "recipients", 0), address="a@b.example", split=3, fee=True
                        ),
                    ),
                ),
            ),
        ),
    ],
)
def test_values_of_a_show(key: str, written: str, value: Any, tmp_path: Path) -> None:
    assert take(tmp_path, SHOW_KEYS[key], f"v: {written}") == (value, [])


@pytest.mark.parametrize(
    ("key", "written", "value"),
    [
        (
            "soundbites",
            '[{start: "1:13.5", duration: 60, title: T}]',
            (Soundbite(FIRST, 73.5, 60.0, "T"),),
        ),
        ("content_links", "https://a.example", (ContentLink(V, "https://a.example"),)),
        ("images", "[{file: a.jpg, width: 3}]", (Picture(FIRST, file=Path("a.jpg"), width=3),)),
        (
            "alternate_enclosures",
            "[{file: a.opus, sources: [ipfs://x], bytes: 2, bitrate: 96000.5, default: true}]",
            (
                AlternateEnclosure(
                    FIRST,
                    file=Path("a.opus"),
                    sources=(EnclosureSource((*FIRST, "sources", 0), "ipfs://x"),),
                    size_bytes=2,
                    bitrate=96000.5,
                    default=True,
                ),
            ),
        ),
        ("keywords", "one", ("one",)),
        ("block", "true", True),
    ],
)
def test_values_of_an_episode(key: str, written: str, value: Any, tmp_path: Path) -> None:
    assert take(tmp_path, EPISODE_KEYS[key], f"v: {written}") == (value, [])


@pytest.mark.parametrize(
    ("key", "written", "message"),
    [
        ("funding", "[{link: https://a.example}]", '"link" is not a key that publisher knows'),
        ("funding", "javascript:alert(1)", "v must be the address of a web page"),
        ("license", "[a]", "v must be a text, not a list"),
        ("chat", "irc", "v must be a table"),
        ("value", "{recipients: [{split: -1}]}", "must be a whole number"),
        ("value", "{recipients: [{fee: maybe}]}", "must be true or false"),
        ("season_names", "{one: One}", "names by number"),
        ("season_names", "[One]", "names by number"),
        ("hubs", "[ftp://a.example]", "a whole address"),
        ("live_items", "[{starts: soon}]", "is not a date"),
        ("live_items", "[{alternate_enclosures: [{file: a.mp3}]}]", '"file" is not a key'),
        ("images", "[{width: wide}]", "must be a whole number from 0 to 1000000"),
    ],
)
def test_what_is_not_taken(key: str, written: str, message: str, tmp_path: Path) -> None:
    _, complaints = take(tmp_path, SHOW_KEYS[key], f"v: {written}")
    (complaint,) = complaints
    assert message in complaint


def test_one_unsound_item_leaves_the_others(tmp_path: Path) -> None:
    written = "v: [{address: a@b.example}, {split: many, address: c@d.example}]"
    kind = SHOW_KEYS["value"]
    value, complaints = take(tmp_path, kind, f"v: {{recipients: {written[3:]}}}")
    assert [each.address for each in value[0].recipients] == ["a@b.example", "c@d.example"]
    assert complaints == [
        'v.recipients.split must be a whole number from 0 to 1000000000, not "many"'
    ]


def test_places_are_those_of_the_values(tmp_path: Path) -> None:
    text = 'title = "S"\nfunding = [\n  {url = "https://a.example"},\n  {text = "Give"},\n]\n'
    show = load(tmp_path, {SHOW: text}).shows["show"]
    second = show.funding[1]
    assert second.at == ("funding", 1)
    place = show.source.place(*second.at, "text")
    assert (place.line, place.column) == (4, 12)


def test_dates_without_zone_are_the_shows(tmp_path: Path) -> None:
    live = 'live_items = [{title = "L", starts = 2026-07-01T20:00:00}]\n'
    text = f'title = "S"\ntimezone = "Europe/Berlin"\n{live}'
    (item,) = load(tmp_path, {SHOW: text}).shows["show"].live_items
    assert item.starts is not None
    assert item.starts.isoformat() == "2026-07-01T20:00:00+02:00"


def test_a_wrong_zone_is_told_once(tmp_path: Path) -> None:
    text = 'title = "S"\ntimezone = "Europe/Nowhere"\n'
    (problem,) = problems(tmp_path, {SHOW: text})
    assert "is not a time zone" in problem


PEOPLE = {"config/people.toml": '[ann]\nname = "Ann Host"\n'}


def test_people_of_a_live_item_are_those_of_people_toml(tmp_path: Path) -> None:
    text = 'title = "S"\nlive_items = [{title = "L", people = ["ann", "Ben Guest"]}]\n'
    (item,) = load(tmp_path, {**PEOPLE, SHOW: text}).shows["show"].live_items
    assert [(person.id, person.name) for person in item.people] == [
        ("ann", "Ann Host"),
        (None, "Ben Guest"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('live_items = [{title = "L", people = ["anne"]}]', ':2:38: "anne" is not in'),
        ('images = [{file = "../../../etc/passwd"}]', "leads out of the repository"),
        ('images = [{file = ".git/config"}]', "leads out of the repository"),
        ('images = [{file = "none.jpg"}]', 'images.file "none.jpg" is not there'),
        ('trailers = [{file = "none.mp3"}]', 'trailers.file "none.mp3" is not there'),
    ],
)
def test_people_and_files_that_are_not_there(line: str, message: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, {**PEOPLE, SHOW: f'title = "S"\n{line}\n'})
    assert message in problem


def test_a_file_beside_show_toml_needs_no_folders(tmp_path: Path) -> None:
    text = 'title = "S"\ntrailers = [{file = "t.mp3"}]\nimages = [{file = "shared/i.png"}]\n'
    files = {SHOW: text, "feeds/show/t.mp3": "x", "shared/i.png": "x"}
    show = load(tmp_path, files).shows["show"]
    assert show.trailers[0].file == Path("feeds/show/t.mp3")
    assert show.images[0].file == Path("shared/i.png")
