"""Real shows as repositories of ours: their episode files as they are, the config written here.

The corpora stand beside the checkout and are only read. `write_repository` makes a folder in
which `publisher check` and `publisher build` run; tests and the benchmark use it.
"""

import json
import shutil
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from publisher.platforms import key_for, profile_url

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "episodes"

SITE = "https://podcasts.example.com"
CHANNEL: Mapping[str, object] = {
    "author": "Somebody",
    "artwork": "https://podcasts.example.com/cover.png",
    "categories": ["Technology"],
    "owner": {"name": "Somebody", "email": "podcast@example.com"},
}

NOTHING = ("", "null")  # how YAML's null comes out where every scalar is read as text


@dataclass(frozen=True, slots=True)
class ForeignShow:
    """A show of a corpus. `episodes` is a glob below the corpus, and below our root."""

    slug: str
    title: str
    episodes: str
    fields: Mapping[str, object] = field(default_factory=dict)
    channel: Mapping[str, object] = field(default_factory=dict)


CASTANET_FIELDS: Mapping[str, object] = {  # Arrested DevOps and its theme
    "number": "episode",
    "date": ["PublishDate", "Date", "date"],
    "summary": "Description",
    "audio.file": "podcast_file",
    "audio.bytes": "podcast_bytes",
    "audio.duration": "podcast_duration",
    "people": ["hosts", "guests"],
    "type": "x-type",
    "image": "x-image",
}

JUPITER_FIELDS: Mapping[str, object] = {
    "number": "episode",
    "guid": "episode_guid",
    "summary": "description",
    "audio.url": "podcast_file",
    "audio.bytes": "podcast_bytes",
    "audio.duration": "podcast_duration",
    "people": ["hosts", "guests"],
    "chapters": "podcast_chapters.chapters",
    "type": "x-type",  # theirs says "episode"
}

SYNTAX_FIELDS: Mapping[str, object] = {"audio.url": "url", "people": ["hosts", "Hosts", "guest"]}

NAMES = (
    "allthingsgit",
    "arresteddevops",
    "castalio",
    "castanet-example",
    "changelog",
    "jupiterbroadcasting",
    "newrustacean",
    "runninginproduction",
    "rustacean-station",
    "syntax",
)

SHOWS: Mapping[str, tuple[ForeignShow, ...]] = {
    "allthingsgit": (
        ForeignShow(
            "all-things-git",
            "All Things Git",
            "episodes/_posts/*.md",
            {"audio.url": "mp3", "audio.bytes": "mp3size", "audio.duration": "duration"},
        ),
    ),
    "arresteddevops": (
        ForeignShow(
            "arrested-devops",
            "Arrested DevOps",
            "content/episode/*.md",
            CASTANET_FIELDS,
            {"audio_base_url": "https://media.example.com/ado"},
        ),
    ),
    "castalio": (
        ForeignShow(
            "castalio",
            "Castálio Podcast",
            "episodes/*.md",
            {"audio.url": "podcast", "people": "authors", "image": "x-image"},
            {"language": "pt-br"},
        ),
    ),
    "castanet-example": (
        ForeignShow("castanet", "Castanet", "content/episode/*.md", CASTANET_FIELDS),
    ),
    "rustacean-station": (
        ForeignShow(
            "rustacean-station",
            "Rustacean Station",
            "_episodes/**/*.md",
            {"audio.url": "file", "audio.bytes": "length", "audio.duration": "duration"},
        ),
    ),
    "syntax": (ForeignShow("syntax", "Syntax", "shows/*.md", SYNTAX_FIELDS),),
}
"""What fits in a table; the shows of Jupiter Broadcasting are read from its own pages."""


def write_repository(corpus: str, to: Path) -> Path:
    """Write the corpus's episode files and a config that fits them into the folder `to`."""
    source = CORPORA / corpus
    shows = jupiter_shows(source) if corpus == "jupiterbroadcasting" else SHOWS[corpus]
    for show in shows:
        for file in episode_files(source, show):
            copy = to / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        channel = {
            "title": show.title,
            "description": f"{show.title}, from its own episode files.",
            **CHANNEL,
            **show.channel,
            "episodes": show.episodes,
            "fields": show.fields,
        }
        write_toml(to / "feeds" / show.slug / "show.toml", channel)
    write_toml(to / "config" / "publisher.toml", {"site": SITE})
    write_toml(to / "config" / "people.toml", people_of(corpus, source))
    write_toml(to / "config" / "sponsors.toml", sponsors_of(corpus, source))
    return to


