"""What the tool's own configuration, and the show's own page, say of a show."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from publisher.adopting.keys import NOWHERE
from publisher.adopting.pages import flat_values
from publisher.adopting.parties import text_of
from publisher.adopting.shaping import is_web, picture, platform_of_key
from publisher.adopting.spellings import forms, plain, spellings
from publisher.config.people import build_profiles
from publisher.config.schema import SHOW
from publisher.config.tables import Reading, Rejected
from publisher.media_types import extension
from publisher.model import Value
from publisher.platforms import platforms
from publisher.rules.feed.apple_categories import apple_categories

_CONFIG = re.compile(
    r"(?:hugo|config|_config|podcast|show|mkdocs|publishconf|site)\.(?:toml|ya?ml|json)"
    r"|config/_default/(?:hugo|config|params)\.(?:toml|ya?ml|json)"
    r"|(?:[\w.-]+/)?_?data/(?:podcast|show|site|metadata|meta|config)\.(?:toml|ya?ml|json)"
    r"|package\.json"
)
_NOT_A_SITE = re.compile(r"https?://(?:localhost|127\.|0\.0\.0\.0|(?:www\.)?example\.)", re.I)
_EMAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,200}\.[A-Za-z]{2,20}")
_INNER = ("params", "extra", "podcast", "itunes", "feed", "site", "show", "author", "owner", "rss")
_PICTURES = (".jpg", ".jpeg", ".png")
_PLAIN = ("title", "description", "language", "author", "copyright", "explicit", "timezone")


class Facts(NamedTuple):
    """What is known of a channel by keys of show.toml, and from which files.

    `site` is where the tool's own site is.
    """

    values: Mapping[str, Any]
    site: str | None
    files: tuple[str, ...]


def is_config(path: str) -> bool:
    """Say whether a data file is a tool's own configuration."""
    return _CONFIG.fullmatch(path) is not None


def config_order(path: str) -> tuple[bool, bool, str]:
    """Return a key to sort config files by: what is said of the podcast alone comes first."""
    stem = PurePosixPath(path).stem
    return path == "package.json", stem not in ("podcast", "show"), path


def find_facts(tables: Sequence[tuple[str, Mapping[str, Value]]], root: Path) -> Facts:
    """Return what tables of facts, each with its file, say of a channel; the first counts."""
    values: dict[str, Any] = {}
    site: str | None = None
    files = []
    for path, table in tables:
        flat = dict(flat_values(table))
        if path == "package.json":
            flat = {key: flat[key] for key in ("homepage", "description") if key in flat}
        found = _channel(flat, root)
        accounts = _accounts(flat)
        for group, links in accounts.items():
            known = values.setdefault(group, {})
            found_links = {key: url for key, url in links.items() if key not in known}
            known.update(found_links)
        fresh = {key: value for key, value in found.items() if key not in values}
        values |= fresh
        site = site or _site(flat)
        if fresh or any(accounts.values()):
            files.append(path)
    said = {key: value for key, value in values.items() if value not in ("", {})}
    return Facts(said, site, tuple(files))


def _channel(flat: Mapping[str, Value], root: Path) -> dict[str, Any]:
    names = spellings("channel")
    found: dict[str, Any] = {}
    for key in _PLAIN:
        value = _first(flat, names[key], lambda value, key=key: _is_taken(key, value))
        if value is not None:
            found[key] = value.strip() if isinstance(value, str) else value
    base = _first(flat, names["audio_base_url"], _is_media_base)
    if base is not None:
        found["audio_base_url"] = base
    feed = _first(flat, names["feed_url"], lambda value: is_web(text_of(value)))
    if feed is not None:
        found["feed_url"] = feed
    for written in _all(flat, names["artwork"]):
        path = picture(text_of(written), root)
        if path and extension(path) in _PICTURES and _is_taken("artwork", path):
            found["artwork"] = path
            break
    categories = _categories(flat)
    if categories:
        found["categories"] = categories
    email = _first(flat, names["email"], lambda value: bool(_EMAIL.fullmatch(text_of(value))))
    owner = _first(flat, names["owner"], lambda value: _is_taken("author", value))
    if email is not None:
        found["owner"] = {"name": text_of(owner or found.get("title") or email), "email": email}
    if "explicit" in found:
        found["explicit"] = str(found["explicit"]).lower() in ("yes", "true", "explicit", "on")
    return found


