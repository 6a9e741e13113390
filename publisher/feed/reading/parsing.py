"""Bytes → what a feed says, item by item, so that a large one takes little more than its text.

Nothing outside the bytes is read: no DTD, no entity, no network. libxml2's own limits hold (256
levels, 10 MB of text), and ours of bytes and items.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import Any

from lxml import etree

from publisher.documents.parsed import shown
from publisher.errors import DocumentError
from publisher.feed.reading.channel import read_channel
from publisher.feed.reading.item import read_item
from publisher.feed.reading.names import known_name
from publisher.feed.reading.others import UnpackingError, other_kind, unpacked
from publisher.feed.reading.repairing import relabelled, repaired
from publisher.feed.reading.snapshot import FeedProblem, FeedSnapshot, SnapshotItem

MOST_BYTES = 100 * 1024 * 1024
MOST_ITEMS = 100_000
MOST_REPAIRED_BYTES = 32 * 1024 * 1024
"""Of a broken feed: to repair one takes several times its size."""

MOST_SIGNS = 4_000_000
"""Of tags, of attributes, and of entities that a DTD may declare: each takes a hundred bytes."""

MOST_PROBLEMS = 20

_ITEMS = ("{*}item", "{*}Item", "{*}ITEM")
_CHANNELS = ("{*}channel", "{*}Channel", "{*}CHANNEL")
_DOCTYPES = tuple("<!DOCTYPE".encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be"))
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def read_feed(data: bytes, name: str, *, whole: bool = False) -> FeedSnapshot:
    """Return what a feed says; `name` is what messages call it: a path or an address.

    `whole` keeps every tag, for an import; what only compares feeds needs few of them.
    What is broken is read as far as it can be, and `problems` says why. Raises DocumentError, with
    line and column, for what holds no feed at all, or hides things that no feed needs.
    """
    data, first = _checked(data, name)
    try:
        return _parsed(data, name, recover=False, whole=whole, first=first)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        first = FeedProblem(max(line or 1, 1), max(column or 1, 1), _words(error.msg))
    if len(data) <= MOST_REPAIRED_BYTES and max(map(data.count, (b"<", b"="))) <= MOST_SIGNS:
        with suppress(etree.XMLSyntaxError):
            return _parsed(repaired(data), name, recover=True, whole=whole, first=first)
    message = f"can't be read as a feed: {first.message}"
    raise DocumentError(name, message, first.line, first.column)


def _checked(data: bytes, name: str) -> tuple[bytes, FeedProblem | None]:
    """Return the data that may be a feed, unpacked, its encoding called by its name.

    Raises DocumentError for what can't be one, or would take far more memory than it should.
    """
    if len(data) > MOST_BYTES:
        raise DocumentError(name, f"the feed is larger than {MOST_BYTES >> 20} MB")
    try:
        data = unpacked(data, MOST_BYTES)
    except UnpackingError as error:
        raise DocumentError(name, str(error)) from None
    if not data.strip():
        raise DocumentError(name, "the feed is empty: not even its title is there")
    other = other_kind(data)
    if other is not None:
        raise DocumentError(name, other)
    if _is_crowded(data):
        raise DocumentError(name, f"it holds more than {MOST_SIGNS:,} tags, or as many attributes")
    named, mistake = relabelled(data)
    return named, FeedProblem(1, 1, mistake) if mistake else None


def _is_crowded(data: bytes) -> bool:
    """Say whether the tree of a feed would take far more memory than its text."""
    if len(data) <= MOST_SIGNS:
        return False
    signs = (b"<", b"=", b"&") if any(sign in data for sign in _DOCTYPES) else (b"<", b"=")
    counts = {sign: data.count(sign) for sign in signs}
    if max(counts.values()) <= MOST_SIGNS:
        return False
    # CDATA is text. Where something else could hide tags between its marks, all of them count.
    if any(mark in data for mark in (b"<!--", b"<!DOCTYPE")) or data.count(b"<?") > 1:
        return True
    for begin, end in _cdata(data):
        for sign in counts:
            counts[sign] -= data.count(sign, begin, end)
    return max(counts.values()) > MOST_SIGNS


def _cdata(data: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while (begin := data.find(b"<![CDATA[", at)) >= 0:
        at = data.find(b"]]>", begin)
        if at < 0:
            return
        yield begin, at


def _parsed(
    data: bytes, name: str, *, recover: bool, whole: bool, first: FeedProblem | None = None
) -> FeedSnapshot:
    if recover:  # at once: piece by piece, libxml2 takes time with the square of what is broken
        parser = etree.XMLParser(recover=True, **_OPTIONS)
        root = etree.fromstring(data, parser)
        found = islice(root.iter(*_ITEMS), MOST_ITEMS + 1) if root is not None else ()
        items = tuple(_items(tuple(found), name, whole=whole))
        log = parser.error_log
    else:
        events = etree.iterparse(BytesIO(data), events=("end",), tag=_ITEMS, **_OPTIONS)
        items = tuple(_items((element for _, element in events), name, whole=whole))
        root, log = events.root, events.error_log
    if root is None:
        raise DocumentError(name, "there is no feed in it", *_at(first))
    _refuse_entities(root, name)
    channel = _channel_of(root)
    if channel is None and not items:
        raise DocumentError(name, _no_feed(root), *_at(first))
    facts = read_channel(channel if channel is not None else root, whole=whole)
    return FeedSnapshot(**facts, items=items, problems=_problems(log, first))


def _at(problem: FeedProblem | None) -> tuple[int, int]:
    return (problem.line, problem.column) if problem else (1, 1)


def _items(elements: Iterable[Any], name: str, *, whole: bool) -> Iterator[SnapshotItem]:
    """Yield the items, each taken out of the tree once the next one is there."""
    last = None
    count = 0
    for element in elements:
        if known_name(element.tag) != "item":
            continue
        if last is None:
            _refuse_entities(element, name)
        elif (parent := last.getparent()) is not None:
            parent.remove(last)
        last = element
        count += 1
        if count > MOST_ITEMS:
            raise DocumentError(name, f"it holds more than {MOST_ITEMS:,} items")
        yield read_item(element, whole=whole)
        element.clear(keep_tail=False)


def _refuse_entities(element: Any, name: str) -> None:
    """Raise for a feed that defines entities: no feed needs them, and they can be a trap."""
    declared = element.getroottree().docinfo.internalDTD
    with suppress(AttributeError):
        if declared is not None and next(iter(declared.iterentities()), None) is not None:
            raise DocumentError(name, "it defines entities of its own, which no app reads")


def _channel_of(root: Any) -> Any:
    """Return the channel, also where a feed was stored within something else."""
    found = (each for each in root.iter(*_CHANNELS) if known_name(each.tag) == "channel")
    return next(found, None)


def _no_feed(root: Any) -> str:
    tag = known_name(root.tag)
    if tag in ("atom:feed", "feed", "{}feed"):
        return "this is an Atom feed; podcast apps read RSS"
    if tag == "opml":
        return "this is a list of podcasts (OPML) and no feed; the address of each stands in it"
    if tag in ("html", "{}html"):
        return "this is a web page (HTML) and no feed"
    return f"this is no RSS feed: it has no <channel>, and begins with <{shown(tag)}>"


def _problems(log: Any, first: FeedProblem | None) -> tuple[FeedProblem, ...]:
    """Return the first problem, and those left after the repair."""
    if first is None:
        return ()
    further = [
        FeedProblem(max(entry.line, 1), max(entry.column, 1), _words(entry.message))
        for entry in list(log)[:MOST_PROBLEMS]
        if entry.level >= etree.ErrorLevels.ERROR
    ]
    return tuple(dict.fromkeys((first, *further)))


def _words(message: str | None) -> str:
    """Return what libxml2 says, without its line and column, which stand before it already."""
    said = re.sub(r", line \d+, column \d+.*", "", message or "", flags=re.DOTALL)
    return shown(said.strip(), 200) or "it is no XML"
