"""An invented feed that grows and changes, and what an import of it wants."""

from collections.abc import Mapping
from pathlib import Path

from publisher.importing.plan.carrying import carry_out
from publisher.importing.plan.planning import ImportPlan, Outcome, plan_import
from publisher.importing.plan.wanted import WantedEntries, WantedFile

SHOW = "show"
EPISODES = f"feeds/{SHOW}/episodes"
SHOW_FILE = f"feeds/{SHOW}/show.toml"
PEOPLE = "config/people.toml"
LOCK = f"feeds/{SHOW}/import.lock"
SOURCE = "https://feeds.example.com/show"


def episode_text(number: int, title: str) -> bytes:
    return f'---\ntitle: "{title}"\nguid: guid-{number}\n---\nNotes of {title}.\n'.encode()


def wanted_files(episodes: Mapping[int, str], show: str = "The Show") -> tuple[WantedFile, ...]:
    """Return what a feed of these episodes, title by number, wants."""
    files = [
        WantedFile(f"{EPISODES}/{number:03}.md", episode_text(number, title), f"guid-{number}")
        for number, title in episodes.items()
    ]
    return (WantedFile(SHOW_FILE, f'title = "{show}"\n'.encode()), *files)


def wanted_entries(
    people: Mapping[str, Mapping[str, object]], socials: Mapping[str, object]
) -> tuple[WantedEntries, ...]:
    return (
        WantedEntries(PEOPLE, people, header="Hosts and guests."),
        WantedEntries(SHOW_FILE, {"socials": socials}, adds_keys=True),
    )


def run(
    root: Path,
    episodes: Mapping[int, str],
    *,
    show: str = "The Show",
    people: Mapping[str, Mapping[str, object]] | None = None,
    socials: Mapping[str, object] | None = None,
    take: tuple[str, ...] = (),
) -> ImportPlan:
    """Import the feed into `root`."""
    plan = plan_import(
        root,
        SHOW,
        SOURCE,
        wanted_files(episodes, show),
        wanted_entries(people or {}, socials or {}),
        take=take,
    )
    carry_out(plan)
    return plan


def outcomes(plan: ImportPlan) -> dict[str, Outcome]:
    """Return what became of each file that isn't as it was, by its name."""
    return {
        Path(step.path).name: step.outcome
        for step in plan.files
        if step.outcome is not Outcome.UNCHANGED
    }


def everything(root: Path) -> dict[str, bytes]:
    """Return every file below `root` with its bytes."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.is_symlink()
    }
