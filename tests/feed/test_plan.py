"""Which episodes are items, in which order, and what each says."""

from datetime import timedelta
from pathlib import Path

import pytest

from publisher.feed.guids import podcast_guid
from publisher.feed.lock import Lock
from publisher.feed.plan import LinkedTranscript
from publisher.model import Credit, Episode, Place, Transcript
from tests.feed.builders import (
    NOW,
    ROOT,
    make_audio,
    make_episode,
    make_network,
    make_person,
    make_plan,
    make_show,
    notes_of,
    plan_feed,
)

HERE = Place("1.md")


def test_newest_first_then_by_number_then_by_guid() -> None:
    episodes = [
        make_episode(1, published=NOW, guid="x"),
        make_episode(3, published=NOW, guid="b", slug="b"),
        make_episode(2, published=NOW - timedelta(days=1), guid="y"),
        make_episode(3, published=NOW, guid="a", slug="a"),
        make_episode(4, published=NOW, guid="z", number=None),
    ]
    assert [item.guid for item in make_plan(*episodes).items] == ["a", "b", "x", "z", "y"]


def test_drafts_the_future_the_undated_and_the_silent_are_left_out() -> None:
    plan = make_plan(
        make_episode(1, published=NOW),
        make_episode(2, published=NOW + timedelta(seconds=1)),
        make_episode(3, draft=True),
        make_episode(4, published=None),
        make_episode(5, audio=None),
    )
    assert [item.episode.number for item in plan.items] == [1]
    assert [item.slug for item in plan.lock.items.values()] == ["001-episode"]


def test_notes_are_asked_for_items_only() -> None:
    asked: list[int | None] = []

    def notes(episode: Episode) -> tuple[str, str]:
        asked.append(episode.number)
        return "", ""

    make_plan(make_episode(1), make_episode(2, draft=True), notes=notes)
    assert asked == [1]


def test_addresses_stand_under_the_site() -> None:
    plan = make_plan(make_episode(1, image="feeds/talk/episodes/my cover.jpg"))
    assert plan.channel is not None
    assert plan.channel.url == "https://example.com/pods/talk/feed.xml"
    assert plan.channel.link == "https://example.com/pods/talk/"
    assert plan.channel.artwork == "https://example.com/pods/talk/cover.png"
    assert plan.items[0].link == "https://example.com/pods/talk/001-episode/"
    assert plan.items[0].image == "https://example.com/pods/talk/001-episode/my%20cover.jpg"


def test_a_shows_own_addresses_go_first() -> None:
    show = make_show(
        feed_url="https://feeds.example.org/talk",
        link="https://talk.example.org",
        artwork="https://cdn.example.org/cover.jpeg?v=2",
    )
    plan = make_plan(make_episode(1, image="https://cdn.example.org/1.JPG"), show=show)
    assert plan.channel is not None
    assert plan.channel.url == "https://feeds.example.org/talk"
    assert plan.channel.link == "https://talk.example.org"
    assert plan.channel.artwork == "https://cdn.example.org/cover.jpeg?v=2"
    assert plan.items[0].image == "https://cdn.example.org/1.JPG"


def test_without_a_site_there_is_no_feed_and_the_lock_stays() -> None:
    lock = Lock("917393e3-1b1e-5cef-ace4-edaa54e1f810")
    plan = make_plan(make_episode(1), site=None, lock=lock)
    assert plan.channel is None
    assert plan.items == ()
    assert plan.lock is lock


def test_the_podcasts_guid_is_the_shows_else_the_locks_else_made_of_the_address() -> None:
    def guid(show_guid: str | None, lock_guid: str | None) -> tuple[str, str | None]:
        plan = make_plan(make_episode(1), show=make_show(guid=show_guid), lock=Lock(lock_guid))
        assert plan.channel is not None
        return plan.channel.guid, plan.lock.podcast_guid

    given, locked = "917393e3-1b1e-5cef-ace4-edaa54e1f810", "9b024349-ccf0-5f69-a609-6b82873eab3c"
    made = podcast_guid("https://example.com/pods/talk/feed.xml")
    assert guid(given, locked) == (given, given)
    assert guid(None, locked) == (locked, locked)
    assert guid(None, None) == (made, made)
    assert guid("my-show", locked) == (locked, locked)
    assert guid("00000000-0000-0000-0000-000000000000", "my-show") == (made, made)


def test_a_second_build_finds_everything_in_the_lock() -> None:
    episodes = [make_episode(n) for n in range(1, 5)]
    first = make_plan(*episodes)
    again = make_plan(*reversed(episodes), lock=first.lock)
    assert again.lock == first.lock
    assert again.items == first.items
    assert again.findings == ()


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([], []),
        (["guest"], ["Ann Host", "Person 0"]),
        (["guest", "host"], ["Person 0", "Person 1"]),
        (["Co-Host"], ["Person 0"]),
    ],
)
def test_hosts_stand_beside_their_guests(roles: list[str], expected: list[str]) -> None:
    people = tuple(
        Credit(make_person(f"Person {number}"), role) for number, role in enumerate(roles)
    )
    (item,) = make_plan(make_episode(1, people=people)).items
    assert [person.name for person, _ in item.people] == expected


def test_transcripts_with_their_types() -> None:
    transcripts = (
        Transcript(HERE, file=ROOT / "feeds/talk/episodes/1.vtt", language="de"),
        Transcript(HERE, url="https://example.org/1.srt?x"),
        Transcript(HERE, url="https://example.org/1", type="text/html"),
        Transcript(HERE, url="https://example.org/unknown"),
        Transcript(HERE),
    )
    (item,) = make_plan(make_episode(1, transcripts=transcripts)).items
    assert item.transcripts == (
        LinkedTranscript(
            "https://example.com/pods/talk/001-episode/1.vtt", "text/vtt", "de", "captions"
        ),
        LinkedTranscript("https://example.org/1.srt?x", "application/x-subrip", None, "captions"),
        LinkedTranscript("https://example.org/1", "text/html", None),
    )


def test_a_renamed_file_keeps_its_guid_and_is_a_finding() -> None:
    before = make_plan(make_episode(1, slug="old"))
    after = make_plan(make_episode(1, slug="new"), lock=before.lock)
    assert after.items[0].guid == before.items[0].guid
    (finding,) = after.findings
    assert finding.code == "F210"
    assert finding.place.path == "feeds/talk/episodes/new.md"
    assert '"old"' in finding.message
    assert finding.message.count(before.items[0].guid) == 1


def test_a_guid_that_another_episode_was_published_with_is_a_finding() -> None:
    first, second = make_episode(1, slug="first"), make_episode(2, slug="second")
    before = make_plan(first)
    (item,) = before.items
    after = make_plan(first, second._replace(guid=item.guid), lock=before.lock)
    guids = {each.episode.slug: each.guid for each in after.items}
    assert guids["first"] == item.guid != guids["second"]
    assert after.lock.items[item.guid].slug == "first"
    (finding,) = after.findings
    assert (finding.code, finding.place.path) == ("E203", "feeds/talk/episodes/second.md")
    assert "feeds/talk/episodes/first.md" in finding.message


def test_files_of_the_repository_are_found_from_its_root() -> None:
    audio = make_audio(1, url=None, size_bytes=None, file=Path("feeds/talk/episodes/1.mp3"))
    plan = plan_feed(
        make_show(),
        [make_episode(1, audio=audio)],
        make_network(make_show()),
        lock=Lock(),
        now=NOW,
        notes=notes_of,
        file_size={ROOT / "feeds/talk/episodes/1.mp3": 5}.get,
    )
    assert plan.items[0].enclosure.length_bytes == 5
