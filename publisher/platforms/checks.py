"""How a page of a platform is verified where its status says nothing: whom to ask, what it means.

Pure decisions on the rows of `platforms.toml`; nothing here asks the network. A page is dead only
where the answer says so in the form that the platform is known to give: whatever else a service
answers, or fails to, leaves its page unverifiable.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote

from publisher.model import Verdict
from publisher.platforms.matching import page_of, page_pattern, platform_of
from publisher.platforms.rows import Answer, CheckRow
from publisher.platforms.table import LONGEST_HANDLE, Platform, compiled, platforms

if TYPE_CHECKING:
    from publisher.pages import Page

_MAX_FIELDS = 50
_LONGEST_TITLE = 300
_GONE = frozenset({Verdict.DEAD, Verdict.SOFT_DEAD})
_ADDRESS = re.compile(r"https?://[a-z0-9][!#-;=?-\[\]_a-z~]{1,1000}")


class Check(NamedTuple):
    """How one page of a platform is verified.

    `ask` is the address to GET in place of the page; None: the page itself is asked and read.
    Pages that share an `ask` share its answer.
    """

    platform: Platform
    ask: str | None
    row: CheckRow


class Outcome(NamedTuple):
    """What an answer means for the page, in a podcaster's words."""

    verdict: Verdict
    reason: str
    expires_at: datetime | None = None  # UTC
    moved_to: str | None = None


def check_for(url: str) -> Check | None:
    """Return how to verify a fetch key; None: its own status is to be trusted. Never raises."""
    platform = platform_of(url)
    if platform is None or not platform.checks:
        return None
    page = page_of(url)
    host = _site(url)
    before_query, _, query = url.partition("#")[0].partition("?")
    authority = before_query.partition("://")[2].partition("/")[0]
    if ":" in authority.rpartition("@")[2]:
        return None  # another port is another server
    for row in platform.checks:
        for pattern in row.pages:
            found = page_pattern(pattern).fullmatch(page)
            if found is None:
                continue
            values = _values(platform, row, found.groupdict(), query)
            if values is not None:
                return Check(platform, _address(row.ask, {**values, "host": host}), row)
    return None


def _values(
    platform: Platform, row: CheckRow, segments: Mapping[str, str], query: str
) -> dict[str, str] | None:
    """Return what the address says, decoded, by name; None: it is no page of this row."""
    said = {name: unquote(segment) for name, segment in segments.items()}
    if row.query:
        for name, value in _fields(query):
            if name in row.query:
                said.setdefault(row.query[name], value)
    values = dict(row.defaults)
    for name, value in said.items():
        pattern = row.values.get(name) or platform.handle or ""
        if name == "handle" and value.lower() in platform.reserved:
            return None
        found = compiled(pattern).fullmatch(value) if len(value) <= LONGEST_HANDLE else None
        if found is None or not value.strip("."):  # "..": another path
            return None
        values[name] = found[1] if found.re.groups else value
    wanted = {*row.values, *row.query.values()}
    return values if wanted <= {*values} else None


def _fields(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, max_num_fields=_MAX_FIELDS)
    except ValueError:  # too many
        return []


def _address(template: str | None, values: Mapping[str, str]) -> str | None:
    """Fill in values so that none of them can leave its place in the address."""
    if template is None:
        return None
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", quote(value, safe=""))
    return template


def judge_check(check: Check, status: int, final_url: str, body: str) -> Outcome | None:
    """Return what an answer means; None: what such a status means on any page. Never raises.

    `final_url` is where redirects led, `body` the beginning of what came, decoded.
    """
    reply = _Reply(status, final_url, body)
    for answer in check.row.answers:
        if _fits(answer, reply) and (answer.verdict not in _GONE or _is_own(check, final_url)):
            return _outcome(answer, reply)
    if check.ask is None:
        return None
    return Outcome(Verdict.UNVERIFIABLE, _failure(check.platform.name, status))


def _is_own(check: Check, final_url: str) -> bool:
    """Say whether the platform itself answered: nobody else can say that its page is gone."""
    if check.ask is None:
        return platform_of(final_url) is check.platform
    return _site(final_url) == _site(check.ask)


def _site(url: str) -> str:
    return page_of(url).partition("/")[0].removeprefix("www.")


def _failure(name: str, status: int) -> str:
    if status == 429:
        said = "asks not to be asked so often"
    elif status >= 500:
        said = "has a fault of its own"
    else:
        said = "gives programs no clear answer"
    return f"{name} {said} ({status}): open it yourself"


class _Reply:
    """An answer, read only as far as a condition looks at it."""

    def __init__(self, status: int, final_url: str, body: str) -> None:
        self.status = status
        self.final_url = final_url
        self.body = body.removeprefix("\ufeff")

    @cached_property
    def json(self) -> Any:
        """What the body says as JSON; None where it doesn't."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None

    @cached_property
    def page(self) -> "Page":
        from publisher.pages import read_page

        return read_page(self.body, self.final_url)

    def at(self, path: str) -> Any:
        """Return what stands at a dotted path of the JSON, None where there is nothing."""
        value = self.json
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value


def _fits(answer: Answer, reply: _Reply) -> bool:
    if reply.status not in answer.status:
        return False
    if answer.body is not None and not compiled(answer.body).match(reply.body):
        return False
    if answer.final is not None and not compiled(answer.final).fullmatch(page_of(reply.final_url)):
        return False
    if answer.moved is not None and _moved(answer, reply) is None:
        return False
    if not all(_holds(reply.at(path), wanted) for path, wanted in answer.json.items()):
        return False
    return _fits_page(answer, reply)


def _fits_page(answer: Answer, reply: _Reply) -> bool:
    if answer.title is not None:
        title = reply.page.title[:_LONGEST_TITLE]
        if not compiled(answer.title).fullmatch(title):
            return False
    return not answer.robots or answer.robots <= set(re.findall(r"\w+", reply.page.robots))


def _holds(value: Any, wanted: frozenset[tuple[type, Any]]) -> bool:
    if not wanted:
        return bool(value)
    return isinstance(value, str | int | float) and (type(value), value) in wanted


def _outcome(answer: Answer, reply: _Reply) -> Outcome:
    reason = answer.words
    moved_to = _moved(answer, reply)
    if moved_to is not None:
        reason = f"{reason} {moved_to if len(moved_to) <= 200 else moved_to[:199] + '…'}"
    expires_at = _time(reply.at(answer.expires)) if answer.expires is not None else None
    if expires_at is not None:
        reason = f"{reason}, until {expires_at.date().isoformat()}"
    return Outcome(answer.verdict, reason, expires_at, moved_to)


def _moved(answer: Answer, reply: _Reply) -> str | None:
    """Return the new address, where it is one that can be asked and shown."""
    value = reply.at(answer.moved) if answer.moved is not None else None
    return value if isinstance(value, str) and _ADDRESS.fullmatch(value) else None


def _time(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        time = datetime.fromisoformat(value)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@cache
def slow_hosts() -> Mapping[str, float]:
    """Return the hosts that allow few requests, with the seconds to leave between two of them."""
    return {
        page_of(row.ask).partition("/")[0]: row.pace_seconds
        for platform in platforms().values()
        for row in platform.checks
        if row.ask is not None and row.pace_seconds
    }
