"""Family W: pages that are gone, or soon will be."""

from collections.abc import Iterator
from datetime import UTC, timedelta

from publisher.model import Cause, Severity, Verdict
from publisher.rules.catalogue import Answer, Context, Problem, check_rule
from publisher.rules.destinations import has_arrived, is_sent_to_sponsors_front_page
from publisher.rules.web import FINE, answered

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
        yield Problem(f"dead link: {answer.check.reason}")


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
        yield Problem(f"as good as dead: {answer.check.reason}")


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
    if answer.check.cause is Cause.DNS:
        yield Problem(answer.check.reason)


@check_rule(
    "W118",
    "ends-soon",
    severity=Severity.WARNING,
    summary="What the link leads to ends within two weeks",
    why="Invites and the like stop working on a day that is known; listeners come later, too.",
    fix="Make one that doesn't expire, and link to that.",
    bad=answered("until 2026-06-10"),
    good=answered("until 2026-12-01"),
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
