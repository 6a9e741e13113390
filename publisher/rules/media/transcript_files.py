"""What the rules about transcripts look at: an episode's transcript files, read."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from publisher.documents import display_path
from publisher.model import Episode, Place
from publisher.model import Transcript as Given
from publisher.rules.catalogue import Context, Example
from publisher.rules.feed.examples import SOUND
from publisher.rules.feed.given import is_written
from publisher.transcripts.cues import Transcript, UnreadableError
from publisher.transcripts.reading import known_transcript

EPISODES = "feeds/show/episodes/"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello.\n\n00:00:04.000 --> 00:00:09.000\nWelcome.\n"
with_words = partial(Example, SOUND.replace("---\nNotes", "transcripts: [words.vtt]\n---\nNotes"))
"""An episode whose transcript is `words.vtt`."""
SOUND_WORDS = with_words({f"{EPISODES}words.vtt": VTT})


class TranscriptFile(NamedTuple):
    """A transcript file of an episode, and what was read of it."""

    given: Given
    file: Path
    name: str
    read: Transcript | UnreadableError


def transcript_files(episode: Episode, context: Context) -> Iterator[TranscriptFile]:
    """Yield the transcripts of an episode that are files of the repository."""
    if context.network is None:
        return
    for given in episode.transcripts:
        if given.file is not None:
            file = context.network.root / given.file
            yield TranscriptFile(given, file, given.file.name, known_transcript(file))


def read_transcripts(
    episode: Episode, context: Context
) -> Iterator[tuple[TranscriptFile, Transcript]]:
    """Yield those that can be read."""
    for each in transcript_files(episode, context):
        if not isinstance(each.read, UnreadableError):
            yield each, each.read


def place_of_file(episode: Episode, each: TranscriptFile) -> Place:
    """Return where the episode names the transcript; one that just lies there, itself."""
    return each.given.place if is_written(episode, "transcripts") else place_of_line(each, 1)


def place_of_line(each: TranscriptFile, line: int) -> Place:
    """Return the place of a line in the transcript itself."""
    return Place(display_path(each.file), line)
