"""What subscribers would lose is told, each by its code, and nothing else is."""

from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import pytest

from publisher.errors import UsageError
from publisher.feed.confirming import Confirmed, held_words, refuse_unmatched
from publisher.feed.identity import Identity, identify
from publisher.feed.lock import Lock
from publisher.model import Episode, Severity, Show
from tests.feed.builders import NOW, make_audio, make_episode, make_network, make_show

LATER = NOW + timedelta(days=7)
GUIDS = ("917393e3-1b1e-5cef-ace4-edaa54e1f810", "9b024349-ccf0-5f69-a609-6b82873eab3c")


def identity(
    *episodes: Episode, lock: Lock | None = None, show: Show | None = None, certain: bool = True
) -> Identity:
    show = show or make_show()
    return identify(
        show, episodes, make_network(show), lock=lock or Lock(), now=NOW, certain=certain
    )


def published(*episodes: Episode, **changes: Any) -> Lock:
    return identity(*episodes, **changes).next_lock


def codes(now: Identity) -> list[str]:
    return [finding.code for finding in now.all_findings()]


def test_what_stays_as_it_was_is_no_drift() -> None:
    episodes = [make_episode(n) for n in range(1, 6)]
    lock = published(*episodes)
    again = identity(*episodes, lock=lock)
    assert (again.drifts, again.all_findings(), again.next_lock) == ((), (), lock)


def test_the_first_build_of_a_show_takes_the_guids_it_was_published_with_elsewhere() -> None:
    first = identity(make_episode(1, guid="https://old.example.com/?p=1"), make_episode(2))
    assert codes(first) == []
    assert "https://old.example.com/?p=1" in first.next_lock.items


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"guid": "mine"}, "F311", ('"mine"', "Apple Podcasts", "--republish talk/001-episode")),
        ({"published": NOW}, "F312", ("2026-01-02T06:30:00Z", "--republish talk/001-episode")),
        ({"draft": True}, "F313", ("draft", "Spotify", "--forget talk/001-episode")),
        ({"published": LATER}, "F313", ("to come", "2026-11-29T08:00:00Z", "--forget")),
        ({"published": None}, "F313", ("no date",)),
        ({"audio": None}, "F313", ("no audio",)),
        (
            {"audio": make_audio(1, url="https://cdn.example.com/1.mp4")},
            "F314",
            ("audio/mpeg", "video/mp4", "Spotify", "--republish"),
        ),
        ({"audio": make_audio(1, url="https://cdn.example.com/1.m4a")}, "F314", ("audio/x-m4a",)),
    ],
)
def test_what_changes_for_subscribers(
    change: dict[str, Any], code: str, words: tuple[str, ...]
) -> None:
    episode = make_episode(1)
    now = identity(episode._replace(**change), lock=published(episode))
    (drift,) = now.drifts
    found = next(each for each in now.all_findings() if each.code == code)
    assert (drift.code, found.severity) == (code, Severity.ERROR)
    assert found.place.path == "feeds/talk/episodes/001-episode.md"
    for word in words:
        assert word in found.message


@pytest.mark.parametrize(
    "change",
    [
        {"published": make_episode(1).published.astimezone(timezone(timedelta(hours=9)))},  # type: ignore[union-attr]
        {"title": "Another", "body": "Words", "number": 7, "season": 2, "tags": ("a",)},
        {"audio": make_audio(1, size_bytes=99_000_000, duration_seconds=5)},
        {"audio": make_audio(1, type="audio/mp3")},
        {"audio": make_audio(1, type="Audio/MPEG; foo=bar")},
        {"audio": make_audio(1, url="http://cdn.example.com/1.mp3")},
        {"audio": make_audio(1, url="https://op3.dev/e/cdn.example.com/1.mp3")},
    ],
)
def test_what_subscribers_do_not_notice(change: dict[str, Any]) -> None:
    episode = make_episode(1)
    assert codes(identity(episode._replace(**change), lock=published(episode))) == []


def test_a_file_that_is_gone_is_named_by_the_lock_and_its_guid() -> None:
    lock = published(make_episode(1), make_episode(2))
    now = identity(make_episode(1), lock=lock)
    (guid,) = set(lock.items) - {item.guid for item in now.items}
    (finding,) = now.all_findings()
    assert finding.code == "F313"
    assert finding.place.path.endswith("/nowhere/feeds/talk/feed.lock")
    assert '"002-episode" was published' in finding.message
    assert f'guid: "{guid}"' in finding.message


def test_nothing_is_gone_where_a_file_cannot_be_read() -> None:
    lock = published(make_episode(1), make_episode(2))
    assert identity(make_episode(1), lock=lock, certain=False).drifts == ()


