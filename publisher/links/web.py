"""The one module that talks HTTP.

`WebClient.ask` takes an exchange one step further: HEAD, and GET where HEAD says anything but yes.
Redirects are not followed here but recorded, so that whoever plans can queue them for their host.
"""

import os
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any
from urllib.request import getproxies

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import DEFAULT_CA_BUNDLE_PATH, should_bypass_proxies

from publisher.errors import PublisherError
from publisher.links.connections import BoundedTLSSocket, guarded_pools
from publisher.links.exchange import REDIRECTS, Exchange, WebPolicy, redirected
from publisher.links.failures import FAILURES, failure
from publisher.links.resolving import Lookup, PrivateAddressError, look_up, public_only
from publisher.links.urls import host_of
from publisher.model import Cause
from publisher.platforms import match_platform

PAGE_BYTES = 64 * 1024
"""No more of a page is read."""

PATIENCE_STEPS = 3
"""One URL with all its redirects may take this many timeouts."""

_KEPT_HEADERS = ("retry-after", "cf-mitigated", "x-amzn-waf-action")


class WebClient:
    """Asks the web within a policy. Safe to use from many threads.

    Proxies and certificates are taken from the environment once. Raises PublisherError where the
    certificates named there can't be read.
    """

    def __init__(self, policy: WebPolicy, *, look_up: Lookup = look_up) -> None:
        self._timeout_seconds = policy.timeout_seconds
        self._look_up = look_up if policy.allow_private else public_only(look_up)
        self._adapter = _Adapter(policy, self._look_up, look_up, read_certificates(os.environ))
        self._proxies = {key: value for key, value in getproxies().items() if key != "no"}
        self._direct: dict[str, bool] = {}  # host → no proxy for it
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
        match = match_platform(exchange.at)
        if exchange.with_get or (match is not None and not match.platform.head):
            return self._request("GET", exchange, min(self._timeout_seconds, left))
        head = self._request("HEAD", exchange, min(self._timeout_seconds, left))
        if head.cause in (Cause.RESET, Cause.BROKEN) or _is_doubtful(head.status):
            return self._request("GET", exchange, min(self._timeout_seconds, left))
        return head

    def _request(self, method: str, exchange: Exchange, timeout_seconds: float) -> Exchange:
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
        location = reply.headers.get("location")
        if status in REDIRECTS and location is not None:
            # Header values come as Latin-1; what servers send is UTF-8 where it isn't ASCII.
            return redirected(exchange, status, location.encode("latin-1").decode(errors="replace"))
        page = ""
        if method == "GET" and status == 503:
            page = reply.raw.read(PAGE_BYTES, decode_content=True)[:PAGE_BYTES].decode(
                errors="replace"
            )
        kept = {name: reply.headers[name] for name in _KEPT_HEADERS if name in reply.headers}
        return replace(exchange, status=status, headers=kept, page=page)

    def _proxies_for(self, host: str, url: str) -> dict[str, str]:
        """Return the proxies to use for a URL, once its host is known not to be private."""
        if not self._proxies:
            return {}
        if host not in self._direct:
            self._direct[host] = bool(should_bypass_proxies(url, no_proxy=None))
        if self._direct[host]:
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
        self, policy: WebPolicy, look_up: Lookup, look_up_proxy: Lookup, tls: ssl.SSLContext
    ) -> None:
        self._tls = tls
        self._pools = guarded_pools(look_up)
        self._proxy_pools = guarded_pools(look_up_proxy)
        super().__init__(pool_connections=policy.max_concurrency, pool_maxsize=policy.per_host)

    def init_poolmanager(self, *sizes: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*sizes, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        if proxy.lower().startswith("socks"):
            return super().proxy_manager_for(proxy, **kwargs)
        manager = super().proxy_manager_for(proxy, proxy_ssl_context=self._tls, **kwargs)
        manager.pool_classes_by_scheme = self._proxy_pools
        return manager

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
