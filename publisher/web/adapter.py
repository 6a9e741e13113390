"""How requests reaches the sites: a pool of connections per origin, one set of certificates."""

import logging
import os
import ssl
import threading
from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import DEFAULT_CA_BUNDLE_PATH

from publisher.errors import PublisherError
from publisher.links.urls import origin_of
from publisher.web.connections import ANSWER_BYTES, BoundedTLSSocket, guarded_pools
from publisher.web.heads import HeadAnswer
from publisher.web.resolving import Lookup

MOST_ORIGINS = 256
"""So many pools of connections are kept at most; the oldest is closed for the next."""

# What it warns of (a full pool, odd headers) is no podcaster's business.
logging.getLogger("urllib3").setLevel(logging.ERROR)


class Adapter(HTTPAdapter):
    """A pool of connections per origin, all with one TLS context.

    Stock requests reads the certificates anew for every connection, which takes longer than most
    answers.
    """

    def __init__(
        self,
        look_up: Lookup,
        look_up_proxy: Lookup,
        tls: ssl.SSLContext,
        most_origins: int,
        answer_bytes: int = ANSWER_BYTES,
    ) -> None:
        self._tls = tls
        self._most_origins = max(1, most_origins)
        self._pools = guarded_pools(look_up, direct=True, answer_bytes=answer_bytes)
        self._proxy_pools = guarded_pools(look_up_proxy, direct=False, answer_bytes=answer_bytes)
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
