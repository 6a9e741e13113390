"""The one module that talks HTTP.

`WebClient.ask` takes an exchange one step further: HEAD, and GET where HEAD says anything but yes.
Redirects are not followed here but recorded, so that whoever plans can queue them for their host.
"""

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from urllib.request import getproxies

import requests
import urllib3
from requests.structures import CaseInsensitiveDict
from requests.utils import select_proxy, should_bypass_proxies
from urllib3 import HTTPHeaderDict

from publisher.links.urls import host_of, origin_of, shown
from publisher.model import Cause
from publisher.pages import PAGE_LENGTH, decode_page
from publisher.platforms import match_platform
from publisher.web.adapter import MOST_ORIGINS, Adapter, read_certificates
from publisher.web.connections import ANSWER_BYTES
from publisher.web.exchange import (
    GONE,
    REDIRECTS,
    Exchange,
    Trace,
    WebPolicy,
    redirected,
    wants_page,
)
from publisher.web.failures import FAILURES, failure
from publisher.web.resolving import Lookup, PrivateAddressError, look_up, public_only

PATIENCE_STEPS = 3
"""One URL with all its redirects may take this many timeouts."""

_DECODED = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_KEPT_HEADERS = ("content-type", "retry-after", "cf-mitigated", "x-amzn-waf-action")


