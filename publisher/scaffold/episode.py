"""`publisher new`: the next episode of a show, as a draft."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from publisher.config.tables import did_you_mean, find_entry
from publisher.documents import display_path
from publisher.episodes import read_episodes
from publisher.errors import UsageError
from publisher.model import Episode, Network, Show
from publisher.scaffold.draft import FieldValue, draft_text
from publisher.scaffold.naming import slug_of
from publisher.schemas import schema_path, yaml_directive
from publisher.writing import write_atomic


def new_episode(
    network: Network, show: Show, title: str, guests: Sequence[str], now: datetime
) -> Path:
    """Write a draft with the show's next number and the date of `now`; return its file.

    A show whose episodes have no numbers gets none. `guests` are ids of `people.toml`. Raises
    UsageError for an empty title, an unknown guest, or an episode that is there already.
    """
    title = _clean(title)
    people = [_credited(guest, show, network) for guest in guests]
    episodes = [file.episode for file in read_episodes(show, network) if file.episode is not None]
    number, season = next_number(episodes)
    today = now.astimezone(ZoneInfo(show.timezone)).date()
    name = _file_name(title, number, today)
    file = _folder(network, show, episodes) / f"{name}.md"
    if not file.parent.resolve().is_relative_to(network.root):
        raise UsageError(f"{display_path(file.parent)} leads out of the repository")
    taken = next((episode.file for episode in episodes if episode.slug == name), file)
    if os.path.lexists(taken):
        raise UsageError(f"{display_path(taken)} is there already; choose another title")
    fields: dict[str, FieldValue] = {"title": title}
    if number is not None:
        fields["number"] = number
    if season is not None:
        fields["season"] = season
    fields |= {"date": today, "draft": True}
    if people:
        fields["people"] = people
    text = draft_text(
        renamed_fields(fields, show),
        explained=not show.fields,
        directive="" if show.fields else _directive(file, network.root),
    )
    write_atomic(file, text.encode(), durable=True)
    return file


def next_number(episodes: Iterable[Episode]) -> tuple[int | None, int | None]:
    """Return the next episode's number and season: one more than the highest of the last season.

    (1, None) for the first episode of all; no number where the show doesn't number.
    """
    known = list(episodes)
    if not known:
        return 1, None
    numbered = [(episode.season or 0, episode.number) for episode in known if episode.number]
    if not numbered:
        return None, None
    season, number = max(numbered)
    return number + 1, season or None


def _directive(file: Path, root: Path) -> str:
    """Return the line by which editors find the schema, where `publisher init` put it there."""
    path = PurePosixPath(file.relative_to(root)).as_posix()
    return yaml_directive("episode", path) if (root / schema_path("episode")).is_file() else ""


def _file_name(title: str, number: int | None, today: date) -> str:
    slug = slug_of(title)
    if number is not None:
        return f"{number:03}-{slug}" if slug else f"{number:03}"
    # index.md is the episode that its folder is named after.
    return f"episode-{today}" if slug in ("", "index") else slug


def _clean(title: str) -> str:
    """Return the title on one line."""
    title = " ".join(title.splitlines()).strip()
    if not title:
        raise UsageError("the title is empty; write what the episode is called")
    try:
        title.encode()
    except UnicodeEncodeError:
        raise UsageError("the title is not valid text; check your terminal's encoding") from None
    return title


def _credited(guest: str, show: Show, network: Network) -> str | dict[str, str]:
    """Return what `people` says of a guest: the id, with the role where that isn't understood."""
    person = find_entry(guest, network.people)
    if person is None or person.id is None:
        hint = did_you_mean(guest, network.people) or "; add the guest there first"
        raise UsageError(f"there is no {guest!r} in config/people.toml{hint}")
    known = person.id
    is_host = known in {host.id for host in show.hosts}
    understood = person.role == "guest" or (person.role is None and not is_host)
    # Where [fields] maps people, the role is in the name of the show's own key.
    if understood or "people" in show.fields:
        return known
    return {"id": known, "role": "guest"}


def _folder(network: Network, show: Show, episodes: Sequence[Episode]) -> Path:
    """Return where the show's episodes are: beside the latest, where a glob says which they are."""
    if show.episodes is None:
        return show.folder / "episodes"
    if episodes:
        latest = max(episodes, key=lambda episode: (episode.number or 0, episode.file)).file
        return latest.parent.parent if latest.stem == "index" else latest.parent
    parts = PurePosixPath(show.episodes).parts
    wild = next((index for index, part in enumerate(parts) if set(part) & set("*?[")), -1)
    return network.root.joinpath(*parts[:wild])


def renamed_fields(fields: Mapping[str, Any], show: Show) -> dict[str, Any]:
    """Return the fields under the names that the show's own `[fields]` gives them."""
    renamed: dict[str, Any] = {}
    for ours, value in fields.items():
        theirs = show.fields.get(ours, (ours,))
        # One of our fields may be several of theirs: people = ["hosts", "guests"].
        key = next((name for name in theirs if "guest" in name.lower()), theirs[0])
        *parents, last = key.split(".")
        table = renamed
        for parent in parents:
            inner = table.setdefault(parent, {})
            table = inner if isinstance(inner, dict) else table
        table[last] = value
    return renamed
