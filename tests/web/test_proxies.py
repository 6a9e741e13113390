"""The ways to the web: proxies, certificates of the environment, IPv6, names in any script."""

import re
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import trustme

from publisher.model import Cause, Verdict
from publisher.web.client import WebClient
from publisher.web.exchange import Exchange, WebPolicy
from publisher.web.questions import check_urls
from publisher.web.resolving import Address
from tests.answers import NOW
from tests.hostile import Hostile, hostile
from tests.loopback import serve, unused_port
from tests.test_interrupted import notes, start, verdicts
from tests.web.test_client import plain_environment

__all__ = ["plain_environment"]  # a fixture that each test uses

POLICY = WebPolicy(allow_private=True, timeout_seconds=5, backoff_seconds=0, retries=0)


# ---------------------------------------------------------------- proxies

_ASKED = re.compile(rb"([A-Z]+) (?:http://)?([^/ :]+):?(\d*)([^ ]*) HTTP/1\.[01]\r\n")


def _pass_on(server: Hostile, client: socket.socket) -> None:
    """Be a proxy: one connection through to this machine, whatever name was asked for."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(65536)
        if not piece:
            return
        data += piece
    found = _ASKED.match(data)
    assert found is not None
    method, host, port, path = (part.decode() for part in found.groups())
    server.requests.append((method, f"{host}:{port or 80}"))
    server.heads.append(data)
    with socket.create_connection(("127.0.0.1", int(port or 80)), timeout=20) as site:
        if method == "CONNECT":
            client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        else:
            _, _, rest = data.partition(b"\r\n")
            site.sendall(f"{method} {path} HTTP/1.1\r\n".encode() + rest)
        back = threading.Thread(target=_relay, args=(site, client), daemon=True)
        back.start()
        _relay(client, site)
        back.join()


def _relay(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_WR)


def names(host: str) -> tuple[Address, ...]:
    """Look up as if these names stood somewhere out there."""
    known = {"inside.example": "10.1.2.3", "site.example": "1.1.1.1", "127.0.0.1": "127.0.0.1"}
    if host not in known:
        raise socket.gaierror(socket.EAI_NONAME, "played")
    return ((socket.AF_INET, known[host]),)


@contextmanager
def secure(*hosts: str) -> Iterator[tuple[Hostile, trustme.CA]]:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*hosts).configure_cert(context)
    with hostile(tls=context) as server:
        yield server, authority


@pytest.mark.parametrize("method", ["HEAD", "GET"])
def test_a_proxy_is_asked_once_the_address_was_judged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, method: str
) -> None:
    bundle = tmp_path / "authority.pem"
    with (
        hostile() as plain,
        secure("site.example", "inside.example") as (secured, authority),
        hostile(first=_pass_on) as proxy,
    ):
        authority.cert_pem.write_to_path(bundle)
        monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
        monkeypatch.setenv("HTTP_PROXY" if sys.platform == "win32" else "http_proxy", proxy.url(""))
        monkeypatch.setenv("HTTPS_PROXY", proxy.url("").replace("//", "//me:word@"))
        web = WebClient(POLICY._replace(allow_private=False), look_up=names)
        tries = 1 if method == "GET" else 0
        try:
            for server in (plain, secured):
                site = Exchange(server.url("/a", "me:secret@site.example"), tries=tries)
                assert web.ask(site).status == 200
                assert server.requests == [(method, "/a")]
                inside = Exchange(server.url("/b", "inside.example"), tries=tries)
                assert web.ask(inside).cause is Cause.PRIVATE
                assert server.requests == [(method, "/a")]
        finally:
            web.close()
    assert proxy.requests == [
        (method, f"site.example:{plain.port}"),
        ("CONNECT", f"site.example:{secured.port}"),
    ]
    assert b"Proxy-Authorization: Basic " in proxy.heads[1]
    assert not [head for head in (*plain.heads, *secured.heads) if b"uthorization" in head]
    assert not [head for head in (*proxy.heads, *plain.heads) if b"secret" in head]


def test_a_proxy_that_refuses_or_hangs_up_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(server: Hostile, client: socket.socket) -> None:
        client.recv(65536)
        client.sendall(b"HTTP/1.1 407 Who are you?\r\nContent-Length: 0\r\n\r\n")

    with hostile() as site, hostile(first=refuse) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url(""))
        url = "https://site.example/"
        answers = check_urls([url, site.url("/sound")], POLICY, now=NOW)
    check = answers.checks[url]
    assert (check.verdict, check.cause) == (Verdict.UNREACHABLE, Cause.REFUSED)
    assert "through the proxy" in check.reason


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
@pytest.mark.parametrize("trusted", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_a_whole_run_goes_by_the_environment(tmp_path: Path, trusted: str) -> None:
    bundle = tmp_path / "authority.pem"
    with (
        hostile() as plain,
        secure("127.0.0.1", "127.0.0.2") as (secured, authority),
        hostile(first=_pass_on) as proxy,
    ):
        authority.cert_pem.write_to_path(bundle)
        urls = [plain.url("/plain"), secured.url("/secured"), secured.url("/direct", "127.0.0.2")]
        run = start(
            notes(tmp_path / "show", urls),
            more={
                "HTTP_PROXY": proxy.url(""),
                "http_proxy": proxy.url(""),
                "HTTPS_PROXY": proxy.url(""),
                "NO_PROXY": "127.0.0.2,example.org",
                trusted: str(bundle),
            },
        )
        out, err = run.communicate(timeout=60)
        assert err == ""
        assert verdicts(out) == dict.fromkeys(urls, "ok")
        assert sorted(proxy.requests) == [
            ("CONNECT", f"127.0.0.1:{secured.port}"),
            ("HEAD", f"127.0.0.1:{plain.port}"),
        ]
        assert ("HEAD", "/direct") in secured.requests


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_without_its_authority_a_certificate_is_not_trusted(tmp_path: Path) -> None:
    with hostile() as plain, secure("127.0.0.1") as (secured, _):
        urls = [plain.url("/plain"), secured.url("/secured")]
        out, _ = start(notes(tmp_path, urls)).communicate(timeout=60)
        assert verdicts(out) == {urls[0]: "ok", urls[1]: "unverifiable"}
        assert secured.requests == []


# ---------------------------------------------------------------- IPv6, names in any script


@contextmanager
def on_ipv6() -> Iterator[tuple[str, list[bytes]]]:
    """Answer every request at ::1; skip where there is none."""
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")
    heads: list[bytes] = []

    def answer() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection:
                    heads.append(connection.recv(65536))
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    threading.Thread(target=answer, daemon=True).start()
    with listener:
        yield f"http://[::1]:{listener.getsockname()[1]}", heads
        listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("tries", [0, 1])
def test_an_address_of_ipv6_is_asked(tries: int) -> None:
    with on_ipv6() as (start_of, heads):
        web = WebClient(POLICY)
        try:
            assert web.ask(Exchange(f"{start_of}/x", tries=tries)).status == 200
        finally:
            web.close()
    assert f"Host: {start_of.removeprefix('http://')}\r\n".encode() in heads[0]


def test_ipv6_is_judged_too() -> None:
    with on_ipv6() as (start_of, heads):
        answers = check_urls([f"{start_of}/x"], POLICY._replace(allow_private=False), now=NOW)
    assert [check.cause for check in answers.checks.values()] == [Cause.PRIVATE]
    assert heads == []


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example.", "xn--bcher-kva.example"),
        ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("faß.example", "xn--fa-hia.example"),
    ],
)
def test_a_name_in_any_script_is_looked_up_as_dns_knows_it(written: str, asked: str) -> None:
    looked_up: list[str] = []

    def look_up(host: str) -> tuple[Address, ...]:
        looked_up.append(host)
        return ((socket.AF_INET, "127.0.0.1"),)

    with serve() as world:
        web = WebClient(POLICY, look_up=look_up)
        try:
            passed = web.ask(Exchange(world.url("/elsewhere")))
            assert passed.status == 200
            answers = check_urls([f"http://{written}:{world.port}/ü"], POLICY, now=NOW, ask=web.ask)
        finally:
            web.close()
        assert [check.verdict for check in answers.checks.values()] == [Verdict.OK]
        assert world.asked("/%C3%BC") == ["HEAD"]
        assert world.headers[-1]["Host"] == f"{asked}:{world.port}"
    assert looked_up[-1] == asked


def test_nobody_behind_a_proxy_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{unused_port()}")
    web = WebClient(POLICY, look_up=names)
    try:
        asked = web.ask(Exchange("http://site.example/"))
    finally:
        web.close()
    assert (asked.cause, asked.detail) == (Cause.REFUSED, " through the proxy")
