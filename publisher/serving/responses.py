"""A scene and a path → what a browser is answered."""

import json
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, quote

from publisher.addresses import episode_path
from publisher.documents.paths import is_content
from publisher.errors import PublisherError, os_error_words
from publisher.media_types import served_type
from publisher.model import Episode, Report
from publisher.previewing import preview_files, preview_index, preview_page
from publisher.rehearsing import Rehearsal
from publisher.reports.summary import summarise
from publisher.serving.addresses import MINE, Asked, base_path, find
from publisher.serving.findings import MOST, as_json, episode_at, findings_at
from publisher.serving.injecting import error_page, live_files, missing_page, with_script
from publisher.serving.stage import Scene, version_of

STATE = f"{MINE}state"
EVENTS = f"{MINE}events"
_HTML = "text/html; charset=utf-8"


class Response(NamedTuple):
    """What is answered; a `body` that is a path is a file of the repository.

    `moved` is where the browser must go instead.
    """

    status: HTTPStatus
    type: str
    body: bytes | Path
    moved: str = ""


def respond(target: str, scene: Scene) -> Response:
    """Return the answer to a request target; whatever goes wrong with a page is said on one."""
    path, _, query = target.partition("?")
    if path == f"/{STATE}":
        return _state(query, scene)
    name = path.removeprefix(f"/{MINE}")
    if name != path and name in live_files():
        return Response(HTTPStatus.OK, served_type(name), live_files()[name])
    return _with_script(_site(target, scene))


def _site(target: str, scene: Scene) -> Response:
    """Return the answer as it stands in the site, or beside it."""
    asked = _find(target, scene)
    if scene.rehearsal is None:
        return _page(HTTPStatus.SERVICE_UNAVAILABLE, error_page(scene.error))
    if asked is None:
        return _page(HTTPStatus.NOT_FOUND, missing_page())
    if asked.moved:
        return Response(HTTPStatus.MOVED_PERMANENTLY, "text/plain", b"", asked.moved)
    return _answer(asked, scene)


def _find(target: str, scene: Scene) -> Asked | None:
    rehearsal = scene.rehearsal
    base = base_path(rehearsal.network.settings.site) if rehearsal is not None else ""
    return find(target, scene.contents, base)


def _answer(asked: Asked, scene: Scene) -> Response:
    """Return what is at a path, or a page that says why there is nothing."""
    try:
        if asked.path.startswith(MINE):
            return _previewed(asked.path, scene)
        contents = scene.contents.get(asked.path)
        if contents is None and asked.path == "favicon.ico":
            return Response(HTTPStatus.NO_CONTENT, "image/x-icon", b"")  # browsers always ask
        if contents is None:
            return _missing(scene)
        if isinstance(contents, Path):
            return _file(asked.path, contents, scene)
        return Response(HTTPStatus.OK, served_type(asked.path), scene.made(asked.path))
    except Exception as error:
        return _page(HTTPStatus.INTERNAL_SERVER_ERROR, error_page(words_of(error)))


def words_of(error: Exception) -> str:
    """Return what to tell a podcaster of what went wrong."""
    if isinstance(error, PublisherError):
        return str(error)
    if isinstance(error, OSError):
        return os_error_words(error)
    return f"publisher failed, and the fault is ours: {type(error).__name__}: {error}"


def _page(status: HTTPStatus, html: bytes) -> Response:
    return Response(status, _HTML, html)


def _missing(scene: Scene) -> Response:
    page = scene.made("404.html") if "404.html" in scene.contents else missing_page()
    return _page(HTTPStatus.NOT_FOUND, page)


def _file(path: str, file: Path, scene: Scene) -> Response:
    """Return a file of the repository, unless it has gone, or a link leads out of it by now."""
    rehearsal = scene.rehearsal
    if rehearsal is None or not is_content(file, rehearsal.network.root):
        return _missing(scene)
    return Response(HTTPStatus.OK, served_type(path), file)


def _previewed(path: str, scene: Scene) -> Response:
    """Return the notes as apps show them, or what those pages are made with."""
    rehearsal = scene.rehearsal
    if rehearsal is None:
        return _missing(scene)
    below = path.removeprefix(MINE)
    network, now = rehearsal.network, rehearsal.now
    if below in ("", "index.html"):
        shows = [(read.show, _newest_first(read.episodes, now)) for read in rehearsal.shows]
        return _page(HTTPStatus.OK, preview_index(network, shows, now).encode())
    if below in preview_files():
        return Response(HTTPStatus.OK, served_type(below), preview_files()[below])
    found = episode_at(below if below.endswith("/") else f"{below}/", rehearsal)
    if found is None:
        return _missing(scene)
    if not below.endswith("/"):
        return Response(HTTPStatus.MOVED_PERMANENTLY, "text/plain", b"", f"/{quote(path)}/")
    findings = findings_at(path, rehearsal, scene.report) if scene.report is not None else []
    return _page(HTTPStatus.OK, preview_page(network, *found, now, findings).encode())


def _newest_first(episodes: Sequence[Episode], now: datetime) -> list[Episode]:
    """Return the episodes as somebody who writes looks for them: those to come first."""
    return sorted(episodes, key=lambda each: each.published or now, reverse=True)


def _with_script(response: Response) -> Response:
    """Let a page reload when it changes."""
    if response.type != _HTML or not isinstance(response.body, bytes):
        return response
    return response._replace(body=with_script(response.body, version_of(response.body)))


def _state(query: str, scene: Scene) -> Response:
    """Return, as JSON, what a page that is shown needs to know of its own next version."""
    try:
        target = parse_qs(query, max_num_fields=3).get("page", ["/"])[0]
    except ValueError:
        return Response(HTTPStatus.BAD_REQUEST, "text/plain", b"only a page can be asked for\n")
    answer = _site(target, scene)
    state: dict[str, object] = {
        "number": scene.number,
        "version": version_of(answer.body) if isinstance(answer.body, bytes) else "",
        "findings": [],
    }
    asked = _find(target, scene)
    if scene.rehearsal is not None:
        state["error"] = scene.error
        if asked is not None:
            state |= _told(asked.path, scene.rehearsal, scene.report)
    return Response(HTTPStatus.OK, "application/json", json.dumps(state).encode())


def _told(path: str, rehearsal: Rehearsal, report: Report | None) -> dict[str, object]:
    """Return what is to be told of a page."""
    found = episode_at(path, rehearsal)
    folder = quote(episode_path(found[0].slug, found[1].slug)) if found is not None else ""
    told: dict[str, object] = {"preview": f"/{MINE}{folder}"}
    if report is not None:
        findings = findings_at(path, rehearsal, report)
        told |= {
            "findings": [as_json(each) for each in findings[:MOST]],
            "more": max(0, len(findings) - MOST),
            "errors": summarise(report).errors,
            "report": "/report/",
        }
    return told
