"""What two feeds of one show tell a listener differently."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from tests.feed.listening import Feed, Fields, letters_of


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


_SUBTITLE = 250  # characters: Apple cuts a subtitle there, and so do we
NOTHING: tuple[Any, ...] = (None, "", [], frozenset())


def _item_differences(was: Fields, is_now: Fields) -> Iterator[Difference]:
    """Yield what an item says no longer, or says otherwise; more than before it may say."""
    for field in sorted(was.keys() - {"guid"}):
        before, after = was[field], is_now.get(field)
        if field == "summary":
            said = letters_of(" ".join((*was["notes"], was["title"] or "", *(after or ()))))
            lost = [form for form in before if letters_of(_beginning(form)) not in said]
            if lost:
                yield Difference(field, was["guid"], lost, after)
        elif field == "links":
            if not _follows(after or (), before, was["notes"]):
                yield Difference(field, was["guid"], before, after)
        elif before not in NOTHING and before != after:
            yield Difference(field, was["guid"], before, after)


def _beginning(form: str) -> str:
    """Return as much of a text as a subtitle may have, in whole words."""
    return form if len(form) <= _SUBTITLE else form[:_SUBTITLE].rpartition(" ")[0]


def _follows(links: Iterable[str], before: Iterable[str], words: list[str]) -> bool:
    """Say whether links are those of `before`, and else lead where the words say.

    An address that stands as words becomes a link.
    """
    wanted = [*map(unquote, before)]
    for link in map(unquote, links):
        if wanted and link == wanted[0]:
            wanted.pop(0)
        elif not _is_said(link, words):
            return False
    return not wanted


def _is_said(url: str, words: list[str]) -> bool:
    bare = unquote(url.partition("://")[2].rstrip("/") or url.removeprefix("mailto:"))
    return any(bare in unquote(word) for word in words)
