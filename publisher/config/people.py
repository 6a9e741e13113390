"""People and their profiles: in people.toml, in show.toml, and inline in an episode."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publisher.addresses import is_url
from publisher.config.tables import Reading, did_you_mean
from publisher.documents.parsed import Keys, shown
from publisher.documents.paths import is_content
from publisher.model import Person, Profile
from publisher.platforms import key_for, match_platform, platforms, profile_url

IMPOSSIBLE_HANDLE = "P104"
_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")


def build_person(
    values: Mapping[str, Any], at: Keys, reading: Reading, person_id: str | None = None
) -> Person | None:
    """Return the person that the table at `at` describes, its values read by `person_table`."""
    name = values.get("name") or person_id
    if name is None:
        reading.complain("E103", at, "a person needs a name, or an id of people.toml")
        return None
    website_key = "website" if "website" in values else "url"
    website = values.get(website_key)
    accounts = (
        build_profile(key, account, reading)
        for key, account in values.items()
        if isinstance(account, tuple)
    )
    return Person(
        name=name,
        place=reading.text.place(*at),
        id=person_id,
        role=values.get("role"),
        bio=values.get("bio"),
        image=values.get("image"),
        website=website,
        website_place=reading.text.place(*at, website_key) if website else None,
        profiles=tuple(profile for profile in accounts if profile is not None),
        group=values.get("group"),
    )


def with_portrait(person: Person, root: Path, reading: Reading) -> Person:
    """Return a person of people.toml with the path of their picture from the root.

    One that isn't there, is no picture, or lies outside the repository is a complaint.
    """
    written, at = person.image, (person.id or "", "image")
    if written is None or is_url(written):
        return person
    file = root / written.lstrip("/")
    if not is_content(file, root):
        message = (
            f'image "{shown(written)}" leads out of the repository, or to a hidden file; give its '
            "path from the root, or its address"
        )
        reading.complain("E106", at, message)
    elif not file.is_file():
        message = (
            f'image "{shown(written)}" is not there; give its path from the root of the '
            "repository, or its address"
        )
        reading.complain("E107", at, message)
    elif file.suffix.lower() not in _PICTURES:
        message = f'image "{shown(written)}" must be a JPEG, PNG, WebP, AVIF or GIF'
        reading.complain("E102", at, message)
    else:
        return person._replace(image=file.relative_to(root).as_posix())
    return person._replace(image=None)


def build_profiles(
    accounts: Mapping[str, tuple[Keys, str]], at: Keys, reading: Reading
) -> tuple[Profile, ...]:
    """Return the accounts or listings of a show; an app that we don't know needs an address."""
    profiles = []
    for name, account in accounts.items():
        key = key_for(name)
        if key is None and not _is_address(account[1]):
            known = platforms()
            aliases = (alias for platform in known.values() for alias in platform.aliases)
            hint = did_you_mean(name, (*known, *aliases))
            message = f'"{shown(name)}" is not a platform that publisher knows{hint}'
            also = " Or give" if hint else "; give"
            reading.complain("E101", (*at, name), f"{message}{also} the whole address")
            continue
        profile = build_profile(key or name, account, reading)
        if profile is not None:
            profiles.append(profile)
    return tuple(profiles)


def build_profile(key: str, account: tuple[Keys, str], reading: Reading) -> Profile | None:
    """Return an account given as a handle or as an address."""
    keys, written = account
    place = reading.text.place(*keys)
    if _is_address(written):
        return Profile(key, written, place)
    if "/" in written and "." in written.partition("/")[0] and match_platform(written):
        return Profile(key, f"https://{written}", place)
    try:
        return Profile(key, profile_url(key, written), place, written)
    except ValueError as error:
        reading.complain(IMPOSSIBLE_HANDLE, keys, str(error))
        return None


def _is_address(written: str) -> bool:
    return "://" in written or written.lower().startswith(("www.", "//", "mailto:"))
