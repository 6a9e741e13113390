"""An episode file → an episode, and all that is wrong with it at once."""

from collections.abc import Callable, Iterable
from datetime import UTC, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from publisher.config.tables import Complaint, Reading
from publisher.documents import Document, display_path, read_markdown
from publisher.documents.parsed import shown
from publisher.episodes.building import build_episode
from publisher.episodes.codes import SEVERITIES, unread_finding
from publisher.episodes.companions import Companions
from publisher.episodes.files import Folder, episode_files, look_into
from publisher.episodes.mapping import map_fields
from publisher.episodes.slugs import named_folder, slug_in_folder
from publisher.errors import DocumentError
from publisher.model import Episode, Finding, Network, Severity, Show, Source

_DECISIVE = frozenset(
    {("date",), ("draft",), ("guid",), ("slug",), ("audio", "url"), ("audio", "file")}
)


class EpisodeFile(NamedTuple):
    """A file and the episode in it; both `document` and `episode` are None if it can't be read.

    `certain` is False, too, where a field that decides whether and as what the episode stands in
    the feed could not be understood: a feed without it, or with another GUID, would hurt.
    `asked` are the files looked for beside it, or as it names them, be they there or not.
    """

    file: Path
    document: Document | None
    episode: Episode | None
    findings: tuple[Finding, ...] = ()
    certain: bool = True
    asked: tuple[Path, ...] = ()

    @property
    def path(self) -> str:
        """As in `Place.path`."""
        return self.document.path if self.document is not None else display_path(self.file)


ReadOne = Callable[[Path, Show, Network, Folder], EpisodeFile]


def read_episodes(
    show: Show,
    network: Network,
    files: Iterable[Path] | None = None,
    *,
    read: Callable[[EpisodeFile], None] = lambda _: None,
    read_one: ReadOne | None = None,
) -> tuple[EpisodeFile, ...]:
    """Read every episode of a show, by path. A GUID counts for the oldest episode that has it.

    `files` spares looking for them; `read` is told of each when it is read, GUID or no; `read_one`
    stands in for `read_episode`.
    """
    read_one = read_one or read_episode
    folders: dict[Path, Folder] = {}
    taken: dict[str, Path] = {}
    episodes = []
    for file in episode_files(show, network) if files is None else files:
        parent = file.parent
        folder = folders.get(parent)
        if folder is None:
            folder = folders[parent] = look_into(parent, network.root)
        episodes.append(_told_apart(read_one(file, show, network, folder), show, taken))
        read(episodes[-1])
    return settle_guids(tuple(episodes))


def read_episode(
    file: Path, show: Show, network: Network, folder: Folder | None = None
) -> EpisodeFile:
    """Read one episode file; nothing in it raises. `folder` spares looking into its folder."""
    folder = folder or look_into(file.parent, network.root)
    try:
        if not folder.holds_inside(file.name, network.root):
            message = "this leads out of the repository, or to a hidden file; copy the file here"
            raise DocumentError(display_path(file), message)
        document = read_markdown(file)
    except DocumentError as error:
        return EpisodeFile(file, None, None, (unread_finding(error),), certain=False)
    mapped = map_fields(document, show.fields)
    reading = Reading(mapped.source, _zone(show.timezone), bool(show.fields))
    companions = Companions(file, folder, network.root)
    episode = build_episode(
        file, show, network, mapped=mapped, companions=companions, reading=reading
    )
    findings = tuple(_finding(complaint, mapped.source) for complaint in reading.complaints)
    certain = not any(
        _is_decisive(complaint) and _severity(complaint) is Severity.ERROR
        for complaint in reading.complaints
    )
    asked = tuple(companions.asked)
    return EpisodeFile(file, document, episode, document.problems + findings, certain, asked)


def _told_apart(file: EpisodeFile, show: Show, taken: dict[str, Path]) -> EpisodeFile:
    """Call an episode by its folder, too, where one of another folder has its slug: `s2-e01`.

    The first of them by path keeps the plain one, so that a new season moves no older page. A
    slug that is written stays, and so does that of a second one in one folder (E202).
    """
    episode = file.episode
    if episode is None or file.document is None:
        return file
    slug, folder = episode.slug, named_folder(file.file)
    there = taken.setdefault(slug.lower(), folder)
    keys = (key.partition(".")[0] for key in show.fields.get("slug", ("slug",)))
    if there == folder or any(key in file.document.fields for key in keys):
        return file
    longer = slug_in_folder(file.file)
    taken.setdefault(longer.lower(), folder)
    return file._replace(episode=episode._replace(slug=longer))


def settle_guids(files: tuple[EpisodeFile, ...]) -> tuple[EpisodeFile, ...]:
    """Take a GUID from every episode but the oldest that has it, with a finding for each."""
    owners: dict[str, Episode] = {}
    with_guid = [file.episode for file in files if file.episode and file.episode.guid]
    for episode in sorted(with_guid, key=_age):
        owners.setdefault(episode.guid or "", episode)
    if len(owners) == len(with_guid):
        return files
    return tuple(_settled(file, owners) for file in files)


def _age(episode: Episode) -> tuple[bool, float]:
    published = episode.published
    return published is None, published.timestamp() if published else 0.0


def _settled(file: EpisodeFile, owners: dict[str, Episode]) -> EpisodeFile:
    episode = file.episode
    if episode is None or episode.guid is None or owners[episode.guid] is episode:
        return file
    message = (
        f'guid "{shown(episode.guid)}" belongs to {owners[episode.guid].source.path}: apps would '
        "take the two for one episode; delete it here, and publisher gives it one of its own"
    )
    finding = Finding("E203", SEVERITIES["E203"], message, episode.source.place("guid"))
    return file._replace(episode=episode._replace(guid=None), findings=(*file.findings, finding))


def _finding(complaint: Complaint, source: Source) -> Finding:
    place = source.place(*complaint.keys)
    return Finding(complaint.code, _severity(complaint), complaint.message, place)


def _severity(complaint: Complaint) -> Severity:
    if complaint.code == "E102" and _is_decisive(complaint):
        return Severity.ERROR  # everything else the feed can do without
    return SEVERITIES[complaint.code]


def _is_decisive(complaint: Complaint) -> bool:
    return not _DECISIVE.isdisjoint((complaint.keys[:1], complaint.keys[:2]))


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    return UTC if name == "UTC" else ZoneInfo(name)
