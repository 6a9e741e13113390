import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import responses

from publisher.errors import PublisherError
from publisher.model import Cause, LinkPolicy
from publisher.web.adapter import read_certificates
from publisher.web.client import WebClient
from publisher.web.exchange import Exchange, WebPolicy
from publisher.web.failures import failure
from publisher.web.resolving import Address, Lookup, look_up
from tests.loopback import CERTIFICATE, Loopback, serve, unused_port

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def world() -> Iterator[Loopback]:
    with serve() as loopback:
        yield loopback


_OPEN: list[WebClient] = []


@pytest.fixture(autouse=True)
def no_connection_left_open() -> Iterator[None]:
    yield
    while _OPEN:
        _OPEN.pop().close()


def client(
    *, allow_private: bool = True, timeout_seconds: float = 5.0, look_up: Lookup = look_up
) -> WebClient:
    policy = WebPolicy(allow_private=allow_private, timeout_seconds=timeout_seconds)
    _OPEN.append(WebClient(policy, look_up=look_up))
    return _OPEN[-1]


def follow(url: str, web: WebClient | None = None) -> Exchange:
    asking = web or client()
    exchange = Exchange(url)
    while not exchange.is_over:
        exchange = asking.ask(exchange)
    return exchange


def test_a_sound_page_is_asked_once_with_head(world: Loopback) -> None:
    assert follow(world.url("/sound")).status == 200
    assert world.asked("/sound") == ["HEAD"]


@pytest.mark.parametrize(
    "path", ["/head-404", "/head-405", "/head-403", "/head-501", "/head-reset"]
)
def test_where_head_lies_get_tells(world: Loopback, path: str) -> None:
    assert follow(world.url(path)).status == 200
    assert world.asked(path) == ["GET", "HEAD"]


def test_a_missing_page_is_confirmed_with_get(world: Loopback) -> None:
    assert follow(world.url("/status/404")).status == 404
    assert world.asked("/status/404") == ["GET", "HEAD"]


def test_too_many_requests_is_not_answered_with_another(world: Loopback) -> None:
    exchange = follow(world.url("/too-many"))
    assert (exchange.status, exchange.headers["retry-after"]) == (429, "3600")
    assert world.asked("/too-many") == ["HEAD"]


def test_redirects_are_recorded_hop_by_hop(world: Loopback) -> None:
    exchange = follow(world.url("/redirect/301/redirect/302/ok"))
    assert [(hop.status, hop.target) for hop in exchange.hops] == [
        (301, world.url("/redirect/302/ok")),
        (302, world.url("/ok")),
    ]
    assert exchange.status == 200


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/relative/from", "/ok?a=1"),
        ("/utf8", "/gr%C3%B6%C3%9Fe"),
        ("/garbled", "/%EF%BF%BD%EF%BF%BD/x"),
    ],
)
def test_locations_are_read_as_browsers_do(world: Loopback, path: str, target: str) -> None:
    assert follow(world.url(path)).at == world.url(target)


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("/loop", Cause.REDIRECTS),
        ("/chain/15", Cause.REDIRECTS),
        ("/to-login", Cause.LOGIN),
        ("/app", Cause.APP),
        ("/nowhere", Cause.BROKEN),
        ("/reset", Cause.RESET),
        ("/not-http", Cause.BROKEN),
        ("/http-0.9", Cause.BROKEN),
        ("/long-header", Cause.BROKEN),
        ("/many-headers", Cause.BROKEN),
    ],
)
def test_what_goes_wrong_is_named(world: Loopback, path: str, cause: Cause) -> None:
    exchange = follow(world.url(path))
    assert (exchange.cause, exchange.status) == (cause, None)


@pytest.mark.parametrize("path", ["/hang", "/drip-head"])
def test_one_deadline_holds_for_the_whole_answer(world: Loopback, path: str) -> None:
    # The drip would go on for 80 seconds, and every byte of it comes in time.
    exchange = follow(world.url(path), client(timeout_seconds=0.3))
    assert exchange.cause is Cause.TIMEOUT


def test_many_slow_hops_share_one_time(world: Loopback) -> None:
    spent = Exchange(world.url("/never-asked"), seconds=15.0)
    assert client(timeout_seconds=5.0).ask(spent).cause is Cause.TIMEOUT
    assert world.asked("/never-asked") == []


