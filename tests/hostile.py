"""A server of raw bytes on 127.0.0.1, for whatever no HTTP library would say.

`HOSTILE` says what is answered at a path; add a row to add a way to misbehave. Rows may say one
thing to HEAD and another to GET, go on for ever, or leave the connection as no server should.
"""

import gzip
import itertools
import re
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

MOST_BYTES = 64_000_000
"""No endless answer goes on for longer: who reads that much has no bound at all."""

HTML = b"Content-Type: text/html\r\n"
OK = b"HTTP/1.1 200 OK\r\n" + HTML
PAGE = b"<title>A page</title><p>Words."
WHOLE = OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE


@dataclass
class Hostile:
    """A running server, and what it saw."""

    port: int
    scheme: str = "http"
    requests: list[tuple[str, str]] = field(default_factory=list)  # method, path with query
    heads: list[bytes] = field(default_factory=list)
    answered: list[tuple[float, str]] = field(default_factory=list)  # monotonic seconds, path
    pause_seconds: float = 0.0  # before each answer
    sent_bytes: int = 0
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    spoke: threading.Event = field(default_factory=threading.Event)  # an afterthought went out

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[str]:
        """Return the methods with which a path was asked, in order."""
        return [method for method, at in self.requests if at.partition("?")[0] == path]


@dataclass
class Talk:
    """One request, and the means to answer it."""

    server: Hostile
    connection: socket.socket
    method: str
    path: str
    query: str
    number: int  # of the request on its connection
    goes_on: bool = True  # another request is read from this connection

    def send(self, data: bytes) -> None:
        self.server.sent_bytes += len(data)
        self.connection.sendall(data)

    def stream(self, pieces: Iterable[bytes], pause_seconds: float = 0.0) -> None:
        """Send piece by piece until the client, the test or a bound ends it."""
        self.goes_on = False
        sent = 0
        for piece in pieces:
            self.send(piece)
            sent += len(piece)
            if sent > MOST_BYTES or self.server.over.wait(pause_seconds):
                return

    def reset(self) -> None:
        # Linger of no time: the system sends RST instead of FIN.
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.goes_on = False


Play = Callable[[Talk], None]


Accept = Callable[[Hostile, socket.socket], None]
"""What is done with a new connection."""


def says(data: bytes) -> Play:
    """Answer with these bytes and close."""
    return lambda talk: talk.stream([data])


def keeps(data: bytes) -> Play:
    """Answer with these bytes and leave the connection open."""
    return lambda talk: talk.send(data)


def leads(location: bytes) -> Play:
    """Redirect; `PORT` and `HOST` in the location are those of the server."""
    head = b"HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
    return lambda talk: talk.send(head % location.replace(b"PORT", b"%d" % talk.server.port))


def head_then(head: bytes, get: Play) -> Play:
    """Answer HEAD with these bytes, and everything else in another way."""
    return lambda talk: talk.send(head) if talk.method == "HEAD" else get(talk)


def page(get: Play) -> Play:
    """Say yes to HEAD; how the page itself comes is another matter."""
    return head_then(OK + b"Content-Length: 10\r\n\r\n", get)


