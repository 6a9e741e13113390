"""Pages: valid HTML5, complete, and nothing from other hosts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import html5lib
import pytest

from publisher.model import (
    Audio,
    Chapter,
    Credit,
    Episode,
    EpisodeType,
    Network,
    NotedLink,
    Show,
    Transcript,
)
from publisher.notes.gather import gather_notes
from publisher.notes.render import Form, NotesRenderer
from publisher.site.assets import static_files
from publisher.site.entries import entry_of
from publisher.site.episode_pages import Around
from publisher.site.episode_pages import episode_page as written
from publisher.site.network_pages import network_page
from publisher.site.pages import SiteRenderer, page_path
from publisher.site.show_pages import show_pages
from tests.notes.builders import (
    NOW,
    PLACE,
    ROOT,
    make_episode,
    make_network,
    make_person,
    make_profile,
    make_show,
    make_sponsor,
    sponsored,
)

NASTY = '"><script>alert(1)</script> & <b>\x00'
SHOW = make_show(
    title="The “Show”",
    description="About things.\n\nAnd <more> things.",
    author="Ken",
    copyright="© Ken",
    artwork="art/cover image.jpg",
    hosts=(make_person("Ken"),),
    platforms=(
        make_profile("spotify", "https://open.spotify.com/show/x"),
        make_profile("stitcher", "https://www.stitcher.com/show/x"),
    ),
    socials=(make_profile("x", "https://x.com/ken"),),
)
EPISODE = make_episode(
    "# Head\n\nText [link](https://a.example/?a=1&b=2) at [0:36](#t=36).\n\n|a|\n|-|\n|b|\n",
    title="One & only",
    number=1,
    season=2,
    summary="In short.",
    audio=Audio(PLACE, url="https://cdn.example/1.mp3", duration_seconds=3725),
    people=(Credit(make_person("Ada"), "guest"),),
    sponsors=(sponsored(make_sponsor(code="ANV"), copy="We use [it](https://acme.example/x)."),),
    links=(NotedLink("https://l.example/", at_seconds=3),),
    chapters=(Chapter(0, "Start"), Chapter(95, "Middle")),
    transcripts=(
        Transcript(PLACE, file=ROOT / "feeds/show/one/transcript.vtt", language="en"),
        Transcript(PLACE, url="https://t.example/x"),
    ),
)


def episode_page(show: Show = SHOW, episode: Episode = EPISODE, **values: object) -> str:
    network = make_network()
    notes = gather_notes(episode, show, network, NOW)
    html = NotesRenderer(network, show).render(notes, Form.PAGE).text
    around = Around(**values)  # type: ignore[arg-type]
    return written(SiteRenderer(network, NOW), show, episode, html, around)


def show_page(show: Show, episodes: Sequence[Episode], network: Network | None = None) -> str:
    site = SiteRenderer(network or make_network(), NOW)
    entries = [entry_of(episode, show) for episode in episodes]
    return next(show_pages(site, show, entries)).make()


def index_page(shows: Sequence[Show], network: Network | None = None) -> str:
    network = network or make_network()
    network = replace(network, shows={show.slug: show for show in shows})
    return network_page(SiteRenderer(network, NOW), [])


def parsed(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page)


def test_paths() -> None:
    assert page_path("show", "one") == "show/one/index.html"


def test_an_episodes_page_is_valid_and_complete() -> None:
    page = episode_page(
        older=make_episode(slug="zero", title="Zero"), newer=make_episode(slug="two", title="Two")
    )
    parsed(page)
    assert '<html lang="en">' in page
    assert "<title>One &amp; only – The “Show”</title>" in page
    assert len(re.findall("<h1[ >]", page)) == 1
    assert "Season 2, episode 1 · 1 June 2024 · 1:02:05" in page
    assert re.search(r'<p class="lead"[^>]*>In short.</p>', page)
    assert re.search(r'<audio controls preload="none" src="https://cdn.example/1.mp3"', page)
    assert '<link rel="canonical" href="https://example.com/show/one/">' in page
    assert 'src="../../show/cover%20image.jpg"' in page
    assert 'href="transcript.vtt"' in page
    assert 'href="https://t.example/x"' in page
    assert 'rel="prev" href="../zero/index.html"' in page
    assert 'rel="next" href="../two/index.html"' in page
    assert 'href="#t=95"' in page
    assert '<a href="#t=36">0:36</a>' in page
    assert page.count('rel="sponsored nofollow"') >= 2
    assert "These are paid partnerships" in page
    assert 'href="../../show/feed.xml">RSS feed</a>' in page


@pytest.mark.parametrize(
    ("notes", "leads"),
    [
        ("<p>Ada says why bees hum.</p>", False),
        ('<p>Ada says <a href="https://b.example/">why\nbees</a> hum.</p>', False),
        ("<p>Ada says.</p><p>Why bees hum.</p>", True),
    ],
)
def test_a_summary_stands_above_notes_that_do_not_say_it(notes: str, leads: bool) -> None:
    episode = make_episode(summary="Ada says why bees hum.")
    page = written(SiteRenderer(make_network(), NOW), make_show(), episode, notes)
    assert ('class="lead"' in page) == leads


def test_a_bare_episodes_page_is_valid() -> None:
    page = episode_page(make_show(), make_episode(published=None, draft=True))
    parsed(page)
    assert '<p class="facts">Draft</p>' in page
    for absent in ("<audio", "Transcript", "<nav", "<img", "lead", "description"):
        assert absent not in page


def test_a_summary_that_is_the_body_stands_once() -> None:
    page = episode_page(episode=make_episode("", summary="Only <this>."))
    assert re.findall(r"<p[^>]*>Only &lt;this&gt;\.</p>", page) == ["<p>Only &lt;this&gt;.</p>"]


def test_hostile_words_stay_words() -> None:
    show = replace(SHOW, title=NASTY, author=NASTY, copyright=NASTY, description=NASTY)
    episode = make_episode("x", title=NASTY, summary=NASTY, type=EpisodeType.BONUS)
    for page in (
        episode_page(show, episode, older=episode, newer=episode),
        show_page(show, [episode]),
        index_page([show]),
    ):
        parsed(page.replace("\x00", ""))
        assert "<script>" not in page
        assert "<b>" not in page


@pytest.mark.parametrize("tag", ["en-GB", 'x" onload="y', "de"])
def test_language(tag: str) -> None:
    page = episode_page(replace(SHOW, language=tag), EPISODE)
    parsed(page)
    assert '<html lang="{}">'.format("en" if '"' in tag else tag) in page
    assert ("1 June 2024" if tag.startswith("en") else "2024-06-01") in page


def test_audio_beside_the_page_comes_first() -> None:
    audio = Audio(PLACE, file=ROOT / "feeds/show/my talk.mp3")
    page = episode_page(
        episode=EPISODE._replace(audio=audio), audio_url="https://cdn.example/x.mp3"
    )
    assert 'src="my%20talk.mp3"' in page
    page = episode_page(audio_url="https://cdn.example/y.mp3")
    assert 'src="https://cdn.example/y.mp3"' in page


def test_pictures() -> None:
    assert 'src="cover.png"' in episode_page(episode=EPISODE._replace(image="feeds/show/cover.png"))
    assert 'src="https://i.example/c.png"' in episode_page(
        episode=EPISODE._replace(image="https://i.example/c.png")
    )
    bad = replace(SHOW, artwork='https://i.example/" onload=x')
    assert 'src="https://i.example/%22%20onload=x"' in episode_page(bad)


def test_nothing_is_asked_from_other_hosts() -> None:
    """A page loads its own style sheet, script and pictures; the audio only when it is played."""
    page, files = episode_page(), static_files()
    loads = re.findall(r'<(?:script|img|link rel="stylesheet")[^>]* (?:src|href)="([^"]*)"', page)
    for address in loads:
        own, _, version = address.removeprefix("../../").partition("?v=")
        assert (
            address == "../../show/cover%20image.jpg"
            or sha256(files[own]).hexdigest()[:8] == version
        )
    for data in files.values():
        assert not re.search(rb"https?://(?!www\.w3\.org/)", data)
        assert b"@import" not in data


def test_a_shows_page() -> None:
    episodes = [make_episode(slug="two", title="Two", summary="Second."), EPISODE]
    page = show_page(SHOW, episodes)
    parsed(page)
    assert page.index("Two") < page.index("One &amp; only")
    assert 'href="../show/two/index.html">Two</a>' in page
    assert '<p class="summary">Second.</p>' in page
    assert "<p>About things.</p>" in page
    assert "<p>And &lt;more&gt; things.</p>" in page
    assert '<a class="on-spotify" href="https://open.spotify.com/show/x">Spotify</a>' in page
    assert "Stitcher" not in page
    assert '<a rel="me" href="https://x.com/ken">X</a>' in page
    assert 'href="../show/feed.xml">RSS feed</a>' in page
    assert 'src="../show/cover%20image.jpg"' in page


def test_a_show_without_episodes() -> None:
    page = show_page(make_show(feed_url="https://f.example/f"), [])
    parsed(page)
    assert "No episodes yet." in page
    assert 'href="https://f.example/f"' in page


def test_the_networks_page() -> None:
    page = index_page([SHOW, make_show(slug="b b", title="B")])
    parsed(page)
    assert '<a href="show/index.html">The “Show”</a>' in page
    assert '<p class="facts">Ken</p>' in page
    assert '<a href="b%20b/index.html">B</a>' in page
    assert 'src="show/cover%20image.jpg"' in page
    parsed(index_page([]))
