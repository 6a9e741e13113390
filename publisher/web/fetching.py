"""Asking the web for whole answers, by the guarded client that asks about links."""

import time
from dataclasses import replace

import requests
from requests.structures import CaseInsensitiveDict

from publisher.links.urls import fetch_key, shown
from publisher.model import Cause
from publisher.web.client import WebClient, location_of
from publisher.web.exchange import REDIRECTS, Exchange, Trace, WebPolicy, redirected
from publisher.web.failures import FAILURES, failure
from publisher.web.replies import Reply, Wanted
from publisher.web.resolving import Lookup, PrivateAddressError, look_up

_PIECE_BYTES = 64 * 1024
_ROOM_BYTES = 1024 * 1024  # for an answer's head, and for what a server sends beyond what is read


class Fetcher:
    """Asks for whole answers within a policy; its timeout is that of each request, body and all.

    Raises PublisherError where the certificates that the environment names can't be read.
    """

    def __init__(
        self,
        policy: WebPolicy,
        most_bytes: int,
        *,
        look_up: Lookup = look_up,
        trace: Trace | None = None,
    ) -> None:
        self._client = WebClient(policy, look_up=look_up, answer_bytes=most_bytes + _ROOM_BYTES)
        self._timeout_seconds = policy.timeout_seconds
        self._user_agent = policy.user_agent
        self._trace = trace

    def close(self) -> None:
        self._client.close()

    def fetch(self, wanted: Wanted) -> Reply:
        """Return the answer at the end of all redirects. What the web does wrong is its cause."""
        key = fetch_key(wanted.url)
        if key is None:
            return Reply(wanted.url, cause=Cause.BROKEN, detail="this is no address of the web")
        exchange, reply = Exchange(key), None
        while reply is None and not exchange.is_over:
            started = time.monotonic()
            exchange, reply = self._asked(exchange, wanted)
            if self._trace is not None:
                told = exchange.cause or (reply.status if reply else f"→ {shown(exchange.at)}")
                seconds = time.monotonic() - started
                self._trace(f"{wanted.method} {shown(exchange.start)} {told} {seconds:.2f} s")
        if reply is None:
            return Reply(
                exchange.at, hops=exchange.hops, cause=exchange.cause, detail=exchange.detail
            )
        return reply

    def _asked(self, exchange: Exchange, wanted: Wanted) -> tuple[Exchange, Reply | None]:
        """Take one step: to the answer, to where a redirect leads, or to a cause."""
        try:
            answer = self._client.send(
                wanted.method, exchange.at, self._headers(wanted), self._timeout_seconds
            )
            try:
                if wanted.method == "HEAD":
                    answer.raw.read()  # nothing; it gives the connection back to be used again
                location = location_of(answer)
                if answer.status_code in REDIRECTS and location:
                    where = location.encode("latin-1").decode(errors="replace")
                    return redirected(exchange, answer.status_code, where), None
                return exchange, _read(answer, exchange, wanted)
            finally:
                answer.close()
        except PrivateAddressError as error:
            return exchange.failed(Cause.PRIVATE, error.address), None
        except FAILURES as error:
            return failure(replace(exchange), error), None

    def _headers(self, wanted: Wanted) -> CaseInsensitiveDict[str]:
        # HEAD must tell the length of the file itself, not of what a server would make of it.
        encodings = "identity" if wanted.method == "HEAD" else "gzip, deflate"
        usual = {"User-Agent": self._user_agent, "Accept": "*/*", "Accept-Encoding": encodings}
        return CaseInsensitiveDict({**usual, **wanted.headers})


def _read(answer: requests.Response, exchange: Exchange, wanted: Wanted) -> Reply:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    body, is_whole = b"", False
    if wanted.method != "HEAD" and wanted.limit_bytes:
        body, is_whole = _body(answer, wanted.limit_bytes)
    return Reply(exchange.at, answer.status_code, headers, body, is_whole, exchange.hops)


def _body(answer: requests.Response, limit_bytes: int) -> tuple[bytes, bool]:
    """Return the body, decoded, up to the limit, and whether that is all of it."""
    pieces: list[bytes] = []
    size_bytes = 0
    while size_bytes <= limit_bytes:
        piece = answer.raw.read(_PIECE_BYTES, decode_content=True)
        if not piece:
            return b"".join(pieces), True
        pieces.append(piece)
        size_bytes += len(piece)
    return b"".join(pieces)[:limit_bytes], False
