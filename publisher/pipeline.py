"""`publisher build`: the way of the data, in reading order.

config + episode files → links found → rules applied (`inspection`) → notes rendered → feed
assembled → site written (`building`) → links checked (`answering`) → report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from publisher.answering import Web, report_on
from publisher.beside import start_beside
from publisher.documents import display_path
from publisher.inspection import inspect_shows, read_shows
from publisher.model import Network, Report
from publisher.public import PublicFolder
from publisher.reports import FORMATS
from publisher.repository import pick_shows
from publisher.rules.selection import RULES_TABLE, refuse_unknown_codes

if TYPE_CHECKING:
    from publisher.building import BuiltShow

MANY_EPISODES = 150
"""From here on, a second process saves more time than it costs."""


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

    The site doesn't wait for the web: the feed is the same with and without a network, and a
    slow host delays no feed.
    """
    refuse_unknown_codes(network.settings.rules, RULES_TABLE)
    shows = read_shows(network, pick_shows(network, slugs))

    def write() -> "tuple[BuiltShow, ...]":
        from publisher.building import write_site  # only the process that writes needs it

        return write_site(network, shows, now=now, drafts=drafts)

    site = start_beside(
        write,
        worthwhile=sum(len(read.files) for read in shows) >= MANY_EPISODES,
    )
    inspected = inspect_shows(network, shows, now)
    report = report_on(inspected, network, network.settings.rules, now=now, web=web)
    public = PublicFolder(network.root)
    for form in ("json", "html"):
        public.write(f"report/report.{form}", FORMATS[form](report).encode())
    built = site()
    where = display_path(public.folder / "report" / "report.html")
    return Built(
        (*(line for show in built for line in show.lines), f"Link report: {where}"),
        report,
        all(show.complete for show in built),
    )
