"""The slug of an episode: given, or made of its file's name."""

import re
import unicodedata
from hashlib import sha256
from pathlib import Path

from publisher.config.tables import Reading
from publisher.documents.parsed import shown

_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,149}")
_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]+(?=.)")
_OTHERS = re.compile(r"[^a-z0-9._]+")
_TAKEN = "index.html"  # the show's page, beside its episodes' folders
_FEED = ".xml"  # and its feeds
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)  # Windows


def slug_of(given: str | None, file: Path, reading: Reading) -> str:
    """Return the slug that is given; one that can't be used is a complaint, the file's counts."""
    if given is None:
        return slug_of_file(file)
    if _SLUG.fullmatch(given) and not given.endswith(".") and not _is_taken(given):
        return given
    reading.complain(
        "E105",
        ("slug",),
        f'{reading.name(("slug",))} "{shown(given)}" can\'t be part of an address; use letters, '
        f'digits and hyphens, such as "{slug_of_file(file)}"',
    )
    return slug_of_file(file)


def slug_of_file(file: Path) -> str:
    """Return a slug from a file's name without date and extension, or from its folder's.

    Accents are dropped. A name without any Latin letter or digit becomes a short hash.
    """
    name = _DATE_PREFIX.sub("", _name(file), count=1)
    plain = unicodedata.normalize("NFKD", name.casefold().replace("'", "").replace("’", ""))
    ascii_only = plain.encode("ascii", "ignore").decode()
    slug = _OTHERS.sub("-", ascii_only).strip("-._")[:100].rstrip("-._")
    if not slug or _is_taken(slug):
        digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        return f"episode-{digest[:8]}"
    return slug


def _name(file: Path) -> str:
    return file.parent.name if file.stem == "index" else file.stem


def named_folder(file: Path) -> Path:
    """Return the folder that an episode is one of many in: not its own, of an `index.md`."""
    return file.parent.parent if file.stem == "index" else file.parent


def slug_in_folder(file: Path) -> str:
    """Return a slug from the names of the folder and of the file: `s2-e01`."""
    return slug_of_file(Path(f"{named_folder(file).name} {_name(file)}.md"))


def _is_taken(slug: str) -> bool:
    """Say whether no folder may be called so beside the show's files, or on Windows at all."""
    name = slug.lower()
    return name == _TAKEN or name.endswith(_FEED) or _DEVICES.match(slug) is not None
