"""The grammar of feeds: it takes the specification's own examples, and refuses what is wrong."""

import copy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree

from publisher.feed import assemble
from publisher.feed.elements import NAMESPACES
from publisher.feed.podcast_tags import TAGS
from tests.corpora import CORPORA
from tests.feed.builders import feed_of, make_episode, make_plan, make_show
from tests.feed.published import named, parse
from tests.feed.rich import build_rich_feed
from tests.feed.validity import (
    LAX_TYPES,
    apple_faults,
    assert_as_promised,
    assert_readable,
    assert_valid_feed,
    assert_well_built,
    schema_faults,
)

FEEDS = CORPORA.parent / "feeds"
FEED_FOLDER = Path(__file__).parent
here = pytest.mark.skipif(not FEEDS.exists(), reason="the corpora aren't here")


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return build_rich_feed(tmp_path_factory.mktemp("rich"))


def test_a_feed_with_every_tag_is_valid(rich: bytes) -> None:
    assert_readable(rich)
    root = assert_valid_feed(rich)
    told = {element.tag for element in root.iter(etree.Element)}
    missing = {tag.name for tag in TAGS} - {_short(tag) for tag in told}
    assert missing == {"itunes:new-feed-url", "source"}  # a move; a feed of several shows


def _short(tag: str) -> str:
    prefixes = {uri: prefix for prefix, uri in NAMESPACES.items()}
    uri, _, local = tag[1:].rpartition("}")
    return f"{prefixes[uri]}:{local}" if uri in prefixes else tag


# -- what it must refuse


class Mutation(NamedTuple):
    """A change of what is found at `path`; it breaks types alone if `typed`."""

    path: str
    change: Callable[[Any], None]
    typed: bool = False


def drop(element: Any) -> None:
    element.getparent().remove(element)


def twice(element: Any) -> None:
    element.addnext(copy.deepcopy(element))


def without(name: str) -> Callable[[Any], None]:
    return lambda element: element.attrib.__delitem__(name)


def attribute(name: str, value: str) -> Callable[[Any], None]:
    return lambda element: element.set(name, value)


def text(value: str) -> Callable[[Any], None]:
    def change(element: Any) -> None:
        element.text = value

    return change


def child(tag: str, value: str | None = None) -> Callable[[Any], None]:
    def change(element: Any) -> None:
        etree.SubElement(element, named(tag)).text = value

    return change


def renamed(tag: str) -> Callable[[Any], None]:
    def change(element: Any) -> None:
        element.tag = named(tag)

    return change


