from pathlib import Path

import pytest

from publisher.config.kinds import LINE, whole_number
from publisher.config.tables import (
    Reading,
    Table,
    did_you_mean,
    either,
    find_entry,
    list_of,
    map_of,
    quoted,
    table,
    unknown_key,
)
from publisher.model import Person, Place, Value
from tests.config.builders import take
from tests.documents.builders import markdown

INNER = table(Table({"name": LINE, "age": whole_number()}))


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    document = markdown(tmp_path, "---\nage: x\nnmae: A\nx-own: [1]\nname:\n---\n")
    reading = Reading(document)
    assert Table({"name": LINE, "age": whole_number()}).read(document.fields, (), reading) == {}
    assert [(each.code, each.keys, each.message) for each in reading.complaints] == [
        ("E102", ("age",), 'age must be a whole number, not "x"'),
        ("E101", ("nmae",), '"nmae" is not a key that publisher knows; did you mean "name"?'),
    ]


def test_nobody_reads_a_thousand_problems(tmp_path: Path) -> None:
    _, messages = take(tmp_path, list_of(LINE), f"v: [{'[], ' * 1000}]")
    assert len(messages) == 101
    assert messages[-1] == "more than 100 problems in this file; mend these first"


def test_a_foreign_file_may_have_keys_of_its_own(tmp_path: Path) -> None:
    assert take(tmp_path, INNER, "v: {nmae: A, age: 3}", foreign=True) == ({"age": 3}, [])


def test_capitals_do_not_matter_unless_both_are_there(tmp_path: Path) -> None:
    assert take(tmp_path, INNER, "v: {Name: A}") == ({"name": "A"}, [])
    value, messages = take(tmp_path, INNER, "v: {Name: A, name: B}")
    assert value == {"name": "B"}
    assert len(messages) == 1


def test_lists(tmp_path: Path) -> None:
    kind = list_of(whole_number())
    assert take(tmp_path, kind, "v: 3") == ([(("v",), 3)], [])
    value, messages = take(tmp_path, kind, "v: [1, x, null, 2]")
    assert value == [(("v", 0), 1), (("v", 3), 2)]
    assert messages == ['v must be a whole number, not "x"']


def test_either_and_map(tmp_path: Path) -> None:
    kind = map_of(either(LINE, INNER))
    assert take(tmp_path, kind, "v: {a: x, b: {age: 1}}") == ({"a": "x", "b": {"age": 1}}, [])
    assert take(tmp_path, kind, "v: [a]")[1] == ["v must be a table, not a list"]
    assert take(tmp_path, INNER, "v: a")[1] == ['v must be a table (name, age …), not "a"']


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("taroo", '; did you mean "taro"?'),
        ("TARO", '; did you mean "taro"?'),
        ("Pathris", '; did you mean "pathrise"?'),
        ("nothing-like-it", ""),
        ("x" * 10_000, ""),
    ],
)
def test_did_you_mean(name: str, hint: str) -> None:
    assert did_you_mean(name, ["taro", "pathrise"]) == hint


def test_entries_are_found_by_id_then_by_either_name_without_capitals() -> None:
    nowhere = Place("people.toml")
    people = {
        "ada": Person("Ada Example", nowhere, "ada"),
        "Bo": Person("Bo", nowhere, "Bo"),
        "bo": Person("Other", nowhere, "bo"),
    }
    assert find_entry("bo", people) is people["bo"]
    assert find_entry("BO", people) is people["Bo"]
    assert find_entry("ada example", people) is people["ada"]
    assert find_entry("eve", people) is None


def test_quoted() -> None:
    values: list[Value] = ["a", True, 1.5, None, [1], {"a": 1}]
    assert [quoted(value) for value in values] == [
        '"a"',
        "true",
        "1.5",
        "None",
        "a list",
        "a table",
    ]


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("image", ("artwork", "images"), '; did you mean "artwork"?'),
        ("cover", ("image", "title"), '; did you mean "image"?'),
        ("Email", ("owner",), '; did you mean "owner"?'),
        ("email", ("name",), ""),
        ("titel", ("title",), '; did you mean "title"?'),
    ],
)
def test_keys_by_the_names_that_others_give_them(
    name: str, known: tuple[str, ...], hint: str
) -> None:
    assert unknown_key(name, known) == f'"{name}" is not a key that publisher knows{hint}'
