from pathlib import Path

import pytest

from publisher.model import Place
from tests.documents.builders import bytes_at, markdown, toml

YAML = """\
---
title: Zoë
audio:
  url: https://example.com/1.mp3
people: [ada, {name: Bö}]
---
Bödy
"""
JSON = """\
{
  "title": "Zoë",
  "audio": {"url": "https://example.com/1.mp3"},
  "people": ["ada", {"name": "Bö"}]
}
Bödy
"""
TOML = """\
+++
title = "Zoë"
audio = {url = "https://example.com/1.mp3"}
people = ["ada", {name = "Bö"}]
+++
Bödy
"""


@pytest.mark.parametrize("text", [YAML, JSON, TOML], ids=["yaml", "json", "toml"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_places_in_every_format_and_encoding(
    tmp_path: Path, text: str, newline: str, codec: str
) -> None:
    document = markdown(tmp_path, text.replace("\n", newline).encode(codec))
    decoder = "utf-16-le" if codec == "utf-16" else codec.removesuffix("-sig")
    for keys, written in (
        (("title",), "Zoë"),
        (("audio", "url"), "https://example.com/1.mp3"),
        (("people", 0), "ada"),
        (("people", 1, "name"), "Bö"),
    ):
        place = document.place(*keys)
        assert bytes_at(document, place).decode(decoder) == written
        assert document.written(*keys) == written
        lines = document.text.split("\n")
        assert lines[place.line - 1][place.column - 1 :].startswith(written)
    assert document.body.strip() == "Bödy"
    body = document.place_at(document.body_start, document.body_start + 4)
    assert bytes_at(document, body).decode(decoder) == "Bödy"


def test_what_is_not_there_has_the_place_of_its_nearest_ancestor(tmp_path: Path) -> None:
    document = markdown(tmp_path, YAML)
    assert document.place("people", 1, "role") == document.place("people", 1)
    assert document.place("people", 9) == document.place("people")
    start = len(b"---\n")
    assert document.place("nothing") == Place(document.path, 2, 1, start, start)
    assert markdown(tmp_path, "Words").place("title") == Place(document.path, 1, 1, 0, 0)


def test_front_and_body(tmp_path: Path) -> None:
    document = markdown(tmp_path, YAML)
    start, end = document.front
    assert document.text[start:end].startswith("title: Zoë")
    assert document.text[end:] == "---\nBödy\n"
    assert document.text[document.body_start :] == document.body == "Bödy\n"
    whole = toml(tmp_path, 'title = "A"\n')
    assert (whole.front, whole.body) == ((0, 12), "")
    assert markdown(tmp_path, "Words").front == (0, 0)
    json_front = markdown(tmp_path, '{"a": 1}\n\nBody')
    assert json_front.text[slice(*json_front.front)] == '{"a": 1}'
    assert json_front.body == "\nBody"


def test_problems_that_do_not_stop_the_reading(tmp_path: Path) -> None:
    text = "---\ntitle: Zoë\ntitle: Two\n---\n"
    document = markdown(tmp_path, text.encode("cp1252"))
    assert [(each.code, each.place.line, each.place.column) for each in document.problems] == [
        ("E002", 2, 10),
        ("E003", 3, 1),
    ]
    assert document.fields == {"title": "Two"}
    assert markdown(tmp_path, text.replace("title: Two\n", "")).problems == ()


def test_key_names(tmp_path: Path) -> None:
    document = markdown(tmp_path, YAML)
    assert document.key_name("people", 1, "name") == "people.name"
    assert document.key_name("a\x1b[31m", "b") == "a\ufffd[31m.b"
