import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.documents.json_values import parse_json
from publisher.documents.parsed import Keys, ParseError
from publisher.model import Value

KEYS = st.text('ab"\\é', min_size=1, max_size=3)
VALUES: st.SearchStrategy[Value] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text('xyé"\\\n', max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=100)
@given(st.dictionaries(KEYS, VALUES, max_size=4), st.sampled_from([None, 2]))
def test_every_value_is_found_where_it_stands(fields: dict[str, Value], indent: int | None) -> None:
    text = json.dumps(fields, indent=indent, ensure_ascii=False)
    parsed, end = parse_json(f"{text}\nBody")
    assert parsed.fields == fields
    assert end == len(text)
    for keys, value in _leaves(fields):
        span = parsed.locate(keys)
        assert span is not None
        written = text[span.start : span.end]
        assert json.loads(f'"{written}"' if isinstance(value, str) else written) == value


def _leaves(value: Value, keys: Keys = ()) -> list[tuple[Keys, Value]]:
    inner: list[tuple[str | int, Value]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [(keys, value)] + [leaf for key, each in inner for leaf in _leaves(each, (*keys, key))]


def test_a_key_that_stands_elsewhere_too() -> None:
    text = '{"a": {"url": "first"}, "b": "url", "url": "second"}'
    parsed, _ = parse_json(text)
    span = parsed.locate(("url",))
    assert span is not None
    assert text[span.start : span.end] == "second"
    assert parsed.locate(("nothing",)) is None
    assert parsed.locate(("b", "deeper")) is None
    assert parsed.locate(("a", 0)) is None


def test_repeated_keys_are_told() -> None:
    text = '{"a": 1, "b": 2, "a": 3}'
    parsed, _ = parse_json(text)
    assert parsed.fields == {"a": 3, "b": 2}
    [(name, span)] = parsed.repeated
    assert (name, span.start) == ("a", 18)
    located = parsed.locate(("a",))
    assert located is not None
    assert text[located.start : located.end] == "3"


def test_many_values_are_found_in_linear_time() -> None:
    text = (
        '{"a": [' + '"x", ' * 50_000 + '"y"], "a": "z", ' + '"b": 1, "c": 2, ' * 20_000 + '"d": 3}'
    )
    parsed, _ = parse_json(text)
    assert [name for name, _ in parsed.repeated] == ["a", "b", "c"]
    for _ in range(10_000):
        assert parsed.locate(("d",)) is not None
    inner, _ = parse_json('{"a": [' + '"x", ' * 50_000 + '"y"]}')
    assert all(inner.locate(("a", index)) for index in range(50_001))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": }', "expecting value"),
        ('{"a": 1', "can't be read"),
        ('{"a": "open\n"}', "control character"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": ' + "[" * 65 + "1" + "]" * 65 + "}", "too many"),
        ('{"a": ' + "[" * 50_000 + "]" * 50_000 + "}", "too many"),
        ('{"a": ' + "9" * 5000 + "}", "can't be read"),
    ],
)
def test_what_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        parse_json(text)
