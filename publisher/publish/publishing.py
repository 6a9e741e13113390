"""`publisher publish`, once the site is built: refused, planned, delivered, told.

Whatever stops it, at no moment does a published feed name a page or a recording that isn't there:
feeds are sent last, and what they no longer name is removed after that.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple

from publisher.errors import os_error_words
from publisher.model import Network, PublishPlace, Report, Severity
from publisher.publish.failing import PublishError
from publisher.publish.files import SiteFile, in_order, list_site
from publisher.publish.pinging import Ping, Send, plan_pings, send_pings
from publisher.publish.plan import Plan, doubtful, make_plan
from publisher.publish.registry import open_target
from publisher.publish.targets import Say, Target, Trust
from publisher.publish.text import done_line, plan_lines, refusal_of_errors, some_paths


class Wishes(NamedTuple):
    """What the user wants of this run."""

    dry_run: bool = False
    force: bool = False  # though there are errors, or a feed would go
    verbose: bool = False
    trust: Trust = Trust()


def refuse_build(report: Report, *, complete: bool, force: bool) -> None:
    """Raise PublishError where the build isn't fit to be published."""
    if not complete:
        raise PublishError(
            "not published: a feed was left as it was, and the pages may say what it doesn't. "
            "Mend what the build says above"
        )
    errors = [
        finding
        for finding in report.findings
        if finding.severity is Severity.ERROR and finding.known is None
    ]
    if errors and not force:
        raise PublishError(refusal_of_errors(errors))


def publish(
    place: PublishPlace, network: Network, wishes: Wishes, *, send: Send, say: Say
) -> Iterator[str]:
    """Bring the place up to date; yield what was done, for people.

    `say` is told what is under way. Raises UsageError where the place is not allowed, and
    PublishError where it can't be done.
    """
    try:
        with closing(open_target(place, network, wishes.trust)) as target:
            yield from _published(target, place, network, wishes, send=send, say=say)
    except OSError as error:  # a full disk, a folder of somebody else
        raise PublishError(f"{os_error_words(error)}; the next run goes on") from error


def _published(
    target: Target,
    place: PublishPlace,
    network: Network,
    wishes: Wishes,
    *,
    send: Send,
    say: Say,
) -> Iterator[str]:
    files = list_site(network.root / "public", report=place.report)
    if not files:
        raise PublishError("not published: public/ is empty")
    plan = plan_for(target, files)
    pings = plan_pings(plan.told, network)
    if wishes.dry_run:
        yield from plan_lines(plan, pings, target.words, verbose=wishes.verbose)
    refuse_plan(plan, wishes)
    for warning in target.warnings(plan):
        say(f"warning: {warning}")
    if not wishes.dry_run:
        yield from _bring(target, plan, pings, send, say)


def plan_for(target: Target, files: Sequence[SiteFile]) -> Plan:
    """Look at what is there, and compare."""
    wanted = sorted((*files, *target.extra_files()), key=in_order)
    fingerprints = target.fingerprints(wanted)
    there = target.look()
    return make_plan(wanted, fingerprints, there, target.identical(doubtful(wanted, there)))


def refuse_plan(plan: Plan, wishes: Wishes) -> None:
    """Raise PublishError where the plan would take from listeners, or from somebody else."""
    if plan.clashing:
        raise PublishError(
            f"not published: {some_paths(plan.clashing)} at the place would have to be folders, "
            "or lie where the site has a file; remove them there"
        )
    if plan.in_the_way and not wishes.trust.overwrite:
        raise PublishError(
            f"not published: {some_paths(plan.in_the_way)} at the place differ from the site and "
            "were not put there by `publisher publish`. If this is the right place, --overwrite "
            "replaces them"
        )
    if plan.feeds_removed and not wishes.force:
        raise PublishError(
            f"not published: {some_paths(plan.feeds_removed)} would be removed, and who is "
            "subscribed there gets no episode any more. Is a folder of feeds/ missing? If the feed "
            "is to go, let its address redirect, and run it with --force"
        )


def _bring(
    target: Target, plan: Plan, pings: Sequence[Ping], send: Send, say: Say
) -> Iterator[str]:
    if plan.is_empty and plan.is_settled:
        yield f"nothing to do: {target.words} holds the site as it is"
        return
    if not plan.is_empty:
        target.deliver(plan, say)
    # Hubs are told before the list says that all is done: a run that is cut off in between tells
    # them again, and none is left out.
    yield from send_pings(pings, send)
    target.settle(plan)
    yield done_line(plan, target.words)
