"""Findings about what was left out."""

from publisher.model import Severity
from publisher.notes.forms import RenderedNotes
from publisher.notes.judging import judge_notes
from publisher.notes.limits import Form
from tests.notes.builders import PLACE, make_episode


def test_what_gave_way_is_told() -> None:
    rendered = RenderedNotes("…", ("hosts", "the end of the body"))
    (finding,) = judge_notes(make_episode(), Form.APPLE, rendered)
    assert (finding.code, finding.severity) == ("F301", Severity.WARNING)
    assert finding.message == (
        "too long for Apple Podcasts (4000 bytes), so these gave way: hosts, the end of the body"
    )
    assert finding.place.path == PLACE.path


def test_chapters_that_youtube_refuses_are_told() -> None:
    rendered = RenderedNotes("…", (), "the first chapter must start at 0:00")
    (finding,) = judge_notes(make_episode(), Form.YOUTUBE, rendered)
    assert finding.code == "F302"
    assert finding.message == "chapters left out: the first chapter must start at 0:00"
    assert finding.place == PLACE


def test_whole_notes_are_fine() -> None:
    assert judge_notes(make_episode(), Form.SPOTIFY, RenderedNotes("…")) == ()
