"""The notes of a show's episodes, kept while its feeds and pages are made."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from publisher.model import Episode, Network, Show
from publisher.notes.gather import gather_notes
from publisher.notes.render import Form, NotesRenderer

FEED_FORMS = (Form.HTML, Form.TEXT)


class NotesDesk:
    """The notes of one show's episodes, each gathered and written once, in all `forms` at a time.

    Only the texts are kept: the notes of a thousand episodes would take more memory than time.
    """

    def __init__(
        self,
        network: Network,
        show: Show,
        now: datetime,
        renderer: NotesRenderer,
        forms: Sequence[Form],
    ) -> None:
        self._network = network
        self._show = show
        self._now = now
        self._renderer = renderer
        self._forms = forms
        self._texts: dict[Path, dict[Form, str]] = {}

    def for_feed(self, episode: Episode) -> tuple[str, str]:
        """Return the notes as the feed carries them: HTML and text."""
        texts = self._written(episode)
        return texts[Form.HTML], texts[Form.TEXT]

    def for_page(self, episode: Episode) -> str:
        """Return the notes for the episode's own page, as HTML."""
        return self._written(episode)[Form.PAGE]

    def _written(self, episode: Episode) -> dict[Form, str]:
        texts = self._texts.get(episode.file)
        if texts is None:
            notes = gather_notes(episode, self._show, self._network, self._now)
            texts = {form: self._renderer.render(notes, form).text for form in self._forms}
            self._texts[episode.file] = texts
        return texts
