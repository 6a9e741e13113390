"""Reports to render."""

from collections.abc import Iterable

from publisher.model import (
    CheckedLink,
    Finding,
    Link,
    LinkCheck,
    Place,
    Report,
    Role,
    Severity,
    Syntax,
    Verdict,
)

EPISODE = "feeds/sound/episodes/001-hello.md"

# What strangers put in titles and URLs: each must be harmless in each format.
HOSTILE = (
    "\x1b]0;owned\x07\x1b[2J",
    "[bold red]not markup[/bold red] [/]",
    ":boom: 100 [link=https://example.com]x[/link]",
    "<script>alert(1)</script><!-- & -->",
    "'\"><img src=x onerror=alert(1)>",
    "a\nb\r\nc\x85d\u2028e",
    "\u202egro.elpmaxe\u202c\u200b",
    "lone \ud800 surrogate \udc80",
    "\x00\x7f\x9b2J\ufffe\U0001ffff",
    "{{ 7 * 7 }}{% raw %}",
    "`tick` ``",
    "::error::owned",
    " ::add-mask::secret\n::stop-commands::x",
    "##[add-mask]secret ##[error]owned",
    "%0A::error::owned%25",
    "@everyone #1 GH-2 deadbeefcafe :tada: $x$ ~~y~~ | a | b |\n|---|---|",
    "[click](javascript:alert(1)) ![x](https://spy.example/x.png) <https://spy.example>",
    "www.spy.example spy@spy.example https://spy.example/?a=1&b=2#c",
    "https://spy.example/)> [x](javascript:x) <b>|`@you",
    "]]></failure><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "{0} {{1}} \\",
)


def finding(
    code: str = "L101",
    severity: Severity = Severity.WARNING,
    message: str = "no scheme",
    path: str = EPISODE,
    line: int = 3,
    *,
    column: int = 5,
    url: str | None = None,
    replacement: str | None = None,
    known: str | None = None,
    archived: str | None = None,
    start: int = 0,
    end: int = 0,
) -> Finding:
    place = Place(path, line, column, start, end)
    return Finding(code, severity, message, place, url, replacement, known, archived)


def checked(
    url: str,
    verdict: Verdict = Verdict.OK,
    places: Iterable[tuple[str, int, int]] = ((EPISODE, 3, 5),),
    *,
    reason: str = "answered",
    status: int | None = None,
    final_url: str | None = None,
    from_cache: bool = False,
) -> CheckedLink:
    links = (
        Link(url, Place(path, line, column), Role.REFERENCE, Syntax.INLINE, url)
        for path, line, column in places
    )
    check = LinkCheck(url, verdict, reason, status, final_url, from_cache)
    return CheckedLink(check, tuple(links))


def report(
    findings: Iterable[Finding] = (),
    links: Iterable[CheckedLink] = (),
    *,
    episodes: int = 1,
    notices: tuple[str, ...] = (),
) -> Report:
    return Report(episodes, tuple(findings), tuple(links), notices)


def hostile_report(text: str) -> Report:
    """Return a report with `text` wherever text from outside can stand."""
    path = f"feeds/{text}/1.md"
    return report(
        [
            finding(
                message=text,
                path=path,
                url=text,
                replacement=text,
                severity=severity,
                known=known,
                archived=text,
            )
            for severity in Severity
            for known in (None, text)
        ]
        + [finding(message="again", path=f"{path}{copy}", url=text) for copy in range(3)],
        [
            checked(text, verdict, [(path, 1, 1)], reason=text, final_url=f"https://{text}")
            for verdict in Verdict
        ],
        notices=(text,),
    )
