"""`import.lock`: read back as written, and a clear word where it can't be."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import DocumentError
from publisher.importing.plan.record import Imported, Record, read_record, record_bytes
from publisher.importing.plan.sources import source_name

_TEXTS = st.text() | st.sampled_from(["\ud800", '"', "\u2028", "feeds/a/é.md"])
_KEYS = st.dictionaries(_TEXTS, st.text("0123456789abcdef", max_size=8), max_size=3)


@given(
    st.builds(
        Record,
        st.none() | _TEXTS,
        st.dictionaries(
            _TEXTS, st.builds(Imported, st.none() | _TEXTS, st.none() | _TEXTS, st.none() | _TEXTS)
        ),
        st.dictionaries(_TEXTS, st.dictionaries(_TEXTS, _KEYS, min_size=1, max_size=3), max_size=3),
        st.frozensets(_TEXTS, max_size=3),
        st.dictionaries(_TEXTS, _TEXTS, max_size=3),
    )
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    file = tmp_path_factory.getbasetemp() / "import.lock"
    file.write_bytes(record_bytes(record))
    assert read_record(file) == record


def test_it_is_small_and_a_file_a_line() -> None:
    files = {
        f"feeds/my-show/episodes/{number:04}-a-title-of-usual-length.md": Imported(
            "0" * 32, f"https://example.com/?p={number}"
        )
        for number in range(2000)
    }
    data = record_bytes(Record("https://example.com/feed", files))
    assert len(data) < 350_000
    assert data.count(b"\n") == 2000 + 8


SOUND = record_bytes(Record("x", {"a.md": Imported("1", "g")}))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is not valid JSON"),
        (b"[]", "its version isn't 1"),
        (SOUND.replace(b'"version": 1', b'"version": 2'), "written by another publisher"),
        (SOUND.replace(b'"1"', b"1"), "1 isn't a text"),
        (SOUND.replace(b'"removed": []', b'"removed": {}'), "'removed' isn't a list"),
        (b'{"version": 1, "files": []}', "'files' isn't a table"),
        (b'{"version": 1, "files": {"a": 1}}', "a file isn't a table"),
        (b"[" * 100_000, "the record of what was imported"),
        (b"<<<<<<< HEAD\n" + SOUND, "holds both sides of a merge"),
        (b"\xff", "doesn't hold what it should"),
    ],
)
def test_a_record_that_cant_be_read_is_told_with_the_way_out(
    tmp_path: Path, data: bytes, told: str
) -> None:
    file = tmp_path / "import.lock"
    file.write_bytes(data)
    with pytest.raises(DocumentError, match="nothing was written") as caught:
        read_record(file)
    assert told in str(caught.value)
    assert "git checkout" in str(caught.value)


def test_a_link_is_no_record(tmp_path: Path) -> None:
    file = tmp_path / "import.lock"
    file.symlink_to(tmp_path / "other")
    with pytest.raises(DocumentError, match="is a symbolic link"):
        read_record(file)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("https://me:secret@feeds.example.com/show.xml?auth=key#x", "https://feeds.example.com/show.xml"),
        ("/home/me/secret/feed.xml", "feed.xml"),
        ("http://[::1", ""),
    ],
)  # fmt: skip
def test_no_key_of_a_listener_is_recorded(source: str, name: str) -> None:
    assert source_name(source) == name
