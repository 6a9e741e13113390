"""Feeds of several pages (RFC 5005): the newest items first, each page leads to the next."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from publisher.documents import display_path
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.errors import DocumentError
from publisher.feed.reading.parsing import MOST_BYTES, MOST_ITEMS, read_feed
from publisher.feed.reading.snapshot import FeedSnapshot

MOST_PAGES = 100

Load = Callable[[str], bytes | None]
"""Returns a page by its address, as the feed names it; None where it isn't to be had."""


def with_older_pages(
    first: FeedSnapshot, size_bytes: int, load: Load, *, whole: bool = False
) -> FeedSnapshot:
    """Return the feed with the items of its older pages; `size_bytes` is what the first one took.

    An item that stands on two pages counts once. A page that is missing, or says that it follows
    upon itself, ends the way, and `next_page` of the result names it. Raises DocumentError for one
    that can't be read.
    """
    items = list(first.items)
    known = {item.guid for item in items if item.guid}
    problems = list(first.problems)
    passed: set[str] = set()
    following, pages = first.next_page, 1
    while following and following not in passed and pages < MOST_PAGES:
        data = load(following)
        if data is None:
            break
        passed.add(following)
        size_bytes += len(data)
        page = read_feed(data, following, whole=whole)
        problems += page.problems
        items += (item for item in page.items if not item.guid or item.guid not in known)
        known |= {item.guid for item in page.items if item.guid}
        pages += 1
        if size_bytes > MOST_BYTES or len(items) > MOST_ITEMS:
            raise DocumentError(following, f"with its older pages the feed exceeds {_limits()}")
        following = urljoin(following, page.next_page) if page.next_page else None
    return replace(
        first,
        items=tuple(items),
        problems=tuple(problems),
        next_page=following,
        pages=pages,
        on_first_page=len(first.items) if pages > 1 else None,
    )


def _limits() -> str:
    return f"{MOST_BYTES >> 20} MB or {MOST_ITEMS:,} items"


def read_feed_file(file: Path, *, whole: bool = False) -> FeedSnapshot:
    """Return what a feed in a file says, with its older pages where they lie beside it.

    `whole` is that of `read_feed`.

    Raises DocumentError for one that can't be read, FileNotFoundError where there is none.
    """
    data = _read(file)

    def load(address: str) -> bytes | None:
        name = page_name(address)
        beside = file.parent / name if name else None
        if beside is None or beside.is_symlink() or not beside.is_file():
            return None
        return _read(beside)

    first = read_feed(data, display_path(file), whole=whole)
    return with_older_pages(first, len(data), load, whole=whole)


def page_name(address: str) -> str | None:
    """Return the name of the file in which a page lies beside the first: `feed-2.xml`."""
    try:
        name = unquote(urlsplit(address).path.rpartition("/")[2])
    except ValueError:
        return None
    strange = name.startswith(".") or not name.isprintable() or any(sign in name for sign in "\\:/")
    return name if name and not strange else None


def _read(file: Path) -> bytes:
    path = display_path(file)
    try:
        return read_bounded(file, MOST_BYTES)
    except FileNotFoundError:
        raise
    except NotOrdinaryError as error:
        raise DocumentError(path, str(error)) from error
    except TooBigError as error:
        raise DocumentError(path, f"the feed is larger than {MOST_BYTES >> 20} MB") from error
    except OSError as error:
        raise DocumentError(path, f"can't be read: {error.strerror}") from error
