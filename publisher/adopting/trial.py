"""Proposed `[fields]` tried on episodes with our own reader: what it refuses, is not proposed."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

from publisher.adopting.fields import Fields
from publisher.adopting.pages import Page
from publisher.config.tables import Reading
from publisher.documents import Document, read_markdown
from publisher.episodes.building import build_episode
from publisher.episodes.companions import Companions
from publisher.episodes.files import look_into
from publisher.episodes.mapping import map_fields
from publisher.errors import DocumentError
from publisher.model import Network, Settings, Show

MOST_TRIED = 80  # episodes, evenly among all
_ROUNDS = 4
_REFUSED = frozenset(("E102", "E104", "E105", "E106", "E107"))
_SITE = "https://your-site.example"
_NEEDED = frozenset(("title", "date"))  # wrong ones must be seen


def try_fields(root: Path, pages: Sequence[Page], fields: Fields) -> Fields:
    """Return the fields without those that our reader refuses in most episodes that have them.

    A recording that is a bare name and lies in the repository becomes `audio.file`.
    """
    step = max(1, len(pages) // MOST_TRIED)
    tried = [document for page in pages[::step] if (document := _read(root / page.path))]
    if not tried:
        return fields
    fields = _with_files(root, tried, fields)
    for _ in range(_ROUNDS):
        refused = _refused(root, tried, fields)
        if not refused:
            break
        for ours, why in refused.items():
            fields = fields.without(ours, why)
    return fields


def _read(file: Path) -> Document | None:
    try:
        return read_markdown(file)
    except DocumentError:
        return None


def _refused(root: Path, documents: Sequence[Document], fields: Fields) -> dict[str, str]:
    """Return our keys whose values are refused more often than not, and an example of why."""
    given: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    for document in documents:
        keys, complaints = _complaints(root, document, fields)
        given.update(keys)
        for ours, why in complaints.items():
            refused[ours] += 1
            reasons.setdefault(ours, why)
    return {
        ours: reasons[ours]
        for ours, count in refused.items()
        if count * 2 > given[ours] and ours not in _NEEDED and ours not in fields.turned_away
    }


def _complaints(
    root: Path, document: Document, fields: Fields
) -> tuple[frozenset[str], dict[str, str]]:
    """Return which of our keys an episode gives, and what is wrong with them."""
    table = fields.table()
    show = Show(
        "adopted", "", document.file.parent, document, audio_base_url=f"{_SITE}/audio", fields=table
    )
    network = Network(root, Settings(site=_SITE))
    mapped = map_fields(document, table)
    reading = Reading(mapped.source, UTC, foreign=True)
    companions = Companions(document.file, look_into(document.file.parent, root), root)
    build_episode(
        document.file, show, network, mapped=mapped, companions=companions, reading=reading
    )
    audio = mapped.fields.get("audio")
    inner = (f"audio.{key}" for key in audio) if isinstance(audio, dict) else ()
    given = frozenset(key for key, value in mapped.fields.items() if value not in (None, ""))
    complaints: dict[str, str] = {}
    for complaint in reading.complaints:
        if complaint.code in _REFUSED and complaint.keys:
            first = str(complaint.keys[0])
            ours = ".".join(map(str, complaint.keys[:2])) if first == "audio" else first
            complaints.setdefault(ours, complaint.message)
    return given | frozenset(inner), complaints


def _with_files(root: Path, documents: Sequence[Document], fields: Fields) -> Fields:
    """Return the fields with `audio.file` in place of `audio.url` where the files are here."""
    sources = fields.table().get("audio.url", ("audio.url",))
    bare = here = 0
    for document in documents:
        mapped = map_fields(document, {"audio.url": sources})
        audio = mapped.fields.get("audio")
        name = audio.get("url") if isinstance(audio, dict) else None
        if isinstance(name, str) and name.strip() and "://" not in name:
            bare += 1
            path = name.lstrip("/")
            here += any((start / path).is_file() for start in (root, document.file.parent))
    if not here or here * 2 < bare:
        return fields
    changed = (
        each._replace(ours="audio.file", why="recordings in this repository")
        if each.ours == "audio.url"
        else each
        for each in fields.fields
    )
    return fields._replace(fields=tuple(changed))