def test_a_renamed_file_is_no_lost_one_even_behind_a_prefix() -> None:
    lock = published(make_episode(1, slug="old"))
    new = make_episode(
        1, slug="new", audio=make_audio(1, url="https://op3.dev/e/cdn.example.com/1.mp3")
    )
    assert codes(identity(new, lock=lock)) == ["F210"]


def test_a_renamed_file_with_another_guid_has_another_guid() -> None:
    lock = published(make_episode(1, slug="old"))
    (drift,) = identity(make_episode(1, slug="new", guid="mine"), lock=lock).drifts
    assert (drift.code, drift.slug) == ("F311", "new")


def test_swapped_guids_are_two_changes() -> None:
    first, second = make_episode(1, guid="a"), make_episode(2, guid="b")
    lock = published(first, second)
    now = identity(first._replace(guid="b"), second._replace(guid="a"), lock=lock)
    assert sorted((each.code, each.slug) for each in now.drifts) == [
        ("F311", "001-episode"),
        ("F311", "002-episode"),
    ]


def test_a_new_episode_under_the_slug_of_a_renamed_one_is_none_of_it() -> None:
    lock = published(make_episode(1, slug="a"))
    now = identity(make_episode(1, slug="b"), make_episode(2, slug="a", guid="own"), lock=lock)
    assert codes(now) == ["F210"]


def test_the_podcasts_own_guid() -> None:
    lock = published(make_episode(1), show=make_show(guid=GUIDS[0]))
    show = make_show(guid=GUIDS[1])
    now = identity(make_episode(1), lock=lock, show=show)
    (finding,) = now.all_findings()
    assert finding.code == "F315"
    for word in (*GUIDS, "Podcast Index", "--republish talk/"):
        assert word in finding.message
    assert now.confirm(Confirmed(republish=("talk",))).drifts == ()
    assert now.confirm(Confirmed(republish=("talk/*", "*"))).drifts == now.drifts
    assert "--republish talk/`" in held_words(now.drifts * 10)
    assert now.confirm(Confirmed(republish=("talk/",))).drifts == ()
    assert identity(make_episode(1), lock=Lock(GUIDS[0]), show=show).drifts == ()


def test_a_feed_that_moves_is_held_until_that_is_meant() -> None:
    lock = published(make_episode(1))
    assert lock.feed_url == "https://example.com/pods/talk/feed.xml"
    show = make_show(feed_url="https://example.com/pods/speak/feed.xml")
    now = identity(make_episode(1), lock=lock, show=show)
    (finding,) = now.all_findings()
    assert finding.code == "F318"
    for word in (str(lock.feed_url), str(show.feed_url), "301", "--republish talk/"):
        assert word in finding.message
    assert now.confirm(Confirmed(republish=("talk/",))).drifts == ()
    same = make_show(feed_url="http://www.example.com/pods/talk/feed.xml")
    assert codes(identity(make_episode(1), lock=lock, show=same)) == []
    assert codes(identity(make_episode(1), lock=replace(lock, feed_url=None), show=show)) == []


def test_a_renamed_file_with_other_audio_is_guessed_by_its_date() -> None:
    lock = published(make_episode(1, slug="old"))
    audio = make_audio(1, url="https://b.example/x.mp3", size_bytes=5_000_000)
    (drift,) = identity(make_episode(1, slug="new", audio=audio), lock=lock).drifts
    assert (drift.code, drift.slug) == ("F313", "old")
    assert "feeds/talk/episodes/new.md, which has its date?" in drift.message


def test_of_two_new_ones_of_its_date_none_is_guessed() -> None:
    lock = published(make_episode(1, slug="old"))
    new = [
        make_episode(
            1, slug=name, audio=make_audio(1, url=f"https://b.example/{name}.mp3", size_bytes=0)
        )
        for name in ("b", "c")
    ]
    (drift,) = identity(*new, lock=lock).drifts
    assert drift.code == "F313"
    assert "has its date" not in drift.message


@pytest.mark.parametrize(
    ("shift", "words"),
    [(timedelta(hours=1), "was that changed?"), (timedelta(days=2), "move it in their lists")],
)
def test_what_a_changed_date_does_is_told_by_how_much_it_is(shift: timedelta, words: str) -> None:
    episode = make_episode(1)
    assert episode.published is not None
    lock = published(episode)
    now = identity(episode._replace(published=episode.published - shift), lock=lock)
    (finding,) = now.all_findings()
    assert finding.code == "F312"
    assert words in finding.message


