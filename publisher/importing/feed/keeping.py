"""Notes that stay whole, because what would be taken out of them has no place any more."""

from collections.abc import Collection, Sequence

from publisher.documents import read_toml
from publisher.importing.boilerplate import Tidied, TidiedEpisode
from publisher.importing.plan.confining import confine
from publisher.importing.plan.record import digest
from publisher.importing.plan.standing import Standing, read_here

SPONSORS = "config/sponsors.toml"


def keep_homeless(
    tidied: Tidied, bodies: Sequence[str], standing: Standing, take: Collection[str] = ()
) -> Tidied:
    """Return the notes tidied only where what was taken out of them is still shown elsewhere.

    A sponsor that the user took out of `sponsors.toml` is not added again, and a `notes.j2` that
    the user edited or deleted is not written again: then the episodes concerned keep their whole
    `bodies`.
    """
    gone = _sponsors_taken_out(standing)
    has_template = _has_template(tidied, standing, take)
    episodes = tuple(
        TidiedEpisode(body)
        if own.body != body
        and (not has_template or any(each.get("id") in gone for each in own.sponsors))
        else own
        for own, body in zip(tidied.episodes, bodies, strict=True)
    )
    return tidied._replace(episodes=episodes)


def _sponsors_taken_out(standing: Standing) -> frozenset[str]:
    known = standing.record.entries.get(SPONSORS, {})
    file = confine(standing.root, SPONSORS)
    there = read_toml(file).fields if known and file.is_file() else {}
    return frozenset(known.keys() - there.keys())


def _has_template(tidied: Tidied, standing: Standing, take: Collection[str]) -> bool:
    """Say whether the lines that go around the bodies will stand in the show's template."""
    path = f"feeds/{standing.show}/notes.j2"
    known = standing.record.files.get(path)
    if path in take:
        return True
    try:
        data = read_here(confine(standing.root, path))
    except FileNotFoundError:
        lines = any(line.strip() for line in (*tidied.before, *tidied.after))
        return known is None or not lines
    if data is not None and known is not None and digest(data) in (known.written, known.offered):
        return True
    text = (data or b"").decode("utf-8", "replace")
    return all(line in text for line in (*tidied.before, *tidied.after))
