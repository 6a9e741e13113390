"""What every feed that we build must be: well-formed, as the specifications say, and readable.

Two promises. `assert_well_built` holds of any feed, however hostile or incomplete its show: each
tag stands where it may, as often as it may, with the attributes it must have; numbers, dates and
truth values are such. `assert_valid_feed` holds where no rule finds an error in the show: then
each address, language, media type and the like is one, too, and nothing that Apple asks is missing.

`check_builds` watches over every feed that the tests build in-process (see `tests/conftest.py`).
"""

import copy
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, wraps
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from publisher.feed import assemble
from publisher.feed.elements import NAMESPACES
from publisher.feed.plan import Channel, FeedItem
from publisher.model import Severity
from publisher.rules.catalogue import Context
from publisher.rules.feed.apple_categories import apple_categories
from publisher.rules.runner import judge_episode, judge_show

HERE = Path(__file__).parent
RNG = "http://relaxng.org/ns/structure/1.0"
LIMIT_BYTES = 4000  # of descriptions (Apple, PSP-1)
READ_BYTES = 1_000_000  # of feeds that clients read in every test; some tests read larger ones
LAX_TYPES = (
    *("url", "uri", "media", "language", "email", "said", "name", "label", "short-label", "slug"),
    *("iso8601", "rrule", "geo", "osm", "country", "aspect-ratio", "known-license", "medium"),
    *("chat-protocol", "social-protocol", "sri", "base64", "mailbox", "srcset"),
)
"""Types whose values come from the show's files as they are; a rule says where one is wrong."""

UNSOUND = ("F104", "F203", "F205", "F15", "F16", "F25", "F26", "F27")
"""Beginnings of warnings that leave something wrong in a feed: a category that Apple has no more, a
length that is none, an enclosure that another item has, a tag of the podcast namespace with a value
that apps don't know.
"""


@cache
def _schema(*, lax: bool) -> etree.RelaxNG:
    """Return the grammar; where it is lax, any text does for the types of `LAX_TYPES`."""
    names: dict[Any, str] = {None: RNG, **NAMESPACES}
    grammar = etree.Element(_rng("grammar"), nsmap=names)
    for name in ("podcast_namespace.rng", "feed.rng"):
        given = etree.parse(str(HERE / name)).getroot()
        for part in given.iterchildren(_rng("start"), _rng("define")):
            part.attrib.update({key: given.get(key) for key in ("ns", "datatypeLibrary")})
            grammar.append(part)
    defined = {part.get("name"): part for part in grammar}
    for interleave in list(grammar.iter(_rng("interleave"))):
        _flatten(interleave, defined)
    for name in LAX_TYPES if lax else ():
        defined[f"type.{name}"][:] = [etree.Element(_rng("text"))]
    if lax:
        links = defined["live-item-links"]
        links[0].tag = _rng("zeroOrMore")
    return etree.RelaxNG(grammar)


def _rng(name: str) -> str:
    return f"{{{RNG}}}{name}"


def _flatten(interleave: Any, defined: Mapping[str, Any]) -> None:
    """Put what a reference stands for in its place: libxml2 gets lost in nested interleaves."""
    for ref in list(interleave.iterchildren(_rng("ref"))):
        inner = defined[ref.get("name")][0]
        if inner.tag == _rng("interleave"):
            _flatten(inner, defined)
            for part in inner:
                copied = copy.deepcopy(part)
                copied.set("ns", defined[ref.get("name")].get("ns"))
                ref.addprevious(copied)
            interleave.remove(ref)


def schema_faults(root: Any, *, lax: bool = False) -> list[str]:
    """Return what the grammar says against a feed, by line."""
    schema = _schema(lax=lax)
    if schema.validate(root):
        return []
    return [f"line {error.line}: {error.message}" for error in schema.error_log]


