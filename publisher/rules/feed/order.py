"""Family F on the items (F224-F230): numbers and dates, by which apps put episodes in order."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from publisher.model import Episode, EpisodeType, Severity
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    episode_rule,
    show_rule,
)
from publisher.rules.feed.examples import EPISODE_FILE, SHOW_FILE, SOUND, show_example
from publisher.rules.feed.several import counted, counted_have, to_be_published

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # enclosures came with RSS 0.92, in December 2000
FARTHEST = timedelta(days=366)
_SERIAL = {SHOW_FILE: show_example(type='"serial"').files[SHOW_FILE]}


def _numbered(number: int | None = None, date: str = "2026-01-02", **fields: int) -> str:
    """Return an episode with this number and date, its audio called by its number."""
    lines = {"number": number, **fields}
    given = "".join(f"{key}: {value}\n" for key, value in lines.items() if value is not None)
    sound = SOUND.replace("First", f"Part {number}").replace("/1.mp3", f"/{number}.mp3")
    return sound.replace("date: 2026-01-02\n", f"{given}date: {date}\n")


def _after(first: str, second: str, show: dict[str, str] | None = None) -> Example:
    return Example(second, {EPISODE_FILE: first, **(show or {})})


@show_rule(
    "F224",
    "serial-without-number",
    severity=Severity.WARNING,
    summary="an episode of a serial show has no number",
    why="Apple Podcasts plays a serial show by its numbers, and demands one for each full "
    "episode: those without come in no order, and new listeners start in the middle.",
    fix='Add `number`; or set `type = "episodic"` if the order doesn\'t matter.',
    bad=Example(_numbered(), _SERIAL),
    good=Example(_numbered(1), _SERIAL),
)
def serial_without_number(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    if subject.show.type != "serial":
        return
    bare = [each for each in _full(subject) if each.number is None]
    if bare:
        yield Problem(
            f"{counted_have(bare)} no number, and Apple Podcasts plays a serial show in the "
            "order of its numbers: add number",
            bare[0].source.place("number"),
        )


@show_rule(
    "F225",
    "gap-in-numbers",
    severity=Severity.WARNING,
    summary="a number of a serial show is missing",
    why="Listeners of a serial wait for the part that isn't there, or write to you about it.",
    fix="Correct the numbers, or publish what is missing.",
    bad=_after(_numbered(1, "2026-01-01"), _numbered(3), _SERIAL),
    good=_after(_numbered(1, "2026-01-01"), _numbered(2), _SERIAL),
)
def gap_in_numbers(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    if subject.show.type != "serial":
        return
    full = [each for each in subject.episodes if each.type is EpisodeType.FULL]  # drafts, too
    if any(each.number is None for each in _full(subject)):
        return  # F224 asks for its number, which may be the one
    for season, episodes in _by_season(full).items():
        for before, after in pairwise(episodes):
            first, second = before.number or 0, after.number or 0
            others = {  # a bonus or a trailer may have the number
                each.number
                for each in subject.episodes
                if second > first + 1 and each.number and each.season == season
                if each.type is not EpisodeType.FULL and first < each.number < second
            }
            if second > first + 1 + len(others):
                of_season = f" of season {season}" if season is not None else ""
                yield Problem(
                    f"between number {first} and number {second}{of_season} there is none: "
                    "listeners of a serial show look for it. Correct the numbers",
                    after.source.place("number"),
                )


@show_rule(
    "F226",
    "season-missing",
    severity=Severity.WARNING,
    summary="some episodes have a season, and others none",
    why="Apple Podcasts lists a show by seasons as soon as one episode has one: full episodes "
    "without stand apart from them, out of order.",
    fix="Give every full episode its `season`, or none.",
    bad=_after(_numbered(1, "2026-01-01", season=1), _numbered(2)),
    good=_after(_numbered(1, "2026-01-01", season=1), _numbered(2, season=1)),
)
def season_missing(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    full = _full(subject)
    bare = [each for each in full if each.season is None]
    if bare and len(bare) < len(full):
        yield Problem(
            f"{counted_have(bare)} no season, and others do: Apple Podcasts shows those "
            "apart from the seasons. Give all full episodes a season, or none",
            bare[0].source.place("season"),
        )


@show_rule(
    "F227",
    "dates-against-numbers",
    severity=Severity.WARNING,
    summary="numbers rise while dates fall",
    why="Apps sort by date, and Apple Podcasts' serial shows by number: listeners get the "
    "episodes in two orders, and new ones may appear far down the list, where nobody sees them.",
    fix="Correct the date or the number. A published date had better stay: correct the number.",
    bad=_after(_numbered(1, "2026-01-09"), _numbered(2)),
    good=_after(_numbered(1, "2026-01-01"), _numbered(2)),
)
def dates_against_numbers(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    falls = [
        (before, after)
        for episodes in _by_season(_full(subject)).values()
        for before, after in pairwise(episodes)
        if before.published and after.published and after.published < before.published
    ]
    if falls:
        before, after = falls[0]
        others = len(falls) - 1
        more = f", and so in {others:,} more place{'s' if others > 1 else ''}" if others else ""
        yield Problem(
            f"number {after.number} is dated before number {before.number}{more}: apps that sort "
            "by date play them the other way round. Correct the date or the number",
            after.source.place("date"),
        )


@show_rule(
    "F228",
    "same-moment",
    severity=Severity.WARNING,
    summary="two episodes are dated at the same moment",
    why="Apps sort by date: of two with the same one, each app puts another first, and some show "
    "only one of them as new.",
    fix="Give each a time of its own: `date: 2026-01-02T06:00:00Z`, a minute apart is enough.",
    bad=_after(_numbered(1), _numbered(2)),
    good=_after(_numbered(1, "2026-01-02T06:00:00Z"), _numbered(2, "2026-01-02T06:01:00Z")),
)
def same_moment(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    by_moment: dict[datetime | None, list[Episode]] = {}
    for episode in to_be_published(subject.episodes):
        by_moment.setdefault(episode.published, []).append(episode)
    shared = [episodes for episodes in by_moment.values() if len(episodes) > 1]
    if shared:
        first, second = shared[0][:2]
        others = len(shared) - 1
        times = f"{others:,} more time{'s' if others > 1 else ''}"
        more = f", and so have others at {times}" if others else ""
        yield Problem(
            f"has the very date and time of {first.source.path}{more}: each app puts another one "
            "first. Give each a time of its own, a minute apart",
            second.source.place("date"),
        )


@episode_rule(
    "F229",
    "implausible-date",
    severity=Severity.WARNING,
    summary="the date is from before podcasts, or more than a year ahead",
    why="A date such as 1970 puts the episode at the end of every list, where nobody sees it; one "
    "far ahead keeps it out of the feed.",
    fix="Correct the year.",
    bad=_numbered(1, "1970-01-01"),
    good=_numbered(1, "2026-01-01"),
)
def implausible_date(episode: Episode, context: Context) -> Iterator[Problem]:
    date = episode.published
    if date is None or episode.draft:
        return
    if date < EARLIEST:
        yield Problem(
            f"dated {date.year}, before there were podcasts: apps put the episode at the end of "
            "the list. Correct the year",
            episode.source.place("date"),
        )
    elif date > context.now + FARTHEST:
        yield Problem(
            f"dated {date.year}, more than a year ahead, so no app gets the episode until then: "
            "correct the year, or say draft: true",
            episode.source.place("date"),
        )


@show_rule(
    "F230",
    "zero-number",
    severity=Severity.WARNING,
    summary="a number or a season is 0",
    why="Apple Podcasts takes numbers from 1 on, so the feed leaves 0 out: the episode stands "
    "there without number, and outside the seasons.",
    fix="Number from 1, or leave the number out and make a prologue `type: trailer` or `bonus`.",
    bad=_numbered(0),
    good=_numbered(1),
)
def zero_number(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    episodes = to_be_published(subject.episodes)
    for key, zero in (
        ("number", [each for each in episodes if each.number == 0]),
        ("season", [each for each in episodes if each.season == 0]),
    ):
        if zero:
            yield Problem(
                f"the {key} of {counted(zero)} is 0, and Apple Podcasts takes 1 and above: the "
                "feed leaves it out",
                zero[0].source.place(key),
            )


def _full(subject: ShowEpisodes) -> list[Episode]:
    return [each for each in to_be_published(subject.episodes) if each.type is EpisodeType.FULL]


def _by_season(episodes: Iterable[Episode]) -> dict[int | None, list[Episode]]:
    """Return the episodes of each season that have a number, in its order, one for each number."""
    seasons: dict[int | None, dict[int, Episode]] = {}
    for episode in episodes:
        if episode.number:  # 0 is left out of the feed
            seasons.setdefault(episode.season, {}).setdefault(episode.number, episode)
    return {
        season: [numbers[number] for number in sorted(numbers)]
        for season, numbers in seasons.items()
    }
