"""A show whose links live, die and move, with the web's answers put into the cache: no network.

Two days of it: on the second one some are mended, and others have died.
"""

from contextlib import chdir
from datetime import UTC, datetime, timedelta
from pathlib import Path

from publisher.asking import Web
from publisher.checking import check_repository
from publisher.model import Cause, LinkCheck, Report, RuleSelection, Verdict
from publisher.reports import PAGE
from publisher.web.cache import Cache
from publisher.web.history import continued
from tests.commands import CONFIG, episode, write

DAYS = (datetime(2026, 2, 1, 9, tzinfo=UTC), datetime(2026, 2, 8, 9, tzinfo=UTC))

Answer = tuple[Verdict, str, int | None, str | None]

FINE: Answer = (Verdict.OK, "answered (200)", 200, None)
GONE: Answer = (Verdict.DEAD, "says there is no such page (404)", 404, None)

ANSWERS: dict[str, tuple[Answer, Answer]] = {  # by address: on the first day, on the second
    "https://taro.example/ada": (FINE, GONE),
    "https://globex.example.com/ada": (FINE, FINE),
    "https://books.example.org/dune": (GONE, GONE),
    "https://old.example.net/talk": (GONE, FINE),
    "https://old.example.net/slides": (GONE, GONE),
    "https://blog.example.net/a": (
        (Verdict.MOVED, "moved", 200, "https://blog.example.net/b"),
        (Verdict.MOVED, "moved", 200, "https://blog.example.net/b"),
    ),
    "https://parked.example.org/": (
        FINE,
        (Verdict.SOFT_DEAD, "leads to a page that sells the domain", 200, None),
    ),
    "https://busy.example.org/x": (
        FINE,
        (Verdict.SERVER_ERROR, "the server fails (503)", 503, None),
    ),
    "https://www.linkedin.com/in/ada": (
        (Verdict.UNVERIFIABLE, "LinkedIn answers no robots", 999, None),
        (Verdict.UNVERIFIABLE, "LinkedIn answers no robots", 999, None),
    ),
    "https://slow.example.org/": (
        FINE,
        (Verdict.UNREACHABLE, "did not answer in 10 seconds", None, None),
    ),
    "https://people.example.org/ada": (FINE, FINE),
}

SPONSORS = (
    '[globex]\nname = "Globex"\nurl = "https://globex.example.com/ada"\n'
    '[taro]\nname = "Taro"\nurl = "https://taro.example/ada"\ncode = "ADA"\n'
)
BODY = """\
Brought to you by [Taro](https://taro.example/ada).

- [Dune](https://books.example.org/dune), the book
- [A talk](https://old.example.net/talk) and [its slides](https://old.example.net/slides)
- [Notes](https://blog.example.net/a) by [Ada](https://www.linkedin.com/in/ada)
- [Her page](https://people.example.org/ada)
- [Parked](https://parked.example.org/) <!-- and --> [busy](https://busy.example.org/x)
- [Slow](https://slow.example.org/)
"""


def write_show(root: Path) -> Path:
    """Write a network of two shows, twelve episodes in the first."""
    pieces = BODY.splitlines(keepends=True)
    files: dict[str, str | bytes] = {**CONFIG, "config/sponsors.toml": SPONSORS}
    files["feeds/walk/show.toml"] = str(CONFIG["feeds/talk/show.toml"]).replace("Talk", "Walk")
    files["feeds/walk/episodes/001.md"] = episode(1, "See [the site](www.example.com/walk).\n")
    for number in range(1, 13):
        body = BODY if number == 12 else pieces[0] + "\n" + pieces[2 + number % 4]
        extra = "See [the notes](http:/example.com/x) too.\n" if number == 7 else ""
        text = episode(number, body + extra, sponsors="[taro]")
        files[f"feeds/talk/episodes/{number:03}-talk.md"] = text
    return write(root, files)


def put_answers(root: Path, day: int) -> None:
    """Let the cache hold the answers of a day, counted from 0."""
    (root / ".publisher").mkdir(exist_ok=True)
    at = DAYS[day] - timedelta(hours=1)
    with Cache(root / ".publisher" / "cache.sqlite") as cache:
        before = cache.known(ANSWERS)
        for url, answers in ANSWERS.items():
            verdict, reason, status, final = answers[day]
            check = LinkCheck(url, verdict, reason, status, final, checked_at=at)
            if verdict is Verdict.UNREACHABLE:
                check = check._replace(cause=Cause.TIMEOUT)
            cache.put(continued(check, before.get(url)))


def report_of_day(root: Path, day: int) -> Report:
    """Check as on a day, with the answers of that day, and remember it."""
    put_answers(root, day)
    with chdir(root):
        return check_repository(
            root, (), RuleSelection(), now=DAYS[day], web=Web(offline=True)
        ).report


def page_of_days(root: Path) -> str:
    """Return the page of the second day."""
    write_show(root)
    report_of_day(root, 0)
    return PAGE(report_of_day(root, 1))