CHANNEL, ITEM = "channel", "channel/item[1]"
MUTATIONS: Mapping[str, Mutation] = {
    "rss of another version": Mutation(".", attribute("version", "0.91")),
    "no title": Mutation("channel/title", drop),
    "two titles": Mutation("channel/title", twice),
    "an empty title": Mutation("channel/title", text(" "), typed=True),
    "no link": Mutation("channel/link", drop),
    "a link without host": Mutation("channel/link", text("/show"), typed=True),
    "no description": Mutation("channel/description", drop),
    "a long description": Mutation("channel/description", text("x" * 4001)),
    "no language": Mutation("channel/language", drop),
    "a language by name": Mutation("channel/language", text("German, mostly"), typed=True),
    "a date of another kind": Mutation("channel/lastBuildDate", text("2026-05-01T06:30:00Z")),
    "an image without address": Mutation("channel/image/url", drop),
    "explicit: clean": Mutation("channel/itunes:explicit", text("clean")),
    "explicit in capitals": Mutation("channel/itunes:explicit", text("True")),
    "no explicit": Mutation("channel/itunes:explicit", drop),
    "artwork as text": Mutation("channel/itunes:image", without("href")),
    "two artworks": Mutation("channel/itunes:image", twice),
    "two owners": Mutation("channel/itunes:owner", twice),
    "an owner's address without @": Mutation(
        "channel/itunes:owner/itunes:email", text("ann"), typed=True
    ),
    "a category without name": Mutation("channel/itunes:category", without("text")),
    "a category in a subcategory": Mutation(
        "channel/itunes:category/itunes:category", child("itunes:category")
    ),
    "a type of show": Mutation("channel/itunes:type", text("weekly")),
    "complete: true": Mutation("channel/itunes:complete", text("true")),
    "a tag of Apple's that is none": Mutation(CHANNEL, child("itunes:rating", "5")),
    "a tag of RSS that is none": Mutation(CHANNEL, child("subtitle", "x")),
    "a link of Atom without rel": Mutation("channel/atom:link", without("rel")),
    "a GUID that is none": Mutation("channel/podcast:guid", text("y0ur-gu1d")),
    "two GUIDs": Mutation("channel/podcast:guid", twice),
    "locked: true": Mutation("channel/podcast:locked", text("true")),
    "locked by nobody's address": Mutation(
        "channel/podcast:locked", attribute("owner", "ann"), typed=True
    ),
    "a medium that is none": Mutation("channel/podcast:medium", text("talk"), typed=True),
    "block: maybe": Mutation("channel/podcast:block", text("maybe")),
    "a person without name": Mutation("channel/podcast:person", text(""), typed=True),
    "a long name": Mutation("channel/podcast:person", text("x" * 129), typed=True),
    "a person's page that is a handle": Mutation(
        "channel/podcast:person", attribute("href", "@ann"), typed=True
    ),
    "funding without address": Mutation("channel/podcast:funding", without("url")),
    "long words for funding": Mutation("channel/podcast:funding", text("x" * 129), typed=True),
    "a place without name": Mutation("channel/podcast:location", text(""), typed=True),
    "coordinates without geo:": Mutation(
        "channel/podcast:location", attribute("geo", "48.2,16.3"), typed=True
    ),
    "a place at OpenStreetMap": Mutation(
        "channel/podcast:location", attribute("osm", "109166"), typed=True
    ),
    "the rel of a place": Mutation("channel/podcast:location", attribute("rel", "home")),
    "a licence unknown, without address": Mutation(
        "channel/podcast:license", text("mine"), typed=True
    ),
    "two licences": Mutation("channel/podcast:license", twice),
    "a trailer without date": Mutation("channel/podcast:trailer", without("pubdate")),
    "a trailer's date": Mutation("channel/podcast:trailer", attribute("pubdate", "2025-12-01")),
    "a trailer without title": Mutation("channel/podcast:trailer", text(""), typed=True),
    "an empty podroll": Mutation("channel/podcast:podroll/podcast:remoteItem", drop),
    "a remote item without GUID": Mutation("channel/podcast:remoteItem", without("feedGuid")),
    "a publisher of another medium": Mutation(
        "channel/podcast:publisher/podcast:remoteItem", attribute("medium", "podcast")
    ),
    "two publishers": Mutation("channel/podcast:publisher/podcast:remoteItem", twice),
    "podping: yes": Mutation("channel/podcast:podping", attribute("usesPodping", "yes")),
    "a rule of no frequency": Mutation(
        "channel/podcast:updateFrequency", attribute("rrule", "WEEKLY"), typed=True
    ),
    "a chat without server": Mutation("channel/podcast:chat", without("server")),
    "a chat of no known protocol": Mutation(
        "channel/podcast:chat", attribute("protocol", "telnet"), typed=True
    ),
    "a post without address": Mutation("channel/podcast:socialInteract", without("uri")),
    "a long note for machines": Mutation("channel/podcast:txt", text("x" * 4001)),
    "value without method": Mutation("channel/podcast:value", without("method")),
    "a share in percent": Mutation(
        "channel/podcast:value/podcast:valueRecipient", attribute("split", "95%")
    ),
    "a recipient without address": Mutation(
        "channel/podcast:value/podcast:valueRecipient", without("address")
    ),
    "a live item without status": Mutation("channel/podcast:liveItem", without("status")),
    "a live item that is over": Mutation("channel/podcast:liveItem", attribute("status", "over")),
    "a live item without beginning": Mutation("channel/podcast:liveItem", without("start")),
    "a live item that begins soon": Mutation(
        "channel/podcast:liveItem", attribute("start", "soon"), typed=True
    ),
    "a live item without GUID": Mutation("channel/podcast:liveItem/guid", drop),
    "a live item without a page": Mutation(
        "channel/podcast:liveItem/podcast:contentLink", drop, typed=True
    ),
    "a tag of the namespace that is none": Mutation(CHANNEL, child("podcast:rating", "5")),
    "a transcript of the channel": Mutation(CHANNEL, child("podcast:transcript")),
    "an item without title": Mutation(f"{ITEM}/title", drop),
    "an item without GUID": Mutation(f"{ITEM}/guid", drop),
    "isPermaLink: no": Mutation(f"{ITEM}/guid", attribute("isPermaLink", "no")),
    "an item without enclosure": Mutation(f"{ITEM}/enclosure", drop),
    "two enclosures": Mutation(f"{ITEM}/enclosure", twice),
    "an enclosure without length": Mutation(f"{ITEM}/enclosure", without("length")),
    "an enclosure of no length": Mutation(f"{ITEM}/enclosure", attribute("length", "None")),
    "an enclosure with a space": Mutation(
        f"{ITEM}/enclosure", attribute("url", "https://a.example/a b.mp3"), typed=True
    ),
    "an enclosure of type mp3": Mutation(f"{ITEM}/enclosure", attribute("type", "mp3"), typed=True),
    "no date": Mutation(f"{ITEM}/pubDate", drop),
    "a date without zone": Mutation(f"{ITEM}/pubDate", text("Fri, 01 May 2026 04:30:00")),
    "a duration in words": Mutation(f"{ITEM}/itunes:duration", text("31 minutes")),
    "a duration of 0": Mutation(f"{ITEM}/itunes:duration", text("0")),
    "episode 0": Mutation(f"{ITEM}/itunes:episode", text("0")),
    "an episode's type": Mutation(f"{ITEM}/itunes:episodeType", text("Full")),
    "a season by name": Mutation(f"{ITEM}/podcast:season", text("one")),
    "two seasons": Mutation(f"{ITEM}/podcast:season", twice),
    "an episode's number in words": Mutation(f"{ITEM}/podcast:episode", text("two")),
    "a long moniker": Mutation(
        f"{ITEM}/podcast:episode", attribute("display", "x" * 33), typed=True
    ),
    "a transcript without type": Mutation(f"{ITEM}/podcast:transcript", without("type")),
    "a transcript's rel": Mutation(f"{ITEM}/podcast:transcript", attribute("rel", "subtitles")),
    "two files of chapters": Mutation(f"{ITEM}/podcast:chapters", twice),
    "chapters without type": Mutation(f"{ITEM}/podcast:chapters", without("type")),
    "a chapter without title": Mutation(f"{ITEM}/psc:chapters/psc:chapter", without("title")),
    "a chapter's start": Mutation(f"{ITEM}/psc:chapters/psc:chapter", attribute("start", "1 min")),
    "a soundbite without duration": Mutation(f"{ITEM}/podcast:soundbite", without("duration")),
    "another recording without source": Mutation(
        f"{ITEM}/podcast:alternateEnclosure/podcast:source[2]", renamed("podcast:integrity")
    ),
    "another recording without type": Mutation(
        f"{ITEM}/podcast:alternateEnclosure", without("type")
    ),
    "a source without address": Mutation(
        f"{ITEM}/podcast:alternateEnclosure/podcast:source", without("uri")
    ),
    "integrity by MD5": Mutation(
        f"{ITEM}/podcast:alternateEnclosure/podcast:integrity", attribute("type", "md5")
    ),
    "a split that pays nobody": Mutation(
        f"{ITEM}/podcast:value/podcast:valueTimeSplit/podcast:remoteItem", drop
    ),
    "a thumbnail without address": Mutation(f"{ITEM}/media:thumbnail", without("url")),
    "an unknown attribute": Mutation(f"{ITEM}/podcast:transcript", attribute("lang", "de")),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_is_wrong_is_refused(name: str, rich: bytes) -> None:
    mutation = MUTATIONS[name]
    root = etree.fromstring(rich)
    found = root if mutation.path == "." else root.find(mutation.path, NAMESPACES)
    assert found is not None
    mutation.change(found)
    assert schema_faults(root)
    assert bool(schema_faults(root, lax=True)) is not mutation.typed
    with pytest.raises(AssertionError):
        assert_valid_feed(etree.tostring(root))


def test_the_mutations_are_many() -> None:
    assert len(MUTATIONS) >= 40


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("channel/itunes:image", drop),
        ("channel/itunes:category[2]", attribute("text", "technology")),
        ("channel/itunes:category/itunes:category", attribute("text", "Technology")),
        ("channel/atom:link[@rel='self']", drop),
        ("channel/description", text(" ")),
        ("channel/description", text("ü" * 2001)),
        ("channel/item/description", drop),
        ("channel/item/enclosure", attribute("length", "0")),
        ("channel/item[2]/enclosure", attribute("url", "https://media.example.com/0.mp3")),
    ],
)
def test_what_apple_refuses(path: str, change: Callable[[Any], None], rich: bytes) -> None:
    root = etree.fromstring(rich)
    assert list(apple_faults(root)) == []
    change(root.find(path, NAMESPACES))
    assert list(apple_faults(root))


