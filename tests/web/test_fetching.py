from collections.abc import Iterator

import pytest

from publisher.model import Cause
from publisher.web.exchange import MAX_HOPS, WebPolicy
from publisher.web.fetching import Fetcher
from publisher.web.replies import Reply, Wanted
from tests.loopback import Loopback, serve, unused_port


@pytest.fixture(scope="module")
def world() -> Iterator[Loopback]:
    with serve() as loopback:
        yield loopback


def fetch(
    wanted: Wanted,
    *,
    allow_private: bool = True,
    timeout_seconds: float = 5.0,
    most_bytes: int = 1_000_000,
    lines: list[str] | None = None,
) -> Reply:
    policy = WebPolicy(allow_private=allow_private, timeout_seconds=timeout_seconds)
    trace = lines.append if lines is not None else None
    fetcher = Fetcher(policy, most_bytes, trace=trace)
    try:
        return fetcher.fetch(wanted)
    finally:
        fetcher.close()


def test_a_whole_answer_with_its_headers(world: Loopback) -> None:
    reply = fetch(Wanted(world.url("/page"), limit_bytes=100))
    assert (reply.status, reply.body, reply.is_whole) == (200, b"here you are", True)
    assert reply.header("content-length") == "12"
    assert reply.cause is None


def test_no_more_than_was_asked_for(world: Loopback) -> None:
    reply = fetch(Wanted(world.url("/page"), limit_bytes=4))
    assert (reply.body, reply.is_whole) == (b"here", False)
    reply = fetch(Wanted(world.url("/page")))
    assert (reply.body, reply.is_whole, reply.status) == (b"", False, 200)


def test_head_has_no_body_and_asks_for_the_file_itself(world: Loopback) -> None:
    world.headers.clear()
    reply = fetch(Wanted(world.url("/page"), "HEAD"))
    assert (reply.status, reply.body, reply.header("content-length")) == (200, b"", "12")
    assert world.headers[-1]["Accept-Encoding"] == "identity"


def test_headers_that_were_asked_for_are_sent(world: Loopback) -> None:
    world.headers.clear()
    fetch(Wanted(world.url("/page"), headers={"Range": "bytes=0-1", "Origin": "https://x.example"}))
    assert world.headers[-1]["Range"] == "bytes=0-1"
    assert world.headers[-1]["Origin"] == "https://x.example"
    assert "podcast-publisher" in world.headers[-1]["User-Agent"]


def test_redirects_are_followed_and_told(world: Loopback) -> None:
    reply = fetch(Wanted(world.url("/redirect/301/redirect/302/page"), limit_bytes=50))
    assert [hop.status for hop in reply.hops] == [301, 302]
    assert (reply.url, reply.body) == (world.url("/page"), b"here you are")


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("/loop", Cause.REDIRECTS),
        (f"/chain/{MAX_HOPS + 5}", Cause.REDIRECTS),
        ("/reset", Cause.RESET),
        ("/not-http", Cause.BROKEN),
        ("/nowhere", Cause.BROKEN),
    ],
)
def test_what_the_web_does_wrong_is_a_cause(world: Loopback, path: str, cause: Cause) -> None:
    reply = fetch(Wanted(world.url(path), limit_bytes=10))
    assert (reply.status, reply.cause) == (None, cause)


def test_a_server_that_hangs_or_drips_has_its_time(world: Loopback) -> None:
    for path in ("/hang", "/drip-head"):
        reply = fetch(Wanted(world.url(path), limit_bytes=10), timeout_seconds=0.3)
        assert reply.cause is Cause.TIMEOUT


def test_an_endless_body_is_left(world: Loopback) -> None:
    reply = fetch(Wanted(world.url("/endless"), limit_bytes=500_000))
    assert (len(reply.body), reply.is_whole) == (500_000, False)


def test_what_unpacks_without_end_is_left(world: Loopback) -> None:
    reply = fetch(Wanted(world.url("/bomb"), limit_bytes=100_000))
    assert (len(reply.body), reply.is_whole) == (100_000, False)


def test_private_addresses_are_refused_at_first_and_behind_redirects(world: Loopback) -> None:
    reply = fetch(Wanted(world.url("/page"), limit_bytes=10), allow_private=False)
    assert reply.cause is Cause.PRIVATE
    assert fetch(Wanted("https://localhost/"), allow_private=False).cause is Cause.PRIVATE


def test_what_is_no_address() -> None:
    assert fetch(Wanted("https://[broken/")).cause is Cause.BROKEN
    assert fetch(Wanted(f"http://127.0.0.1:{unused_port()}/")).cause is Cause.REFUSED


def test_each_request_is_traced(world: Loopback) -> None:
    lines: list[str] = []
    fetch(Wanted(world.url("/redirect/301/page")), lines=lines)
    assert len(lines) == 2
    assert "→" in lines[0]
    assert "200" in lines[1]