def test_swapped_and_renumbered_files_keep_their_guids() -> None:
    episodes = [make_episode(n, published=NOW - timedelta(days=9 - n)) for n in (1, 2, 3)]
    lock = published(*episodes)
    slugs = [each.slug for each in episodes]
    for renamed in (slugs[1::-1] + slugs[2:], [*slugs[1:], "004-episode"]):
        moved = [each._replace(slug=slug) for each, slug in zip(episodes, renamed, strict=True)]
        now = identity(*moved, lock=lock)
        assert set(codes(now)) == {"F210"}
        assert now.next_lock.items.keys() == lock.items.keys()
        urls = {guid: item.enclosure.url for guid, item in now.next_lock.items.items()}
        assert urls == {guid: item.enclosure.url for guid, item in lock.items.items()}


def test_audio_at_a_new_address_is_told_once_for_all() -> None:
    episodes = [make_episode(n) for n in range(1, 4)]
    moved = [
        each._replace(audio=make_audio(each.number or 0, url=f"https://b.example/{each.slug}.mp3"))
        for each in episodes
    ]
    now = identity(*moved, lock=published(*episodes))
    assert now.drifts == ()
    (finding,) = now.all_findings()
    assert (finding.code, finding.severity) == ("F316", Severity.INFO)
    assert "as for 2 more" in finding.message


def test_a_whole_show_that_is_gone_is_a_handful_of_lines() -> None:
    lock = published(*(make_episode(n, published=NOW - timedelta(days=n)) for n in range(1, 195)))
    now = identity(lock=lock)
    assert len(now.drifts) == 194
    findings = now.all_findings()
    assert len(findings) == 5
    assert '"001-episode"' in findings[0].message
    assert findings[-1].message.startswith('and 190 more published episodes of "talk"')
    assert "--forget 'talk/*'" in findings[-1].message
    assert "'talk/*'" in held_words(now.drifts)
    assert now.confirm(Confirmed(forget=("talk/*",))).drifts == ()


def test_what_is_confirmed_is_no_drift_and_goes_into_the_lock() -> None:
    one, two, three = (make_episode(n) for n in (1, 2, 3))
    lock = published(one, two, three)
    now = identity(one._replace(guid="new"), two._replace(published=NOW), lock=lock)
    assert sorted(drift.code for drift in now.drifts) == ["F311", "F312", "F313"]
    some = now.confirm(Confirmed(republish=("001-episode", "talk/002-episode")))
    assert [drift.code for drift in some.drifts] == ["F313"]
    done = some.confirm(Confirmed(forget=("003-episode",)))
    assert (done.drifts, len(done.confirmed)) == ((), 3)
    assert [item.slug for item in done.next_lock.items.values()] == ["001-episode", "002-episode"]
    after = identity(one._replace(guid="new"), two._replace(published=NOW), lock=done.next_lock)
    assert codes(after) == []


def test_the_lock_of_a_build_that_was_killed_asks_for_the_same_again() -> None:
    old = make_episode(1)
    new = old._replace(guid="new")
    before, after = published(old), published(new)
    now = identity(new, lock=Lock(before.podcast_guid, {**before.items, **after.items}))
    (drift,) = now.drifts
    assert (drift.code, drift.slug) == ("F311", "001-episode")


@pytest.mark.parametrize(
    ("confirmed", "words"),
    [
        (Confirmed(republish=("001-episod",)), 'did you mean "001-episode"?'),
        (Confirmed(republish=("nothing",)), "nothing of that name would change"),
        (Confirmed(forget=("001-episode",)), "confirmed with --republish"),
        (Confirmed(republish=("003-episode",)), "confirmed with --forget"),
        (Confirmed(republish=("002-episode",)), "so there is nothing to confirm"),
    ],
)
def test_a_word_that_confirms_nothing_is_an_error(confirmed: Confirmed, words: str) -> None:
    episodes = [make_episode(n) for n in (1, 2, 3)]
    now = identity(episodes[0]._replace(guid="x"), episodes[1], lock=published(*episodes))
    with pytest.raises(UsageError, match=words.replace("?", r"\?")):
        refuse_unmatched(confirmed, now.drifts)


def test_a_slug_of_two_shows_must_say_which() -> None:
    (drift,) = identity(make_episode(1, draft=True), lock=published(make_episode(1))).drifts
    both = (drift, drift._replace(show="song"))
    with pytest.raises(UsageError, match="song/001-episode or talk/001-episode"):
        refuse_unmatched(Confirmed(forget=("001-episode",)), both)
    refuse_unmatched(Confirmed(forget=("song/001-episode",)), both)
