"""What subscribers would lose by a feed: it and the lock compared.

An item is known to apps by its GUID, so of every locked one is asked: is it still there, and is it
what it was? Pure; the lock decides, not the feed that was published.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from publisher.documents import display_path
from publisher.documents.parsed import shown
from publisher.feed.guids import Identified, address_of, is_same_media, media_marks
from publisher.feed.lock import LOCK_NAME, Lock, LockedItem
from publisher.media_types import bare_type
from publisher.model import Episode, Finding, Place, Show
from publisher.rules.catalogue import CATALOGUE
from publisher.rules.feed.lock import (
    DATE_CHANGED,
    GUID_CHANGED,
    ITEM_GONE,
    MOVED_AUDIO,
    PODCAST_GUID_CHANGED,
    TYPE_CHANGED,
)

HANDFUL = 5
"""Of more drifts of one kind than that, the newest are told and the rest counted."""

_SAME_TYPES = (  # spellings of one type
    frozenset(("audio/mpeg", "audio/mp3", "audio/x-mp3", "audio/mpeg3", "audio/x-mpeg")),
    frozenset(("audio/x-m4a", "audio/m4a", "audio/mp4", "audio/x-mp4", "audio/aac")),
    frozenset(("video/mp4", "video/x-m4v", "video/m4v")),
    frozenset(("audio/ogg", "application/ogg", "audio/opus")),
    frozenset(("audio/wav", "audio/x-wav", "audio/wave")),
)


class Drift(NamedTuple):
    """Something that must not happen by mistake. `slug` is None where it is the podcast's own."""

    code: str
    show: str
    slug: str | None
    place: Place
    message: str

    @property
    def name(self) -> str:
        """As `--republish` and `--forget` take it without doubt."""
        return f"{self.show}/{self.slug or ''}"

    @property
    def option(self) -> str:
        """The option that confirms it."""
        return "--forget" if self.code == ITEM_GONE else "--republish"


def find_drifts(
    show: Show,
    items: Sequence[Identified],
    episodes: Sequence[Episode],
    *,
    before: Lock,
    after: Lock,
    certain: bool,
) -> tuple[tuple[Drift, ...], tuple[Finding, ...]]:
    """Return what would drift from the lock `before` to `after`, newest first, and remarks.

    `episodes` are all of the show's; `certain` is False where some could not be read.
    """
    drifts = [*_podcast_drift(show, before, after)]
    if not before.items:
        return tuple(drifts), ()
    held = {each.guid: each for each in items}
    by_slug = {each.candidate.episode.slug: each for each in items}
    gone: dict[str, LockedItem] = {}
    moved: list[Identified] = []
    for guid, item in sorted(
        before.items.items(), key=lambda pair: (pair[1].published, pair[0]), reverse=True
    ):
        now, twin = held.get(guid), by_slug.get(item.slug)
        if now is not twin and twin is not None and is_same_media(twin.candidate, item):
            drifts.append(_other_guid(show, twin, guid))
        elif now is None:
            gone[guid] = item
        else:
            drifts += _changes(show, now, item)
            if address_of(now.candidate.enclosure) != address_of(item.enclosure):
                moved.append(now)
    drifts += _gone(show, gone, items, episodes, before, certain=certain)
    return tuple(drifts), tuple(_moved(moved))


def _podcast_drift(show: Show, before: Lock, after: Lock) -> Iterator[Drift]:
    old, new = before.podcast_guid, after.podcast_guid
    if before.items and old and new != old:
        message = (
            f'the guid of the podcast would change from "{shown(old)}" to "{shown(new or "")}": '
            "Podcast Index and the apps that use it take the feed for another podcast, so its "
            "followers, payments and reviews stay with the old one. Take the old guid back, or "
            f"confirm with `publisher build --republish {show.slug}/`"
        )
        place = show.source.place("guid")
        yield Drift(PODCAST_GUID_CHANGED, show.slug, None, place, message)


def _other_guid(show: Show, now: Identified, old: str) -> Drift:
    episode = now.candidate.episode
    message = (
        f'was published with the guid "{shown(old)}" and would get "{shown(now.guid)}": Apple '
        "Podcasts and Spotify list it a second time, and players download it again. Write "
        f'guid: "{shown(old)}", or confirm with {_command(show, episode.slug)}'
    )
    place = episode.source.place("guid")
    return Drift(GUID_CHANGED, show.slug, episode.slug, place, message)


