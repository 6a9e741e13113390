"""Family L, 2xx: links that work, and could be better."""

import re
from collections.abc import Iterator

from publisher.addresses import is_url
from publisher.links.redirectors import is_redirector, is_shortener
from publisher.links.urls import host_of, site_of
from publisher.model import Link, Role, Severity
from publisher.platforms import match_platform
from publisher.rules.catalogue import Context, Problem, link_rule
from publisher.rules.targets import (
    query_names,
    query_of,
    query_value,
    without_query_names,
)

# What advertising and mail programs add to the address of one person's visit.
CLICK_IDS = frozenset({
    "_hsenc", "_hsmi", "dclid", "fb_action_ids", "fbclid", "gbraid", "gclid", "gclsrc", "igsh",
    "igshid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "oly_anon_id",
    "oly_enc_id", "s_cid", "ttclid", "twclid", "vero_id", "wbraid", "yclid", "ysclid",
})  # fmt: skip
_CLICK_ID = re.compile(rf"[?&](?:{'|'.join(sorted(CLICK_IDS))})\b", re.IGNORECASE)
# The same, under names that mean something else elsewhere.
SHARE_IDS = {
    "open.spotify.com": frozenset({"si", "nd", "dlsi"}),
    "youtube.com": frozenset({"si", "pp"}),
    "www.youtube.com": frozenset({"si", "pp"}),
    "m.youtube.com": frozenset({"si", "pp"}),
    "music.youtube.com": frozenset({"si"}),
    "youtu.be": frozenset({"si"}),
    "x.com": frozenset({"s", "t"}),
    "twitter.com": frozenset({"s", "t"}),
    "www.twitter.com": frozenset({"s", "t"}),
    "mobile.twitter.com": frozenset({"s", "t"}),
    "www.threads.net": frozenset({"xmt"}),
    "www.threads.com": frozenset({"xmt"}),
    "www.tiktok.com": frozenset({"_t", "_r", "is_from_webapp", "sender_device", "web_id"}),
    "www.linkedin.com": frozenset({"trk", "originalsubdomain", "lipi", "trackingid"}),
    "www.reddit.com": frozenset({"share_id"}),
}
# Shorteners of affiliate programs: nobody uses them for another reason.
_PAYING = frozenset({"amzn.to", "geni.us"})
# Pages that pass a visitor on to the address in their query: (host, path) → its name.
WRAPPERS = {
    ("www.google.com", "/url"): ("q", "url"),
    ("google.com", "/url"): ("q", "url"),
    ("l.facebook.com", "/l.php"): ("u",),
    ("lm.facebook.com", "/l.php"): ("u",),
    ("l.instagram.com", "/"): ("u",),
    ("l.threads.net", "/"): ("u",),
    ("l.threads.com", "/"): ("u",),
    ("www.youtube.com", "/redirect"): ("q",),
    ("slack-redir.net", "/link"): ("url",),
    ("www.linkedin.com", "/redir/redirect"): ("url",),
    ("steamcommunity.com", "/linkfilter/"): ("url", "u"),
    ("vk.com", "/away.php"): ("to",),
}


@link_rule(
    "L201",
    "http-known-https",
    severity=Severity.INFO,
    summary="A URL starts with http://, and the site is known to answer on https",
    why="The first request goes unencrypted, and is sent on only if nobody meddles with it.",
    fix="Write https://.",
    bad="[Code](http://github.com/example/show)",
    good="[Code](https://github.com/example/show)",
    fixable=True,
)
def http_known_https(link: Link, _: Context) -> Iterator[Problem]:
    if link.url[:7].lower() != "http://":
        return
    match = match_platform(link.url)
    if match is not None and match.platform.https and match.platform.closed is None:
        yield Problem(
            f"{match.platform.name} answers on https; write https://",
            replacement=f"https://{link.url[7:]}",
        )


