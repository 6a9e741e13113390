"""`publisher serve`: a build as it would come out, to be looked at; nothing of it is written.

The stages are those of `pipeline`; what an earlier rehearsal found of unchanged files is kept.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import NamedTuple

from publisher.answering import network_report
from publisher.asking import Web
from publisher.baseline import mark_known, read_baseline
from publisher.building import BuiltShow, PreparedShow, build_show
from publisher.feed.lock import NETWORK_LOCK_NAME, read_lock
from publisher.feed.shared import SharedItem, shared_items
from publisher.feed_files import show_network_feed
from publisher.inspection import (
    Inspected,
    ListedShow,
    ReadShow,
    inspect_config,
    inspect_show,
    list_shows,
    read_show,
    unite,
)
from publisher.memory import Memory
from publisher.model import Network, Report
from publisher.page_files import write_network_pages, write_shared
from publisher.public import Contents, PublicPreview
from publisher.reports import SITE_FILES
from publisher.repository import pick_shows
from publisher.rules.selection import RULES_TABLE, refuse_unknown_codes
from publisher.site.pages import SiteRenderer
from publisher.site.theme import load_theme


class Rehearsal(NamedTuple):
    """What a build would come to. `contents` has each file below the site by its path."""

    network: Network
    now: datetime
    shows: tuple[ReadShow, ...]
    built: tuple[BuiltShow, ...]
    inspected: Inspected
    contents: Mapping[str, Contents]


def rehearse(network: Network, *, now: datetime, drafts: bool, memory: Memory) -> Rehearsal:
    """Return what a build of all shows at `now` would write, and what their files say.

    Raises as `build_repository` does.
    """
    refuse_unknown_codes(network.settings.rules, RULES_TABLE)
    listed = list_shows(network, pick_shows(network, ()))
    contents: dict[str, Contents] = {}
    prepared = {each.show.slug: _prepare(each, network, now, contents) for each in listed}
    site = SiteRenderer(network, now, load_theme(network.root))
    public = PublicPreview(contents)
    write_shared(site, public)
    shows = tuple(read_show(each, network, now, memory=memory) for each in listed)
    built = tuple(
        build_show(read, prepared[read.show.slug], network, site, now=now, drafts=drafts)
        for read in shows
    )
    inspected = unite(
        [
            inspect_config(network, now),
            *(inspect_show(read, network, now, memory) for read in shows),
        ]
    )

    def items() -> Iterator[SharedItem]:
        for read in shows:
            notes = prepared[read.show.slug].desk.for_feed
            yield from shared_items(read.show, read.identity, network, notes)

    lock = read_lock(network.root / "feeds" / NETWORK_LOCK_NAME)
    whole = all(show.complete for show in built)
    write_network_pages(
        network,
        site,
        [entry for show in built for entry in show.entries],
        lambda _: PublicPreview(contents),
        keep=lambda _: False,
        whole=whole,
    )
    show_network_feed(network, lock, items if whole else None, public)
    return Rehearsal(network, now, shows, built, inspected, contents)


def _prepare(
    listed: ListedShow, network: Network, now: datetime, contents: dict[str, Contents]
) -> PreparedShow:
    return PreparedShow.of(listed.show, network, now, PublicPreview(contents))


def report_of(rehearsal: Rehearsal, web: Web) -> Report:
    """Return the link report of a rehearsal; the web is asked as far as `web` allows."""
    network, now, inspected = rehearsal.network, rehearsal.now, rehearsal.inspected
    report = network_report(inspected, network, now=now, web=web)
    return mark_known(report, read_baseline(network.root).entries, now.date())


def report_pages(report: Report) -> Mapping[str, Contents]:
    """Return the pages of a report by path below the site, made when they are asked for."""
    return {
        path: cache(lambda render=render: render(report).encode())
        for path, render in SITE_FILES.items()
    }
