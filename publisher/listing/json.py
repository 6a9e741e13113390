"""The lists for programs: JSON, one link or sponsor on each line. Times are ISO 8601, in UTC."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from publisher.links.urls import without_user
from publisher.listing.links import Known
from publisher.model import Link
from publisher.web.rows import Spell

VERSION = 1


def document(key: str, items: Iterable[Mapping[str, object]], **others: object) -> str:
    """Return `{"version": 1, …, key: [items]}`, an item on each line."""
    # ASCII only, so that a lone surrogate in a URL leaves as an escape and not as broken UTF-8.
    lines = ",\n".join(json.dumps(item) for item in items)
    before = "".join(f'"{name}": {json.dumps(value)},\n' for name, value in others.items())
    listed = f"\n{lines}\n" if lines else ""
    return f'{{"version": {VERSION},\n{before}"{key}": [{listed}]}}\n'


def render_links(links: Iterable[Known]) -> str:
    """Return the links; other programs rely on the shape, and absent values are null."""
    return document("links", map(_link, links))


def _link(known: Known) -> dict[str, object]:
    check = known.check
    return {
        "url": without_user(check.url),
        "verdict": check.verdict,
        "reason": check.reason,
        "status": check.status,
        "final_url": None if check.final_url is None else without_user(check.final_url),
        "checked_at": moment(check.checked_at),
        "since": moment(check.since),
        "runs": check.runs,
        "fine_at": moment(check.fine_at),
        "expires_at": moment(check.expires_at),
        "episodes": known.episodes,
        "places": [_place(link) for link in known.links],
        "history": [_spell(spell) for spell in known.history],
    }


def _place(link: Link) -> dict[str, object]:
    path, line, column = link.place[:3]
    where = {"path": path, "line": line, "column": column}
    return {**where, "role": link.role, "owner": link.owner}


def _spell(spell: Spell) -> dict[str, object]:
    return {
        "verdict": spell.verdict,
        "first_at": moment(spell.first_at),
        "last_at": moment(spell.last_at),
        "runs": spell.runs,
    }


def moment(at: datetime | None) -> str | None:
    """Return a time to the second, e.g. `2026-11-22T08:05:00Z`."""
    return None if at is None else f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
