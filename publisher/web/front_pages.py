"""Front pages: which address is one, and when being sent there means that a page is gone."""

import re
from itertools import takewhile
from urllib.parse import unquote, urlsplit

from publisher.links.redirectors import hides_target
from publisher.links.urls import host_of, site_of

# Languages and countries that stand for a whole site's version: /en/, /de-de/, /us/en/.
_LOCALE = re.compile(
    r"(?:ar|bg|ca|cs|da|de|el|en|es|et|fi|fr|he|hr|hu|id|it|ja|ko|lt|lv|nb|nl|no|pl|pt|ro|ru|sk|sl|sr"
    r"|sv|th|tr|uk|vi|zh|us|gb|au|intl|global)(?:[-_](?:[a-z]{2,4}|419))?"
)
_COUNTRIES = frozenset({"us", "gb", "au"})  # the others are languages, too
_INDEX = re.compile(r"(?:index|default|home|main)(?:\.[a-z]{2,5})?")
# A path of one such word is another name of the front page, or may well have become one.
_GENERAL = frozenset({
    "app", "blog", "episodes", "homepage", "main", "news", "podcast", "podcasts", "portal",
    "public", "show", "shows", "site", "start", "web", "welcome", "www",
})  # fmt: skip
# Paths that do their work and then send on: Shopify's /discount/CODE, affiliates' /ref/NAME.
_WORKING = frozenset({
    "a", "aff", "affiliate", "affiliates", "click", "coupon", "coupons", "deal", "deals",
    "discount", "get", "go", "goto", "i", "invite", "invites", "join", "l", "link",
    "links", "lp", "offer", "offers", "out", "partners", "promo", "r", "redirect", "redirects",
    "ref", "refer", "referral", "refs", "s", "sponsor", "t", "track", "u", "via", "visit", "x",
})  # fmt: skip
# Below these, too, unless what follows is an article's address: /podcast/SHOW, said on air.
_CAMPAIGNS = frozenset({
    "claim", "free", "landing", "listen", "pod", "podcast", "podcasts", "radio", "save", "special",
    "start", "try", "vip",
})  # fmt: skip
# Names in front of the domain that send on as well: go.acme.com, click.acme.com.
_SENDING = frozenset({
    "ad", "ads", "aff", "affiliate", "affiliates", "c", "cl", "click", "clicks", "e", "email",
    "get", "go", "goto", "info", "invite", "join", "l", "learn", "link", "links", "lp", "m",
    "mail", "news", "newsletter", "offer", "offers", "pages", "partner", "partners", "podcast",
    "promo", "r", "redirect", "ref", "refer", "referral", "s", "share", "t", "track", "tracking",
    "trk", "try", "url", "visit",
})  # fmt: skip
# What only those see who have logged in; others may be shown the front page. Paths, or in front of
# the domain.
_FOR_MEMBERS = frozenset({
    "account", "accounts", "admin", "app", "cart", "checkout", "console", "dashboard", "member",
    "members", "my", "order", "orders", "portal", "register", "settings", "signup",
})  # fmt: skip
# They show each country other films: where one is not to be seen, its page is the front page.
_BY_COUNTRY = frozenset({
    "disneyplus.com", "hbomax.com", "hulu.com", "max.com", "netflix.com", "paramountplus.com",
    "peacocktv.com", "primevideo.com",
})  # fmt: skip
_PAGE_NAMES = frozenset({  # query names that choose a page; `id` and the like may be a partner's
    "article", "article_id", "articleid", "attachment_id", "episode", "episode_id", "nid", "p",
    "page_id", "post", "post_id", "postid", "product_id", "story", "storyid",
})  # fmt: skip
# An extension, a long number or four words: an article's own address, not one to say on air.
_ARTICLE = re.compile(r"\.[a-z]{3,5}\Z|\d{5}|[^-_][-_]+[^-_]+[-_]+[^-_]+[-_]+[^-_]")


def is_front_page(path: str) -> bool:
    """Say whether a path is a site's front page, or that of one of its languages."""
    segments = _segments(path)
    if segments and _INDEX.fullmatch(segments[-1]):
        segments.pop()
    return len(segments) <= 2 and all(_LOCALE.fullmatch(part) for part in segments)


def is_deep(url: str) -> bool:
    """Say whether an address certainly means one page of a site, and not its front page.

    A single plain word doesn't: /download may have become the front page, and /showname is what
    sponsors hand out.
    """
    parts = urlsplit(url)
    names = {pair.partition("=")[0].lower() for pair in parts.query.split("&", 50)}
    segments = _segments(parts.path)
    if is_front_page(parts.path):
        return bool(names & _PAGE_NAMES)
    while segments and _LOCALE.fullmatch(segments[0]):
        segments.pop(0)
    if not segments or segments[0] in _WORKING | _FOR_MEMBERS:
        return False
    if len(segments) == 2 and segments[0] in _CAMPAIGNS:
        return _ARTICLE.search(segments[1]) is not None
    if len(segments) == 1:
        return (
            segments[0].partition(".")[0] not in _GENERAL
            and _ARTICLE.search(segments[0]) is not None
        )
    return True


def is_sent_home(url: str, final: str) -> bool:
    """Say whether a redirect from a page to a front page means that the page is gone.

    Not where the way there does something (a tracker, a discount), where the front page got
    parameters along, where it may be for the visitor's country, nor where another organisation's
    front page is meant: a short address may lead anywhere.
    """
    if not is_front_page(urlsplit(final).path) or "?" in final or not is_deep(url):
        return False
    host, final_host = host_of(url), host_of(final)
    if sends_on(host) or host.partition(".")[0] in _FOR_MEMBERS:
        return False
    asked, given = locale_of(url), locale_of(final)
    if given and asked != given and (asked or _names_country(given)):
        return False  # sent to one's own country, which need not be the listeners'
    site, final_site = site_of(host), site_of(final_host)
    if site in _BY_COUNTRY:
        return False
    return site == final_site or site.partition(".")[0] == final_site.partition(".")[0]


def sends_on(host: str) -> bool:
    """Say whether a host is there to send visitors on, as far as its name tells."""
    return hides_target(host) or (host != site_of(host) and host.partition(".")[0] in _SENDING)


def sends_to_front_page(url: str, final: str) -> bool:
    """Say whether an address of any page leads to a front page, and does nothing on the way."""
    path = urlsplit(url).path
    working = next(iter(_segments(path)), "") in _WORKING
    if is_front_page(path) or working or sends_on(host_of(url)):
        return False
    return is_front_page(urlsplit(final).path)


def locale_of(url: str) -> list[str]:
    """Return the languages and countries that an address's path starts with."""
    return list(takewhile(_LOCALE.fullmatch, _segments(urlsplit(url).path)))


def _names_country(locale: list[str]) -> bool:
    """Say whether a locale is of one country: /en-gb/ and /us/, not /en/."""
    return any("-" in part or "_" in part or part in _COUNTRIES for part in locale)


def _segments(path: str) -> list[str]:
    return [part for part in unquote(path).lower().split("/", 60) if part]
