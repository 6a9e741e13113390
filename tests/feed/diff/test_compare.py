from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from publisher.feed.diff.compare import compare
from publisher.feed.diff.kinds import KINDS, Effect
from publisher.feed.reading.snapshot import (
    FeedProblem,
    FeedSnapshot,
    SnapshotEnclosure,
    SnapshotFile,
)
from tests.feed.snapshots import NAMES, make_feed, make_item, real_feed

Mutation = Callable[[FeedSnapshot], FeedSnapshot]
SAME = ("order-changed",)


def newest(**changes: Any) -> Mutation:
    """Change the first item; a value that can be called makes the new one of the old."""

    def mutate(feed: FeedSnapshot) -> FeedSnapshot:
        first, *rest = feed.items
        made = {
            key: value(getattr(first, key)) if callable(value) else value
            for key, value in changes.items()
        }
        return replace(feed, items=(replace(first, **made), *rest))

    return mutate


def channel(**changes: Any) -> Mutation:
    return lambda feed: replace(feed, **changes)


def enclosure(**changes: Any) -> Mutation:
    return newest(enclosure=lambda old: old and old._replace(**changes))


def dropped(*numbers: int) -> Mutation:
    return lambda feed: replace(
        feed, items=tuple(item for at, item in enumerate(feed.items) if at not in numbers)
    )


def rolled(feed: FeedSnapshot) -> FeedSnapshot:
    return replace(feed, items=(make_item(90), *feed.items[:-1]))


SWITCHED = {"block": True, "complete": True}
CHAPTERS = SnapshotFile("https://example.com/1.json", "application/json+chapters")
TRANSCRIPT = SnapshotFile("https://example.com/1.vtt", "text/vtt")