def test_nobody_listens() -> None:
    assert follow(f"http://127.0.0.1:{unused_port()}/").cause is Cause.REFUSED


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_pages_are_read_within_bounds(world: Loopback, path: str) -> None:
    exchange = follow(world.url(path))
    assert exchange.status == 503
    assert len(exchange.page) <= 64 * 1024


def test_a_challenge_page_is_read(world: Loopback) -> None:
    assert "Just a moment" in follow(world.url("/challenge-page")).page


def test_private_addresses_are_refused_before_anything_is_sent(world: Loopback) -> None:
    exchange = follow(world.url("/private"), client(allow_private=False))
    assert (exchange.cause, exchange.detail) == (Cause.PRIVATE, "127.0.0.1")
    assert world.asked("/private") == []


def test_a_name_that_answers_differently_the_second_time_gains_nothing(world: Loopback) -> None:
    asked: list[str] = []

    def rebinding(host: str) -> tuple[Address, ...]:
        asked.append(host)
        return ((socket.AF_INET, "1.1.1.1" if len(asked) == 1 else "127.0.0.1"),)

    web = client(allow_private=False, timeout_seconds=0.2, look_up=rebinding)
    url = f"http://rebind.example:{world.port}/rebound"
    # A judge that asks and a connection that asks again would get both answers. Here there is one
    # question for each connection, and what it was answered is what is judged and connected to.
    connected: list[object] = []

    def refusing(self: socket.socket, address: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refusing)
        assert web.ask(Exchange(url)).cause is Cause.REFUSED
        assert connected == [("1.1.1.1", world.port)]
        assert web.ask(Exchange(url)).cause is Cause.PRIVATE
    assert len(connected) == 1
    assert world.asked("/rebound") == []


def test_a_redirect_into_a_private_network_is_refused(world: Loopback) -> None:
    exchange = client(allow_private=True).ask(Exchange(world.url("/to-metadata")))
    assert exchange.at == "http://169.254.169.254/latest/"
    assert client(allow_private=False).ask(exchange).cause is Cause.PRIVATE


def test_the_next_address_is_tried_where_the_first_is_silent(world: Loopback) -> None:
    def two(host: str) -> tuple[Address, ...]:
        return ((socket.AF_INET6, "::1"), (socket.AF_INET, "127.0.0.1"))

    web = client(look_up=two)
    assert web.ask(Exchange(f"http://two.example:{world.port}/second")).status == 200


@pytest.mark.parametrize(
    ("errno", "cause"),
    [
        (socket.EAI_NONAME, Cause.DNS),
        (socket.EAI_AGAIN, Cause.RESOLVER),
    ],
)
def test_a_missing_name_is_told_from_a_silent_name_server(errno: int, cause: Cause) -> None:
    def failing(host: str) -> tuple[Address, ...]:
        raise socket.gaierror(errno, "played")

    web = client(look_up=failing)
    assert web.ask(Exchange("http://missing.example/")).cause is cause


def test_connections_are_used_again() -> None:
    with serve() as loopback:
        web = client()
        connects = []
        original = socket.socket.connect

        def counting(self: socket.socket, address: object) -> None:
            connects.append(address)
            original(self, address)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(socket.socket, "connect", counting)
            for number in range(5):
                assert web.ask(Exchange(loopback.url(f"/page/{number}"))).status == 200
    assert len(connects) == 1


def test_what_is_sent_is_little_and_names_the_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETRC", str(Path("/nonexistent")))
    policy = WebPolicy.of(LinkPolicy(), allow_private=True, site="https://example.com")
    with serve() as loopback:
        web = WebClient(policy)
        _OPEN.append(web)
        user = loopback.url("/as-user").replace("//", "//me:secret@")
        assert web.ask(Exchange(user)).status == 200
    sent = loopback.headers[0]
    assert "podcast-publisher" in sent["User-Agent"]
    assert "https://example.com" in sent["User-Agent"]
    assert "link" not in sent["User-Agent"].lower()
    assert not {"Cookie", "Authorization", "Referer"} & set(sent)


