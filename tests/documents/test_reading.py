import os
from pathlib import Path

import pytest

from publisher.documents import LIMIT_BYTES, read_markdown, read_toml
from publisher.errors import DocumentError
from tests.documents.builders import markdown, toml


def test_a_file_without_front_matter(tmp_path: Path) -> None:
    document = markdown(tmp_path, "# Words\n")
    assert document.fields == {}
    assert document.body == "# Words\n"


def test_an_html_file(tmp_path: Path) -> None:
    document = markdown(tmp_path, "<p>Words</p>", "page.html")
    assert document.body == "<p>Words</p>"


@pytest.mark.parametrize(
    ("data", "line", "column", "message"),
    [
        (b"---\ntitle: A\nname: 'open\n---\n", 4, 1, "never closed"),
        (b"---\ntitle: A\n", 1, 1, "never ends"),
        (b"---\ntitle: A: B\n---\n", 2, 9, 'second ":"'),
        (b"\xef\xbb\xbf---\r\ntitle: A\r\nx: y: z\r\n---\r\n", 3, 5, 'second ":"'),
        (b'+++\ntitle = "A\n+++\n', 2, 11, "not closed"),
        (b'{\n  "title": A\n}\n', 2, 12, "expecting value"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, 1, "not a text file"),
    ],
)
def test_one_clear_message_with_its_place(
    tmp_path: Path, data: bytes, line: int, column: int, message: str
) -> None:
    with pytest.raises(DocumentError, match=message) as caught:
        markdown(tmp_path, data)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert "\n" not in caught.value.message


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "big.md"
    with file.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    with pytest.raises(DocumentError, match=r"50\.0 MB.*may have 5 MB"):
        read_markdown(file)
    with file.open("wb") as stream:
        stream.truncate(LIMIT_BYTES)
        stream.write(b"x" * 10)
    with pytest.raises(DocumentError, match="not a text file"):
        read_markdown(file)


@pytest.mark.parametrize(
    "text",
    ["---\na: {}\n---\nBody", "+++\na = '{}'\n+++\nBody", '{{"a": "{}"}}\nBody'],
)
def test_front_matter_that_is_too_long(tmp_path: Path, text: str) -> None:
    assert markdown(tmp_path, text.format("x" * 900_000)).body == "Body"
    with pytest.raises(DocumentError, match="more than 1,000,000 characters"):
        markdown(tmp_path, text.format("x" * 1_000_000))
    with pytest.raises(DocumentError, match="more than 1,000,000 characters"):
        toml(tmp_path, f"a = '{'x' * 1_000_000}'\n")


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"folder.*index\.md"):
        read_markdown(tmp_path)
    with pytest.raises(DocumentError, match="no such file"):
        read_markdown(tmp_path / "missing.md")
    with pytest.raises(DocumentError, match="no file can have this name"):
        read_markdown(tmp_path / "a\0b.md")
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(DocumentError, match="not an ordinary file"):
        read_markdown(tmp_path / "pipe.md")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(DocumentError, match="can't be read: permission denied"):
        read_markdown(tmp_path / "secret.md")


def test_toml(tmp_path: Path) -> None:
    document = toml(tmp_path, 'title = "A"\n[owner]\nname = "B"\n')
    assert document.fields == {"title": "A", "owner": {"name": "B"}}
    assert document.place("owner", "name").line == 3


def test_toml_must_be_utf8(tmp_path: Path) -> None:
    file = tmp_path / "show.toml"
    file.write_bytes(b'a = 1\ntitle = "caf\xe9"\n')
    with pytest.raises(DocumentError, match="must be UTF-8") as caught:
        read_toml(file)
    assert (caught.value.line, caught.value.column) == (2, 13)
