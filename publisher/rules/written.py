"""Family L, 1xx: targets that are no full address.

No rule L1xx fires on a link that Markdown sees and whose URL `plain.is_sound` accepts; that is
what keeps a run over many thousand links quick.
"""

import re
from collections.abc import Iterator

from publisher.documents.parsed import shown
from publisher.links.spot import is_template
from publisher.model import Link, Role, Severity, Syntax
from publisher.rules.catalogue import Context, Problem, link_rule
from publisher.rules.targets import (
    QUOTES,
    UNSEEN,
    is_markdown,
    leading_host,
    misspelt_start,
)

_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:(?!\d+(?:/|$))", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}", re.IGNORECASE)


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
            f"the link has no https:// before {shown(link.url)}, so it leads to a page of your "
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
            f"the link has no https:// before {shown(url)}; did you mean https://{shown(url)}?",
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
    if _OTHER_SCHEME.match(url) or misspelt_start(url) or is_markdown(url):
        return
    if url[0] in QUOTES or UNSEEN.match(url):
        return
    yield Problem(
        f'"{shown(url)}" is no full address, and a podcast app has no page it could be '
        "relative to; write it with https:// and the host"
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
        yield Problem(f"write mailto: before {shown(link.url)}", replacement=f"mailto:{link.url}")


@link_rule(
    "L117",
    "no-link-in-markdown",
    severity=Severity.WARNING,  # nearly everywhere the bare address becomes a link
    summary="Something meant as a link is none to Markdown",
    why="Listeners see the brackets and the address; some apps make a link of it, others don't.",
    fix="Close the bracket; use no double quotation marks inside a title in double ones; "
    "inside HTML write <a href>.",
    bad='[The book](https://example.com/book "The "best" book")',
    good="[The book](https://example.com/book \"The 'best' book\")",
)
def no_link_in_markdown(link: Link, _: Context) -> Iterator[Problem]:
    if not link.broken or is_markdown(link.url):
        return
    if not any(letter.isspace() for letter in link.url):
        yield Problem(
            "Markdown makes no link of this: look for a bracket that isn't closed, quotation marks "
            "inside the title's own, or HTML around it"
        )
