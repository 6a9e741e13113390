"""A pair of items that are one episode → what changed in it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from publisher.audio.kinds import same_type
from publisher.feed.diff.addresses import same_file, without_scheme
from publisher.feed.diff.changes import Change
from publisher.feed.diff.matching import identity
from publisher.feed.diff.words import Seen, excerpts, seen
from publisher.feed.reading.snapshot import SnapshotEnclosure, SnapshotFile, SnapshotItem

_DAY = timedelta(days=1)
Values = Iterator[tuple[str, str | None, str | None]]
"""The kind, the old value and the new one."""


def episode_changes(old: SnapshotItem, new: SnapshotItem, *, jumps: bool) -> Iterator[Change]:
    """Yield what changed. `jumps` says that the date puts the episode elsewhere among the others.

    An identity that changed is among it; whatever else an app shows, too.
    """
    title = new.title or old.title
    for kind, before, after in _all(old, new, jumps=jumps):
        yield Change(kind, title, new.guid, before, after)


def is_another(old: SnapshotItem, new: SnapshotItem) -> bool:
    """Say whether two items of one GUID are different episodes: nothing of the old one is left."""
    if old.title == new.title or old.published == new.published:
        return False
    if old.enclosure is None or new.enclosure is None:
        return False
    return not same_file(old.enclosure.url, new.enclosure.url)


def _all(old: SnapshotItem, new: SnapshotItem, *, jumps: bool) -> Values:
    if identity(old) != identity(new):
        yield "guid-changed", identity(old), identity(new)
    yield from _dates(old, new, jumps=jumps)
    yield from _audio(old, new)
    yield from _plain_values(old, new)
    yield from _notes(old, new)
    yield from _files(old, new)


def _dates(old: SnapshotItem, new: SnapshotItem, *, jumps: bool) -> Values:
    before, after = old.published, new.published
    if before == after:
        return
    if before is not None and after is None:
        yield "date-lost", told_time(before), new.published_text
    elif before is None or after is None or abs(after - before) >= _DAY or jumps:
        yield "date-changed", told_time(before) or old.published_text, told_time(after)
    else:
        yield "time-changed", told_time(before), told_time(after)


def told_time(moment: datetime | None) -> str | None:
    """Return `2026-01-05 06:30:00 UTC`."""
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _audio(old: SnapshotItem, new: SnapshotItem) -> Values:
    before, after = old.enclosure, new.enclosure
    if before is not None and after is None:
        yield "audio-lost", before.url, None
    if before is None or after is None:
        return
    if before.url != after.url:
        same = same_file(before.url, after.url)
        yield "prefix-changed" if same else "audio-moved", before.url, after.url
    if (before.type or "").lower() != (after.type or "").lower():
        same = same_type(before.type or "", after.type or "")
        yield "audio-type-spelled" if same else "audio-type-changed", before.type, after.type
    yield from _length(before, after)


def _length(before: SnapshotEnclosure, after: SnapshotEnclosure) -> Values:
    old, new = before.length_bytes or 0, after.length_bytes or 0
    if old == new:
        return
    kind = "audio-length-changed" if old and new else "audio-length-known"
    if not new:
        kind = "audio-length-lost"
    yield kind, f"{old:,} bytes" if old else None, f"{new:,} bytes" if new else None


def _told_duration(seconds: int | None) -> str | None:
    if seconds is None:
        return None
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _told_number(item: SnapshotItem) -> str | None:
    season = f"season {item.season}" if item.season else ""
    number = f"episode {item.number}" if item.number else ""
    return " ".join(filter(None, (season, number))) or None


_PLAIN: tuple[tuple[str, Callable[[SnapshotItem], str | None]], ...] = (
    ("title-changed", lambda item: " ".join(item.title.split())),
    ("duration-changed", lambda item: _told_duration(item.duration_seconds)),
    ("artwork-changed", lambda item: item.image),
    ("explicit-changed", lambda item: "yes" if item.explicit else "no"),
    ("number-changed", _told_number),
    ("type-changed", lambda item: item.type or "full"),
    ("link-changed", lambda item: item.link and without_scheme(item.link)),
)
"""What is compared as it is told."""


def _plain_values(old: SnapshotItem, new: SnapshotItem) -> Values:
    for kind, told in _PLAIN:
        before, after = told(old), told(new)
        if before != after:
            yield kind, before, after
    if old.block != new.block:
        yield "episode-blocked" if new.block else "episode-unblocked", None, None


def _notes(old: SnapshotItem, new: SnapshotItem) -> Values:
    """Yield what changed in the notes; what one side doesn't carry at all is not compared.

    Apps show content:encoded where there is one, else the description.
    """
    pairs = [(old.content or old.description or old.summary or "", _best(new))]
    if old.content and new.content:
        pairs.append((old.description or "", new.description or ""))
    markup = False
    for before, after in pairs:
        if before == after:
            continue
        there, here = seen(before), seen(after)
        if _same(there, here):
            markup = True
            continue
        yield "notes-edited", *excerpts(there, here)
        return
    if markup:
        yield "notes-markup", None, None


def _best(item: SnapshotItem) -> str:
    return item.content or item.description or item.summary or ""


def _same(old: Seen, new: Seen) -> bool:
    """Say whether the words are the same, and the links too where both sides can carry any."""
    if old.words != new.words:
        return False
    return old.links == new.links


def _files(old: SnapshotItem, new: SnapshotItem) -> Values:
    had, has = _chapters(old), _chapters(new)
    if had and not has:
        yield "chapters-lost", had, None
    elif has and not had:
        yield "chapters-added", None, has
    before, after = _urls(old.transcripts), _urls(new.transcripts)
    if before and not after:
        yield "transcripts-lost", before, None
    elif after and not before:
        yield "transcripts-added", None, after
    if (had and has and had != has) or (before and after and before != after):
        moved = (had, has) if had != has else (before, after)
        yield "files-moved", *moved


def _chapters(item: SnapshotItem) -> str | None:
    if item.chapters is not None:
        return item.chapters.url
    return f"{item.inline_chapters} chapters" if item.inline_chapters else None


def _urls(files: tuple[SnapshotFile, ...]) -> str | None:
    return ", ".join(file.url for file in files) or None
