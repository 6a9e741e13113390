"""What was left out of a form → findings."""

from publisher.model import Episode, Finding, Place
from publisher.notes.forms import RenderedNotes
from publisher.notes.limits import LIMITS, Form
from publisher.rules.catalogue import CATALOGUE
from publisher.rules.notes import CHAPTERS_NOT_FOR_YOUTUBE, NOTES_TOO_LONG


def judge_notes(episode: Episode, form: Form, rendered: RenderedNotes) -> tuple[Finding, ...]:
    """Return a finding for what gave way, and one for chapters that the place would not take."""
    findings = []
    limit = LIMITS.get(form)
    if rendered.left_out and limit is not None:
        findings.append(
            _finding(
                NOTES_TOO_LONG,
                f"too long for {limit.place} ({limit.most} {limit.unit}), so these gave way: "
                f"{', '.join(rendered.left_out)}",
                Place(episode.source.path),
            )
        )
    if rendered.chapters_problem:
        findings.append(
            _finding(
                CHAPTERS_NOT_FOR_YOUTUBE,
                f"chapters left out: {rendered.chapters_problem}",
                episode.source.place("chapters"),
            )
        )
    return tuple(findings)


def _finding(code: str, message: str, place: Place) -> Finding:
    return Finding(code, CATALOGUE[code].severity, message, place)
