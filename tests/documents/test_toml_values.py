from datetime import date, datetime, time

import pytest

from publisher.documents.parsed import ParseError
from publisher.documents.toml_values import parse_toml

TEXT = '''\
# title = "commented out"
title = "A \\"quoted\\" title" # and "more"
plain = 'C:\\path'
"odd key" = 1
'lit.eral' = 2
"esc\\u0061ped" = 3
a.b . c = true
day = 2024-01-31
moment = 2024-01-31 18:00:00Z   # with a space
clock = 01:02:03
long = """
one "two" ""three\\"""" # """
raw = \'\'\'it's "x"\'\'\'\'
list = [ "x", # one
  [1, 2], {k = "v", n.m = "w"}, ]
empty = []
é = 1

[owner]
name = "Zoë"
  [owner.deep]
  name = "D"

[[chapters]]
start = 0
[[chapters]]
start = 5
  [chapters.more]
  x = "y"
  [[chapters.sub]]
  z = "first"
  [[chapters.sub]]
  z = "second"
'''.replace("é = 1\n", "")


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        (("title",), 'A \\"quoted\\" title'),
        (("plain",), "C:\\path"),
        (("odd key",), "1"),
        (("lit.eral",), "2"),
        (("escaped",), "3"),
        (("a", "b", "c"), "true"),
        (("day",), "2024-01-31"),
        (("moment",), "2024-01-31 18:00:00Z"),
        (("clock",), "01:02:03"),
        (("long",), 'one "two" ""three\\"'),
        (("raw",), "it's \"x\"'"),
        (("list",), '[ "x", # one\n  [1, 2], {k = "v", n.m = "w"}, ]'),
        (("list", 0), "x"),
        (("list", 1, 1), "2"),
        (("list", 2), '{k = "v", n.m = "w"}'),
        (("list", 2, "k"), "v"),
        (("list", 2, "n", "m"), "w"),
        (("empty",), "[]"),
        (("owner",), "[owner]"),
        (("owner", "name"), "Zoë"),
        (("owner", "deep", "name"), "D"),
        (("chapters", 0, "start"), "0"),
        (("chapters", 1, "start"), "5"),
        (("chapters", 1, "more", "x"), "y"),
        (("chapters", 1, "sub", 0, "z"), "first"),
        (("chapters", 1, "sub", 1, "z"), "second"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_spans(keys: tuple[str | int, ...], written: str, newline: str) -> None:
    text = TEXT.replace("\n", newline)
    span = parse_toml(text).locate(keys)
    assert span is not None
    assert text[span.start : span.end] == written.replace("\n", newline)


@pytest.mark.parametrize(
    "text",
    [
        *('"""\nhttps://a.example"""', "'''\nhttps://a.example'''", '"""https://a.example"""'),
        *('"""\\\n  https://a.example"""', '"""\\ \n\n  https://a.example\\\n  """'),
        *('"""\n\\\n  https://a.example\n"""', "'''\n  https://a.example\n'''"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_over_lines_starts_at_its_first_word(text: str, newline: str) -> None:
    text = f"a = {text}\n".replace("\n", newline)
    span = parse_toml(text).locate(("a",))
    assert span is not None
    assert text[span.start : span.end] == "https://a.example"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *(('"""\n"""', ""), ('""""""', ""), ("'''\\\nx\\\n'''", "\\\nx\\")),
        *(('"""\n\\"x\\\\\n"""', '\\"x\\\\'), ('"""\\\n"""', "")),
    ],
)
def test_backslashes_that_belong_to_a_text_over_lines(text: str, written: str) -> None:
    text = f"a = {text}\n"
    span = parse_toml(text).locate(("a",))
    assert span is not None
    assert text[span.start : span.end] == written


def test_values() -> None:
    fields = parse_toml(TEXT).fields
    assert fields["day"] == date(2024, 1, 31)
    assert isinstance(fields["moment"], datetime)
    assert fields["clock"] == time(1, 2, 3)
    assert fields["list"] == ["x", [1, 2], {"k": "v", "n": {"m": "w"}}]


def test_old_line_ends() -> None:
    text = 'a = 1\rb = "two"\r'
    parsed = parse_toml(text)
    assert parsed.fields == {"a": 1, "b": "two"}
    assert parsed.locate(("b",)) == (11, 14)


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ('a = "b" c"\n', "inside a text, write", 8),
        ("title = My show\n", "needs quotes", 8),
        ("hosts = [\n", "opened and not closed", 10),
        ("just words\n", "key = ", 5),
        ('x = 1\na = "open\n', "not closed", 15),
        ("a = 1\r\na = 2\r\n", "given twice", 12),
        ("a = 2024-13-45\n", "no such date", 8),
        ("a = [1,\n", "can't be read", 8),
        ("a = " + "[" * 5000, "too many", None),
        ("a = " + "[" * 65 + "]" * 65, "too many", None),
        ("a = " + "{a=" * 5000, "too many", None),
        ("b = 1\n" + "a." * 100_000 + "a = 1", "too many dots", 6),
        ("b = {c = 1, " + "'a' . " * 100_000 + "a = 1}", "too many dots", 10),
        ("a = " + "9" * 5000, "can't be read", None),
    ],
)
def test_what_cannot_be_read(text: str, message: str, offset: int | None) -> None:
    with pytest.raises(ParseError, match=message) as caught:
        parse_toml(text)
    assert "\n" not in caught.value.message
    if offset is not None:
        assert caught.value.offset == offset


def test_dots_in_a_text_are_no_key() -> None:
    text = f'a = "{"1." * 50}"\nb = """\n{"Yes. " * 15}\n"""\n'
    assert set(parse_toml(text).fields) == {"a", "b"}


def test_a_long_accepted_text_is_located_in_linear_time() -> None:
    text = "a = [" + '"x\\"y", ' * 100_000 + "]\nb = " + '"' + "\\\\" * 200_000 + '"\nc = "end"\n'
    span = parse_toml(text).locate(("c",))
    assert span is not None
    assert text[span.start : span.end] == "end"
