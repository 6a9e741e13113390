"""What an exchange is worth to a listener: the verdict, and its reason in a podcaster's words.

Pure decisions. A page is called dead only where a server said so twice, in two ways; whatever
could be a refusal of programs is unverifiable.
"""

from datetime import datetime

from publisher.links.urls import fetch_key, host_of, is_plain_fragment, shown
from publisher.model import Cause, LinkCheck, Verdict
from publisher.pages import read_page
from publisher.platforms import Platform, platform_of
from publisher.platforms.checks import check_for, judge_check
from publisher.web.exchange import FEW_QUESTIONS, GONE, UNTRACED, Exchange
from publisher.web.expected import missing_words
from publisher.web.soft_dead import gone_reason, says_not_found

OPEN_IT = "open it yourself"

_STATUS_WORDS = {
    401: "asks for a password",
    402: "asks for payment",
    403: "refuses programs",
    405: "refuses programs",
    406: "refuses programs",
    451: "does not show it here, for legal reasons",
    999: "refuses programs",
}

_CHALLENGE_MARKS = (
    "just a moment...",
    "challenge-platform",
    "cf-chl",
    "checking your browser",
    "captcha",
    "ddos-guard",
    "_incapsula_resource",
    "awswaf",
    "enable javascript and cookies",
)

# Some answer 200: Imperva, Fastly, Amazon, DDoS-Guard, Cloudflare's older pages.
_CHALLENGE_TITLES = tuple(
    f"<title>{title}"
    for title in (
        "pardon our interruption",
        "client challenge",
        "robot check",
        "ddos-guard",
        "just a moment...",
        "attention required! | cloudflare",
        "access to this page has been denied",
    )
)

_CAUSE_WORDS = {
    Cause.DNS: "there is no site of the name {host}",
    Cause.RESOLVER: "the name {host} could not be looked up just now",
    Cause.TLS: "{host} has no valid certificate: {detail}",
    Cause.TIMEOUT: "{host} did not answer in time",
    Cause.REFUSED: "{host} accepts no connection{detail}",
    Cause.RESET: "{host} broke off the connection",
    Cause.BROKEN: "{host} answered something that is not a web page: {detail}",
    Cause.REDIRECTS: "it redirects {detail}",
    Cause.PRIVATE: "{host} is a private address ({detail}), which listeners can't reach",
    Cause.LOGIN: f"{{detail}} wants you to log in or to consent first: {OPEN_IT}",
    Cause.APP: f"it opens an app ({{detail}}): {OPEN_IT}",
}


def judge_exchange(exchange: Exchange, now: datetime) -> LinkCheck:
    """Return the verdict on an exchange that is over, as of `now`."""
    check = LinkCheck(
        url=exchange.url,
        verdict=Verdict.OK,
        reason="answers",
        status=exchange.status,
        checked_at=now,
        cause=exchange.cause,
    )
    told = _judge_by_platform(exchange, check)
    return told if told is not None else _judge_page(exchange, check)


def _judge_by_platform(exchange: Exchange, check: LinkCheck) -> LinkCheck | None:
    """Return what the platform says of its own page, None where it is judged like any other."""
    adapter = check_for(exchange.url)
    if adapter is None or adapter.ask != exchange.asks:
        return None
    name = adapter.platform.name
    if exchange.cause is None and not is_challenged(exchange):
        said = judge_check(adapter, exchange.status or 0, exchange.at, exchange.page)
        if said is not None:
            return check._replace(
                verdict=said.verdict,
                reason=said.reason,
                final_url=fetch_key(said.moved_to) if said.moved_to else None,
                expires_at=said.expires_at,
            )
    if exchange.asks is None:
        return None
    reason = f"{name} could not be asked just now: {OPEN_IT}"
    return check._replace(verdict=Verdict.UNVERIFIABLE, reason=reason)


def _judge_page(exchange: Exchange, check: LinkCheck) -> LinkCheck:
    verdict, reason = _judge(exchange)
    page = None
    if verdict is Verdict.DEAD and _is_left_to_scripts(exchange):
        name = host_of(exchange.at)
        reason = f"{name} says 404, and leaves it to scripts what stands there: {OPEN_IT}"
        return check._replace(verdict=Verdict.UNVERIFIABLE, reason=reason)
    if exchange.page and verdict in (Verdict.OK, Verdict.MOVED):
        page = read_page(exchange.page, exchange.at)
        gone = gone_reason(exchange.url, exchange.at + exchange.fragment, page)
        if gone is not None:
            verdict, reason = Verdict.SOFT_DEAD, gone
    missing = missing_words(page, exchange.expects) if page and exchange.expects else ()
    return check._replace(
        verdict=verdict,
        reason=reason,
        final_url=_end(exchange) if exchange.hops else None,
        permanent=exchange.is_permanent,
        hops=exchange.hops,
        missing=missing,
        not_missing=tuple(word for word in exchange.expects if word not in missing),
    )


