"""What is known of a person or a sponsor → a table of ours, without what we would refuse."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from publisher.adopting.keys import NOWHERE
from publisher.adopting.parties import facts_named, text_of
from publisher.adopting.records import Entry
from publisher.adopting.spellings import spellings
from publisher.config.people import build_person, with_portrait
from publisher.config.schema import SPONSOR, person_table
from publisher.config.tables import Reading
from publisher.documents.paths import is_content
from publisher.model import Value
from publisher.platforms import key_for

PICTURE_FOLDERS = ("", "static", "assets", "public", "src", "content", "source", "docs")
_ROLES = ("host", "co-host", "guest", "producer", "editor")
_LINK = re.compile(r"!?\[([^\]\[]{0,300})\]\([^()\s]{0,500}\)")
_BIO = 1_500  # characters
_LINE = 300
_ROUNDS = 3


def shape_person(entry: Entry, person: str, root: Path) -> dict[str, str]:
    """Return a person's table: name, role, bio, picture, website and profiles."""
    words = spellings("person")
    table = {"name": name_of(entry, person, words["name"])}
    role = next(iter(facts_named(entry, words["role"])), "").lower()
    if role in _ROLES:
        table["role"] = role
    bio = next(iter(facts_named(entry, words["bio"])), "") or entry.body
    if bio and len(bio) <= _BIO and "{{" not in bio and "<" not in bio:
        table["bio"] = _LINK.sub(r"\1", bio).strip()
    image = next(iter(facts_named(entry, words["image"])), "")
    if found := picture(image, root):
        table["image"] = found
    website = next(filter(is_web, facts_named(entry, words["website"])), "")
    if website:
        table["website"] = website
    table |= profiles(entry.facts.items())
    return sound_person(table, person, root)


def shape_sponsor(entry: Entry, sponsor: str) -> dict[str, str]:
    """Return a sponsor's table: name, address, tagline, offer and code."""
    words = spellings("sponsor")
    table = {"name": name_of(entry, sponsor, words["name"])}
    if url := next(filter(is_web, facts_named(entry, words["url"])), ""):
        table["url"] = url
    for key in ("tagline", "offer", "code"):
        text = " ".join(next(iter(facts_named(entry, words[key])), "").split())
        if text and len(text) <= _LINE and not is_web(text):
            table[key] = text
    reading = Reading(NOWHERE)
    SPONSOR.read(dict(table), (), reading)
    refused = {str(complaint.keys[0]) for complaint in reading.complaints if complaint.keys}
    return {key: text for key, text in table.items() if key not in refused}


def name_of(entry: Entry, party: str, names: tuple[str, ...]) -> str:
    """Return how one is called: of several names that with a space, or that is not the id."""
    told = [" ".join(name.split()) for name in facts_named(entry, names)]
    told = [name for name in told if 0 < len(name) <= _LINE and not is_web(name)]
    spaced = (name for name in told if " " in name)
    other = (name for name in told if name.casefold() != party.casefold())
    return next(spaced, None) or next(other, None) or next(iter(told), party)


def profiles(facts: Iterable[tuple[str, Value]]) -> dict[str, str]:
    """Return the handles and addresses under keys that are called like a platform."""
    found: dict[str, str] = {}
    for key, value in facts:
        text = text_of(value)
        platform = platform_of_key(key)
        if platform and text and len(text) <= _LINE and " " not in text:
            found.setdefault(platform, text)
    return found


def platform_of_key(key: str) -> str | None:
    """Return the platform that a key names: `twitter`, `social.twitter`, `twitter_username`."""
    parts = [part for part in key.split(".") if part.lower() not in _OF_ACCOUNTS]
    name = parts[-1] if parts else ""
    bare = re.sub(r"[_-]?(?:url|link|handle|user(?:name)?|profile|id)\Z", "", name, flags=re.I)
    return key_for(name) or (key_for(bare) if bare else None)


_OF_ACCOUNTS = frozenset(("url", "handle", "username", "user", "link", "href", "account"))


def sound_person(table: Mapping[str, str], person: str, root: Path) -> dict[str, str]:
    """Return the table without what our own reader would refuse in people.toml."""
    kept = dict(table)
    for _ in range(_ROUNDS):
        reading = Reading(NOWHERE)
        values = person_table(inline=False).read(dict(kept), (person,), reading)
        built = build_person(values, (person,), reading, person)
        if built is not None:
            with_portrait(built, root, reading)
        refused = {str(complaint.keys[-1]) for complaint in reading.complaints if complaint.keys}
        if not refused & kept.keys():
            break
        kept = {key: text for key, text in kept.items() if key not in refused}
    return kept


def picture(written: str, root: Path) -> str | None:
    """Return a picture's address, or its path from the root, wherever the tool keeps it."""
    if not written or is_web(written):
        return written or None
    name = written.lstrip("/")
    for folder in PICTURE_FOLDERS:
        path = f"{folder}/{name}" if folder else name
        if (
            ".." not in path.split("/")
            and (root / path).is_file()
            and is_content(root / path, root)
        ):
            return path
    return None


def is_web(text: str) -> bool:
    """Say whether a text is a whole address."""
    return text.startswith(("http://", "https://")) and " " not in text
