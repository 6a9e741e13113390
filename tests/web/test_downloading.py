"""Large files brought in ranges: whole and unchanged, or a cause."""

import io
import random
from functools import partial
from typing import Any

import pytest

from publisher.model import Cause
from publisher.web import downloading
from publisher.web.downloading import Downloaded, Downloader, StoppedError
from publisher.web.exchange import WebPolicy
from publisher.web.resolving import Address, PrivateAddressError, look_up
from tests.loopback import BEHAVIOURS, Loopback, serve

DATA = random.Random(1).randbytes(100_000)
_RANGE = 30_000


@pytest.fixture(autouse=True)
def _small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloading, "RANGE_BYTES", _RANGE)


def _download(
    url: str, *, limit: int = 1_000_000, timeout: float = 5.0, allow_private: bool = True
) -> tuple[Downloaded, bytes]:
    into = io.BytesIO()
    policy = WebPolicy(timeout_seconds=timeout, allow_private=allow_private)
    downloader = Downloader(policy, 10_000_000)
    try:
        got = downloader.download(url, into, limit)
    finally:
        downloader.close()
    return got, into.getvalue()


def test_a_file_comes_in_ranges() -> None:
    with serve(files={"/a.mp3": ("audio/mpeg; x=y", DATA)}) as web:
        got, data = _download(web.url("/a.mp3"))
        assert web.requests["GET", "/a.mp3"] == 4
    assert data == DATA
    assert got == Downloaded(web.url("/a.mp3"), len(DATA), "audio/mpeg", 206)


def test_a_redirect_is_followed_once_and_not_for_each_range() -> None:
    with serve(files={"/a.mp3": ("audio/mpeg", DATA)}) as web:
        got, data = _download(web.url("/redirect/302/a.mp3"))
        assert web.requests["GET", "/redirect/302/a.mp3"] == 1
    assert (data, got.url) == (DATA, web.url("/a.mp3"))


def _sent(handler: Any) -> Loopback:
    loopback: Loopback = handler.server.loopback
    return loopback


def test_a_server_that_knows_no_ranges_sends_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BEHAVIOURS, "/whole", lambda it: it.send(200, {}, DATA))
    with serve() as web:
        got, data = _download(web.url("/whole"))
    assert (data, got.size_bytes, got.cause) == (DATA, len(DATA), None)


def test_a_connection_that_breaks_off_costs_no_more_than_a_range(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def play(handler: Any) -> None:
        at = int(handler.headers["Range"].removeprefix("bytes=").partition("-")[0])
        end = min(at + _RANGE, len(DATA))
        headers = {
            "Content-Range": f"bytes {at}-{end - 1}/{len(DATA)}",
            "Content-Length": str(end - at),
            "ETag": '"1"',
        }
        broken = _sent(handler).requests["GET", "/broken"] == 2
        piece = DATA[at : at + 1000] if broken else DATA[at:end]
        handler.send(206, headers, piece)
        handler.close_connection = broken

    monkeypatch.setitem(BEHAVIOURS, "/broken", play)
    with serve() as web:
        got, data = _download(web.url("/broken"))
        starts = [each["Range"].partition("-")[0] for each in web.headers]
        assert [each.get("If-Range") for each in web.headers][1:] == ['"1"'] * 4
    assert got.cause is None
    assert data == DATA
    assert starts == ["bytes=0", "bytes=30000", "bytes=30000", "bytes=60000", "bytes=90000"]


@pytest.mark.parametrize(
    ("path", "cause", "status"),
    [
        ("/status/404", None, 404),
        ("/status/500", None, 500),
        ("/status/416", None, 416),
        ("/reset", Cause.RESET, None),
        ("/loop", Cause.REDIRECTS, None),
        ("/not-http", Cause.BROKEN, None),
        ("/truncated", Cause.RESET, None),
    ],
)
def test_what_the_web_does_wrong_is_told(
    monkeypatch: pytest.MonkeyPatch, path: str, cause: Cause | None, status: int | None
) -> None:
    def truncated(handler: Any) -> None:
        handler.send(200, {"Content-Length": "100"}, b"too short")
        handler.close_connection = True

    monkeypatch.setitem(BEHAVIOURS, "/truncated", truncated)
    with serve() as web:
        got, _ = _download(web.url(path))
    assert (got.cause, got.status, got.size_bytes) == (cause, status, 0)


def test_no_body_is_larger_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not _sent(handler).over.is_set():
            handler.wfile.write(b"x" * 65536)

    monkeypatch.setitem(BEHAVIOURS, "/endless-body", endless)
    monkeypatch.setitem(
        BEHAVIOURS, "/claims", lambda it: it.send(200, {"Content-Length": "9999999"}, b"")
    )
    with serve(files={"/a.mp3": ("audio/mpeg", DATA)}) as web:
        for path in ("/endless-body", "/claims", "/a.mp3"):
            got, data = _download(web.url(path), limit=90_000)
            assert got.unfit is not None
            assert got.unfit.startswith("it is larger than")
            assert len(data) <= 90_000


def test_a_server_that_is_silent_or_drips_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.drip(b"x" * 100_000)

    monkeypatch.setitem(BEHAVIOURS, "/drip-body", drip)
    with serve() as web:
        for path in ("/hang", "/drip-body"):
            got, _ = _download(web.url(path), timeout=0.2)
            assert got.cause is Cause.TIMEOUT


def test_private_addresses_are_refused() -> None:
    with serve() as web:
        got, _ = _download(web.url("/a"), allow_private=False)
        assert got.cause is Cause.PRIVATE
        assert web.total == 0


def test_a_redirect_into_a_private_network_is_refused() -> None:
    def guard(host: str) -> tuple[Address, ...]:
        if host.startswith("169."):
            raise PrivateAddressError(host)
        return look_up(host)

    policy = WebPolicy(timeout_seconds=5, allow_private=True)
    downloader = Downloader(policy, 1_000_000, look_up=guard)
    with serve() as web:
        got = downloader.download(web.url("/to-metadata"), io.BytesIO(), 1_000_000)
    downloader.close()
    assert (got.cause, got.url) == (Cause.PRIVATE, "http://169.254.169.254/latest/")


def _answer(headers: dict[str, str], handler: Any) -> None:
    handler.send(206, headers, b"0123456789")


def test_a_range_that_was_not_asked_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for told in ("bytes 5-9/10", "bytes 0-9/*", "nonsense", "bytes 0-9/99999999999"):
        play = partial(_answer, {"Content-Range": told})
        monkeypatch.setitem(BEHAVIOURS, "/other", play)
        with serve() as web:
            got, _ = _download(web.url("/other"))
        assert got.unfit is not None


def test_it_ends_once_the_user_has_enough() -> None:
    policy = WebPolicy(timeout_seconds=5, allow_private=True)
    downloader = Downloader(policy, 1_000_000)
    with serve(files={"/a.mp3": ("audio/mpeg", DATA)}) as web, pytest.raises(StoppedError):
        downloader.download(web.url("/a.mp3"), io.BytesIO(), 10**6, stopped=lambda: True)
    downloader.close()


def test_a_disk_that_is_full_is_no_fault_of_the_web() -> None:
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    downloader = Downloader(WebPolicy(timeout_seconds=5, allow_private=True), 1_000_000)
    with (
        serve(files={"/a.mp3": ("audio/mpeg", DATA)}) as web,
        pytest.raises(OSError, match="No space left"),
    ):
        downloader.download(web.url("/a.mp3"), Full(), 10**6)
    downloader.close()
