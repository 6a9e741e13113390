"""A web of the platforms on loopback: they answer as they are known to, their lies included.

`WORLD` says who answers what, `CASES` what must be made of each link. A platform, or a way in which
one of its pages can be gone, is a row in each. What the tables don't know is answered with 599 and
remembered in `World.unplayed`.
"""

import json
import re
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socket import AF_INET, EAI_NONAME, gaierror, socket
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
import trustme

from publisher.model import Verdict
from publisher.web.connections import BoundedSocket
from publisher.web.resolving import Address
from tests.loopback import LoopbackServer


class Played(NamedTuple):
    """What a host answers at the paths (with query) that a pattern matches all of."""

    host: str
    path: str
    status: int = 200
    body: str = "<title>Welcome</title>"
    headers: Mapping[str, str] = {"Content-Type": "text/html; charset=utf-8"}
    method: str = ""  # of no other


class Case(NamedTuple):
    """A link as a podcaster writes it, and what must be made of it."""

    situation: str
    url: str
    verdict: Verdict


def page(host: str, path: str, title: str, head: str = "", status: int = 200) -> Played:
    html = f"<!doctype html><html><head><title>{title}</title>{head}</head><body><p>Hello.</p>"
    return Played(host, path, status, html)


def data(host: str, path: str, value: object, status: int = 200) -> Played:
    return Played(host, path, status, json.dumps(value), {"Content-Type": "application/json"})


def words(host: str, path: str, status: int, body: str) -> Played:
    return Played(host, path, status, body, {"Content-Type": "text/plain"})


def leads(host: str, path: str, to: str, status: int = 302) -> Played:
    return Played(host, path, status, "", {"Location": to})


def inside(url: str) -> str:
    """Return a URL as it stands in another one, escaped for a pattern."""
    return re.escape(quote(url, safe=""))


CHALLENGE = "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script>"
CHALLENGED: Mapping[str, str] = {"Content-Type": "text/html", "cf-mitigated": "challenge"}

APP = "<script src='/app.js'></script>"
ZIPPED: Mapping[str, str] = {"Content-Type": "text/html", "Content-Encoding": "gzip"}

LOOKUP = r"/api/v1/accounts/lookup\?acct="
PROFILE = r"/xrpc/app\.bsky\.actor\.getProfile\?actor="
POST = r"/xrpc/app\.bsky\.feed\.getPostThread\?.*uri="
VIDEO = "https://www.youtube.com/watch?v="
OEMBED = r"/oembed\?(?:format=json&)?url="
SHOW = "https://open.spotify.com/show/"
LIVE_ID = "5eXZwvvxt3K2dxha3BSaAe"
DEAD_ID = "0000000000000000000000"

