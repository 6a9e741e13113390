"""Front matter as we write it: our reader, and YAML's own, read back what was given."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.frontmatter import Format, split_front_matter
from publisher.documents.yaml_values import parse_yaml
from publisher.importing.front_matter import Clock, episode_text

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(list(" \n:#-'\"[]{}|>&*!%@`~?,\\")),
    max_size=40,
)
VALUES = st.recursive(
    TEXTS | st.integers(-(10**15), 10**15) | st.booleans(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "url", "on", "1"]), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def read(text: str) -> dict[str, object]:
    split = split_front_matter(text)
    assert split.format is Format.YAML
    return dict(parse_yaml(text[split.front.start : split.front.end]).fields)


@given(st.dictionaries(st.sampled_from(["title", "guid", "x", "y"]), TEXTS, min_size=1))
def test_texts_come_back_as_they_were(fields: dict[str, str]) -> None:
    text = episode_text(fields, "Body.")
    assert read(text) == fields
    assert text.endswith("\n---\n\nBody.\n")


@given(TEXTS)
def test_other_readers_of_yaml_understand_the_same(value: str) -> None:
    text = episode_text({"title": value}, "")
    assert yaml.safe_load(text.removeprefix("---\n").removesuffix("---\n")) == {"title": value}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("What's up, Doc? Yes!", "What's up, Doc? Yes!"),
        ("1: One", '"1: One"'),
        ("yes", '"yes"'),
        ("a #b", '"a #b"'),
        ("12", '"12"'),
        ("https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
        ("two\nlines", "|-\n  two\n  lines"),
        ("turned \u202e round", '"turned \\u202e round"'),
        (True, "true"),
        (12, "12"),
        (Clock(3723), "1:02:03"),
        (Clock(62), "1:02"),
        (datetime(2026, 1, 31, 10, tzinfo=UTC), "2026-01-31T10:00:00Z"),
        (
            datetime(2026, 1, 31, 10, tzinfo=timezone(timedelta(hours=1))),
            "2026-01-31T10:00:00+01:00",
        ),
        (["ann", "bo b", "c, d"], '[ann, bo b, "c, d"]'),
        ({"url": "x", "bytes": 1}, "\n  url: x\n  bytes: 1"),
        ([{"name": "Bo", "role": "guest"}], "\n  - name: Bo\n    role: guest"),
    ],
)
def test_it_is_written_as_a_person_would(value: object, written: str) -> None:
    between = "" if written.startswith("\n") else " "
    assert episode_text({"key": value}, "") == f"---\nkey:{between}{written}\n---\n"


@given(st.dictionaries(st.sampled_from(["a", "b"]), VALUES, min_size=1))
def test_lists_and_tables_come_back_as_they_were(fields: dict[str, object]) -> None:
    assert read(episode_text(fields, "")) == fields
