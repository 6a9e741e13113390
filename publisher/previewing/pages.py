"""The pages of `/_preview`: all episodes, and the notes of one in every app.

Pure functions of what they are given. The pages ask for `preview_files()` beside the index, run
no other script, and show what strangers wrote in frames without scripts.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, Template

from publisher.addresses import episode_path
from publisher.model import Episode, Finding, Network, Show
from publisher.notes.campaigns import day_of
from publisher.notes.cutting import beginning
from publisher.notes.gather import gather_notes
from publisher.notes.limits import LIMITS, Form
from publisher.notes.plain import plain
from publisher.notes.render import HTML_FORMS, NotesRenderer, RenderedNotes
from publisher.previewing.apps import App, known_apps
from publisher.previewing.showing import frame, lost, show_html, show_text

_WHOLE = frozenset((Form.NEWSLETTER, Form.PAGE))
"""Forms that are shown as they are."""


class _Pane(NamedTuple):
    """One app's view. Either `document`, for a frame, or `text`, HTML made of plain text."""

    name: str
    look: str
    form: str
    source: str  # what is copied
    document: str
    text: str
    used: int
    most: int | None
    unit: str
    first: str
    left_out: tuple[str, ...]
    problem: str
    lost: tuple[str, ...]
    remarks: tuple[str, ...]


class _Row(NamedTuple):
    title: str
    url: str
    state: str
    facts: str


@cache
def preview_files() -> Mapping[str, bytes]:
    """Return the files that stand beside the index, by name: style sheet and script."""
    folder = Path(__file__).with_name("static")
    return {name: (folder / name).read_bytes() for name in ("preview.css", "preview.js")}


def preview_index(
    network: Network, shows: Sequence[tuple[Show, Sequence[Episode]]], now: datetime
) -> str:
    """Return the page of all episodes, drafts and those to come too, for `/_preview/`.

    Each leads to `<show>/<slug>/` below it. Shows and episodes keep the order given.
    """
    of_all = network.settings.network
    return _template("index.html.j2").render(
        top="",
        title=plain(of_all.channel.title) if of_all else "",
        shows=[
            (plain(show.title), [_row(episode, show, now) for episode in episodes])
            for show, episodes in shows
        ],
    )


def preview_page(
    network: Network, show: Show, episode: Episode, now: datetime, findings: Sequence[Finding]
) -> str:
    """Return the page of one episode, for `/_preview/<show>/<slug>/`.

    `findings` are those to be listed on it. Raises ConfigError where the show's notes template
    can't be used.
    """
    notes = gather_notes(episode, show, network, now)
    renderer = NotesRenderer(network, show)
    rendered = {form: renderer.render(notes, form) for form in Form}
    site = network.settings.site
    return _template("page.html.j2").render(
        top="../../",
        language=notes.episode.language,
        title=notes.episode.title,
        show_title=notes.episode.show_title,
        state=_state(episode, show, now),
        page=f"../../../{quote(episode_path(show.slug, episode.slug))}",
        panes=[_pane(app, rendered, notes.episode.language, site) for app in known_apps().apps],
        findings=findings,
    )


def _pane(
    app: App, rendered: Mapping[Form, RenderedNotes], language: str, site: str | None
) -> _Pane:
    written = rendered[app.form]
    is_html = app.form in HTML_FORMS
    if app.form in _WHOLE:
        shown = written.text
    else:
        shown = show_html(written.text, app) if is_html else show_text(written.text, app)
    if site:  # so that pictures of an episode that isn't out yet are seen, too
        shown = shown.replace(f'src="{site}/', 'src="../../../')
    if app.form is not Form.NEWSLETTER and is_html:
        shown = frame(shown, app.look, _frame_style(), language)
    limit = LIMITS.get(app.form)
    page = rendered[Form.PAGE].text
    return _Pane(
        name=app.name,
        look=app.look,
        form=app.form,
        source=written.text,
        document=shown if is_html else "",
        text="" if is_html else shown,
        used=limit.used(written.text) if limit else len(written.text),
        most=limit.most if limit else None,
        unit=limit.unit if limit else "characters",
        first=beginning(written.text, app.first) if app.first else "",
        left_out=written.left_out,
        problem=written.chapters_problem,
        lost=lost(page, app, known_apps().kinds, text=not is_html)
        if app.form is not Form.MASTODON
        else (),
        remarks=app.remarks,
    )


def _row(episode: Episode, show: Show, now: datetime) -> _Row:
    number = f"Episode {episode.number}" if episode.number is not None else ""
    return _Row(
        title=plain(episode.title),
        url=quote(episode_path(show.slug, episode.slug)),
        state=_state(episode, show, now),
        facts=number,
    )


def _state(episode: Episode, show: Show, now: datetime) -> str:
    if episode.draft:
        return "Draft"
    if episode.published is None:
        return "No date"
    day = day_of(episode.published, show.timezone).isoformat()
    return f"Out since {day}" if episode.is_out(now) else f"Out on {day}"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("publisher.previewing"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _frame_style() -> str:
    return (Path(__file__).with_name("static") / "frames.css").read_text(encoding="utf-8")
