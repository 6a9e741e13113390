"""What subscribers would lose by a feed: it and the lock compared.

An item is known to apps by its GUID, so of every locked one is asked: is it still there, and is it
what it was? Pure; the lock decides, not the feed that was published.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from publisher.audio.kinds import same_type
from publisher.documents import display_path
from publisher.documents.parsed import shown
from publisher.feed.diff.addresses import same_address
from publisher.feed.drift import Drift
from publisher.feed.guids import Identified
from publisher.feed.lock import LOCK_NAME, Lock, LockedItem
from publisher.feed.recognising import (
    address_of,
    is_same_date,
    is_same_media,
    media_marks,
    second_of,
)
from publisher.model import Episode, Finding, Place, Show
from publisher.rules.catalogue import CATALOGUE
from publisher.rules.feed.lock import (
    DATE_CHANGED,
    FEED_MOVED,
    GUID_CHANGED,
    ITEM_GONE,
    MOVED_AUDIO,
    PODCAST_GUID_CHANGED,
    TYPE_CHANGED,
)

_DAY = timedelta(days=1)


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
    drifts = [*_podcast_drifts(show, before, after)]
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


def _podcast_drifts(show: Show, before: Lock, after: Lock) -> Iterator[Drift]:
    """Yield what would change of the podcast as a whole."""
    if not before.items:  # nobody is subscribed yet
        return
    old, new = before.podcast_guid, after.podcast_guid
    confirm = f"confirm with `publisher build --republish {show.slug}/`"
    if old and new != old:
        message = (
            f'the guid of the podcast would change from "{shown(old)}" to "{shown(new or "")}": '
            "Podcast Index and the apps that use it take the feed for another podcast, so its "
            "followers, payments and reviews stay with the old one. Take the old guid back, or "
            f"{confirm}"
        )
        place = show.source.place("guid")
        yield Drift(PODCAST_GUID_CHANGED, show.slug, None, place, message)
    there, here = before.feed_url, after.feed_url
    if there and here and not same_address(there, here):
        message = (
            f"the feed would move from {shown(there)} to {shown(here)}: who is subscribed keeps "
            "asking at the old address, and gets no episode any more. Take it back (it follows "
            "from `site`, the name of the show's folder, or `feed_url`); or let the old address "
            f"redirect to the new one for good (301), and {confirm}"
        )
        yield Drift(FEED_MOVED, show.slug, None, show.source.place("feed_url"), message)


def _other_guid(show: Show, now: Identified, old: str) -> Drift:
    episode = now.candidate.episode
    message = (
        f'was published with the guid "{shown(old)}", by which apps know it, and would get '
        f'"{shown(now.guid)}": Apple Podcasts and Spotify list it a second time, and players '
        "download it again. Write "
        f'guid: "{shown(old)}", or confirm with {_command(show, episode.slug)}'
    )
    place = episode.source.place("guid")
    return Drift(GUID_CHANGED, show.slug, episode.slug, place, message)


def _changes(show: Show, now: Identified, item: LockedItem) -> Iterator[Drift]:
    """Yield what would change of an item that keeps its GUID."""
    episode, published = now.candidate.episode, now.candidate.published
    if not is_same_date(now.candidate, item):
        message = (
            f"came out on {_moment(item.published)} and now says {_moment(published)}: "
            f"{_noticed(item.published, published)}. Take the old date back, or confirm with "
            f"{_command(show, episode.slug)}"
        )
        place = episode.source.place("date")
        yield Drift(DATE_CHANGED, show.slug, episode.slug, place, message)
    old, new = item.enclosure.type, now.candidate.enclosure.type
    if not same_type(old, new):
        message = (
            f"was published as {shown(old)} and would become {shown(new)}: players keep the file "
            "they have and may open it as the wrong kind; Spotify drops an episode that becomes a "
            "video, and Apple Podcasts asks for it anew. Keep the old file as audio (another "
            "variant fits beside it as an alternate enclosure), or confirm with "
            f"{_command(show, episode.slug)}"
        )
        place = episode.source.place("audio")
        yield Drift(TYPE_CHANGED, show.slug, episode.slug, place, message)


def _noticed(old: datetime, new: datetime) -> str:
    """Return what a changed date does."""
    if abs(new - old) < _DAY:
        return (
            "players that go by the date may tell it as new and fetch it once more (dates without "
            "a zone count in the show's timezone: was that changed?)"
        )
    return (
        "Apple Podcasts and Spotify would move it in their lists, and players that fetch the "
        "newest episodes may take it for one of them"
    )


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
    new = [each for each in items if each.guid not in before.items]
    by_slug = {each.candidate.episode.slug: each for each in new}
    by_media = {mark: each for each in new for mark in media_marks(each.candidate)}
    dates = Counter(second_of(each.candidate) for each in new)
    by_date = {second_of(each.candidate): each for each in new}
    for guid, item in gone.items():
        marks = sorted(media_marks(item))
        now = by_slug.get(item.slug)
        now = now or next((by_media[mark] for mark in marks if mark in by_media), None)
        if now is not None:
            yield _other_guid(show, now, guid)
        elif certain:
            second = second_of(item)
            heir = by_date[second] if dates[second] == 1 else None
            yield _vanished(show, guid, item, episodes, heir)


def _vanished(
    show: Show,
    guid: str,
    item: LockedItem,
    episodes: Iterable[Episode],
    heir: Identified | None,
) -> Drift:
    """Return that an item is gone; `heir` is the one new episode that has its date."""
    mine = [each for each in episodes if each.guid == guid or each.slug == item.slug]
    episode = next(iter(mine), None)
    if episode is None:
        place = Place(display_path(show.folder / LOCK_NAME))
        new = "the new one"
        if heir is not None:
            new = f"the new one: {heir.candidate.episode.source.path}, which has its date?"
        why = (
            "no file stands for it any more. Take the file back; if it was renamed, write "
            f'guid: "{shown(guid)}" into {new}'
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
        return (
            "date",
            "it was not out yet at the time asked for (see --at, or the computer's clock)",
        )
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


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _command(show: Show, slug: str, option: str = "--republish") -> str:
    return f"`publisher build {option} {show.slug}/{slug}`"
