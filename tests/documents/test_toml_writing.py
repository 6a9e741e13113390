"""Whole files of TOML: as a person writes them, and the same values when read back."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.reading import toml_document
from publisher.documents.toml_writing import plain, toml_text

_TEXTS = st.text() | st.sampled_from(
    [
        "C:\\new\\table",
        'he said "so"',
        '"""',
        'ends in "',
        "two\nlines",
        "blank at the end \nof a line",
        "\nbegins",
        "ends\n",
        "a\r\nb",
        "\x00\x1b\x7f\u2028",
        "👩‍👩‍👧 and 🏳️‍🌈",
        "\u202eright to left\u202c שלום",
        "\ufeffmark",
        "# no comment",
        "lone \ud800 surrogate",
    ]
)
_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))])
_FIRST = datetime(1000, 1, 2)  # noqa: DTZ001 (hypothesis wants it so)
_VALUES = st.recursive(
    _TEXTS
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False)
    | st.dates(min_value=date(1000, 1, 1))
    | st.times()
    | st.datetimes(min_value=_FIRST)
    | st.datetimes(min_value=_FIRST, timezones=_ZONES),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=12,
)
_TABLES = st.dictionaries(_TEXTS, _VALUES | st.none(), max_size=6)


def _read(text: str) -> object:
    return toml_document(Path("x.toml"), text.encode()).fields


@given(_TABLES)
def test_what_is_written_is_read_back(table: dict[str, object]) -> None:
    assert _read(toml_text(table)) == plain(table)


def test_a_file_is_written_as_a_person_would() -> None:
    text = toml_text(
        {
            "title": "The Show",
            "owner": {"name": "Ada", "email": "ada@example.com"},
            "description": 'First line.\n\nAnd "more".',
            "categories": ["Technology", ["Education", "How To"]],
            "explicit": False,
            "since": date(2020, 1, 2),
            "at": datetime(2020, 1, 2, 3, tzinfo=UTC),
            "hour": time(3, 4),
            "funding": [{"url": "https://example.com/give", "text": "Give"}],
            "hosts": ["a-name-that-is-rather-long-" + sign * 20 for sign in "abc"],
            "image": None,
            "with space": 1,
        }
    )
    assert (
        text
        == '''\
title = "The Show"
description = """
First line.

And "more"."""
categories = ["Technology", ["Education", "How To"]]
explicit = false
since = 2020-01-02
at = 2020-01-02T03:00:00Z
hour = 03:04:00
funding = [{url = "https://example.com/give", text = "Give"}]
hosts = [
  "a-name-that-is-rather-long-aaaaaaaaaaaaaaaaaaaa",
  "a-name-that-is-rather-long-bbbbbbbbbbbbbbbbbbbb",
  "a-name-that-is-rather-long-cccccccccccccccccccc",
]
"with space" = 1

[owner]
name = "Ada"
email = "ada@example.com"
'''
    )


def test_long_tables_in_a_list_get_headers_of_their_own() -> None:
    table = {"trailers": [{"title": "One", "url": "https://example.com/" + "a" * 90}, {"t": 2}]}
    text = toml_text(table)
    assert text.startswith('[[trailers]]\ntitle = "One"\n')
    assert _read(text) == table


def test_what_nobody_sees_is_written_as_an_escape_and_emoji_are_not() -> None:
    text = toml_text({"a": "\u202e\ufeff\x1b👩‍👧"})
    assert text == 'a = "\\u202e\\ufeff\\u001b👩‍👧"\n'


def test_an_editor_that_trims_lines_changes_no_value() -> None:
    text = toml_text({"a": "one \ntwo\t\nthree"})
    trimmed = "\n".join(line.rstrip() for line in text.split("\n"))
    assert _read(trimmed) == {"a": "one \ntwo\t\nthree"}
