"""What is known of URLs without asking anybody: what is certain, and the last answers."""

from collections.abc import Iterable
from datetime import datetime

from publisher.links.urls import fetch_key
from publisher.model import LinkCheck, Verdict
from publisher.platforms.checks import check_for
from publisher.web.answers import Answers, judge_unasked
from publisher.web.cache import Cache
from publisher.web.exchange import WebPolicy
from publisher.web.own import OwnSite
from publisher.web.verdicts import judge_silent

NEVER_ASKED = "never asked"


def known_answers(
    urls: Iterable[str],
    policy: WebPolicy,
    *,
    now: datetime,
    cache: Cache | None = None,
    own: OwnSite | None = None,
) -> Answers:
    """Return the last answer for each URL, however old, and as `check_urls` what needs none.

    One that was never asked is skipped, and its reason says so. URLs that aren't on the web are
    left out.
    """
    by_url = {url: key for url in urls if (key := fetch_key(url)) is not None}
    keys = sorted(set(by_url.values()))
    remembered = cache.known(keys) if cache is not None else {}
    checks = {}
    for key in keys:
        check = judge_unasked(key, policy, now, own)
        if check is None and check_for(key) is None:
            check = judge_silent(key)
        never = LinkCheck(key, Verdict.SKIPPED, NEVER_ASKED)
        checks[key] = check or remembered.get(key, never)
    return Answers(checks, by_url, tuple(cache.notices) if cache is not None else ())
