"""One connection: HTTP/1.1 for `GET` and `HEAD`, bounded in time and size (RFC 9110, RFC 9112)."""

import io
import os
import socket
import time
from email.utils import formatdate
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher.documents.bounded import NotOrdinaryError, open_ordinary
from publisher.serving.addresses import is_own_host
from publisher.serving.ranges import Span, UnsatisfiableError, wanted_span
from publisher.serving.responses import EVENTS, Response, respond

if TYPE_CHECKING:
    from publisher.serving.server import PreviewServer

HEAD_SECONDS = 20.0  # for the head of a request to arrive, and between two of a connection
HEAD_BYTES = 32 * 1024
SEND_SECONDS = 60.0  # that a browser may pause in taking what it asked for
ALIVE_SECONDS = 10.0  # between two signs of life to a page that waits for changes
_CHUNK_BYTES = 1 << 18
_EVERYWHERE = ("image/", "font/", "text/css")  # what frames without an origin may show, too
_HEADERS = (
    ("Cache-Control", "no-cache"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Referrer-Policy", "no-referrer"),
)


class _Incoming(io.RawIOBase):
    """What a client sends, as long as a request's head is neither too slow nor too long."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.begin()

    def begin(self) -> None:
        self._until = time.monotonic() + HEAD_SECONDS
        self._left = HEAD_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError
        if self._left <= 0:
            raise ConnectionAbortedError("the head of a request is too long")
        self._connection.settimeout(seconds)
        got = self._connection.recv_into(buffer, min(len(buffer), self._left))
        self._left -= got
        return got


class Handler(BaseHTTPRequestHandler):
    """Answers with the scene that is shown when a request comes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    error_content_type = "text/plain; charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"
    server: "PreviewServer"

    def setup(self) -> None:
        super().setup()
        self._incoming = _Incoming(self.connection)
        self.rfile = io.BufferedReader(self._incoming, 4096)

    def handle_one_request(self) -> None:
        self._incoming.begin()
        super().handle_one_request()

    def do_GET(self) -> None:
        if self._is_refused():
            return
        self.connection.settimeout(SEND_SECONDS)
        if self.path == f"/{EVENTS}":
            self._tell_changes()
            return
        response = respond(self.path, self.server.stage.scene)
        if response.moved:
            self._start(response.status, response.type, 0, (("Location", response.moved),))
        elif isinstance(response.body, Path):
            self._send_file(response, response.body)
        else:
            self._send_bytes(response, response.body)

    do_HEAD = do_GET  # noqa: N815 (`_start` and `_send` know the difference)

    def _refuse(self) -> None:
        self._deny(HTTPStatus.METHOD_NOT_ALLOWED, "only GET and HEAD", (("Allow", "GET, HEAD"),))

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _refuse  # noqa: N815

    def _is_refused(self) -> bool:
        """Refuse what no browser asks of its own machine."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or not is_own_host(hosts[0], self.server.server_port):
            self._deny(
                HTTPStatus.MISDIRECTED_REQUEST,
                f"this preview is at http://127.0.0.1:{self.server.server_port}/ only",
            )
            return True
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self._deny(HTTPStatus.BAD_REQUEST, "a request has no body here")
            return True
        return False

    def _deny(
        self, status: HTTPStatus, message: str, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        data = f"{message}\n".encode()
        self.close_connection = True
        end = ("Connection", "close")
        self._start(status, "text/plain; charset=utf-8", len(data), (*headers, end))
        self._send(data)

    def _start(
        self, status: HTTPStatus, kind: str, size_bytes: int, headers: tuple[tuple[str, str], ...]
    ) -> None:
        self.send_response(status)
        for name, value in (*_HEADERS, *headers):
            self.send_header(name, value)
        if not kind.startswith(_EVERYWHERE):  # pages of other sites can't load drafts
            self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(size_bytes))
        self.end_headers()

    def _send(self, data: bytes | memoryview) -> None:
        if self.command != "HEAD":
            for start in range(0, len(data), _CHUNK_BYTES):
                self.wfile.write(data[start : start + _CHUNK_BYTES])

    def _send_bytes(self, response: Response, data: bytes) -> None:
        tag = f'"{sha256(data).hexdigest()[:32]}"'
        span = self._begin(response, len(data), tag, ())
        if span is not None:
            self._send(memoryview(data)[span.first : span.end])

    def _send_file(self, response: Response, file: Path) -> None:
        try:
            with open_ordinary(file) as (opened, size_bytes):
                facts = os.fstat(opened)
                tag = f'"{facts.st_mtime_ns:x}-{size_bytes:x}-{facts.st_ino:x}"'
                modified = ("Last-Modified", formatdate(facts.st_mtime, usegmt=True))
                span = self._begin(response, size_bytes, tag, (modified,))
                if span is not None and self.command != "HEAD":
                    self._copy(opened, span)
        except (NotOrdinaryError, FileNotFoundError, IsADirectoryError, PermissionError):
            self._deny(HTTPStatus.NOT_FOUND, "this file is gone")

    def _copy(self, opened: int, span: Span) -> None:
        """Send the bytes of a file; where it was cut short meanwhile, the connection ends."""
        os.lseek(opened, span.first, os.SEEK_SET)
        left = span.end - span.first
        while left and (data := os.read(opened, min(left, _CHUNK_BYTES))):
            self.wfile.write(data)
            left -= len(data)
        if left:
            self.close_connection = True

    def _begin(
        self, response: Response, size_bytes: int, tag: str, more: tuple[tuple[str, str], ...]
    ) -> Span | None:
        """Send the head of what has `size_bytes`; return which of them follow, None for none."""
        headers = (("ETag", tag), ("Accept-Ranges", "bytes"), *more)
        status = response.status
        if status is HTTPStatus.OK and self._knows(tag):
            self._start(HTTPStatus.NOT_MODIFIED, response.type, 0, headers)
            return None
        span = Span(0, size_bytes)
        if status is HTTPStatus.OK and self._may_have_a_part(headers):
            try:
                wanted = wanted_span(self.headers.get("Range"), size_bytes)
            except UnsatisfiableError:
                where = (("Content-Range", f"bytes */{size_bytes}"),)
                self._start(
                    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, response.type, 0, (*headers, *where)
                )
                return None
            if wanted is not None:
                status, span = HTTPStatus.PARTIAL_CONTENT, wanted
                part = f"bytes {span.first}-{span.end - 1}/{size_bytes}"
                headers = (*headers, ("Content-Range", part))
        self._start(status, response.type, span.end - span.first, headers)
        return span

    def _knows(self, tag: str) -> bool:
        """Say whether the browser has this version already (RFC 9110, section 13.1.2)."""
        given = self.headers.get("If-None-Match", "")
        return given.strip() == "*" or tag in (each.strip() for each in given.split(","))

    def _may_have_a_part(self, headers: tuple[tuple[str, str], ...]) -> bool:
        """Say whether what `If-Range` names is this version; without it, any is."""
        named = self.headers.get("If-Range")
        return named is None or named in (value for name, value in headers if name in _VALIDATORS)

    def _tell_changes(self) -> None:
        """Send the number of each scene as an event, until either side goes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        own = (("Cache-Control", "no-store"), ("Connection", "close"))
        for name, value in (*_HEADERS[1:], *own):
            self.send_header(name, value)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        stage, number = self.server.stage, -1
        while self.command != "HEAD" and not stage.closed:
            newest = stage.wait(number, ALIVE_SECONDS)
            alive = newest == number
            number = newest
            self.wfile.write(b": alive\n\n" if alive else f"data: {number}\n\n".encode())

    def version_string(self) -> str:
        return "publisher"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing: a podcaster wants to hear of builds, not of requests."""


_VALIDATORS = ("ETag", "Last-Modified")
