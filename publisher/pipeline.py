"""`publisher build`: the way of the data, in reading order.

config + episode files → links found → rules applied (`inspection`) → notes rendered → feed
assembled → site written (`building`) → links checked (`answering`) → report.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from publisher.answering import network_report
from publisher.asking import Web, remembers
from publisher.baseline import mark_known, read_baseline
from publisher.beside import share_work, start_beside
from publisher.building import BuiltShow, PreparedShow, build_show
from publisher.documents import display_path
from publisher.feed.confirming import NOTHING, Confirmed, refuse_unmatched
from publisher.feed.lock import LOCK_NAME, NETWORK_LOCK_NAME, read_lock
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
from publisher.page_files import SHARED_FOLDERS, write_network_pages, write_shared
from publisher.public import PublicFolder, withdraw_others
from publisher.reports import SITE_FILES
from publisher.repository import pick_shows
from publisher.rules.selection import RULES_TABLE, refuse_unknown_codes
from publisher.searching.indexing import choose_search, indexing
from publisher.searching.published import INDEX_PATH
from publisher.since import with_changes
from publisher.site.pages import SiteRenderer
from publisher.site.theme import load_theme

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
    prepared = {
        each.show.slug: PreparedShow.of(
            each.show, network, now, PublicFolder(network.root, each.show.slug)
        )
        for each in shows
    }
    search = choose_search(network)
    site = SiteRenderer(network, now, load_theme(network.root), search=search.program is not None)
    public = PublicFolder(network.root)
    places = {folder: PublicFolder(network.root, folder) for folder in SHARED_FOLDERS}
    write_shared(site, places["assets"])
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
    complete = all(show.complete for show in built)
    whole = complete and len(shows) == len(network.shows)
    items = [item for show in built for item in show.items] if whole else None
    write_network_pages(
        network,
        site,
        [entry for show in built for entry in show.entries],
        places.__getitem__,
        keep=lambda path: not whole and (public.folder / path).is_file(),
        whole=whole,
    )
    gone = _withdraw_shows(network) if whole else []
    shared = write_network_feed(network, network_lock, items, public)
    with indexing(network, search) as index:
        report = network_report(inspected, network, now=now, web=web)
        found = (*search.lines, *index.finish())
    report = mark_known(report, baseline.entries, now.date())
    if len(shows) == len(network.shows) and remembers(network, web):
        report = with_changes(report, network.root, now.astimezone(UTC).date())
    where = _write_report(report, public, beside=many)
    lines = [line for show in built for line in show.lines]
    return Built((*lines, *gone, *shared, *found, where), report, complete)


def _write_report(report: Report, public: PublicFolder, *, beside: bool) -> str:
    """Write the report's files; say where it is. `beside`: a second process saves time."""

    def render(path: str) -> bytes:
        return SITE_FILES[path](report).encode()

    paths = list(SITE_FILES)
    for path, data in zip(paths, share_work(render, paths, worthwhile=beside), strict=True):
        public.write(path, data)
    return f"Link report: {display_path(public.folder / 'report' / 'index.html')}"


def _withdraw_shows(network: Network) -> list[str]:
    """Remove from `public/` the shows that are gone from `feeds/`; return a line for each.

    One that has left its lock there is not gone: rather its `show.toml` has got lost.
    """
    locks = (network.root / "feeds").glob(f"*/{LOCK_NAME}")
    known = {*network.shows, *(lock.parent.name for lock in locks), *SHARED_FOLDERS, INDEX_PATH}
    return [
        f"{show}: not in feeds/ any more, so its pages and its feed are gone from public/{show}/"
        for show in withdraw_others(network.root, known)
    ]


def _refuse_unmatched(
    confirmed: Confirmed, shows: Sequence[ListedShow], network: Network, now: datetime
) -> None:
    """Raise UsageError where the user confirms what no show is about to do."""
    if confirmed != NOTHING:
        drifts = (read_show(listed, network, now).identity.drifts for listed in shows)
        refuse_unmatched(confirmed, [drift for each in drifts for drift in each])
