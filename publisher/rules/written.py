"""Family L, 1xx: links whose target is broken as it is written.

None of these rules fires on a URL that `targets.is_sound` accepts; that is what keeps a run over
many thousand links quick.
"""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from publisher.links.urls import host_of
from publisher.model import Link, Role, Severity, Syntax
from publisher.platforms import match_platform
from publisher.rules.catalogue import Context, Problem, link_rule
from publisher.rules.targets import is_glued, is_template, leading_host

_WEB = re.compile(r"https?://", re.IGNORECASE)
_DOUBLED = re.compile(r"(?:https?:?/{0,3})+?(?=https?:/{0,3}[a-z0-9])", re.IGNORECASE)
_START = re.compile(r"([a-z]{3,7})((?=[:;]|//)[:;]{0,2}/{1,3}|[:;]{1,2}(?=www\.))", re.IGNORECASE)
_MISSPELT = frozenset({
    "hhtp", "hhtps", "hhttp", "hhttps", "hpp", "hpps", "hppts", "hptt", "hptts", "hpts", "hrrp",
    "hrrps", "htp", "htpp", "htpps", "htps", "htpt", "htpts", "htt", "htto", "httos", "httpp",
    "httpps", "httpss", "httsp", "httt", "htttp", "htttps", "htts", "jttp", "jttps", "tps",
    "ttp", "ttps",
})  # fmt: skip
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:(?!\d+(?:/|$))", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}", re.IGNORECASE)
_QUOTES = "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\"'`"
_CLOSING = '\u201c\u201d\u201e\u00bb"'
_UNSEEN = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_GLUED_HOST = re.compile(r"https?://(?:[a-z0-9-]+\.)+(?:com|org|net|io|fm|dev|tv)([A-Z][a-z]+)")
_RUNNABLE = ("javascript:", "data:", "vbscript:")
_PRIVATE_ENDINGS = (".local", ".internal", ".lan", ".localhost", ".test", ".invalid", ".home.arpa")


@link_rule(
    "L101",
    "missing-scheme-www",
    severity=Severity.ERROR,
    summary="A Markdown link's target starts with www. and has no https://",
    why="A browser and every podcast app read it as a page of your own site, which isn't there.",
    fix="Write https:// before it.",
    bad="[Example](www.example.com/offer)",
    good="[Example](https://www.example.com/offer)",
    fixable=True,
)
def missing_scheme_www(link: Link, _: Context) -> Iterator[Problem]:
    if link.syntax is Syntax.INLINE and link.url[:4].lower() == "www.":
        whole = "@" not in link.url.partition("/")[0]
        yield Problem(
            f"the link has no https:// before {_short(link.url)}, so it leads to a page of your "
            "own site; write https:// before it",
            replacement=f"https://{link.url}" if whole else None,
        )


@link_rule(
    "L102",
    "missing-scheme",
    severity=Severity.ERROR,
    summary="A link's target is a host without https://",
    why="A browser and every podcast app read it as a page of your own site, which isn't there.",
    fix="Write https:// before it.",
    bad="[Code](github.com/example/show)",
    good="[Code](https://github.com/example/show)",
    fixable=True,
)
def missing_scheme(link: Link, _: Context) -> Iterator[Problem]:
    url = link.url
    if link.syntax is Syntax.BARE or is_template(url) or url.startswith(("/", ".")):
        return
    if link.syntax is Syntax.INLINE and url[:4].lower() == "www.":
        return
    if leading_host(url) is not None or (url[:4].lower() == "www." and "." in url[4:]):
        yield Problem(
            f"the link has no https:// before {_short(url)}; did you mean https://{_short(url)}?",
            replacement=f"https://{url}",
        )


@link_rule(
    "L103",
    "relative-target",
    severity=Severity.WARNING,
    summary="A link's target is relative",
    why="Show notes are read in podcast apps, where there is no page it could be relative to.",
    fix="Write the full address, with https:// and the host.",
    bad="[About us](/about)",
    good="[About us](https://example.com/about)",
)
def relative_target(link: Link, _: Context) -> Iterator[Problem]:
    url = link.url.strip()
    if link.syntax is Syntax.FIELD or link.role is Role.MEDIA:  # files beside the episode
        return
    if not url or is_template(url) or url.startswith(("//", "#")):
        return
    if url[:4].lower() == "www." or leading_host(url) or _MAIL.fullmatch(url):
        return
    if _OTHER_SCHEME.match(url) or _misspelt_start(url) or _is_markdown(url):
        return
    if url[0] in _QUOTES or _UNSEEN.match(url):
        return
    yield Problem(
        f'"{_short(url)}" is no full address, and a podcast app has no page it could be relative '
        "to; write it with https:// and the host"
    )


