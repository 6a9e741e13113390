"""Long lists as numbered pages."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from publisher.addresses import list_page_path
from publisher.site.paging import page_count
from publisher.site.views import PageLink, Pages

T = TypeVar("T")

MOST_LINKS = 9  # to other pages of the list


class ListPage(NamedTuple):
    """A page of a list: its folder, how to reach the site's root, and which items it shows."""

    folder: str
    top: str
    number: int
    total: int
    first: int  # index of its first item

    def older(self) -> int | None:
        """Return the number of the page after this one."""
        return self.number + 1 if self.number < self.total else None

    def newer(self) -> int | None:
        """Return the number of the page before this one."""
        return self.number - 1 if self.number > 1 else None


def list_pages(
    folder: str, items: Sequence[T], size: int
) -> Iterator[tuple[ListPage, Sequence[T]]]:
    """Yield the pages of a list that begins in `folder`, with the items of each."""
    count = page_count(len(items), size)
    for number in range(1, count + 1):
        place = list_page_path(folder, number)
        first = (number - 1) * size
        top = "../" * place.count("/")
        yield ListPage(place, top, number, count, first), items[first : first + size]


def view_pages(page: ListPage, address: Callable[[int], str]) -> Pages | None:
    """Return the links to the other pages; `address` makes one. None where there are none."""
    if page.total == 1:
        return None
    numbers = _numbers(page.number, page.total)
    newer, older = page.newer(), page.older()
    return Pages(
        page.number,
        page.total,
        address(newer) if newer else None,
        address(older) if older else None,
        tuple(PageLink(each, None if each == page.number else address(each)) for each in numbers),
    )


def _numbers(number: int, count: int) -> list[int]:
    """Return the first and last page, and those around this one."""
    reach = (MOST_LINKS - 2) // 2
    first = max(2, min(number - reach, count - 2 * reach - 1))
    return sorted({1, count, *range(first, min(count, first + 2 * reach + 1))})
