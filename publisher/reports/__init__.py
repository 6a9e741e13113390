"""The report of a run, one module per format; `FORMATS` names them all.

To add a format: a module with `render(report) -> str`, and a row here.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.model import Report

Render = Callable[["Report"], str]


def _format(module: str, function: str = "render") -> Render:
    """Return the function of a module that is imported when it is first used."""

    def render(report: "Report") -> str:
        from publisher.reports.users import without_users

        shown = without_users(report)
        rendered: str = getattr(import_module(f"publisher.reports.{module}"), function)(shown)
        return rendered

    return render


FORMATS: Mapping[str, Render] = {
    "text": _format("text"),
    "json": _format("json"),
    "junit": _format("junit"),
    "sarif": _format("sarif"),
    "github": _format("github"),
    "markdown": _format("markdown"),
    "html": _format("html"),
}

PAGE = _format("html", "render_page")
"""The page of the built site: as `html`, but small."""

SITE_FILES: Mapping[str, Render] = {
    "report/report.json": FORMATS["json"],
    "report/index.html": PAGE,
}
"""The report's files in the built site, by path."""

_BY_SUFFIX = {
    ".txt": "text",
    ".json": "json",
    ".xml": "junit",
    ".sarif": "sarif",
    ".sarif.json": "sarif",
    ".md": "markdown",
    ".html": "html",
}


def format_of(file: str) -> str | None:
    """Return the format that a file's name asks for; None where its suffix says nothing."""
    name = file.lower()
    suffixes = (suffix for suffix in _BY_SUFFIX if name.endswith(suffix))
    longest = max(suffixes, key=len, default=None)
    return _BY_SUFFIX[longest] if longest else None
