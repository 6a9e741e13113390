"""GUIDs are given once and stay, whatever becomes of files, slugs and addresses."""

from uuid import UUID, uuid5

import pytest

from publisher.feed.enclosures import Enclosure
from publisher.feed.guids import (
    Assigned,
    Identified,
    assign_guids,
    next_lock,
    podcast_guid,
)
from publisher.feed.lock import Lock, LockedItem
from publisher.feed.recognising import Candidate
from publisher.model import Episode
from tests.feed.builders import NOW, make_episode

PODCAST = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
Url = str


def candidate(slug: str, url: Url = "", length: int = 0, **changes: object) -> Candidate:
    episode = make_episode(1, slug=slug, **changes)
    enclosure = Enclosure(url or f"https://cdn.example.com/{slug}.mp3", length, "audio/mpeg")
    return Candidate(episode, episode.published or NOW, enclosure)


def assign(*candidates: Candidate, lock: Lock | None = None) -> list[str]:
    return [each.guid for each in assign_guids(candidates, lock or Lock(), PODCAST)]


def locked(**items: Candidate) -> Lock:
    return next_lock(Lock(), PODCAST, [Identified(*each) for each in items.items()], {})


def new(slug: str) -> str:
    return str(uuid5(UUID(PODCAST), slug))


@pytest.mark.parametrize(
    ("url", "guid"),
    [
        ("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810"),
        ("http://podnews.net/rss//", "9b024349-ccf0-5f69-a609-6b82873eab3c"),
    ],
)
def test_a_podcasts_guid_as_the_specification_computes_it(url: str, guid: str) -> None:
    assert podcast_guid(url) == guid


def test_an_episode_gets_its_own_guid_else_one_of_its_slug() -> None:
    assert assign(candidate("a", guid="mine"), candidate("b")) == ["mine", new("b")]


def test_a_given_guid_is_as_the_feed_can_carry_it() -> None:
    assert assign(candidate("a", guid=" tag:\x00a\n"), candidate("b", guid="\x00")) == [
        "tag:a",
        new("b"),
    ]


def test_the_lock_remembers_the_guid_of_a_slug() -> None:
    lock = locked(old=candidate("a"))
    assert assign(candidate("a"), lock=lock) == ["old"]
    assert assign(candidate("a", url="https://new.example.com/other.mp3"), lock=lock) == ["old"]
    assert assign(candidate("a", guid="mine"), lock=lock) == ["mine"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (candidate("a", "https://x.example/1.mp3"), candidate("b", "https://x.example/1.mp3")),
        (candidate("a", "http://x.example/1.mp3"), candidate("b", "https://x.example/1.mp3")),
        (
            candidate("a", "https://x.example/talk/a/1.mp3", 4_000_000),
            candidate("b", "https://x.example/talk/b/1.mp3", 4_000_000),
        ),
        (
            candidate("a", "https://x.example/talk/a/a.mp3", 4_000_000),
            candidate("b", "https://x.example/talk/b/b.mp3", 4_000_000),
        ),
    ],
)
def test_a_renamed_file_is_known_by_its_enclosure(before: Candidate, after: Candidate) -> None:
    assert assign_guids((after,), locked(old=before), PODCAST) == (Assigned("old", renamed="a"),)


@pytest.mark.parametrize(
    "after",
    [
        candidate("b", "https://x.example/b/2.mp3", 4_000_000, published=NOW),
        candidate("b", "https://x.example/b/1.mp3", 4_000_001),
        candidate("b", "https://x.example/play?id=2"),
    ],
)
def test_another_enclosure_under_another_slug_is_another_episode(after: Candidate) -> None:
    for url, length in (
        ("https://x.example/a/1.mp3", 4_000_000),
        ("https://x.example/play?id=1", 0),
    ):
        assert assign(after, lock=locked(old=candidate("a", url, length))) == [new("b")]


def test_a_placeholder_length_and_a_common_name_tell_nothing() -> None:
    before = candidate("a", "https://x.example/a/audio.mp3", 1)
    after = candidate("b", "https://x.example/b/audio.mp3", 1)
    assert assign(after, lock=locked(old=before)) == [new("b")]


def test_a_copy_with_the_same_enclosure_is_new_while_the_first_stands() -> None:
    url = "https://x.example/1.mp3"
    first, copy = candidate("a", url), candidate("b", url)
    assert assign(copy, first, lock=locked(old=first)) == [new("b"), "old"]


