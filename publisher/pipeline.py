"""The way of the data, in reading order.

config + episode files → links found → rules applied → notes rendered → feed assembled
→ site written → links checked → report. `inspection` does the first half; this module strings
the rest together. Everything that decides is told the time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from publisher.addresses import show_path
from publisher.building import build_show
from publisher.checking import Web, report_on
from publisher.config import find_root, load_network
from publisher.documents import display_path
from publisher.episodes import EpisodeFile, read_episodes
from publisher.errors import PublisherError, UsageError
from publisher.inspection import Inspected, inspect_files, inspect_network, text_files
from publisher.model import Episode, Finding, Network, Report, RuleSelection, Show
from publisher.notes.gather import gather_notes
from publisher.notes.judging import judge_notes
from publisher.notes.render import Form, NotesRenderer
from publisher.public import PublicFolder
from publisher.reports import FORMATS
from publisher.rules.catalogue import Context
from publisher.rules.fixing import Fixes, fix_files
from publisher.rules.selection import merged_selection
from publisher.site.pages import NETWORK_PAGE_PATH, SiteRenderer, static_files


def open_network(root: Path | None) -> Network:
    """Load the configuration of the repository at `root`, or of the nearest one above.

    Raises UsageError where there is none, ConfigError where it is wrong.
    """
    found = root or find_root(Path.cwd())
    if found is None:
        raise UsageError(
            "no podcast repository here: neither config/publisher.toml nor feeds/*/show.toml in "
            f"{Path.cwd()} or above; start one with `publisher init`"
        )
    return load_network(found.resolve())


def pick_shows(network: Network, slugs: Sequence[str]) -> tuple[Show, ...]:
    """Return the shows named, or all; raises UsageError with a suggestion for an unknown one."""
    for slug in slugs:
        if slug not in network.shows:
            close = get_close_matches(slug, network.shows, 1)
            hint = f"did you mean {close[0]}?" if close else f"there are: {_names(network)}"
            raise UsageError(f"there is no show {slug!r} in feeds/; {hint}")
    return tuple(network.shows[slug] for slug in slugs or sorted(network.shows))


def _names(network: Network) -> str:
    return ", ".join(sorted(network.shows)) or "none"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and all that `--fix` can do about it."""

    report: Report
    fixes: Fixes


def check_repository(
    root: Path | None,
    paths: Sequence[Path],
    selection: RuleSelection,
    *,
    now: datetime,
    web: Web,
) -> Checked:
    """Check the repository at `root` or above, or only the files and folders of `paths`.

    Files that are no episodes of a show are checked as plain Markdown or HTML, with a config or
    without one.
    """
    root = root or find_root(paths[0].resolve() if paths else Path.cwd())
    network = load_network(root.resolve()) if root is not None else None
    if network is None:
        inspected = inspect_files(tuple(text_files(paths or (Path(),))), now)
    else:
        selection = merged_selection(network.settings.rules, selection)
        inspected = inspect_network(network, pick_shows(network, ()), now)
        if paths:
            inspected = _narrowed(inspected, tuple(text_files(paths)), now)
    report = report_on(inspected, network, selection, now=now, web=web)
    fixes = fix_files(
        report.findings,
        inspected.links,
        context=Context(now, network),
        selection=selection,
    )
    return Checked(report, fixes)


def _narrowed(inspected: Inspected, files: Sequence[Path], now: datetime) -> Inspected:
    """Keep what `inspected` says of `files`; those it doesn't know are inspected by themselves."""
    wanted = {display_path(file) for file in files}
    known = inspected.paths
    others = inspect_files([file for file in files if display_path(file) not in known], now)
    shows = (
        replace(show, files=tuple(read for read in show.files if read.path in wanted))
        for show in inspected.shows
    )
    return Inspected(
        tuple(shows),
        {**inspected.documents, **others.documents},
        tuple(link for link in inspected.links if link.place.path in wanted) + others.links,
        tuple(found for found in inspected.findings if found.place.path in wanted)
        + others.findings,
    )


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
        replace(inspected, findings=inspected.findings + found),
        network,
        network.settings.rules,
        now=now,
        web=web,
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


def find_episode(network: Network, wanted: str) -> tuple[Show, Episode]:
    """Return the episode named by its file or folder, its slug, its number, or `SHOW/SLUG`."""
    path = Path(wanted).resolve()
    by_name: dict[str, list[tuple[Show, Episode]]] = {}
    for show in network.shows.values():
        for read in read_episodes(show, network):
            if path in (read.file, read.file.parent) and path != show.folder / "episodes":
                return show, _readable(read)
            if read.episode is not None:
                slug, number = read.episode.slug, str(read.episode.number)
                for name in {slug, number, f"{show.slug}/{slug}", f"{show.slug}/{number}"}:
                    by_name.setdefault(name, []).append((show, read.episode))
    fitting = by_name.get(wanted, [])
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        files = ", ".join(sorted(episode.source.path for _, episode in fitting))
        raise UsageError(f"{wanted!r} fits more than one episode; name the file: {files}")
    close = get_close_matches(wanted, by_name, 1)
    hint = f"did you mean {close[0]}?" if close else "name its file, its slug or its number"
    raise UsageError(f"there is no episode {wanted!r}; {hint}")


def _readable(read: EpisodeFile) -> Episode:
    if read.episode is None:
        told = (f"{found.place}: {found.code} {found.message}" for found in read.findings)
        raise PublisherError("\n".join(told))
    return read.episode
