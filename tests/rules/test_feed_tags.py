"""The rules about tags fire where an app would fail, at the right place, and nowhere else."""

import re
from pathlib import Path

import pytest

from publisher.model import Finding, Severity
from publisher.rules.catalogue import CATALOGUE, Example
from publisher.rules.feed.complete import geo_of, is_rrule, osm_of
from publisher.rules.feed.examples import SOUND, show_example
from publisher.rules.feed.tagged import episode_example
from publisher.rules.feed.taxonomy import GROUP_OF, GROUPS
from publisher.rules.feed.vocabulary import is_known_license
from tests.builders import inspect, write_repository

_OURS = re.compile(r"F[12][567]\d")
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
NODE = "03ae9f91a0cb8ff43840e3c322c4c61f019d8c1c3cea15a25cfc425ac605e61a4a"
LONG = "x" * 129


def found(example: Example, root: Path) -> list[Finding]:
    write_repository(root, example)
    findings = [each for each in inspect(root).findings if _OURS.fullmatch(each.code)]
    for each in findings:
        assert each.severity is CATALOGUE[each.code].severity
    return findings


def codes(example: Example, root: Path) -> str:
    return " ".join(sorted(each.code for each in found(example, root)))


LIVE = 'title = "L", status = "live", starts = 2026-07-01T20:00:00Z'
STREAM = 'stream = "https://s.example/a.mp3", content_links = ["https://s.example"]'


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("funding", f'[{{url = "https://a.example", text = "{LONG}"}}]', "F150"),
        ("funding", '[{url = "example.com/give", text = "Give"}]', "F150"),
        ("funding", '"https://a.example"', "F150"),
        ("location", '{geo = "geo:1,2"}', "F151"),
        ("location", '{name = "A", geo = "91,0"}', "F151"),
        ("location", '{name = "A", geo = "30.2672, -97.7431"}', ""),
        ("location", '{name = "A", geo = "geo:37.78,-122.39,250;u=350"}', ""),
        ("location", '{name = "A", osm = "X1"}', "F151"),
        ("location", '{name = "A", osm = "r113314"}', ""),
        ("location", '{name = "A", rel = "about"}', "F151"),
        ("location", '{name = "A", country = "USA"}', "F151"),
        ("location", f'"{LONG}"', "F151"),
        ("license", '{url = "https://a.example"}', "F152"),
        ("license", '"CC-BY-NC-ND-4.0"', ""),
        ("license", '"by-nc"', "F152"),
        ("license", '{name = "ours", url = "LICENSE.md"}', "F152"),
        ("medium", '"podcast"', ""),
        ("medium", '"radio"', "F153"),
        ("medium", '"podcastl"', "F153"),
        ("medium", '"mixed"', "F154"),
        ("value", "{}", "F155"),
        ("value", f'{{recipients = [{{address = "{NODE}", split = 0}}]}}', "F155"),
        ("value", f'{{recipients = [{{address = "{NODE}", split = 1}}]}}', ""),
        ("value", '{recipients = [{address = "abc", split = 1}]}', "F155"),
        ("value", '{recipients = [{type = "bank", address = "abc", split = 1}]}', "F155"),
        (
            "value",
            f'{{suggested = "much", recipients = [{{address = "{NODE}", split = 1}}]}}',
            "F155",
        ),
        ("live_items", f"[{{{LIVE}, {STREAM}}}]", ""),
        ("live_items", '[{title = "L"}]', "F156"),
        ("live_items", f"[{{{LIVE}, {STREAM}, ends = 2026-07-01T19:00:00Z}}]", "F156"),
        ("live_items", f"[{{{LIVE.replace('live', 'soon')}, {STREAM}}}]", "F156"),
        ("live_items", f"[{{{LIVE}}}]", "F156 F156"),
        (
            "live_items",
            f'[{{{LIVE}, alternate_enclosures = [{{url = "https://s.example/a.mp3"}}], '
            'content_links = ["https://s.example"]}]',
            "F156",
        ),
        ("live_items", f'[{{{LIVE}, {STREAM}, chat = {{protocol = "irc"}}}}]', "F163"),
        ("live_items", f'[{{{LIVE}, {STREAM}, alternate_enclosures = [{{title = "A"}}]}}]', "F156"),
        ("live_items", f"[{{{LIVE}, {STREAM}}}, {{{LIVE}, {STREAM}}}]", "F172"),
        ("live_items", f'[{{{LIVE}, {STREAM}}}, {{{LIVE}, {STREAM}, guid = "b"}}]', ""),
        ("podroll", f'["{GUID}"]', ""),
        ("podroll", '["a show"]', "F157"),
        ("remote_items", '[{item_guid = "x"}]', "F157"),
        ("publisher_feed", f'{{feed_guid = "{GUID}", medium = "podcast"}}', "F157"),
        ("txt", f'"{"x" * 4001}"', "F158"),
        ("txt", f'{{text = "a", purpose = "{LONG}"}}', "F158"),
        ("block", '["spotify"]', ""),
        ("block_except", '["Spotify"]', "F160"),
        ("update_frequency", '"weekly"', ""),
        ("update_frequency", "{}", "F161"),
        ("update_frequency", '{rrule = "FREQ=WEEKLY;COUNT=10"}', "F161"),
        ("update_frequency", '{rrule = "FREQ=WEEKLY;COUNT=10", starts = 2026-01-01}', ""),
        ("social_interact", '[{protocol = "activitypubs", uri = "https://a.example/1"}]', "F162"),
        ("social_interact", '[{uri = "https://a.example/1"}]', "F162"),
        (
            "social_interact",
            '[{protocol = "nostr", uri = "a"}, {protocol = "hive", uri = "b", priority = 2}]',
            "F162",
        ),
        ("chat", '{server = "a.example", protocol = "smtp"}', "F163"),
        ("images", '[{alt = "A picture"}]', "F164"),
        ("images", '[{url = "https://a.example/a.jpg", width = 0}]', "F164"),
        (
            "images",
            '[{url = "https://a.example/a.jpg", aspect_ratio = "1/1", width = 1600, height = 900}]',
            "F164",
        ),
        (
            "images",
            '[{url = "https://a.example/a.jpg", aspect_ratio = "16/9", width = 640, height = 361}]',
            "",
        ),
        ("images", '[{url = "https://a.example/a.jpg", aspect_ratio = "1.9"}]', ""),
        ("images", '[{url = "https://a.example/a.jpg", aspect_ratio = "0/9"}]', "F164"),
        ("images", f'[{{url = "https://a.example/a.jpg", purpose = "{LONG}"}}]', "F164"),
        ("trailers", '[{title = "A", date = 2026-01-01}]', "F165"),
        ("trailers", '[{url = "https://a.example/a.mp3", date = 2026-01-01}]', "F165"),
        (
            "trailers",
            f'[{{title = "{LONG}", url = "https://a.example/a.mp3", date = 2026-01-01}}]',
            "F165",
        ),
        ("new_feed_url", '"http://new.example.com/feed.xml"', "F166"),
        ("new_feed_url", '"http://podcast.example.com/show/feed.xml/"', "F166"),
        ("hubs", '["https://a.example", "http://b.example"]', "F167"),
        ("complete", "true", ""),
        ("block", "true", "F169"),
        ("extra_tags", '[{tag = "comments"}]', ""),
        ("extra_tags", '[{tag = "podcast:locked", text = "no"}]', "F170"),
        (
            "extra_tags",
            '[{tag = "p:locked", namespace = "https://podcastindex.org/namespace/1.0"}]',
            "F170",
        ),
        ("extra_tags", '[{tag = "docs"}]', "F170"),
        ("guid", f'"{GUID}"', ""),
        ("guid", '"7b10e010-666c-11f0-aa9b-0ffc8476ecda"', "F171"),
    ],
)
def test_a_shows_tags(key: str, value: str, expected: str, tmp_path: Path) -> None:
    assert codes(show_example(**{key: value}), tmp_path) == expected