def _changes(show: Show, now: Identified, item: LockedItem) -> Iterator[Drift]:
    """Yield what would change of an item that keeps its GUID."""
    episode, published = now.candidate.episode, now.candidate.published
    if published.replace(microsecond=0) != item.published.replace(microsecond=0):
        message = (
            f"came out on {_moment(item.published)} and now says {_moment(published)}: Apple "
            "Podcasts and Spotify would move it in their lists, and players that fetch the newest "
            "episodes may take it for one of them. Take the old date back, or confirm with "
            f"{_command(show, episode.slug)}"
        )
        place = episode.source.place("date")
        yield Drift(DATE_CHANGED, show.slug, episode.slug, place, message)
    old, new = item.enclosure.type, now.candidate.enclosure.type
    if not _is_same_type(old, new):
        message = (
            f"was published as {shown(old)} and would become {shown(new)}: players keep the file "
            "they have and may open it as the wrong kind; Spotify drops an episode that becomes a "
            "video, and Apple Podcasts asks for it anew. Keep the old file as audio (another "
            "variant fits beside it as an alternate enclosure), or confirm with "
            f"{_command(show, episode.slug)}"
        )
        place = episode.source.place("audio")
        yield Drift(TYPE_CHANGED, show.slug, episode.slug, place, message)


def _gone(
    show: Show,
    gone: dict[str, LockedItem],
    items: Sequence[Identified],
    episodes: Sequence[Episode],
    before: Lock,
    *,
    certain: bool,
) -> Iterator[Drift]:
    """Yield the locked items that no episode stands for, as lost or as given another GUID."""
    if not gone:
        return
    by_slug = {each.candidate.episode.slug: each for each in items}
    by_media = {mark: each for each in items for mark in media_marks(each.candidate)}
    for guid, item in gone.items():
        marks = sorted(media_marks(item))
        now = by_slug.get(item.slug)
        now = now or next((by_media[mark] for mark in marks if mark in by_media), None)
        if now is not None and now.guid not in before.items:
            yield _other_guid(show, now, guid)
        elif certain:
            yield _vanished(show, guid, item, episodes)


def _vanished(show: Show, guid: str, item: LockedItem, episodes: Iterable[Episode]) -> Drift:
    mine = [each for each in episodes if each.guid == guid or each.slug == item.slug]
    episode = next(iter(mine), None)
    if episode is None:
        place = Place(display_path(show.folder / LOCK_NAME))
        why = (
            "no file stands for it any more. Take the file back; if it was renamed, write "
            f'guid: "{shown(guid)}" into the new one'
        )
    else:
        key, why = _withdrawn(episode, item)
        place = episode.source.place(key)
    message = (
        f'"{shown(item.slug)}" was published and would vanish from the feed: {why}. Apple Podcasts '
        "and Spotify drop it at once, other players when they tidy up, and links to it break. To "
        f"take it out for good, confirm with {_command(show, item.slug, '--forget')}"
    )
    return Drift(ITEM_GONE, show.slug, item.slug, place, message)


def _withdrawn(episode: Episode, item: LockedItem) -> tuple[str, str]:
    """Return which field keeps an episode out of the feed, and how that is said."""
    if episode.draft:
        return "draft", "it is a draft now"
    if episode.published is None:
        return "date", "it has no date any more"
    if episode.audio is None or not (episode.audio.url or episode.audio.file):
        return "audio", "it has no audio any more"
    if episode.published == item.published:
        return "date", "at the time asked for it was not out yet (it is, at its own date)"
    if episode.published > item.published:
        return "date", f"its date was moved to {_moment(episode.published)}, which is to come"
    return "audio", "its audio has no address"


def _moved(moved: Sequence[Identified]) -> Iterator[Finding]:
    if moved:
        first, others = moved[0].candidate.episode, len(moved) - 1
        also = f", as for {others} more" if others else ""
        message = (
            f"the audio is at a new address{also}: apps know episodes by guid and "
            "download nothing again, but ask for the old address until they read the feed. Let it "
            "answer or redirect for some weeks"
        )
        severity = CATALOGUE[MOVED_AUDIO].severity
        yield Finding(MOVED_AUDIO, severity, message, first.source.place("audio"))


def drift_findings(drifts: Sequence[Drift]) -> Iterator[Finding]:
    """Yield a finding for each drift; of many of one kind a handful, the last for all others."""
    totals = Counter(drift.code for drift in drifts)
    told: Counter[str] = Counter()
    for drift in drifts:
        told[drift.code] += 1
        severity, total = CATALOGUE[drift.code].severity, totals[drift.code]
        if total <= HANDFUL or told[drift.code] < HANDFUL:
            yield Finding(drift.code, severity, drift.message, drift.place)
        elif told[drift.code] == HANDFUL:
            rest = [each.slug or "" for each in drifts if each.code == drift.code][HANDFUL - 1 :]
            some = ", ".join(map(shown, rest[:HANDFUL]))
            message = (
                f'and {len(rest)} more published episodes of "{drift.show}", in the same way: '
                f"{some}{' …' if len(rest) > HANDFUL else ''}. To confirm all: "
                f"`publisher build {drift.option} '{drift.show}/*'`"
            )
            yield Finding(drift.code, severity, message, drift.place)


def _is_same_type(old: str, new: str) -> bool:
    kinds = (bare_type(old), bare_type(new))
    return kinds[0] == kinds[1] or any(same.issuperset(kinds) for same in _SAME_TYPES)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _command(show: Show, slug: str, option: str = "--republish") -> str:
    return f"`publisher build {option} {show.slug}/{slug}`"
