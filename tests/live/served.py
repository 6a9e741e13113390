"""The hosts of `hosts.py` on 127.0.0.1, over real HTTP."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.live.hosts import Answer, Host
from tests.loopback import LoopbackServer


class HostServer(LoopbackServer):
    """Serves `hosts` by path; what hangs does so until `over`."""

    hosts: dict[str, Host]
    asked: list[tuple[str, str]]
    over: threading.Event

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: HostServer

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path))
        path, _, query = self.path.partition("?")
        host = self.server.hosts.get(path, Host().with_habits("404"))
        if "hang" in host.habits:
            self.server.over.wait(30)
            return
        if "endless" in host.habits:
            self.endless(host)
            return
        if "chain" in host.habits and query != "0":
            left = int(query or host.habits["chain"]) - 1
            self.send(Answer(302, {"Location": f"{path}?{left}"}))
            return
        asked = {name.lower(): value for name, value in self.headers.items()}
        self.send(host.answer(self.command, asked))

    def send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in answer.headers and answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def endless(self, host: Host) -> None:
        self.send_response(200)
        self.send_header("Content-Type", host.type)
        self.end_headers()
        self.close_connection = True
        while self.command != "HEAD" and not self.server.over.is_set():
            self.wfile.write(b"<item/>" * 10_000)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serve_hosts() -> Iterator[HostServer]:
    """Run a server on a free port until the block ends; give it `hosts`."""
    server = HostServer(("127.0.0.1", 0), _Handler)
    server.hosts, server.asked, server.over = {}, [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
