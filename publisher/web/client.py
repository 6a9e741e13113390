"""The one module that talks HTTP.

`WebClient.ask` takes an exchange one step further: HEAD, and GET where HEAD says anything but yes.
Redirects are not followed here but recorded, so that whoever plans can queue them for their host.
"""

import logging
import os
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.request import getproxies

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import DEFAULT_CA_BUNDLE_PATH, select_proxy, should_bypass_proxies
from urllib3 import HTTPHeaderDict

from publisher.errors import PublisherError
from publisher.links.urls import host_of, origin_of, shown
from publisher.model import Cause
from publisher.pages import PAGE_LENGTH, decode_page
from publisher.platforms import match_platform
from publisher.web.connections import BoundedTLSSocket, guarded_pools
from publisher.web.exchange import REDIRECTS, Exchange, WebPolicy, redirected, wants_page
from publisher.web.failures import FAILURES, failure
from publisher.web.heads import HeadAnswer
from publisher.web.resolving import Lookup, PrivateAddressError, look_up, public_only

PATIENCE_STEPS = 3
"""One URL with all its redirects may take this many timeouts."""

MOST_ORIGINS = 256
"""So many pools of connections are kept at most; the oldest is closed for the next."""

Trace = Callable[[str], None]

# What it warns of (a full pool, odd headers) is no podcaster's business.
logging.getLogger("urllib3").setLevel(logging.ERROR)

_DECODED = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_KEPT_HEADERS = ("content-type", "retry-after", "cf-mitigated", "x-amzn-waf-action")


class WebClient:
    """Asks the web within a policy. Safe to use from many threads.

    Proxies and certificates are taken from the environment once. `trace` is told of every
    request in a line. Raises PublisherError where the certificates named there can't be read.
    """

    def __init__(
        self, policy: WebPolicy, *, look_up: Lookup = look_up, trace: Trace | None = None
    ) -> None:
        self._trace = trace
        self._timeout_seconds = policy.timeout_seconds
        self._look_up = look_up if policy.allow_private else public_only(look_up)
        most_origins = min(MOST_ORIGINS, 2 * policy.max_concurrency)
        certificates = read_certificates(os.environ)
        self._adapter = _Adapter(self._look_up, look_up, certificates, most_origins)
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
            return got if _is_success(got.status) or got.status in (404, 410) else head
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
        request = requests.PreparedRequest()
        # A fetch key needs no preparing, and nothing else is wanted: no cookies, no netrc.
        request.method, request.url = method, exchange.at
        request.headers, request.hooks = self._headers, {}
        try:
            reply = self._adapter.send(
                request,
                stream=True,
                timeout=urllib3.Timeout(total=timeout_seconds),  # type: ignore[arg-type]
                proxies=self._proxies_for(host_of(exchange.at), exchange.at),
            )
            try:
                return self._read(exchange, reply, method)
            finally:
                reply.close()
        except PrivateAddressError as error:
            return exchange.failed(Cause.PRIVATE, error.address)
        except FAILURES as error:
            return failure(exchange, error)

    def _read(self, exchange: Exchange, reply: requests.Response, method: str) -> Exchange:
        status = reply.status_code
        if method == "HEAD":
            reply.raw.read()  # nothing; it gives the connection back to be used again
        location = _location(reply)
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


class _Adapter(HTTPAdapter):
    """A pool of connections per origin, all with one TLS context.

    Stock requests reads the certificates anew for every connection, which takes longer than most
    answers.
    """

    def __init__(
        self, look_up: Lookup, look_up_proxy: Lookup, tls: ssl.SSLContext, most_origins: int
    ) -> None:
        self._tls = tls
        self._most_origins = max(1, most_origins)
        self._pools = guarded_pools(look_up, direct=True)
        self._proxy_pools = guarded_pools(look_up_proxy, direct=False)
        self._by_origin: dict[str, Any] = {}
        self._lock = threading.Lock()
        super().__init__(pool_connections=self._most_origins, pool_maxsize=1)

    def init_poolmanager(self, *sizes: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*sizes, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        if proxy.lower().startswith("socks"):
            return super().proxy_manager_for(proxy, **kwargs)
        manager = super().proxy_manager_for(proxy, proxy_ssl_context=self._tls, **kwargs)
        manager.pool_classes_by_scheme = self._proxy_pools
        return manager

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, *args: Any, **kwargs: Any
    ) -> Any:
        if kwargs.get("proxies"):
            return super().get_connection_with_tls_context(request, *args, **kwargs)
        origin = origin_of(str(request.url))
        pool = self._by_origin.get(origin)
        if pool is None:
            pool = super().get_connection_with_tls_context(request, *args, **kwargs)
            with self._lock:
                self._by_origin[origin] = pool
                if len(self._by_origin) > self._most_origins:
                    self._by_origin.pop(next(iter(self._by_origin))).retire()
        return pool

    def close(self) -> None:
        for pool in [*self._by_origin.values()]:  # threads still at work may add to them
            pool.close()
        super().close()

    def request_url(self, request: requests.PreparedRequest, proxies: Any) -> str:
        if proxies:
            return super().request_url(request, proxies)
        url = str(request.url)
        return url[url.index("/", len("https://")) :]  # a fetch key always has a path

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:
        if not isinstance(resp, HeadAnswer):
            return super().build_response(req, resp)
        response = requests.Response()
        response.request, response.raw, response.status_code = req, resp, resp.status
        response.headers = CaseInsensitiveDict(resp.headers)
        return response

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        host, tls = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {**tls, "ssl_context": self._tls}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave verifying to the TLS context."""


def read_certificates(environment: Mapping[str, str]) -> ssl.SSLContext:
    """Return a context that trusts what the environment says, else what requests trusts.

    Raises PublisherError for a file named there that can't be read.
    """
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        trusted = environment.get(name)
        if trusted:
            break
    else:
        name, trusted = "certifi", DEFAULT_CA_BUNDLE_PATH
    is_folder = os.path.isdir(trusted)  # noqa: PTH112
    try:
        context = ssl.create_default_context(
            cafile=None if is_folder else trusted, capath=trusted if is_folder else None
        )
    except OSError as error:
        message = f"no certificates can be read from {name}={trusted}: {error}"
        raise PublisherError(message) from error
    context.sslsocket_class = BoundedTLSSocket
    return context


def _is_doubtful(status: int | None) -> bool:
    """Say whether HEAD must be confirmed: many servers refuse it, or lie."""
    return status is not None and status >= 400 and status != 429


def _is_success(status: int | None) -> bool:
    return status is not None and 200 <= status < 300


def _location(reply: requests.Response) -> str:
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
