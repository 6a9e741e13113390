"""Mails: whole documents that mail programs show, and that ask for nothing."""

import re

import html5lib
import pytest

from publisher.model import Audio, Chapter, Credit, Show
from publisher.notes.gather import gather_notes
from publisher.notes.render import Form, NotesRenderer
from tests.notes.builders import (
    NOW,
    PLACE,
    make_episode,
    make_network,
    make_person,
    make_profile,
    make_show,
    make_sponsor,
    sponsored,
)

PAGE = "https://example.com/show/one/"
BODY = """First *words* with ![a picture](/p.png) and [a link](../two/).

## Heading

> quoted

1. one
2. two\\
   on two lines

```
code < here
```

| a | b |
| - | - |
| 1 | 2 |

* * *

At [3:04](#t=3:04).
"""


def mail(
    body: str = "",
    show: Show | None = None,
    site: str | None = "https://example.com",
    **values: object,
) -> str:
    show = show or make_show()
    network = make_network(site=site)
    notes = gather_notes(make_episode(body, **values), show, network, NOW)
    return NotesRenderer(network, show).render(notes, Form.NEWSLETTER).text


def test_a_whole_mail() -> None:
    written = mail(
        BODY,
        make_show(artwork="feeds/show/cover.png", language="de"),
        summary="What it is about.",
        number=7,
        season=2,
        audio=Audio(PLACE, duration_seconds=3725),
        people=(Credit(make_person("Ada", bio="An engineer"), "guest"),),
        sponsors=(sponsored(make_sponsor(offer="20 % off", code="ADA")),),
        chapters=(Chapter(0, "Start"), Chapter(184, "More")),
    )
    html5lib.HTMLParser(strict=True).parse(written)
    assert written.startswith('<!DOCTYPE html>\n<html lang="de">')
    assert "<title>One · The Show</title>" in written
    assert ">What it is about.</div>" in written
    assert '<img src="https://example.com/show/cover.png" alt="" width="240"' in written
    assert ">Season 2, episode 7 · 2024-06-01 · 1:02:05</p>" in written
    assert f'<a class="listen" href="{PAGE}"' in written
    assert f'<a href="{PAGE}#t=184" style="color:#0b57d0">3:04</a> More' in written
    assert "These are paid partnerships" in written
    assert "20 % off, with code <strong>ADA</strong>" in written
    assert "<strong>Ada</strong>: An engineer" in written
    assert '<img src="https://example.com/p.png" alt="a picture"' in written
    assert '<a href="https://example.com/show/two/"' in written
    for element in ("blockquote", "ol", "pre", "table", "hr", "h2", "em", "br"):
        assert re.search(f"<{element}[ >]", written), element


def test_addresses_are_absolute_and_nothing_acts() -> None:
    for site in ("https://example.com", None):
        written = mail(f"{BODY}\n[x](javascript:alert(1))\n\n<script>x</script>\n", site=site)
        urls = re.findall(r'(?:href|src)="([^"]*)"', written)
        assert all(url.startswith("https://example.com/") for url in urls)
        assert bool(urls) == (site is not None)
        assert "<script" not in written and "javascript:" not in written
        assert "a link" in written and "a picture" in written


def test_every_style_stands_with_its_element() -> None:
    written = mail(BODY)
    head, _, body = written.partition("</head>")
    assert head.count("<style>") == 1 and "<style" not in body
    assert "<link" not in written and "url(" not in written and "position:" not in written
    for element in re.findall(
        r"<(p|h1|h2|ul|ol|li|td|table|blockquote|pre|img|hr)\b([^>]*)>", body
    ):
        assert "style=" in element[1], element


@pytest.mark.parametrize("text", ['"><script>x</script>', "$title ${notes} $$", "&amp; </title>"])
def test_words_stay_words(text: str) -> None:
    written = mail(text, make_show(title=text, language=text), title=text, summary=text)
    html5lib.HTMLParser(strict=True).parse(written)
    assert "<script" not in written
    assert written.count("<title>") == 1
    if text.startswith("$"):
        assert written.count(text) == 6
    assert '<html lang="en">' in written


def test_what_is_read_beside_the_subject_is_short() -> None:
    preheader = re.compile(r'overflow:hidden">(.*?)</div>')
    long = preheader.search(mail(summary="many words " * 100))
    assert long is not None
    assert 100 <= len(long[1]) <= 110 and long[1].endswith("words…")
    other = preheader.search(mail("## Heading\n\nFirst *words*."))
    assert other is not None and other[1] == "First words."


def test_a_guest_stands_in_one_item() -> None:
    person = make_person("Ada", bio="x", profiles=(make_profile("github", "https://github.com/a"),))
    written = mail(people=(Credit(person, "guest"),))
    assert "<strong>Ada</strong>: x<br><a href" in written