WORLD: tuple[Played, ...] = (
    # LinkedIn: the same refusal for all.
    Played("www.linkedin.com", ".*", 999),
    # X: the same shell for all; its embeds know the posts.
    page("x.com", ".*", "X"),
    page("twitter.com", ".*", "X"),
    data(
        "publish.twitter.com",
        OEMBED + inside("https://twitter.com/ada/status/1"),
        {"html": "<blockquote>", "author_name": "Ada"},
    ),
    Played("publish.twitter.com", OEMBED + inside("https://twitter.com/ada/status/2"), 404, "gone"),
    data(
        "publish.twitter.com",
        OEMBED + inside("https://twitter.com/ada/status/3"),
        {"error": "Sorry, you are not authorized to see this status."},
        403,
    ),
    Played("publish.twitter.com", OEMBED + inside("https://twitter.com/ada/status/4"), 503),
    # YouTube: a page for every video, none for unknown handles.
    page("www.youtube.com", r"/@(?:ada|jos%C3%A9|%E3%81%82%E3%81%84%E3%81%86)(?:/videos)?", "Ada"),
    page("www.youtube.com", "/@gone", "404 Not Found", status=404),
    page("www.youtube.com", "/channel/UC" + "a" * 22, "404 Not Found", status=404),
    leads("www.youtube.com", "/@europe", "https://consent.youtube.com/m?continue=x"),
    page("www.youtube.com", r"/(?:watch|shorts|live|embed).*", " - YouTube"),
    page("music.youtube.com", ".*", "YouTube Music"),
    page("youtu.be", ".*", " - YouTube"),
    data("www.youtube.com", OEMBED + inside(VIDEO + "liveliveliv"), {"title": "Live", "html": "x"}),
    words("www.youtube.com", OEMBED + inside(VIDEO + "deaddeaddea"), 404, "Not Found"),
    words("www.youtube.com", OEMBED + inside(VIDEO + "badid"), 400, "Bad Request"),
    words("www.youtube.com", OEMBED + inside(VIDEO + "noembedding"), 401, "Unauthorized"),
    words("www.youtube.com", OEMBED + inside(VIDEO + "privatepriv"), 403, "Forbidden"),
    words("www.youtube.com", OEMBED + inside(VIDEO + "privatepri2"), 200, "Forbidden"),
    page("www.youtube.com", OEMBED + inside(VIDEO + "serviceisgo"), "404 Not Found", status=404),
    # Discord: a page for every invitation; its API knows them.
    page("discord.gg", ".*", "Discord"),
    page("discord.com", r"/invite/.*", "Discord"),
    data("discord.com", "/api/v10/invites/live", {"code": "live", "type": 0, "expires_at": None}),
    data(
        "discord.com",
        "/api/v10/invites/soon",
        {"code": "soon", "type": 0, "expires_at": "2026-11-29T17:00:00+00:00"},
    ),
    data("discord.com", "/api/v10/invites/gone", {"message": "Unknown", "code": 10006}, 404),
    data("discord.com", "/api/v10/invites/over", {"message": "Expired", "code": 50270}, 404),
    data("discord.com", "/api/v10/invites/other", {"message": "404: Not Found", "code": 0}, 404),
    page("discord.com", "/api/v10/invites/wall", "Just a moment...", status=404),
    Played("discord.com", "/api/v10/invites/person", 403, CHALLENGE, CHALLENGED),
    data("discord.com", "/api/v10/invites/busy", {"message": "Too many", "retry_after": 60}, 429),
    # GitHub says what is there; only repositories lead on when they are renamed.
    page("github.com", "/ada", "ada"),
    page("github.com", "/(?:gone|oldname)", "Page not found · GitHub", status=404),
    leads("github.com", "/ada/old", "https://github.com/ada/new", 301),
    page("github.com", "/ada/new", "ada/new"),
    # Medium: a firewall before the pages, not before the feeds.
    Played("medium.com", "/@[^/]*", 403, CHALLENGE, CHALLENGED),
    Played("medium.com", "/feed/@ada", 200, '<?xml version="1.0"?><rss version="2.0"><channel>'),
    Played("medium.com", "/feed/@gone", 404, "<title>Medium</title>"),
    Played("medium.com", "/feed/@blocked", 410, "<title>Medium</title>"),
    Played("medium.com", "/feed/@walled", 403, CHALLENGE, CHALLENGED),
    # Kaggle
    page("www.kaggle.com", "/ada", "Ada | Kaggle"),
    Played("www.kaggle.com", "/headless", 404, method="HEAD"),
    page("www.kaggle.com", "/headless", "Headless | Kaggle"),
    page("www.kaggle.com", "/gone", "Kaggle: 404", status=404),
    Played("www.kaggle.com", "/walled", 403, CHALLENGE, CHALLENGED),
    # Instagram, Facebook, Threads: a login for all.
    page("www.instagram.com", ".*", "Login • Instagram"),
    page("www.facebook.com", ".*", "Facebook", status=400),
    leads("www.threads.com", ".*", "https://www.threads.com/login"),
    leads("www.threads.net", ".*", "https://www.threads.com/login"),
    # TikTok: a shell for all; its embeds know the accounts.
    data("www.tiktok.com", OEMBED + inside("https://www.tiktok.com/@ada.b"), {"author_url": "x"}),
    data(
        "www.tiktok.com",
        OEMBED + inside("https://www.tiktok.com/@gone"),
        {"code": 400, "message": "Something went wrong"},
        400,
    ),
    data(
        "www.tiktok.com",
        OEMBED + inside("https://www.tiktok.com/@gone2"),
        {"code": 400, "message": "Something went wrong"},
    ),
    Played("www.tiktok.com", OEMBED + inside("https://www.tiktok.com/@walled"), 403, "Denied"),
    page("www.tiktok.com", "/@.*", "TikTok - Make Your Day"),
    # Mastodon
    data("fosstodon.org", LOOKUP + "ada", {"acct": "ada", "moved": None}),
    data("fosstodon.org", LOOKUP + "gone", {"error": "Record not found"}, 404),
    data("fosstodon.org", LOOKUP + "suspended", {"acct": "suspended", "suspended": True}),
    data("fosstodon.org", LOOKUP + "deleted", {"error": "Gone"}, 410),
    data(
        "fosstodon.org",
        LOOKUP + "mover",
        {"acct": "mover", "moved": {"acct": "mover@mas.to", "url": "https://mas.to/@mover"}},
    ),
    data("mas.to", LOOKUP + "walled", {"error": "This API requires an authenticated user"}, 401),
    data("mas.to", LOOKUP + "oldserver", {"error": "Not Found"}, 404),
    page("mas.to", LOOKUP + "proxy", "404 Not Found", status=404),
    page("fosstodon.org", "/@ada/1", "Ada: a post"),
    page("fosstodon.org", "/@ada/2", "The page you are looking for isn't here.", status=404),
    # Bluesky: a page for everything; its API knows.
    page("bsky.app", ".*", "Bluesky"),
    data(
        "public.api.bsky.app", PROFILE + r"ada\.example\.com", {"did": "did:plc:a", "handle": "a"}
    ),
    data(
        "public.api.bsky.app",
        PROFILE + r"gone\.bsky\.social",
        {"error": "InvalidRequest", "message": "Profile not found"},
        400,
    ),
    data(
        "public.api.bsky.app",
        PROFILE + r"taken\.bsky\.social",
        {"error": "AccountTakedown", "message": "Account has been suspended"},
        400,
    ),
    data(
        "public.api.bsky.app",
        PROFILE + r"off\.bsky\.social",
        {"error": "AccountDeactivated", "message": "Account is deactivated"},
        400,
    ),
    data(
        "public.api.bsky.app",
        PROFILE + r"odd\.bsky\.social",
        {"error": "InvalidRequest", "message": "Error: actor must be a valid did or a handle"},
        400,
    ),
    Played("public.api.bsky.app", PROFILE + r"down\.bsky\.social", 502, "Bad gateway"),
    data(
        "public.api.bsky.app",
        POST + inside("at://ada.example.com/app.bsky.feed.post/3kliveliveliv"),
        {"thread": {"post": {"uri": "at://did:plc:a/app.bsky.feed.post/3kliveliveliv"}}},
    ),
    data(
        "public.api.bsky.app",
        POST + inside("at://ada.example.com/app.bsky.feed.post/3kdeaddeaddea"),
        {"error": "NotFound", "message": "Post not found: at://…"},
        400,
    ),
    # Spotify
    page("open.spotify.com", "/user/ada", "Ada | Spotify"),
    page("open.spotify.com", "/user/gone", "Page not found", status=404),
    page("open.spotify.com", "/(?:intl-de/)?(?:show|episode).*", "Spotify – Web Player"),
    data("open.spotify.com", OEMBED + inside(SHOW + LIVE_ID), {"title": "A show"}),
    words("open.spotify.com", OEMBED + inside(SHOW + DEAD_ID), 404, "Not Found"),
    data(
        "open.spotify.com",
        OEMBED + inside(f"https://open.spotify.com/episode/{LIVE_ID}"),
        {"title": "An episode"},
    ),
    words(
        "open.spotify.com", OEMBED + inside(f"https://open.spotify.com/episode/{DEAD_ID}"), 404, ""
    ),
    words("open.spotify.com", OEMBED + inside(SHOW + "1" * 22), 500, "Something went wrong"),
    # Apple Podcasts
    page("podcasts.apple.com", ".*", "Apple Podcasts"),
    leads("itunes.apple.com", r"/us/podcast/.*", "https://podcasts.apple.com/", 301),
    data(
        "itunes.apple.com",
        r"/lookup\?id=1538368692&country=(?:us|de)",
        {"resultCount": 1, "results": [{"kind": "podcast"}]},
    ),
    data("itunes.apple.com", r"/lookup\?id=1000000001&.*", {"resultCount": 0, "results": []}),
    data(
        "itunes.apple.com",
        r"/lookup\?id=1000000002&country=us",
        {"resultCount": 1, "results": [{"kind": "podcast"}]},
    ),
    data(
        "itunes.apple.com",
        r"/lookup\?id=1000000002&country=jp",
        {"resultCount": 0, "results": []},
    ),
    words("itunes.apple.com", r"/lookup\?id=1000000003&.*", 403, ""),
    data("itunes.apple.com", r"/lookup\?.*country=xx", {"errorMessage": "Invalid value(s)"}, 400),
    # Patreon
    page("www.patreon.com", "/ada", "Ada | Patreon"),
    page("www.patreon.com", "/gone", "404 | Patreon", status=404),
    Played("www.patreon.com", "/walled", 403, CHALLENGE, CHALLENGED),
    # Twitch: a page for every name.
    page("www.twitch.tv", "/ada_b(?:/about)?", "ada_b - Twitch"),
    page("www.twitch.tv", "/twitch", "Twitch - Twitch"),
    page("www.twitch.tv", "/gone_b", "Twitch"),
    page("www.twitch.tv", "/videos/1", "Twitch"),
    page("www.twitch.tv", "/walled_b", "Client Challenge"),
    # Reddit
    page("www.reddit.com", "/user/ada/?", "ada (u/ada)"),
    page("www.reddit.com", "/user/gone", "Reddit", status=404),
    page("www.reddit.com", "/r/walled", "Blocked", status=403),
    # Telegram: a page for every name; nobody's are not for search engines.
    page("t.me", "/ada_1", "Telegram: Contact @ada_1"),
    page("t.me", "/telegram", "Telegram: View @telegram"),
    page("t.me", "/thechannel", "Telegram: View @thechannel"),
    page(
        "t.me",
        "/nobody_1",
        "Telegram: Contact @nobody_1",
        '<meta name="robots" content="noindex, nofollow">',
    ),
    page("t.me", "/walled_1", "Forbidden", status=403),
    # Ko-fi: who isn't there leads to the front page.
    page("ko-fi.com", "/ada", "Buy Ada a Coffee. ko-fi.com/ada"),
    leads("ko-fi.com", "/gone", "https://ko-fi.com/art?=redirect"),
    leads("ko-fi.com", "/gone2", "https://ko-fi.com/"),
    page("ko-fi.com", r"/art\?=redirect|/", "Ko-fi"),
    leads("ko-fi.com", "/renamed", "https://ko-fi.com/ada"),
    Played("ko-fi.com", "/walled", 403, CHALLENGE, CHALLENGED),
    # Amazon
    page("www.amazon.com", "/dp/live", "Robot check", status=503),
    page("www.amazon.de", "/dp/live", "405", status=405),
    page("www.amazon.com", "/dp/gone", "Page Not Found", status=404),
    # goo.gl: what was in use still leads on.
    leads("goo.gl", "/live", "https://book.example/page"),
    page("goo.gl", "/gone", "Not Found", status=404),
    page("bit.ly", "/gone", "404", status=404),
    # Firewalls and logins of anybody's
    page("book.example", "/page", "A book"),
    Played("book.example", "/challenge", 403, CHALLENGE, CHALLENGED),
    Played("book.example", "/checking", 503, CHALLENGE),
    page("book.example", "/refused", "Not acceptable", status=406),
    leads("book.example", "/members", "https://book.example/login?next=/members"),
    leads("book.example", "/moved", "https://book.example/page", 301),
    leads("news.example", "/story", "https://guce.news.example/copyConsent?sessionId=x"),
    # Sites that send to themselves until a cookie comes back, one of them by way of another
    Played("book.example", "/cookie", 302, "", {"Location": "/cookie", "Set-Cookie": "seen=1"}),
    leads("book.example", "/session", "https://news.example/session"),
    Played(
        "news.example",
        "/session",
        302,
        "",
        {"Location": "https://book.example/session", "Set-Cookie": "seen=1"},
    ),
    leads("book.example", "/circle", "https://book.example/circle"),
    # Apps on hosts of plain files: 404 for every page, and the app along with it
    Played("app.example", "/docs/start", 404, "<title>App</title><div id=a></div>" + APP),
    Played("app.example", "/gone", 404, "<title>404 Not Found</title><div id=a></div>" + APP),
    Played("app.example", "/plain", 404, "<title>App</title><p>Nothing is here.</p>" + APP),
    Played("app.example", "/empty", 404, ""),
    Played("app.example", "/broken", 404, "no gzip at all", ZIPPED),
    # Front pages: of a country, which need not be the listeners', and of the site
    leads("shop.example", "/products/beans", "https://shop.example/en-gb/"),
    leads("shop.example", "/products/tea", "https://shop.example/"),
    page("shop.example", "/(?:en-gb/)?", "Shop"),
    # Redirectors: a bad deep link ends elsewhere, and says "fine" there.
    leads("acme.pxf.io", "/c/1/2/3", "https://shop.example/offer?irclickid=x"),
    leads("acme.pxf.io", "/c/1/2/bad", "https://other.example/partners"),
    page("shop.example", r"/offer\?irclickid=x", "An offer"),
    page("other.example", "/partners", "Our partners"),
)

