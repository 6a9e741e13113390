"""What is understood of a description → the files that are wanted."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from publisher.addresses import is_url
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.toml_writing import Entry
from publisher.errors import UsageError
from publisher.importing.description.understanding import Understanding
from publisher.importing.front_matter import episode_text
from publisher.importing.notes_file.accounts import ShowAccounts, place_accounts
from publisher.importing.notes_file.fields import head_fields, list_fields
from publisher.importing.notes_file.identifying import credit_people, credit_sponsors
from publisher.importing.notes_file.placing import Home
from publisher.importing.notes_file.reading import Notes
from publisher.importing.notes_file.transcript_file import transcript_text
from publisher.importing.plan.wanted import WantedEntries, WantedFile
from publisher.scaffold.episode import renamed_fields
from publisher.scaffold.naming import slug_of

_LARGEST_PICTURE = 20 << 20
_PICTURES = (".jpg", ".jpeg", ".png")


class Made(NamedTuple):
    """The files of an episode, and the tables of config that it needs.

    `problems` say what the user has to do, a sentence each.
    """

    path: str
    title: str
    files: tuple[WantedFile, ...]
    entries: tuple[WantedEntries, ...]
    problems: tuple[str, ...]


def make_episode(notes: Notes, found: Understanding, home: Home) -> Made:
    """Return what is wanted for one episode. Raises UsageError where it has no name."""
    name = _name(found, notes)
    folder = _folder(home)
    picture = _picture(notes, found)
    in_folder = (found.transcript is not None or picture is not None) and not _is_mapped(home)
    path = f"{folder}/{name}/index.md" if in_folder else f"{folder}/{name}.md"
    people = credit_people(found.people, home.network, home.show)
    sponsors = credit_sponsors(found.sponsors, home.network)
    accounts = place_accounts(found, home.show)
    fields: dict[str, object] = {
        **dict(head_fields(found, picture.name if picture else None)),
        **{
            key: list(each)
            for key, each in (("people", people.entries), ("sponsors", sponsors.entries))
            if each
        },
        **dict(list_fields(found, accounts)),
    }
    files = [WantedFile(path, b"")]
    if picture is not None:
        beside = PurePosixPath(path).parent / picture.name
        files.append(WantedFile(str(beside), _bytes(picture)))
    if found.transcript is not None:
        words = transcript_text(notes.text, found.transcript)
        beside = PurePosixPath(path).with_name("transcript.md" if in_folder else f"{name}.txt")
        files.append(WantedFile(str(beside), words.encode()))
        entry: dict[str, object] = {"file": beside.name}
        if found.language:
            entry["language"] = found.language
        if found.transcript.machine:
            entry["x-machine"] = True
        fields["transcripts"] = [entry]
    written = fields if home.show is None else renamed_fields(fields, home.show)
    files[0] = WantedFile(path, episode_text(written, found.body).encode())
    entries = tuple(_entries(home, people.tables, sponsors.tables, accounts, found))
    return Made(path, str(fields["title"]), tuple(files), entries, tuple(_problems(found, fields)))


def _name(found: Understanding, notes: Notes) -> str:
    """Return the file's name: the number, and the guest or the title."""
    guests = [person.name for person in found.people if person.role == "guest"]
    about = slug_of(" ".join(guests)) if 0 < len(guests) < 3 and found.number is not None else ""
    about = about or slug_of(found.title or "")
    if found.number is not None:
        return f"{found.number:03}-{about}" if about else f"{found.number:03}"
    if about in ("", "index"):
        about = slug_of(Path(notes.name).stem) if notes.folder is not None else ""
    if about in ("", "index"):
        raise UsageError(
            "the description has no title; write what the episode is called in its first line"
        )
    return about


def _folder(home: Home) -> str:
    """Return where the show's episodes are, from the root."""
    if home.show is None or home.show.episodes is None:
        return f"feeds/{home.slug}/episodes"
    parts = PurePosixPath(home.show.episodes).parts[:-1]
    wild = next((index for index, part in enumerate(parts) if set(part) & set("*?[")), len(parts))
    return "/".join(parts[:wild]) or "."


def _is_mapped(home: Home) -> bool:
    """Say whether the show's files are laid out in another way than ours."""
    return home.show is not None and home.show.episodes is not None


def _picture(notes: Notes, found: Understanding) -> Path | None:
    """Return the picture that a line names, if it lies beside the description."""
    lines = dict(found.fields)
    named = next((lines[key] for key in ("image", "cover", "thumbnail") if key in lines), None)
    if named is None or notes.folder is None or is_url(named):
        return None
    if "/" in named or "\\" in named or not named.lower().endswith(_PICTURES):
        return None
    file = notes.folder / named
    return file if file.is_file() and not file.is_symlink() and not named.startswith(".") else None


def _bytes(file: Path) -> bytes:
    try:
        return read_bounded(file, _LARGEST_PICTURE)
    except (OSError, TooBigError, NotOrdinaryError):
        raise UsageError(f"{file} can't be read, or has more than 20 MB") from None


def _entries(
    home: Home,
    people: Mapping[str, Entry],
    sponsors: Mapping[str, Entry],
    accounts: ShowAccounts,
    found: Understanding,
) -> Iterator[WantedEntries]:
    if people:
        yield WantedEntries("config/people.toml", people, header="Hosts and guests.")
    if sponsors:
        yield WantedEntries("config/sponsors.toml", sponsors, header="Who pays for the show.")
    tables: dict[str, Entry] = {}
    if home.show is None:
        title = home.title or home.slug.replace("-", " ").title()
        tables[""] = {"title": title, "language": found.language or "en"}
    tables |= accounts.tables
    if tables:
        header = "The show, as every app lists it. `publisher check` says what is missing."
        yield WantedEntries(f"feeds/{home.slug}/show.toml", tables, adds_keys=True, header=header)


def _problems(found: Understanding, fields: Mapping[str, object]) -> Iterator[str]:
    if found.title is None:
        yield "the description has no title: it is called “Untitled” until you write one"
    missing: Sequence[str] = [each for each in ("date", "audio") if each not in fields]
    if fields.get("draft") is True:
        yield f"it is a draft: give it {' and '.join(missing)}, and take away `draft: true`"
    elif missing:
        yield f"give it {' and '.join(missing)}"
