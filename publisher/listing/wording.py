"""What is known of a link, in words; text from outside comes out fit for a terminal."""

from datetime import UTC, date, datetime
from textwrap import wrap

from publisher.links.urls import without_user
from publisher.listing.links import Known
from publisher.model import LinkCheck, Verdict
from publisher.reports.summary import counted
from publisher.reports.visible import short
from publisher.web.known import NEVER_ASKED

_FINE = (Verdict.OK, Verdict.MOVED)
_STATES = {Verdict.OK: "fine"}
_PLAIN = "answers"  # the reason of what is fine, and no news


def url_words(url: str) -> str:
    """Return a URL as it may be printed."""
    return short(without_user(url))


def answer_words(check: LinkCheck) -> str:
    """Return the reason, since when, and when it was asked; one line, or a few joined by `;`."""
    said = [] if check.reason == _PLAIN else [short(check.reason)]
    times = _times(check)
    return "; ".join([*said, ", ".join(times)] if times else said)


def _times(check: LinkCheck) -> list[str]:
    times = []
    if check.since is not None and check.runs > 1:
        runs = f" ({check.runs:,} runs)" if check.verdict is not Verdict.OK else ""
        times.append(
            f"{_STATES.get(check.verdict, check.verdict)} since {day_of(check.since)}{runs}"
        )
    if check.verdict not in _FINE and check.fine_at is not None:
        times.append(f"last fine on {day_of(check.fine_at)}")
    if check.expires_at is not None:
        times.append(f"ends on {day_of(check.expires_at)}")
    if check.checked_at is not None:
        times.append(f"asked on {day_of(check.checked_at)}")
    elif check.since is not None:
        times.append("asked by another version of publisher")
    return times


def state_of(check: LinkCheck) -> str:
    """Return the verdict, or that there is none yet."""
    return NEVER_ASKED if is_never_asked(check) else check.verdict


def where_words(known: Known, here: str = "") -> str:
    """Return where a link is written first, in the file `here` or else in all, and how often."""
    places = (link.place for link in known.links)
    first = next((place for place in places if place.path == here), known.links[0].place)
    words = f"at {short(str(first))}"
    more = len(known.links) - 1
    if more:
        words += f" and in {counted(more, 'other place')}"
    if known.episodes not in ((), (first.path,)):
        words += f", in {counted(len(known.episodes), 'episode')}"
    return words


def is_never_asked(check: LinkCheck) -> bool:
    """Say whether the web could tell more than is known."""
    return check.verdict is Verdict.SKIPPED and check.reason == NEVER_ASKED


def day_of(moment: datetime) -> date:
    """Return the day in UTC."""
    return moment.astimezone(UTC).date()


def minute_of(moment: datetime) -> str:
    """Return the minute in UTC, e.g. `2026-11-22 08:05`."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def lines_of(text: str, width: int | None, indent: str = "    ") -> list[str]:
    """Return text as indented lines of at most `width` columns; without one it stays one line.

    No URL is broken.
    """
    if width is None:
        return [indent + text]
    return wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
