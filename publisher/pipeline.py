"""`publisher build`: the way of the data, in reading order.

config + episode files → links found → rules applied (`inspection`) → notes rendered → feed
assembled → site written (`building`) → links checked (`answering`) → report.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from publisher.answering import report_on
from publisher.asking import Web, asking
from publisher.baseline import mark_known, read_baseline
from publisher.beside import share_work, start_beside
from publisher.building import BuiltShow, PreparedShow, build_show
from publisher.documents import display_path
from publisher.feed.confirming import NOTHING, Confirmed, refuse_unmatched
from publisher.feed.lock import NETWORK_LOCK_NAME, read_lock
from publisher.feed_files import write_network_feed
from publisher.inspection import (
    Inspected,
    ListedShow,
    inspect_config,
    inspect_show,
    list_shows,
    read_show,
    unite,
)
from publisher.model import Network, Report
from publisher.page_files import write_shared
from publisher.public import PublicFolder
from publisher.reports import FORMATS
from publisher.repository import pick_shows
from publisher.rules.selection import RULES_TABLE, refuse_unknown_codes
from publisher.site.pages import SiteRenderer

MANY_EPISODES = 150
"""From here on, a second process saves more time than it costs."""


class Built(NamedTuple):
    """What a build did: lines for people, the report, and whether every feed was written."""

    lines: tuple[str, ...]
    report: Report
    complete: bool


def build_repository(
    network: Network,
    slugs: Sequence[str],
    *,
    now: datetime,
    drafts: bool = False,
    web: Web,
    confirmed: Confirmed = NOTHING,
) -> Built:
    """Write feeds, pages and the link report of the shows named, or of all.

    What is `confirmed` may change for subscribers; raises UsageError before anything is written
    where that names nothing.

    The site doesn't wait for the web: the feed is the same with and without a network, and a
    slow host delays no feed.
    """
    refuse_unknown_codes(network.settings.rules, RULES_TABLE)
    baseline = read_baseline(network.root)
    shows = list_shows(network, pick_shows(network, slugs))
    _refuse_unmatched(confirmed, shows, network, now)
    network_lock = read_lock(network.root / "feeds" / NETWORK_LOCK_NAME)
    prepared = {each.show.slug: PreparedShow.of(each.show, network) for each in shows}
    site = SiteRenderer(network, now)
    write_shared(network, site)
    many = sum(len(listed.files) for listed in shows) >= MANY_EPISODES

    def build(listed: ListedShow) -> tuple[BuiltShow, Inspected]:
        read = read_show(listed, network, now).confirm(confirmed)
        built = start_beside(
            lambda: build_show(
                read, prepared[listed.show.slug], network, site, now=now, drafts=drafts
            ),
            worthwhile=many and len(shows) == 1,  # several shows are shared as wholes
        )
        inspected = inspect_show(read, network, now)
        return built(), inspected

    done = share_work(build, shows, size=lambda listed: len(listed.files), worthwhile=many)
    built = [each for each, _ in done]
    inspected = unite([inspect_config(network, now), *(each for _, each in done)])
    public = PublicFolder(network.root)
    whole = len(shows) == len(network.shows) and all(show.complete for show in built)
    items = [item for show in built for item in show.items] if whole else None
    shared = write_network_feed(network, network_lock, items, public)
    with asking(network, web, now=now) as asked:
        asked.offer(inspected.links)
        rules = network.settings.rules
        report = report_on(inspected, network, rules, now=now, web=web, asking=asked)
    report = mark_known(report, baseline.entries, now.date())
    forms = ("json", "html")
    written = share_work(lambda form: FORMATS[form](report).encode(), forms, worthwhile=many)
    for form, data in zip(forms, written, strict=True):
        public.write(f"report/report.{form}", data)
    where = display_path(public.folder / "report" / "report.html")
    return Built(
        (*(line for show in built for line in show.lines), *shared, f"Link report: {where}"),
        report,
        all(show.complete for show in built),
    )


def _refuse_unmatched(
    confirmed: Confirmed, shows: Sequence[ListedShow], network: Network, now: datetime
) -> None:
    """Raise UsageError where the user confirms what no show is about to do."""
    if confirmed != NOTHING:
        drifts = (read_show(listed, network, now).identity.drifts for listed in shows)
        refuse_unmatched(confirmed, [drift for each in drifts for drift in each])
