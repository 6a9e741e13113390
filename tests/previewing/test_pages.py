"""The preview's pages: every episode and every app, and nothing a stranger wrote acts."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import unescape

import html5lib
import pytest

from publisher.model import Chapter, Finding, Place, Severity
from publisher.previewing import preview_files, preview_index, preview_page
from publisher.previewing.apps import known_apps
from tests.notes.builders import (
    NOW,
    make_episode,
    make_network,
    make_show,
    make_sponsor,
    sponsored,
)

LATER = datetime(2024, 7, 1, tzinfo=UTC)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def preview(body: str = "", findings: Sequence[Finding] = (), **values: object) -> str:
    written = preview_page(make_network(), make_show(), make_episode(body, **values), NOW, findings)
    html5lib.HTMLParser(strict=True).parse(written)
    return written


def documents(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'srcdoc="([^"]*)"', page)]


def test_the_index_leads_to_every_episode() -> None:
    show = make_show(title="A & B")
    episodes = [
        make_episode(slug="three", title="Three", draft=True),
        make_episode(slug="two", title="Two", published=LATER),
        make_episode(slug="one", number=1),
        make_episode(slug="zero", published=None),
    ]
    page = preview_index(make_network(), [(show, episodes), (make_show(slug="none"), [])], NOW)
    html5lib.HTMLParser(strict=True).parse(page)
    assert re.findall(r'<a href="(show/[a-z]+/)"', page) == [
        f"show/{slug}/" for slug in ("three", "two", "one", "zero")
    ]
    facts = re.findall(r'class="facts">([^<]*)<', page)
    assert facts == ["Draft", "Out on 2024-07-01", "Episode 1 · Out since 2024-06-01", "No date"]
    assert "<h2>A &amp; B</h2>" in page
    assert "No episodes yet." in page


def test_every_app_has_its_pane() -> None:
    page = preview("Words.")
    names = re.findall(r'<h2 id="pane-\d+">([^<]*)</h2>', page)
    assert names == [app.name for app in known_apps().apps]
    assert page.count("<iframe") == len(documents(page)) == 6
    for document in documents(page):
        html5lib.HTMLParser(strict=True).parse(document)
        assert "Words." in document


def test_counters_tell_each_in_its_own_unit() -> None:
    page = preview("語" * 100)
    assert "307 of 4,000 bytes" in page
    assert "107 of 4,000 characters" in page
    assert "100 of 5,000 characters" in page
    assert re.search(r"\d+ of 500 characters, links counting 23", page)
    assert "107 characters; no limit" in page


def test_what_gives_way_is_told() -> None:
    chapters = (Chapter(0, "A"), Chapter(60, "B"))
    page = preview("Many words here.\n\n" * 400, chapters=chapters)
    assert page.count("<strong>Too long.</strong> Left out: chapters, the end of the body.") == 2
    assert "Left out: the end of the body." in page
    assert "YouTube asks for three chapters or more; there are 2" in page


def test_what_an_app_strips_is_told_and_done() -> None:
    page = preview("**Bold** words and ![a picture](https://a.example/p.png).")
    apple, spotify, overcast = documents(page)[:3]
    assert "<strong>" not in apple and "<strong>" not in spotify
    assert "<strong>Bold</strong>" in overcast
    assert page.count("<li>1 bold phrase: their words</li>") == 4
    assert page.count("<li>1 picture: links in their place</li>") == 4
    assert page.count("<li>1 picture: addresses in their place</li>") == 2


def test_pictures_of_the_site_come_from_where_the_preview_is() -> None:
    page = preview("![a](p.png) [b](q.png)")
    assert any('src="../../../show/one/p.png"' in document for document in documents(page))
    assert not any('src="https://example.com/' in document for document in documents(page))
    assert any('href="https://example.com/show/one/q.png"' in each for each in documents(page))


def test_findings_are_listed() -> None:
    finding = Finding("S201", Severity.WARNING, "<b>bad</b>", Place("config/sponsors.toml", 6, 8))
    page = preview(findings=(finding,))
    assert "1 finding<" in page
    assert "warning S201" in page and "&lt;b&gt;bad&lt;/b&gt;" in page
    assert "config/sponsors.toml:6:8" in page
    assert "finding" not in preview()


@pytest.mark.parametrize("text", [HOSTILE, "</pre></details>", "{{ 77777 * 3 }}", "\u202eevil"])
def test_nothing_that_strangers_wrote_acts(text: str) -> None:
    sponsor = make_sponsor("Acme", tagline=text, offer=text, code=text)
    page = preview(
        f"{text}\n\n[x](javascript:alert(1))\n\n<script>alert(1)</script>\n",
        title=text,
        summary=text,
        tags=(text,),
        sponsors=(sponsored(sponsor),),
    )
    assert page.count("<script") == 1
    assert "<script src=" in page
    for document in documents(page):
        assert "<script" not in document and "<img src=x" not in document
        assert 'href="javascript' not in document
    assert page.count("sandbox=") == page.count("<iframe")
    assert "allow-scripts" not in page and "allow-forms" not in page
    assert "233331" not in unescape(page)
    assert "default-src 'none'" in page and "script-src 'self'" in page


def test_the_files_beside_the_index() -> None:
    assert set(preview_files()) == {"preview.css", "preview.js"}
    assert all(preview_files().values())
    page = preview()
    assert 'href="../../preview.css"' in page and 'src="../../preview.js"' in page


def test_what_stands_before_more_is_told_without_half_a_sign() -> None:
    page = preview("👩🏽‍🚀" * 100)
    before = re.search(r"Before “more”:</strong> <span[^>]*>([^<]*)<", page)
    assert before is not None
    assert before[1] == "👩🏽‍🚀" * 39 + "…"
