"""`feed.lock`: what must never drift, or subscribers lose their place.

Keyed by GUID: the slug, the publication date and the enclosure of every item in the feed; the
podcast's own GUID and address, and the GUIDs of its further feeds. It is committed beside
`feed.xml`, one item a line, so that a change to it is seen in review.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from publisher.documents import display_path
from publisher.documents.bounded import (
    NotOrdinaryError,
    TooBigError,
    open_ordinary,
    read_bounded,
)
from publisher.errors import DocumentError
from publisher.feed.enclosures import Enclosure

LOCK_NAME = "feed.lock"
NETWORK_LOCK_NAME = "all.lock"  # of the feed of all shows
VERSION = 1
GENERATOR = "podcast-publisher"  # without its version: an upgrade alone changes no feed
_HEAD_BYTES = 1 << 20  # of a feed: its channel and its first item
_CONFLICT = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: |$)")
_ITEM = re.compile(r'    ".*": \{"slug": ')
LIMIT_BYTES = 64 * 1024 * 1024  # some 200,000 items


class LockedItem(NamedTuple):
    """An item as it is published; `published` stays what it first was."""

    slug: str
    published: datetime
    enclosure: Enclosure


@dataclass(frozen=True, slots=True)
class Lock:
    """The content of a lock file; empty before the first build.

    Items by GUID; `feeds` holds the podcast GUIDs of the further feeds there ever were, by name.
    """

    podcast_guid: str | None = None
    items: Mapping[str, LockedItem] = field(default_factory=dict)
    feeds: Mapping[str, str] = field(default_factory=dict)
    feed_url: str | None = None  # None in locks of old


def read_lock(file: Path) -> Lock:
    """Return the lock in `file`, empty where there is none.

    Raises DocumentError where it can't be understood: a feed built without it would give every
    episode a new GUID, and players would download them all again.
    """
    path = display_path(file)
    try:
        if file.is_symlink():  # the build would replace it, and it may lead anywhere
            raise DocumentError(path, _advice(path, "is a symbolic link"))
        data = read_bounded(file, LIMIT_BYTES)
        return _lock_of(_parsed(data))
    except FileNotFoundError:
        _refuse_lost(file)
        return Lock()
    except NotOrdinaryError as error:
        raise DocumentError(path, str(error)) from error
    except TooBigError as error:
        message = _advice(path, f"is larger than {LIMIT_BYTES >> 20} MB")
        raise DocumentError(path, message) from error
    except json.JSONDecodeError as error:
        message = _advice(path, f"is not valid JSON ({error.msg})")
        raise DocumentError(path, message, error.lineno, error.colno) from error
    except OSError as error:
        raise DocumentError(path, f"can't be read: {error.strerror}") from error
    except (ValueError, OverflowError, RecursionError) as error:
        raise DocumentError(
            path, _advice(path, f"doesn't hold what it should ({error})")
        ) from error


def _advice(path: str, problem: str) -> str:
    return (
        f"the lock of the feed {problem}; nothing was written. Take it back from the last commit "
        f"(git checkout -- {path}); in a merge keep the lines of both sides"
    )


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data, object_pairs_hook=_unique)
    except json.JSONDecodeError:
        with suppress(json.JSONDecodeError):
            return json.loads(_merged(data.decode("utf-8-sig")), object_pairs_hook=_unique)
        raise


def _merged(text: str) -> str:
    """Return the text after a merge in git: the lines of both sides, whether settled or not.

    Each side ends with a line without a comma, and some lines stand on both.
    """
    lines = [line for line in text.splitlines() if not _CONFLICT.match(line)]
    items = {line.rstrip(","): None for line in lines if _ITEM.match(line)}
    first = next((n for n, line in enumerate(lines) if _ITEM.match(line)), len(lines))
    head = dict.fromkeys(lines[:first])
    tail = [line for line in lines[first:] if not _ITEM.match(line)]
    return "\n".join((*head, ",\n".join(items), *tail))


def _refuse_lost(file: Path) -> None:
    """Raise DocumentError where a feed with items is there, and its lock is not."""
    feed = file.with_suffix(".xml")
    try:
        with open_ordinary(feed) as (opened, _):
            head = os.read(opened, _HEAD_BYTES)
    except (OSError, NotOrdinaryError):
        return
    if f"<generator>{GENERATOR}</generator>".encode() in head and b"<item>" in head:
        path = display_path(file)
        message = (
            f"the lock of the feed is gone, and {feed.name} is there: without it an episode whose "
            "file was renamed would count as new, and players would download it again. Take it "
            f"back (git checkout HEAD -- {path}), and commit it always. If there is none, delete "
            f"{feed.name}, too, and see `publisher diff` before you publish"
        )
        raise DocumentError(path, message)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        key, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise ValueError(f"{key!r} stands there twice")
    return found


def _lock_of(data: Any) -> Lock:
    if _get(data, "version", int) != VERSION:
        raise ValueError(f"its version isn't {VERSION}: it was written by another publisher")
    guid, url = data.get("podcast_guid"), data.get("feed_url")
    for name, value in (("podcast_guid", guid), ("feed_url", url)):
        if not isinstance(value, str | None):
            raise ValueError(f"{name} isn't text")
    items = _get(data, "items", dict)
    feeds = data.get("feeds", {})
    if not isinstance(feeds, dict) or not all(isinstance(each, str) for each in feeds.values()):
        raise ValueError("'feeds' isn't a table of GUIDs")
    return Lock(guid, {key: _item_of(value) for key, value in items.items()}, feeds, url)


def _item_of(data: Any) -> LockedItem:
    enclosure = _get(data, "enclosure", dict)
    published = datetime.fromisoformat(_get(data, "published", str))
    if published.tzinfo is None:
        raise ValueError("a date without its zone")
    return LockedItem(
        _get(data, "slug", str),
        published.astimezone(UTC),
        Enclosure(
            _get(enclosure, "url", str),
            _get(enclosure, "length", int),
            _get(enclosure, "type", str),
        ),
    )


def _get(data: Any, key: str, kind: type) -> Any:
    value = data.get(key) if isinstance(data, dict) else None
    if not isinstance(value, kind):
        raise ValueError(f"{key!r} is missing, or isn't what it should be")
    return value


def lock_bytes(lock: Lock) -> bytes:
    """Return the text of the lock file: JSON, sorted by GUID, one item a line."""
    lines = [
        f"    {_json(guid)}: {_json(_data_of(item))}" for guid, item in sorted(lock.items.items())
    ]
    items = ",\n".join(lines)
    feeds = f'  "feeds": {_json(dict(sorted(lock.feeds.items())))},\n' if lock.feeds else ""
    url = f'  "feed_url": {_json(lock.feed_url)},\n' if lock.feed_url else ""
    text = (
        f'{{\n  "version": {VERSION},\n  "podcast_guid": {_json(lock.podcast_guid)},\n{url}{feeds}'
        f'  "items": {{\n{items}\n  }}\n}}\n'
    )
    return text.encode()


def _data_of(item: LockedItem) -> dict[str, Any]:
    enclosure = item.enclosure
    return {
        "slug": item.slug,
        "published": item.published.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "enclosure": {
            "url": enclosure.url,
            "length": enclosure.length_bytes,
            "type": enclosure.type,
        },
    }


_ENCODER = json.JSONEncoder(ensure_ascii=False)


def _json(value: Any) -> str:
    try:
        text = _ENCODER.encode(value)
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate survives only as an escape
        text = json.dumps(value)
    return text