def _is_left_to_scripts(exchange: Exchange) -> bool:
    """Say whether a page that "isn't there" is written by scripts alone, as browsers run them.

    Hosts of plain files (GitHub Pages, S3) answer 404 for every address within an app, and send
    the app along. Of known platforms a 404 is to be believed.
    """
    if exchange.status != 404 or "<script" not in exchange.page.lower():
        return False
    if platform_of(exchange.at) is not None:
        return False
    page = read_page(exchange.page, exchange.at)
    return not page.text and not says_not_found(page, exchange.at)


def _end(exchange: Exchange) -> str:
    """Return where redirects end, with the fragment that they gave: it may be what pays."""
    return exchange.at + (exchange.fragment if is_plain_fragment(exchange.fragment) else "")


def judge_closed(url: str, now: datetime) -> LinkCheck | None:
    """Return the verdict on a page of a platform that has closed; None: it must be asked."""
    platform = platform_of(url)
    if platform is None or platform.closed is None or platform.closed > now.date():
        return None
    if platform.lingers:
        return None
    reason = f"{platform.name} closed {platform.closing}".rstrip()
    if platform.instead:
        reason += f": {platform.instead}"
    return LinkCheck(url, Verdict.CLOSED_PLATFORM, reason)


def judge_silent(url: str) -> LinkCheck | None:
    """Return the verdict on a page of a platform that answers live and dead pages alike."""
    platform = platform_of(url)
    if platform is None or not platform.unverifiable:
        return None
    return LinkCheck(url, Verdict.UNVERIFIABLE, _silence(platform))


def _silence(platform: Platform) -> str:
    if platform.walls:
        return f"{platform.name} refuses programs: {OPEN_IT}"
    return f"{platform.name} shows programs the same page for live and dead links: {OPEN_IT}"


def _judge(exchange: Exchange) -> tuple[Verdict, str]:
    if exchange.cause is not None:
        return _judge_cause(exchange, exchange.cause)
    status = exchange.status or 0
    platform = platform_of(exchange.at)
    name = platform.name if platform else host_of(exchange.at)
    if exchange.detail == FEW_QUESTIONS:
        return Verdict.RATE_LIMITED, f"{name} {FEW_QUESTIONS}: a later run asks"
    if is_challenged(exchange):
        return Verdict.UNVERIFIABLE, f"{name} tests whether you are a person: {OPEN_IT}"
    if platform is not None and status not in GONE and platform.unverifiable:
        return Verdict.UNVERIFIABLE, _silence(platform)
    if 200 <= status < 300 or status == 304:
        return _judge_success(exchange)
    walled = platform is not None and status in platform.walls
    return _judge_refusal(name, status, walled)


def _judge_refusal(name: str, status: int, walled: bool) -> tuple[Verdict, str]:
    if status in GONE:
        return Verdict.DEAD, f"{name} says there is no such page ({status})"
    if status == 429:
        return Verdict.RATE_LIMITED, f"{name} asks not to be asked so often (429): try again later"
    if 500 <= status < 600 and not walled:
        return Verdict.SERVER_ERROR, f"{name} has a fault of its own ({status})"
    words = "refuses programs" if walled else _STATUS_WORDS.get(status, "gives no clear answer")
    return Verdict.UNVERIFIABLE, f"{name} {words} ({status}): {OPEN_IT}"


def _judge_success(exchange: Exchange) -> tuple[Verdict, str]:
    if not exchange.hops:
        return Verdict.OK, "answers"
    unsafe = exchange.unsafe_hop
    note = ""
    if exchange.at.startswith("http:") and unsafe:
        note = ", without encryption"
    elif unsafe:
        note = f"; on the way, at {shown(unsafe)}, without encryption"
    if exchange.is_permanent:
        return Verdict.MOVED, f"has moved for good to {shown(exchange.at)}{note}"
    return Verdict.OK, f"answers, at {shown(exchange.at)}{note}"


def _judge_cause(exchange: Exchange, cause: Cause) -> tuple[Verdict, str]:
    host = host_of(exchange.at)
    if cause is Cause.REDIRECTS and exchange.cookies:  # with it, browsers may well arrive
        return Verdict.UNVERIFIABLE, f"{host} wants to set a cookie first: {OPEN_IT}"
    if cause is Cause.TLS and exchange.detail == UNTRACED:
        return Verdict.UNVERIFIABLE, f"{host} can't be trusted from here, {UNTRACED}: {OPEN_IT}"
    words = _CAUSE_WORDS[cause].format(host=host, detail=exchange.detail)
    if exchange.hops and cause not in (Cause.LOGIN, Cause.APP, Cause.REDIRECTS):
        words = f"it redirects, and {words}"
    if cause in (Cause.LOGIN, Cause.APP):
        return Verdict.UNVERIFIABLE, words
    return Verdict.UNREACHABLE, words


def is_challenged(exchange: Exchange) -> bool:
    """Say whether a firewall answered in the page's place, to tell people from programs."""
    headers = exchange.headers
    if headers.get("cf-mitigated") or headers.get("x-amzn-waf-action"):
        return True
    page = exchange.page.lower() if exchange.status in (200, 202, 404, 503) else ""
    if any(title in page for title in _CHALLENGE_TITLES):
        return True
    if exchange.status != 503:
        return False
    return any(mark in page for mark in _CHALLENGE_MARKS)
