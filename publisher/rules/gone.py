"""Family W: pages that are gone, or soon will be."""

from collections.abc import Iterator
from datetime import UTC, timedelta

from publisher.model import Cause, Severity, Verdict
from publisher.rules.catalogue import Answer, Context, Problem, check_rule
from publisher.rules.destinations import has_arrived, is_sent_to_sponsors_front_page
from publisher.rules.web import FINE, answered, ends_with, is_trouble
from publisher.web.history import is_lasting

GONE_CODES = frozenset({"W101", "W102", "W104"})
"""What they find is not there any more; an archived copy would help."""

SOON = timedelta(days=14)


@check_rule(
    "W101",
    "dead-link",
    severity=Severity.ERROR,
    summary="The page does not exist any more",
    why="Listeners who follow the link find nothing, and trust the next one less.",
    fix="Find the page's new address, link to an archived copy, or take the link out.",
    bad=answered(404),
    good=FINE,
)
def dead_link(answer: Answer, _: Context) -> Iterator[Problem]:
    if answer.check.verdict is Verdict.DEAD:
        yield Problem(f"dead link{_extent(answer)}: {answer.check.reason}")


def _extent(answer: Answer) -> str:
    """Return ` since 2026-11-02, in 47 episodes`, or what of it there is to say."""
    check, words = answer.check, ""
    if check.since is not None and check.checked_at is not None:
        day = check.since.astimezone(UTC).date()
        words = f" since {day}" if day < check.checked_at.astimezone(UTC).date() else ""
    return words + (f", in {answer.files} episodes" if answer.files > 1 else "")


@check_rule(
    "W102",
    "soft-dead",
    severity=Severity.ERROR,
    summary="The page answers, and is gone all the same",
    why="Listeners land on a front page, an error page or one that sells the domain.",
    fix="Find the page's new address, link to an archived copy, or take the link out.",
    bad=answered("302 https://example.org/404.html"),
    good=answered("302 https://example.org/books/1"),
)
def soft_dead(answer: Answer, context: Context) -> Iterator[Problem]:
    if answer.check.verdict is not Verdict.SOFT_DEAD:
        return
    # A sponsor's front page may count the visit: that is for the sponsor to say.
    if not is_sent_to_sponsors_front_page(answer, context):
        yield Problem(f"as good as dead{_extent(answer)}: {answer.check.reason}")


@check_rule(
    "W104",
    "no-such-site",
    severity=Severity.ERROR,
    summary="The site's name does not exist",
    why="The domain was given up or is misspelt; sooner or later somebody else buys it.",
    fix="Correct the name, or take the link out.",
    bad=answered(Cause.DNS),
    good=FINE,
)
def no_such_site(answer: Answer, _: Context) -> Iterator[Problem]:
    if ends_with(answer, Cause.DNS):
        yield Problem(answer.check.reason + _extent(answer))


@check_rule(
    "W119",
    "down-for-days",
    severity=Severity.ERROR,
    summary="The site has not answered, or only with faults, for two days or longer",
    why="Three checks over 48 hours met it: this is no passing trouble, listeners get nothing.",
    fix="Treat the link as dead; take it back when the site is back.",
    bad=answered("lasting 500"),
    good=answered(500),
)
def down_for_days(answer: Answer, _: Context) -> Iterator[Problem]:
    check = answer.check
    if is_trouble(answer) and is_lasting(check):
        yield Problem(f"down{_extent(answer)}, in {check.runs} checks: {check.reason}")


@check_rule(
    "W118",
    "ends-soon",
    severity=Severity.WARNING,
    summary="What the link leads to ends within two weeks",
    why="Invites and the like stop working on a day that is known; listeners come later, too.",
    fix="Make one that doesn't expire, and link to that.",
    bad=answered("an invite until 2026-06-10"),
    good=answered("an invite until 2026-12-01"),
)
def ends_soon(answer: Answer, context: Context) -> Iterator[Problem]:
    ends = answer.check.expires_at
    if ends is None or not has_arrived(answer) or ends > context.now + SOON:
        return
    day = ends.astimezone(UTC).date()
    if ends <= context.now:
        yield Problem(f"the invite ended on {day}; make one that doesn't expire")
    else:
        yield Problem(f"the invite ends on {day}; make one that doesn't expire")
