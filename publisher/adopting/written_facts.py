"""What episodes say of a person beside the name: `guest: …`, `guest_website: …`."""

import re
from collections.abc import Mapping, Sequence

from publisher.adopting.fields import Fields
from publisher.adopting.pages import Page
from publisher.adopting.parties import text_of
from publisher.adopting.shaping import is_web, platform_of_key
from publisher.adopting.spellings import plain, spellings

_LONGEST = 300


def facts_beside(
    episodes: Sequence[tuple[Sequence[Page], Fields]],
) -> tuple[Mapping[str, Mapping[str, str]], frozenset[str]]:
    """Return the facts by name, and the keys that were understood; the newest episode counts."""
    facts: dict[str, dict[str, str]] = {}
    used: set[str] = set()
    for pages, fields in episodes:
        for key in fields.table().get("people", ()):
            for page in reversed(pages):
                name = page.values.get(key)
                if isinstance(name, str):
                    found = _facts(page, key, used)
                    facts[name.strip()] = found | facts.get(name.strip(), {})
    return {name: found for name, found in facts.items() if found}, frozenset(used)


def _facts(page: Page, key: str, used: set[str]) -> dict[str, str]:
    """Return what a page says under keys that begin with that of the name."""
    websites = spellings("person")["website"]
    found: dict[str, str] = {}
    for other, value in page.values.items():
        rest = _after(other, key)
        text = text_of(value)
        if not rest or not text or len(text) > _LONGEST or "." in other:
            continue
        platform = platform_of_key(rest)
        if platform is not None and " " not in text:
            found[platform] = text
            used.add(other)
        elif plain(rest) in websites and is_web(text):
            found.setdefault("website", text)
            used.add(other)
        elif plain(rest) in ("bio", "description", "about"):
            found["bio"] = text
            used.add(other)
    return found


def _after(name: str, key: str) -> str:
    """Return what follows the key in a name: `website` of `guest_website` and `guestWebsite`."""
    if not name.startswith(key):
        return ""
    rest = name[len(key) :]
    if rest[:1] in ("_", "-"):
        return "" if re.match(r"[_-]\d", rest) else rest[1:]
    return rest if rest[:1].isupper() else ""
