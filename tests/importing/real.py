"""Real descriptions with labels, read where they lie in the corpora; none where those lack."""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from tests.corpora import CORPORA
from tests.importing.labels import Labelled, labelled

LABELS = Path(__file__).with_name("real_labels.toml")
FEEDS = CORPORA.parent / "feeds"
DESCRIPTIONS = CORPORA.parent / "descriptions"

NOT_LABELLED = ("offers", "chapters")
NOTES = (
    "{http://purl.org/rss/1.0/modules/content/}encoded",
    "description",
    "{http://www.itunes.com/dtds/podcast-1.0.dtd}summary",
)


def real(draw: int | None = None) -> tuple[Labelled, ...]:
    """Return the labelled items of the corpora, or those that were drawn in one round."""
    if not FEEDS.is_dir():
        return ()
    entries = tomllib.loads(LABELS.read_text(encoding="utf-8"))["item"]
    return tuple(_read(entry) for entry in entries if draw in (None, entry["draw"]))


def _read(entry: Mapping[str, Any]) -> Labelled:
    labels = {
        key: value
        for key, value in entry.items()
        if key not in ("feed", "guid", "index", "file", "episode", "draw")
    }
    labels["unjudged"] = [*labels.get("unjudged", ()), *NOT_LABELLED]
    if "file" in entry:
        text = (DESCRIPTIONS / entry["file"]).read_text(encoding="utf-8")
        return labelled(entry["file"], "", text, labels)
    if "episode" in entry:
        return labelled(entry["episode"], "", _body(CORPORA / entry["episode"]), labels)
    items, language = items_of(entry["feed"])
    guid = entry.get("guid")
    index = entry["index"] if guid is None else [each[0] for each in items].index(guid)
    return labelled(f"{entry['feed']}#{index}", language, items[index][1], labels)


def _body(episode: Path) -> str:
    """Return an episode file without its front matter, in YAML, TOML or JSON, if it has any."""
    text = episode.read_text(encoding="utf-8-sig")
    if text.startswith("{"):
        return text[json.JSONDecoder().raw_decode(text)[1] :].strip()
    fence = text.partition("\n")[0]
    return (text.split(f"{fence}\n", 2)[2] if fence in ("---", "+++") else text).strip()


@cache
def items_of(feed: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return GUID and longest notes of each item of a feed, and the feed's language."""
    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    root = etree.parse(FEEDS / feed, parser).getroot()
    items = tuple(
        (
            (item.findtext("guid") or "").strip(),
            max((item.findtext(name) or "" for name in NOTES), key=len).strip(),
        )
        for item in root.iter("item")
    )
    return items, (root.findtext("channel/language") or "").strip()[:2].lower()
