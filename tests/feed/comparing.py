"""What two feeds of one show tell a listener differently."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.feed.listening import Feed, Fields


class Difference(NamedTuple):
    """What the one feed says of a field, and the other; `item` is a GUID, None for the channel."""

    field: str
    item: str | None
    before: Any
    after: Any


def differences(before: Feed, after: Feed) -> Iterator[Difference]:
    """Yield what two feeds of one show tell differently."""
    for field in sorted(before.channel):
        was, is_now = before.channel[field], after.channel.get(field)
        if was not in NOTHING and was != is_now:
            yield Difference(f"channel {field}", None, was, is_now)
    ours = {item[key]: item for key in ("title", "enclosure", "guid") for item in after.items}
    order = []
    for item in before.items:
        built = next((ours[key] for key in _keys(item) if key in ours), None)
        if built is None:
            yield Difference("items", item["guid"], item.get("title"), None)
        else:
            order.append(built["guid"])
            yield from _item_differences(item, built)
    found = set(order)
    more = [item["guid"] for item in after.items if item["guid"] not in found]
    yield from (Difference("items", guid, None, "made up") for guid in more)
    if order != [item["guid"] for item in after.items if item["guid"] in found]:
        yield Difference("order", None, order, [item["guid"] for item in after.items])


def _keys(item: Fields) -> list[str]:
    """Return by what an item is known: its GUID, or its recording where it has none."""
    return [item["guid"]] if item["guid"] else [item["enclosure"] or item["title"]]


NOTHING: tuple[Any, ...] = (None, "", [], frozenset())


def _item_differences(was: Fields, is_now: Fields) -> Iterator[Difference]:
    """Yield what an item says no longer, or says otherwise; more than before it may say."""
    for field in sorted(was.keys() - {"guid", "said"}):
        before, after = was[field], is_now.get(field)
        if field == "summary":
            lost = before - is_now["said"]
            if lost:
                yield Difference(field, was["guid"], sorted(lost), None)
        elif field == "links":
            # An address that stands as words becomes a link, and leads where it says.
            after = [url for url in after or () if url in before or not _is_said(url, was["notes"])]
            if before != after:
                yield Difference(field, was["guid"], before, after)
        elif before not in NOTHING and before != after:
            yield Difference(field, was["guid"], before, after)


def _is_said(url: str, words: list[str]) -> bool:
    bare = url.partition("://")[2].rstrip("/") or url.removeprefix("mailto:")
    return any(bare in word for word in words)