def episode_files(source: Path, show: ForeignShow) -> list[Path]:
    """Return the show's episode files; pages that Hugo and Jekyll use otherwise are left out."""
    others = ("_index.md", "subscribe.md")
    return sorted(file for file in source.glob(show.episodes) if file.name not in others)


def jupiter_shows(source: Path) -> tuple[ForeignShow, ...]:
    """Return the eight shows of Jupiter Broadcasting, with titles and profiles as they say."""
    shows = []
    for page in sorted(source.glob("show/*/_index.md")):
        facts, slug = front_matter(page), page.parent.name
        links = {key_for(key): link["url"] for key, link in facts.get("links", {}).items()}
        channel = {
            "description": facts["description"],
            "hosts": facts.get("hosts", []),
            "socials": profiles({key: links.get(key) for key in ("x", "discord", "github")}),
        }
        shows.append(
            ForeignShow(slug, facts["title"], f"show/{slug}/*.md", JUPITER_FIELDS, channel)
        )
    return tuple(shows)


def people_of(corpus: str, source: Path) -> dict[str, dict[str, Any]]:
    """Return people.toml: from the corpus's pages of people, the file's name being the id."""
    if corpus == "syntax":
        return {host: {"name": host, "x": host} for host in ("stolinski", "wesbos", "w3cj")}
    if corpus == "castalio":
        return {"og-maciel": {"name": "Og Maciel"}}
    folders = ("people", "content/guest", "content/host")
    pages = [page for folder in folders for page in sorted((source / folder).glob("*.md"))]
    return {page.stem: person_of(page) for page in pages if page.stem != "_index"}


def person_of(page: Path) -> dict[str, Any]:
    facts = {key.lower(): value for key, value in front_matter(page).items()}
    website = facts.get("homepage") or facts.get("website") or ""
    return {
        "name": facts["title"].strip() or page.stem,
        **({"bio": facts["bio"]} if facts.get("bio", "") not in NOTHING else {}),
        **({"website": website} if website.startswith("http") else {}),
        **profiles(facts),
    }


def profiles(facts: Mapping[str, Any]) -> dict[str, str]:
    """Keep the values under platform keys that are a URL, or a handle that can exist."""
    kept = {}
    for key, value in facts.items():
        platform = key_for(key)
        if platform is None or not isinstance(value, str) or value.strip() in NOTHING:
            continue
        try:
            kept[platform] = value if value.startswith("http") else profile_url(platform, value)
        except ValueError:
            continue
    return kept


def sponsors_of(corpus: str, source: Path) -> dict[str, dict[str, Any]]:
    """Return sponsors.toml: from pages (Jupiter Broadcasting) or data files (Castanet)."""
    if corpus == "jupiterbroadcasting":
        pages = [front_matter(page) for page in sorted((source / "sponsors").glob("[!_]*.md"))]
        return {
            page["shortname"]: {
                "name": page["title"],
                "url": page["link"],
                "tagline": page["description"],
            }
            for page in pages
        }
    sponsors = {}
    for file in sorted((source / "data" / "sponsors").glob("*.yml")):
        facts = yaml.safe_load(file.read_text(encoding="utf-8"))
        url = facts.get("url") or ""
        sponsors[file.stem] = {
            "name": str(facts.get("Name") or file.stem),
            **({"url": url} if url.startswith("http") else {}),
        }
    return sponsors


def front_matter(file: Path) -> dict[str, Any]:
    """Read front matter in YAML (scalars as text), TOML or JSON, with no code of ours."""
    text = file.read_text(encoding="utf-8-sig")
    facts: dict[str, Any]
    if text.startswith("{"):
        facts, _ = json.JSONDecoder().raw_decode(text)
    elif text.startswith("+++"):
        facts = tomllib.loads(text.split("+++\n", 2)[1])
    else:
        written = text.split("---\n", 2)[1].partition("\n---")[0]
        facts = yaml.load(written, yaml.CBaseLoader)
    return facts


def write_toml(file: Path, table: Mapping[str, object]) -> None:
    """Write strings, numbers, lists and tables of them as TOML."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(toml_lines(table)) + "\n", encoding="utf-8")


def toml_lines(table: Mapping[str, object], path: tuple[str, ...] = ()) -> Iterable[str]:
    tables = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    for key, value in table.items():
        if key not in tables:
            # A JSON string or list of strings is TOML, too.
            yield f"{json.dumps(key)} = {json.dumps(value, ensure_ascii=False)}"
    for key, value in tables.items():
        yield f"[{'.'.join(map(json.dumps, (*path, key)))}]"
        yield from toml_lines(value, (*path, key))
