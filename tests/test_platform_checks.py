"""How pages of platforms are verified: each row of the table against the world that plays it."""

import json
import re
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.links.urls import fetch_key
from publisher.model import Verdict
from publisher.platforms import Platform, platforms
from publisher.platforms.checks import Check, Outcome, check_for, judge_check, slow_hosts
from publisher.platforms.rows import CheckRow
from tests.world import CASES, CHALLENGE, Case, page, played

GONE = (Verdict.DEAD, Verdict.SOFT_DEAD)
ROWS = [(platform, row) for platform in platforms().values() for row in platform.checks]
CHECKED = [
    (case, check)
    for case in CASES
    if (check := check_for(fetch_key(case.url) or case.url)) is not None
]
INVITE = "https://discord.com/invite/abc"


def check_of(url: str) -> Check:
    check = check_for(url)
    assert check is not None
    return check


def asked(url: str) -> str:
    address = check_of(url).ask
    assert address is not None
    return address


def judged(url: str, status: int, body: object, final_url: str | None = None) -> Outcome:
    check = check_of(url)
    text = body if isinstance(body, str) else json.dumps(body)
    outcome = judge_check(check, status, final_url or check.ask or url, text)
    assert outcome is not None
    return outcome


def in_the_world(case: Case, check: Check) -> tuple[int, str, str]:
    """Follow redirects through the world's table; return status, final URL and body."""
    url = check.ask or fetch_key(case.url) or case.url
    for _ in range(5):
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        row = played(parts.netloc, path)
        assert row is not None, url
        if "Location" not in row.headers:
            return row.status, url, row.body
        url = urljoin(url, row.headers["Location"])
    raise AssertionError(f"{case.url} goes round in circles")


# ---------------------------------------------------------------- the table and the world


@pytest.mark.parametrize(("case", "check"), CHECKED, ids=lambda it: getattr(it, "url", ""))
def test_every_page_of_the_world_is_judged_right(case: Case, check: Check) -> None:
    status, final_url, body = in_the_world(case, check)
    outcome = judge_check(check, status, final_url, body)
    if outcome is None:
        # As on any page: nothing dead passes for that.
        assert check.ask is None
        assert case.verdict not in GONE
        return
    assert outcome.verdict is case.verdict
    assert outcome.reason
    if outcome.verdict is Verdict.UNVERIFIABLE:
        assert outcome.reason.endswith("open it yourself")


@pytest.mark.parametrize(("platform", "row"), ROWS, ids=lambda it: getattr(it, "key", ""))
def test_every_row_is_whole(platform: Platform, row: CheckRow) -> None:
    assert row.pages
    assert row.answers
    named = set(re.findall(r"\{(\w+)\}", " ".join(row.pages))) | {*row.query.values()}
    assert {*row.values} <= named | {*row.defaults}
    assert named - {"handle"} <= {*row.values}, "a value that can be anything"
    assert set(re.findall(r"\{(\w+)\}", row.ask or "")) <= named | {*row.defaults, "host"}
    if row.ask is not None:
        assert row.ask.startswith("https://")
        assert "{" not in row.ask.removeprefix("https://{host}/").partition("/")[0]
    for answer in row.answers:
        assert answer.words
        # Dead needs more than a page that could be anybody's, and more than a status that says
        # something else.
        if answer.verdict in GONE and 200 in answer.status:
            assert answer.json or answer.title or answer.robots or answer.final
        assert not any(status >= 500 or status in (401, 403, 429) for status in answer.status) or (
            answer.verdict not in GONE
        )


@pytest.mark.parametrize(("platform", "row"), ROWS, ids=lambda it: getattr(it, "key", ""))
def test_every_row_has_a_live_and_a_dead_page_in_the_world(
    platform: Platform, row: CheckRow
) -> None:
    verdicts = {
        case.verdict
        for case, check in CHECKED
        if check.row == row and check.platform.key in (platform.key, platform.checks_of)
    }
    assert Verdict.OK in verdicts
    assert verdicts & {*GONE}