def _categories(flat: Mapping[str, Value]) -> list[Any]:
    """Return the first that is one of Apple's, with its subcategory where that is told."""
    told = [text_of(value) for value in _all(flat, ("category", "categoryone", "maincategory"))]
    for name in ("categories", "podcast.categories", "params.categories", "itunes.categories"):
        value = flat.get(name)
        told += [text_of(item) for item in value] if isinstance(value, list) else []
    known = apple_categories()
    main = next((name for name in told if name in known), None)
    if main is None:
        return []
    below = [text_of(value) for value in _all(flat, ("subcategory", "subcategoryone"))]
    return [next(([main, name] for name in below if name in known[main]), main)]


def _is_media_base(value: Value) -> bool:
    text = text_of(value)
    return is_web(text) and extension(text) in ("", ".com", ".net", ".org", ".io", ".fm")


def _is_taken(key: str, value: Value) -> bool:
    """Say whether our own reader takes a value for a key of show.toml."""
    reading = Reading(NOWHERE)
    try:
        found = SHOW.keys[key].read(value, (key,), reading)
    except Rejected:
        return False
    return found is not None and not reading.complaints and "{{" not in str(value)


def _all(flat: Mapping[str, Value], names: tuple[str, ...]) -> list[Value]:
    """Return the values under keys with one of the names: first those of the podcast's table."""
    found = []
    for key, value in flat.items():
        *above, last = key.split(".")
        if any(part.lower() not in _INNER for part in above):
            continue
        # `author.name` is no name of the show, and `author` that is a table none of its author.
        called = (
            (plain(f"{above[-1]}{last}"),) if above and _is_somebody(above[-1]) else forms(last)
        )
        places = [names.index(form) for form in called if form in names]
        if places and not isinstance(value, dict | list):
            of_podcast = "podcast" in key.lower() or "itunes" in key.lower()
            found.append((not of_podcast, min(places), len(above), key, value))
    return [value for *_, value in sorted(found, key=lambda each: each[:4])]


def _is_somebody(table: str) -> bool:
    return plain(table) in ("author", "owner", "itunesauthor", "itunesowner")


def _first(flat: Mapping[str, Value], names: tuple[str, ...], fits: Any) -> Value:
    return next((value for value in _all(flat, names) if fits(value)), None)


def _site(flat: Mapping[str, Value]) -> str | None:
    """Return the address of the site; Jekyll tells its folder apart, as `baseurl`."""
    texts = [text_of(value) for value in _all(flat, spellings("channel")["site"])]
    folder = text_of(flat.get("baseurl"))
    for text in texts:
        if is_web(text) and not _NOT_A_SITE.match(text) and _is_taken("link", text):
            below = folder if folder.startswith("/") and len(folder) > 1 else ""
            return f"{text.rstrip('/')}{below.rstrip('/')}"
    return None


def _accounts(flat: Mapping[str, Value]) -> dict[str, dict[str, str]]:
    """Return the channel's own profiles and listings, as far as our reader takes them."""
    found: dict[str, dict[str, str]] = {"socials": {}, "platforms": {}}
    for key, value in flat.items():
        text = text_of(value)
        platform = platform_of_key(key)
        if platform is None or not text or len(text) > 300 or " " in text:
            continue
        row = platforms()[platform]
        group = "platforms" if row.kind == "podcast" else "socials"
        if row.closed is not None or (group == "platforms" and not is_web(text)):
            continue
        reading = Reading(NOWHERE)
        if build_profiles({platform: ((platform,), text)}, (), reading) and not reading.complaints:
            found[group].setdefault(platform, text)
    return found
