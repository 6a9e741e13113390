"""Servers that misbehave: each is survived, within the deadline, and gets the right verdict."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import trustme

from publisher.model import Cause, LinkCheck, Verdict
from publisher.pages import PAGE_LENGTH
from publisher.web.cache import open_cache
from publisher.web.client import WebClient
from publisher.web.connections import ANSWER_BYTES
from publisher.web.exchange import MAX_HOPS, Exchange, WebPolicy, redirected
from publisher.web.questions import check_urls
from publisher.web.resolving import Address, Lookup, look_up
from tests.answers import NOW
from tests.hostile import Accept, Hostile, hostile
from tests.web.test_client import plain_environment

__all__ = ["plain_environment"]  # a fixture that each test uses

POLICY = WebPolicy(
    allow_private=True, timeout_seconds=0.6, patience_seconds=0.5, backoff_seconds=0, retries=0
)
OTHER_HOST = "127.0.0.9"
"""Answers beside the one that is looked at, so that there is a network."""


@pytest.fixture(scope="module")
def world() -> Iterator[Hostile]:
    with hostile() as server:
        yield server


@pytest.fixture
def alone() -> Iterator[Hostile]:
    """A server that nobody else asks."""
    with hostile() as server:
        yield server


def checked(world: Hostile, path: str, policy: WebPolicy = POLICY) -> LinkCheck:
    url = world.url(path)
    answers = check_urls([url, world.url("/sound", OTHER_HOST)], policy, now=NOW)
    assert answers.notices == ()
    return answers.checks[url]


@contextmanager
def client(policy: WebPolicy = POLICY, look_up: Lookup = look_up) -> Iterator[WebClient]:
    web = WebClient(policy, look_up=look_up)
    try:
        yield web
    finally:
        web.close()


@contextmanager
def secure(*names: str, not_after: datetime | None = None) -> Iterator[Hostile]:
    """Run a server with a certificate for `names` of an authority that is trusted."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf = authority.issue_cert(*(names or ("127.0.0.1",)), not_after=not_after)
    leaf.configure_cert(context)
    with (
        authority.cert_pem.tempfile() as file,
        pytest.MonkeyPatch.context() as patch,
        hostile(tls=context) as server,
    ):
        patch.setenv("SSL_CERT_FILE", file)
        yield server


def follow(web: WebClient, exchange: Exchange) -> Exchange:
    while not exchange.is_over:
        exchange = web.ask(exchange)
    return exchange


# ---------------------------------------------------------------- heads and redirects


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("/onward", Cause.REDIRECTS),
        ("/circle", Cause.REDIRECTS),
        ("/itself", Cause.REDIRECTS),
        ("/long-location", Cause.BROKEN),
        ("/endless-headers", Cause.BROKEN),
        ("/endless-line", Cause.BROKEN),
        ("/endless-status", Cause.BROKEN),
        ("/endless-junk", Cause.BROKEN),
        ("/drip-headers", Cause.TIMEOUT),
        ("/drip-status", Cause.TIMEOUT),
        ("/drip-notices", Cause.TIMEOUT),
        ("/no-number", Cause.BROKEN),
        ("/half-a-number", Cause.BROKEN),
        ("/says-000", Cause.BROKEN),
        ("/http-2", Cause.BROKEN),
        ("/http-0.9", Cause.BROKEN),
        ("/shoutcast", Cause.BROKEN),
        ("/silence", Cause.RESET),
        ("/hang", Cause.TIMEOUT),
    ],
)
def test_what_is_no_answer_is_unreachable(world: Hostile, path: str, cause: Cause) -> None:
    before = world.sent_bytes
    check = checked(world, path)
    assert (check.verdict, check.cause) == (Verdict.UNREACHABLE, cause)
    # Two questions, and what the system's buffers take of answers nobody reads.
    assert world.sent_bytes - before < 2 * ANSWER_BYTES + 16_000_000
    assert len(world.asked(path)) <= 2 * (MAX_HOPS + 1)


def test_notices_without_an_answer_end_too(world: Hostile) -> None:
    check = checked(world, "/endless-notices")
    assert check.verdict is Verdict.UNREACHABLE
    assert check.cause in (Cause.BROKEN, Cause.TIMEOUT)  # whichever bound is met first