def test_every_answer_of_the_table_is_given_somewhere_in_the_world() -> None:
    said = set()
    for case, check in CHECKED:
        outcome = judge_check(check, *in_the_world(case, check))
        if outcome is not None:
            said.add(outcome.reason)
    unsaid = {
        answer.words
        for _, row in ROWS
        for answer in row.answers
        if not any(reason.startswith(answer.words) for reason in said)
    }
    assert not unsaid


# ---------------------------------------------------------------- which address is asked


@pytest.mark.parametrize(
    ("url", "ask"),
    [
        ("https://discord.gg/4p37sy5muZ", "https://discord.com/api/v10/invites/4p37sy5muZ"),
        (
            "http://discordapp.com/invite/abc/?event=1",
            "https://discord.com/api/v10/invites/abc",
        ),
        (
            "https://podcasts.apple.com/GB/podcast/id1538368692",
            "https://itunes.apple.com/lookup?id=1538368692&country=GB",
        ),
        (
            "https://user:secret@mastodon.social/@ada_b",
            "https://mastodon.social/api/v1/accounts/lookup?acct=ada_b",
        ),
        (
            "https://www.bsky.app/profile/did:plc:abc",
            "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor=did%3Aplc%3Aabc",
        ),
    ],
)
def test_the_address_to_ask(url: str, ask: str) -> None:
    assert asked(url) == ask


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "https://podcasts.apple.com/us/podcast/a/id1538368692?i=1000000000001",
            "https://podcasts.apple.com/us/podcast/b/id1538368692?i=1000000000002",
        ),
        ("https://youtu.be/dQw4w9WgXcQ", "https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=3"),
        ("https://discord.gg/abc", "https://discord.com/invite/abc"),
    ],
)
def test_links_to_the_same_thing_ask_one_address(one: str, other: str) -> None:
    assert asked(one) == asked(other)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/discord.gg/abc",
        "https://github.com/ada",
        "https://www.linkedin.com/in/ada",
        "https://www.instagram.com/ada/",
        "https://www.youtube.com/@あいう",
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://www.youtube.com/watch?v=",
        "https://tv.youtube.com/watch/dQw4w9WgXcQ",
        "https://discord.com/channels/1/2",
        "https://fosstodon.org/@ada@mas.to",
        "https://fosstodon.org:8443/@ada",
        "https://x.com/i/status/1",
        "https://t.me/joinchat/abcdefghij",
        "https://t.me/+abcdefghij",
        "https://t.me/share",
        "https://t.me/thechannel/12",
        "https://ko-fi.com/art",
        "https://medium.com/@ada/a-post",
        "https://open.spotify.com/user/ada",
        "https://www.twitch.tv/videos/1",
        "https://x.com/[",
        "",
    ],
)
def test_other_pages_are_asked_like_any_page(url: str) -> None:
    assert check_for(url) is None


HOSTILE = (
    "..", ".", "a/../b", "a%2F..%2Fb", "%2e%2e", "a?x=1", "a%3Fx=1", "a%23", "a&country=de",
    "a%26x=1", "@evil.example", "a@evil.example", "a%40evil.example", "a:1", "a\\b", "a%0d%0aX: y",
    "a b", "{host}", "{id}", "é", "%C3%A9", "%FF", "a" * 5000,
)  # fmt: skip
TEMPLATES = (
    "https://discord.gg/{}",
    "https://discord.com/invite/{}",
    "https://medium.com/@{}",
    "https://fosstodon.org/@{}",
    "https://fosstodon.org/users/{}",
    "https://bsky.app/profile/{}",
    "https://bsky.app/profile/ada.example.com/post/{}",
    "https://www.youtube.com/watch?v={}",
    "https://youtu.be/{}",
    "https://t.me/{}",
    "https://t.me/s/{}",
    "https://www.tiktok.com/@{}",
    "https://x.com/{}/status/1",
    "https://x.com/ada/status/{}",
    "https://open.spotify.com/show/{}",
    "https://open.spotify.com/{}/5eXZwvvxt3K2dxha3BSaAe",
    "https://podcasts.apple.com/{}/podcast/id1538368692",
    "https://podcasts.apple.com/us/podcast/id{}",
    "https://{}.mastodon.social/@ada",
)


