"""Feeds in wrong encodings, with things before and behind them, packed, or that are none."""

import gzip

import pytest

from publisher.errors import DocumentError
from publisher.feed.reading import parsing
from publisher.feed.reading.others import UnpackingError, unpacked
from publisher.feed.reading.parsing import read_feed
from publisher.feed.reading.snapshot import FeedSnapshot

ITEM = (
    "<item><title>Größe &amp; „Ende“</title><guid>1</guid>"
    '<enclosure url="https://a.example/1.mp3" length="12" type="audio/mpeg"/></item>'
)


def feed(encoding: str | None = "UTF-8", item: str = ITEM) -> str:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if encoding is not None else ""
    return f'{declaration}<rss version="2.0"><channel><title>Ö</title>{item}</channel></rss>'


def title(data: bytes) -> str:
    return read_feed(data, "feed.xml").items[0].title


ENCODED = {
    "UTF-8 that says Latin-1": feed("ISO-8859-1").encode(),
    "UTF-8 that says ASCII": feed("us-ascii").encode(),
    "UTF-8 that says Windows-1252": feed("windows-1252").encode(),
    "Windows-1252 that says UTF-8": feed().encode("cp1252"),
    "Windows-1252 that says Latin-1": feed("ISO-8859-1").encode("cp1252"),
    "Windows-1252": feed("windows-1252").encode("cp1252"),
    "Windows-1252 that says nothing": feed(None).encode("cp1252"),
    "UTF-16 without its mark": feed("UTF-16").encode("utf-16-le"),
    "UTF-16 without its mark, big end first": feed("UTF-16").encode("utf-16-be"),
    "UTF-16 that says UTF-8": feed().encode("utf-16"),
    "UTF-8 that says UTF-16": feed("UTF-16").encode(),
    "UTF-32": feed().encode("utf-32"),
    "a name without hyphen": feed("utf8").encode(),
    "a name that nobody knows": feed("x-none").encode(),
    "no name": feed("").encode(),
    "packed": gzip.compress(feed().encode()),
    "an empty line first": b"\n " + feed().encode(),
    "a mark and an empty line first": b"\xef\xbb\xbf\n" + feed().encode(),
    "two marks": b"\xef\xbb\xbf\xef\xbb\xbf" + feed().encode(),
    "a warning first": b"<br />\n<b>Warning</b>: foo() in /a & b\n" + feed().encode(),
    "words first": b"Warning\n" + feed().encode(),
    "words behind": feed().encode() + b"\nbye",
    "tags behind": feed().encode() + b"</html><script>x</script>",
    "zeros behind": feed().encode() + b"\0\0",
    "bare ampersand": feed().replace("&amp;", "&").encode(),
    "control characters": feed().replace("&amp;", "\x0b&amp;&#11;").encode(),
    "undeclared prefixes": feed(item=ITEM.replace("<guid>", "<x:y z:a='b'/><guid>")).encode(),
    "cut off": feed().encode()[:-40],
}  # fmt: skip


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_titles_are_read(data: bytes) -> None:
    assert title(data) == "Größe & „Ende“"


def test_wrong_names_of_encodings_are_said() -> None:
    said = read_feed(feed("ISO-8859-1").encode(), "f").problems
    assert [problem.message for problem in said] == ["it says that it is ISO-8859-1, and is UTF-8"]
    said = read_feed(feed("ISO-8859-1").encode("cp1252"), "f").problems
    assert "is windows-1252" in said[0].message
    assert read_feed(feed("windows-1252").encode("cp1252"), "f").problems == ()


def test_signs_less_than_and_halves_of_signs() -> None:
    assert title(feed(item=ITEM.replace("&amp;", "<3 & &#xD83D;&#xDE00;")).encode()) == (
        "Größe <3 & 😀 „Ende“"
    )


def test_cdata_that_never_ends_hides_nothing() -> None:
    assert title(feed(item=ITEM.replace("Größe", "<![CDATA[Größe")).encode()) == "Größe & „Ende“"


def test_places_are_those_of_the_file() -> None:
    broken = "\n\n" + feed(item="\n" + ITEM.replace("&amp;", "&"))
    problems = read_feed(broken.encode(), "f").problems
    assert problems[0].line == 3
    assert len({problem.line for problem in problems}) == len(problems)


def test_of_several_enclosures_the_recording_counts() -> None:
    picture = '<enclosure url="https://a.example/1.jpg" length="3" type="image/jpeg"/>'
    read = read_feed(feed(item=ITEM.replace("<enclosure", f"{picture}<enclosure")).encode(), "f")
    assert read.items[0].enclosure is not None
    assert read.items[0].enclosure.url == "https://a.example/1.mp3"


NONE = {
    "HTML behind a mark": (b"\xef\xbb\xbf<!DOCTYPE html><html>", "web page"),
    "HTML in UTF-16": ("<html><head>".encode("utf-16"), "web page"),
    "XHTML": (b'<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x"/>', "web page"),
    "JSON Feed": (b'{"version": "https://jsonfeed.org/version/1.1"}', "JSON Feed"),
    "JSON": (b'[{"error": "x"}]', "JSON"),
    "Atom": (b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"/>', "Atom"),
    "OPML": (b"<opml version='2.0'><body/></opml>", "OPML"),
    "a recording": (b"ID3\x04\x00", "recording"),
    "an archive": (b"PK\x03\x04", "ZIP"),
    "a picture": (b"\x89PNG\r\n", "picture"),
    "text": (b"# Title\n\nHello", "text"),
    "cut off, packed": (gzip.compress(feed().encode())[:50], "its end is missing"),
    "broken, packed": (b"\x1f\x8b\x08\x00" + b"x" * 50, "broken"),
    "packed twice over": (gzip.compress(b""), "empty"),
}


@pytest.mark.parametrize(("data", "said"), NONE.values(), ids=NONE)
def test_what_is_no_feed_is_told(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        read_feed(data, "feed.xml")


def test_packed_feeds_are_bounded() -> None:
    with pytest.raises(UnpackingError, match="larger than 1 MB"):
        unpacked(gzip.compress(bytes(3 << 20)), 1 << 20)


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;',
        '<!ENTITY a "aaaa"><!ENTITY x "&a;&a;&a;&a;">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(declared: str, encoding: str) -> None:
    text = f"<!DOCTYPE rss [{declared}]>{feed(None).replace('&amp;', '&x;')}"
    with pytest.raises(DocumentError, match="entities"):
        read_feed(text.encode(encoding), "f")


def test_tags_in_cdata_take_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_SIGNS", 200)
    notes = f"<description><![CDATA[{'<b>x</b>' * 500}]]></description></item>"
    data = feed(item=ITEM.replace("</item>", notes)).encode()
    assert isinstance(read_feed(data, "f"), FeedSnapshot)
    for hidden in ("<!-- <![CDATA[ -->{}<!-- ]]> -->", "<?a <![CDATA[ ?>{}<?a ]]> ?>"):
        with pytest.raises(DocumentError, match="more than 200 tags"):
            read_feed(feed(item=hidden.format("<a/>" * 500)).encode(), "f")
    with pytest.raises(DocumentError, match=r"more than 200 tags|can't be read"):
        read_feed(feed(item=f"<a b='<![CDATA['/>{'<a/>' * 500}<a b=']]>'/>").encode(), "f")