@pytest.mark.parametrize(
    "path",
    ["/one-notice", "/continue", "/only-lf", "/only-lf-moved", "/no-reason", "/odd-headers",
     "/says-204", "/says-205", "/says-206", "/says-304", "/nul", "/high-bytes", "/cr",
     "/escaped-crlf", "/user", "/other-user", "/two-locations-head"],
)  # fmt: skip
def test_what_is_odd_and_no_more_is_fine_at_the_first_question(world: Hostile, path: str) -> None:
    assert checked(world, path).verdict is Verdict.OK
    assert world.asked(path) == ["HEAD"]


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/says-401", Verdict.UNVERIFIABLE),
        ("/says-418", Verdict.UNVERIFIABLE),
        ("/says-451", Verdict.UNVERIFIABLE),
        ("/says-600", Verdict.UNVERIFIABLE),
        ("/says-999", Verdict.UNVERIFIABLE),
        ("/no-where", Verdict.UNVERIFIABLE),
        ("/gone", Verdict.DEAD),
        ("/two-locations", Verdict.OK),
        ("/endless-after-405", Verdict.OK),
        ("/half-a-head", Verdict.OK),  # as browsers take it
    ],
)
def test_an_odd_status_is_never_dead(world: Hostile, path: str, verdict: Verdict) -> None:
    assert checked(world, path).verdict is verdict


@pytest.mark.parametrize("path", ["/two-locations", "/two-locations-head"])
def test_of_two_locations_the_first_counts(world: Hostile, path: str) -> None:
    assert checked(world, path).final_url == world.url("/sound")


def test_no_header_can_be_slipped_in(world: Hostile) -> None:
    evil = [
        world.url("/sound?in\r\nX-Evil: 1"),
        world.url("/sound?in%0d%0aX-Evil:%201"),
        world.url("/sound?in\rX-Evil: 1\n\n"),
        world.url("/sound?in\u010dX-Evil:\u010a1\u2028"),  # Latin-1 would cut them to CR and LF
        f"http://a%0d%0aX-Evil: 1@127.0.0.1:{world.port}/sound",
        f"http://127.0.0.1%0d%0aX-Evil:{world.port}/sound",
        world.url("/cr"),
        world.url("/escaped-crlf"),
    ]
    answers = check_urls(evil, POLICY, now=NOW)
    assert {check.verdict for check in answers.checks.values()} == {Verdict.OK}
    assert not [head for head in world.heads if b"\nx-evil" in head.lower()]
    assert not [head for head in world.heads if b"\r" in head.replace(b"\r\n", b"")]


def test_what_was_sent_as_a_cookie_is_not_sent_back(alone: Hostile) -> None:
    with client() as web:
        for path in ("/cookie", "/cookie?again", "/sound"):
            assert follow(web, Exchange(alone.url(path))).status == 200
    assert not [head for head in alone.heads if b"\r\ncookie:" in head.lower()]