def shape(url: str) -> tuple[str, str, int, list[str]]:
    """Return what no handle may change: scheme, host, depth of the path, names in the query."""
    parts = urlsplit(url)
    names = [field.partition("=")[0] for field in parts.query.split("&")]
    assert not parts.fragment
    assert not {".", ".."} & set(parts.path.split("/"))
    return parts.scheme, parts.netloc, parts.path.count("/"), names


def shapes() -> set[tuple[str, str, int, tuple[str, ...]]]:
    return {
        (scheme, host, depth, tuple(names))
        for _, check in CHECKED
        if check.ask is not None
        for scheme, host, depth, names in [shape(check.ask)]
    }


SHAPES = shapes()


def assert_keeps_its_shape(url: str) -> None:
    check = check_for(url)
    if check is None or check.ask is None:
        return
    assert check.ask.isascii()
    assert re.fullmatch(r"https://[a-z0-9.]+/[A-Za-z0-9/@?&=%._~-]+", check.ask)
    scheme, host, depth, names = shape(check.ask)
    assert (scheme, host, depth, tuple(names)) in SHAPES


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_handle_changes_the_address_that_is_asked(template: str) -> None:
    for value in HOSTILE:
        url = template.replace("{}", value)
        assert_keeps_its_shape(url)
        assert_keeps_its_shape(fetch_key(url) or url)


@given(st.sampled_from(TEMPLATES), st.text(max_size=40))
def test_no_text_at_all_changes_the_address_that_is_asked(template: str, value: str) -> None:
    assert_keeps_its_shape(template.replace("{}", value))


# ---------------------------------------------------------------- what the answers mean


def test_an_expiring_invitation_says_when() -> None:
    body = {"code": "abc", "expires_at": "2026-12-01T23:30:00-02:00"}
    outcome = judged(INVITE, 200, body)
    assert outcome.verdict is Verdict.OK
    assert outcome.expires_at == datetime(2026, 12, 2, 1, 30, tzinfo=UTC)
    assert outcome.reason.endswith(", until 2026-12-02")


@pytest.mark.parametrize("expires", [None, "", "soon", 12, [], "0001-01-01T00:00:00+14:00"])
def test_an_unreadable_end_is_none(expires: object) -> None:
    outcome = judged(INVITE, 200, {"code": "abc", "expires_at": expires})
    assert outcome.verdict is Verdict.OK
    assert outcome.expires_at is None


def test_a_moved_account_says_where() -> None:
    body = {"acct": "ada", "moved": {"url": "https://mas.to/@ada"}}
    outcome = judged("https://fosstodon.org/@ada", 200, body)
    assert outcome.verdict is Verdict.MOVED
    assert outcome.moved_to == "https://mas.to/@ada"
    assert "https://mas.to/@ada" in outcome.reason


@pytest.mark.parametrize(
    "address",
    [None, 1, {}, "", "javascript:alert(1)", "https://", "https://a.example/ b", "https://a/\n",
     'https://a.example/"><script>', "https://a.example/" + "a" * 5000],
)  # fmt: skip
def test_an_account_does_not_move_to_an_address_that_is_none(address: object) -> None:
    body = {"acct": "ada", "moved": {"url": address}}
    outcome = judged("https://fosstodon.org/@ada", 200, body)
    assert outcome.verdict is Verdict.OK
    assert outcome.moved_to is None


@pytest.mark.parametrize(
    ("url", "status", "body"),
    [
        (INVITE, 404, {"code": 10006.0}),
        (INVITE, 404, {"code": "10006"}),
        (INVITE, 404, {"code": [10006]}),
        (INVITE, 404, [{"code": 10006}]),
        (INVITE, 403, {"code": 10006}),
        ("https://podcasts.apple.com/podcast/id1538368692", 200, {"resultCount": False}),
        ("https://podcasts.apple.com/podcast/id1538368692", 200, {"results": []}),
        ("https://podcasts.apple.com/podcast/id1538368692", 404, {"resultCount": 0}),
        ("https://bsky.app/profile/ada.example.com", 404, {"message": "Profile not found"}),
        ("https://www.tiktok.com/@ada", 400, {"code": "400"}),
        ("https://youtu.be/dQw4w9WgXcQ", 404, "\n <!doctype html>"),
        ("https://youtu.be/dQw4w9WgXcQ", 410, "Gone"),
        ("https://medium.com/@ada", 200, "<html>"),
    ],
)
def test_what_is_not_said_in_the_known_form_is_unverifiable(
    url: str, status: int, body: object
) -> None:
    assert judged(url, status, body).verdict is Verdict.UNVERIFIABLE


