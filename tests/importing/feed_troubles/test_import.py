"""Feeds with troubles of every kind, imported: the right thing is written, or it is said why."""

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml

from tests.commands import run

LATER = "2027-01-01T00:00:00Z"


def item(
    title: str = "One",
    *,
    guid: str = "<guid>g</guid>",
    date: str = "Fri, 02 Jan 2026 06:30:00 GMT",
    url: str = "https://a.example/1.mp3",
    length: str = "1234",
    duration: str = "1:02:03",
    notes: str = "<p>Notes</p>",
) -> str:
    return (
        f"<item><title>{escape(title)}</title>{guid}<pubDate>{date}</pubDate>"
        f'<enclosure url="{escape(url)}" length="{length}" type="audio/mpeg"/>'
        f"<itunes:duration>{duration}</itunes:duration>"
        f"<description>{escape(notes)}</description></item>"
    )


def feed(*items: str, title: str = "Show") -> bytes:
    return (
        '<?xml version="1.0"?><rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'
        f"<channel><title>{escape(title)}</title><link>https://a.example</link>"
        f"<description>D</description>{''.join(items)}</channel></rss>"
    ).encode()


def imported(data: bytes, tmp_path: Path) -> dict[str, dict[str, object]]:
    """Return the front matter of each episode file that the import of a feed writes."""
    (tmp_path / "old.xml").write_bytes(data)
    root = tmp_path / "root"
    root.mkdir()
    done = run("import", str(tmp_path / "old.xml"), root=root)
    assert done.code == 0, done
    written = {}
    for file in root.glob("feeds/*/episodes/*.md"):
        front = file.read_text(encoding="utf-8").split("---\n", 2)[1]
        written[file.name] = yaml.safe_load(front)
    return written


TITLES = (
    *("../../etc/passwd", "CON", "con", "NUL", "com1", "aux.txt", ".", "..", "x" * 5000, "😀"),
    *("-rf", "a\nb", "\u202eevil", "Foo: Bar?", "Foo bar", "FOO BAR", "föo  bar", "<b>B</b>"),
    *("index", "日本語", "https://x.example/a", "{{ 7*7 }}", "---", "# head", "title.md", "a/b\\c"),
)  # fmt: skip


def test_titles_make_safe_paths(tmp_path: Path) -> None:
    items = (item(title, guid=f"<guid>{n}</guid>") for n, title in enumerate(TITLES))
    written = imported(feed(*items, title="../CON"), tmp_path)
    assert len(written) == len(TITLES)
    assert len({name.casefold() for name in written}) == len(TITLES)
    for name in written:
        assert name.isascii()
        assert len(name) < 100
        assert name.split(".")[0] not in ("con", "nul", "aux", "com1", "index", "")
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert {str(each["guid"]) for each in written.values()} == {str(n) for n in range(len(TITLES))}
    outside = {path.name for path in tmp_path.iterdir()}
    assert outside == {"old.xml", "root"}


@pytest.mark.parametrize(
    ("date", "meant"),
    [
        ("2. Januar 2026 06:30", "2026-01-02 06:30:00+00:00"),
        ("vie, 02 ene 2026 07:30:00 +0100", "2026-01-02 06:30:00+00:00"),
        ("Mon, 02 Jan 2026 06:30:00", "2026-01-02 06:30:00+00:00"),
        ("1767335400", "2026-01-02 06:30:00+00:00"),
        ("Thu, 01 Jan 2026 24:00:00 GMT", "2026-01-02 00:00:00+00:00"),
    ],
)
def test_dates(date: str, meant: str, tmp_path: Path) -> None:
    (written,) = imported(feed(item(date=date)), tmp_path).values()
    at = written["date"]
    assert str(at).startswith((meant, meant[:10]))


def test_a_day_that_is_in_no_calendar_is_none(tmp_path: Path) -> None:
    (written,) = imported(feed(item(date="Mon, 31 Feb 2022 10:00:00 GMT")), tmp_path).values()
    assert "date" not in written


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("//a.example/1.mp3", "https://a.example/1.mp3"),
        ("a.example/1.mp3", "https://a.example/1.mp3"),
        ("/media/1.mp3", "https://a.example/media/1.mp3"),
        ("http://a.example/1.mp3?a=1&b=2", "http://a.example/1.mp3?a=1&b=2"),
        ("file:///etc/passwd", None),
        ("javascript:x()", None),
        ("", None),
    ],
)
def test_addresses(url: str, meant: str | None, tmp_path: Path) -> None:
    (written,) = imported(feed(item(url=url)), tmp_path).values()
    audio = written.get("audio")
    assert (audio.get("url") if isinstance(audio, dict) else None) == meant


@pytest.mark.parametrize(
    ("length", "meant"),
    [("0", None), ("-1", None), ("12 MB", None), ("1,234", 1234), ("", None), ("1234 bytes", 1234)],
)
def test_lengths(length: str, meant: int | None, tmp_path: Path) -> None:
    (written,) = imported(feed(item(length=length)), tmp_path).values()
    assert isinstance(written["audio"], dict)
    assert written["audio"].get("bytes") == meant


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        *(("62:03", 3723), ("3723.5", 3723), ("1h2m3s", 3723), ("PT1H2M3S", 3723)),
        *(("-5", None), ("https://a.example/1.mp3", None), ("", None)),
    ],
)
def test_durations(duration: str, seconds: int | None, tmp_path: Path) -> None:
    (written,) = imported(feed(item(duration=duration)), tmp_path).values()
    assert isinstance(written["audio"], dict)
    expected = None if seconds is None else "1:02:03"
    found = written["audio"].get("duration")
    assert found in (expected, seconds)  # YAML 1.1 takes 1:02:03 for a number to the base of 60


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "JSON Feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "Atom"),
        (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "entities"),
        (b"ID3\x03", "recording"),
    ],
)
def test_what_is_no_feed_writes_nothing(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(data)
    root = tmp_path / "root"
    root.mkdir()
    done = run("import", str(tmp_path / "old.xml"), root=root)
    assert done.code != 0
    assert said in done.err + done.out
    assert "old.xml:1:" in done.err + done.out
    assert not list(root.iterdir())
    assert "Traceback" not in done.err


def test_what_was_imported_builds(tmp_path: Path) -> None:
    guids = ("<guid>1</guid>", "", "<guid>1</guid>", "<guid> </guid>")
    items = (item(f"Title {n}", guid=guid) for n, guid in enumerate(guids))
    assert len(imported(feed(*items), tmp_path)) == len(guids)
    built = run("build", "--offline", "--at", LATER, root=tmp_path / "root")
    assert built.code == 0
    assert (tmp_path / "root/feeds/show/feed.xml").read_bytes().count(b"<item>") == len(guids)
