"""What the libraries below raise, told as causes and in words. Only `web` needs it."""

import http.client
import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3

from publisher.model import Cause
from publisher.web.exchange import UNTRACED, Exchange

FAILURES = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
)
"""All that can be raised for what the web does; anything else is our own fault."""

_PROXY = (
    requests.exceptions.ProxyError,
    requests.exceptions.InvalidProxyURL,
    requests.exceptions.InvalidSchema,  # a proxy of a kind that needs more packages
)
_CAUSES: tuple[tuple[type[Exception], Cause], ...] = (
    (socket.gaierror, Cause.DNS),
    (ssl.SSLEOFError, Cause.RESET),
    (ssl.SSLError, Cause.TLS),
    (TimeoutError, Cause.TIMEOUT),
    (urllib3.exceptions.ReadTimeoutError, Cause.TIMEOUT),
    (ConnectionRefusedError, Cause.REFUSED),
    (ConnectionError, Cause.RESET),  # the built-in one: reset, aborted, closed without an answer
    (http.client.HTTPException, Cause.BROKEN),
    (urllib3.exceptions.ProtocolError, Cause.BROKEN),
    (urllib3.exceptions.DecodeError, Cause.BROKEN),
    (ValueError, Cause.BROKEN),
)
_NO_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_TLS_WORDS = (
    ("expired", "it has expired"),
    ("not yet valid", "it is not valid yet"),
    ("self-signed", "nobody vouches for it (self-signed)"),
    ("self signed", "nobody vouches for it (self-signed)"),
    ("hostname mismatch", "it belongs to another site"),
    ("ip address mismatch", "it belongs to another site"),
    ("wrong_version_number", "it does not speak TLS there"),
    ("unable to get local issuer", UNTRACED),
)


def failure(exchange: Exchange, error: Exception) -> Exchange:
    """Return the exchange, over for the reason that lies innermost in `error`."""
    if isinstance(error, _PROXY):
        return exchange.failed(Cause.REFUSED, " through the proxy")
    for reason in _reasons(error):
        for kind, cause in _CAUSES:
            if isinstance(reason, kind):
                return _told(exchange, cause, reason)
    return exchange.failed(Cause.REFUSED)  # no route, no such network: the system's own errors


def _told(exchange: Exchange, cause: Cause, reason: BaseException) -> Exchange:
    match reason:
        case socket.gaierror() if reason.errno not in _NO_NAME:
            return exchange.failed(Cause.RESOLVER)
        case ssl.SSLCertVerificationError():
            return exchange.failed(cause, _tls_words(reason.verify_message or str(reason)))
        case ssl.SSLError() if cause is Cause.TLS:
            return exchange.failed(cause, _tls_words(reason.reason or str(reason)))
    return exchange.failed(cause, type(reason).__name__ if cause is Cause.BROKEN else "")


def _tls_words(said: str) -> str:
    said = said.lower()
    return next((words for mark, words in _TLS_WORDS if mark in said), said)


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what it wraps, innermost first: libraries wrap three and four deep."""
    chain: list[BaseException] = []
    rest = [error]
    while rest and len(chain) < 20:
        one = rest.pop(0)
        if one in chain:
            continue
        chain.append(one)
        inner = (*one.args, getattr(one, "reason", None), one.__cause__)
        rest += [found for found in inner if isinstance(found, BaseException)]
    yield from reversed(chain)