@pytest.mark.parametrize("status", [429, 500, 502, 503])
@pytest.mark.parametrize("case", [case for case, check in CHECKED if check.ask], ids=str)
def test_a_service_out_of_order_says_nothing_of_the_page(case: Case, status: int) -> None:
    url = fetch_key(case.url) or case.url
    outcome = judged(url, status, CHALLENGE)
    assert outcome.verdict is Verdict.UNVERIFIABLE
    assert f"({status})" in outcome.reason


def test_nobody_else_says_that_a_page_is_gone() -> None:
    gone = {"code": 10006}
    assert judged(INVITE, 404, gone, "https://evil.example/").verdict is Verdict.UNVERIFIABLE
    twitch = check_of("https://www.twitch.tv/ada_b")
    generic = page("", "", "Twitch").body
    assert judge_check(twitch, 200, "https://evil.example/", generic) is None
    outcome = judge_check(twitch, 200, "https://www.twitch.tv/ada_b", generic)
    assert outcome is not None
    assert outcome.verdict is Verdict.SOFT_DEAD


def test_the_status_of_a_page_that_is_read_means_what_it_always_does() -> None:
    for status in (403, 404, 410, 429, 500):
        check = check_of("https://www.twitch.tv/ada_b")
        assert judge_check(check, status, "https://www.twitch.tv/ada_b", CHALLENGE) is None


NESTED = "[" * 60_000
ONE_PER_ROW = [*{str(check.row): (case, check) for case, check in CHECKED}.values()]


@pytest.mark.parametrize(("case", "check"), ONE_PER_ROW, ids=lambda it: getattr(it, "url", ""))
@pytest.mark.parametrize(
    "body",
    ["", "\0", "{", NESTED, '{"a":' * 20_000, "9" * 60_000, "null", "[]", '"x"', "0", "<" * 60_000],
)
def test_a_broken_body_never_kills(case: Case, check: Check, body: str) -> None:
    outcome = judge_check(check, 200, check.ask or case.url, body)
    assert outcome is None or outcome.verdict is Verdict.UNVERIFIABLE


texts = st.text(max_size=80) | st.sampled_from([NESTED[:3000], "\ufeff{}", CHALLENGE])
names = st.sampled_from(
    ["code", "error", "message", "moved", "url", "resultCount", "results", "acct", "suspended", "a"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=8,
)


@given(
    st.sampled_from([check for _, check in CHECKED]),
    st.sampled_from([200, 201, 204, 302, 400, 401, 403, 429, 500, 503, 999]),
    st.text(max_size=30) | st.just("https://t.me/a"),
    texts | values.map(json.dumps),
)
def test_judging_never_raises_and_garbage_is_never_dead(
    check: Check, status: int, final_url: str, body: str
) -> None:
    outcome = judge_check(check, status, final_url, body)
    assert outcome is None or outcome.verdict not in GONE
    judge_check(check, 404, check.ask or "", body)


@given(st.sampled_from([check for _, check in CHECKED]), st.sampled_from([200, 403, 503]), texts)
def test_garbage_of_the_platform_itself_is_never_dead(check: Check, status: int, body: str) -> None:
    final_url = check.ask or f"https://{check.platform.hosts[0]}/ada"
    outcome = judge_check(check, status, final_url, body)
    assert outcome is None or outcome.verdict is Verdict.UNVERIFIABLE


@given(st.text(max_size=200) | st.from_regex(r"https?://(discord|youtu|x|t)\.(gg|be|com|me)/.*"))
def test_check_for_never_raises(url: str) -> None:
    check_for(url)


def test_hosts_that_allow_few_requests_are_asked_slowly() -> None:
    assert slow_hosts()["itunes.apple.com"] == 3.0
    hosts = {urlsplit(check.ask).netloc for _, check in CHECKED if check.ask is not None}
    assert set(slow_hosts()) <= hosts
