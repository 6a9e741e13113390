"""Extra tags: what is sound passes, and nothing that could break the XML."""

from pathlib import Path

import pytest

from publisher.config.extra_tags import EXTRA_TAGS, MOST_TAGS
from publisher.model import ExtraTag
from tests.config.builders import take

FIRST = ("v", 0)
MINE = "https://example.com/ns"


def test_a_tag_with_all_that_it_may_have(tmp_path: Path) -> None:
    written = (
        f"v: [{{tag: 'my:tag', namespace: '{MINE}', text: '5 < 6', attributes: {{b: 2, a: '1'}}, "
        "children: [{tag: 'my:by', text: me}, {tag: plain}]}]"
    )
    children = (
        ExtraTag((*FIRST, "children", 0), "my:by", MINE, "me"),
        ExtraTag((*FIRST, "children", 1), "plain"),
    )
    tag = ExtraTag(FIRST, "my:tag", MINE, "5 < 6", (("a", "1"), ("b", "2")), children)
    assert take(tmp_path, EXTRA_TAGS, written) == ((tag,), [])


@pytest.mark.parametrize(
    "written",
    [
        "{tag: 'spotify:limit', attributes: {recentCount: 5}}",
        "{tag: comments, text: https://example.com}",
        "{tag: 'dc:creator', text: Ann}",
        "{tag: 'media:group', children: [{tag: 'media:content', attributes: {url: x}}]}",
        f"{{tag: 'a.b-c:d_e', namespace: '{MINE}', attributes: {{'a.b-c:x': 1, 'itunes:y': 2}}}}",
        "{tag: 'my:tag', namespace: 'urn:example:ns'}",
    ],
)
def test_sound_tags(written: str, tmp_path: Path) -> None:
    tags, complaints = take(tmp_path, EXTRA_TAGS, f"v: [{written}]")
    assert len(tags) == 1
    assert complaints == []


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{text: x}", "a tag needs a name"),
        ("{tag: 'a b'}", "must be a name such as spotify:limit"),
        ("{tag: 'a><b'}", "must be a name such as"),
        ("{tag: '1st'}", "must be a name such as"),
        ("{tag: 'a:b:c'}", "must be a name such as"),
        ("{tag: ':a'}", "must be a name such as"),
        ("{tag: 'a:'}", "must be a name such as"),
        ("{tag: '{http://x}a'}", "must be a name such as"),
        ("{tag: xmlns}", "must be a name such as"),
        ("{tag: 'XML:lang'}", "must be a name such as"),
        ("{tag: 'xmlfoo:x', namespace: 'https://x.example'}", "must be a name such as"),
        (f"{{tag: {'a' * 65}}}", "must be a name such as"),
        ("{tag: item}", "a tag that stands inside"),
        ("{tag: channel}", "a tag that stands inside"),
        ("{tag: comments, namespace: 'https://x.example'}", "a namespace needs a prefix"),
        ("{tag: 'my:tag'}", 'the prefix "my" needs its namespace'),
        ("{tag: 'my:tag', namespace: 'no address'}", "the address that stands for the prefix"),
        ("{tag: 'my:tag', namespace: 'https://x.example/ü'}", "the address that stands for"),
        ("{tag: 'my:tag', namespace: 'https://x.example:y/'}", "the address that stands for"),
        ("{tag: 'my:tag', namespace: 'https://x.example/[a]'}", "the address that stands for"),
        ("{tag: 'my:tag', namespace: 'urn:a#b#c'}", "the address that stands for"),
        ("{tag: 'my:tag', namespace: 'urn:%zz'}", "the address that stands for"),
        ("{tag: 'my:tag', namespace: 'urn:a\"b'}", "the address that stands for"),
        (
            "{tag: 'my:tag', namespace: 'http://www.w3.org/2000/xmlns/'}",
            "the address that stands for",
        ),
        ("{tag: 'itunes:x', namespace: 'https://x.example'}", 'the prefix "itunes" stands for'),
        ("{tag: comments, attributes: {'a b': 1}}", "can't be the name of an attribute"),
        ("{tag: comments, attributes: {'xmlns': 'https://x'}}", "can't be the name of"),
        ("{tag: comments, attributes: {'xmlns:a': 'https://x'}}", "can't be the name of"),
        ("{tag: comments, attributes: {'other:a': 1}}", "can't be the name of an attribute"),
        ("{tag: comments, attributes: {a: [1]}}", "must be a text"),
        (f"{{tag: comments, text: {'a' * 10_001}}}", "longer than 10,000 characters"),
        ("{tag: comments, children: [{tag: item}]}", "a tag that stands inside"),
        ("comments", "must be a table"),
    ],
)
def test_what_is_refused(written: str, message: str, tmp_path: Path) -> None:
    tags, complaints = take(tmp_path, EXTRA_TAGS, f"v: [{written}]")
    assert message in complaints[0]
    assert all(not tag.children and not tag.attributes for tag in tags)


def test_tags_are_counted_with_those_inside(tmp_path: Path) -> None:
    inner = ", ".join(["{tag: a}"] * MOST_TAGS)
    tags, complaints = take(tmp_path, EXTRA_TAGS, f"v: [{{tag: b, children: [{inner}]}}]")
    assert tags is None
    assert complaints == ["v has more than 200 tags; keep fewer"]


@pytest.mark.parametrize(("levels", "sound"), [(8, True), (9, False), (20, False)])
def test_tags_stand_eight_deep_at_most(levels: int, sound: bool, tmp_path: Path) -> None:
    written = "{tag: a}"
    for _ in range(levels):
        written = f"{{tag: a, children: [{written}]}}"
    tags, complaints = take(tmp_path, EXTRA_TAGS, f"v: {written}")
    assert (tags is not None) == sound
    assert (complaints == []) == sound
