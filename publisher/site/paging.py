"""Which pages the lists of a site take. Reading it costs `publisher check` nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from publisher.addresses import (
    PEOPLE_PATH,
    SPONSORS_PATH,
    list_page_path,
    person_path,
    portrait_path,
    season_path,
    show_path,
    sponsor_path,
)
from publisher.model import Network, Show

PAGE_SIZE = 50
"""Episodes with a summary on a page: far below 100 KB in every script."""

LINE_PAGE_SIZE = 100
"""Where each takes but a line."""


def page_count(items: int, size: int) -> int:
    """Return how many pages a list takes: one at least."""
    return max(1, -(-items // size))


def seasons_of(show: Show, seasons: Iterable[int | None]) -> dict[int, int]:
    """Return the seasons that have a page, ascending, and how many episodes each has.

    One season alone is the whole show, and needs none unless it has a name of its own.
    """
    counts = Counter(season for season in seasons if season is not None)
    if len(counts) < 2 and not counts.keys() & show.season_names.keys():
        return {}
    return dict(sorted(counts.items()))


def show_lists(show: Show, seasons: Sequence[int | None]) -> Iterator[str]:
    """Yield the folders of the pages that a show's lists take; `seasons` are its episodes'."""
    yield from _folders(show_path(show.slug), len(seasons))
    for season, count in seasons_of(show, seasons).items():
        yield from _folders(season_path(show.slug, season), count)


def _folders(first: str, items: int) -> Iterator[str]:
    for number in range(1, page_count(items, PAGE_SIZE) + 1):
        yield list_page_path(first, number)


def shared_paths(network: Network) -> Iterator[str]:
    """Yield what a build publishes of all shows together, where everybody in the config occurs."""
    yield from ("404.html", "sitemap.xml", "robots.txt")
    if network.people:
        yield PEOPLE_PATH
        yield from filter(None, map(person_path, network.people))
        yield from filter(None, map(portrait_path, network.people.values()))
    if network.sponsors:
        yield SPONSORS_PATH
        yield from filter(None, map(sponsor_path, network.sponsors))
