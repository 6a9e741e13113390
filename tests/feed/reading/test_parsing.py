import codecs
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import DocumentError
from publisher.feed.diff.compare import compare
from publisher.feed.reading import parsing
from publisher.feed.reading.parsing import read_feed
from publisher.feed.reading.snapshot import (
    FeedSnapshot,
    SnapshotEnclosure,
    SnapshotFile,
    SnapshotPerson,
)
from tests.feed.snapshots import NAMES, manifest, real_feed

WHOLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:psc="http://podlove.org/simple-chapters">
<channel>
<title>The Talk</title><description>Two talk.</description><link>https://example.com/</link>
<atom:link href="https://example.com/feed.xml" rel="self"/>
<atom:link href="https://example.com/feed-2.xml" rel="next"/>
<language>en</language><copyright>Ann</copyright><generator>us</generator>
<itunes:author>Ann</itunes:author><itunes:type>serial</itunes:type>
<itunes:image href="https://example.com/c.jpg"/><itunes:explicit>clean</itunes:explicit>
<itunes:owner><itunes:name>Ann H</itunes:name>
<itunes:email>a@example.com</itunes:email></itunes:owner>
<itunes:category text="Society &amp; Culture">
<itunes:category text="Documentary"/></itunes:category>
<itunes:category text="Technology"/>
<itunes:new-feed-url>https://new.example.com/feed.xml</itunes:new-feed-url>
<itunes:block>Yes</itunes:block><itunes:complete>Yes</itunes:complete>
<podcast:guid>abc</podcast:guid><podcast:locked>yes</podcast:locked>
<podcast:person role="host" href="https://ann.example" img="https://ann.example/i.jpg">Ann</podcast:person>
<item>
<title>One</title><guid>g-1</guid><link>https://example.com/1</link>
<pubDate>Mon, 05 Jan 2026 06:30:00 +0100</pubDate>
<enclosure url=" https://cdn.example.com/1.mp3 " length="123" type="audio/mpeg"/>
<itunes:duration>1:02:03</itunes:duration><itunes:season>2</itunes:season>
<itunes:episode>7</itunes:episode><itunes:episodeType>bonus</itunes:episodeType>
<itunes:explicit>yes</itunes:explicit><itunes:image href="https://example.com/1.jpg"/>
<itunes:block>yes</itunes:block><itunes:keywords>a, b</itunes:keywords>
<description><![CDATA[<p>Notes &amp; more</p>]]></description>
<content:encoded><![CDATA[<p>All notes</p>]]></content:encoded>
<itunes:summary>Short</itunes:summary>
<podcast:chapters url="https://example.com/1.json" type="application/json+chapters"/>
<podcast:transcript url="https://example.com/1.vtt" type="text/vtt" language="en"/>
<psc:chapters><psc:chapter start="0" title="a"/><psc:chapter start="9" title="b"/></psc:chapters>
<podcast:person role="guest">Bob</podcast:person>
</item>
</channel></rss>
"""


def feed(inner: str, head: str = '<?xml version="1.0"?>\n<rss><channel><title>T</title>') -> bytes:
    return f"{head}{inner}</channel></rss>".encode()


def item(inner: str) -> bytes:
    return feed(f"<item>{inner}</item>")


def test_all_that_a_feed_says() -> None:
    read = read_feed(WHOLE.encode(), "feed.xml")
    [one] = read.items
    assert one.published == datetime(2026, 1, 5, 5, 30, tzinfo=UTC)
    assert (one.title, one.guid) == ("One", "g-1")
    assert one.enclosure == SnapshotEnclosure("https://cdn.example.com/1.mp3", 123, "audio/mpeg")
    assert (one.duration_seconds, one.season, one.number) == (3723, 2, 7)
    assert (one.type, one.explicit, one.block, one.keywords) == ("bonus", True, True, "a, b")
    assert (one.description, one.content) == ("<p>Notes &amp; more</p>", "<p>All notes</p>")
    assert (one.summary, one.image) == ("Short", "https://example.com/1.jpg")
    assert one.chapters == SnapshotFile("https://example.com/1.json", "application/json+chapters")
    assert one.transcripts == (SnapshotFile("https://example.com/1.vtt", "text/vtt", "en"),)
    assert (one.inline_chapters, one.people) == (2, (SnapshotPerson("Bob", "guest"),))
    assert read.items[0].line == 22
    assert read.categories == (("Society & Culture", "Documentary"), ("Technology",))
    assert (read.feed_url, read.next_page) == (
        "https://example.com/feed.xml",
        "https://example.com/feed-2.xml",
    )
    assert (read.owner_name, read.owner_email) == ("Ann H", "a@example.com")
    assert (read.block, read.complete, read.locked, read.explicit) == (True, True, True, False)
    assert (read.guid, read.type, read.artwork) == ("abc", "serial", "https://example.com/c.jpg")
    assert read.new_feed_url == "https://new.example.com/feed.xml"
    assert [person.url for person in read.people] == ["https://ann.example"]
    assert (read.title, read.author, read.language, read.generator) == (
        "The Talk",
        "Ann",
        "en",
        "us",
    )
    assert read.problems == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_real_feed_is_read_to_its_last_item(name: str) -> None:
    read, told = real_feed(name), manifest()[name]
    assert len(read.items) == int(told["items"])
    assert read.title
    silent = sum(each.enclosure is None for each in read.items)
    assert silent == int(told["items_without_enclosure"])
    assert all(each.title for each in read.items)
    assert bool(read.problems) == (told["lxml"] == "malformed")
    assert sum(bool(each.inline_chapters) for each in read.items) == int(told["psc_chapter_items"])
    undated = [each.published_text for each in read.items if each.published is None]
    assert len(undated) <= 4


def test_the_first_problem_is_told_with_its_place() -> None:
    problem = real_feed("alien-ufo.xml").problems[0] if NAMES else None
    if problem is None:
        pytest.skip("no corpora")
    assert (problem.line, problem.column) == (29, 33)
    assert "line" not in problem.message


# ------------------------------------------------------------ broken, and read all the same


@pytest.mark.parametrize(
    "data",
    [
        b"\n\n" + WHOLE.encode(),
        codecs.BOM_UTF8 + WHOLE.encode(),
        WHOLE.replace("UTF-8", "utf-16").encode("utf-16"),
        WHOLE.replace('encoding="UTF-8"', 'encoding="utf-16"').encode(),
        WHOLE.replace("UTF-8", "no-such-encoding").encode(),
        WHOLE.replace("UTF-8", "punycode").encode(),
        WHOLE.replace("Two talk.", "Two\x08 talk.").encode(),
        WHOLE.replace("Two talk.", "Two&#8; talk.").encode(),
        WHOLE.replace("Two talk.", "Two&#99999999; talk.").encode(),
        WHOLE.replace("</rss>", "").encode(),
        WHOLE.encode() + b"\x00\x00",
    ],
)
def test_what_is_broken_is_read_as_far_as_it_goes(data: bytes) -> None:
    read = read_feed(data, "feed.xml")
    assert (read.title, read.description, len(read.items)) == ("The Talk", "Two talk.", 1)
    assert read.items[0].content == "<p>All notes</p>"


def test_ampersands_and_entities_of_html() -> None:
    read = read_feed(item("<title>A & B &eacute;&nbsp;&lt;i&gt; AT&T &foo;</title>"), "f")
    assert read.items[0].title == "A & B é\xa0<i> AT&T &foo;"
    assert read.problems


def test_entities_in_cdata_are_left_to_html() -> None:
    data = item("<title>A & B</title><description><![CDATA[x &eacute; & y]]></description>")
    assert read_feed(data, "f").items[0].description == "x &eacute; & y"


def test_latin_bytes_in_what_calls_itself_utf8() -> None:
    data = WHOLE.replace("Two talk.", "Zw\xf6lf \x93reden\x94 – ÄÖÜ")
    mixed = data.encode("latin-1", "ignore").replace(b"\x93", b"\x93").replace(b"\x94", b"\x94")
    assert read_feed(mixed, "f").description == "Zwölf “reden”  ÄÖÜ"


def test_prefixes_that_were_never_declared() -> None:
    data = feed(
        "<itunes:author>Ann</itunes:author><item><title>x</title>"
        "<itunes:duration>60</itunes:duration></item>"
    )
    read = read_feed(data, "f")
    assert (read.author, read.items[0].duration_seconds) == ("Ann", 60)


def test_rss_in_odd_case() -> None:
    data = (
        b"<RSS><Channel><TITLE>T</TITLE><Item><Title>x</Title><GUID isPermalink='false'>g</GUID>"
        b"<PubDate>2026-01-02</PubDate><Enclosure URL='https://a/1.mp3' Length='5'/></Item>"
        b"<ITEM><title>y</title></ITEM></Channel></RSS>"
    )
    read = read_feed(data, "f")
    assert [each.title for each in read.items] == ["x", "y"]
    assert read.items[0].enclosure == SnapshotEnclosure("https://a/1.mp3", 5)


def test_missing_and_repeated_guids_stay_as_they_are() -> None:
    data = feed(
        "<item><title>a</title></item><item><guid> </guid></item>"
        "<item><guid>g</guid></item><item><guid>g</guid></item>"
    )
    assert [each.guid for each in read_feed(data, "f").items] == [None, None, "g", "g"]


def test_items_of_other_namespaces_are_none() -> None:
    data = feed('<x:item xmlns:x="https://x.example"><title>no</title></x:item>')
    assert read_feed(data, "f").items == ()


def test_what_stands_in_for_missing_tags() -> None:
    data = feed(
        "<image><url>https://a/c.png</url></image><managingEditor>Ed</managingEditor>"
        '<item xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date>2026-01-02T03:04:05Z</dc:date>'
        "<dc:creator>Bob</dc:creator></item>"
    )
    read = read_feed(data, "f")
    assert (read.artwork, read.author, read.items[0].author) == ("https://a/c.png", "Ed", "Bob")
    assert read.items[0].published == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


# ------------------------------------------------------------ no feed, and traps


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"\n<html xmlns='x'><p>hello</html>", "web page"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>', "Atom"),
        (b"<opml><body/></opml>", "OPML"),
        (b"<urlset/>", "no <channel>"),
        (b'{"json": 1}', "JSON and no feed"),
    ],
)
def test_what_is_no_feed_says_so(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        read_feed(data, "https://example.com/feed")
    assert str(caught.value).startswith("https://example.com/feed:")


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY a "lol"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;',
    ],
)
def test_entities_are_never_followed(declared: str) -> None:
    head = f"<!DOCTYPE rss [{declared}]><rss><channel><title>T &x;</title>"
    with pytest.raises(DocumentError, match="entities"):
        read_feed(feed("<item><title>&x;</title></item>", head), "f")
    with pytest.raises(DocumentError, match="entities"):
        read_feed(feed("", head), "f")


def test_a_doctype_alone_does_no_harm() -> None:
    head = (
        '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://127.0.0.1:1/rss.dtd">'
        "<rss><channel><title>T</title>"
    )
    assert read_feed(feed("<item/>", head), "f").title == "T"


def test_attributes_that_grow_are_cut_short() -> None:
    layers = '<!ENTITY l0 "xxxxxxxxxxxxxxxxxxxx">' + "".join(
        f'<!ENTITY l{number} "{f"&l{number - 1};" * 30}">' for number in range(1, 8)
    )
    head = f"<!DOCTYPE rss [{layers}]><rss><channel><title>T</title>"
    with pytest.raises(DocumentError):
        read_feed(feed('<item><enclosure url="&l7;"/></item>', head), "f")


def test_depth_is_bounded() -> None:
    deep = "<item>" + "<a>" * 100_000 + "</a>" * 100_000 + "</item>"
    try:
        read = read_feed(feed(deep + "<item><title>x</title></item>"), "f")
    except DocumentError:
        return
    assert read.problems


def test_many_unclosed_cdata_take_no_time() -> None:
    data = feed("<item><title>A & B</title></item>" + "<![CDATA[" * 200_000)
    assert isinstance(read_feed(data, "f"), FeedSnapshot)


def test_what_is_large_and_broken_is_not_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_REPAIRED_BYTES", 50)
    with pytest.raises(DocumentError, match=r"^f:1:\d+: can't be read as a feed") as caught:
        read_feed(b"<rss><channel><title>A & B</title>" + b"<item/>" * 9 + b"</channel></rss>", "f")
    assert caught.value.column > 1


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6), st.integers(0, 40)),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_happened_to_a_feed_nothing_else_is_raised(
    edits: list[tuple[int, bytes, int]],
) -> None:
    data = WHOLE.encode()
    for at, new, length in edits:
        data = data[:at] + new + data[at + length :]
    try:
        read = read_feed(data, "f")
    except DocumentError:
        return
    assert compare(read, read).changes == ()
    compare(read_feed(WHOLE.encode(), "f"), read)


def test_items_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_ITEMS", 3)
    with pytest.raises(DocumentError, match="more than 3 items"):
        read_feed(feed("<item/>" * 4), "f")


def test_bytes_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_BYTES", 10)
    with pytest.raises(DocumentError, match="larger than"):
        read_feed(feed("<item/>"), "f")


@pytest.mark.parametrize(
    ("doctype", "crowd"),
    [
        ("", "<a/>" * 31),
        ("", "<a " + 'b="" ' * 31 + "/>"),
        ('<!DOCTYPE rss SYSTEM "x">', "&a;" * 31),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_signs_that_fill_the_memory_are_counted(
    monkeypatch: pytest.MonkeyPatch, doctype: str, crowd: str, encoding: str
) -> None:
    monkeypatch.setattr(parsing, "MOST_SIGNS", 30)
    data = f"{doctype}<rss><channel><title>T</title>{crowd}</channel></rss>".encode(encoding)
    with pytest.raises(DocumentError, match="more than 30 tags"):
        read_feed(data, "f")


def test_tags_that_never_end_take_no_time() -> None:
    read = read_feed(feed("<title>The Talk</title>" + "<a " * 300_000), "f")
    assert read.problems