OK, DEAD, SOFT_DEAD = Verdict.OK, Verdict.DEAD, Verdict.SOFT_DEAD
MOVED, UNVERIFIABLE, CLOSED = Verdict.MOVED, Verdict.UNVERIFIABLE, Verdict.CLOSED_PLATFORM

CASES: tuple[Case, ...] = (
    Case("live", "https://www.linkedin.com/in/ada", UNVERIFIABLE),
    Case("dead", "https://www.linkedin.com/company/gone/", UNVERIFIABLE),
    Case("live", "https://x.com/ada", UNVERIFIABLE),
    Case("renamed", "https://twitter.com/ada", UNVERIFIABLE),
    Case("live", "https://x.com/ada/status/1?s=20", OK),
    Case("renamed", "https://twitter.com/ada/status/1", OK),
    Case("dead", "https://twitter.com/ada/status/2", DEAD),
    Case("walled", "https://x.com/ada/status/3", UNVERIFIABLE),
    Case("adapter fails", "https://x.com/ada/status/4", UNVERIFIABLE),
    Case("live", "https://www.youtube.com/@ada/videos", OK),
    Case("live", "https://www.youtube.com/@josé", OK),
    Case("live", "https://www.youtube.com/@あいう", OK),
    Case("dead", "https://www.youtube.com/@gone", DEAD),
    Case("dead", "https://www.youtube.com/channel/UC" + "a" * 22, DEAD),
    Case("walled", "https://www.youtube.com/@europe", UNVERIFIABLE),
    Case("live", "https://www.youtube.com/watch?v=liveliveliv&t=10", OK),
    Case("live", "https://youtu.be/liveliveliv?si=abc", OK),
    Case("live", "https://music.youtube.com/watch?v=liveliveliv", OK),
    Case("live", "https://www.youtube.com/watch?v=noembedding", OK),
    Case("dead", "https://www.youtube.com/watch?list=PL1&v=deaddeaddea", DEAD),
    Case("dead", "https://youtu.be/deaddeaddea", DEAD),
    Case("dead", "https://www.youtube.com/shorts/deaddeaddea", DEAD),
    Case("dead", "https://www.youtube.com/live/deaddeaddea", DEAD),
    Case("dead", "https://www.youtube.com/embed/deaddeaddea", DEAD),
    Case("dead", "https://youtu.be/badid", DEAD),
    Case("walled", "https://youtu.be/privatepriv", UNVERIFIABLE),
    Case("walled", "https://youtu.be/privatepri2", UNVERIFIABLE),
    Case("adapter fails", "https://youtu.be/serviceisgo", UNVERIFIABLE),
    Case("live", "https://discord.gg/live", OK),
    Case("expiring", "https://discord.com/invite/soon", OK),
    Case("dead", "https://discord.gg/gone", DEAD),
    Case("dead", "https://discordapp.com/invite/gone", DEAD),
    Case("dead", "https://discord.gg/over", DEAD),
    Case("adapter fails", "https://discord.gg/other", UNVERIFIABLE),
    Case("adapter fails", "https://discord.gg/wall", UNVERIFIABLE),
    Case("walled", "https://discord.gg/person", UNVERIFIABLE),
    Case("live", "https://github.com/ada", OK),
    Case("dead", "https://github.com/gone", DEAD),
    Case("renamed", "https://github.com/oldname", DEAD),
    Case("renamed", "https://github.com/ada/old", MOVED),
    Case("live", "https://medium.com/@ada", OK),
    Case("dead", "https://medium.com/@gone", DEAD),
    Case("dead", "https://medium.com/@blocked", DEAD),
    Case("walled", "https://medium.com/@walled", UNVERIFIABLE),
    Case("live", "https://www.kaggle.com/ada", OK),
    Case("live", "https://www.kaggle.com/headless", OK),
    Case("dead", "https://www.kaggle.com/gone", DEAD),
    Case("walled", "https://www.kaggle.com/walled", UNVERIFIABLE),
    Case("live", "https://www.instagram.com/ada/", UNVERIFIABLE),
    Case("dead", "https://www.instagram.com/gone/", UNVERIFIABLE),
    Case("live", "https://www.facebook.com/ada", UNVERIFIABLE),
    Case("dead", "https://www.facebook.com/gone", UNVERIFIABLE),
    Case("live", "https://www.threads.com/@ada", UNVERIFIABLE),
    Case("renamed", "https://www.threads.net/@gone", UNVERIFIABLE),
    Case("live", "https://www.tiktok.com/@ada.b", OK),
    Case("dead", "https://www.tiktok.com/@gone", DEAD),
    Case("dead", "https://www.tiktok.com/@gone2?lang=en", DEAD),
    Case("walled", "https://www.tiktok.com/@walled", UNVERIFIABLE),
    Case("dead", "https://www.tiktok.com/@ada.b/video/1", UNVERIFIABLE),
    Case("live", "https://fosstodon.org/@ada", OK),
    Case("dead", "https://fosstodon.org/@gone", DEAD),
    Case("dead", "https://fosstodon.org/users/suspended", DEAD),
    Case("dead", "https://fosstodon.org/@deleted", DEAD),
    Case("moved", "https://fosstodon.org/@mover", MOVED),
    Case("walled", "https://mas.to/@walled", UNVERIFIABLE),
    Case("adapter fails", "https://mas.to/@oldserver", UNVERIFIABLE),
    Case("adapter fails", "https://mas.to/@proxy", UNVERIFIABLE),
    Case("live", "https://fosstodon.org/@ada/1", OK),
    Case("dead", "https://fosstodon.org/@ada/2", DEAD),
    Case("live", "https://bsky.app/profile/ada.example.com", OK),
    Case("dead", "https://bsky.app/profile/gone.bsky.social", DEAD),
    Case("dead", "https://bsky.app/profile/taken.bsky.social", DEAD),
    Case("dead", "https://bsky.app/profile/off.bsky.social", DEAD),
    Case("adapter fails", "https://bsky.app/profile/odd.bsky.social", UNVERIFIABLE),
    Case("adapter fails", "https://bsky.app/profile/down.bsky.social", UNVERIFIABLE),
    Case("live", "https://bsky.app/profile/ada.example.com/post/3kliveliveliv", OK),
    Case("dead", "https://bsky.app/profile/ada.example.com/post/3kdeaddeaddea", DEAD),
    Case("live", "https://open.spotify.com/user/ada", OK),
    Case("dead", "https://open.spotify.com/user/gone", DEAD),
    Case("live", f"https://open.spotify.com/intl-de/show/{LIVE_ID}?si=1", OK),
    Case("dead", f"https://open.spotify.com/show/{DEAD_ID}", DEAD),
    Case("live", f"https://open.spotify.com/episode/{LIVE_ID}", OK),
    Case("dead", f"https://open.spotify.com/episode/{DEAD_ID}", DEAD),
    Case("adapter fails", f"https://open.spotify.com/show/{'1' * 22}", UNVERIFIABLE),
    Case("live", "https://podcasts.apple.com/podcast/id1538368692", OK),
    Case("live", "https://podcasts.apple.com/de/podcast/a-b/id1538368692?i=1000000000001", OK),
    Case("live", "https://itunes.apple.com/us/podcast/a-b/id1538368692?mt=2", OK),
    Case("dead", "https://podcasts.apple.com/us/podcast/a-b/id1000000001", DEAD),
    Case("dead", "https://itunes.apple.com/us/podcast/a-b/id1000000001?mt=2", DEAD),
    Case("live", "https://podcasts.apple.com/us/podcast/id1000000002", OK),
    Case("dead", "https://podcasts.apple.com/jp/podcast/id1000000002", DEAD),
    Case("walled", "https://podcasts.apple.com/us/podcast/id1000000003", UNVERIFIABLE),
    Case("adapter fails", "https://podcasts.apple.com/xx/podcast/id1000000004", UNVERIFIABLE),
    Case("live", "https://www.patreon.com/ada", OK),
    Case("dead", "https://www.patreon.com/gone", DEAD),
    Case("walled", "https://www.patreon.com/walled", UNVERIFIABLE),
    Case("live", "https://www.twitch.tv/ada_b/about", OK),
    Case("dead", "https://www.twitch.tv/gone_b", SOFT_DEAD),
    Case("dead", "https://www.twitch.tv/videos/1", UNVERIFIABLE),
    Case("walled", "https://www.twitch.tv/walled_b", UNVERIFIABLE),
    Case("live", "https://www.reddit.com/user/ada/", OK),
    Case("dead", "https://www.reddit.com/user/gone", DEAD),
    Case("walled", "https://www.reddit.com/r/walled", UNVERIFIABLE),
    Case("live", "https://t.me/ada_1", OK),
    Case("live", "https://t.me/s/thechannel", OK),
    Case("dead", "https://t.me/nobody_1", SOFT_DEAD),
    Case("renamed", "https://telegram.me/nobody_1", SOFT_DEAD),
    Case("walled", "https://t.me/walled_1", UNVERIFIABLE),
    Case("live", "https://t.me/+abcdefghij1", UNVERIFIABLE),
    Case("live", "https://ko-fi.com/ada", OK),
    Case("live", "https://ko-fi.com/", OK),
    Case("renamed", "https://ko-fi.com/renamed", OK),
    Case("dead", "https://ko-fi.com/gone", SOFT_DEAD),
    Case("dead", "https://ko-fi.com/gone2", SOFT_DEAD),
    Case("walled", "https://ko-fi.com/walled", UNVERIFIABLE),
    Case("walled", "https://www.amazon.com/dp/live", UNVERIFIABLE),
    Case("walled", "https://www.amazon.de/dp/live", UNVERIFIABLE),
    Case("dead", "https://www.amazon.com/dp/gone", DEAD),
    Case("closed", "https://podcasts.google.com/feed/aHR0cHM", CLOSED),
    Case("closed", "https://www.stitcher.com/show/a", CLOSED),
    Case("closed", "https://plus.google.com/+ada", CLOSED),
    Case("closed", "https://radiopublic.com/a", CLOSED),
    Case("closed", "https://podknife.com/podcasts/a", CLOSED),
    Case("closed", "https://podyssey.fm/podcast/a", CLOSED),
    Case("closed", "https://lnbeats.com/album/a", CLOSED),
    Case("live", "https://goo.gl/live", OK),
    Case("dead", "https://goo.gl/gone", DEAD),
    Case("dead", "https://bit.ly/gone", DEAD),
    Case("live", "http://book.example/page", OK),
    Case("walled", "https://book.example/challenge", UNVERIFIABLE),
    Case("walled", "https://book.example/checking", UNVERIFIABLE),
    Case("walled", "https://book.example/refused", UNVERIFIABLE),
    Case("walled", "https://book.example/members", UNVERIFIABLE),
    Case("moved", "https://book.example/moved", MOVED),
    Case("walled", "https://news.example/story", UNVERIFIABLE),
    Case("walled", "https://book.example/cookie", UNVERIFIABLE),
    Case("walled", "https://book.example/session", UNVERIFIABLE),
    Case("circle", "https://book.example/circle", Verdict.UNREACHABLE),
    Case("live", "https://app.example/docs/start", UNVERIFIABLE),
    Case("dead", "https://app.example/gone", DEAD),
    Case("dead", "https://app.example/plain", DEAD),
    Case("dead", "https://app.example/empty", DEAD),
    Case("dead", "https://app.example/broken", DEAD),
    Case("live", "https://shop.example/products/beans", OK),
    Case("dead", "https://shop.example/products/tea", SOFT_DEAD),
    Case("live", "https://acme.pxf.io/c/1/2/3", OK),
    Case("elsewhere", "https://acme.pxf.io/c/1/2/bad", OK),
)

