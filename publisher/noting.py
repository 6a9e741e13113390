"""`publisher notes`: one episode's show notes in a place's own form, or in all of them."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from publisher.errors import PublisherError
from publisher.model import Finding, Network
from publisher.notes.gather import gather_notes
from publisher.notes.judging import judge_notes
from publisher.notes.limits import Form
from publisher.notes.render import NotesRenderer
from publisher.repository import find_episode
from publisher.writing import write_atomic

FILES: Mapping[Form, str] = {
    Form.HTML: ".html",
    Form.TEXT: ".txt",
    Form.MARKDOWN: ".md",
    Form.APPLE: ".apple.html",
    Form.SPOTIFY: ".spotify.html",
    Form.YOUTUBE: ".youtube.txt",
    Form.NEWSLETTER: ".newsletter.html",
    Form.MASTODON: ".mastodon.txt",
}
"""What is added to the slug for the file of each form."""


def render_notes_of(
    network: Network, wanted: str, form: Form, now: datetime
) -> tuple[str, tuple[Finding, ...]]:
    """Return the show notes of the episode wanted in a form, and what was left out of them.

    Raises UsageError where no episode, or more than one, fits; PublisherError where its file
    can't be read.
    """
    show, episode = find_episode(network, wanted)
    notes = gather_notes(episode, show, network, now)
    rendered = NotesRenderer(network, show).render(notes, form)
    return rendered.text, judge_notes(episode, form, rendered)


def write_notes_of(
    network: Network, wanted: str, folder: Path, now: datetime
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Write the notes of the episode wanted in every form into `folder`, a file each.

    A file that is there is replaced, a symbolic link too: it is never followed. Returns a line for
    each file and what was left out of any. Raises as `render_notes_of`, and PublisherError where
    a file can't be written.
    """
    show, episode = find_episode(network, wanted)
    notes = gather_notes(episode, show, network, now)
    renderer = NotesRenderer(network, show)
    lines: list[str] = []
    findings: list[Finding] = []
    for form, suffix in FILES.items():
        rendered = renderer.render(notes, form)
        file = folder / f"{episode.slug}{suffix}"
        try:
            write_atomic(file, f"{rendered.text}\n".encode())
        except OSError as error:
            raise PublisherError(f"{file}: can't be written: {error.strerror}") from error
        lines.append(f"wrote {file}")
        findings += judge_notes(episode, form, rendered)
    return tuple(lines), tuple(findings)
