"""Real feeds, imported and published again: nothing that a listener sees is lost or changed.

Each of the corpus's feeds is imported, built, and read back by three readers. What differs all the
same stands in `EXCEPTIONS`, with its reason; one that no longer occurs fails the test. With the
boilerplate taken out of the notes, the built ones must still say and link all that they did.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.commands import run
from tests.corpora import CORPORA
from tests.feed.comparing import Difference, differences
from tests.feed.listening import READERS

FEEDS = CORPORA.parent / "feeds"
COUNT = 54
LATER = "2027-01-01T00:00:00Z"  # than any item

RSS_PICTURE = "RSS's own picture, of 144 pixels at most, was another one than the artwork"
EMPTY_LINK = "a link without words, which browsers hide, is shown by its address: no link is lost"
BROKEN_HTML = "HTML that isn't closed, or quoted: each reader repairs it in its own way"
RELATIVE = "an address without host: ours is made whole, against the page that we publish"
NO_LINK = "it has no link: readers take the GUID, or the feed's address, for one"
BAD_LINK = "the link is no address, so that of our page stands in for it"
ORDER = "items out of the order of their dates: ours are sorted, newest first"
OWNER_NAME = "the owner has an address and no name: Apple wants both, so show.toml does"
LOCKED = "`podcast:locked` names the owner's address, which `owner` gives"
CHAPTERS_TYPE = "the type is the one that the specification prefers"
SPACE = "an address with a space in it, which players refuse: it is percent-encoded"
OLD_ADDRESS = "the address that the old feed has moved to: ours would send subscribers back to it"
EMOJI = "a picture of an emoji becomes the emoji"

EXCEPTIONS: Mapping[str, Mapping[str, str]] = {
    "99pi": {"channel artwork": RSS_PICTURE},
    "alien-ufo": {"channel new feed": OLD_ADDRESS},
    "all-things-chemical-broken": {"channel owner": "an ampersand that was escaped half"},
    "appload": {
        "enclosure": SPACE,
        "items": "two items have no date that is one",
        "links": BROKEN_HTML,
    },
    "de-grote-podcast": {"channel new feed": OLD_ADDRESS, "link": NO_LINK},
    "deprogram-2026": {"notes": EMPTY_LINK},
    "der-lautsprecher-2015": {"links": EMPTY_LINK, "notes": EMPTY_LINK},
    "der-lautsprecher-broken": {"link": BAD_LINK},
    "design-details": {"links": RELATIVE},
    "fanboys": {"notes": EMPTY_LINK},
    "fivethirtyeight-archive": {"channel new feed": OLD_ADDRESS, "order": ORDER},
    "geek-whisperers": {
        "channel artwork": RELATIVE,
        "channel link": RELATIVE,
        "image": RELATIVE,
        "link": RELATIVE,
        "links": RELATIVE,
        "notes": EMOJI,
        "summary": "the description leaves pictures out of the notes",
    },
    "giant-bombcast": {"channel artwork": RSS_PICTURE},
    "kabbalah-daily": {"order": ORDER},
    "launched": {"channel podcast:locked": LOCKED},
    "linux-unplugged-2018": {"channel artwork": RSS_PICTURE},
    "linux-unplugged-2020": {
        "channel podcast:locked": LOCKED,
        "notes": "a sign that nobody sees, and that keeps a line from breaking",
        "podcast:chapters": CHAPTERS_TYPE,
    },
    "lofici-de-viure": {"link": NO_LINK},
    "meitore": {"order": ORDER},
    "mobile-people-talks": {
        "links": BROKEN_HTML,
        "order": ORDER,
        "summary": "the description, which apps don't show beside longer notes, says more",
    },
    "mysterious-universe": {"notes": EMOJI},
    "mythes-et-legendes": {
        "channel owner": OWNER_NAME,
        "channel subtitle": "an apostrophe that was escaped twice is one again",
        "order": ORDER,
    },
    "new-rustacean": {
        "links": RELATIVE,
        "notes": EMPTY_LINK,
    },
    "old-time-radio-mystery": {
        "date": "one of 352 seconds past the minute: we keep the day",
        "enclosure": SPACE,
        "items": "three items have no date that is one, such as one of 24:28 o'clock",
        "link": BAD_LINK,
        "order": ORDER,
    },
    "podcast-help-desk": {"channel new feed": OLD_ADDRESS},
    "podcast-namespace-example": {
        "channel blocked": "`podcast:block` for everybody means Apple, too",
        "channel podcast:guid": "the example's is no UUID, so the show gets one",
        "channel podcast:locked": LOCKED,
        "podcast:chapters": CHAPTERS_TYPE,
    },
    "podcasting20-show": {
        "notes": EMPTY_LINK,
        "people": "a person without a name",
        "podcast:chapters": CHAPTERS_TYPE,
        "podcast:person": "a person without a name",
        "podcast:transcript": 'SRT has times, so it is marked as captions (`rel="captions"`)',
    },
    "podlovers": {"links": "a link to words that are no address"},
    "podverse-test-feed": {
        "channel link": NO_LINK,
        "channel owner": OWNER_NAME,
        "channel podcast:liveItem": "a live item links to the show's page; its length is a number",
        "channel title": "feedparser takes the live item's title for the channel's",
        "podcast:alternateEnclosure": "the language stands in `lang`, as the specification says",
    },
    "revolutions": {"items": "two items have no enclosure", "links": RELATIVE, "order": ORDER},
    "rtve-tiempo-de-valientes": {
        "channel owner": OWNER_NAME,
        "links": "feedparser takes `itunes:summary` for the description, which has the links",
        "notes": "feedparser takes `itunes:summary` for the description, which has more words",
    },
    "se-radio": {"links": RELATIVE, "notes": EMPTY_LINK},
    "serial": {"channel new feed": OLD_ADDRESS},
    "spar-acast": {
        "channel description": "show.toml is plain: an address stands behind its words",
        "channel link": "feedparser takes the link of a tag of Acast's for the channel's",
        "channel owner": OWNER_NAME,
    },
    "streetfightradio": {"channel artwork": RSS_PICTURE, "channel owner": OWNER_NAME},
    "taverncast": {
        "Apple's title": "two items with one GUID: see items",
        "channel artwork": "Apple's picture is no address, so readers take that of RSS",
        "duration": "two items with one GUID: see items",
        "image": "Apple's picture is no address, so readers take that of RSS",
        "items": "two items with one GUID: the newer one gets a GUID of its own",
        "order": ORDER,
        "summary": "a third form of the notes: two are kept",
        "title": "two items with one GUID: see items",
    },
    "zeitsprung": {
        "channel subtitle": "a subtitle ends after 255 characters, where Apple cuts it",
        "links": EMOJI,
        "number": "Apple takes no episode 0; `podcast:episode` says it",
        "people": "an address of mail in place of a web address",
    },
}
TWINS = ("old-time-radio-mystery", "taverncast")
"""Feeds in which two items have one GUID: the newer one gets a GUID of its own."""

HEADINGS = frozenset({"by", "link", "message", "sponsor", "sponsored", "sponsors", "werbung"})
"""Words that stand over what was moved; another heading stands over it now."""


def republish(file: Path, root: Path, *options: str, slug: str | None = None) -> bytes:
    """Import a feed, build it, and return it as it is published then."""
    slug = slug or file.stem
    root.mkdir(exist_ok=True)
    outcome = run("import", str(file), "--show", slug, *options, root=root)
    assert outcome.code == 0, outcome
    outcome = run("build", "--offline", "--at", LATER, root=root)
    assert outcome.code == 0, outcome
    return (root / "feeds" / slug / "feed.xml").read_bytes()


def feeds() -> list[Any]:
    files = sorted(FEEDS.glob("*.xml"))
    if not files:
        return [pytest.param(FEEDS, marks=pytest.mark.skip("the corpora aren't here"))]
    return [pytest.param(file, id=file.stem) for file in files]


@pytest.mark.parametrize("file", feeds())
def test_nothing_is_lost(file: Path, tmp_path: Path) -> None:
    published = file.read_bytes()
    built = republish(file, tmp_path, "--keep-boilerplate")
    found: dict[str, Difference] = {}
    for read in READERS.values():
        before, after = read(published), read(built)
        if before is not None:
            assert after is not None
            for difference in differences(before, after):
                found.setdefault(difference.field, difference)
    known = EXCEPTIONS.get(file.stem, {})
    lost = {field: found[field] for field in found.keys() - known.keys()}
    assert not lost
    assert not known.keys() - found.keys(), "these exceptions occur no longer"
    new = str(tmp_path / "feeds" / file.stem / "feed.xml")
    told = json.loads(run("diff", str(file), new, "--format", "json", root=tmp_path).out)
    kinds = {change["kind"] for each in told["feeds"] for change in each["changes"]}
    assert ("guid-changed" in kinds) is (file.stem in TWINS)


@pytest.mark.parametrize("file", feeds())
def test_what_is_said_once_is_still_said_in_each_episode(file: Path, tmp_path: Path) -> None:
    whole = READERS["lxml"](republish(file, tmp_path / "whole", "--keep-boilerplate"))
    tidied = READERS["lxml"](republish(file, tmp_path / "tidied"))
    assert whole is not None
    assert tidied is not None
    assert [item["guid"] for item in tidied.items] == [item["guid"] for item in whole.items]
    for before, after in zip(whole.items, tidied.items, strict=True):
        assert set(after["links"]) >= set(before["links"]), before["guid"]
        lost = said(before["notes"]) - said(after["notes"])
        addresses = " ".join((*after["links"], *after["notes"])).lower()
        assert {word for word in lost if word not in addresses} <= HEADINGS, before["guid"]


def said(words: list[str]) -> set[str]:
    """Return words in small letters, without the signs around them."""
    return {word.strip(":-–—.,!()").lower() for word in words} - {""}


SIGNS = (
    "CDATA ends ]]&gt; here",
    "entities &amp;amp; &amp;lt;b&amp;gt; &amp;eacute;",
    "a&#160;no-break space",
    "👩‍👩‍👧 and 🏳️‍🌈",
    "עברית \u2067with\u2069 مرحبا",
    "e\u0301 as two signs",
    "lines\r\nthat end\rin any way",
    "tabs\tand  spaces",
)


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_survives(sign: str, tmp_path: Path) -> None:
    published = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>{sign}</title><link>https://example.com/</link>
<description>{sign}</description><language>en</language><item><title>{sign}</title>
<guid>one &amp; only</guid><pubDate>Fri, 02 Jan 2026 06:30:00 +0000</pubDate>
<enclosure url="https://example.com/1.mp3" length="12345678" type="audio/mpeg"/>
<description>{sign}</description></item></channel></rss>""".encode()
    file = tmp_path / "old.xml"
    file.write_bytes(published)
    built = republish(file, tmp_path, slug="signs")
    for name, read in READERS.items():
        before, after = read(published), read(built)
        assert before is not None
        assert after is not None
        found = {each.field for each in differences(before, after)}
        allowed = {"link"}  # it has none: readers make one up
        if "&amp;lt;" in sign:  # a description in HTML becomes plain words
            allowed.add("channel description")
        assert found <= allowed, name
    if "#160" in sign:
        assert "a\u00a0no-break".encode() in built


@pytest.mark.skipif(not FEEDS.exists(), reason="the corpora aren't here")
def test_the_corpus_is_whole() -> None:
    names = {file.stem for file in FEEDS.glob("*.xml")}
    assert len(names) == COUNT
    assert names >= EXCEPTIONS.keys()
