"""`publisher import --notes`: read, understand, plan, write, and say what was done."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from publisher.documents import display_path
from publisher.episodes import read_episodes
from publisher.errors import UsageError
from publisher.importing.description.taking_apart import understand
from publisher.importing.description.understanding import Understanding
from publisher.importing.notes_file.explaining import print_explained
from publisher.importing.notes_file.making import Made, make_episode
from publisher.importing.notes_file.placing import Home, find_home
from publisher.importing.notes_file.reading import read_notes
from publisher.importing.notes_file.saying import told
from publisher.importing.plan.carrying import carry_out
from publisher.importing.plan.planning import ImportPlan, plan_import
from publisher.importing.plan.standing import look_at
from publisher.scaffold import begin_repository


class AskedNotes(NamedTuple):
    """What the user asks for. `notes` is a file, or `-` for what `stdin` gives.

    `root` is None for the repository around, or one to be begun here; `explain` prints each
    decision to `stdout` first.
    """

    notes: str
    stdin: TextIO
    stdout: TextIO
    show: str | None = None
    root: Path | None = None
    dry_run: bool = False
    explain: bool = False


def import_notes(asked: AskedNotes) -> Iterator[str]:
    """Make one episode of a description; yield what is to be said of it, a line each.

    Raises UsageError where it can't be told which show is meant, or there is nothing to read;
    DocumentError and ConfigError for files of the repository that can't be read. Nothing is
    written then.
    """
    notes = read_notes(asked.notes, asked.stdin)
    home = find_home(notes.text, asked.show, asked.root)
    understood = understand(notes.text, home.known)
    if asked.explain:
        print_explained(notes.source, understood, asked.stdout)
    made = make_episode(notes, understood, home)
    _check_number(home, understood, made)
    plan = _plan(home, made)
    if not asked.dry_run:
        carry_out(plan)
    yield from told(plan, made, home, understood, dry_run=asked.dry_run)
    if not asked.dry_run:
        yield from _begun(home)


def _check_number(home: Home, understood: Understanding, made: Made) -> None:
    """Raise UsageError where another file is this episode already."""
    if home.show is None or understood.number is None:
        return
    for file in read_episodes(home.show, home.network):
        episode = file.episode
        if episode is None or (episode.number, episode.season) != (
            understood.number,
            understood.season,
        ):
            continue
        if file.file.resolve() != (home.root / made.path).resolve():
            raise UsageError(
                f"{display_path(file.file)} is episode {understood.number} already; give this one "
                "another number, or copy what you need into that file by hand"
            )


def _plan(home: Home, made: Made) -> ImportPlan:
    standing = look_at(home.root, home.slug)
    source = standing.record.source or ""
    return plan_import(home.root, home.slug, source, made.files, made.entries, standing=standing)


def _begun(home: Home) -> Iterator[str]:
    """Write what a repository needs besides, if this is the first show in it."""
    if not home.is_new_repository:
        return
    yield from begin_repository(home.root)
    where = "" if home.root == Path.cwd() else f" in {display_path(home.root)}"
    yield (
        f"next{where}: `publisher serve` shows it; write into config/publisher.toml where the site "
        "will be, and `publisher check` finds what is missing"
    )
