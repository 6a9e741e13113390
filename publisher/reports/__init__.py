"""The report of a run, one module per format; `FORMATS` names them all.

To add a format: a module with `render(report) -> str`, and a row here.
"""

from collections.abc import Callable

from publisher.model import Report
from publisher.reports import html, json, text

FORMATS: dict[str, Callable[[Report], str]] = {
    "text": text.render,
    "json": json.render,
    "html": html.render,
}
