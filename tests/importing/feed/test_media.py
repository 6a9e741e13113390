"""`import --media`: files beside the episodes, and nothing that subscribers notice."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import PIL.Image
import pytest

from publisher.documents import read_markdown, read_toml
from tests.commands import Outcome, run
from tests.importing.world import everything
from tests.loopback import Loopback, serve
from tests.media_files import vbr

VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ann>Hello there.\n"
CHAPTERS = b'{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Start"}]}'
PAGE = b"<!doctype html><html><title>Not here</title><p>Sorry.</p></html>"


def _picture(form: str = "JPEG") -> bytes:
    stream = BytesIO()
    PIL.Image.new("RGB", (1400, 1400)).save(stream, form)
    return stream.getvalue()


def _feed(web: Loopback, more: str = "") -> str:
    return f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
  xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Show</title><link>https://show.example.com/</link><description>About.</description>
<language>en</language><itunes:image href="{web.url("/cover")}"/>
<itunes:category text="Technology"/><itunes:explicit>false</itunes:explicit>
<itunes:author>Ann</itunes:author>
<item><title>One</title><guid>g1</guid><pubDate>Mon, 05 Jan 2026 00:00:00 GMT</pubDate>
<description>Notes of one.</description>
<enclosure url="{web.url("/1.mp3")}" length="{len(vbr())}" type="audio/mpeg"/>
<itunes:image href="{web.url("/1.png")}"/>
<podcast:chapters url="{web.url("/chapters")}" type="application/json+chapters"/>
<podcast:transcript url="{web.url("/t.vtt")}" type="text/vtt" language="en"/>
<podcast:transcript url="{web.url("/gone.srt")}" type="application/x-subrip"/>
</item>{more}</channel></rss>"""


@pytest.fixture
def web() -> Iterator[Loopback]:
    files = {
        "/cover": ("image/jpeg", _picture()),
        "/1.png": ("image/png", _picture("PNG")),
        "/1.mp3": ("audio/mpeg", vbr()),
        "/chapters": ("application/json", CHAPTERS),
        "/t.vtt": ("text/vtt", VTT),
    }
    with serve(files=files) as loopback:
        yield loopback


def _import(root: Path, web: Loopback, *flags: str, more: str = "") -> Outcome:
    web.files["/gone.srt"] = ("text/html", PAGE)
    (root / "feed.xml").write_text(_feed(web, more))
    return run(
        "import", "feed.xml", "--show", "show", "--root", ".", "--allow-private", *flags, root=root
    )


EPISODE = "feeds/show/episodes/one"


def test_files_stand_beside_the_episode_that_points_to_them(tmp_path: Path, web: Loopback) -> None:
    outcome = _import(tmp_path, web, "--media")
    assert outcome.code == 0, outcome.err
    files = everything(tmp_path)
    assert files[f"{EPISODE}/audio.mp3"] == vbr()
    assert files[f"{EPISODE}/cover.png"] == _picture("PNG")
    assert files[f"{EPISODE}/chapters.json"] == CHAPTERS
    assert files[f"{EPISODE}/transcript.vtt"] == VTT
    fields = read_markdown(tmp_path / EPISODE / "index.md").fields
    assert fields["image"] == "cover.png"
    assert fields["chapters"] == "chapters.json"
    assert fields["transcripts"] == [
        {"file": "transcript.vtt", "language": "en"},
        {"url": web.url("/gone.srt"), "type": "application/x-subrip"},
    ]
    audio = fields["audio"]
    assert isinstance(audio, dict)
    assert (audio["url"], "file" in audio) == (web.url("/1.mp3"), False)
    assert read_toml(tmp_path / "feeds/show/show.toml").fields["artwork"] == "feeds/show/cover.jpg"
    assert "/gone.srt: not downloaded, its address stays: a web page came" in outcome.out
    assert "downloaded 5 files" in outcome.out


def test_a_second_import_asks_for_nothing_that_is_here(tmp_path: Path, web: Loopback) -> None:
    _import(tmp_path, web, "--media")
    before, asked = everything(tmp_path), web.total
    _import(tmp_path, web, "--media")
    assert web.total == asked + 1, "only what failed is tried again"
    assert everything(tmp_path) == before
    _import(tmp_path, web)
    assert web.total == asked + 1
    assert everything(tmp_path) == before, "without --media, too"


