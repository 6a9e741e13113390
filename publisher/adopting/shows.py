"""Which shows a repository has: one, or several that each call and count its own episodes."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from publisher.adopting.evidence import Group
from publisher.adopting.pages import Page
from publisher.adopting.spellings import is_named, rank, spellings

_SEASON = re.compile(r"(?:s|season|series|staffel|temporada|year)?[-_ ]?\d{1,4}", re.IGNORECASE)
_NUMBERED = 0.6  # of a folder's episodes have a number
_AGAIN = 0.3  # of all numbers are given in more than one folder
_ALWAYS = 0.9
MOST_SHOWS = 100  # of one repository
_SURE_NAMES = 5  # so many of the keys that may name a show mean nothing else
_LEAST_EPISODES = 3  # of one show among others in a folder
_SECTION = ("_index.md", "index.md", "_index.markdown", "index.markdown", "README.md")


class ForeignShow(NamedTuple):
    """Episodes that are one show's, with the page that presents it, and why they are one show."""

    name: str  # a folder's name, or what the episodes call the show
    episodes: tuple[Page, ...]
    others: tuple[Page, ...]
    page: Page | None
    why: str


def find_shows(groups: Sequence[Group], pages: Mapping[str, Page]) -> tuple[ForeignShow, ...]:
    """Return the shows, by name; `pages` are all of the repository by path."""
    if not groups:
        return ()
    groups = [part for group in groups for part in _parts_of(group)]
    if len(groups) > MOST_SHOWS:
        return (_show("", groups, pages, ""),)
    by_word = _by_their_word(groups)
    if len(by_word) > 1:
        return tuple(
            _show(name, parts, pages, "the episodes say so")
            for name, parts in sorted(by_word.items())
        )
    if len(groups) > 1 and not _are_seasons(groups):
        if _count_each(groups):
            why = "each folder counts its episodes from the start"
            return tuple(_show(_name(each), [each], pages, why) for each in groups)
        if all(_section(each, pages) for each in groups):
            why = "each folder has a page that presents it"
            return tuple(_show(_name(each), [each], pages, why) for each in groups)
    return (_show(_name(groups[0]), list(groups), pages, ""),)


def _show(name: str, parts: Sequence[Group], pages: Mapping[str, Page], why: str) -> ForeignShow:
    sections = [page for part in parts if (page := _section(part, pages))]
    return ForeignShow(
        name,
        tuple(page for part in parts for page in part.episodes),
        tuple(page for part in parts for page in part.others),
        sections[0] if len(sections) == 1 else None,
        why,
    )


def _parts_of(group: Group) -> list[Group]:
    """Return a folder's episodes by the show that each names, where several share the folder."""
    names = spellings("show_of")["keys"][:_SURE_NAMES]
    keys = sorted({key for page in group.episodes for key in page.values if is_named(key, names)})
    for key in keys:
        parts: dict[str, list[Page]] = defaultdict(list)
        for page in group.episodes:
            parts[str(page.values.get(key, ""))].append(page)
        least = min(map(len, parts.values()))
        if 1 < len(parts) <= MOST_SHOWS and "" not in parts and least >= _LEAST_EPISODES:
            return [Group(group.folder, tuple(part), group.others) for part in parts.values()]
    return [group]


def _by_their_word(groups: Sequence[Group]) -> Mapping[str, list[Group]]:
    """Return the groups by the show that their episodes name; nothing where one doesn't."""
    found: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        word = _word_of(group)
        if word is None:
            return {}
        found[word].append(group)
    return found


def _word_of(group: Group) -> str | None:
    """Return what nearly all episodes of a folder say under a key that names the show."""
    names = spellings("show_of")["keys"]
    keys = sorted(
        {key for page in group.episodes for key in page.values if is_named(key, names)},
        key=lambda key: (rank(key, names), key),
    )
    for key in keys:
        words = Counter(
            value for page in group.episodes if isinstance(value := page.values.get(key), str)
        )
        for word, count in words.most_common(1):
            if count >= _ALWAYS * len(group.episodes) and len(word) <= 100:
                return word
    return None


def _are_seasons(groups: Sequence[Group]) -> bool:
    return all(_SEASON.fullmatch(PurePosixPath(group.folder).name) for group in groups)


def _count_each(groups: Sequence[Group]) -> bool:
    """Say whether the same numbers come again in the folders, and no season tells them apart."""
    names = spellings("episode")
    seasons = any(
        is_named(key, names["season"]) for group in groups for key in group.episodes[0].values
    )
    numbers = [_numbers(group) for group in groups]
    if seasons or not all(numbers):
        return False
    times = Counter(number for each in numbers for number in each)
    return sum(count > 1 for count in times.values()) >= _AGAIN * len(times)


def _numbers(group: Group) -> frozenset[int]:
    """Return the numbers of the episodes; none where most have none."""
    names = spellings("episode")["number"][:7]
    found = []
    for page in group.episodes:
        numbers = [
            int(value)
            for key, value in page.values.items()
            if is_named(key, names)
            and (isinstance(value, int) or (isinstance(value, str) and value.isdecimal()))
            and len(str(value)) < 7
        ]
        found += numbers[:1]
    return frozenset(found) if len(found) >= _NUMBERED * len(group.episodes) else frozenset()


def _section(group: Group, pages: Mapping[str, Page]) -> Page | None:
    """Return the page that presents a folder's show."""
    paths = (f"{group.folder}/{name}" for name in _SECTION)
    return next((page for path in paths if (page := pages.get(path)) and page.values), None)


def _name(group: Group) -> str:
    """Return the name of the folder that stands for the show: not one such as `episodes`."""
    generic = {"episodes", "episode", "posts", "post", "content", "src", "shows", "show", "pages"}
    generic |= {"podcast", "podcasts", "docs", "data", "_posts", "_episodes", "blog", "static"}
    parts = [part for part in PurePosixPath(group.folder).parts if part not in generic]
    return parts[-1].lstrip("_") if parts else ""
