"""HTML of the podcast namespace, and pages that only look like it."""

import pytest

from tests.transcripts.builders import cues_of, read, said


def test_the_form_of_the_podcast_namespace() -> None:
    text = (
        "<cite>Ann &amp; Co:</cite>\n<time>1:02</time>\n<p>Hello <b>you</b>.<br>Second line</p>\n"
        "<p>More.</p><cite>Ben:</cite><time datetime='PT62.5S'>1:02</time><p>1 &lt; 2</p>"
    )
    assert cues_of(text) == [
        (62.0, None, "Ann & Co", "Hello you.\nSecond line"),
        (None, None, "Ann & Co", "More."),
        (62.5, None, "Ben", "1 < 2"),
    ]


def test_what_nobody_says_is_left_out() -> None:
    text = (
        "<!doctype html><html lang=pt-BR><head><title>Page</title><style>p{}</style></head><body>"
        "<h1>Transcript</h1><script>alert('<p>no</p>')</script><!-- <p>nor this</p> -->"
        "<p>Ann: Hello.</p><p>Ben: Hi.</p><p>And more.</p></body></html>"
    )
    assert said(text) == [("Ann", "Hello."), ("Ben", "Hi."), ("Ben", "And more.")]
    assert read(text).language == "pt-BR"


@pytest.mark.parametrize(
    "text",
    [
        "<p>Hi" + "<div>" * 50_000,
        "<p>Hi" + "<" * 50_000,
        "<p>Hi<!--" + "<!--" * 50_000,
        "<p>Hi<script>" * 20_000,
        '<?xml version="1.0"?><!DOCTYPE html><p>Hi &lol;',
    ],
)
def test_hostile_pages_are_read_in_one_go(text: str) -> None:
    assert read(text).cues[0].text.startswith("Hi")
