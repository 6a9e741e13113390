"""`build --check-live` against hosts that behave as platforms do, over real HTTP."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.feed.reading import fetched
from tests.commands import CONFIG, Outcome, episode, run, write
from tests.live.hosts import Host
from tests.live.served import HostServer, serve_hosts

FEED = "/talk/feed.xml"
BYTES = 5_000_000


@pytest.fixture
def web() -> Iterator[HostServer]:
    with serve_hosts() as server:
        yield server


@pytest.fixture
def show(tmp_path: Path, web: HostServer) -> Path:
    """A show whose site, audio and transcript are on the server, built and published."""
    config = CONFIG["feeds/talk/show.toml"]
    assert isinstance(config, str)
    text = re.sub('artwork = "[^"]*"', f'artwork = "{web.url("/cover.jpg")}"', config)
    files = {
        **CONFIG,
        "config/publisher.toml": f'site = "{web.url("")}"\n[links]\nskip = ["*"]\n',
        "feeds/talk/show.toml": text,
    }
    for number in (1, 2):
        audio = f'{{url: "{web.url(f"/{number}.mp3")}", bytes: {BYTES}, duration: 20:00}}'
        files[f"feeds/talk/episodes/{number:03}.md"] = episode(
            number,
            audio=audio,
            transcripts=f'[{{url: "{web.url(f"/{number}.vtt")}", type: "text/vtt"}}]',
        )
    write(tmp_path, files)
    run("build", "--offline", root=tmp_path)
    publish(web, tmp_path)
    return tmp_path


def publish(web: HostServer, root: Path) -> None:
    feed = (root / "public/talk/feed.xml").read_bytes()
    web.hosts |= {
        FEED: Host(feed, "application/rss+xml; charset=utf-8"),
        "/cover.jpg": Host(b"\xff\xd8", "image/jpeg"),
        **{f"/{number}.mp3": Host(type="audio/mpeg", length=BYTES) for number in (1, 2, 3)},
        **{f"/{number}.vtt": Host(b"WEBVTT\n", "text/vtt") for number in (1, 2, 3)},
    }


def habit(web: HostServer, path: str, words: str) -> None:
    web.hosts[path] = web.hosts[path].with_habits(words)


def check(root: Path, *words: str) -> Outcome:
    return run("build", "--check-live", *words, "--allow-private", root=root)


def codes(done: Outcome) -> set[str]:
    found = set(re.findall(r" (F4\d\d) (?:error|warning|info) ", done.out))
    assert done.code == (1 if re.search(r" F4\d\d error ", done.out) else 0), done.out + done.err
    return found - {"F404"}  # the loopback speaks plain http


def test_a_show_that_is_served_well(show: Path, web: HostServer) -> None:
    done = check(show)
    assert codes(done) == set()
    assert f"The Talk: live at {web.url(FEED)}: " in done.out
    assert ("HEAD", "/2.mp3") in web.asked
    assert ("GET", "/1.vtt") in web.asked


PLATFORMS = {
    "a bucket without a CORS rule": ({"/1.vtt": "no-cors", "/2.vtt": "no-cors"}, {"F425"}),
    "a host without ranges": ({"/1.mp3": "no-ranges"}, {"F421"}),
    "a host that refuses HEAD": ({FEED: "no-head", "/2.mp3": "no-head"}, {"F402"}),
    "an error page with 200": ({FEED: "type text/html + body <html>Gone</html>"}, {"F405"}),
    "an error page for audio": ({"/2.mp3": "type text/html + length 900"}, {"F422", "F423"}),
    "a chain of prefixes": ({"/2.mp3": "chain 7"}, {"F424"}),
    "prefixes within reason": ({"/2.mp3": "chain 3"}, set()),
    "advertisements put in": ({"/2.mp3": f"length {BYTES * 107 // 100}"}, set()),
    "a cache that its host clears": (
        {FEED: "cache-control max-age=0, s-maxage=31536000, must-revalidate"},
        set(),
    ),
    "no validators": ({FEED: "no-etag + no-last-modified"}, {"F408"}),
    "only a date": ({FEED: "no-etag"}, set()),
    "validators that mean nothing": ({FEED: "no-304"}, {"F409"}),
    "a cache that is stuck": ({FEED: "always-304"}, {"F410"}),
    "a cache of a week": ({FEED: "cache-control max-age=604800"}, {"F412"}),
    "a cache that must ask": ({FEED: "cache-control no-cache, max-age=604800"}, set()),
    "plain files": ({FEED: "type text/plain"}, {"F406"}),
    "an old charset": ({FEED: "type text/xml; charset=ISO-8859-1"}, {"F407"}),
    "audio that was never uploaded": ({"/2.mp3": "404"}, {"F420"}),
    "a transcript that is gone": ({"/2.vtt": "410"}, {"F426"}),
    "artwork that is gone": ({"/cover.jpg": "403"}, {"F427"}),
    "artwork of another kind": ({"/cover.jpg": "type image/webp"}, {"F427"}),
    "a feed that is gone": ({FEED: "404"}, {"F401"}),
    "a login before the feed": ({FEED: "302 /login/?next=feed"}, {"F401"}),
    "a feed somebody else wrote": ({FEED: "body other-guids"}, {"F415"}),
    "a feed that is cut off": ({FEED: "body <rss><channel><item><title>x"}, {"F413"}),
}


@pytest.mark.parametrize("name", PLATFORMS)
def test_what_platforms_do(show: Path, web: HostServer, name: str) -> None:
    habits, expected = PLATFORMS[name]
    for path, words in habits.items():
        habit(web, path, words)
    done = check(show)
    assert expected <= codes(done)
    assert codes(done) - expected <= {"F414", "F415"}, done.out


def test_one_host_is_told_of_once(show: Path, web: HostServer) -> None:
    for path in ("/1.mp3", "/2.mp3"):
        habit(web, path, "no-ranges")
    done = check(show)
    assert done.out.count(" F421 ") == 1
    assert "(and 1 more file there)" in done.out


def test_what_was_built_just_now_is_not_out_yet(show: Path, web: HostServer) -> None:
    audio = f'{{url: "{web.url("/3.mp3")}", bytes: {BYTES}, duration: 20:00}}'
    write(show, {"feeds/talk/episodes/003.md": episode(3, audio=audio)})
    done = check(show)
    assert codes(done) == {"F414"}
    assert "lacks 1 episode of the built one" in done.out
    publish(web, show)
    assert codes(check(show)) == set()


def test_subscribers_of_the_live_feed_would_lose_an_episode(show: Path, web: HostServer) -> None:
    live = web.hosts[FEED].body
    more = re.sub(rb"(<item>.*?</item>)", rb"\1\1", live, count=1, flags=re.DOTALL)
    more = more.replace(b"Episode 2<", b"Only there<", 1).replace(b"/2.mp3", b"/9.mp3", 1)
    more = re.sub(rb"(<guid[^>]*>)[^<]*", rb"\1only-there", more, count=1)
    web.hosts[FEED] = Host(more, "application/rss+xml")
    web.hosts["/9.mp3"] = web.hosts["/2.mp3"]
    done = check(show)
    assert codes(done) == {"F415"}
    assert "1 episode gone" in done.out
    assert "Only there" in done.out


def test_a_host_that_is_asked_too_often_is_none_that_fails(show: Path, web: HostServer) -> None:
    for path in ("/2.mp3", "/1.vtt"):
        habit(web, path, "429")
    done = check(show)
    assert codes(done) == set()
    assert "2 files not asked for" in done.out


def test_an_oldest_episode_that_goes_makes_room_for_none(show: Path, web: HostServer) -> None:
    (show / "feeds/talk/episodes/001.md").unlink()
    audio = f'{{url: "{web.url("/3.mp3")}", bytes: {BYTES}, duration: 20:00}}'
    write(show, {"feeds/talk/episodes/003.md": episode(3, audio=audio)})
    done = run("build", "--check-live", "--forget", "001", "--allow-private", root=show)
    assert codes(done) == {"F414", "F415"}
    assert "1 episode gone" in done.out


def test_an_address_given_stands_for_the_shows_own(show: Path, web: HostServer) -> None:
    web.hosts["/elsewhere.xml"] = web.hosts.pop(FEED)
    assert codes(check(show)) == {"F401"}
    done = check(show, web.url("/elsewhere.xml"))
    assert codes(done) == {"F416"}


def test_a_permanent_redirect(show: Path, web: HostServer) -> None:
    web.hosts["/moved.xml"] = web.hosts[FEED]
    habit(web, FEED, "301 /moved.xml")
    assert "F403" in codes(check(show))


def test_slow_and_endless_hosts_have_their_limits(
    show: Path, web: HostServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.cli.live.LEAST_SECONDS", 0.5)
    monkeypatch.setattr(fetched, "MOST_BYTES", 1_000_000)
    web.hosts[FEED] = Host(type="application/rss+xml").with_habits("endless")
    web.hosts["/2.mp3"] = web.hosts["/2.mp3"].with_habits("hang")
    done = run("build", "--check-live", "--allow-private", "--timeout", "0.5", root=show)
    assert codes(done) >= {"F413", "F420"}
    assert "larger than" in done.out
    assert "took too long" in done.out


def test_private_hosts_are_not_asked(show: Path, web: HostServer) -> None:
    web.asked.clear()
    done = run("build", "--check-live", root=show)
    assert done.code == 1
    assert "private" in done.out
    assert web.asked == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--check-live", "--offline"], "without --offline"),
        (["--check-live", "talk"], "that is no address"),
        (["nobody", "--check-live"], "there is no show"),
    ],
)
def test_words_that_make_no_sense(show: Path, words: list[str], said: str) -> None:
    done = run("build", *words, root=show)
    assert (done.code, said in done.err) == (2, True)


def test_an_address_must_fit_one_of_several_shows(show: Path, web: HostServer) -> None:
    config = (show / "feeds/talk/show.toml").read_text().replace("The Talk", "Other")
    write(show, {"feeds/other/show.toml": config, "feeds/other/episodes/001.md": episode(1)})
    done = check(show, web.url("/elsewhere.xml"))
    assert (done.code, "which show's feed is that?" in done.err) == (2, True)
    assert "live at" in check(show, web.url(FEED)).out


def test_ignored_codes_stay_silent(show: Path, web: HostServer) -> None:
    config = show / "config/publisher.toml"
    config.write_text(config.read_text() + '[rules]\nignore = ["F421"]\n')
    habit(web, "/2.mp3", "no-ranges")
    assert codes(check(show)) == set()
