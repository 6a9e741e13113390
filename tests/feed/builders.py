"""A show and its episodes, made without files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from publisher.addresses import feed_url
from publisher.feed.assemble import assemble_feed
from publisher.feed.enclosures import FileSize, size_of
from publisher.feed.identity import identify
from publisher.feed.lock import Lock
from publisher.feed.plan import Channel, FeedItem, Notes, plan_channel, plan_items
from publisher.model import (
    Audio,
    Episode,
    Finding,
    Network,
    Owner,
    Person,
    Place,
    Profile,
    Settings,
    Show,
)

ROOT = Path("/nowhere")
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
PLACE = Place("feeds/talk/show.toml")


@dataclass(frozen=True)
class FakeSource:
    """A file that knows no more than its name."""

    path: str

    def place(self, *keys: str | int) -> Place:
        return Place(self.path)


def make_person(name: str = "Ann Host", **changes: Any) -> Person:
    person = Person(
        name,
        PLACE,
        image="https://example.com/ann.jpg",
        profiles=(Profile("github", "https://github.com/ann", PLACE),),
    )
    return person._replace(**changes)


def make_show(**changes: Any) -> Show:
    show = Show(
        "talk",
        "Talk & Think",
        ROOT / "feeds/talk",
        FakeSource("feeds/talk/show.toml"),
        description="Two people <talk>, others think.",
        language="en-GB",
        author="Ann Host",
        owner=Owner("Ann Host", "ann@example.com"),
        copyright="© 2026 Ann Host",
        artwork="feeds/talk/cover.png",
        categories=(("Society & Culture", "Documentary"), ("Technology",)),
        locked=True,
        hosts=(make_person(),),
    )
    return replace(show, **changes)


def make_network(show: Show, site: str | None = "https://example.com/pods") -> Network:
    return Network(ROOT, Settings(site), {show.slug: show})


def make_audio(number: int = 1, /, **changes: Any) -> Audio:
    audio = Audio(
        Place(f"{number}.md", 4),
        url=f"https://cdn.example.com/{number}.mp3",
        size_bytes=12_000_000 + number,
        duration_seconds=1800 + number,
    )
    return audio._replace(**changes)


def make_episode(number: int = 1, /, **changes: Any) -> Episode:
    slug = changes.get("slug", f"{number:03}-episode")
    file = ROOT / f"feeds/talk/episodes/{slug}.md"
    episode = Episode(
        "talk",
        slug,
        f"Episode {number}",
        file,
        FakeSource(f"feeds/talk/episodes/{slug}.md"),
        f"Notes of {number}.",
        number=number,
        published=datetime(2026, 1, 1 + number % 28, 6, 30, tzinfo=UTC),
        audio=make_audio(number),
    )
    return episode._replace(**changes)


def notes_of(episode: Episode) -> tuple[str, str]:
    return f"<p>{episode.body}</p>", episode.body


class FeedPlan(NamedTuple):
    """A feed to be assembled, newest item first, and the lock to be written before it."""

    channel: Channel | None
    items: tuple[FeedItem, ...]
    lock: Lock
    findings: tuple[Finding, ...]


def plan_feed(
    show: Show,
    episodes: Iterable[Episode],
    network: Network,
    *,
    lock: Lock,
    now: datetime,
    notes: Notes,
    file_size: FileSize = size_of,
) -> FeedPlan:
    """Plan the feed of all episodes, as a build does."""
    identity = identify(show, tuple(episodes), network, lock=lock, now=now, file_size=file_size)
    url = feed_url(show, network.settings)
    if identity.podcast_guid is None or url is None:
        return FeedPlan(None, (), identity.next_lock, identity.all_findings())
    return FeedPlan(
        plan_channel(show, identity.podcast_guid, identity.items, network, url=url),
        tuple(plan_items(show, identity.items, network, notes)),
        identity.next_lock,
        identity.all_findings(),
    )


def make_plan(
    *episodes: Episode,
    show: Show | None = None,
    lock: Lock | None = None,
    now: datetime = NOW,
    site: str | None = "https://example.com/pods",
    notes: Callable[[Episode], tuple[str, str]] = notes_of,
) -> FeedPlan:
    show = show or make_show()
    return plan_feed(
        show,
        episodes,
        make_network(show, site),
        lock=lock or Lock(),
        now=now,
        notes=notes,
        file_size=lambda file: 4_000_000 if file.suffix == ".mp3" else None,
    )


def feed_of(plan: FeedPlan) -> bytes:
    assert plan.channel is not None
    return b"".join(assemble_feed(plan.channel, plan.items))
