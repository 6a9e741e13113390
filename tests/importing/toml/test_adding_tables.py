"""Tables added to a person's own TOML: not a byte of what is there changes."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents.reading import toml_document
from publisher.documents.toml_writing import Entry
from publisher.errors import DocumentError
from publisher.importing.toml.adding_tables import Added, add_entries, new_file

_FILE = Path("config/people.toml")


def _add(
    text: str | bytes,
    tables: Mapping[str, Entry],
    known: Mapping[str, Collection[str]] | None = None,
    *,
    adds_keys: bool = True,
) -> Added:
    data = text.encode() if isinstance(text, str) else text
    document = toml_document(_FILE, data)
    return add_entries(document, data, tables, known=known or {}, adds_keys=adds_keys)


PIECES = (  # of a file, each of which may stand behind the others
    '# a comment\ntitle = "x" # and one behind\n',
    "",
    '"quoted key" = 1\n"with.dot".inner = 2\n',
    "dotted.a = 1\n# between\ndotted.b = 2\n",
    'inline = {a = 1, b = "}"}\n',
    "empty = {}\n",
    'text = """\nof [lines]\nplatforms = 1\n"""\n',
    "literal = '''\n[platforms]\n'''\n",
    'list = [\n  ["a", "b"], # comment\n  {c = 1},\n]\n',
    '[platforms]\napple = "https://a.example/"\n\n# about the next\n',
    '[ socials ] # spaced\n"x" = "@x"\n',
    "[deep.er.table]\nkey = 1\n",
    "[deep]\nother = 1\n",
    "[[many]]\na = 1\n[[many]]\na = 2\n[many.inner]\nb = 1\n",
    "['lit eral']\nnumber = 1_000\ndate = 2024-01-01\n",
    '[long]\ntext = """\nfoo\n"""\nlast = """bar\n\n"""',
)
_ENTRIES = st.dictionaries(
    st.sampled_from(["k1", "apple", "a b", "x", "url"]),
    st.sampled_from(
        ["text", 'with "quotes"\nand lines', 1, True, ["a", "b" * 90, "c" * 90], {"in": {"ner": 1}}]
    ),
    min_size=1,
    max_size=3,
)
_NAMES = ["platforms", "socials", "dotted", "inline", "empty", "deep", "many", "text", "long",
          "lit eral", "new-one", "quoted key", "with.dot", "another", ""]  # fmt: skip


@given(
    st.lists(st.sampled_from(range(len(PIECES))), unique=True).map(sorted),
    st.dictionaries(st.sampled_from(_NAMES), _ENTRIES, max_size=5),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.booleans(),
)
def test_all_old_lines_stay_and_what_is_added_is_read(
    pieces: list[int], tables: dict[str, Entry], crlf: bool, encoding: str, ended: bool
) -> None:
    before = "".join(PIECES[index] for index in pieces)
    before = before if ended else before.rstrip("\n")
    before = before.replace("\n", "\r\n") if crlf else before
    data = before.encode(encoding)
    old = toml_document(_FILE, data)

    added = _add(data, tables)

    new = toml_document(_FILE, added.data)
    after = iter(new.text.splitlines())
    inline = ("inline =", "empty =")  # the only lines that may grow
    for line in old.text.splitlines():
        assert line.startswith(inline) or line in after
    assert {key for key, value in old.fields.items() if new.fields[key] != value} <= {*tables}
    for name, keys in added.keys.items():
        table = new.fields[name] if name else new.fields
        assert isinstance(table, dict)
        assert all(table[key] == tables[name][key] for key in keys)
    wanted = {(name, key) for name, entry in tables.items() for key in entry}
    refused = {(name, key) for name, keys in added.refused.items() for key in keys}
    assert {name for name, _ in refused} <= {"text", "many", "quoted key", ""}
    there = {
        (name, key)
        for name, key in wanted - refused
        for table in [new.fields.get(name) if name else new.fields]
        if isinstance(table, dict) and key in table
    }
    assert there == wanted - refused
    assert _add(added.data, tables).data == added.data, "a second time nothing is to be added"


def test_keys_go_to_the_end_of_their_table() -> None:
    before = '[platforms]\napple = "a" # mine\n\n# socials\n[socials]\nx = "@x"'
    added = _add(before, {"platforms": {"spotify": "s"}, "socials": {"y": "z"}, "b": {"k": 1}})
    assert added.data.decode() == (
        '[platforms]\napple = "a" # mine\nspotify = "s"\n\n# socials\n[socials]\nx = "@x"\n'
        'y = "z"\n\n[b]\nk = 1\n'
    )


def test_a_value_that_differs_stays_and_is_told_with_its_line() -> None:
    before = '[platforms]\napple = "mine"\n'
    added = _add(before, {"platforms": {"apple": "theirs"}})
    assert added.data.decode() == before
    assert [tuple(each) for each in added.differing] == [
        ("platforms", "apple", 2, "mine", "theirs")
    ]


def test_a_table_of_the_users_own_gets_no_keys() -> None:
    before = '[ann]\nname = "Ann"\n'
    tables = {"ann": {"name": "Anna", "website": "https://a.example"}}
    assert _add(before, tables, adds_keys=False) == Added(before.encode(), {})


def test_what_an_import_added_grows_and_what_was_taken_out_stays_out() -> None:
    before = '[ann]\nname = "Ann"\n'
    tables = {
        "ann": {"name": "Ann", "website": "https://a.example", "x": "@ann"},
        "bob": {"name": "Bob"},
    }
    added = _add(before, tables, {"ann": ["name", "website"], "bob": ["name"]}, adds_keys=False)
    assert added.data.decode() == before + 'x = "@ann"\n'


def test_a_text_where_a_table_should_be_is_told() -> None:
    added = _add("platforms = 1\n", {"platforms": {"apple": "a"}})
    assert (added.data, added.refused) == (b"platforms = 1\n", {"platforms": ("apple",)})


def test_a_file_that_is_no_toml_is_told_with_its_place() -> None:
    with pytest.raises(DocumentError) as caught:
        _add('[ann]\nname = "Ann\n', {})
    assert str(caught.value).startswith("config/people.toml:2:12: this TOML can't be read")


def test_a_new_file_says_what_it_is_for() -> None:
    assert new_file({"ann": {"name": "Ann"}}, "Hosts and guests.").decode() == (
        '# Hosts and guests.\n\n[ann]\nname = "Ann"\n'
    )
