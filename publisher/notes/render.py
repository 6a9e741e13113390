"""Notes → each place's own form, by the show's template."""

import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from publisher.documents import display_path
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.paths import is_content
from publisher.errors import ConfigError
from publisher.model import Network, Show
from publisher.notes.blocks import Block
from publisher.notes.forms import (
    RenderedNotes,
    Write,
    fit,
    led_by,
    without_chapters,
    youtube_chapters_problem,
)
from publisher.notes.html import FeedHtml
from publisher.notes.limits import LIMITS, Form
from publisher.notes.markdown import MarkdownText
from publisher.notes.mastodon import write_post
from publisher.notes.newsletter import MailHtml, write_mail
from publisher.notes.page import PageHtml
from publisher.notes.structure import Notes
from publisher.notes.template import NotesPart, NotesTemplate
from publisher.notes.text import PlainText, YouTubeText

__all__ = ["Form", "NotesRenderer", "RenderedNotes"]

OVERRIDE_LIMIT_BYTES = 64 * 1024
HTML_FORMS = frozenset((Form.HTML, Form.APPLE, Form.SPOTIFY, Form.NEWSLETTER, Form.PAGE))
_LED = frozenset((Form.NEWSLETTER, Form.YOUTUBE))
"""What shows no summary but the one in the notes."""
RECURRING = frozenset(("hosts", "platforms", "socials"))
"""Sections that are the same in many episodes of a show."""

_WriteBlocks = Callable[[Sequence[Block]], str]


class NotesRenderer:
    """Renders the notes of one show's episodes.

    The order of the sections and their headings come from `feeds/<show>/notes.j2`, or from the
    package's own template. Raises ConfigError, naming the line, where the show's can't be used.
    """

    def __init__(self, network: Network, show: Show) -> None:
        self._template = _override(network.root, show.folder / "notes.j2") or default_template()
        self._laid_out: tuple[Notes, Sequence[NotesPart]] | None = None
        self._recurring: dict[Form, dict[NotesPart, str]] = {}

    def render(self, notes: Notes, form: Form) -> RenderedNotes:
        """Return the notes in a form, within the limits of its place."""
        if form is Form.MASTODON:
            return write_post(notes, LIMITS[form])
        parts = self._lay_out(notes, form)
        if form in _LED:
            parts = led_by(notes.episode.summary, parts)
        problem = ""
        if form is Form.YOUTUBE:
            problem = youtube_chapters_problem(notes)
            if problem:
                parts = without_chapters(parts)
        write = self._writer(notes, form)
        limit = LIMITS.get(form)
        if limit is None:
            return RenderedNotes(write(parts))
        return fit(parts, write, limit)._replace(chapters_problem=problem)

    def _writer(self, notes: Notes, form: Form) -> Write:
        """Return what writes parts in this form; sections that recur are written once."""
        body, sections = _blocks_writers(notes, form)
        between = "\n" if form in HTML_FORMS else "\n\n"
        recurring = self._recurring.setdefault(form, {})

        def write_part(part: NotesPart) -> str:
            text = recurring.get(part) if part.name in RECURRING else None
            if text is None:
                text = body(part.blocks) if part.name == "body" else sections(part.blocks)
                if form is Form.PAGE:
                    text = _on_page(part.name, text)
                if part.name in RECURRING:
                    recurring[part] = text
            return text

        def write(parts: Sequence[NotesPart]) -> str:
            return between.join(filter(None, map(write_part, parts)))

        if form is Form.NEWSLETTER:
            return lambda parts: write_mail(notes, write(parts))
        return write

    def _lay_out(self, notes: Notes, form: Form) -> Sequence[NotesPart]:
        if self._template.varies:
            return self._template.lay_out(notes, form)
        if self._laid_out is None or self._laid_out[0] is not notes:
            self._laid_out = (notes, self._template.lay_out(notes, form))
        return self._laid_out[1]


def _blocks_writers(notes: Notes, form: Form) -> tuple[_WriteBlocks, _WriteBlocks]:
    """Return what writes the blocks of the body, and what writes those of the sections.

    Only the body may hold relative addresses.
    """
    base = notes.episode.url
    if form is Form.PAGE:
        page = PageHtml(notes.sponsored)
        return page.blocks, page.blocks
    if form is Form.NEWSLETTER:
        mail = MailHtml(base)
        return mail.blocks, mail.blocks
    if form in HTML_FORMS:
        return FeedHtml(base).blocks, FeedHtml().blocks
    writer = {Form.MARKDOWN: MarkdownText, Form.YOUTUBE: YouTubeText}.get(form, PlainText)
    return writer(base).blocks, writer().blocks


def _on_page(name: str, html: str) -> str:
    """Put a part into an element of its own, named for the style sheet.

    The page shows the chapters beside its player.
    """
    if name == "chapters":
        return ""
    return f'<section class="{name}">\n{html}\n</section>' if html else ""


@cache
def default_template() -> NotesTemplate:
    """Return the package's own template."""
    file = Path(__file__).with_name("templates") / "notes.j2"
    return NotesTemplate(file.read_text(encoding="utf-8"), "notes.j2")


def _override(root: Path, file: Path) -> NotesTemplate | None:
    """Return the show's own template, if there is one inside the root."""
    path = display_path(file)
    try:
        if os.path.lexists(file) and not is_content(file, root):
            message = "the notes template leads out of the repository, or to a hidden file"
            raise ConfigError([f"{path}:1:1: {message}"])
        data = read_bounded(file, OVERRIDE_LIMIT_BYTES)
        return NotesTemplate(data.decode("utf-8-sig"), path)
    except FileNotFoundError:
        return None
    except NotOrdinaryError as error:
        raise ConfigError([f"{path}:1:1: {error}"]) from error
    except TooBigError as error:
        message = f"the notes template is larger than {OVERRIDE_LIMIT_BYTES >> 10} KB"
        raise ConfigError([f"{path}:1:1: {message}"]) from error
    except OSError as error:
        raise ConfigError([f"{path}:1:1: can't be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError([f"{path}:{line}:1: the notes template is not UTF-8"]) from error