def test_no_two_items_have_one_guid(rich: bytes) -> None:
    root = etree.fromstring(rich)
    guids = root.findall("channel/item/guid")
    guids[0].text = guids[1].text
    with pytest.raises(AssertionError, match="twice"):
        assert_well_built(etree.tostring(root))


def test_every_lax_type_is_one_of_the_grammar() -> None:
    defined = set()
    for file in ("podcast_namespace.rng", "feed.rng"):
        grammar = etree.parse(str(FEED_FOLDER / file)).getroot()
        defined |= {each.get("name") for each in grammar if isinstance(each.tag, str)}
    assert {f"type.{name}" for name in LAX_TYPES} < defined


# -- what it must take


class Deviation(NamedTuple):
    """Where a feed strays from its own specification, and the mend of it."""

    why: str
    path: str
    mend: Callable[[Any], None]


def whole_url(chapters: Any) -> None:
    chapters.set("url", chapters.get("url").replace(" ", "%20"))


def nameless(person: Any) -> None:
    if not person.text:
        drop(person)


def page(live_item: Any) -> None:
    etree.SubElement(live_item, named("podcast:contentLink"), href="https://example.com/live")


UUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
DEVIATIONS: Mapping[str, tuple[Deviation, ...]] = {
    "podcast-namespace-example": (
        Deviation("its GUID only looks like one", "channel/podcast:guid", text(UUID)),
        Deviation("RSS wants the address first", "channel/item/author", text("j@example.com (J)")),
    ),
    "podcasting20-show": (
        Deviation("Apple's explicit was yes or no", ".//itunes:explicit", text("false")),
        Deviation("RSS wants an address", "channel/item/author", text("a@example.com (A)")),
        Deviation("people without name", "channel/item/podcast:person", nameless),
        Deviation("an address with a space", "channel/item/podcast:chapters", whole_url),
    ),
    "podverse-test-feed": (
        Deviation("no address", "channel/link", text("https://podverse.example.com/")),
        Deviation("RSS's picture as attributes", "channel/image", drop),
        Deviation("categories without name", "channel/itunes:category", drop),
        Deviation("no address of the owner", "channel/itunes:owner/itunes:email", drop),
        Deviation("no itunes:explicit", "channel", child("itunes:explicit", "false")),
        Deviation("explicit was yes or no", "channel/item/itunes:explicit", text("false")),
        Deviation("durations with fractions", "channel/item/itunes:duration", text("1")),
        Deviation(
            "the language in `language`",
            "channel/item/podcast:alternateEnclosure[@language]",
            without("language"),
        ),
        Deviation("streams without length", "*/*/enclosure[@length='']", attribute("length", "1")),
        Deviation(
            "live items without a page",
            "channel/podcast:liveItem",
            page,
        ),
        Deviation("a tag of RSS that is none", "channel/podcast:liveItem/duration", drop),
    ),
}


