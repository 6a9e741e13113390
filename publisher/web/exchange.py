"""What was asked of the web and what came back, hop by hop. Pure data and its arithmetic.

An `Exchange` starts with a URL, gains a `Hop` for each redirect, and is over once it has a status
or a cause. Whoever asks (`web.WebClient.ask`, or a stand-in in tests) takes an exchange one step
further.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from publisher.links.urls import fetch_key, host_of, shown, without_user
from publisher.model import Cause, Hop, LinkPolicy
from publisher.platforms import match_platform

MAX_HOPS = 10
LONGEST_FRAGMENT = 200
FEW_QUESTIONS = "allows few questions a minute"
"""The detail of what was not asked, because its host's pace leaves no time."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
GONE = frozenset({404, 410})

UNTRACED = "as the chain of its certificates is incomplete, or begins with somebody unknown"
"""The detail of a TLS cause that browsers often mend: they fetch certificates that are missing."""

USER_AGENT = "Mozilla/5.0 (compatible; podcast-publisher; show notes check)"
"""Not a word of "link" in it: a stock firewall rule turns such programs away."""


class WebPolicy(NamedTuple):
    """How the web may be asked. What weakens a guard never comes from the repository."""

    skip: tuple[str, ...] = ()  # URL patterns with `*`
    timeout_seconds: float = 10.0  # for one request, from the look-up to the last byte
    retries: int = 1  # of what may pass: no answer, a fault of the server
    per_host: int = 8  # requests in flight
    max_concurrency: int = 192  # requests in flight, and threads
    deadline_seconds: float = 900.0  # for the whole run; what is left is skipped
    patience_seconds: float = 5.0  # to wait for one host that asks for time
    backoff_seconds: float = 1.0  # before the first retry; twice as long before each further one
    allow_private: bool = False
    user_agent: str = USER_AGENT

    @classmethod
    def of(
        cls, links: LinkPolicy, *, allow_private: bool = False, site: str | None = None
    ) -> "WebPolicy":
        """Make the policy of `[links]`; the user agent names the podcaster's `site`."""
        agent = USER_AGENT if site is None else f"{USER_AGENT[:-1]}; +{_printable(site)})"
        return cls(
            skip=links.skip,
            timeout_seconds=links.timeout_seconds,
            retries=links.retries,
            per_host=links.per_host,
            max_concurrency=links.max_concurrency,
            deadline_seconds=links.deadline_seconds,
            allow_private=allow_private,
            user_agent=agent,
        )


def _printable(text: str) -> str:
    return re.sub(r"[^!-'*-~]", "", text)[:200]


@dataclass(frozen=True, slots=True)
class Exchange:
    """How far the way from `url` has been followed, and what stood at its end.

    `asks` is the address that is asked in place of `url`: a platform's service that knows more
    than the page tells. `reads` says that a platform's page tells it; `expects` names words that
    must stand on a sponsor's. `headers` holds the few that a verdict needs, in lower case; `page`
    the beginning of the body, where one was read. `cookies` says that a redirect set one: none is
    ever sent back. `detail` says more about `cause`.
    """

    url: str
    asks: str | None = None
    reads: bool = False
    expects: tuple[str, ...] = ()
    hops: tuple[Hop, ...] = ()
    fragment: str = ""  # that a redirect gave: "#jobs", or nothing
    cookies: bool = False
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    cause: Cause | None = None
    detail: str = ""
    seconds: float = 0.0  # spent so far
    tries: int = 0  # before this one
    refused: bool = False  # HEAD and GET were both answered with an error

    @property
    def start(self) -> str:
        """The URL that is asked first."""
        return self.asks or self.url

    @property
    def at(self) -> str:
        """The URL to ask next, or the one that answered last."""
        return self.hops[-1].target if self.hops else self.start

    @property
    def is_over(self) -> bool:
        return self.status is not None or self.cause is not None

    @property
    def is_permanent(self) -> bool:
        return bool(self.hops) and all(hop.status in PERMANENT for hop in self.hops)

    @property
    def answered(self) -> bool:
        """Say whether anybody out there spoke: proof that there is a network."""
        return self.status is not None or bool(self.hops) or self.cause in (Cause.TLS, Cause.BROKEN)

    @property
    def unsafe_hop(self) -> str | None:
        """The first http: address that a link which began with https: was sent to."""
        passed = (hop.target for hop in self.hops if hop.target.startswith("http:"))
        return next(passed, None) if self.start.startswith("https:") else None

    def failed(self, cause: Cause, detail: str = "") -> "Exchange":
        return replace(self, cause=cause, detail=detail)

    def again(self) -> "Exchange":
        """Return the exchange from its start, for another try."""
        return Exchange(self.url, self.asks, self.reads, self.expects, tries=self.tries + 1)