BITE = "soundbites: [{start: %s, duration: %s}]"
ALTERNATE = "alternate_enclosures: [{url: https://a.example/1%s}]"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("funding: [{text: Give}]", "F250"),
        ('location: {name: A, geo: "north"}', "F251"),
        ("license: own", "F252"),
        ("value: {recipients: [{name: Alice}]}", "F255"),
        (
            f"value: {{recipients: [{{address: {NODE}, split: 1}}], time_splits: "
            f"[{{start: 1200, duration: 5, recipients: [{{address: {NODE}, split: 1}}]}}]}}",
            "F255",
        ),
        (
            f"value: {{recipients: [{{address: {NODE}, split: 1}}], time_splits: "
            f"[{{start: 1, duration: 5, remote_item: {GUID}}}]}}",
            "",
        ),
        (
            f"value: {{recipients: [{{address: {NODE}, split: 1}}], time_splits: "
            "[{start: 1, remote_item: nobody}]}",
            "F255 F255",
        ),
        (
            f"value: {{recipients: [{{address: {NODE}, split: 1}}], time_splits: [{{start: 1, "
            f"duration: 9, remote_item: {GUID}, recipients: [{{address: {NODE}, split: 1}}]}}]}}",
            "F255",
        ),
        ("txt: {purpose: verify}", "F258"),
        ("people: [{name: Ben, role: Guest}]", ""),
        ("people: [{name: Ben, role: guets}]", "F259"),
        ("people: [{name: Ben, role: host, group: speakers}]", "F259"),
        ("social_interact: {protocol: activitypub}", "F262"),
        ("chat: {server: a.example}", "F263"),
        ('images: [{url: "https://a.example/a.jpg", aspect_ratio: wide}]', "F264"),
        (BITE % (1180, 20), ""),
        (BITE % (1181, 20), ""),  # the duration is rounded
        (BITE % (1190, 20), "F265"),
        (BITE % (5, 0), "F265"),
        ("soundbites: [{start: 5}]", "F265"),
        (f"soundbites: [{{start: 5, duration: 20, title: {LONG}}}]", "F265"),
        (BITE % (5, 120), ""),
        (BITE % (5, 121), "F266"),
        (BITE % (5, 14), "F266"),
        (ALTERNATE % ".mp4", ""),
        (ALTERNATE % "", "F267"),
        (ALTERNATE % ", type: video/mp4", ""),
        (ALTERNATE % f".mp4, title: {'x' * 33}", "F267"),
        (ALTERNATE % ".mp4, integrity: {type: md5, value: abc}", "F267"),
        (ALTERNATE % ".mp4, integrity: {type: sri, value: abc}", "F267"),
        (ALTERNATE % f".mp4, integrity: {{type: sri, value: sha384-{'A' * 64}}}", ""),
        (ALTERNATE % f".mp4, integrity: {{type: pgp-signature, value: {'A' * 64}}}", ""),
        ("alternate_enclosures: [{sources: [ipfs://x], type: audio/mpeg}]", ""),
        ("content_links: [{text: Watch}]", "F269"),
        ("content_links: https://a.example", "F269"),
        ("extra_tags: [{tag: 'itunes:duration', text: '1'}]", "F270"),
        ("extra_tags: [{tag: enclosure, attributes: {url: x}}]", "F270"),
        ("extra_tags: [{tag: 'spotify:x'}]", ""),
        (f"number: 1\nepisode_display: {'x' * 33}", "F271"),
        (f"season: 1\nseason_name: {LONG}", "F271"),
        ("season_name: One", "F272"),
        ("number: 0\nepisode_display: Zero", ""),
        ("block: true", "F273"),
    ],
)
def test_an_episodes_tags(fields: str, expected: str, tmp_path: Path) -> None:
    assert codes(episode_example(fields), tmp_path) == expected


