"""Links, and what the web answered."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from publisher.model.places import Place


class Role(StrEnum):
    """What a link is for."""

    SPONSOR = "sponsor"
    SOCIAL = "social"
    GUEST = "guest"
    PROMO = "promo"
    PLATFORM = "platform"
    REFERENCE = "reference"
    MEDIA = "media"


class Syntax(StrEnum):
    """How a link is written."""

    INLINE = "inline"  # [text](url), also where Markdown fails to see it: [text](ur l)
    REFERENCE = "reference"  # [id]: url
    AUTOLINK = "autolink"  # <url>
    BARE = "bare"  # url
    HTML = "html"  # href="url", src="url"
    FIELD = "field"  # a value in front matter or TOML


class Link(NamedTuple):
    """One link where it stands.

    `url` is the target as a browser would take it (entities and backslash escapes undone), with
    nothing completed or mended; `written` is the text between `place.start` and `place.end`.
    """

    url: str
    place: Place
    role: Role
    syntax: Syntax
    written: str
    text: str = ""
    owner: str | None = None  # id of the sponsor or person it belongs to
    broken: bool = False  # meant as a link, but Markdown makes none of it


class Verdict(StrEnum):
    """What a link is worth to a listener."""

    OK = "ok"
    MOVED = "moved"
    DEAD = "dead"
    SOFT_DEAD = "soft-dead"
    UNREACHABLE = "unreachable"
    SERVER_ERROR = "server-error"
    RATE_LIMITED = "rate-limited"
    UNVERIFIABLE = "unverifiable"
    PENDING = "pending"
    CLOSED_PLATFORM = "closed-platform"
    MALFORMED = "malformed"
    SKIPPED = "skipped"


UNTOLD = frozenset(
    (
        *(Verdict.SKIPPED, Verdict.UNREACHABLE, Verdict.SERVER_ERROR),
        *(Verdict.RATE_LIMITED, Verdict.UNVERIFIABLE, Verdict.PENDING),
    )
)
"""After these nobody can say that what was wrong with a link before is mended."""


class Cause(StrEnum):
    """Why a request ended without an answer that counts."""

    DNS = "dns"  # there is no such name
    RESOLVER = "resolver"  # the name could not be looked up just now
    TLS = "tls"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    RESET = "reset"
    BROKEN = "broken"  # what came back is not HTTP
    REDIRECTS = "redirects"  # in a circle, or too many
    PRIVATE = "private"  # leads to an address that only some network can reach
    LOGIN = "login"  # redirected to a login or consent page
    APP = "app"  # redirected to something that is not a web page


class Hop(NamedTuple):
    """A redirect: its status, and the URL it leads to (as a fetch key)."""

    status: int
    target: str


class LinkCheck(NamedTuple):
    """The answer for one unique URL (without its fragment).

    `since` and `runs` tell of the time during which it has had answers of this kind: when that
    began, and how many runs asked. `missing` are the words that a sponsor's page should hold and
    doesn't, `not_missing` the others that were looked for: there, or nobody can tell. Times are in
    UTC.
    """

    url: str
    verdict: Verdict
    reason: str  # in a podcaster's words
    status: int | None = None  # last HTTP status
    final_url: str | None = None  # after redirects
    from_cache: bool = False
    checked_at: datetime | None = None
    permanent: bool = False  # every redirect on the way was 301 or 308
    cause: Cause | None = None  # where no status tells
    hops: tuple[Hop, ...] = ()  # the way to `final_url`
    since: datetime | None = None
    runs: int = 0
    fine_at: datetime | None = None  # when it was last ok or moved
    expires_at: datetime | None = None  # when the page itself ends: an invite, say
    missing: tuple[str, ...] = ()
    not_missing: tuple[str, ...] = ()
