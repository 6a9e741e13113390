"""What an episode says of its audio against what was measured, and what of it is worth writing."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from publisher.audio import same_type
from publisher.config.times import read_seconds
from publisher.documents import Document
from publisher.media_types import audio_type
from publisher.model import Audio, AudioFacts, Episode, Show, Value
from publisher.rules.media.contradictions import SECONDS_APART

NAMES = ("bytes", "duration", "type")
_CLOCK = re.compile(r"(\d{1,3}):(\d{1,2})(?::(\d{1,2}))?")

Keys = tuple[str, ...]


class Known(NamedTuple):
    """An episode's audio, and what its front matter itself says of it.

    `given` holds the values as written, by our names; `keys` where each is, or is to be, written:
    None where the show's `[fields]` leave no place for it.
    """

    show: Show
    episode: Episode
    audio: Audio
    given: Mapping[str, Value]
    keys: Mapping[str, Keys | None]


class Probed(NamedTuple):
    """What became of probing one episode's audio. Without `facts` nothing could be measured."""

    known: Known
    facts: AudioFacts | None
    problems: tuple[str, ...] = ()
    asked: bool = True  # False: on the web, and offline

    @property
    def is_right(self) -> bool:
        return self.asked and not self.problems and not self.faults()

    def faults(self) -> dict[str, str | int]:
        """Return what is wrong, and what only writing it down could tell a feed.

        What the front matter leaves out of a file that is here, each build measures.
        """
        wanting = self.wanting()
        if self.known.audio.measured is None:
            return wanting
        return {name: value for name, value in wanting.items() if name in self.known.given}

    def wanting(self) -> dict[str, str | int]:
        """Return what is missing or wrong in the front matter, by our names, as to be written."""
        return {} if self.facts is None else facts_wanting(self.known, self.facts)


def known_of(show: Show, episode: Episode) -> Known | None:
    """Return what an episode says of its audio; None where it has none, or no front matter."""
    document = episode.source
    if episode.audio is None or not isinstance(document, Document):
        return None
    keys = {name: _keys_of(show, document, name) for name in NAMES}
    given = {name: _value(document, at) for name, at in keys.items() if at is not None}
    there = {name: value for name, value in given.items() if value not in (None, "")}
    return Known(show, episode, episode.audio, there, keys)


def _keys_of(show: Show, document: Document, name: str) -> Keys | None:
    """Return the file's own key path of a fact: the one that is there, else the first."""
    theirs = [tuple(each.split(".")) for each in show.fields.get(f"audio.{name}", ())]
    for keys in theirs:
        if _value(document, keys) not in (None, ""):
            return keys
    if theirs:
        return theirs[0]
    # Where any part of `audio` is called otherwise, a table of that name isn't read.
    taken = (each.split(".")[0] for names in show.fields.values() for each in names)
    mapped = any(ours.split(".")[0] == "audio" for ours in show.fields)
    return None if mapped or "audio" in taken else ("audio", name)


def _value(document: Document, keys: Keys) -> Value:
    value: Value = document.fields
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def facts_wanting(known: Known, facts: AudioFacts) -> dict[str, str | int]:
    """Return the facts that the front matter lacks or has wrong; what is right stays as it is."""
    if facts.problem is not None:
        return {}
    wanting: dict[str, str | int] = {}
    if str(known.given.get("bytes", "")).strip() != str(facts.size_bytes):
        wanting["bytes"] = facts.size_bytes
    seconds = facts.duration_seconds
    if seconds is not None and not facts.estimated:
        given = known.given.get("duration")
        said = read_seconds(given)
        if said is None or abs(said - seconds) > SECONDS_APART:
            wanting["duration"] = duration_like(given, seconds)
    if facts.type is not None:
        said_type = known.given.get("type")
        named = said_type if isinstance(said_type, str) else None
        named = named or audio_type(known.audio._replace(type=None))
        if named is None or not same_type(named, facts.type):
            wanting["type"] = facts.type
    return wanting


def duration_like(written: Value, seconds: float) -> str | int:
    """Return a duration in the form of the one that was written: `0:42:00`, `42:00`, seconds."""
    whole = max(1, round(seconds))
    if isinstance(written, int | float) or (isinstance(written, str) and written.strip().isdigit()):
        return whole
    minutes, rest = divmod(whole, 60)
    hours, of_hour = divmod(minutes, 60)
    form = _CLOCK.fullmatch(written.strip()) if isinstance(written, str) else None
    if form is not None and (form[3] is not None or hours):
        digits = len(form[1]) if form[3] is not None else 1
        return f"{hours:0{digits}}:{of_hour:02}:{rest:02}"
    if form is None and hours:
        return f"{hours}:{of_hour:02}:{rest:02}"
    digits = len(form[1]) if form is not None and form[1].startswith("0") else 1
    return f"{minutes:0{digits}}:{rest:02}"