def apple_faults(root: Any) -> Iterator[str]:
    """Yield what Apple or PSP-1 asks of a feed beyond the grammar, and doesn't get."""
    channel = root[0]
    if channel.find("itunes:image", NAMESPACES) is None:
        yield "no itunes:image"
    yield from _category_faults(channel)
    self_links = channel.findall("atom:link[@rel='self']", NAMESPACES)
    if [link.get("type") for link in self_links] != ["application/rss+xml"]:
        yield "not one atom:link to the feed itself"
    for element in (channel, *channel.findall("item")):
        description = element.findtext("description") or ""
        if not description.strip() or len(description.encode()) > LIMIT_BYTES:
            yield f"a description of {len(description.encode())} bytes"
    items = channel.findall("item")
    for item in items:
        if int(item.find("enclosure").get("length")) == 0:
            yield f"an enclosure without length: {item.findtext('title')}"
    yield from _repeated("enclosure", [item.find("enclosure").get("url") for item in items])


def _repeated(what: str, values: Sequence[str]) -> list[str]:
    return [f"{what} {value} twice" for value, count in Counter(values).items() if count > 1]


def _category_faults(channel: Any) -> Iterator[str]:
    tops = channel.findall("itunes:category", NAMESPACES)
    if not tops:
        yield "no itunes:category"
    for top in tops:
        known = apple_categories().get(top.get("text"))
        if known is None:
            yield f"category {top.get('text')} is not Apple's"
        for sub in top.findall("itunes:category", NAMESPACES):
            if known is not None and sub.get("text") not in known:
                yield f"subcategory {sub.get('text')} is not Apple's"


def assert_well_built(data: bytes) -> Any:
    """Assert what holds of every feed of ours; return its root."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    faults = schema_faults(root, lax=True)
    faults += _repeated("guid", [guid.text for guid in root.iterfind("channel/item/guid")])
    assert not faults, _told(faults, data)
    return root


def assert_valid_feed(data: bytes) -> Any:
    """Assert what holds of the feed of a show in which no rule finds an error; return its root."""
    root = assert_well_built(data)
    faults = [*schema_faults(root), *apple_faults(root)]
    assert not faults, _told(faults, data)
    return root


def assert_readable(data: bytes) -> None:
    """Assert that real clients read a feed without complaint, and find all its items."""
    import feedparser
    import podcastparser

    items = len(etree.fromstring(data).findall("channel/item"))
    parsed = feedparser.parse(BytesIO(data))
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert len(parsed.entries) == items
    parsed = podcastparser.parse("https://example.com/feed.xml", BytesIO(data))
    assert len(parsed["episodes"]) == items


def _told(faults: Sequence[str], data: bytes) -> str:
    lines = data.decode(errors="replace").splitlines()
    named = {int(fault.split(":")[0][5:]) for fault in faults if fault.startswith("line ")}
    shown = [f"{n}> {lines[n - 1][:300]}" for n in sorted(named) if 0 < n <= len(lines)]
    return "\n".join([*faults[:20], *shown[:20]])


def assert_as_promised(data: bytes, channel: Channel, items: Sequence[FeedItem]) -> None:
    """Assert of a feed what its show deserves: all of it, unless a rule finds an error."""
    if _is_sound(channel, items):
        assert_valid_feed(data)
    else:
        assert_well_built(data)
    if len(data) < READ_BYTES:
        assert_readable(data)


def _is_sound(channel: Channel, items: Sequence[FeedItem]) -> bool:
    """Say whether no rule finds an error in the show, or in an episode that is an item."""
    if not all(item.enclosure.length_bytes for item in items):  # F202, or E102 of the reader
        return False
    episodes = tuple(item.episode for item in items)
    context = Context(channel.newest or datetime(2026, 1, 1, tzinfo=UTC), None, channel.show)
    findings = judge_show(channel.show, episodes, context)
    for episode in episodes:
        findings += judge_episode(episode, context._replace(episode=episode))
    return not any(
        each.severity is Severity.ERROR or each.code.startswith(UNSOUND) for each in findings
    )


Assemble = Callable[[Channel, Iterable[FeedItem]], Iterator[bytes]]


def check_builds() -> None:
    """Have every feed checked that is assembled in this process from now on.

    Modules bind `assemble_feed` by name when they are imported, so each gets the checked one.
    """
    built: Assemble = assemble.assemble_feed

    @wraps(built)
    def checked(channel: Channel, items: Iterable[FeedItem]) -> Iterator[bytes]:
        items = tuple(items)
        data = b"".join(built(channel, items))
        assert_as_promised(data, channel, items)
        yield data

    for module in list(sys.modules.values()):
        if getattr(module, "assemble_feed", None) is built:
            vars(module)["assemble_feed"] = checked
