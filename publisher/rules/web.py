"""Family W: what the web answered. Pages that are gone are in `gone`, where sponsors' links end in
`destinations`.

Closed platforms and malformed addresses have rules of their own in the families P and L, which
need no answer.
"""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from publisher.links.redirectors import hides_target
from publisher.links.urls import fetch_key, host_of, shown, site_of
from publisher.model import Cause, Role, Severity, Verdict
from publisher.rules.catalogue import Answer, Context, Example, Problem, check_rule
from publisher.rules.destinations import has_arrived
from publisher.rules.targets import inherited, keeps_what_pays, loses_commission
from publisher.web.front_pages import is_deep, is_front_page, locale_of
from publisher.web.history import is_lasting

_HEAD = (
    "---\ntitle: About data\ndate: 2026-03-01\n"
    "audio: {url: https://example.com/1.mp3, bytes: 1000, duration: 60}\n"
)
_URL = "https://example.org/book"
_TEXT = f"{_HEAD}---\nSee [the book]({_URL}).\n"
FINE = Example(_TEXT, answers={_URL: 200})


def answered(answer: int | str) -> Example:
    """Return an episode with a link, and this answer to it."""
    return Example(_TEXT, answers={_URL: answer})


@check_rule(
    "W103",
    "moved-for-good",
    severity=Severity.INFO,
    summary="The page has moved for good",
    why="Redirects are taken down one day, and then the link is dead.",
    fix="Link to the new address; --fix does it, once two runs have met it.",
    bad=answered("301 https://example.org/books/1"),
    good=answered("302 https://example.org/books/1"),
    fixable=True,
)
def moved_for_good(answer: Answer, _: Context) -> Iterator[Problem]:
    check, link = answer.check, answer.link
    if check.verdict is not Verdict.MOVED or check.final_url is None:
        return
    target = inherited(check.final_url, link.url)
    # Another address would lose the commission, or the count: it is not ours to change.
    if link.role is Role.SPONSOR or hides_target(host_of(link.url)) or link.url == target:
        return
    if loses_commission(link.url, target) or _counts(link.url, target):
        return
    # Met by two runs: one could have been sent away for an hour.
    safe = check.runs > 1 and keeps_what_pays(link, target) and _is_same_page(link.url, target)
    yield Problem(_has_moved(answer), replacement=target if safe else None)


def _has_moved(answer: Answer) -> str:
    reason = answer.check.reason
    return f"the page {reason}" if answer.check.permanent else reason  # a platform's own words


def _counts(url: str, final_url: str) -> bool:
    """Say whether an address only counts and sends on, as podcasts' prefixes do: it ends in where.

    `https://op3.dev/e/example.com/1.mp3` leads to `https://example.com/1.mp3`.
    """
    host = host_of(final_url)
    return host != host_of(url) and f"/{host}/" in unquote(url.partition("://")[2])


def _is_same_page(url: str, final_url: str) -> bool:
    """Say whether a redirect certainly leads to what the link means, for every visitor.

    The front page is no book's page, and another site's may be that of whoever bought the domain;
    visitors of other countries may be sent elsewhere; and what the query says may be what counts.
    """
    url = fetch_key(url) or url
    asked, final = urlsplit(url), urlsplit(final_url)
    if is_front_page(final.path):
        same = site_of(host_of(url)) == site_of(host_of(final_url))
        if not (same and is_front_page(asked.path)):
            return False
    if locale_of(final_url) != locale_of(url):
        return False
    kept = set(asked.query.split("&")) <= {"", *final.query.split("&")}
    return kept or is_deep(f"/?{asked.query}")


@check_rule(
    "W105",
    "bad-certificate",
    severity=Severity.WARNING,
    summary="The site's certificate is not valid",
    why="Browsers show a page of warnings in place of the site.",
    fix="Tell the site's owner, or link elsewhere; http:// in place of https:// may work.",
    bad=answered(Cause.TLS),
    good=FINE,
)
def bad_certificate(answer: Answer, _: Context) -> Iterator[Problem]:
    if ends_with(answer, Cause.TLS):
        yield Problem(answer.check.reason)


def ends_with(answer: Answer, *causes: Cause) -> bool:
    """Say whether the way to the page ended for one of these reasons, and not at its platform."""
    return answer.check.verdict is Verdict.UNREACHABLE and answer.check.cause in causes


def is_trouble(answer: Answer) -> bool:
    """Say whether this may pass: no answer, or a fault of the server."""
    return answer.check.verdict is Verdict.SERVER_ERROR or ends_with(answer, *_SILENT)