def test_when_two_claim_one_enclosure_neither_was_renamed() -> None:
    url = "https://x.example/1.mp3"
    lock = locked(old=candidate("a", url))
    assert assign(candidate("b", url), candidate("c", url), lock=lock) == [new("b"), new("c")]


def test_a_new_episode_under_the_old_slug_of_a_renamed_one() -> None:
    lock = locked(**{new("a"): candidate("a", "https://x.example/1.mp3")})
    guids = assign(
        candidate("a", "https://x.example/2.mp3"),
        candidate("b", "https://x.example/1.mp3"),
        lock=lock,
    )
    assert guids == [new("a#2"), new("a")]


def test_swapped_enclosures_swap_no_guids() -> None:
    lock = locked(
        one=candidate("a", "https://x.example/1.mp3"), two=candidate("b", "https://x.example/2.mp3")
    )
    swapped = (candidate("a", "https://x.example/2.mp3"), candidate("b", "https://x.example/1.mp3"))
    assert assign(*swapped, lock=lock) == ["one", "two"]


def test_swapped_folders_are_told_by_what_they_hold() -> None:
    """The address of a file of ours is that of the slug, so it tells nothing."""
    one = candidate("a", "https://x.example/a/audio.mp3", 4_000_000)
    two = candidate("b", "https://x.example/b/audio.mp3", 5_000_000, published=NOW)
    lock = locked(one=one, two=two)
    swapped = (
        candidate("a", one.enclosure.url, 5_000_000, published=NOW),
        candidate("b", two.enclosure.url, 4_000_000),
    )
    assert assign(*swapped, lock=lock) == ["two", "one"]


def test_audio_that_was_replaced_by_that_of_another_stays_with_its_episode() -> None:
    one = candidate("a", "https://x.example/a.mp3", 4_000_000)
    two = candidate("b", "https://x.example/b.mp3", 5_000_000, published=NOW)
    mended = (
        candidate("a", two.enclosure.url, 5_000_000),
        candidate("b", one.enclosure.url, 4_000_000, published=NOW),
    )
    assert assign(*mended, lock=locked(one=one, two=two)) == ["one", "two"]


def test_of_two_with_one_guid_the_locked_has_it_else_the_oldest() -> None:
    old = candidate("old", guid="same")
    young = candidate("young", guid="same")
    young = young._replace(published=NOW)
    assert assign(young, old) == [new("young"), "same"]
    assert assign(young, old, lock=locked(same=young)) == ["same", new("old")]


def test_nobody_takes_a_guid_from_an_episode_that_stands_as_it_was_published() -> None:
    lock = locked(old=candidate("a"))
    assert assign(candidate("a"), candidate("b", guid="old"), lock=lock) == ["old", new("b")]
    other = candidate("a", url="https://cdn.example.com/other.mp3")  # a new one under that slug
    assert assign(other, candidate("b", guid="old"), lock=lock) == [new("a"), "old"]
    assert assign(candidate("a", guid="own"), candidate("b", guid="old"), lock=lock) == [
        "own",
        "old",
    ]


def test_no_two_episodes_share_a_guid_even_with_one_slug() -> None:
    same = [candidate("a", f"https://x.example/{n}.mp3") for n in range(3)]
    assert assign(*same) == [new("a"), new("a#2"), new("a#3")]


def test_a_new_guid_is_none_that_was_ever_given() -> None:
    gone = locked(**{new("b"): candidate("gone")})
    assert assign(candidate("b"), lock=gone) == [new("b#2")]


def test_guids_stay_when_built_again_from_the_lock() -> None:
    candidates = [candidate("a"), candidate("b", guid="mine"), candidate("c")]
    first = assign(*candidates)
    lock = locked(**dict(zip(first, candidates, strict=True)))
    assert assign(*reversed(candidates), lock=lock) == first[::-1]


def test_the_lock_holds_what_is_published_and_nothing_else() -> None:
    first = candidate("a", published=NOW)
    moved: Episode = first.episode._replace(slug="b")
    later = Candidate(moved, NOW.replace(year=2027), Enclosure("https://x.example/2", 1, "a/b"))
    before = locked(one=first, gone=candidate("g"))
    lock = next_lock(before, PODCAST, [Identified("one", later)], {"video": "v"})
    assert lock.podcast_guid == PODCAST
    assert lock.feeds == {"video": "v"}
    assert lock.items == {"one": LockedItem("b", later.published, later.enclosure)}


def test_nothing_published_nothing_locked() -> None:
    assert next_lock(Lock(), PODCAST, [], {"video": "v"}) == Lock()
    assert next_lock(locked(one=candidate("a")), PODCAST, [], {}) == Lock(PODCAST)
