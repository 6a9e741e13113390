"""The rows of `platforms.toml` that say how a page is verified.

The head of that file explains every key.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from publisher.model import Verdict

Scalar = str | int | float | bool


class Answer(NamedTuple):
    """What an answer of a platform means, where all of its conditions hold."""

    verdict: Verdict
    words: str
    status: frozenset[int]
    json: Mapping[str, frozenset[tuple[type, Scalar]]]  # path → values; empty: anything but nothing
    body: str | None = None  # pattern that the body begins with
    title: str | None = None  # pattern of all of the page's title
    robots: frozenset[str] = frozenset()  # words that all stand in the page's robots
    final: str | None = None  # pattern of all of host and path where redirects led
    expires: str | None = None  # JSON path of a time
    moved: str | None = None  # JSON path of an address


class CheckRow(NamedTuple):
    """How pages of one kind are verified."""

    pages: tuple[str, ...]  # patterns as in a platform's `paths`
    answers: tuple[Answer, ...]  # in order; the first that fits counts
    ask: str | None = None  # the address to ask in place of the page, with `{values}`
    values: Mapping[str, str] = {}  # pattern of all of a value; its group, if there is one, counts
    query: Mapping[str, str] = {}  # query parameter → the value it holds
    defaults: Mapping[str, str] = {}  # of values that an address leaves out
    pace_seconds: float = 0.0  # between two requests to the host of `ask`
    witness: str | None = None  # a page that is certainly there
    lookalike: bool = False  # live pages may look dead at times


def read_check(row: Mapping[str, Any]) -> CheckRow:
    """Return a `[[<platform>.checks]]` table as a row."""
    return CheckRow(
        **{
            **row,
            "pages": tuple(row["pages"]),
            "answers": tuple(_answer(answer) for answer in row["answers"]),
        }
    )


def _answer(row: Mapping[str, Any]) -> Answer:
    return Answer(
        **{
            **row,
            "verdict": Verdict(row["verdict"]),
            "status": frozenset(_listed(row.get("status", 200))),
            "json": {path: _typed(values) for path, values in row.get("json", {}).items()},
            "robots": frozenset(row.get("robots", ())),
        }
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _typed(values: Any) -> frozenset[tuple[type, Scalar]]:
    """Return the values with their types: in JSON, 1 is neither 1.0 nor true."""
    return (
        frozenset((type(value), value) for value in _listed(values))
        if values != "*"
        else frozenset()
    )
