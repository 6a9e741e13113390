"""The report as a page to act on, to search and to pass on: one file that loads nothing.

Everything in it can be read without a script; the small one that it brings filters what is there.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.model import Report
from publisher.reports.filling import TOLD_AS_PROBLEMS, fill
from publisher.reports.first import first_steps, verdict
from publisher.reports.overviews import files_of, overviews
from publisher.reports.problems import Problem, by_verdict, kinds_of, problems_of
from publisher.reports.since import what_changed
from publisher.reports.summary import VERDICT_WORDS, summarise, summary_lines
from publisher.reports.views import Facets
from publisher.reports.visible import short

if TYPE_CHECKING:
    from jinja2 import Environment, Template

# Bounds on the page, in bytes. What is left out is said there, with where to find it; errors are
# left out last.
PAGE_BYTES = 100_000  # of a site: it opens at once wherever it is looked at
FILE_BYTES = 1_000_000  # of a file of its own: that holds what a network of 2,000 episodes has

_FOLDER = Path(__file__).parent
NOTICES = 10
KINDS = 50  # with a heading each, of problems and of what is known


def render(report: Report) -> str:
    """Return a self-contained HTML5 page, with as much as a browser opens at once."""
    return _render(report, FILE_BYTES, beside=False)


def render_page(report: Report) -> str:
    """Return the page of the built site, beside which `report.json` lies; below 100 KB."""
    return _render(report, PAGE_BYTES, beside=True)


class _Assets(NamedTuple):
    style: str
    script: str
    policy: str  # Content-Security-Policy: nothing runs or is loaded but these two


@cache
def _assets() -> _Assets:
    style, script = (
        (_FOLDER / name).read_text(encoding="utf-8") for name in ("report.css", "report.js")
    )
    style, script = f"\n{style}", f"\n{script}"
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return _Assets(style, script, policy)


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _templates() -> tuple["Template", "Template"]:
    """Return the page and its rows."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return _read(environment, "report.html.j2"), _read(environment, "report_rows.html.j2")


def _read(environment: "Environment", name: str) -> "Template":
    return environment.from_string((_FOLDER / name).read_text(encoding="utf-8"))


def _render(report: Report, limit_bytes: int, *, beside: bool) -> str:
    page, rows = _templates()
    problems = problems_of(report)
    files = files_of(problems, limit_bytes // 8)
    facets = Facets.of(report, files)
    kinds = kinds_of(problem for problem in problems if not problem.is_known)[:KINDS]
    known = kinds_of(problem for problem in problems if problem.is_known)[:KINDS]
    links = by_verdict(report.links)
    told = sum(len(kind.problems) for kind in (*kinds, *known))
    frame = {
        **_frame(report, problems),
        "files": files,
        "beside": beside,
        "unkind": len(problems) - told,  # of kinds that the page doesn't even name
    }

    def filled(room_bytes: int) -> str:
        shelves = fill(kinds, known, links, facets, rows.module, room_bytes=room_bytes)
        return page.render(**frame, filled=shelves)

    room = limit_bytes - len(filled(0).encode())
    if room < limit_bytes // 4:  # somebody's texts are longer than any podcaster's
        frame |= {"changes": None, "overviews": [], "files": [], "notices": []}
        room = limit_bytes - len(filled(0).encode())
    return filled(room)


def _frame(report: Report, problems: Sequence[Problem]) -> dict[str, Any]:
    """Return what stands above the problems."""
    summary, about = summarise(report), report.about
    steps, further = first_steps(problems, about)
    unasked = summary.unasked * 2 > summary.links
    return {
        "assets": _assets(),
        "verdict": verdict(problems, steps, about, unasked=unasked),
        "lines": summary_lines(summary),
        "notices": [short(notice) for notice in report.notices[:NOTICES]],
        "day": about.day,
        "steps": steps,
        "further": further,
        "changes": what_changed(report.changes, about.day),
        "overviews": overviews(problems, report),
        "words": VERDICT_WORDS,
        "short": short,
        "told_above": TOLD_AS_PROBLEMS,
    }