def test_user_names_and_passwords_are_neither_sent_nor_kept_nor_told(
    alone: Hostile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    urls = [
        alone.url("/sound").replace("//", "//me:secret@"),
        alone.url("/gone").replace("//", "//secret@"),
        *map(alone.url, ("/user", "/other-user", "/to/user")),
    ]
    told: list[str] = []
    with open_cache(folder / "cache.sqlite") as cache:
        answers = check_urls(urls, POLICY, now=NOW, cache=cache, trace=told.append)
    assert answers.of(urls[0]) is not None
    assert len(told) >= len(urls)
    for said in (*told, *map(repr, answers.checks.items()), *map(repr, alone.heads)):
        assert "secret" not in said
        assert "Authorization" not in said
    for file in folder.iterdir():
        assert b"secret" not in file.read_bytes()


# ---------------------------------------------------------------- pages

PAGES = (
    *("/endless-page", "/drip-page", "/hang-page", "/bomb", "/nested-bomb", "/many-encodings"),
    *("/no-gzip", "/half-gzip", "/no-deflate", "/brotli", "/unknown-encoding", "/negative-chunk"),
    *("/huge-chunk", "/no-chunk", "/endless-chunk-line", "/endless-trailers", "/no-length"),
    *("/longer-than-it-says", "/shorter-than-it-says", "/negative-length", "/two-lengths"),
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_cant_be_read_leaves_what_head_said(world: Hostile, path: str) -> None:
    before = world.sent_bytes
    assert checked(world, f"/to{path}").verdict is Verdict.OK
    assert world.asked(path) == ["HEAD", "GET"]
    assert world.sent_bytes - before < ANSWER_BYTES + 16_000_000


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("how", ["reads", "asks", "expects", "tries"])
def test_no_page_breaks_its_reader_whoever_wants_it(world: Hostile, path: str, how: str) -> None:
    url, hop = world.url(path), world.url(f"/to{path}")
    exchange = {
        "reads": Exchange(url, reads=True),
        "asks": Exchange("https://example.org/", asks=url),
        "expects": Exchange(url, expects=("20% off",)),
        "tries": Exchange(hop, tries=1),
    }[how]
    with client() as web:
        over = follow(web, exchange)
    assert len(over.page) <= PAGE_LENGTH
    assert over.status == 200 or over.cause in (Cause.BROKEN, Cause.TIMEOUT)
    assert "\0" * 10 in over.page or b"\xff".decode("cp1252") not in over.page


@pytest.mark.parametrize("path", ["/brotli", "/unknown-encoding"])
def test_what_cant_be_decoded_lacks_no_words(world: Hostile, path: str) -> None:
    url = world.url(path)
    answers = check_urls([url], POLICY, now=NOW, expects={url: ("20% off",)})
    check = answers.checks[url]
    assert (check.verdict, check.missing) == (Verdict.OK, ())


# ---------------------------------------------------------------- connections


@pytest.mark.parametrize(
    "path",
    ["/head-with-page", "/head-with-chunks", "/head-with-false-404", "/then-false-404",
     "/then-words", "/closes-silently", "/says-close-and-stays", "/reset-when-used-again"],
)  # fmt: skip
def test_what_was_left_in_a_connection_spoils_no_other_link(alone: Hostile, path: str) -> None:
    with client() as web:
        for turn in range(3):
            alone.spoke.clear()
            assert follow(web, Exchange(alone.url(f"{path}?{turn}"))).status == 200
            if path.startswith("/then"):
                assert alone.spoke.wait(10)
            assert follow(web, Exchange(alone.url(f"/sound?{turn}"))).status == 200
    assert set(alone.asked("/sound")) == {"HEAD"}
    assert len(alone.asked("/sound")) == 3
    # No connection is used again after an answer like that; the one of a sound answer is.
    assert alone.connections == (3 if path == "/reset-when-used-again" else 4)


@pytest.mark.parametrize("path", ["/head-with-false-ok", "/then-false-ok"])
def test_no_answer_of_one_link_makes_another_seem_alive(alone: Hostile, path: str) -> None:
    with client() as web:
        assert follow(web, Exchange(alone.url(path))).status == 200
        if path.startswith("/then"):
            assert alone.spoke.wait(10)
        assert follow(web, Exchange(alone.url("/gone"))).status == 404


def test_a_connection_behind_tls_is_used_again() -> None:
    with secure() as server, client() as web:
        for number in range(6):
            assert follow(web, Exchange(server.url(f"/sound?{number}"))).status == 200
        assert server.connections == 1
        assert set(server.asked("/sound")) == {"HEAD"}


def test_connections_behind_tls_that_were_closed_are_opened_anew() -> None:
    paths = ("/closes-silently", "/then-words", "/reset-when-used-again", "/head-with-page")
    with secure() as server, client() as web:
        for path in (*paths, "/sound") * 3:
            server.spoke.clear()
            assert follow(web, Exchange(server.url(path))).status == 200
            if path.startswith("/then"):
                assert server.spoke.wait(10)
        assert {method for method, _ in server.requests} == {"HEAD"}


# ---------------------------------------------------------------- TLS


def over_tls(server: Hostile, path: str = "/sound") -> LinkCheck:
    """Check a link to a server of TLS, while another one answers."""
    url = server.url(path)
    with hostile() as other:
        return check_urls([url, other.url("/sound")], POLICY, now=NOW).checks[url]


@pytest.mark.parametrize(
    ("name", "not_after", "says"),
    [
        ("other.example", None, "it belongs to another site"),
        ("127.0.0.2", None, "it belongs to another site"),
        ("127.0.0.1", datetime(2021, 1, 1, tzinfo=UTC), "it has expired"),
    ],
)
def test_a_wrong_certificate_is_named(name: str, not_after: datetime | None, says: str) -> None:
    with secure(name, not_after=not_after) as server:
        check = over_tls(server)
    assert (check.verdict, check.cause) == (Verdict.UNREACHABLE, Cause.TLS)
    assert says in check.reason
    assert server.requests == []


def test_a_certificate_that_nobody_vouches_for_is_not_enough() -> None:
    with secure() as server, pytest.MonkeyPatch.context() as patch:
        patch.delenv("SSL_CERT_FILE")
        check = over_tls(server)
    # Browsers fetch certificates that a careless server leaves out.
    assert (check.verdict, check.cause) == (Verdict.UNVERIFIABLE, Cause.TLS)
    assert server.requests == []


def test_a_plain_question_to_a_port_of_tls_is_unreachable() -> None:
    with secure() as server:
        server.scheme = "http"
        assert over_tls(server).verdict is Verdict.UNREACHABLE


def _garbage(server: Hostile, connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"\xff" * 400)
    server.over.wait(5)


def _end_of_file(server: Hostile, connection: socket.socket) -> None:
    connection.recv(65536)


def _at_once(server: Hostile, connection: socket.socket) -> None:
    """Close before anything was said."""


def _slow_handshake(server: Hostile, connection: socket.socket) -> None:
    connection.sendall(b"\x16\x03\x03\x3f\xff")  # a record of 16 KB
    while not server.over.wait(0.02):
        connection.sendall(b"\x02")


def _silent(server: Hostile, connection: socket.socket) -> None:
    server.over.wait(30)


@pytest.mark.parametrize(
    ("first", "causes"),
    [
        (_garbage, {Cause.TLS}),
        (_end_of_file, {Cause.RESET}),
        (_at_once, {Cause.RESET}),
        (_slow_handshake, {Cause.TIMEOUT, Cause.TLS}),
        (_silent, {Cause.TIMEOUT}),
    ],
)
def test_a_handshake_that_fails_is_unreachable(first: Accept, causes: set[Cause]) -> None:
    with hostile(first=first) as server:
        server.scheme = "https"
        check = over_tls(server)
        assert check.verdict is Verdict.UNREACHABLE
        assert check.cause in causes
        assert server.connections <= 4


# ---------------------------------------------------------------- addresses that nobody may ask

INSIDE = [
    *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "127.0.0.1."),
    *("0.0.0.0", "0", "0x0", "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376"),
    *("169.254.169.254.", "\uff11\uff16\uff19.254.169.254", "169\u3002254\u3002169\u3002254"),
    *("%31%36%39.254.169.254", "10.0.0.1", "192.168.1.1", "172.31.255.255", "100.64.0.1"),
    *("168.63.129.16", "100.100.100.200", "[::1]", "[::]", "[::ffff:169.254.169.254]"),
    *("[::ffff:a9fe:a9fe]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::a9fe:a9fe]"),
    *("[fd00:ec2::254]", "[fe80::1%25lo]", "[fe80::1%eth0]", "[2002:7f00:1::]", "localhost"),
    *("LOCALHOST", "localhost.", "loc%61lhost"),
]


@pytest.fixture
def nobody_connects(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    connected: list[object] = []

    def refuse(self: socket.socket, address: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return connected


@pytest.mark.parametrize("host", INSIDE)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_spelling_of_an_inner_address_is_asked(
    nobody_connects: list[object], host: str, scheme: str
) -> None:
    with client(POLICY._replace(allow_private=False)) as web:
        for location in (f"{scheme}://{host}/latest/", f"//me@{host}:8080/"):
            led = redirected(Exchange("https://public.example/"), 302, location)
            asked = web.ask(led)
            # A few systems' resolvers know none of the odd notations: then there is no such name.
            assert asked.cause in (Cause.PRIVATE, Cause.DNS)
            if host in ("127.0.0.1", "169.254.169.254", "[::1]", "[::ffff:a9fe:a9fe]"):
                assert asked.cause is Cause.PRIVATE
    assert nobody_connects == []


def test_a_name_is_looked_up_and_judged_for_each_connection(world: Hostile) -> None:
    answers = iter(["1.1.1.1", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254"])
    connected: list[object] = []

    def rebinding(host: str) -> tuple[Address, ...]:
        return ((socket.AF_INET, next(answers)),)

    def refuse(self: socket.socket, address: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    url = f"http://rebind.example:{world.port}/rebound"
    with (
        client(POLICY._replace(allow_private=False), rebinding) as web,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(socket.socket, "connect", refuse)
        causes = [web.ask(Exchange(url)).cause for _ in range(4)]
    assert causes == [Cause.REFUSED, *[Cause.PRIVATE] * 3]
    assert connected == [("1.1.1.1", world.port)]
    assert world.asked("/rebound") == []


# ---------------------------------------------------------------- a system that gives little


def test_few_threads_do_the_work_of_many(world: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    start = threading.Thread.start
    started: list[str] = []

    def start_some(self: threading.Thread) -> None:
        if self.name == "web":
            if len(started) >= 2:
                raise RuntimeError("can't start new thread")
            started.append(self.name)
        start(self)

    monkeypatch.setattr(threading.Thread, "start", start_some)
    urls = [world.url(f"/few/{number}", f"127.0.3.{number}") for number in range(20)]
    answers = check_urls(urls, POLICY, now=NOW)
    assert {check.verdict for check in answers.checks.values()} == {Verdict.OK}
    assert len(started) == 2