def test_a_site_can_add_no_headers_of_its_own() -> None:
    policy = WebPolicy.of(LinkPolicy(), site="https://example.com\r\nX-Evil: 1")
    assert "\n" not in policy.user_agent
    assert "\r" not in policy.user_agent


# ---------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def secure_world() -> Iterator[Loopback]:
    with serve(tls=True) as loopback:
        yield loopback


def test_a_self_signed_certificate_is_said_to_be_one(secure_world: Loopback) -> None:
    exchange = follow(secure_world.url("/tls"))
    assert exchange.cause is Cause.TLS
    assert "self-signed" in exchange.detail
    assert secure_world.asked("/tls") == []


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_certificates_of_the_environment_are_trusted(
    secure_world: Loopback, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(CERTIFICATE))
    assert follow(secure_world.url("/trusted")).status == 200


def test_a_certificate_of_another_host_is_not_enough(
    secure_world: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    exchange = follow(secure_world.url("/other", host="127.0.0.2"))
    assert (exchange.cause, exchange.detail) == (Cause.TLS, "it belongs to another site")


def test_one_context_serves_all_connections(
    secure_world: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    web = client()
    loads: list[object] = []

    def counting(self: ssl.SSLContext, *args: object, **kwargs: object) -> None:
        loads.append(args)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", counting)
    for host in ("127.0.0.1", "localhost"):
        assert web.ask(Exchange(secure_world.url("/shared", host))).status == 200
    assert loads == []


def test_the_deadline_holds_behind_tls_too(
    secure_world: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    exchange = follow(secure_world.url("/drip-head"), client(timeout_seconds=0.5))
    assert exchange.cause is Cause.TIMEOUT


def test_plain_http_where_tls_was_asked_for_is_a_tls_problem(world: Loopback) -> None:
    exchange = follow(world.url("/plain").replace("http:", "https:"))
    assert (exchange.cause, exchange.detail) == (Cause.TLS, "it does not speak TLS there")


def test_certificates_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match="REQUESTS_CA_BUNDLE"):
        read_certificates({"REQUESTS_CA_BUNDLE": str(tmp_path / "missing.pem")})


def test_an_expired_certificate_is_said_to_be_one() -> None:
    inner = ssl.SSLCertVerificationError(1, "certificate verify failed")
    inner.verify_message = "certificate has expired"
    exchange = failure(Exchange("https://example.org/"), requests.exceptions.SSLError(inner))
    assert (exchange.cause, exchange.detail) == (Cause.TLS, "it has expired")


# ---------------------------------------------------------------- proxies


def test_a_proxy_of_the_environment_is_used_and_private_hosts_are_still_refused(
    world: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", world.url("/"))

    def played_look_up(host: str) -> tuple[Address, ...]:
        if host == "only-the-proxy-knows.example":
            raise socket.gaierror(socket.EAI_NONAME, "played")
        known = {"private.example": "10.1.2.3", "public.example": "1.1.1.1"}
        return ((socket.AF_INET, known.get(host, "127.0.0.1")),)

    web = client(allow_private=False, look_up=played_look_up)
    assert web.ask(Exchange("http://public.example/via")).status == 200
    assert world.asked("http://public.example/via") == ["HEAD"]
    assert web.ask(Exchange("http://only-the-proxy-knows.example/via")).status == 200
    assert web.ask(Exchange("http://private.example/via")).cause is Cause.PRIVATE
    assert world.asked("http://private.example/via") == []


def test_no_proxy_is_honoured(world: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{unused_port()}")
    assert follow(world.url("/direct")).cause is Cause.REFUSED
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert follow(world.url("/direct")).status == 200


# ---------------------------------------------------------------- without sockets


@responses.activate
def test_requests_can_be_played_without_sockets() -> None:
    responses.head("https://example.org/x", status=405)
    responses.get("https://example.org/x", status=301, headers={"Location": "https://example.com/"})
    responses.head("https://example.com/", status=200)
    exchange = follow("https://example.org/x")
    assert (exchange.status, exchange.at) == (200, "https://example.com/")


@responses.activate
def test_platforms_that_lie_to_head_are_asked_with_get() -> None:
    responses.get("https://x.com/someone", status=200)
    assert follow("https://x.com/someone").status == 200
    assert [call.request.method for call in responses.calls] == ["GET"]