def test_media_may_come_later_and_what_was_deleted_stays_so(tmp_path: Path, web: Loopback) -> None:
    _import(tmp_path, web)
    assert web.total == 0
    _import(tmp_path, web, "--media")
    folder = tmp_path / "feeds/show/episodes"
    assert sorted(file.name for file in folder.iterdir()) == [
        "one.chapters.json", "one.md", "one.mp3", "one.png", "one.vtt",
    ]  # fmt: skip
    assert read_markdown(folder / "one.md").fields["image"] == "one.png"
    (folder / "one.png").unlink()
    _import(tmp_path, web, "--media")
    assert not (folder / "one.png").exists()
    assert read_markdown(folder / "one.md").fields["image"] == web.url("/1.png")


def test_subscribers_notice_nothing(tmp_path: Path, web: Loopback) -> None:
    _import(tmp_path, web, "--media")
    built = run("build", "--offline", root=tmp_path)
    assert built.code == 0, built.out
    diff = run("diff", "feed.xml", "feeds/show/feed.xml", root=tmp_path)
    assert "0 GUIDs changed" in diff.out
    assert "players will re-download 0 episodes" in diff.out


def test_a_dry_run_asks_for_nothing(tmp_path: Path, web: Loopback) -> None:
    outcome = _import(tmp_path, web, "--media", "--dry-run")
    assert web.total == 0
    assert "6 files would be downloaded" in outcome.out
    assert [*everything(tmp_path)] == ["feed.xml"]


def test_an_interrupted_download_leaves_whole_files_only(
    tmp_path: Path, web: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publisher.cli.importing._tell_of_download", interrupt)
    outcome = _import(tmp_path, web, "--media")
    assert outcome.code == 130
    left = everything(tmp_path)
    whole = {_picture(), _picture("PNG"), vbr(), CHAPTERS, VTT}
    assert {data for path, data in left.items() if path != "feed.xml"} <= whole
    monkeypatch.undo()
    assert _import(tmp_path, web, "--media").code == 0
    assert everything(tmp_path)[f"{EPISODE}/audio.mp3"] == vbr()


@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        ("/1.mp3", PAGE, "this is a web page, and no audio"),
        ("/cover", PAGE, "no image can be found in it"),
        ("/chapters", b'{"chapters": []}', "there is no chapter in it"),
        ("/t.vtt", PAGE, "a web page came in place of text/vtt"),
    ],
)
def test_what_is_not_what_it_claims_is_told_and_not_kept(
    tmp_path: Path, web: Loopback, path: str, data: bytes, told: str
) -> None:
    web.files[path] = ("audio/mpeg", data)
    outcome = _import(tmp_path, web, "--media")
    assert outcome.code == 0
    assert f"{web.url(path)}: not downloaded, its address stays: {told}" in outcome.out
    assert PAGE not in everything(tmp_path).values()
    assert not [each for each in everything(tmp_path) if "publisher-" in each]


def test_one_picture_of_many_episodes_is_downloaded_once(tmp_path: Path, web: Loopback) -> None:
    more = "".join(
        f"<item><title>More {n}</title><guid>m{n}</guid><pubDate>Tue, 0{n} Feb 2026 00:00:00 GMT"
        f'</pubDate><enclosure url="https://media.example.com/{n}.mp3" length="1" '
        f'type="audio/mpeg"/><itunes:image href="{web.url("/1.png")}"/></item>'
        for n in (3, 4)
    )
    _import(tmp_path, web, "--media", more=more)
    assert web.requests["GET", "/1.png"] == 1
    before = everything(tmp_path)
    _import(tmp_path, web, more=more)
    assert everything(tmp_path) == before
    images = {
        read_markdown(file).fields["image"]
        for file in (tmp_path / "feeds/show/episodes").glob("*/index.md")
    }
    assert len(images) == 2
    built = run("build", "--offline", root=tmp_path)
    assert "E107" not in built.out
