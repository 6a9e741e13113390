"""An imported show → the files and tables that its folder and the config shall hold."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from publisher.documents import read_toml
from publisher.documents.toml_writing import toml_text
from publisher.feed.lock import LOCK_NAME, lock_bytes
from publisher.importing.boilerplate import Tidied, TidiedEpisode, tidy
from publisher.importing.description.taking_apart import understand
from publisher.importing.description.understanding import Account, FoundSponsor, Known
from publisher.importing.feed.converting import ImportedEpisode, ImportedShow
from publisher.importing.feed.keeping import keep_homeless
from publisher.importing.feed.tags import Table
from publisher.importing.feed.template import notes_template
from publisher.importing.front_matter import episode_text
from publisher.importing.markdown import Converted, convert_notes
from publisher.importing.plan.standing import Standing
from publisher.importing.plan.wanted import WantedEntries, WantedFile
from publisher.schemas import toml_directive

_PEOPLE = "Hosts and guests; show.toml and episodes name them by the ids in brackets."
_SPONSORS = "Who pays for episodes; these name them by the ids in brackets."

MOST_TIDIED_CHARACTERS = 32_000_000
"""Of the notes of all episodes: to compare their paragraphs takes ten times as much memory."""


def notes_of(imported: ImportedShow) -> tuple[Converted, ...]:
    """Return the notes of all episodes as Markdown."""
    link = str(imported.show.get("link") or "")
    return tuple(
        convert_notes(each.item.notes, str(each.item.fields.get("link") or link))
        for each in imported.episodes
    )


def tidy_notes(
    bodies: Sequence[str],
    imported: ImportedShow,
    standing: Standing,
    take: Collection[str] = (),
    *,
    keep: bool,
) -> Tidied:
    """Return the Markdown of all episodes; unless `keep`, what repeats is taken out."""
    if keep:
        return untouched(bodies)
    if sum(map(len, bodies)) > MOST_TIDIED_CHARACTERS:
        return untouched(bodies)._replace(too_long=True)
    days = [_day(each) for each in imported.episodes]
    tidied = tidy(bodies, _known(imported, standing.root), days)
    return keep_homeless(tidied, bodies, standing, take)


def untouched(bodies: Iterable[str]) -> Tidied:
    """Return the notes as they are."""
    return Tidied(
        episodes=tuple(map(TidiedEpisode, bodies)),
        socials={},
        platforms={},
        funding=(),
        sponsors={},
        before=(),
        after=(),
        shown=frozenset(),
        removed=(),
    )


def _day(episode: ImportedEpisode) -> str:
    moment = episode.item.published
    return moment.date().isoformat() if moment else ""


def _known(imported: ImportedShow, root: Path) -> Known:
    sponsors = tuple(_sponsors(root / "config" / "sponsors.toml"))
    return _of_show(imported)._replace(sponsors=sponsors)


def _of_show(imported: ImportedShow) -> Known:
    show = imported.show
    return Known(
        show_title=str(show.get("title") or "") or None,
        hosts=tuple(str(each.get("name")) for each in imported.people.values()),
        language=str(show.get("language") or "") or None,
    )


def _sponsors(file: Path) -> Iterator[FoundSponsor]:
    for key, table in read_toml(file).fields.items() if file.is_file() else ():
        if isinstance(table, dict):
            said = {name: table.get(name) for name in ("url", "offer", "code", "tagline")}
            texts = {name: value for name, value in said.items() if isinstance(value, str)}
            yield FoundSponsor(str(table.get("name", key)), **texts)


def wanted_files(slug: str, imported: ImportedShow, tidied: Tidied) -> Iterator[WantedFile]:
    """Yield the files of a show: show.toml, its template, an episode file each, and the lock."""
    folder = f"feeds/{slug}"
    show = {"title": slug, **imported.show}  # which no show can be without
    funding = [*_listed(show.get("funding")), *tidied.funding]
    if funding:
        show["funding"] = list({str(each.get("url")): each for each in reversed(funding)}.values())[
            ::-1
        ]
    path = f"{folder}/show.toml"
    yield WantedFile(path, f"{toml_directive('show', path)}\n{toml_text(show)}".encode())
    day = max(map(_day, imported.episodes), default="") or "2000-01-01"
    template = notes_template(day, tidied.before, tidied.after, tidied.shown)
    yield WantedFile(f"{folder}/notes.j2", template.encode())
    for each, own in zip(imported.episodes, tidied.episodes, strict=True):
        text = episode_text(_front_matter(each, own), own.body)
        data = text.encode("utf-8", "ignore")
        yield WantedFile(f"{folder}/episodes/{each.file}", data, each.guid)
    yield WantedFile(f"{folder}/{LOCK_NAME}", lock_bytes(imported.lock), merged=True)


def _listed(value: object) -> list[Table]:
    return value if isinstance(value, list) else []


def _front_matter(episode: ImportedEpisode, own: TidiedEpisode) -> Table:
    fields = {**episode.item.fields}
    if own.sponsors:
        fields["sponsors"] = [_short(each) for each in own.sponsors]
    return fields


def _short(sponsor: object) -> object:
    """Return a sponsor of whom only the id is said as that."""
    if isinstance(sponsor, dict) and sponsor.keys() == {"id"}:
        return sponsor["id"]
    return sponsor


def wanted_entries(slug: str, imported: ImportedShow, tidied: Tidied) -> Iterator[WantedEntries]:
    """Yield the tables of people and sponsors, and the profiles of the show."""
    if imported.people:
        yield WantedEntries("config/people.toml", imported.people, header=_PEOPLE)
    if tidied.sponsors:
        yield WantedEntries("config/sponsors.toml", tidied.sponsors, header=_SPONSORS)
    said = understand(str(imported.show.get("description") or ""), _of_show(imported))
    profiles = {
        "socials": {**_urls(said.socials), **tidied.socials},
        "platforms": {**_urls(said.platforms), **tidied.platforms},
    }
    found = {name: each for name, each in profiles.items() if each}
    if found:
        yield WantedEntries(f"feeds/{slug}/show.toml", found, adds_keys=True)


def _urls(accounts: Iterable[Account]) -> dict[str, str]:
    """Return the addresses by platform, of several on one the first."""
    return {each.platform: each.url for each in reversed([*accounts])}
