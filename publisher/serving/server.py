"""The server: on this machine only, with so many threads and no more."""

import errno
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from threading import BoundedSemaphore, Thread
from typing import Any

from publisher.errors import UsageError
from publisher.serving.handling import Handler
from publisher.serving.stage import Stage

ADDRESS = "127.0.0.1"
DEFAULT_PORT = 8000
TRIES = 20
"""Ports that are tried from the default on, where nobody named one."""

CONNECTIONS = 96


class PreviewServer(ThreadingHTTPServer):
    """Answers from what stands on `stage`. Ends with its connections, whatever they wait for."""

    daemon_threads = False
    block_on_close = True
    allow_reuse_address = os.name != "nt"  # there it would share a port with another program
    request_queue_size = 64

    def __init__(self, port: int, stage: Stage) -> None:
        self.stage = stage
        self._slots = BoundedSemaphore(CONNECTIONS)
        self._open: set[socket.socket] = set()
        super().__init__((ADDRESS, port), Handler)

    def server_bind(self) -> None:
        self.socket.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address)
        )
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        if not self._slots.acquire(blocking=False):
            self.shutdown_request(request)
            return
        self._open.add(request)
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # no thread can be started
            self._release(request)
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._release(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that go away; a fault of ours must be seen by who looks for it."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError) and os.environ.get("PUBLISHER_DEBUG"):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        self.stage.close()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()

    def _release(self, request: Any) -> None:
        if request in self._open:
            self._open.discard(request)
            self._slots.release()


def open_server(port: int | None, stage: Stage) -> PreviewServer:
    """Return a server at `port`; without one at the first that is free from the default on.

    Raises UsageError where none is.
    """
    ports = [port] if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + TRIES)
    for each in ports:
        try:
            return PreviewServer(each, stage)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
                raise
    if port is None:
        raise UsageError(
            f"the ports {DEFAULT_PORT} to {DEFAULT_PORT + TRIES - 1} are all taken by other "
            "programs; name a free one with --port"
        )
    raise UsageError(
        f"port {port} is taken by another program, or not yours to use; name another one with "
        "--port, or none: then the next free one is found"
    )


@contextmanager
def serving(server: PreviewServer) -> Iterator[str]:
    """Let the server answer while the block runs; yield its address. No thread of it is left."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="preview")
    thread.start()
    try:
        yield f"http://{ADDRESS}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