def refused_head(get: Play) -> Play:
    return head_then(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n", get)


def encoded(encoding: bytes, body: bytes) -> Play:
    head = OK + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
    return says(head % (encoding, len(body)) + body)


def endless(start: bytes, piece: bytes, pause_seconds: float = 0.0) -> Play:
    """Go on for ever."""
    return lambda talk: talk.stream(
        itertools.chain([start], itertools.repeat(piece)), pause_seconds
    )


def drip(start: bytes, piece: bytes) -> Play:
    return endless(start, piece, 0.02)


def _onward(talk: Talk) -> None:
    """Redirect to somewhere new each time."""
    leads(b"/onward?%d" % (int(talk.query or 0) + 1))(talk)


def _silent_close(talk: Talk) -> None:
    """Answer as if the connection stayed, and close it."""
    talk.send(OK + b"\r\n")
    talk.goes_on = False


def _once_then_reset(talk: Talk) -> None:
    """Answer only the first request of a connection, and reset it at any other."""
    if talk.number > 1:
        talk.reset()
    else:
        talk.send(OK + b"\r\n")


def _afterthought(answer: bytes) -> Play:
    """Send what nobody asked for once HEAD has been answered."""

    def play(talk: Talk) -> None:
        talk.send(OK + b"Content-Length: 20\r\n\r\n")
        talk.server.over.wait(0.05)
        talk.send(answer)
        talk.server.spoke.set()

    return play


def _hang(talk: Talk) -> None:
    talk.server.over.wait(30)
    talk.goes_on = False


FALSE_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
FALSE_404 = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
_BOMB = gzip.compress(b"<p>" + b"\0" * 30_000_000, 9)
_NESTED = gzip.compress(gzip.compress(_BOMB))
_CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"

HOSTILE: dict[str, Play] = {
    "/sound": keeps(OK + b"Content-Length: 0\r\n\r\n"),
    "/gone": lambda talk: talk.send(FALSE_404),
    "/hang": _hang,
    # redirects
    "/onward": _onward,
    "/circle": leads(b"http://127.0.0.2:PORT/circle-back"),
    "/circle-back": leads(b"http://127.0.0.1:PORT/circle"),
    "/itself": leads(b"/itself"),
    "/no-where": leads(b""),
    "/user": leads(b"http://me:secret@127.0.0.1:PORT/sound"),
    "/other-user": leads(b"//me:s%65cret@127.0.0.1:PORT/sound"),
    "/nul": leads(b"/sound\0?\x01"),
    "/cr": leads(b"/sound?a\rX-Evil: 1"),
    "/escaped-crlf": leads(b"/sound?a%0d%0aX-Evil:%201"),
    "/high-bytes": leads(b"/\xff\xfe\xc3\xa9?\x80"),
    "/long-location": leads(b"/" + b"x" * 1_000_000),
    "/two-locations": refused_head(
        says(b"HTTP/1.1 302 Found\r\nLocation: /sound\r\nLocation: /gone\r\n\r\n")
    ),
    "/two-locations-head": keeps(
        b"HTTP/1.1 302 Found\r\nLocation: /sound\r\nLocation: /gone\r\n\r\n"
    ),
    # heads
    "/endless-headers": endless(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n" * 1000),
    "/endless-line": endless(b"HTTP/1.1 200 OK\r\nX-Y: ", b"z" * 8000),
    "/endless-status": endless(b"HTTP/1.1 ", b"2" * 8000),
    "/endless-junk": endless(b"", b"\0" * 8000),
    "/endless-notices": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "/drip-headers": drip(b"HTTP/1.1 200 OK\r\n", b"X-Y: z\r\n"),
    "/drip-status": drip(b"HTTP/1.1 ", b"2"),
    "/drip-notices": drip(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
    "/one-notice": keeps(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK + b"\r\n"),
    "/continue": keeps(b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"\r\n"),
    "/only-lf": keeps(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n"),
    "/only-lf-moved": keeps(b"HTTP/1.1 302 Found\nLocation: /sound\n\n"),
    "/no-reason": keeps(b"HTTP/1.1 200\r\n\r\n"),
    "/no-number": says(b"HTTP/1.1 OK\r\n\r\n"),
    "/half-a-number": says(b"HTTP/1.1 20\r\n\r\n"),
    "/http-9": says(b"HTTP/9.9 200 OK\r\n\r\n"),
    "/http-2": says(b"\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64"),
    "/http-0.9": says(b"<title>Hello</title>\r\n\r\n"),
    "/shoutcast": says(b"ICY 200 OK\r\nicy-name: x\r\n\r\n"),
    "/silence": says(b""),
    "/half-a-head": says(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "/odd-headers": keeps(b"HTTP/1.1 200 OK\r\n: x\r\n\xff\r\nX\r\n folded\r\n=\0: y\r\n\r\n"),
    **{
        f"/says-{status}": keeps(b"HTTP/1.1 %d It\r\nContent-Length: 0\r\n\r\n" % status)
        for status in (204, 205, 206, 304, 401, 418, 451, 600, 999)
    },
    "/says-000": keeps(b"HTTP/1.1 000 It\r\nContent-Length: 0\r\n\r\n"),
    # pages
    "/endless-page": page(endless(OK + b"\r\n" + PAGE, b"<p>word" * 1000)),
    "/endless-after-405": refused_head(endless(OK + b"\r\n" + PAGE, b"<p>word" * 1000)),
    "/drip-page": page(drip(OK + b"\r\n" + PAGE, b"w")),
    "/hang-page": page(_hang),
    "/bomb": page(encoded(b"gzip", _BOMB)),
    "/nested-bomb": page(encoded(b"gzip, gzip, gzip", _NESTED)),
    "/many-encodings": page(encoded(b", ".join([b"gzip"] * 50), _BOMB)),
    "/no-gzip": page(encoded(b"gzip", b"plain words")),
    "/half-gzip": page(encoded(b"gzip", gzip.compress(PAGE * 100)[:-20])),
    "/no-deflate": page(encoded(b"deflate", b"\xff" * 400)),
    "/brotli": page(encoded(b"br", b"\x0b\x02\x80words\x03")),
    "/unknown-encoding": page(encoded(b"aes128gcm", PAGE)),
    "/negative-chunk": page(endless(_CHUNKED + b"-1\r\n", b"w" * 65536)),
    "/huge-chunk": page(says(_CHUNKED + b"f" * 16 + b"\r\nwords")),
    "/no-chunk": page(says(_CHUNKED + b"words\r\n")),
    "/endless-chunk-line": page(endless(_CHUNKED + b"5;", b"x" * 8000)),
    "/endless-trailers": page(endless(_CHUNKED + b"0\r\n", b"X: y\r\n" * 1000)),
    "/longer-than-it-says": page(says(OK + b"Content-Length: 5\r\n\r\n" + PAGE)),
    "/shorter-than-it-says": page(says(OK + b"Content-Length: 99999\r\n\r\n" + PAGE)),
    "/negative-length": page(says(OK + b"Content-Length: -5\r\n\r\n" + PAGE)),
    "/no-length": page(says(OK + b"Content-Length: five\r\n\r\n" + PAGE)),
    "/two-lengths": page(says(OK + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\n" + PAGE)),
    "/cookie": keeps(OK + b"Set-Cookie: a=b; Path=/\r\n\r\n"),
    # connections
    "/closes-silently": _silent_close,
    "/says-close-and-stays": keeps(OK + b"Connection: close\r\n\r\n"),
    "/reset-when-used-again": _once_then_reset,
    "/head-with-page": keeps(WHOLE),
    "/head-with-chunks": keeps(_CHUNKED + b"5\r\nwords\r\n0\r\n\r\n"),
    "/head-with-false-404": keeps(WHOLE + FALSE_404),
    "/head-with-false-ok": keeps(WHOLE + FALSE_OK),
    "/then-false-404": _afterthought(FALSE_404),
    "/then-false-ok": _afterthought(FALSE_OK),
    "/then-words": _afterthought(PAGE),
}
"""What is said at a path. The start of a path counts: `/to/bomb` redirects to `/bomb`."""

_REQUEST = re.compile(rb"([A-Z]+) ([^ ?]*)\??([^ ]*) HTTP/1\.1\r\n")


def _answer(server: Hostile, connection: socket.socket) -> None:
    goes_on, data, number = True, b"", 0
    while goes_on and not server.over.is_set():
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return
            data += piece
        head, _, data = data.partition(b"\r\n\r\n")
        found = _REQUEST.match(head + b"\r\n")
        if found is None:
            return
        method, path, query = (part.decode("latin-1") for part in found.groups())
        server.heads.append(head)
        server.requests.append((method, f"{path}?{query}" if query else path))
        number += 1
        server.over.wait(server.pause_seconds)
        talk = Talk(server, connection, method, path, query, number)
        if path.startswith("/to/"):
            leads(path.removeprefix("/to").encode())(talk)
        else:
            HOSTILE.get(path, HOSTILE["/sound"])(talk)
        server.answered.append((time.monotonic(), path))
        goes_on = talk.goes_on


@contextmanager
def hostile(*, tls: ssl.SSLContext | None = None, first: Accept = _answer) -> Iterator[Hostile]:
    """Run the server on a free port of all of 127.0.0.0/8 until the block ends.

    `first` may do something else with a new connection than to read requests.
    """
    listener = socket.create_server(("0.0.0.0", 0), backlog=128)
    server = Hostile(listener.getsockname()[1], "http" if tls is None else "https")

    def serve(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(20)
            if tls is None:
                first(server, connection)
                return
            with tls.wrap_socket(connection, server_side=True) as secure:
                first(server, secure)

    def accept() -> None:
        while not server.over.is_set():
            try:
                connection, address = listener.accept()
            except OSError:
                return
            if not address[0].startswith("127."):
                connection.close()
                continue
            server.connections += 1
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        server.over.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