@link_rule(
    "L203",
    "click-id",
    severity=Severity.WARNING,
    summary="A URL carries the mark of one person's click, or of who shared it",
    why="It tells a network which post, mail or friend the link came from, for every listener.",
    fix="Take the parameter away; the page is the same without it.",
    bad="[The book](https://example.com/book?fbclid=IwAR0abc)",
    good="[The book](https://example.com/book)",
    fixable=True,
)
def click_id(link: Link, _: Context) -> Iterator[Problem]:
    if "?" not in link.url or link.role is Role.SPONSOR or link.url.startswith("mailto:"):
        return
    host = host_of(link.url)
    if host not in SHARE_IDS and _CLICK_ID.search(link.url) is None:
        return
    names = CLICK_IDS | SHARE_IDS.get(host, frozenset())
    if (query_value(link.url, "t") or "").rstrip("s").isdigit():
        names -= {"t"}  # the second at which a video starts
    found = [name for name in query_names(link.url) if name.lower() in names]
    if found and not is_redirector(host):
        yield Problem(
            f"{_listed(found)} came along when the address was copied; the page is the same "
            f"without {'it' if len(set(found)) == 1 else 'them'}",
            replacement=without_query_names(link.url, names) or None,
        )


@link_rule(
    "L204",
    "campaign-mark",
    severity=Severity.INFO,
    summary="A URL that is not a sponsor's carries utm_ parameters",
    why="They tell the site that the visit came from somebody else's campaign, often a newsletter.",
    fix="Take them away, unless the site gave you this very address.",
    bad="[The post](https://example.com/post?utm_source=newsletter)",
    good="[The post](https://example.com/post)",
)
def campaign_mark(link: Link, _: Context) -> Iterator[Problem]:
    query = query_of(link.url)
    if link.role in (Role.SPONSOR, Role.PROMO) or "utm_" not in query:
        return
    if "podcast" in query.lower():  # an address that was made for a podcast is one's own
        return
    found = [name for name in query_names(link.url) if name.startswith("utm_")]
    if found and not is_redirector(host_of(link.url)):
        yield Problem(f"{_listed(found)}: is this campaign yours? If not, take it out")


@link_rule(
    "L205",
    "short-address",
    severity=Severity.INFO,
    summary="A URL is shortened",
    why="Listeners can't see where it leads, and it dies with the shortener.",
    fix="Link to the page itself, unless the short address is what pays you.",
    bad="[The book](https://tinyurl.com/the-book)",
    good="[The book](https://example.com/book)",
)
def shortener(link: Link, _: Context) -> Iterator[Problem]:
    host = host_of(link.url)
    if host in _PAYING or not is_shortener(host) or link.role is Role.SPONSOR:
        return
    if host == "goo.gl":
        yield Problem("goo.gl stopped most of its short links in August 2025; link to the page")
    elif is_redirector(host):
        yield Problem(f"{host} hides where this leads; keep it only if it is what pays you")
    else:
        yield Problem(f"{host} hides where this leads, and the link dies with it")


@link_rule(
    "L206",
    "wrapped-url",
    severity=Severity.WARNING,
    summary="A URL is wrapped in another site's redirect",
    why="It was copied from a search page, a chat or a mail; visitors are counted there, or held.",
    fix="Link to the page itself.",
    bad="[The book](https://www.google.com/url?q=https://example.com/book&sa=D)",
    good="[The book](https://example.com/book)",
    fixable=True,
)
def wrapped_url(link: Link, _: Context) -> Iterator[Problem]:
    inside = _unwrapped(link.url) if "?" in link.url else None
    if inside is not None:
        yield Problem(
            f"the address was copied from {host_of(link.url)}; link to {host_of(inside)} itself",
            replacement=inside,
        )


def _unwrapped(url: str) -> str | None:
    host = host_of(url)
    if site_of(host) == "outlook.com" and ".safelinks.protection." in host:
        names: tuple[str, ...] = ("url",)
    else:
        path = "/" + url.partition("?")[0].partition("://")[2].partition("/")[2]
        names = WRAPPERS.get((host, path), ())
    inside = next((value for name in names if (value := query_value(url, name))), None)
    if inside is None or not is_url(inside) or not host_of(inside):
        return None
    return inside


def _listed(names: list[str]) -> str:
    return " and ".join(dict.fromkeys(names))
