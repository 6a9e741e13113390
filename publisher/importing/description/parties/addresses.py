"""What an address says by itself: a network of advertisers, a listening app, somebody's account."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from publisher.importing.description.parties.vocabulary import listed_hosts
from publisher.links.urls import host_of
from publisher.platforms import Match, match_platform

_ACCOUNT_PAGES = {  # where a platform's table calls an account only "page": first segments of paths
    "youtube": ("c", "channel", "user", "@"),
    "facebook": ("",),
    "patreon": ("",),
    "kofi": ("",),
    "buymeacoffee": ("",),
    "pinterest": ("",),
    "letterboxd": ("",),
    "reddit": ("r", "user", "u"),
    "linkedin": ("company", "in", "school", "showcase"),
    "linktree": ("",),
    "substack": ("",),
    "app_net": ("",),
    "google_plus": ("",),
    "tumblr": ("",),
    "devto": ("",),
    "codepen": ("",),
    "whatsapp": ("channel",),
}
_BY_HOST = frozenset({"substack", "tumblr"})  # somebody.tumblr.com
_NOT_ACCOUNTS = frozenset(
    {
        "groups",
        "watch",
        "events",
        "sharer",
        "photo",
        "posts",
        "share",
        "intent",
        "hashtag",
        "search",
        "p",
        "results",
    }
)
_SMALL_PRINT = re.compile(
    r"(?:legal|privacy|terms|imprint|impressum|datenschutz|privacidad|aviso-legal|advertise|sponsors)"
    r"(?:[-_](?:notice|policy|and-conditions|of-(?:use|service)|us|erklaerung|with-us))?(?:\.html?)?"
    r"|(?:datenschutzerklaerung|politica-de-privacidad|sponsor-us)(?:\.html?)?"
)


class Site(NamedTuple):
    """What an address is: `account` and `listing` are keys of platforms."""

    host: str
    account: str | None = None
    handle: str | None = None
    listing: str | None = None
    listing_sure: bool = False  # the page of a show, told by its address
    funding: bool = False
    boilerplate: bool = False
    network: bool = False
    kind: str | None = None


def whole_address(url: str) -> str:
    """Return an address that can be opened: `https://` before one that was written without."""
    if "://" in url or url.startswith(("mailto:", "//")):
        return url
    return f"https://{url}"


@lru_cache(maxsize=1 << 12)
def site_of_link(url: str) -> Site:
    """Return what an address says by itself. Never raises."""
    url = whole_address(url)
    host = host_of(url).removeprefix("www.")
    known = listed_hosts()
    funding = _listed(host, known["funding"]["hosts"]) or (
        host == "anchor.fm" and "/support" in url
    )
    match = match_platform(url)
    account = handle = listing = None
    sure = False
    boilerplate = _listed(host, known["boilerplate"]["hosts"])
    if match is None:
        listing = _by_host(host, known["listening"])
        if listing is not None and host in known["listening"] and not _path(url):
            listing = None  # an app's front page is no show's
            boilerplate = True
        account = None if listing or boilerplate else _by_host(host, known["profiles"])
    else:
        listing, sure = _listing(url, match)
        if listing is None:
            account, handle = _account(host, _path(url), match)
    return Site(
        host,
        account,
        handle,
        None if funding else listing,
        sure,
        funding,
        boilerplate or _is_small_print(url),
        _listed(host, known["networks"]["hosts"]),
        _by_host(host, known["kinds"]),
    )


def _is_small_print(url: str) -> bool:
    """Say whether a page is about terms, privacy or advertising with somebody, by its last word."""
    return _SMALL_PRINT.fullmatch(_path(url).rpartition("/")[2].casefold()) is not None


def _path(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].partition("?")[0].strip("/")


def _listing(url: str, match: Match) -> tuple[str | None, bool]:
    """Return in which app an address is a show's page, and whether the address alone tells it."""
    key, page, path = match.platform.key, match.kind, _path(url)
    if key == "apple_itunes" and "podcast/" in path:
        return "apple", True
    if key == "google_podcasts" and path:
        return key, True
    if key == "youtube_music" or (key == "youtube" and page == "show"):
        return key, False
    episode = key == "apple" and "i=" in url.partition("?")[2]
    if match.platform.kind != "podcast" or episode or _is_no_listing(key, path):
        return None, False
    if page in {"show", "profile"} or (page == "page" and path):
        return key, page == "show"
    return None, False


def _account(host: str, path: str, match: Match) -> tuple[str | None, str | None]:
    """Return platform and name of an account."""
    key, page = match.platform.key, match.kind
    if page in {"profile", "invite"} or (page == "show" and key == "reddit"):
        return key, match.handle or path.rpartition("/")[2] or None
    if page == "page" and path:
        return _page_account(key, path)
    if page == "page" and key in _BY_HOST and host.count(".") > 1:
        return key, host.partition(".")[0]
    return None, None


def _is_no_listing(key: str, path: str) -> bool:
    """Say whether a page of a listening app is none of a show: small print, or Audible's shop."""
    if key == "audible" and not path.startswith(("pd/", "podcast/", "series/")):
        return True
    return path.startswith(("privacy", "legal", "terms", "adchoices", "about"))


def _page_account(key: str, path: str) -> tuple[str | None, str | None]:
    segments = path.split("/")
    firsts = _ACCOUNT_PAGES.get(key)
    if key == "linkedin" and segments[0] == "pub" and len(segments) > 1:
        return key, segments[1]
    if key == "facebook" and segments[0] == "groups" and len(segments) == 2:
        return key, segments[1]
    if firsts is None or segments[0] in _NOT_ACCOUNTS:
        return None, None
    if "" in firsts:
        return (key, segments[0]) if len(segments) == 1 else (None, None)
    if segments[0] in firsts and len(segments) == 2:
        return key, segments[1]
    return None, None


def _listed(host: str, hosts: list[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in hosts)


def _by_host(host: str, table: Mapping[str, str]) -> str | None:
    while "." in host:
        if host in table:
            return table[host]
        host = host.partition(".")[2]
    return None