class WebClient:
    """Asks the web within a policy. Safe to use from many threads.

    Proxies and certificates are taken from the environment once. `trace` is told of every
    request in a line. No answer is longer than `answer_bytes`. Raises PublisherError where the
    certificates named there can't be read.
    """

    def __init__(
        self,
        policy: WebPolicy,
        *,
        look_up: Lookup = look_up,
        trace: Trace | None = None,
        answer_bytes: int = ANSWER_BYTES,
    ) -> None:
        self._trace = trace
        self._timeout_seconds = policy.timeout_seconds
        self._look_up = look_up if policy.allow_private else public_only(look_up)
        most_origins = min(MOST_ORIGINS, 2 * policy.max_concurrency)
        certificates = read_certificates(os.environ)
        self._adapter = Adapter(self._look_up, look_up, certificates, most_origins, answer_bytes)
        self._proxies = {key: value for key, value in getproxies().items() if key != "no"}
        self._direct: dict[str, bool] = {}  # origin → no proxy for it
        self._headers = CaseInsensitiveDict(
            {
                "User-Agent": policy.user_agent,
                "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                "Accept-Encoding": "gzip, deflate",
                "Accept-Language": "en,*;q=0.5",
            }
        )

    def close(self) -> None:
        self._adapter.close()

    def ask(self, exchange: Exchange) -> Exchange:
        """Take an exchange one step further. What the web does wrong is its cause; never raises."""
        started = time.monotonic()
        asked = self._ask(exchange)
        return replace(asked, seconds=exchange.seconds + time.monotonic() - started)

    def _ask(self, exchange: Exchange) -> Exchange:
        left = self._timeout_seconds * PATIENCE_STEPS - exchange.seconds
        if left <= 0:
            return exchange.failed(Cause.TIMEOUT)
        timeout_seconds = min(self._timeout_seconds, left)
        match = match_platform(exchange.at)
        only_get = (
            exchange.asks or exchange.tries or (match is not None and not match.platform.head)
        )
        if only_get:
            return self._request("GET", exchange, timeout_seconds)
        head = self._request("HEAD", exchange, timeout_seconds)
        if head.cause in (Cause.RESET, Cause.BROKEN) or _is_doubtful(head.status):
            got = self._request("GET", exchange, timeout_seconds)
            return replace(got, refused=head.cause is None)
        if wants_page(head) and _is_success(head.status) and _is_page(head.headers):
            got = self._request("GET", exchange, timeout_seconds)
            # A refusal of programs, or no answer, doesn't undo what HEAD said.
            return got if _is_success(got.status) or got.status in GONE else head
        return head

    def _request(self, method: str, exchange: Exchange, timeout_seconds: float) -> Exchange:
        started = time.monotonic()
        asked = self._requested(method, exchange, timeout_seconds)
        if self._trace is not None:
            seconds = time.monotonic() - started
            self._trace(
                f"{method} {shown(exchange.at)} {_outcome(exchange, asked)} {seconds:.2f} s"
            )
        return asked

    def _requested(self, method: str, exchange: Exchange, timeout_seconds: float) -> Exchange:
        try:
            reply = self.send(method, exchange.at, self._headers, timeout_seconds)
            try:
                return self._read(exchange, reply, method)
            finally:
                reply.close()
        except PrivateAddressError as error:
            return exchange.failed(Cause.PRIVATE, error.address)
        except FAILURES as error:
            return failure(exchange, error)

    def send(
        self,
        method: str,
        url: str,
        headers: CaseInsensitiveDict[str],
        timeout_seconds: float,
        body: bytes | None = None,
    ) -> requests.Response:
        """Ask for a fetch key, once, and return the answer, its body unread: close it.

        HEAD must have the same headers each time. Raises PrivateAddressError or one of FAILURES.
        """
        request = requests.PreparedRequest()
        # A fetch key needs no preparing, and nothing else is wanted: no cookies, no netrc.
        request.method, request.url = method, url
        request.headers, request.hooks, request.body = headers, {}, body
        return self._adapter.send(
            request,
            stream=True,
            timeout=urllib3.Timeout(total=timeout_seconds),  # type: ignore[arg-type]
            proxies=self._proxies_for(host_of(url), url),
        )

    def _read(self, exchange: Exchange, reply: requests.Response, method: str) -> Exchange:
        status = reply.status_code
        if method == "HEAD":
            reply.raw.read()  # nothing; it gives the connection back to be used again
        location = location_of(reply)
        if status in REDIRECTS and location:
            passed = replace(exchange, cookies=exchange.cookies or "set-cookie" in reply.headers)
            # Header values come as Latin-1; what servers send is UTF-8 where it isn't ASCII.
            return redirected(passed, status, location.encode("latin-1").decode(errors="replace"))
        kept = {name: reply.headers[name] for name in _KEPT_HEADERS if name in reply.headers}
        answered = replace(exchange, status=status, headers=kept)
        if not _is_decoded(reply.headers.get("content-encoding", "")):
            return answered
        told = wants_page(exchange) or status == 404
        if method == "GET" and (status == 503 or (told and _is_page(kept))):
            try:
                data = reply.raw.read(PAGE_LENGTH, decode_content=True)[:PAGE_LENGTH]
            except FAILURES:
                if status != 404:
                    raise
                return answered  # what it says of itself matters less than that it is not there
            return replace(answered, page=decode_page(data, kept.get("content-type", "")))
        return answered

    def _proxies_for(self, host: str, url: str) -> dict[str, str]:
        """Return the proxies to use for a URL, once its host is known not to be private."""
        if not self._proxies:
            return {}
        origin = origin_of(url)
        if origin not in self._direct:
            none = select_proxy(url, self._proxies) is None
            self._direct[origin] = none or bool(should_bypass_proxies(url, no_proxy=None))
        if self._direct[origin]:
            return {}
        with suppress(OSError):  # a name that only the proxy knows: let it judge
            self._look_up(host)
        return self._proxies


def _is_doubtful(status: int | None) -> bool:
    """Say whether HEAD must be confirmed: many servers refuse it, or lie."""
    return status is not None and status >= 400 and status != 429


def _is_success(status: int | None) -> bool:
    return status is not None and 200 <= status < 300


def location_of(reply: requests.Response) -> str:
    """Return where an answer leads; of several the first: urllib3 would join them by a comma."""
    headers = reply.raw.headers
    found = headers.getlist("location") if isinstance(headers, HTTPHeaderDict) else None
    return str(found[0] if found else headers.get("location", "")).strip()


def _is_decoded(content_encoding: str) -> bool:
    """Say whether what is read will be text: some servers send encodings nobody asked for."""
    return {word.strip() for word in content_encoding.lower().split(",")} <= _DECODED


def _is_page(headers: Mapping[str, str]) -> bool:
    """Say whether the answer is text; nobody needs to read an episode's audio."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return not kind or kind.startswith("text/") or kind.endswith(("json", "xml"))


def _outcome(exchange: Exchange, asked: Exchange) -> str:
    if asked.cause is not None:
        return asked.cause.value
    if len(asked.hops) > len(exchange.hops):
        return f"{asked.hops[-1].status} → {shown(asked.at)}"
    return str(asked.status)
