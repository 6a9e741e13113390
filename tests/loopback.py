"""A web in one process: an HTTP server on 127.0.0.1 that plays every kind of host.

`/status/404` answers 404, `/redirect/301/<path>` redirects, and the paths of `BEHAVIOURS` do what
their names say. Everything is counted: requests per method and path, and the most that were in
flight at once. Other names for the server: 127.0.0.2, 127.0.0.3, … are other hosts to a client.
"""

import gzip
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""Key and self-signed certificate of 127.0.0.1 and localhost, for nothing but these tests."""

CHALLENGE = "<html><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'>"


@dataclass
class Loopback:
    """A running server, and what it saw. Hosts are counted as clients name them, with the port."""

    port: int
    scheme: str = "http"
    requests: Counter[tuple[str, str]] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    headers: list[dict[str, str]] = field(default_factory=list)
    most_at_once: Counter[str] = field(default_factory=Counter)
    at_once: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)
    pause_seconds: float = 0.0
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # path → type, content

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[str]:
        """Return the methods with which a path was asked, sorted, one entry per request."""
        return sorted(
            method
            for (method, at), count in self.requests.items()
            if at == path
            for _ in range(count)
        )

    @property
    def total(self) -> int:
        return sum(self.requests.values())


class LoopbackServer(ThreadingHTTPServer):
    """A server for this machine alone, with TLS where `tls` is given."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 512
    tls: ssl.SSLContext | None = None

    def verify_request(self, request: Any, client_address: Any) -> bool:
        return str(client_address[0]).startswith("127.")  # nobody else's business

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        request.settimeout(5)
        with self.tls.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients break off here all the time."""


class _Server(LoopbackServer):
    loopback: Loopback


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        loopback = self.server.loopback
        host = self.headers.get("Host", "")
        path = self.path.partition("?")[0]
        with loopback.lock:
            loopback.requests[self.command, self.path] += 1
            loopback.agents.add(self.headers.get("User-Agent", ""))
            loopback.headers.append(dict(self.headers.items()))
            loopback.at_once[host] += 1
            loopback.most_at_once[host] = max(loopback.most_at_once[host], loopback.at_once[host])
        loopback.over.wait(loopback.pause_seconds)
        with loopback.lock:  # once it is answered, the client may be elsewhere already
            loopback.at_once[host] -= 1
        self.play(path)

    def play(self, path: str) -> None:
        kind, *rest = path.strip("/").split("/", 2)
        if kind == "status":
            self.send(int(rest[0]))
        elif kind == "redirect":
            self.send(int(rest[0]), {"Location": "/" + rest[1]})
        elif path in self.server.loopback.files:
            self.send_file(*self.server.loopback.files[path])
        elif path in BEHAVIOURS:
            BEHAVIOURS[path](self)
        elif kind == "chain":
            left = int(rest[0])
            self.send(*((302, {"Location": f"/chain/{left - 1}"}) if left else (200, {})))
        else:
            self.send(200)

    def send(
        self, status: int, headers: dict[str, str] | None = None, body: bytes = b"here you are"
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if not {"Content-Length", "Transfer-Encoding"} & set(headers or ()):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_file(self, kind: str, data: bytes) -> None:
        """Send a file, or the one range of it that is asked for, as a media host does."""
        headers = {"Content-Type": kind, "Accept-Ranges": "bytes"}
        wanted = self.headers.get("Range", "")
        if wanted:
            start, _, end = wanted.removeprefix("bytes=").partition("-")
            first, last = int(start), min(int(end), len(data) - 1)
            headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
            data = data[first : last + 1]
        self.send(206 if wanted else 200, headers, data)

    def drip(self, data: bytes) -> None:
        """Send a byte now and then until the client or the test has had enough."""
        for byte in data:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            if self.server.loopback.over.wait(0.02):
                return

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


def _reset(handler: _Handler) -> None:
    # Linger of no time: the system sends RST instead of FIN.
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    handler.connection.close()


def _refuse_head(status: int) -> Callable[[_Handler], None]:
    return lambda handler: handler.send(status if handler.command == "HEAD" else 200)


def _raw(data: bytes) -> Callable[[_Handler], None]:
    def play(handler: _Handler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return play


def _second_time(first: Callable[[_Handler], None]) -> Callable[[_Handler], None]:
    """Fail for HEAD and the first GET, then be well."""

    def play(handler: _Handler) -> None:
        loopback = handler.server.loopback
        if loopback.requests["GET", handler.path] < 2:
            first(handler)
        else:
            handler.send(200)

    return play


def _hang(handler: _Handler) -> None:
    handler.server.loopback.over.wait(30)


def _endless(handler: _Handler) -> None:
    handler.send_response(503)
    handler.end_headers()
    while handler.command != "HEAD" and not handler.server.loopback.over.is_set():
        handler.wfile.write(b"x" * 65536)


def _patient(handler: _Handler) -> None:
    """Ask for a moment the first time, then answer."""
    if (
        sum(
            count
            for (_, path), count in handler.server.loopback.requests.items()
            if path == handler.path
        )
        < 2
    ):
        handler.send(429, {"Retry-After": "0"})
    else:
        handler.send(200)


BEHAVIOURS: dict[str, Callable[[_Handler], None]] = {
    "/head-404": _refuse_head(404),
    "/head-405": _refuse_head(405),
    "/head-403": _refuse_head(403),
    "/head-501": _refuse_head(501),
    "/head-reset": lambda it: _reset(it) if it.command == "HEAD" else it.send(200),
    "/linkedin": lambda it: it.send(999),
    "/challenge": lambda it: it.send(403, {"cf-mitigated": "challenge"}),
    "/challenge-page": lambda it: it.send(503, {}, CHALLENGE.encode()),
    "/too-many": lambda it: it.send(429, {"Retry-After": "3600"}),
    "/too-many-once": _patient,
    "/busy": lambda it: it.send(503, {"Retry-After": "3600"}),
    "/loop": lambda it: it.send(302, {"Location": "/loop-back"}),
    "/loop-back": lambda it: it.send(302, {"Location": "/loop"}),
    "/relative/from": lambda it: it.send(301, {"Location": "../ok?a=1#part"}),
    "/utf8": lambda it: it.send(301, {"Location": "/größe".encode().decode("latin-1")}),
    "/garbled": lambda it: it.send(301, {"Location": "\xff\xfe/x"}),
    "/nowhere": lambda it: it.send(302, {"Location": "http://[broken"}),
    "/no-location": lambda it: it.send(302),
    "/app": lambda it: it.send(302, {"Location": "itms-apps://example.com/app"}),
    "/to-login": lambda it: it.send(302, {"Location": "/accounts/login/?next=/to-login"}),
    "/to-metadata": lambda it: it.send(302, {"Location": "http://169.254.169.254/latest/"}),
    "/hang": _hang,
    "/drip-head": lambda it: it.drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"y" * 4000),
    "/reset": _reset,
    "/reset-once": _second_time(_reset),
    "/error-once": _second_time(lambda it: it.send(500)),
    "/endless": _endless,
    "/not-http": _raw(b"220 mail.example.com ESMTP\r\n\r\n"),
    "/http-0.9": _raw(b"<html>no head at all</html>"),
    "/long-header": _raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n"),
    "/many-headers": _raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"),
    "/bomb": lambda it: it.send(
        503, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 20_000_000, 9)
    ),
}
"""What the server does at a path; add a row to add a kind of host."""


@contextmanager
def serve(
    *,
    tls: bool = False,
    pause_seconds: float = 0.0,
    files: Mapping[str, tuple[str, bytes]] | None = None,
) -> Iterator[Loopback]:
    """Run a server on a free port of all of 127.0.0.0/8 until the block ends.

    `files` are served at their paths, each with its type.
    """
    server = _Server(("0.0.0.0", 0), _Handler)
    if tls:
        server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.tls.load_cert_chain(CERTIFICATE)
    loopback = server.loopback = Loopback(
        server.server_address[1],
        "https" if tls else "http",
        pause_seconds=pause_seconds,
        files=dict(files or {}),
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield loopback
    finally:
        loopback.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def unused_port() -> int:
    """Return a port of 127.0.0.1 at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
