"""A web of 250 addresses in one process, for measuring: what a path is called is how it behaves.

Every answer comes after the same while. `/status/404/…` answers 404, `/redirect/301/…` leads to
`/…`, `/loop/…` to itself, `/busy/…` says 429 and `/busy/2/…` also Retry-After 2, `/no-head/405/…`
answers 405 to HEAD and 200 to GET, `/hang/…` never answers, `/drip/…` sends a byte a second,
`/reset/…` resets the connection, and all others answer 200. `counts` knows every request.
"""

import asyncio
import multiprocessing
import os
import signal
import ssl
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, util
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, Self, cast

ADDRESSES = tuple(f"127.0.1.{number}" for number in range(1, 251))

Counts = Counter[tuple[str, str]]
"""Requests by method and path."""

_ANSWER = b"HTTP/1.1 %d Answer\r\nContent-Type: text/html\r\nContent-Length: %d\r\n%b\r\n%b"
_PAGE = b"<!doctype html><title>A page</title>"


class Reply(NamedTuple):
    """What is said to a request: bytes at once, then bytes one a second, then perhaps a reset."""

    answer: bytes
    drip: bytes = b""
    reset: bool = False


def reply_to(method: str, path: str) -> Reply:
    """Return how a path behaves; a HEAD is answered without the page."""
    behaviour, _, rest = path.removeprefix("/").partition("/")
    argument, _, behind = rest.partition("/")
    match behaviour:
        case "status":
            return _reply(method, int(argument))
        case "redirect":
            return _reply(method, int(argument), f"Location: /{behind}\r\n")
        case "loop":
            return _reply(method, 302, f"Location: {path}\r\n")
        case "busy":
            wait = f"Retry-After: {argument}\r\n" if argument.isdigit() else ""
            return _reply(method, 429, wait)
        case "no-head":
            return _reply(method, int(argument) if method == "HEAD" else 200)
        case "hang":
            return Reply(b"")
        case "drip":
            return Reply(b"HTTP/1.1 200 OK\r\n", b"X-Drip: " + b"." * 3600)
        case "reset":
            return Reply(b"", reset=True)
    return _OK[method == "HEAD"]


def _reply(method: str, status: int, headers: str = "") -> Reply:
    page = b"" if method == "HEAD" else _PAGE
    return Reply(_ANSWER % (status, len(_PAGE), headers.encode(), page))


_OK = (_reply("GET", 200), _reply("HEAD", 200))


class _Site(asyncio.Protocol):
    """One connection of a client."""

    def __init__(self, latency_seconds: float, counts: Counts) -> None:
        self._latency_seconds = latency_seconds
        self._counts = counts
        self._received = b""
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass
        if not transport.get_extra_info("peername")[0].startswith("127."):
            self._transport.abort()  # we listen on all addresses, but speak to this machine only

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            method, path, _ = head.decode("latin-1").split(" ", 2)
            self._counts[method, path] += 1
            self._loop.call_later(self._latency_seconds, self._say, reply_to(method, path))

    def _say(self, reply: Reply) -> None:
        if self._transport.is_closing():
            return
        if reply.reset:
            self._transport.abort()  # unread bytes or not, nothing more is said
            return
        if reply.answer:
            self._transport.write(reply.answer)
        if reply.drip:
            rest = Reply(reply.drip[:1], reply.drip[1:])
            self._loop.call_later(1.0, self._say, rest)


class Certificates(NamedTuple):
    """Files in PEM: whom clients must trust, and what the server shows."""

    authority: Path
    chain: Path
    key: Path

    @classmethod
    def make(cls, folder: Path) -> Self:
        """Make an authority and a certificate for all addresses; openssl 3 must be installed."""
        made = cls(folder / "authority.pem", folder / "server.pem", folder / "server.key")
        authority_key = folder / "authority.key"
        names = ",".join(f"IP:{address}" for address in ADDRESSES)
        _openssl(
            authority_key,
            made.authority,
            "basicConstraints=critical,CA:TRUE",
            "keyUsage=critical,keyCertSign",  # Python 3.13 wants it said
        )
        _openssl(
            made.key,
            made.chain,
            "basicConstraints=critical,CA:FALSE",
            f"subjectAltName={names}",
            signed_by=(made.authority, authority_key),
        )
        return made


def _openssl(
    key: Path, certificate: Path, *extensions: str, signed_by: tuple[Path, Path] | None = None
) -> None:
    command = ["openssl", "req", "-x509", "-nodes", "-days", "2", "-config", os.devnull]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-subj", f"/CN={key.stem}"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    for extension in extensions:
        command += ["-addext", extension]
    if signed_by is not None:
        command += ["-CA", str(signed_by[0]), "-CAkey", str(signed_by[1])]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


@contextmanager
def serving(latency_seconds: float, certificates: Certificates | None) -> Iterator["Web"]:
    """Serve in a process of its own until the block ends; HTTPS with certificates, else HTTP."""
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    arguments = (theirs, latency_seconds, certificates)
    process = spawn.Process(target=_serve, args=arguments, daemon=True)
    process.start()
    theirs.close()
    try:
        yield Web("http" if certificates is None else "https", ours.recv(), ours)
    finally:
        process.terminate()
        process.join()
        ours.close()


class Web(NamedTuple):
    """The served addresses, all on one port."""

    scheme: str
    port: int
    pipe: Connection

    def url(self, address: str, path: str) -> str:
        return f"{self.scheme}://{address}:{self.port}{path}"

    def counts(self) -> Counts:
        """Return the requests since the last time."""
        self.pipe.send("counts")
        counts: Counts = self.pipe.recv()
        return counts


def _serve(pipe: Connection, latency_seconds: float, certificates: Certificates | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who started us
    run = import_module("uvloop").run if util.find_spec("uvloop") else asyncio.run
    run(_answer(pipe, latency_seconds, _tls(certificates)))


def _tls(certificates: Certificates | None) -> ssl.SSLContext | None:
    if certificates is None:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates.chain, certificates.key)
    return context


async def _answer(pipe: Connection, latency_seconds: float, tls: ssl.SSLContext | None) -> None:
    """Serve; say the port first, then the counts whenever asked, until the pipe is closed."""
    counts: Counts = Counter()
    server = await asyncio.get_running_loop().create_server(
        lambda: _Site(latency_seconds, counts), "0.0.0.0", 0, backlog=1024, ssl=tls
    )
    over = asyncio.Event()

    def tell() -> None:
        try:
            pipe.recv()
        except EOFError:  # who started us is gone
            over.set()
            return
        pipe.send(Counter(counts))
        counts.clear()

    asyncio.get_running_loop().add_reader(pipe.fileno(), tell)
    pipe.send(server.sockets[0].getsockname()[1])
    await over.wait()
    server.close()
