"""Connections that reach only judged addresses, and end when their time is up.

A socket's own timeout counts from the last byte, so a server that sends one byte a second would
hold a thread for ever. Here the whole answer has one deadline.
"""

import http.client
import socket
import ssl
import time
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.response import HTTPResponse

from publisher.web.heads import IDLE, HeadPool
from publisher.web.resolving import Address, Lookup

ANSWER_BYTES = 8 * 1024 * 1024
"""More than the longest head that http.client reads and a page; what goes on is no answer."""


class _Bounded:
    """A socket that stops reading at a moment and after a number of bytes: see `answer_within`."""

    _deadline = float("inf")  # monotonic seconds
    _bytes_left = float("inf")
    _is_first = False

    def answer_within(self, seconds: float, limit_bytes: int) -> None:
        """Start the time for one answer; the socket's own timeout is `seconds` already."""
        self._deadline = time.monotonic() + seconds
        self._bytes_left = limit_bytes
        self._is_first = True

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        # Setting a timeout costs a system call, and most answers come in one piece.
        if not self._is_first:
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError("the answer took too long")
            self.settimeout(min(left, 3600.0))  # type: ignore[attr-defined]
        self._is_first = False
        count = int(super().recv_into(*args, **kwargs))  # type: ignore[misc]
        self._bytes_left -= count
        if self._bytes_left < 0:  # http.client reads on for ever where a chunk's size is negative
            raise http.client.HTTPException("the answer is too long")
        return count


class BoundedSocket(_Bounded, socket.socket):
    """A plain socket with a deadline."""


class BoundedTLSSocket(_Bounded, ssl.SSLSocket):
    """A TLS socket with a deadline; give it to a context as its `sslsocket_class`."""


class _Guarded(HTTPConnection):
    """A connection to an address that `guard` allows, with one deadline for its answer."""

    guard: Lookup
    answer_bytes: int

    def _new_conn(self) -> socket.socket:
        try:
            addresses = self.guard(self._dns_host)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        seconds = self.timeout if self.timeout is not None else 60.0
        deadline = time.monotonic() + seconds
        failure: OSError = OSError("no address")
        for tried, address in enumerate(addresses):
            # A host whose first address is silent (often IPv6) still gets its second one asked.
            left = (deadline - time.monotonic()) / (len(addresses) - tried)
            try:
                return self._connected(address, max(left, 0.001))
            except OSError as error:
                failure = error
        if isinstance(failure, TimeoutError):
            raise ConnectTimeoutError(self, "connecting took too long") from failure
        raise NewConnectionError(self, str(failure)) from failure

    def _connected(self, address: Address, timeout_seconds: float) -> socket.socket:
        family, host = address
        opened = BoundedSocket(family, socket.SOCK_STREAM)
        try:
            for option in self.socket_options or ():
                opened.setsockopt(*option)
            opened.settimeout(timeout_seconds)
            opened.connect((host, self.port))
        except BaseException:
            opened.close()
            raise
        opened.settimeout(self.timeout)
        return opened

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as in urllib3
        if isinstance(self.sock, _Bounded):
            self.sock.answer_within(self.timeout or 60.0, self.answer_bytes)
        return super().getresponse()


PoolClasses = dict[str, type[HTTPConnectionPool]]


def guarded_pools(
    look_up: Lookup, *, direct: bool, answer_bytes: int = ANSWER_BYTES
) -> PoolClasses:
    """Return urllib3's pools by scheme, with connections to the addresses `look_up` allows.

    `direct` says that they lead to the sites themselves and not to a proxy.
    """
    limit_bytes = answer_bytes

    class Connection(_Guarded, HTTPConnection):
        guard = staticmethod(look_up)
        answer_bytes = limit_bytes

    class SecureConnection(_Guarded, HTTPSConnection):
        guard = staticmethod(look_up)
        answer_bytes = limit_bytes

    class Pool(HTTPConnectionPool):
        ConnectionCls = Connection

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = SecureConnection

    if not direct:
        return {"http": Pool, "https": SecurePool}

    shared: list[None] = [None] * IDLE

    class DirectPool(HeadPool, Pool):
        spare = shared

    class SecureDirectPool(HeadPool, SecurePool):
        spare = shared

    return {"http": DirectPool, "https": SecureDirectPool}
