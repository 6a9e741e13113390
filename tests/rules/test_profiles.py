"""Family P: people, profiles and platforms."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from publisher.rules.catalogue import Context, Example
from publisher.rules.runner import judge_links
from tests.builders import inspect, write_repository
from tests.rules.links import make_link

CONTEXT = Context(datetime(2026, 11, 22, tzinfo=UTC))


def said(url: str, context: Context = CONTEXT) -> dict[str, str | None]:
    """Return the codes of family P that fire on a URL, with their replacements."""
    findings = judge_links([make_link(url)], context)
    return {found.code: found.replacement for found in findings if found.code.startswith("P")}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://podcasts.google.com/feed/x", {"P102": None}),
        ("https://www.stitcher.com/podcast/x", {"P102": None}),
        ("https://plus.google.com/+Ada", {"P102": None}),
        ("http://www.shareasale.com/r.cfm?B=1&U=2", {"P106": None}),
        ("https://vine.co/v/abc", {"P106": None}),
        ("https://app.slack.com/client/T029RQSE6/CAK2124AG", {}),  # every member can open it
        ("https://www.linkedin.com/company/96077407/admin/feed/posts/", {"P103": None}),
        ("https://studio.youtube.com/video/1/edit", {"P103": None}),
        ("https://x.com/example-show", {"P104": None}),
        ("https://twitter.com/ada", {"P201": "https://x.com/ada"}),
        ("http://www.twitter.com/ada", {"P201": "http://x.com/ada"}),
        ("https://mobile.twitter.com/a/status/1?b#c", {"P201": "https://x.com/a/status/1?b#c"}),
        ("https://twitter.com/ada-b", {"P104": None, "P201": "https://x.com/ada-b"}),
        ("http://twitter.com/#!/ada", {"P201": "http://x.com/ada"}),
        ("https://twitter.com", {"P201": "https://x.com"}),
        ("https://developer.twitter.com/en/docs", {}),
        ("https://www.threads.net/@a", {"P202": "https://www.threads.com/@a"}),
        ("https://discordapp.com/invite/a", {"P202": "https://discord.com/invite/a"}),
        ("https://buymeacoff.ee/ada", {"P202": None}),
        ("https://www.linkedin.com/in/ada", {}),
        ("https://example.com/twitter.com", {}),
    ],
)
def test_platforms(url: str, expected: dict[str, str | None]) -> None:
    assert said(url) == expected


def test_a_platform_that_closes_later_is_open_now() -> None:
    url = "https://www.stitcher.com/podcast/x"
    assert said(url, Context(datetime(2023, 8, 28, tzinfo=UTC))) == {}
    assert said(url, Context(datetime(2023, 8, 29, tzinfo=UTC))) == {"P102": None}
    url = "https://shareasale.com/r.cfm"
    assert said(url, Context(datetime(2025, 10, 5, tzinfo=UTC))) == {}
    assert said(url, Context(datetime(2025, 10, 6, tzinfo=UTC))) == {"P106": None}


def test_the_message_says_what_to_do() -> None:
    (finding,) = judge_links([make_link("https://www.stitcher.com/podcast/x")], CONTEXT)
    assert finding.message == (
        "Stitcher closed on 29 August 2023; link to the show on another podcast app, or drop the "
        "link"
    )


def test_two_handles_are_found_across_file_and_config(tmp_path: Path) -> None:
    episode = (
        "---\ntitle: Ada again\ndate: 2026-01-05\n"
        "people: [ada, {name: Ada Example, role: guest, url: https://github.com/adaexample}]\n"
        "audio: {url: https://media.example.com/1.mp3, bytes: 1000, duration: 60}\n---\n"
    )
    write_repository(tmp_path, Example(episode.replace("url: https", "github: https")))
    (finding,) = (found for found in inspect(tmp_path).findings if found.code == "P105")
    assert "ada-example" in finding.message
    assert "adaexample" in finding.message
    assert finding.place.line == 4
    assert finding.url == "https://github.com/adaexample"


def test_one_handle_in_two_cases_is_one(tmp_path: Path) -> None:
    episode = (
        "---\ntitle: Ada again\ndate: 2026-01-05\n"
        "people: [ada, {name: ADA example, role: guest, github: Ada-Example}]\n"
        "audio: {url: https://media.example.com/1.mp3, bytes: 1000, duration: 60}\n---\n"
    )
    write_repository(tmp_path, Example(episode))
    assert [found for found in inspect(tmp_path).findings if found.code == "P105"] == []
