"""`publisher build` and `publisher notes`: the way of the data, in reading order.

config + episode files → links found → rules applied (`inspection`) → notes rendered → feed
assembled → site written (`building`) → links checked (`answering`) → report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from publisher.addresses import show_path
from publisher.answering import Web, report_on
from publisher.building import build_show
from publisher.inspection import inspect_network
from publisher.model import Finding, Network, Report
from publisher.notes.gather import gather_notes
from publisher.notes.judging import judge_notes
from publisher.notes.render import Form, NotesRenderer
from publisher.public import PublicFolder
from publisher.reports import FORMATS
from publisher.repository import find_episode, pick_shows
from publisher.site.pages import NETWORK_PAGE_PATH, SiteRenderer, static_files


@dataclass(frozen=True, slots=True)
class Built:
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
) -> Built:
    """Write feeds, pages and the link report of the shows named, or of all.

    What can be written is written before the web is asked, so that a slow host delays no feed,
    and the feed is the same with and without a network.
    """
    inspected = inspect_network(network, pick_shows(network, slugs), now)
    public = PublicFolder(network.root)
    site = SiteRenderer(network, now)
    built = [
        build_show(show, network, public, site, now=now, drafts=drafts) for show in inspected.shows
    ]
    for path, data in static_files().items():
        public.write(path, data)
    public.write(NETWORK_PAGE_PATH, site.network_page(tuple(network.shows.values())).encode())
    found = tuple(finding for show in built for finding in show.findings)
    report = report_on(
        inspected.with_findings(found), network, network.settings.rules, now=now, web=web
    )
    for form in ("json", "html"):
        public.write(f"report/report.{form}", FORMATS[form](report).encode())
    public.sweep((*(show_path(show.show.slug) for show in built), "report/"))
    return Built(
        tuple(line for show in built for line in show.lines),
        report,
        all(show.complete for show in built),
    )


def render_notes_of(
    network: Network, wanted: str, form: Form, now: datetime
) -> tuple[str, tuple[Finding, ...]]:
    """Return the show notes of the episode wanted in a form, and what was left out of them.

    Raises UsageError where no episode, or more than one, fits; PublisherError where its file
    can't be read.
    """
    show, episode = find_episode(network, wanted)
    notes = gather_notes(episode, show, network, now)
    rendered = NotesRenderer(network, show).render(notes, form)
    return rendered.text, judge_notes(episode, form, rendered)