_SILENT = frozenset({Cause.TIMEOUT, Cause.REFUSED, Cause.RESET, Cause.RESOLVER, Cause.BROKEN})


@check_rule(
    "W106",
    "no-answer",
    severity=Severity.WARNING,
    summary="The site did not answer",
    why="It may be down for an hour, or for good: listeners get nothing meanwhile.",
    fix="Try it again tomorrow; if it stays silent, treat it as dead.",
    bad=answered(Cause.TIMEOUT),
    good=FINE,
)
def no_answer(answer: Answer, _: Context) -> Iterator[Problem]:
    if ends_with(answer, *_SILENT) and not is_lasting(answer.check):
        yield Problem(answer.check.reason)


@check_rule(
    "W107",
    "server-error",
    severity=Severity.WARNING,
    summary="The site answered with a fault of its own",
    why="Listeners see an error page; most such faults pass.",
    fix="Try it again tomorrow; if it stays so, treat the link as dead.",
    bad=answered(500),
    good=FINE,
)
def server_error(answer: Answer, _: Context) -> Iterator[Problem]:
    if answer.check.verdict is Verdict.SERVER_ERROR and not is_lasting(answer.check):
        yield Problem(answer.check.reason)


@check_rule(
    "W108",
    "rate-limited",
    severity=Severity.INFO,
    summary="The site asks not to be asked so often",
    why="Nothing is wrong with the link as far as anybody can tell; it was not checked.",
    fix="Nothing to mend. The next run asks again; `skip` in config/publisher.toml stops that.",
    bad=answered(429),
    good=FINE,
)
def rate_limited(answer: Answer, _: Context) -> Iterator[Problem]:
    if answer.check.verdict is Verdict.RATE_LIMITED:
        yield Problem(answer.check.reason)


@check_rule(
    "W109",
    "unverifiable-link",
    severity=Severity.INFO,
    summary="The site shows programs nothing that tells a live page from a dead one",
    why="Only a person can see whether the page is still there.",
    fix="Open it once yourself; `skip` in config/publisher.toml keeps it out of the report.",
    bad=answered(403),
    good=FINE,
)
def unverifiable(answer: Answer, _: Context) -> Iterator[Problem]:
    if answer.check.verdict is Verdict.UNVERIFIABLE:
        yield Problem(answer.check.reason)


@check_rule(
    "W112",
    "not-out-yet",
    severity=Severity.INFO,
    summary="A link to a page of your own that is not published yet",
    why="Listeners find nothing there until the episode is out.",
    fix="Nothing, if that is on purpose.",
    bad=answered(Verdict.PENDING),
    good=FINE,
)
def not_out_yet(answer: Answer, _: Context) -> Iterator[Problem]:
    if answer.check.verdict is Verdict.PENDING:
        yield Problem(f"not out yet: {answer.check.reason}")


@check_rule(
    "W113",
    "endless-redirects",
    severity=Severity.WARNING,
    summary="The link redirects for ever",
    why="Browsers give up with an error, unless a cookie stops the circle.",
    fix="Open it yourself; if the browser gives up too, find the page's address.",
    bad=answered(Cause.REDIRECTS),
    good=FINE,
)
def endless_redirects(answer: Answer, _: Context) -> Iterator[Problem]:
    if ends_with(answer, Cause.REDIRECTS):
        yield Problem(answer.check.reason)


@check_rule(
    "W114",
    "private-address",
    severity=Severity.WARNING,
    summary="The link leads into a private network",
    why="It works for you, perhaps, and for no listener.",
    fix="Link to the public page; --allow-private asks such addresses all the same.",
    bad=answered(Cause.PRIVATE),
    good=FINE,
)
def private_address(answer: Answer, _: Context) -> Iterator[Problem]:
    if ends_with(answer, Cause.PRIVATE):
        yield Problem(answer.check.reason)


@check_rule(
    "W115",
    "loses-encryption",
    severity=Severity.INFO,
    summary="An https:// link ends at an http:// page",
    why="Browsers mark the page as not secure.",
    fix="Link to a page that has https://, or leave it.",
    bad=answered("302 http://example.org/books/1"),
    good=answered("302 https://example.org/books/1"),
)
def loses_encryption(answer: Answer, _: Context) -> Iterator[Problem]:
    final = answer.check.final_url or ""
    if answer.check.url.startswith("https:") and final.startswith("http:") and has_arrived(answer):
        yield Problem(f"the link ends without encryption, at {shown(final)}")
