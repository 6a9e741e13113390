"""Shows and episodes that the rules of family F are shown at: a sound one, with changes."""

from publisher.rules.catalogue import Example

SHOW_FILE = "feeds/show/show.toml"
EPISODE_FILE = "feeds/show/episodes/1-first.md"
SOUND = """\
---
title: First
date: 2026-01-02
audio: {url: https://cdn.example.com/1.mp3, bytes: 12345678, duration: "20:00"}
---
Notes.
"""
SOUND_NUMBERED = SOUND.replace("date:", "number: 7\ndate:")
_CHANNEL = {
    "title": '"The Show"',
    "description": '"Talks about things."',
    "language": '"en"',
    "artwork": '"https://example.com/cover.jpg"',
    "categories": '["Technology"]',
    "owner": '{name = "Ann", email = "ann@example.com"}',
}

SOUND_CHANNEL = tuple(f"{key} = {value}" for key, value in _CHANNEL.items())
"""The lines of a sound show.toml."""


def show_example(**changes: str | None) -> Example:
    """Return a sound show with `changes` to its channel (TOML values; None: left out)."""
    lines = (f"{key} = {value}" for key, value in (_CHANNEL | changes).items() if value)
    return Example(SOUND, {SHOW_FILE: "\n".join(lines) + "\n"})


def audio_example(audio: str, second: str | None = None) -> Example:
    """Return an episode with this `audio`, and a second one with `second`."""
    front = "---\ntitle: {}\ndate: 2026-01-0{}\naudio: {}\n---\nNotes.\n"
    files = {} if second is None else {EPISODE_FILE: front.format("Before", 1, second)}
    return Example(front.format("First", 2, audio), files)
