"""Family L, 1xx: addresses that are misspelt, or have something in them that isn't theirs."""

import re
from collections.abc import Iterator

from publisher.addresses import is_url
from publisher.links.spot import is_template
from publisher.links.urls import doubled_start, host_of
from publisher.model import Link, Severity, Syntax
from publisher.rules.catalogue import Context, Problem, link_rule
from publisher.rules.targets import (
    QUOTES,
    UNSEEN,
    is_glued,
    is_markdown,
    misspelt_start,
)

_CLOSING = '\u201c\u201d\u201e\u00bb"'
_ESCAPED_QUOTES = re.compile(r"\\{1,8}(?:%22|\")\Z")  # left over from a program's text
_GLUED_HOST = re.compile(r"https?://(?:[a-z0-9-]+\.)+(?:com|org|net|io|fm|dev|tv)([A-Z][a-z]+)")


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
    cleaned = _ESCAPED_QUOTES.sub("", UNSEEN.sub("", link.url))
    cleaned = cleaned.strip(QUOTES) if cleaned[:1] in QUOTES else cleaned.rstrip(_CLOSING)
    if cleaned != link.url and is_url(cleaned):
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
    why="Markdown makes no link of it, or one that ends at the space, and the page isn't found.",
    fix="Take the space away, or write %20 where the address has one.",
    bad="[The book](https://example.com/the book)",
    good="[The book](https://example.com/the%20book)",
)
def whitespace_in_url(link: Link, _: Context) -> Iterator[Problem]:
    if link.broken and _has_space(link):  # Markdown itself takes one in <…>, and writes %20
        where = "line break" if "\n" in link.url.strip() else "space"
        yield Problem(f"a {where} stands in this address; take it away, or write %20 for a space")


@link_rule(
    "L118",
    "unencoded-space",
    severity=Severity.WARNING,
    summary="A URL in HTML or in a field has a space in it",
    why="Browsers read it as %20; many apps and programs stop at the space, or refuse the address.",
    fix="Write %20 for the space.",
    bad='<a href="https://example.com/the book">The book</a>',
    good='<a href="https://example.com/the%20book">The book</a>',
)
def unencoded_space(link: Link, _: Context) -> Iterator[Problem]:
    if link.syntax in (Syntax.HTML, Syntax.FIELD) and _has_space(link):
        yield Problem("a space stands in this address, and not all apps read on; write %20 for it")


def _has_space(link: Link) -> bool:
    url = link.url.strip()
    if not is_url(url) or is_template(url) or is_markdown(url):
        return False
    return any(letter.isspace() for letter in url)


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
    found = doubled_start(link.url)
    if found is not None:
        kept = link.url[found.end() :]
        yield Problem(
            "the address starts with http:// or https:// twice; keep one",
            replacement=kept if is_url(kept) else None,
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
    start = misspelt_start(link.url)
    if start is None or doubled_start(link.url):
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
    if not is_url(link.url) or doubled_start(link.url) or is_markdown(link.url):
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
    if is_markdown(link.url):
        yield Problem(
            "brackets or asterisks of Markdown stand inside this address; write [text](address)"
        )