def test_a_finding_stands_where_the_value_is(tmp_path: Path) -> None:
    example = episode_example(
        "license: cc-by-4.0\nvalue:\n  recipients:\n"
        "    - {name: Ann, address: a@b.example, split: 1}\n"
        "    - name: Ben\n      split: 9\n      address: nowhere"
    )
    (finding,) = found(example, tmp_path)
    assert (finding.code, finding.place.line, finding.place.column) == ("F255", 9, 7)
    assert finding.message.startswith('the recipient "Ben" has no type')


def test_a_complete_show_may_keep_drafts(tmp_path: Path) -> None:
    show = show_example(complete="true").files
    assert codes(Example(SOUND.replace("date: 2026-01-02", "draft: true"), show), tmp_path) == ""


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("FREQ=DAILY", True),
        ("freq=weekly;interval=2;byday=mo,we", True),
        ("FREQ=YEARLY;BYDAY=+4TH;BYMONTH=11", True),
        ("FREQ=WEEKLY;UNTIL=2023-12-31T00:00:00.000Z;BYDAY=MO", True),
        ("FREQ=WEEKLY;UNTIL=20231231T000000Z", True),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-1;WKST=SU", True),
        ("", False),
        ("WEEKLY", False),
        ("BYDAY=MO", False),
        ("FREQ=SOMETIMES", False),
        ("FREQ=WEEKLY;FREQ=DAILY", False),
        ("FREQ=WEEKLY;BYDAY=MONDAY", False),
        ("FREQ=WEEKLY;INTERVAL=two", False),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20231231", False),
        ("FREQ=WEEKLY;COLOUR=red", False),
        ("FREQ=WEEKLY;", False),
    ],
)
def test_rules_of_recurrence(text: str, sound: bool) -> None:
    assert is_rrule(text) == sound


