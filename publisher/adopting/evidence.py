"""Which pages are episodes: those with a recording, and their like beside them."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from publisher.adopting.pages import Page
from publisher.adopting.spellings import is_named, plain, rank, spellings
from publisher.config.times import read_seconds
from publisher.media_types import AUDIO_TYPES, extension
from publisher.model import Value

_VIDEO = frozenset((".mp4", ".m4v", ".mov", ".webm"))
_AUDIO = frozenset(AUDIO_TYPES) - _VIDEO
_LEAST_BYTES = 10_000
_COMMON = 0.6  # of pages have a key that is theirs in common
_MOSTLY = 0.5
_ADDRESS_NAMES = 13  # so many of the names for a recording mean one, whatever the value
_SURE_NAMES = 6  # so many mean one, even if it has no ending
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Group(NamedTuple):
    """Episodes that lie in one folder; `others` lie among them and are none."""

    folder: str
    episodes: tuple[Page, ...]
    others: tuple[Page, ...] = ()


def is_recording(key: str, value: Value) -> bool:
    """Say whether a value is the address or the name of a recording that one listens to."""
    if not isinstance(value, str) or len(value) > 2000 or "\n" in value:
        return False
    ending = extension(value.strip())
    if ending in _AUDIO:
        return not is_another_file(key)
    names = spellings("episode")["audio.url"]
    if ending in _VIDEO:
        return rank(key, names) < len(names) and not is_another_file(key)
    return (
        value.startswith(("http://", "https://"))
        and rank(key, names[:_ADDRESS_NAMES]) < 3 * _ADDRESS_NAMES
        and ("audio" in key.lower() or "mp3" in key.lower() or "enclosure" in key.lower())
    )


def is_another_file(key: str) -> bool:
    """Say whether a key's name says that its file is another than the episode's recording."""
    words = spellings("not_the_audio")["words"]
    whole = plain(key)
    return any(word in whole for word in words if len(word) > 2) or "ad" in key.lower().split("_")


def is_size(key: str, value: Value) -> bool:
    """Say whether a value is a count of bytes."""
    number = value if isinstance(value, int) else _digits(value)
    named = is_named(key, spellings("episode")["audio.bytes"])
    return named and number is not None and number >= _LEAST_BYTES


def _digits(value: Value) -> int | None:
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def has_recording(page: Page) -> bool:
    """Say whether a page tells of a recording: where it is, or how large and how long."""
    found = [is_recording(key, value) for key, value in page.values.items()]
    if any(found):
        return True
    durations = spellings("episode")["audio.duration"]
    return any(is_size(key, value) for key, value in page.values.items()) and any(
        is_named(key, durations) and isinstance(value, str) and read_seconds(value) is not None
        for key, value in page.values.items()
    )


def hints_at_recording(page: Page) -> bool:
    """Say whether a page names a recording in a way that only its tool understands, or in its text.

    `audioFile: 12-title` needs an ending and a folder; a player may stand among the notes.
    """
    names = spellings("episode")
    named = any(
        isinstance(value, str) and rank(key, names["audio.url"][:_SURE_NAMES]) < _SURE_NAMES
        for key, value in page.values.items()
    )
    long = any(is_named(key, names["audio.duration"][:2]) for key in page.values)
    return (named and long) or page.heard_at is not None


def is_filed_as_episode(page: Page) -> bool:
    """Say whether a page lies in a folder for episodes, and has a number or people."""
    names = spellings("episode")
    folders = spellings("folders")["episodes"]
    told = (*names["number"][:6], *names["people"][:8])
    return any(plain(part) in folders for part in page.path.split("/")[:-1]) and any(
        is_named(key, told) for key in page.values
    )


def find_groups(pages: Sequence[Page]) -> tuple[Group, ...]:
    """Return the folders with episodes, by name.

    What has a recording is an episode; where nothing has, what hints at one; at last, what is
    filed as one. Where that are half of a folder's pages, the others that have the same keys are
    episodes, too, whose recording is lost or to come. Elsewhere (a blog) only those are, and only
    if there is no folder of episodes.
    """
    by_folder: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        if not page.name.startswith("_"):
            by_folder[page.folder].append(page)
    for told in (has_recording, hints_at_recording, is_filed_as_episode):
        groups = [
            group
            for folder in sorted(by_folder)
            if (group := _group(folder, by_folder[folder], told)) is not None
        ]
        mostly = [group for group in groups if len(group.episodes) >= len(group.others)]
        several = [group for group in mostly or groups if len(group.episodes) > 1]
        if groups:
            return tuple(several or mostly or groups)
    return ()


def _group(folder: str, pages: Sequence[Page], told: Callable[[Page], bool]) -> Group | None:
    heard = {page.path for page in pages if told(page)}
    if not heard:
        return None
    episodes = [page for page in pages if page.path in heard]
    others = [page for page in pages if page.path not in heard]
    if len(heard) >= _MOSTLY * len(pages):
        common = common_keys(episodes)
        alike = {page.path for page in others if _is_alike(page, common)}
        episodes = [page for page in pages if page.path in heard or page.path in alike]
        others = [page for page in others if page.path not in alike]
    return Group(folder, tuple(episodes), tuple(others))


def common_keys(pages: Sequence[Page]) -> frozenset[str]:
    """Return the keys that most pages have, be they given or empty."""
    counts = Counter(key for page in pages for key in page.keys)
    return frozenset(key for key, count in counts.items() if count >= _COMMON * len(pages))


def _is_alike(page: Page, common: frozenset[str]) -> bool:
    """Say whether a page has most keys of the episodes beside it, and a number or a date."""
    names = spellings("episode")
    when = (*names["number"][:6], *names["date"])
    has_when = _DAY.match(page.stem) or any(is_named(key, when) for key in page.values)
    return bool(has_when) and len(page.keys & common) >= _COMMON * len(common)


def references(pages: Iterable[Page], key: str) -> Counter[str]:
    """Return the words that pages give under a key, one or a list, and how often."""
    counts: Counter[str] = Counter()
    for page in pages:
        value = page.values.get(key)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str) and item.strip() and len(item) <= 200:
                counts[item.strip()] += 1
    return counts
