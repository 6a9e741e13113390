"""The parts of a link's target that the rules ask about, and which targets fixing must leave."""

import re
from urllib.parse import unquote

from publisher.links.redirectors import is_redirector, is_shortener
from publisher.links.urls import host_of
from publisher.model import Link, Role
from publisher.platforms import match_platform

_ENDS_GLUED = re.compile(r"(?:[A-Za-z0-9.)\]]|[A-Z][a-z]{1,30}:)(?i:https?://)")
# Enough to tell `example.com` from `notes.md`; no ending of a common kind of file stands here.
_DOMAIN_ENDINGS = frozenset({
    "ai", "app", "at", "au", "be", "biz", "blog", "br", "ca", "cafe", "camp", "ch", "chat",
    "cloud", "club", "co", "codes", "com", "community", "de", "design", "dev", "dk", "edu",
    "engineer", "es", "eu", "events", "fi", "fm", "fr", "fyi", "gg", "gov", "gr", "horse", "ie",
    "il", "in", "info", "ink", "io", "is", "it", "jp", "land", "life", "link", "live", "lol", "me",
    "media", "mx", "net", "network", "news", "nl", "no", "nz", "one", "online", "org", "page",
    "party", "pro", "radio", "rocks", "run", "se", "security", "shop", "show", "site",
    "social", "software", "space", "stream", "studio", "systems", "tech", "to", "today",
    "tools", "tv", "tw", "uk", "us", "video", "wiki", "work", "world", "xyz", "za", "zone",
})  # fmt: skip
_HOST_FIRST = re.compile(
    r"(?:[a-z0-9][a-z0-9-]*+\.)+([a-z]{2,24})(?::\d{1,5})?(?=[/?#]|$)", re.IGNORECASE
)

_START = re.compile(r"([a-z]{3,7})((?=[:;]|//)[:;]{0,2}/{1,3}|[:;]{1,2}(?=www\.))", re.IGNORECASE)
_MISSPELT = frozenset({
    "hhtp", "hhtps", "hhttp", "hhttps", "hpp", "hpps", "hppts", "hptt", "hptts", "hpts", "hrrp",
    "hrrps", "htp", "htpp", "htpps", "htps", "htpt", "htpts", "htt", "htto", "httos", "httpp",
    "httpps", "httpss", "httsp", "httt", "htttp", "htttps", "htts", "jttp", "jttps", "tps",
    "ttp", "ttps",
})  # fmt: skip
# Names in a query whose value is whom the sale is due to: Amazon's, Impact's, Awin's, and what the
# programs of shops call it.
_PARTNERS = frozenset({
    "a_aid", "aff", "aff_id", "affid", "affiliate", "affiliate_id", "afid", "ascsubtag", "awc",
    "cjevent", "clickref", "coupon", "discount", "fp_ref", "fpr", "irclickid", "irgwc", "linkcode",
    "partner", "promo", "promocode", "ranmid", "ranaid", "ref", "ref_id", "referral", "referrer",
    "rfsn", "sscid", "subid", "tag", "utm_affiliate", "via",
})  # fmt: skip
QUOTES = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\"'`"
UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")


def misspelt_start(url: str) -> re.Match[str] | None:
    """Match a start that was meant as `http://` or `https://`: its letters, and its signs."""
    start = _START.match(url)
    if start is None:
        return None
    wrong = start[1].lower() in _MISSPELT
    right = start[1].lower() in ("http", "https") and start[2] != "://"
    return start if wrong or right else None


def is_markdown(url: str) -> bool:
    """Say whether signs of Markdown's stand in a URL."""
    return "](" in url or "**" in url or url.startswith(("[", "]", "("))


def is_glued(url: str) -> bool:
    """Say whether another URL starts in the middle of a word of this one."""
    return _ENDS_GLUED.search(url, 8) is not None


def leading_host(target: str) -> str | None:
    """Return the host that a target without a scheme starts with, or None.

    "github.com/x" gives "github.com"; "notes.md" and "about/us" give None.
    """
    found = _HOST_FIRST.match(target)
    if found is None:
        return None
    host = found[0].lower()
    known = found[1].lower() in _DOMAIN_ENDINGS or is_shortener(host)
    return host if known or match_platform(host) is not None else None


def query_of(url: str) -> str:
    """Return the query of a URL, without "?" and fragment."""
    return url.partition("#")[0].partition("?")[2]


def query_names(url: str) -> tuple[str, ...]:
    """Return the names in the query, in order."""
    query = query_of(url)
    return tuple(unquote(pair.partition("=")[0]) for pair in query.split("&")) if query else ()


def query_value(url: str, name: str) -> str | None:
    """Return the decoded value that the query gives to `name`, or None."""
    for pair in query_of(url).split("&"):
        key, equals, value = pair.partition("=")
        if equals and unquote(key) == name:
            return unquote(value)
    return None


def without_query_names(url: str, names: frozenset[str]) -> str:
    """Return `url` without the parameters of these names; all other bytes stay as they are."""
    address, hash_mark, fragment = url.partition("#")
    address, _, query = address.partition("?")
    kept = "&".join(
        pair for pair in query.split("&") if unquote(pair.partition("=")[0]).lower() not in names
    )
    return address + (f"?{kept}" if kept else "") + hash_mark + fragment


def inherited(final_url: str, url: str) -> str:
    """Return where browsers end: with the fragment of `url`, unless a redirect gave another one."""
    _, mark, fragment = url.partition("#")
    return final_url if "#" in final_url else final_url + mark + fragment


def loses_commission(url: str, final_url: str) -> bool:
    """Say whether the name of a partner in the query of `url` is not in that of `final_url`."""
    return any(
        query_value(final_url, name) != query_value(url, name)
        for name in query_names(url)
        if name.lower() in _PARTNERS
    )


def keeps_what_pays(link: Link, replacement: str) -> bool:
    """Say whether a replacement leaves a sponsor's or an affiliate link's own bytes alone.

    On such a link only what stands before the host may change: the address is what pays.
    """
    rest = replacement.partition("://")[2]
    protected = (
        link.role is Role.SPONSOR
        or is_redirector(host_of(link.url))
        or is_redirector(host_of(replacement))
    )
    return not protected or link.url.endswith(rest)