def wants_page(exchange: Exchange) -> bool:
    """Say whether somebody looks at the page: a service's answer, or the end of a redirect."""
    return bool(exchange.asks or exchange.reads or exchange.expects or exchange.hops)


Ask = Callable[[Exchange], Exchange]
"""Takes an exchange that is not over one step further. Must not raise for what the web does."""

Trace = Callable[[str], None]
"""Told of a request in a line."""


def redirected(exchange: Exchange, status: int, location: str) -> Exchange:
    """Return the exchange after a redirect: one more hop, or over where it can't be followed."""
    target, scheme = _destination(exchange.at, location)
    if target is None and scheme:
        return exchange.failed(Cause.APP, f"{scheme}:")
    if target is None:
        return exchange.failed(Cause.BROKEN, "it redirects to an address that can't be read")
    passed = [exchange.start, *(hop.target for hop in exchange.hops)]
    _, mark, fragment = location.strip().partition("#")
    hops = (*exchange.hops, Hop(status, target))
    # Where a redirect has no fragment, the one before stays (RFC 9110, section 10.2.2).
    fragment = mark + fragment[:LONGEST_FRAGMENT] or exchange.fragment
    further = replace(exchange, hops=hops, fragment=fragment)
    if target in passed:
        circle = [*passed[passed.index(target) :], target][-4:]
        return further.failed(Cause.REDIRECTS, "in a circle: " + " → ".join(map(shown, circle)))
    if len(further.hops) > MAX_HOPS:
        return further.failed(Cause.REDIRECTS, f"more than {MAX_HOPS} times")
    if is_login(target) and not is_login(exchange.start):
        return further.failed(Cause.LOGIN, host_of(target))
    return further


def _destination(at: str, location: str) -> tuple[str | None, str]:
    """Return the fetch key that a Location leads to, or None and the scheme of what else it is."""
    try:
        address = urljoin(at, location.strip())
    except ValueError:
        return None, ""
    scheme = address.partition(":")[0].lower()
    is_app = scheme not in ("http", "https") and re.fullmatch(r"[a-z][a-z0-9+.-]{0,40}", scheme)
    key = fetch_key(address)
    return key and without_user(key), scheme if is_app else ""


_LOGIN_PATH = re.compile(
    r"/(?:log[-_]?in|sign[-_]?in|authwall|checkpoint|servicelogin|uas/login|accounts/login"
    r"|users/sign_in|wp-login|sessions?/new|oauth2?|sso|saml2?"
    r"|cookie/consent|collectconsent|copyconsent)(?:[/.?]|$)",
    re.IGNORECASE,
)
_LOGIN_HOST = re.compile(r"(?:log-?in|sign-?in|accounts|auth|sso|consent|guce)\.", re.IGNORECASE)


def is_login(url: str) -> bool:
    """Say whether a URL is that of a login or consent page, as far as its address tells."""
    parts = urlsplit(url)
    if _LOGIN_HOST.match(parts.netloc) or _LOGIN_PATH.search(parts.path):
        return True
    match = match_platform(url)
    return match is not None and any(
        parts.path.startswith(path) for path in match.platform.login_paths
    )


def retry_after_seconds(value: str, now: float) -> float | None:
    """Return the wait that a Retry-After header asks for (RFC 9110, 10.2.3); None: unreadable.

    `now` is seconds since the epoch.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None
