"""The enclosure of an episode: the audio file's address, length and type."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from publisher.addresses import media_path, url_of
from publisher.media_types import audio_type
from publisher.model import Episode, Network, Show
from publisher.prefixes import prefixes_of, with_prefixes

DEFAULT_TYPE = "audio/mpeg"
_AWKWARD = re.compile(r"""[ "<>\\^`{|}\n\r\t]""")
_ALLOWED = "%/:=&?~#+!$,;'@()*[]"

FileSize = Callable[[Path], int | None]


class Enclosure(NamedTuple):
    """What players download. `length_bytes` is 0 where nobody knows it.

    Everywhere but in a feed itself the URL is without the show's prefixes: they come and go, and
    the recording is the same.
    """

    url: str
    length_bytes: int
    type: str


def size_of(file: Path) -> int | None:
    """Return a file's size in bytes; None where there is no such file."""
    try:
        return file.stat().st_size
    except OSError:
        return None


def enclosure_of(
    episode: Episode, show: Show, network: Network, file_size: FileSize = size_of
) -> Enclosure | None:
    """Return the episode's enclosure; None where it has no audio that can have an address."""
    audio = episode.audio
    url = audio_url(episode, show, network)
    if audio is None or url is None:
        return None
    length = audio.size_bytes
    if length is None and audio.file is not None:
        length = file_size(network.root / audio.file)
    return Enclosure(url, length or 0, audio_type(audio) or DEFAULT_TYPE)


def in_feed(enclosure: Enclosure, show: Show, network: Network) -> Enclosure:
    """Return the enclosure as a feed carries it: behind the show's prefixes, if it has any."""
    prefixes = prefixes_of(show, network)
    return enclosure._replace(url=with_prefixes(enclosure.url, prefixes)) if prefixes else enclosure


def audio_url(episode: Episode, show: Show, network: Network) -> str | None:
    """Return where the audio is downloaded from: its URL, else where the file is published."""
    audio = episode.audio
    if audio is None:
        return None
    if audio.url:
        return sendable_url(audio.url)
    return recording_url(audio.file, episode, show, network) if audio.file is not None else None


def recording_url(file: Path, episode: Episode, show: Show, network: Network) -> str | None:
    """Return where a recording of the episode is published: its audio, or another version."""
    if show.audio_base_url:
        path = _path_on_host(network.root / file, episode, show, network)
        return f"{show.audio_base_url.rstrip('/')}/{quote(path)}"
    return url_of(media_path(episode, file), network.settings)


def _path_on_host(file: Path, episode: Episode, show: Show, network: Network) -> str:
    """Return the path below `audio_base_url`: from the folder that holds the episodes.

    Audio kept elsewhere is named from the show's folder, else from the root.
    """
    episodes = episode.file.parent
    if episode.file.stem == "index":  # an episode in a folder of its own
        episodes = episodes.parent
    for each in (episodes, show.folder, network.root):
        folder = network.root / each
        if file.is_relative_to(folder):
            return file.relative_to(folder).as_posix()
    return file.name


def sendable_url(url: str) -> str:
    """Return a URL that every client can ask for: what a URL can't hold is percent-encoded."""
    if url.isascii() and not _AWKWARD.search(url):
        return url
    scheme, colon, rest = url.strip().partition("://")
    host, slash, path = rest.partition("/")
    with suppress(UnicodeError):  # then it is no host at all; the rules on links say so
        host = host.encode("idna").decode("ascii")
    return scheme + colon + host + slash + quote(path.encode(errors="ignore"), _ALLOWED)
