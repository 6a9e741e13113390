"""The schemas know what the readers know: what these take without a word, a schema takes, too."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from publisher.config.tables import Kind, Reading, Table
from publisher.documents import read_markdown, read_toml
from publisher.platforms import key_for
from publisher.schemas import SUBJECTS, make_schema, schema_text
from publisher.schemas.making import _words
from tests.corpora import CORPORA, SHOWS

ROOT = Path(__file__).parents[2]


def as_json(value: Any) -> Any:
    """Return a value of TOML or YAML as editors see it: dates as texts."""
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def complaints(subject: str, text: str, folder: Path) -> list[str]:
    """Return what the reader says of a file with this content: unknown keys and wrong values."""
    file = folder / ("x.md" if subject == "episode" else "x.toml")
    file.write_text(text, encoding="utf-8")
    document = read_markdown(file) if subject == "episode" else read_toml(file)
    reading = Reading(document)
    SUBJECTS[subject]().read(document.fields, (), reading)
    return [f"{each.code} {each.message}" for each in reading.complaints]


@cache
def validator(subject: str) -> Any:
    return jsonschema.Draft7Validator(make_schema(subject))


def errors(subject: str, fields: Any) -> list[str]:
    found = validator(subject).iter_errors(as_json(fields))
    return [f"{error.json_path} {error.message[:200]}" for error in found]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_it_is_a_schema_of_draft_7(subject: str) -> None:
    schema = json.loads(schema_text(subject))
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["title"].startswith("publisher: ")
    for reference in re.findall(r'"#/definitions/([^"]+)"', schema_text(subject)):
        assert reference in schema["definitions"]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_it_knows_the_keys_that_the_reader_knows(subject: str) -> None:
    assert keys(subject) == set(tables(subject))


def keys(subject: str) -> set[str]:
    """Return the paths of all keys in the schema, definitions followed."""
    schema = make_schema(subject)

    def walk(part: Any, path: str) -> Iterator[str]:
        if isinstance(part, list):
            for each in part:
                yield from walk(each, path)
        elif isinstance(part, dict) and "$ref" in part:
            yield from walk(schema["definitions"][part["$ref"].rpartition("/")[2]], path)
        elif isinstance(part, dict):
            for key, each in part.get("properties", {}).items():
                yield f"{path}.{key}"
                yield from walk(each, f"{path}.{key}")
            for key in ("anyOf", "items", "additionalProperties"):
                yield from walk(part.get(key), path)

    return set(walk(schema, ""))


def tables(subject: str) -> Iterator[str]:
    """Yield the paths of all keys of the tables themselves."""

    def walk(part: Any, path: str) -> Iterator[str]:
        if isinstance(part, Table):
            for key, kind in (*part.keys.items(), *((each, None) for each in part.spellings)):
                yield f"{path}.{key}"
                yield from walk(kind, f"{path}.{key}")
            yield from walk(part.others, path)
        elif isinstance(part, Kind):
            yield from walk(part.schema, path)
        elif isinstance(part, list | Mapping):
            for each in part.values() if isinstance(part, Mapping) else part:
                yield from walk(each, path)

    yield from walk(SUBJECTS[subject](), "")


def test_every_text_about_a_key_is_used() -> None:
    paths = [f".{subject}{key}" for subject in SUBJECTS for key in keys(subject)]
    unused = [words for words in _words() if not any(path.endswith(f".{words}") for path in paths)]
    assert unused == []


CONFIG = {
    "publisher": "config/publisher.toml",
    "people": "config/people.toml",
    "sponsors": "config/sponsors.toml",
    "show": "feeds/kens-nearest-neighbors/show.toml",
}


@pytest.mark.parametrize("subject", CONFIG)
def test_the_example_show_fits(subject: str) -> None:
    fields = tomllib.loads((ROOT / CONFIG[subject]).read_text(encoding="utf-8"))
    assert errors(subject, fields) == []


def test_the_episodes_of_the_example_fit() -> None:
    files = sorted((ROOT / "feeds").rglob("episodes/**/*.md"))
    assert len(files) >= 4
    for file in files:
        assert errors("episode", dict(read_markdown(file).fields)) == []


GOOD = {
    "show": (
        'title = "S"\nexplicit = "yes"\ncategories = ["Arts", ["Education", "How To"]]\n'
        'keywords = "one"\nfunding = "https://a.example"\nblock = ["spotify"]\n'
        'season_names = {1 = "One"}\nx-ours = [1]\n[platforms]\nspotify = "https://a.example"\n'
        '[[value]]\ntype = "lightning"\n[[value.recipients]]\naddress = "abc"\nsplit = 100\n'
    ),
    "episode": (
        "---\ntitle: 12\nnumber: '7'\naudio:\n  duration: 1:02:03\n  bytes: 5\nsummary:\n"
        "people: [alex, {name: B, twitter: b}]\nlinks: https://a.example\nexplicit: clean\n"
        "date: 2024-01-31\nchapters: [{start: 0, title: A}, {start: '1:00', title: B}]\n---\n"
    ),
    "sponsors": '[a]\nname = "A"\nstarts = 2024-01-31\n[a.shows.s]\ncode = "X"\n',
    "people": '[a]\nname = "A"\ntwitter = "a"\nlinkedin = "https://linkedin.com/in/a"\n',
    "publisher": (
        'site = "https://a.example"\n[links]\nmax_age = "7d"\ntimeout_seconds = 1.5\n'
        '[rules]\nignore = ["L2"]\n[rules.severity]\nL101 = "off"\n'
        '[publish.pages]\nkind = "git"\nbranch = "gh-pages"\n'
    ),
}


@pytest.mark.parametrize("subject", GOOD)
def test_what_the_reader_takes_the_schema_takes(subject: str, tmp_path: Path) -> None:
    assert complaints(subject, GOOD[subject], tmp_path) == []
    assert errors(subject, values(subject, GOOD[subject], tmp_path)) == []


BAD = [
    ("show", 'titel = "S"\n'),
    ("show", 'type = "weekly"\n'),
    ("show", "categories = [1]\n"),
    ("show", "hubs = 'no address'\n"),
    ("show", "[owner]\nmail = 'a@b.example'\n"),
    ("show", "page_size = 0\n"),
    ("show", "[[trailers]]\nbytes = 'many'\n"),
    ("show", "[[podroll]]\nguid = 'x'\n"),
    ("show", "[[extra_tags]]\nname = 'x'\n"),
    ("show", "season_names = {one = 'One'}\n"),
    ("episode", "---\nnumbre: 1\n---\n"),
    ("episode", "---\nnumber: one\n---\n"),
    ("episode", "---\ntitle: [a]\n---\n"),
    ("episode", "---\naudio: {duration: long}\n---\n"),
    ("episode", "---\nlinks: [{adress: x}]\n---\n"),
    ("episode", "---\nchapters: [{start: soon}]\n---\n"),
    ("episode", "---\npeople: [{name: A, friendface: x}]\n---\n"),
    ("sponsors", "[a]\nofer = 'x'\n"),
    ("sponsors", "[a]\nafter_end = 'drop'\n"),
    ("sponsors", "[a.shows.s]\nmark = 'x'\n"),
    ("people", "[a]\ntwiter = 'a'\n"),
    ("publisher", "site = 'example.com'\n"),
    ("publisher", "[links]\ntimeout = 5\n"),
    ("publisher", "[links]\nper_host = 1000\n"),
    ("publisher", "[rules]\nignore = ['everything']\n"),
    ("publisher", "[publish.a]\nkind = 'ftp'\n"),
]


@pytest.mark.parametrize(("subject", "text"), BAD)
def test_what_the_reader_refuses_the_schema_refuses(
    subject: str, text: str, tmp_path: Path
) -> None:
    assert complaints(subject, text, tmp_path) != []
    assert errors(subject, values(subject, text, tmp_path)) != []


def values(subject: str, text: str, folder: Path) -> dict[str, Any]:
    if subject != "episode":
        return tomllib.loads(text)
    file = folder / "values.md"
    file.write_text(text, encoding="utf-8")
    return dict(read_markdown(file).fields)


def test_keys_are_explained() -> None:
    schema = make_schema("show")
    assert schema["properties"]["artwork"]["description"].startswith("A square JPEG or PNG")
    people = make_schema("people")
    person = people["definitions"]["people"]["properties"]
    assert key_for("twitter") == "x"
    assert person["twitter"] == person["x"]
    assert "handle" in person["x"]["description"]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
@pytest.mark.parametrize("corpus", ["rustacean-station", "castalio", "allthingsgit"])
def test_front_matter_that_is_read_without_a_word_fits(corpus: str, tmp_path: Path) -> None:
    """Their unknown keys aside: what stands under our keys is judged alike."""
    (show,) = SHOWS[corpus]
    known = SUBJECTS["episode"]().keys
    compared = 0
    for file in sorted((CORPORA / corpus).glob(show.episodes)):
        document = read_markdown(file)
        for key, value in document.fields.items():
            if key not in known:
                continue
            reading = Reading(document)
            SUBJECTS["episode"]().read({key: value}, (), reading)
            assert reading.complaints or errors("episode", {key: value}) == [], (file, key)
            compared += 1
    assert compared > 50


def test_the_command_prints_one() -> None:
    command = [sys.executable, "-m", "publisher", "schema", "sponsors"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == schema_text("sponsors")
    wrong = subprocess.run([*command[:-1], "feeds"], capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "'show', 'episode', 'sponsors', 'people', 'publisher'" in wrong.stderr
