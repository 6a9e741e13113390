import pytest

from publisher.documents.parsed import ParseError
from publisher.documents.yaml_values import parse_yaml
from publisher.model import Value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1:02:03", "1:02:03"),
        ("12:34", "12:34"),
        ("2024-01-31", "2024-01-31"),
        ("2024-01-31T18:00:00Z", "2024-01-31T18:00:00Z"),
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("''", ""),
        ("12", 12),
        ("-3", -3),
        ("+4", 4),
        ("0", 0),
        ("007", "007"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("9" * 30, "9" * 30),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("!!python/object:os.system x", "x"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_scalars(written: str, value: Value) -> None:
    assert parse_yaml(f"key: {written}\n").fields == {"key": value}


def test_lists_tables_and_blocks() -> None:
    parsed = parse_yaml(
        "a: [1, {b: x}]\nc:\n  - d\n  -\ne: |\n  one\n  two\nf: >-\n  three\n  four\n"
    )
    assert parsed.fields == {
        "a": [1, {"b": "x"}],
        "c": ["d", None],
        "e": "one\ntwo\n",
        "f": "three four",
    }


def test_nothing_is_an_empty_table() -> None:
    assert parse_yaml("").fields == {}
    assert parse_yaml("# only a comment\n").fields == {}


def test_keys_are_texts_as_written() -> None:
    assert parse_yaml("1: a\ntrue: b\n2024-01-31: c\n").fields == {
        "1": "a",
        "true": "b",
        "2024-01-31": "c",
    }


def test_spans() -> None:
    text = (
        "a: plain # not this\nb: 'single'\nc: \"dou\\u0062le\"\nd: |\n  block\n\ne: [x, {y: zé}]\n"
    )
    parsed = parse_yaml(text)

    def written(*keys: str | int) -> str:
        span = parsed.locate(keys)
        assert span is not None
        return text[span.start : span.end]

    assert written("a") == "plain"
    assert written("b") == "single"
    assert written("c") == "dou\\u0062le"
    assert written("d") == "block"
    assert written("e") == "[x, {y: zé}]"
    assert written("e", 0) == "x"
    assert written("e", 1, "y") == "zé"
    assert parsed.locate(("e", 7)) is None


def test_a_tag_or_an_anchor_is_not_the_value() -> None:
    text = (
        "a: !!str 'tagged'\nb: &name \"anchored\"\nc: &d e\nd: !!str 12\ne: !<it's> &x 'both'\n"
        "f: &x # why\n  !y below\ng: &x |\n  block\nh: [&x i, !!str j]\nk: &x\n"
    )
    parsed = parse_yaml(text)
    assert [text[slice(*(parsed.locate((key,)) or ()))] for key in "abcdefgk"] == [
        *("tagged", "anchored", "e", "12", "both", "below", "block", ""),
    ]
    assert [text[slice(*(parsed.locate(("h", at)) or ()))] for at in (0, 1)] == ["i", "j"]


def test_aliases_are_followed() -> None:
    fields = parse_yaml("a: &x [1, 2]\nb: *x\nc: &y word\nd: [*y, *y]\n").fields
    assert fields == {"a": [1, 2], "b": [1, 2], "c": "word", "d": ["word", "word"]}


def test_repeated_keys_are_told() -> None:
    text = "a: 1\nb: {c: 1, c: 2}\na: 3\n"
    parsed = parse_yaml(text)
    assert parsed.fields == {"a": 3, "b": {"c": 2}}
    assert [(name, text[slice(*span)], span.start) for name, span in parsed.repeated] == [
        ("c", "c", 15),
        ("a", "a", 21),
    ]


def _bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 12):
        lines.append(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("a: [", "never closed", 4),
        ("a: 'b", "never closed", None),
        ("a: b: c", 'second ":"', 4),
        ("a: 1\n b: 2", "indent", 7),
        ("\ta: b", "no tabs", 0),
        ("title: é \x07", "U\\+0007", 9),
        ("- a\n- b\n", "title: My first episode", 0),
        ("just words", "title: My first episode", 0),
        ("? [a, b]\n: c", "a key must be a word", 2),
        ("a: *nowhere", "points at nothing", 3),
        ("a: &a [*a]", "points at nothing, or at itself", 7),
        ("a: &a {b: *a}", "points at nothing, or at itself", 10),
        (_bomb(), "more than 100,000 values", None),
        ("a: " + "[" * 5000, "deep", 66),
        ("a: " + "[" * 5000 + "]" * 5000, "deep", 66),
        ("- " * 5000 + "x", "deep", 128),
        ("{a: " * 5000, "deep", None),
        ("? " * 3000, "key must be", None),
    ],
)
def test_what_cannot_be_read(text: str, message: str, offset: int | None) -> None:
    with pytest.raises(ParseError, match=message) as caught:
        parse_yaml(text)
    assert "\n" not in caught.value.message
    assert 0 <= caught.value.offset <= len(text)
    if offset is not None:
        assert caught.value.offset == offset


def test_the_reader_without_libyaml_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    text = "a: [1, {b: 'zé'}]\nc: 1:02:03\nd: |\n  x\n"
    with_libyaml = parse_yaml(text)
    monkeypatch.setattr("publisher.documents.yaml_values._Parser", yaml.BaseLoader)
    without = parse_yaml(text)
    assert without.fields == with_libyaml.fields
    for keys in (("a", 1, "b"), ("c",), ("d",)):
        assert without.locate(keys) == with_libyaml.locate(keys)
    with pytest.raises(ParseError, match="deep"):
        parse_yaml("a: " + "[" * 5000)
