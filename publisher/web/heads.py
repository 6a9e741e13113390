"""HEAD requests over connections of urllib3, without its ceremony.

Nearly every link is settled by one HEAD, whose answer has no body (RFC 9110, section 9.3.2). Read
here, it costs a fifth of what http.client and urllib3 spend on it; all else goes their way.
"""

import http.client
import re
import socket
import ssl
import time
from collections.abc import Mapping
from typing import Any, ClassVar

from urllib3.connectionpool import HTTPConnectionPool

HEAD_BYTES = 64 * 1024
HEADER_LINES = 100
"""As http.client bounds them."""

IDLE = 400
"""Connections kept open for hosts that are asked again: systems often allow 1,024 files."""

_PIECE_BYTES = 16 * 1024
_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9]{2}|999)(?: |$)")
_END = re.compile(rb"\r?\n\r?\n")  # some servers leave the CR out (RFC 9112, section 2.2)


class HeadAnswer:
    """Status and headers (names in lower case, the first of each): what requests needs as `raw`."""

    reason = ""

    def __init__(self, status: int, headers: Mapping[str, str]) -> None:
        self.status = status
        self.headers = headers

    def read(self, *_: Any, **__: Any) -> bytes:
        return b""

    def close(self) -> None:
        """The connection is back in its pool already."""

    release_conn = close


class HeadPool(HTTPConnectionPool):
    """A pool that asks HEAD by itself, over connections kept apart from those for GET.

    `spare` is shared by pools: each connection that is kept takes one out.
    """

    spare: ClassVar[list[None]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._idle: list[Any] = []  # connections; append and pop are safe among threads
        self._is_retired = False
        self._request_end = b""

    def urlopen(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        if method != "HEAD":
            return super().urlopen(method, url, *args, **kwargs)
        end = self._request_end = self._request_end or self._end_of_request(kwargs["headers"])
        return self._head(b"HEAD " + url.encode("latin-1") + end, kwargs["timeout"].total)

    def retire(self) -> None:
        """Keep no more connections; whoever is asking just now is not disturbed."""
        self._is_retired = True
        while (connection := self._kept()) is not None:
            connection.close()

    def close(self) -> None:
        self.retire()
        super().close()

    def _end_of_request(self, headers: Mapping[str, str]) -> bytes:
        """Return what follows the path in every request to this origin."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme or "http"]
        port = "" if self.port in (None, usual) else f":{self.port}"
        lines = (f"Host: {host}{port}", *(f"{name}: {value}" for name, value in headers.items()))
        return (" HTTP/1.1\r\n" + "\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

    def _head(self, request: bytes, seconds: float) -> HeadAnswer:
        deadline = time.monotonic() + seconds
        while (connection := self._kept()) is not None:
            if not connection.is_connected:  # closed, or something came that nobody asked for
                connection.close()
                continue
            try:
                return self._ask(connection, request, deadline)
            except (ConnectionError, ssl.SSLError, http.client.HTTPException):
                pass  # closed while it was idle, or it held the rest of an answer
        connection = self._new_conn()
        connection.timeout = _left(deadline)
        try:
            connection.connect()
        except BaseException:
            connection.close()
            raise
        return self._ask(connection, request, deadline)

    def _ask(self, connection: Any, request: bytes, deadline: float) -> HeadAnswer:
        try:
            connection.sock.settimeout(_left(deadline))
            connection.sock.sendall(request)
            answer, can_stay = _read_answer(connection.sock, deadline)
        except BaseException:
            connection.close()
            raise
        if not (can_stay and self._keep(connection)):
            connection.close()
        return answer

    def _keep(self, connection: Any) -> bool:
        """Say whether a connection is kept for the next request; there is not room for all."""
        if self._is_retired:
            return False
        try:
            self.spare.pop()
        except IndexError:
            return False
        self._idle.append(connection)
        return True

    def _kept(self) -> Any:
        """Return a connection that was kept, None where there is none."""
        try:
            connection = self._idle.pop()
        except IndexError:
            return None
        self.spare.append(None)
        return connection


def _read_answer(sock: socket.socket, deadline: float) -> tuple[HeadAnswer, bool]:
    """Return the answer, and whether the connection may be used again.

    Raises http.client.HTTPException for what is no HTTP/1.
    """
    data, received = b"", 0
    while True:
        end = _END.search(data)
        if end is None:
            if received:
                sock.settimeout(_left(deadline))
            piece = _more(sock, data)
            data += piece
            received += len(piece)
            if received > HEAD_BYTES:
                raise http.client.LineTooLong("head")
            continue
        head, data = data[: end.start()], data[end.end() :]
        line, _, rest = head.partition(b"\n")
        found = _STATUS.match(line.rstrip(b"\r"))
        if found is None:
            raise http.client.BadStatusLine(line[:80].decode("latin-1"))
        status = int(found[2])
        if status >= 200:  # what comes before is but a notice (RFC 9110, section 15.2)
            break
    headers = _headers(rest)
    closes = "close" in headers.get("connection", "").lower()
    return HeadAnswer(status, headers), found[1] == b"1" and not closes and not data


def _more(sock: socket.socket, data: bytes) -> bytes:
    """Return the next piece of an answer of which `data` is there."""
    if not data.startswith(b"HTTP/"[: len(data)]):
        raise http.client.BadStatusLine(data[:80].decode("latin-1"))
    piece = sock.recv(_PIECE_BYTES)
    if not piece:
        if data:
            raise http.client.IncompleteRead(data[:80])
        raise http.client.RemoteDisconnected("closed without an answer")
    return piece


def _headers(rest: bytes) -> dict[str, str]:
    lines = rest.decode("latin-1").split("\n") if rest else []
    if len(lines) > HEADER_LINES:
        raise http.client.HTTPException(f"more than {HEADER_LINES} headers")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon and not line[0].isspace():
            headers.setdefault(name.lower(), value.strip())
    return headers


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the answer took too long")
    return min(left, 3600.0)