@link_rule(
    "L104",
    "empty-target",
    severity=Severity.ERROR,
    summary="A link has no target",
    why="Listeners see a link and get nowhere.",
    fix="Put the address between the brackets, or take the link away.",
    bad="[The book]()",
    good="[The book](https://example.com/book)",
)
def empty_target(link: Link, _: Context) -> Iterator[Problem]:
    if not link.url.strip():
        said = f' "{link.text}"' if link.text else ""
        yield Problem(f"the link{said} has no address; add it or take the link away")


@link_rule(
    "L105",
    "unseen-characters",
    severity=Severity.ERROR,
    summary="Quotation marks or invisible characters stand around or inside a URL",
    why="They become part of the address, and the page isn't found.",
    fix="Take them away.",
    bad="[The book](“https://example.com/book”)",
    good="[The book](https://example.com/book)",
    fixable=True,
)
def unseen_characters(link: Link, _: Context) -> Iterator[Problem]:
    cleaned = _UNSEEN.sub("", link.url)
    cleaned = cleaned.strip(_QUOTES) if cleaned[:1] in _QUOTES else cleaned.rstrip(_CLOSING)
    if cleaned != link.url and _WEB.match(cleaned):
        yield Problem(
            "quotation marks or invisible characters belong to this address as it is written; "
            "take them away",
            replacement=cleaned,
        )


@link_rule(
    "L106",
    "whitespace-in-url",
    severity=Severity.ERROR,
    summary="A URL has whitespace in it",
    why="Markdown doesn't see a link there, or the address ends at the space.",
    fix="Take the space away, or write %20 where the address has one.",
    bad="[The book](https://example.com/the book)",
    good="[The book](https://example.com/the%20book)",
)
def whitespace_in_url(link: Link, _: Context) -> Iterator[Problem]:
    url = link.url.strip()
    if not _WEB.match(url) or is_template(url) or _is_markdown(url):
        return
    if any(letter.isspace() for letter in url):
        yield Problem("a space stands in this address; take it away, or write %20 for it")


@link_rule(
    "L107",
    "doubled-scheme",
    severity=Severity.ERROR,
    summary="A URL starts with http:// or https:// twice",
    why="The browser looks for a host called “https”.",
    fix="Keep the second one.",
    bad="[The book](https://https://example.com/book)",
    good="[The book](https://example.com/book)",
    fixable=True,
)
def doubled_scheme(link: Link, _: Context) -> Iterator[Problem]:
    found = _DOUBLED.match(link.url)
    if found is not None:
        kept = link.url[found.end() :]
        right = _WEB.match(kept)
        yield Problem(
            "the address starts with http:// or https:// twice; keep one",
            replacement=kept if right else None,
        )


@link_rule(
    "L108",
    "misspelt-scheme",
    severity=Severity.ERROR,
    summary="The https:// of a URL is misspelt",
    why="Browsers and podcast apps don't know what to do with the link.",
    fix="Write https://.",
    bad="[The book](htps://example.com/book)",
    good="[The book](https://example.com/book)",
    fixable=True,
)
def misspelt_scheme(link: Link, _: Context) -> Iterator[Problem]:
    start = _misspelt_start(link.url)
    if start is None or _DOUBLED.match(link.url):
        return
    scheme = "http" if start[1].lower() == "http" else "https"
    right = f"{scheme}://{link.url[start.end() :]}"
    yield Problem(
        f'"{start[0]}" is not how an address starts; write {scheme}://',
        replacement=right if host_of(right) else None,
    )


@link_rule(
    "L109",
    "glued-url",
    severity=Severity.ERROR,
    summary="A URL runs into the next word or the next URL",
    why="A line break was lost between them, so neither is found.",
    fix="Put a space or a line break between them.",
    bad="https://example.com/oneTwitter:https://example.com/two",
    good="https://example.com/one Twitter: https://example.com/two",
)
def glued_url(link: Link, _: Context) -> Iterator[Problem]:
    if not _WEB.match(link.url) or _DOUBLED.match(link.url) or _is_markdown(link.url):
        return
    if any(letter.isspace() for letter in link.url):
        return
    word = _GLUED_HOST.match(link.url)
    if word is not None:
        yield Problem(f'the address runs into the next word, "{word[1]}"; put a space between')
    elif is_glued(link.url):
        yield Problem("another address starts inside this one; put a space or a line break between")


@link_rule(
    "L110",
    "markdown-in-target",
    severity=Severity.ERROR,
    summary="Markdown's own signs stand inside a link's target",
    why="Two links were pasted into each other, and the page isn't found.",
    fix="Write [text](address) with one address.",
    bad="[Sponsor]([https://example.com/offer](https://example.com/offer))",
    good="[Sponsor](https://example.com/offer)",
)
def markdown_in_target(link: Link, _: Context) -> Iterator[Problem]:
    if _is_markdown(link.url):
        yield Problem(
            "brackets or asterisks of Markdown stand inside this address; write [text](address)"
        )


