"""The table of platforms, row by row, and what it makes of URLs."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.platforms import (
    PATH_KINDS,
    Platform,
    key_for,
    match_platform,
    platforms,
    profile_url,
)

OPEN = [platform for platform in platforms().values() if platform.closed is None]
CLOSED = [platform for platform in platforms().values() if platform.closed is not None]


def _id(platform: Platform) -> str:
    return platform.key


@pytest.mark.parametrize("platform", platforms().values(), ids=_id)
def test_every_row_is_whole(platform: Platform) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", platform.key)
    assert platform.name
    assert platform.kind in ("social", "podcast", "other")
    assert platform.hosts
    assert set(platform.paths) <= set(PATH_KINDS)
    assert all(host == host.lower() for host in (*platform.hosts, *platform.renamed_hosts))
    assert (platform.profile is None) == (platform.handle is None)
    assert platform.reserved == {word.lower() for word in platform.reserved}
    assert not platform.moves or platform.renamed_hosts


@pytest.mark.parametrize("platform", platforms().values(), ids=_id)
def test_every_host_belongs_to_its_own_row(platform: Platform) -> None:
    for host in (*platform.hosts, *platform.renamed_hosts):
        match = match_platform(f"https://{host.removeprefix('*.')}/")
        assert match is not None
        assert match.platform is platform
        assert match.renamed == (host in platform.renamed_hosts)


@pytest.mark.parametrize("platform", CLOSED, ids=_id)
def test_closed_platforms_say_what_to_do(platform: Platform) -> None:
    assert platform.instead
    assert platform.closing


@pytest.mark.parametrize(
    ("key", "handle", "url"),
    [
        ("linkedin", "kenjee", "https://www.linkedin.com/in/kenjee"),
        ("linkedin", "in/ken-jee", "https://www.linkedin.com/in/ken-jee"),
        ("linkedin", "company/example", "https://www.linkedin.com/company/example"),
        ("x", "@example_show", "https://x.com/example_show"),
        ("twitter", "example_show", "https://x.com/example_show"),
        ("youtube", "@example.show", "https://www.youtube.com/@example.show"),
        ("youtube", "UC" + "a" * 22, "https://www.youtube.com/channel/UC" + "a" * 22),
        ("discord", "4p37sy5muZ", "https://discord.com/invite/4p37sy5muZ"),
        ("github", "example", "https://github.com/example"),
        ("medium", "@kenneth.b", "https://medium.com/@kenneth.b"),
        ("mastodon", "@ada@example.social", "https://example.social/@ada"),
        ("bluesky", "@ada.example.com", "https://bsky.app/profile/ada.example.com"),
        ("reddit", "r/podcasting", "https://www.reddit.com/r/podcasting"),
        ("reddit", "u/example", "https://www.reddit.com/user/example"),
        ("matrix", "#room:example.org", "https://matrix.to/#/#room:example.org"),
        ("apple", "1538368692", "https://podcasts.apple.com/podcast/id1538368692"),
        ("Apple Podcasts", "id1538368692", "https://podcasts.apple.com/podcast/id1538368692"),
        ("Pocket Casts", "abcd1234", "https://pca.st/abcd1234"),
        ("overcast", "id1538368692", "https://overcast.fm/itunes1538368692"),
    ],
)
def test_profile_url(key: str, handle: str, url: str) -> None:
    assert profile_url(key, handle) == url


@pytest.mark.parametrize(
    ("key", "handle", "message"),
    [
        ("x", "example-show", "can't be a handle on X: at most 15"),
        ("x", "", "can't be a handle"),
        ("github", "-example", "can't be a handle on GitHub"),
        ("instagram", "a..b", "two full stops"),
        ("mastodon", "ada", "write it in full"),
        ("bluesky", "ada", "a domain name in full"),
        ("x", "a/../../b", "can't be a handle"),
        ("slack", "example", "give the full URL"),
        ("myplace", "tom", "not a platform"),
    ],
)
def test_profile_url_refuses(key: str, handle: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        profile_url(key, handle)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("twitter", "x"),
        ("X", "x"),
        ("Apple Podcasts", "apple"),
        ("itunes", "apple"),
        ("amazon-music", "amazon_music"),
        ("Ko-fi", "kofi"),
        ("website", None),
        ("", None),
    ],
)
def test_key_for(name: str, key: str | None) -> None:
    assert key_for(name) == key


@pytest.mark.parametrize(
    ("url", "key", "kind", "handle"),
    [
        ("https://www.linkedin.com/company/1/admin/feed/posts/", "linkedin", "private", None),
        ("https://www.linkedin.com/company/1/", "linkedin", "page", None),
        ("https://de.linkedin.com/in/j%C3%BCrgen/", "linkedin", "profile", "jürgen"),
        ("www.linkedin.com/in/kenjee", "linkedin", "profile", "kenjee"),
        ("https://twitter.com/KenJee_DS", "x", "profile", "KenJee_DS"),
        ("https://mobile.twitter.com/a/status/1?s=20", "x", "post", None),
        ("https://x.com/search?q=a", "x", "page", None),
        ("https://youtu.be/dQw4w9WgXcQ", "youtube", "post", None),
        ("https://www.youtube.com/@ada/videos", "youtube", "profile", "ada"),
        ("https://studio.youtube.com/video/1/edit", "youtube", "private", None),
        ("https://music.youtube.com/playlist?list=1", "youtube_music", "page", None),
        ("https://discord.gg/abc", "discord", "invite", "abc"),
        ("https://gist.github.com/ada", "github", "profile", "ada"),
        ("https://github.com/features", "github", "page", None),
        ("https://medium.com/@ada", "medium", "profile", "ada"),
        ("https://blog.medium.com/a-post", "medium", "page", None),
        ("https://fosstodon.org/@ada", "mastodon", "profile", "ada@fosstodon.org"),
        ("https://fosstodon.org/@ada@mas.to", "mastodon", "profile", "ada@mas.to"),
        ("https://bsky.app/profile/ada.example.com/post/1", "bluesky", "post", None),
        ("https://podcasts.apple.com/us/podcast/a-b/id15383686", "apple", "show", "id15383686"),
        ("https://open.spotify.com/episode/1", "spotify", "episode", None),
        ("HTTPS://User@WWW.GitHub.com:443/ada?x#y", "github", "profile", "ada"),
    ],
)
def test_match_platform(url: str, key: str, kind: str, handle: str | None) -> None:
    match = match_platform(url)
    assert match is not None
    assert (match.platform.key, match.kind, match.handle) == (key, kind, handle)


@pytest.mark.parametrize(
    "url",
    [
        "https://developer.twitter.com/en/docs",
        "https://help.twitter.com/",
        "https://example.com/github.com",
        "https://notgithub.com/ada",
        "https://github.com.example.com/ada",
        "https://www.youtube.com@ada",
        "mailto:ada@github.org",
        "",
        "://",
    ],
)
def test_other_hosts_match_nothing(url: str) -> None:
    assert match_platform(url) is None


@pytest.mark.parametrize("platform", OPEN, ids=_id)
def test_a_handle_comes_back_from_the_url_made_of_it(platform: Platform) -> None:
    if "profile" not in platform.paths:
        return
    samples = ("example1", "example", "ada.example.com", "ada@mas.to")
    handle = next(sample for sample in samples if platform.accepts(sample))
    match = match_platform(profile_url(platform.key, handle))
    assert match is not None
    assert (match.platform, match.handle) == (platform, handle)
    assert match.kind in ("profile", "invite")


@given(st.text(max_size=60), st.sampled_from([*platforms()]))
def test_no_handle_leaves_its_platform(handle: str, key: str) -> None:
    try:
        url = profile_url(key, handle)
    except ValueError:
        return
    assert url.startswith("https://")
    assert not set(url) & set(" \"<>'\n\t\\")
    match = match_platform(url)
    if key != "mastodon":  # any host can be one
        assert match is not None
        assert match.platform.key == key


@given(st.text(max_size=200) | st.from_regex(r"https?://[a-z.]{1,20}(x|github)\.com/.*"))
def test_match_platform_never_raises(url: str) -> None:
    match_platform(url)


def test_long_input_takes_linear_time() -> None:
    for url in ("https://x.com/" + "a" * 1_000_000, "https://" + "a." * 200_000, "/" * 1_000_000):
        match_platform(url)
    with pytest.raises(ValueError, match="can't be that long"):
        profile_url("bluesky", "a." * 300_000)


def test_closing_in_words() -> None:
    assert platforms()["stitcher"].closing == "on 29 August 2023"
    assert platforms()["google_podcasts"].closing == "in 2024"
    assert Platform("a", "A", "other", closed=date(2020, 1, 2)).closing == "on 2 January 2020"
    assert Platform("a", "A", "other").closing == ""
