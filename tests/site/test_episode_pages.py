"""What an episode's page is given, and what machines read in it."""

import json
import re
from pathlib import Path
from typing import Any

import html5lib
import pytest

from publisher.model import (
    Audio,
    Chapter,
    Credit,
    Episode,
    EpisodeType,
    Network,
    Settings,
    Show,
    Transcript,
)
from publisher.site.assets import asset_addresses, static_files
from publisher.site.episode_pages import PAGE_BYTES, Around, episode_page
from publisher.site.head import PAPER
from publisher.site.meta import duration_of, json_ld
from publisher.site.pages import SiteRenderer
from publisher.site.templating import Templates
from publisher.site.transcript_files import page_transcript
from publisher.site.transcript_view import PageTranscript, view_transcript
from publisher.transcripts.cues import Cue
from tests.notes.builders import NOW, PLACE, ROOT, make_episode, make_person, make_show

ADA = make_person("Ada", id="ada", image="art/ada.png")
SHOW = make_show(hosts=(ADA,), season_names={2: "Two"})
AUDIO = Audio(PLACE, file=ROOT / "a b.mp3", size_bytes=24_400_000, duration_seconds=3725)


class Seen(Templates):
    """Keeps what the templates are given."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates
        self.values: dict[str, Any] = {}

    def render(self, name: str, context: dict[str, Any]) -> str:
        if name == "episode.html.j2":
            self.values = context
        return self.templates.render(name, context)


def write(
    episode: Episode,
    show: Show = SHOW,
    around: Around | None = None,
    *,
    site: str | None = "https://example.com",
) -> tuple[str, dict[str, Any]]:
    """Return the page of an episode, and what its template was given."""
    network = Network(ROOT, Settings(site=site), {show.slug: show}, people={"ada": ADA})
    renderer = SiteRenderer(network, NOW)
    seen = Seen(renderer._templates)
    renderer._templates = seen
    page = episode_page(renderer, show, episode, "<p>Notes</p>", around or Around())
    html5lib.HTMLParser(strict=True).parse(page)
    return page, seen.values


def data_of(page: str) -> dict[str, Any]:
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data: dict[str, Any] = json.loads(written)
    return data


def test_chapters_are_in_order_with_their_own_pictures() -> None:
    episode = make_episode(
        chapters=(
            Chapter(0, "Start", image="art/one two.png"),
            Chapter(95.25, "Middle <b>", url="https://c.example/", image="https://i.example/x.png"),
            Chapter(20, "Only a picture", listed=False),
            Chapter(300, "End", url="javascript:alert(1)"),
        )
    )
    _, values = write(episode)
    assert [tuple(each) for each in values["chapters"]] == [
        (0, "0:00", "Start", None, "one%20two.png"),
        (95.25, "1:35", "Middle <b>", "https://c.example/", "https://i.example/x.png"),
        (300, "5:00", "End", None, None),
    ]


def test_people_are_shown_with_portrait_and_page() -> None:
    episode = make_episode(people=(Credit(make_person("Guest"), "guest"),))
    _, values = write(episode)
    host, guest = values["people"]
    assert (host.name, host.role, host.is_host) == ("Ada", "host", True)
    assert host.url == "../../people/ada/index.html"
    assert host.image == "../../people/ada/ada.png"
    assert (guest.name, guest.url, guest.image, guest.is_host) == ("Guest", None, None, False)


def test_one_person_in_two_roles_has_both() -> None:
    roles = (Credit(ADA, "host"), Credit(ADA, "editor"))
    _, values = write(make_episode(people=roles))
    assert [each.role for each in values["people"]] == ["host", "editor"]


def test_audio_season_and_marks() -> None:
    episode = make_episode(
        audio=AUDIO, season=2, number=3, explicit=True, type=EpisodeType.BONUS, tags=("a", "b <c>")
    )
    _, values = write(episode, around=Around(seasons=frozenset((2,))))
    audio = values["audio"]
    assert (audio.url, audio.type, audio.size, audio.clock) == (
        "a%20b.mp3", "audio/mpeg", "24 MB", "1:02:05",
    )  # fmt: skip
    view = values["episode"]
    assert (view.season_name, view.season_url) == ("Two", "../../show/season/2/index.html")
    assert (view.explicit, view.type, view.tags) == (True, "bonus", ("a", "b <c>"))
    _, values = write(episode._replace(season=1, explicit=None))
    assert (values["episode"].season_name, values["episode"].season_url) == ("Season 1", None)
    assert values["episode"].explicit is False


def test_machines_read_an_episode() -> None:
    episode = make_episode(
        title="A </script><b>", audio=AUDIO, number=3, season=2, tags=("x",), summary="In short.",
        image="art/cover.png", people=(Credit(make_person("Guest"), "guest"),),
    )  # fmt: skip
    page, _ = write(episode)
    base = "https://example.com/show/one"
    assert data_of(page) == {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": "A </script><b>",
        "url": f"{base}/",
        "description": "In short.",
        "datePublished": episode.published.isoformat() if episode.published else "",
        "inLanguage": "en",
        "image": f"{base}/cover.png",
        "episodeNumber": 3,
        "duration": "PT1H2M5S",
        "keywords": ["x"],
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": f"{base}/a%20b.mp3",
            "encodingFormat": "audio/mpeg",
            "contentSize": "24400000",
            "duration": "PT1H2M5S",
        },
        "partOfSeason": {"@type": "PodcastSeason", "seasonNumber": 2, "name": "Two"},
        "partOfSeries": {
            "@type": "PodcastSeries",
            "name": "The Show",
            "url": "https://example.com/show/",
            "webFeed": "https://example.com/show/feed.xml",
        },
        "author": [{"@type": "Person", "name": "Ada", "url": "https://example.com/people/ada/"}],
        "contributor": [{"@type": "Person", "name": "Guest"}],
    }
    for name, value in (
        ("og:type", "article"),
        ("og:title", "A &lt;/script&gt;&lt;b&gt;"),
        ("og:url", f"{base}/"),
        ("og:image", f"{base}/cover.png"),
        ("og:audio", f"{base}/a%20b.mp3"),
        ("og:audio:type", "audio/mpeg"),
    ):
        assert f'<meta property="{name}" content="{value}">' in page


def test_without_a_site_machines_read_no_half_addresses() -> None:
    page, _ = write(make_episode(audio=AUDIO, image="art/c.png"), site=None)
    data = data_of(page)
    assert not data.keys() & {"url", "image", "associatedMedia"}
    assert "og:audio" not in page
    assert "og:url" not in page


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--", "]]>", "\u2028\u2029", '"\\', "&lt;"]
)
def test_no_text_gets_out_of_its_data(text: str) -> None:
    written = json_ld({"name": text})
    inner = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not re.search("[<>&\u2028\u2029]", inner)
    assert json.loads(inner)["name"] == text


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "PT0S"),
        (59, "PT59S"),
        (60, "PT1M"),
        (3600, "PT1H"),
        (3661, "PT1H1M1S"),
        (3605, "PT1H5S"),
    ],
)
def test_durations(seconds: int, written: str) -> None:
    assert duration_of(seconds) == written


def test_the_colours_around_a_page_are_those_of_its_paper() -> None:
    style = static_files()["assets/style.css"].decode()
    papers = re.findall(r"--paper: (#[0-9a-f]{6});", style)
    assert [color for _, color in PAPER] == papers[:2]


def test_a_page_says_what_it_may_load() -> None:
    page, _ = write(make_episode())
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert policy
    assert "default-src 'none'" in policy[0]
    assert "unsafe" not in policy[0]
    assert not re.search(r"<script(?![^>]*(?: src=|ld\+json))", page)
    assert not re.search(r"<[^>]* (?:on[a-z]+|style)=", page)
    assert '<meta name="color-scheme" content="light dark">' in page
    assert f'href="../../{asset_addresses()["style.css"]}"' in page


CUES = tuple(
    Cue(
        float(second), second + 4.5, "Ada" if second % 100 < 50 else "Bo", "Some words & more. " * 3
    )
    for second in range(0, 3 * 3600, 5)
)


def test_a_long_transcript_leaves_the_page_below_its_size() -> None:
    transcript = PageTranscript(CUES, "transcript.html", "transcript.json")
    page, values = write(make_episode(audio=AUDIO), around=Around(transcript=transcript))
    assert len(page.encode()) < PAGE_BYTES
    view = values["transcript"]
    assert not view.complete
    shown = [cue for paragraph in view.paragraphs for cue in paragraph.cues]
    assert len(shown) > 300
    assert view.rest_seconds == CUES[len(shown)].start_seconds
    assert (view.url, view.json_url) == ("transcript.html", "transcript.json")


def test_a_short_transcript_is_complete() -> None:
    view = view_transcript(PageTranscript(CUES[:12]), 50_000)
    assert view.complete
    assert view.rest_seconds is None
    assert [paragraph.speaker for paragraph in view.paragraphs] == ["Ada", "Bo"]
    assert [paragraph.clock for paragraph in view.paragraphs] == ["0:00", "0:50"]
    assert view.paragraphs[1].cues[0].seconds == 50


def test_a_transcript_without_times() -> None:
    cues = (Cue(None, None, None, "One."), Cue(None, None, "Bo", "Two."))
    view = view_transcript(PageTranscript(cues), 50_000)
    assert [(each.seconds, each.clock, each.speaker) for each in view.paragraphs] == [
        (None, "", ""),
        (None, "", "Bo"),
    ]


def test_the_best_transcript_in_the_episodes_language_is_shown(tmp_path: Path) -> None:
    (tmp_path / "de.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\n<v Bo>Hallo\n")
    (tmp_path / "en.txt").write_text("Hello there, all of you.\n")
    (tmp_path / "en.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n")
    transcripts = tuple(
        Transcript(PLACE, file=Path(name), language=language)
        for name, language in (("de.vtt", "de"), ("en.txt", "en"), ("en.vtt", "en"))
    )
    network = Network(tmp_path, Settings(), {"show": make_show(language="en-GB")})
    found = page_transcript(make_episode(transcripts=transcripts), (), network)
    assert found is not None
    assert (found.cues[0].text, found.language) == ("Hello", "en")
    assert page_transcript(make_episode(transcripts=()), (), network) is None
    gone = (Transcript(PLACE, file=Path("gone.vtt")),)
    assert page_transcript(make_episode(transcripts=gone), (), network) is None