@link_rule(
    "L111",
    "script-target",
    severity=Severity.ERROR,
    summary="A link's target is javascript: or data:",
    why="Podcast apps drop such links, and browsers may run what stands there.",
    fix="Link to a page.",
    bad="[Play](javascript:play())",
    good="[Play](https://example.com/play)",
)
def script_target(link: Link, _: Context) -> Iterator[Problem]:
    if link.url.strip()[:11].lower().startswith(_RUNNABLE):
        yield Problem(
            "a link must lead to a page, not run a script or hold data; podcast apps drop it"
        )


@link_rule(
    "L112",
    "file-target",
    severity=Severity.ERROR,
    summary="A link leads to a file on somebody's own computer",
    why="No listener can open it.",
    fix="Put the file on the web and link to it there.",
    bad="[Slides](file:///Users/me/slides.pdf)",
    good="[Slides](https://example.com/slides.pdf)",
)
def file_target(link: Link, _: Context) -> Iterator[Problem]:
    url = link.url.strip()
    if url[:5].lower() == "file:" or re.match(r"[A-Za-z]:\\", url):
        yield Problem("the link leads to a file on your own computer; put it on the web")


@link_rule(
    "L113",
    "private-address",
    severity=Severity.WARNING,
    summary="A link leads to localhost or an address inside a private network",
    why="It works for you and for no listener.",
    fix="Link to the public address, or write it as `code` if it is an example.",
    bad="[Preview](http://localhost:8000/episodes/1)",
    good="[Preview](https://example.com/episodes/1)",
)
def private_address(link: Link, _: Context) -> Iterator[Problem]:
    host = host_of(link.url)
    if host and _is_private(host):
        yield Problem(
            f"{host} can't be reached from outside your own network; use a public address"
        )


@link_rule(
    "L114",
    "at-sign-in-host",
    severity=Severity.ERROR,
    summary="A slash is missing before the @ of a handle",
    why="Browsers take what stands before the @ for a user name, and look for a host after it.",
    fix="Write a slash before the @.",
    bad="[TikTok](https://www.tiktok.com@example)",
    good="[TikTok](https://www.tiktok.com/@example)",
    fixable=True,
)
def at_sign_in_host(link: Link, _: Context) -> Iterator[Problem]:
    start = _WEB.match(link.url)
    if start is None:
        return
    authority = re.split(r"[/?#]", link.url[start.end() :], maxsplit=1)[0]
    site, at, handle = authority.rpartition("@")
    if at and match_platform(site) is not None:
        right = f"{start[0]}{site}/@{link.url[start.end() + len(site) + 1 :]}"
        yield Problem(
            f"a slash is missing: this leads to a host called {_short(handle)}; "
            f"did you mean {_short(right)}?",
            replacement=right,
        )


@link_rule(
    "L115",
    "impossible-host",
    severity=Severity.ERROR,
    summary="A URL has no host, or one that can't exist",
    why="The link leads nowhere.",
    fix="Write the address in full, as the browser shows it.",
    bad="[The book](https://example/book)",
    good="[The book](https://example.com/book)",
)
def impossible_host(link: Link, _: Context) -> Iterator[Problem]:
    start = _WEB.match(link.url)
    if start is None or _DOUBLED.match(link.url) or is_template(link.url):
        return
    if _misspelt_start(link.url):
        return
    host = host_of(link.url)
    if host and (("." in host and ".." not in host) or ":" in host or _is_private(host)):
        return
    written = re.split(r"[/?#]", link.url[start.end() :], maxsplit=1)[0]
    if any(letter.isspace() or letter == "@" for letter in written) or _is_markdown(written):
        return
    said = f'"{_short(written)}" can\'t be a host' if written else "the address has no host"
    yield Problem(f"{said}; write the address in full, as the browser shows it")


@link_rule(
    "L116",
    "mail-without-mailto",
    severity=Severity.ERROR,
    summary="A link's target is an e-mail address without mailto:",
    why="A browser and every podcast app read it as a page of your own site, which isn't there.",
    fix="Write mailto: before it.",
    bad="[Write to us](hello@example.com)",
    good="[Write to us](mailto:hello@example.com)",
    fixable=True,
)
def mail_without_mailto(link: Link, _: Context) -> Iterator[Problem]:
    if link.syntax in (Syntax.INLINE, Syntax.REFERENCE, Syntax.HTML) and _MAIL.fullmatch(link.url):
        yield Problem(f"write mailto: before {_short(link.url)}", replacement=f"mailto:{link.url}")


def _misspelt_start(url: str) -> re.Match[str] | None:
    start = _START.match(url)
    if start is None:
        return None
    wrong = start[1].lower() in _MISSPELT
    right = start[1].lower() in ("http", "https") and start[2] != "://"
    return start if wrong or right else None


def _is_markdown(url: str) -> bool:
    return "](" in url or "**" in url or url.startswith(("[", "]", "("))


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith(_PRIVATE_ENDINGS):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return not address.is_global


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
