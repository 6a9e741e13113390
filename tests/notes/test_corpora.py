"""Every body of the real shows, in every form: nothing crashes, no link is lost, no tag is left."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import comrak
import html5lib
import pytest

from publisher.notes.gather import gather_notes
from publisher.notes.html import complete, escape_attribute
from publisher.notes.limits import LIMITS
from publisher.notes.render import Form, NotesRenderer
from publisher.notes.urls import safe_url
from tests.notes.builders import NOW, make_episode, make_network, make_show

EPISODES = Path(__file__).parents[2] / "../shared/corpora/episodes"
FENCE = re.compile(r"\A(---|\+\+\+)\n.*?\n\1(?:\n|\Z)", re.DOTALL)
HREF = re.compile(r'<a href="([^"]*)"')
FEED_TAG = re.compile(r'</?(?:p|ol|ul|li|strong|em)>|<a href="[^"<>]+">|</a>')
SHOWS = (
    *("allthingsgit", "arresteddevops", "castalio", "castanet-example", "changelog"),
    *("jupiterbroadcasting", "newrustacean", "runninginproduction", "rustacean-station", "syntax"),
)


def bodies(show: str) -> Iterator[str]:
    for file in sorted((EPISODES / show).rglob("*.md")):
        text = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").lstrip("\ufeff")
        if text.startswith("{\n"):
            yield text[text.index("\n}") + 2 :]
        else:
            yield FENCE.sub("", text)


def links_of(body: str) -> set[str]:
    """Return the addresses that comrak itself finds, raw HTML left out."""
    options = comrak.ExtensionOptions()
    options.table = options.autolink = options.strikethrough = options.footnotes = True
    found = {html.unescape(url) for url in HREF.findall(comrak.render_markdown(body, options))}
    safe = (safe_url(url) for url in found if not url.startswith("#"))
    return {url for url in safe if url}


@pytest.mark.parametrize("show", SHOWS)
def test_every_body_in_every_form(show: str) -> None:
    if not EPISODES.is_dir():
        pytest.skip("the corpora are not here")
    network, channel = make_network(), make_show()
    renderer = NotesRenderer(network, channel)
    count = 0
    for body in bodies(show):
        notes = gather_notes(make_episode(body), channel, network, NOW)
        rendered = {form: renderer.render(notes, form).text for form in Form}
        count += 1
        for url in links_of(body):
            absolute = complete(url, notes.episode.url)
            bare = absolute.removeprefix("mailto:")
            assert f'href="{escape_attribute(absolute)}"' in rendered[Form.HTML]
            assert f'href="{escape_attribute(url)}"' in rendered[Form.PAGE]
            assert bare in rendered[Form.TEXT]
            assert bare in rendered[Form.MARKDOWN]
        assert FEED_TAG.sub("", rendered[Form.HTML]).count("<") == 0
        if count % 20 == 1:  # html5lib takes 10 ms each
            parse_strictly(rendered[Form.PAGE])
            parse_strictly(rendered[Form.APPLE])
            parse_whole(rendered[Form.NEWSLETTER])
        assert "<" not in rendered[Form.YOUTUBE]
        assert all(limit.fits(rendered[form]) for form, limit in LIMITS.items())
    assert count >= 10


def parse_strictly(fragment: str) -> None:
    parse_whole(f"<!DOCTYPE html><html lang=en><title>t</title><body>{fragment}")


def parse_whole(document: str) -> None:
    html5lib.HTMLParser(strict=True).parse(document)
