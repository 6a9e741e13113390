"""`publisher notes`: one episode's show notes in a place's own form."""

from datetime import datetime

from publisher.model import Finding, Network
from publisher.notes.gather import gather_notes
from publisher.notes.judging import judge_notes
from publisher.notes.render import Form, NotesRenderer
from publisher.repository import find_episode


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
