"""Values set in front matter: in every dialect, with every other byte as it was."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from publisher.documents import read_markdown
from publisher.documents.reading import markdown_document
from publisher.documents.setting import set_values
from publisher.errors import DocumentError
from publisher.model import Value
from tests.corpora import CORPORA, SHOWS, episode_files

FILE = Path("episode.md")
BYTES, DURATION, TYPE = ("audio", "bytes"), ("audio", "duration"), ("audio", "type")
Values = Mapping[tuple[str, ...], str | int]


def put(text: str, values: Values) -> str:
    data, refused = set_values(FILE, text.encode(), values)
    assert refused == ()
    return data.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # YAML in blocks
        (
            "---\ntitle: One\naudio:\n  url: https://a.example/1.mp3 # there\ndate: x\n---\nBody\n",
            "---\ntitle: One\naudio:\n  url: https://a.example/1.mp3 # there\n  bytes: 12\n"
            "date: x\n---\nBody\n",
        ),
        ("---\naudio:\n  bytes: 3 # ?\n---\n", "---\naudio:\n  bytes: 12 # ?\n---\n"),
        ('---\naudio:\n    bytes: "3"\n---\n', '---\naudio:\n    bytes: "12"\n---\n'),
        ("---\naudio:\n  bytes:\n  url: x\n---\n", "---\naudio:\n  bytes: 12\n  url: x\n---\n"),
        ("---\naudio:\ntitle: x\n---\n", "---\naudio: {bytes: 12}\ntitle: x\n---\n"),
        (
            "---\r\ntitle: One\r\n---\r\nB\r\n",
            "---\r\ntitle: One\r\naudio: {bytes: 12}\r\n---\r\nB\r\n",
        ),
        ("---\n---\n", "---\naudio: {bytes: 12}\n---\n"),
        (
            "---\naudio:\n  notes: |\n    a\n\n    b\n\ntitle: x\n---\n",
            "---\naudio:\n  notes: |\n    a\n\n    b\n  bytes: 12\n\ntitle: x\n---\n",
        ),
        # YAML in braces
        ("---\naudio: {url: x, bytes: 3}\n---\n", "---\naudio: {url: x, bytes: 12}\n---\n"),
        ("---\naudio: {url: 'x'}\n---\n", "---\naudio: {url: 'x', bytes: 12}\n---\n"),
        ("---\naudio: {}\n---\n", "---\naudio: {bytes: 12}\n---\n"),
        ("---\naudio: {\n  url: x,\n}\n---\n", "---\naudio: {\n  url: x, bytes: 12,\n}\n---\n"),
        ("---\n{title: One}\n---\n", "---\n{title: One, audio: {bytes: 12}}\n---\n"),
        # TOML
        (
            '+++\ntitle = "One"\n[audio]\nurl = "x" # there\n\n[other]\na = 1\n+++\n',
            '+++\ntitle = "One"\n[audio]\nurl = "x" # there\nbytes = 12\n\n[other]\na = 1\n+++\n',
        ),
        (
            '+++\ntitle = "One"\n\n[other]\na = 1\n+++\n',
            '+++\ntitle = "One"\naudio.bytes = 12\n\n[other]\na = 1\n+++\n',
        ),
        ("+++\n[audio]\n[b]\na=1\n+++\n", "+++\n[audio]\nbytes = 12\n[b]\na=1\n+++\n"),
        ("+++\n[other]\na = 1\n+++\n", "+++\naudio.bytes = 12\n[other]\na = 1\n+++\n"),
        ('+++\naudio = {url = "x"}\n+++\n', '+++\naudio = {url = "x", bytes = 12}\n+++\n'),
        ('+++\naudio.url = "x"\n+++\n', '+++\naudio.url = "x"\naudio.bytes = 12\n+++\n'),
        ("+++\n[audio]\nbytes = 3\n+++\n", "+++\n[audio]\nbytes = 12\n+++\n"),
        # JSON
        (
            '{\n  "title": "One",\n  "audio": {\n    "url": "x"\n  }\n}\nBody\n',
            '{\n  "title": "One",\n  "audio": {\n    "url": "x",\n    "bytes": 12\n  }\n}\nBody\n',
        ),
        ('{"a": 1}\n', '{"a": 1, "audio": {"bytes": 12}}\n'),
        ('{"audio": {"bytes": null}}\n', '{"audio": {"bytes": 12}}\n'),
        ('{"audio": {}}\n', '{"audio": {"bytes": 12}}\n'),
    ],
)
def test_bytes_are_written_where_they_belong(before: str, after: str) -> None:
    assert put(before, {BYTES: 12}) == after
    assert put(after, {BYTES: 12}) == after


def test_a_time_keeps_its_quotes_or_gets_some() -> None:
    assert put("---\naudio: {duration: '1:00'}\n---\n", {DURATION: "2:00"}) == (
        "---\naudio: {duration: '2:00'}\n---\n"
    )
    assert '"2:00"' in put("---\ntitle: x\n---\n", {DURATION: "2:00"})
    assert '"2:00"' in put('+++\ntitle = "x"\n+++\n', {DURATION: "2:00"})


def test_keys_of_another_repository() -> None:
    assert put("---\npodcast_file: x\n---\n", {("podcast_bytes",): 1}) == (
        "---\npodcast_file: x\npodcast_bytes: 1\n---\n"
    )
    assert put("---\na b: x\n---\n", {("c d",): 1}) == '---\na b: x\n"c d": 1\n---\n'
    assert (
        put("+++\n[a.b]\nc = 1\n+++\n", {("a", "b", "d"): 2}) == "+++\n[a.b]\nc = 1\nd = 2\n+++\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "No front matter.\n",
        "---\naudio: episode.mp3\n---\n",
        "---\naudio: [a, b]\n---\n",
        "---\naudio: {bytes: [1]}\n---\n",
        "---\na: &n 3\naudio: {bytes: 3}\nb: [*n\n , {audio: 1}]\n---\n".replace(
            "bytes: 3", "bytes: [*n]"
        ),
    ],
)
def test_what_stands_in_the_way_stays(text: str) -> None:
    data, refused = set_values(FILE, text.encode(), {BYTES: 12})
    assert (data.decode(), refused) == (text, (BYTES,))


def test_a_value_that_others_point_at_is_not_changed_for_them() -> None:
    text = "---\naudio: {bytes: &n 3}\nother: *n\n---\n"
    assert set_values(FILE, text.encode(), {BYTES: 12}) == (text.encode(), (BYTES,))
    text = "---\nother: &n 3\naudio: {bytes: *n}\n---\n"
    assert put(text, {BYTES: 12}) == "---\nother: &n 3\naudio: {bytes: 12}\n---\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_stays(encoding: str) -> None:
    text = "---\ntitle: Größe\naudio: {url: x}\n---\nÜber.\n"
    data, _ = set_values(FILE, text.encode(encoding), {BYTES: 12})
    assert data == text.replace("x}", "x, bytes: 12}").encode(encoding)


# ---------------------------------------------------------------- any file

_words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")),
    min_size=1,
    max_size=12,
)
_scalars = st.one_of(
    st.integers(-5, 10**6), st.booleans(), _words, st.floats(allow_nan=False, width=16)
)
_tables = st.dictionaries(
    _words,
    st.recursive(
        _scalars,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
        max_leaves=6,
    ),
    max_size=5,
)
_audio = st.dictionaries(
    st.sampled_from(["url", "bytes", "duration", "type"]), _scalars, max_size=4
)
_values = st.fixed_dictionaries(
    {},
    optional={
        BYTES: st.integers(0, 10**12),
        DURATION: st.one_of(st.integers(0, 99_999), st.from_regex(r"\A[0-9]:[0-5][0-9]\Z")),
        TYPE: st.sampled_from(["audio/mpeg", "audio/x-m4a"]),
    },
)


def _yaml(fields: dict[str, Value], style: bool | None) -> str:
    written = yaml.safe_dump(fields, default_flow_style=style, allow_unicode=True, sort_keys=False)
    return f"---\n{written}---\nBody\n"


def _json(fields: dict[str, Value], style: bool | None) -> str:
    written = json.dumps(fields, indent=None if style is None else 2, ensure_ascii=bool(style))
    return f"{written}\nBody\n"


def _toml(fields: dict[str, Value], style: bool | None) -> str:
    def value(each: Value) -> str:
        if isinstance(each, dict):
            inner = (
                f"{json.dumps(key, ensure_ascii=False)} = {value(it)}" for key, it in each.items()
            )
            return f"{{{', '.join(inner)}}}"
        if isinstance(each, list):
            return f"[{', '.join(map(value, each))}]"
        return json.dumps(each, ensure_ascii=False)

    lines, tables = [], []
    for key, each in fields.items():
        name = json.dumps(key, ensure_ascii=False)
        if style and isinstance(each, dict):
            tables += [f"[{name}] # a table"]
            tables += [f"{json.dumps(k, ensure_ascii=False)} = {value(v)}" for k, v in each.items()]
        else:
            lines.append(f"{name} = {value(each)}  # so")
    return "\n".join(["+++", *lines, *tables, "+++", "Body", ""])


Writer = Callable[[dict[str, Value], bool | None], str]
_ways = st.tuples(
    st.sampled_from([_yaml, _json, _toml]),
    st.sampled_from([None, True, False]),
    st.sampled_from(["\n", "\r\n"]),
)


@given(fields=_tables, audio=st.one_of(st.none(), _audio), values=_values, way=_ways)
def test_any_front_matter_reads_back_with_the_values_and_all_else(
    fields: dict[str, Value],
    audio: dict[str, Value] | None,
    values: Values,
    way: tuple[Writer, bool | None, str],
) -> None:
    write, style, ending = way
    text = write(fields if audio is None else {**fields, "audio": audio}, style)
    data = text.replace("\n", ending).encode()
    try:
        before = markdown_document(FILE, data)
    except DocumentError:
        return
    if before.body.strip() != "Body" or not isinstance(before.fields.get("audio", {}), dict):
        return
    after, refused = set_values(FILE, data, values)
    assert refused == ()
    document = markdown_document(FILE, after)
    expected = {**before.fields.get("audio", {})}  # type: ignore[dict-item]
    expected |= {keys[1]: value for keys, value in values.items()}
    found = document.fields.get("audio", {})
    assert isinstance(found, dict)
    assert {key: str(value) for key, value in found.items()} == {
        key: str(value) for key, value in expected.items()
    }
    assert _without_audio(document.fields) == _without_audio(before.fields)
    assert document.body == before.body
    assert set_values(FILE, after, values) == (after, ())
    for keys, value in values.items():
        after, _ = set_values(FILE, data, {keys: value})
        assert only_the_value_changed(keys, data, after)
        data = after


def _without_audio(fields: dict[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in fields.items() if key != "audio"}


def only_the_value_changed(keys: tuple[str, ...], before: bytes, after: bytes) -> bool:
    """Say whether nothing was taken out of a file but what stood there as the value, if any."""
    start = _alike(before, after)
    rest, new = before[start:], after[start:]
    end = _alike(rest[::-1], new[::-1])
    gone = rest[: len(rest) - end].decode("utf-8", "replace")
    span = markdown_document(FILE, before).located(*keys)
    if span is None:  # a new key; `audio:` with nothing may have said so in words
        return gone in ("", "null", "~", '""', "''")
    text = markdown_document(FILE, before).text
    return gone in text[max(0, span[0] - 1) : span[1] + 1]


def _alike(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


@pytest.mark.parametrize("corpus", [*SHOWS, "jupiterbroadcasting"])
def test_real_episodes(corpus: str) -> None:
    source = CORPORA / corpus
    if not source.is_dir():
        pytest.skip("the corpora are not here")
    shows = SHOWS.get(corpus, ())
    files = [file for show in shows for file in episode_files(source, show)]
    files = files or sorted(source.rglob("*.md"))
    checked = 0
    for file in files[:: max(1, len(files) // 40)]:
        try:
            before = read_markdown(file)
        except DocumentError:
            continue
        if not before.fields:
            continue
        data = file.read_bytes()
        both: tuple[Values, ...] = (
            {("podcast_bytes",): 123, ("podcast_duration",): "1:02:03"},
            {BYTES: 123, DURATION: 3723, TYPE: "audio/mpeg"},
        )
        for values in both:
            after, refused = set_values(file, data, values)
            assert refused == (), file
            document = markdown_document(file, after)
            assert document.body == before.body
            assert set_values(file, after, values) == (after, ())
            now = data
            for keys, value in values.items():
                then, now = now, set_values(file, now, {keys: value})[0]
                assert only_the_value_changed(keys, then, now)
            checked += 1
    assert checked