BUSY = Case("busy", "https://discord.gg/busy", UNVERIFIABLE)
"""Asked together with others, it speaks for all of its host: who says 429 is left alone."""


def played(host: str, path: str, method: str = "GET") -> Played | None:
    """Return what `WORLD` answers; the first row that fits counts."""
    for row in WORLD:
        if row.host == host and row.method in ("", method) and re.fullmatch(row.path, path):
            return row
    return None


class World(NamedTuple):
    """The running world: what was asked, and what of it `WORLD` doesn't know."""

    asked: list[str]  # "GET https://host/path"
    unplayed: list[str]

    def look_up(self, host: str) -> tuple[Address, ...]:
        """Say that all hosts of the world, and no others, are this machine."""
        if host not in {row.host for row in WORLD}:
            raise gaierror(EAI_NONAME, "no such name")
        return ((AF_INET, "127.0.0.1"),)


class _Server(LoopbackServer):
    world: World


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        host = self.headers.get("Host", "")
        scheme = "http" if self.server.tls is None else "https"
        asked = f"{self.command} {scheme}://{host}{self.path}"
        self.server.world.asked.append(asked)
        row = played(host, self.path, self.command)
        if row is None:
            self.server.world.unplayed.append(asked)
            row = Played(host, self.path, 599)
        body = row.body.encode()
        self.send_response(row.status)
        for name, value in row.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@cache
