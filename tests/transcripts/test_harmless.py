"""Transcripts in HTML stand on the show's own site: nothing in them may act there."""

from pathlib import Path

import pytest

from publisher.transcripts.harmless import harmless_html
from publisher.transcripts.reading import read_transcript
from tests.commands import CONFIG, episode, run, write

SAID = "<cite>Ann:</cite>\n<time>0:05</time>\n<p>Hello <a href='https://a.example/x'>there</a>.</p>"


def cleaned(folder: Path, html: str) -> str:
    file = folder / "t.html"
    file.write_text(html, encoding="utf-8")
    return harmless_html(file).decode()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<ScRiPt src=//x.example/x.js></sCrIpT>",
        '<svg onload="alert(1)"><script>alert(2)</script></svg>',
        '<p onclick="alert(1)">Hi</p>',
        '<a href="javascript:alert(1)">Hi</a>',
        '<a href="java&#115;cript:alert(1)">Hi</a>',
        '<img src="data:text/html,<script>alert(1)</script>" onerror=alert(1)>',
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
        '<meta http-equiv="refresh" content="0;url=https://x.example/">',
        '<base href="https://x.example/">',
        '<form action="https://x.example/"><button>Log in</button></form>',
        "<style>@import '//x.example/x.css';</style>",
        "<math><mtext></p><style><img src=x onerror=alert(1)>",
        "<title><script>alert(1)</script></title>",
    ],
)
def test_what_acts_is_dropped(hostile: str, tmp_path: Path) -> None:
    html = cleaned(tmp_path, f"<!doctype html><html lang=en>{hostile}{SAID}")
    for word in ("alert(", "x.example", "onclick", "onload", "srcdoc", "javascript", "refresh"):
        assert word not in html.replace("&lt;script&gt;alert(1)&lt;/script&gt;", "")


def test_words_names_times_and_links_stay(tmp_path: Path) -> None:
    page = f"<!doctype html><html lang=de><title>A &amp; B</title><h2 id=x>First</h2>{SAID}"
    html = cleaned(tmp_path, page)
    assert html.startswith('<!doctype html>\n<html lang="de">\n<head><meta charset="utf-8">')
    assert "<title>A &amp; B</title>" in html
    assert '<h2 id="x">First</h2>' in html
    assert 'href="https://a.example/x"' in html
    assert read_transcript(html.encode()).cues == read_transcript(page.encode()).cues


@pytest.mark.parametrize(
    "nested",
    [
        "<div>" * 200_000,
        "</p>" * 50_000 + "<div>" * 200_000,
        "<b>" * 100 + "<p>x" * 50_000,
        "<li><dd>" * 300_000,
        "<table>" + "a<img>" * 300_000,
        "<p>" + "&" * 2_000_000,
        "<p>" + "&T;" * 500_000,
    ],
)
def test_depth_costs_nothing(nested: str, tmp_path: Path) -> None:
    assert "Hello there." in cleaned(tmp_path, SAID + nested)


def test_long_transcripts_keep_their_links(tmp_path: Path) -> None:
    items = "<ul>" + "<li>One<p>R &amp; D<dl><dt>A<dd>B</dl>" * 5000 + "</ul>"
    assert cleaned(tmp_path, SAID * 2000 + items).count('href="https://a.example/x"') == 2000


def test_what_is_no_transcript_is_an_empty_page(tmp_path: Path) -> None:
    assert "<body>\n\n</body>" in cleaned(tmp_path, "<script>alert(1)</script>")


def test_only_harmless_files_are_published(tmp_path: Path) -> None:
    write(tmp_path, CONFIG)
    folder = "feeds/talk/episodes/one/"
    text = episode(1, "Notes.\n", transcripts="[t.html]", images="[{file: wide.svg, width: 900}]")
    attack = "<script>alert(1)</script>"
    write(
        tmp_path,
        {
            f"{folder}index.md": text,
            f"{folder}t.html": f"{attack}{SAID}",
            f"{folder}wide.svg": f'<svg xmlns="http://www.w3.org/2000/svg">{attack}</svg>',
        },
    )
    assert run("build", "--offline", root=tmp_path).code == 0
    published = tmp_path / "public/talk/one"
    assert "Hello" in (published / "t.html").read_text()
    assert not (published / "wide.svg").exists()
    assert not [
        file for file in published.iterdir() if "alert(1)" in file.read_text(errors="replace")
    ]