@here
@pytest.mark.parametrize("name", DEVIATIONS)
def test_published_feeds_are_valid_but_for_known_deviations(name: str) -> None:
    data = (FEEDS / f"{name}.xml").read_bytes()
    mended = _mended(data, DEVIATIONS[name])
    assert schema_faults(mended) == []
    for deviation in DEVIATIONS[name]:
        others = [each for each in DEVIATIONS[name] if each is not deviation]
        assert schema_faults(_mended(data, others)), f"no longer: {deviation.why}"


def _mended(data: bytes, deviations: Any) -> Any:
    root = parse(data)
    for deviation in deviations:
        for element in root.findall(deviation.path, NAMESPACES):
            deviation.mend(element)
    return root


# -- the watch over every build


def test_every_feed_that_is_assembled_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    import publisher.building
    import tests.feed.builders

    checked = assemble.assemble_feed
    for module in (publisher.building, tests.feed.builders):
        bound = vars(module).get("assemble_feed", checked)
        assert bound is checked
    assert hasattr(checked, "__wrapped__"), "tests/conftest.py has it wrapped"


def test_the_promise_is_the_whole_one_for_a_sound_show(rich: bytes) -> None:
    sound, incomplete = make_plan(make_episode()), make_plan(show=make_show(artwork=None))
    assert sound.channel is not None
    assert incomplete.channel is not None
    without_image = feed_of(incomplete)
    assert_as_promised(without_image, incomplete.channel, incomplete.items)
    assert_well_built(without_image)
    with pytest.raises(AssertionError, match="no itunes:image"):
        assert_as_promised(without_image, sound.channel, sound.items)