def _authority() -> trustme.CA:
    return trustme.CA(key_type=trustme.KeyType.ECDSA)


@contextmanager
def play_world(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Run the world until the block ends; what clients connect to meanwhile is this world.

    Its certificates are trusted by a client that is made within the block.
    """
    world = World([], [])
    plain = _Server(("127.0.0.1", 0), _Handler)
    secure = _Server(("127.0.0.1", 0), _Handler)
    secure.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _authority().issue_cert(*sorted({row.host for row in WORLD})).configure_cert(secure.tls)
    _authority().cert_pem.write_to_path(str(folder / "authority.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(folder / "authority.pem"))
    for proxy in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(proxy, raising=False)
        monkeypatch.delenv(proxy.upper(), raising=False)
    ports = {80: plain.server_address[1], 443: secure.server_address[1]}

    def connect(opened: BoundedSocket, address: tuple[str, int]) -> None:
        socket.connect(opened, (address[0], ports[address[1]]))

    monkeypatch.setattr(BoundedSocket, "connect", connect)
    threads = []
    for server in (plain, secure):
        server.world = world
        threads.append(threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True))
        threads[-1].start()
    try:
        yield world
    finally:
        for server, thread in zip((plain, secure), threads, strict=True):
            server.shutdown()
            server.server_close()
            thread.join()