MUTATIONS: Mapping[str, Mutation] = {
    "feed-broken": channel(problems=(FeedProblem(3, 4, "xmlParseEntityRef: no name"),)),
    "feed-emptied": channel(items=()),
    "feed-paged": lambda feed: replace(feed, pages=2, on_first_page=len(feed.items) - 1),
    "feed-blocked": channel(block=True),
    "feed-completed": channel(complete=True),
    "feed-address-changed": channel(feed_url="https://other.example.net/feed.xml"),
    "podcast-guid-changed": channel(guid="917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    "show-title-lost": channel(title=""),
    "show-artwork-lost": channel(artwork=None),
    "categories-lost": channel(categories=()),
    "owner-email-lost": channel(owner_email=None),
    "guid-changed": newest(guid="another"),
    "guid-reused": newest(
        title="Something else",
        published=lambda old: old + timedelta(days=30),
        enclosure=SnapshotEnclosure("https://cdn.example.com/else.mp3", 9_000_000, "audio/mpeg"),
    ),
    "guid-repeated": lambda feed: replace(
        feed, items=(make_item(91, guid=feed.items[0].guid), *feed.items)
    ),
    "episode-gone": dropped(0),
    "older-cut-off": dropped(1, 2),
    "audio-lost": newest(enclosure=None),
    "audio-type-changed": enclosure(type="video/quicktime"),
    "date-changed": newest(published=lambda old: old - timedelta(days=40)),
    "date-lost": newest(published=None, published_text="soon"),
    "episode-blocked": newest(block=True),
    "feed-moves": channel(new_feed_url="https://other.example.net/feed.xml"),
    "show-title-changed": channel(title="Another talk"),
    "show-description-changed": channel(description="Three people talk."),
    "show-artwork-changed": channel(artwork="https://example.com/new-cover.jpg"),
    "language-changed": channel(language="tlh"),
    "categories-changed": channel(categories=(("Government",),)),
    "author-changed": channel(author="Nobody Before"),
    "owner-email-changed": channel(owner_email="new@example.com"),
    "show-link-changed": channel(link="https://example.com/another/"),
    "show-explicit-changed": lambda feed: replace(feed, explicit=not feed.explicit),
    "show-type-changed": lambda feed: replace(
        feed, type="episodic" if feed.type == "serial" else "serial"
    ),
    "episode-added": lambda feed: replace(feed, items=(make_item(92), *feed.items)),
    "oldest-rolled-out": rolled,
    "time-changed": newest(published=lambda old: old + timedelta(minutes=2)),
    "title-changed": newest(title="A new title"),
    "notes-edited": newest(content="<p>New.</p>", description="New."),
    "audio-moved": enclosure(url="https://media.example.net/moved.mp3"),
    "audio-length-changed": enclosure(length_bytes=7_654_321),
    "audio-length-lost": enclosure(length_bytes=None),
    "duration-changed": newest(duration_seconds=1234),
    "artwork-changed": newest(image="https://example.com/new.jpg"),
    "explicit-changed": lambda feed: newest(
        explicit=not (feed.items[0].explicit or (feed.items[0].explicit is None and feed.explicit))
    )(feed),
    "number-changed": newest(number=4321),
    "type-changed": newest(type=lambda old: "full" if old == "bonus" else "bonus"),
    "chapters-added": newest(chapters=CHAPTERS),
    "transcripts-added": newest(transcripts=(TRANSCRIPT,)),
    "podcast-guid-added": channel(guid="917393e3-1b1e-5cef-ace4-edaa54e1f810"),
    "podcast-guid-lost": channel(guid=None),
    "feed-address-spelled": channel(feed_url="http://www.example.com/talk/feed.xml"),
    "language-refined": lambda feed: replace(feed, language=f"{(feed.language or '')[:2]}-XX"),
    "locked-changed": lambda feed: replace(feed, locked=not feed.locked),
    "prefix-changed": newest(
        enclosure=lambda old: (
            old and old._replace(url="https://op3.dev/e/" + old.url.partition("://")[2])
        )
    ),
    "audio-type-spelled": enclosure(type="audio/x-mp3"),
    "notes-markup": newest(
        content=lambda old: old and f"<div>{old}</div>",
        description=lambda old: old and f"<div>{old}</div>",
    ),
    "link-changed": newest(link="https://example.com/moved/"),
    "order-changed": lambda feed: replace(feed, items=feed.items[::-1]),
}
BACKWARDS: Mapping[str, Mutation] = {  # made, then taken back
    "feed-unblocked": channel(block=True),
    "feed-reopened": channel(complete=True),
    "episode-unblocked": newest(block=True),
    "audio-length-known": enclosure(length_bytes=None),
    "chapters-lost": newest(chapters=CHAPTERS),
    "transcripts-lost": newest(transcripts=(TRANSCRIPT,)),
    "podcast-guid-added": channel(guid=None),
}


def kinds(old: FeedSnapshot | None, new: FeedSnapshot) -> set[str]:
    return {change.kind for change in compare(old, new).changes}


def test_every_kind_can_happen() -> None:
    moved = {"files-moved"}
    assert {*MUTATIONS, *BACKWARDS, *moved} == set(KINDS)


@pytest.mark.parametrize("kind", sorted(set(MUTATIONS) - {"podcast-guid-added"}))
def test_a_change_is_found_and_nothing_else(kind: str) -> None:
    old = make_feed()
    new = MUTATIONS[kind](old)
    beside = {
        "feed-emptied": {"episode-gone"},
        "guid-repeated": {"episode-added"},
        "oldest-rolled-out": {"episode-added"},
    }
    assert kinds(old, new) == {kind} | beside.get(kind, set())
    assert compare(old, new).hurts == (KINDS[kind].effect is Effect.HURTS)


@pytest.mark.parametrize("kind", sorted(BACKWARDS))
def test_a_change_taken_back_is_found(kind: str) -> None:
    assert kinds(BACKWARDS[kind](make_feed()), make_feed()) == {kind}


def test_files_that_move_are_no_loss() -> None:
    old = newest(chapters=CHAPTERS, transcripts=(TRANSCRIPT,))(make_feed())
    new = newest(chapters=CHAPTERS._replace(url="https://example.net/1.json"))(old)
    assert kinds(old, new) == {"files-moved"}


@pytest.mark.parametrize("name", NAMES)
def test_a_real_feed_is_as_it_is(name: str) -> None:
    diff = compare(real_feed(name), real_feed(name))
    assert diff.changes == ()
    assert diff.redownloads == 0


@pytest.mark.parametrize("name", NAMES)
def test_changes_of_a_real_feed_are_found(name: str) -> None:
    old = real_feed(name)
    if not old.items:
        pytest.skip("no episodes")
    for kind, mutate in MUTATIONS.items():
        if not _can_show(kind, old) or (new := mutate(old)) == old:
            continue
        assert kind in kinds(old, new), kind


def _can_show(kind: str, feed: FeedSnapshot) -> bool:
    """Say whether a feed has what the change takes or alters."""
    first = feed.items[0]
    has_audio = first.enclosure is not None
    alone = len(feed.items) < 4 or any(item.published is None for item in feed.items)
    newest_first = [item.published for item in feed.items]
    sorted_by_date = not alone and newest_first == sorted(newest_first, reverse=True)  # type: ignore[type-var]
    needs: dict[str, bool] = {
        "feed-broken": not feed.problems,
        "feed-address-changed": feed.feed_url is not None,
        "feed-address-spelled": feed.feed_url == "https://example.com/talk/feed.xml",
        "feed-moves": True,
        "podcast-guid-changed": feed.guid is not None,
        "podcast-guid-added": feed.guid is None,
        "podcast-guid-lost": feed.guid is not None,
        "owner-email-changed": True,
        "guid-reused": has_audio and first.guid is not None and first.published is not None,
        "guid-repeated": first.guid is not None,
        "older-cut-off": False,
        "oldest-rolled-out": sorted_by_date and len(set(newest_first)) == len(newest_first),
        "episode-gone": sorted_by_date,
        "time-changed": sorted_by_date and len({item.published for item in feed.items[:2]}) == 2,
        "date-changed": first.published is not None,
        "date-lost": first.published is not None,
        "audio-lost": has_audio,
        "audio-moved": has_audio,
        "audio-type-changed": has_audio,
        "audio-type-spelled": has_audio
        and first.enclosure is not None
        and first.enclosure.type == "audio/mpeg",
        "audio-length-changed": has_audio
        and bool(first.enclosure and first.enclosure.length_bytes),
        "audio-length-lost": has_audio and bool(first.enclosure and first.enclosure.length_bytes),
        "prefix-changed": has_audio,
        "chapters-added": not first.chapters and not first.inline_chapters,
        "transcripts-added": not first.transcripts,
        "notes-markup": bool(first.content or first.description),
        "order-changed": len(feed.items) > 1,
    }
    return needs.get(kind, True)


# ------------------------------------------------------------ matching


def test_an_episode_is_recognised_by_its_audio_when_its_guid_changed() -> None:
    old = make_feed()
    new = newest(guid="new", title="Renamed", published=lambda at: at + timedelta(hours=1))(old)
    diff = compare(old, new)
    [change] = [each for each in diff.changes if each.kind == "guid-changed"]
    assert (change.title, change.old, change.new) == ("Renamed", "guid-3", "new")
    assert diff.redownloads == 1
    assert not diff.count("episode-gone")


def test_by_its_title_and_day_when_the_audio_moved_too() -> None:
    old = make_feed()
    elsewhere = SnapshotEnclosure("https://new.example.net/a.mp3", 12_000_003, "audio/mpeg")
    new = newest(guid="new", enclosure=elsewhere)(old)
    assert kinds(old, new) == {"guid-changed", "audio-moved"}


def test_titles_that_several_episodes_have_prove_nothing() -> None:
    old = make_feed(*(make_item(number, title="News") for number in (3, 2, 1)))
    new = make_feed(
        *(make_item(number, title="News", guid=f"new-{number}") for number in (13, 12, 11))
    )
    assert kinds(old, new) == {"episode-gone", "episode-added"}


def test_without_a_guid_the_address_of_the_audio_is_what_apps_know() -> None:
    old = make_feed(make_item(1, guid=None))
    url = "https://elsewhere.example.com/1.mp3"
    new = make_feed(
        make_item(1, guid=None, enclosure=SnapshotEnclosure(url, 12_000_001, "audio/mpeg"))
    )
    diff = compare(old, new)
    assert diff.count("guid-changed") == 1
    assert diff.redownloads == 1


def test_every_guid_made_anew() -> None:
    old = make_feed(*(make_item(number) for number in range(850, 0, -1)))
    new = replace(
        old, items=tuple(replace(item, guid=f"https://x/{item.guid}") for item in old.items)
    )
    diff = compare(old, new)
    assert diff.count("guid-changed") == diff.redownloads == 850
    assert diff.hurts


def test_the_first_feed_hurts_nobody() -> None:
    diff = compare(None, make_feed())
    assert diff.count("episode-added") == diff.new_episodes == 3
    assert not diff.hurts


def test_a_move_that_says_so_hurts_nobody() -> None:
    old = make_feed()
    there = "https://other.example.net/feed.xml"
    assert kinds(old, replace(old, feed_url=there, new_feed_url=there)) == {"feed-moves"}


def test_naming_its_own_address_as_the_new_one_moves_nobody() -> None:
    old = make_feed()
    assert kinds(old, replace(old, new_feed_url=old.feed_url)) == set()


def test_all_times_shifted_by_an_hour_keep_the_order() -> None:
    old = make_feed()
    hour = timedelta(hours=1)
    new = replace(
        old,
        items=tuple(
            replace(item, published=item.published + hour) for item in old.items if item.published
        ),
    )
    assert kinds(old, new) == {"time-changed"}
    assert compare(old, new).count("time-changed") == 3


def test_a_few_minutes_that_swap_two_episodes_hurt() -> None:
    first, second = make_item(2), make_item(1)
    second = replace(second, published=first.published)
    assert first.published is not None
    later = replace(second, published=first.published + timedelta(minutes=5))
    assert "date-changed" in kinds(make_feed(first, second), make_feed(first, later))


def test_what_an_episode_has_from_its_show_is_no_change_of_its_own() -> None:
    old = make_feed()
    new = newest(explicit=False, image=old.artwork)(old)
    assert kinds(old, new) == set()
    assert kinds(new, replace(old, artwork="https://example.com/new.jpg")) == {
        "show-artwork-changed"
    }
    assert kinds(old, newest(explicit=True)(old)) == {"explicit-changed"}


def test_a_link_in_the_notes_that_leads_elsewhere_is_an_edit() -> None:
    old = make_feed()
    new = newest(content=lambda text: text.replace("example.org", "example.net"))(old)
    [change] = compare(old, new).changes
    assert change.kind == "notes-edited"
    assert (change.old, change.new) == ("https://example.org/3", "https://example.net/3")


def test_twenty_thousand_episodes_of_which_all_changed() -> None:
    old = make_feed(*(make_item(number) for number in range(20_000, 0, -1)))
    new = replace(
        old,
        items=tuple(
            replace(item, guid=f"new {item.guid}", title=f"{item.title}!", content="x " * 1000)
            for item in old.items
        ),
    )
    diff = compare(old, new)
    assert diff.redownloads == diff.count("notes-edited") == 20_000


def test_a_hundred_thousand_links_take_no_time() -> None:
    notes = "".join(f'<a href="https://example.com/{n}">x</a>' for n in range(100_000))
    other = notes.replace("/99999", "/new")
    old = make_feed(make_item(1, description=notes, content=None))
    (change,) = compare(old, make_feed(make_item(1, description=other, content=None))).changes
    assert (change.kind, change.new) == ("notes-edited", "https://example.com/new")