@pytest.mark.parametrize(
    ("given", "uri"),
    [
        ("geo:30.2672,-97.7431", "geo:30.2672,-97.7431"),
        ("30.2672, -97.7431", "geo:30.2672,-97.7431"),
        ("geo:-90,180", "geo:-90,180"),
        ("geo:90.1,0", None),
        ("geo:0,180.5", None),
        ("geo:1", None),
        ("geo:1,2,3;u=4", "geo:1,2,3;u=4"),
        ("Austin", None),
    ],
)
def test_places_on_earth(given: str, uri: str | None) -> None:
    assert geo_of(given) == uri


def test_objects_of_openstreetmap() -> None:
    assert [osm_of(text) for text in ("R113314", "w5", "N0", "113314", "R-1")] == [
        *("R113314", "W5"),
        *(None, None, None),
    ]


def test_licences_that_apps_know() -> None:
    known = ["CC-BY-4.0", "cc-by-sa-3.0-de", "cc0-1.0", "ARR", "POD-V4V-1.0", "mit", "lal-1.3"]
    assert all(map(is_known_license, known))
    assert not any(
        map(is_known_license, ["cc-by", "by-4.0", "cc-by-4.0 ", "all rights", "cc-by-5.0"])
    )


def test_the_taxonomy_names_groups_and_roles() -> None:
    assert len(GROUPS) == 11
    assert len(GROUP_OF) == 62
    assert GROUP_OF["cover art designer"] == "visuals"
    assert GROUP_OF["editor"] == "writing"
    assert GROUP_OF["host"] == "cast"


@pytest.mark.parametrize("pattern", ["geo:" + "1" * 50_000, "0." + "0" * 50_000, "A" * 50_000])
def test_long_values_are_refused_all_the_same(pattern: str) -> None:
    assert geo_of(pattern) is None
    assert not is_rrule(f"FREQ=WEEKLY;BYDAY={pattern}")
    assert osm_of(pattern) is None


def test_what_loses_listeners_is_an_error_and_taste_is_a_remark() -> None:
    ours = {code: rule.severity for code, rule in CATALOGUE.items() if _OURS.fullmatch(code)}
    assert {code for code, severity in ours.items() if severity is Severity.ERROR} == {"F166"}
    assert {code for code, severity in ours.items() if severity is Severity.INFO} == {
        *("F159", "F169", "F171"),
        *("F259", "F266", "F273"),
    }
