"""Mending in place: the link's bytes alone, once, and nothing lost."""

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.documents import read_markdown
from publisher.links.find import find_links
from publisher.model import Finding, Link, Place, Role, RuleSelection, Severity, Syntax
from publisher.rules.catalogue import Context
from publisher.rules.fixing import Fixed, Fixes, diff_text, fix_files, write_fixes
from publisher.rules.runner import judge_links
from tests.rules.links import make_link

CONTEXT = Context(datetime(2026, 6, 1, tzinfo=UTC))


def fixed(text: bytes, *links: Link, selection: RuleSelection | None = None) -> bytes:
    """Return a file's bytes after mending all that is found in its links."""
    fixes = fix_files(
        judge_links(links, CONTEXT),
        links,
        context=CONTEXT,
        selection=selection,
        read=lambda path: text,
    )
    assert fixes.problems == ()
    return fixes.files[0].after if fixes.files else text


def replacement(start: int, end: int, text: str, url: str, code: str = "L101") -> Finding:
    """Return a finding that puts `text` for `url`."""
    return Finding(code, Severity.ERROR, "wrong", Place("a.md", 1, 1, start, end), url, text)


def test_only_the_bytes_of_the_link_change() -> None:
    text = "\ufeffÄ\r\n[a](www.example.com) \r\ntab\t\xa0end".encode()
    start = text.index(b"www")
    link = make_link("www.example.com", start=start)
    assert fixed(text, link) == text.replace(b"(www.", b"(https://www.")


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("cp1252", b"")],
)
def test_the_encoding_stays(encoding: str, mark: bytes) -> None:
    before = mark + "Größe [a](www.example.com)".encode(encoding)
    start = before.index("www".encode(encoding))
    size = len("www.example.com".encode(encoding))
    place = Place("a.md", 1, 1, start, start + size)
    link = Link("www.example.com", place, Role.REFERENCE, Syntax.INLINE, "www.example.com")
    assert fixed(before, link) == mark + "Größe [a](https://www.example.com)".encode(encoding)


def test_several_mends_of_one_link_go_together() -> None:
    text = b"[a](http://twitter.com/ada?s=20)"
    link = make_link("http://twitter.com/ada?s=20", start=4)
    assert fixed(text, link) == b"[a](https://x.com/ada)"


def test_what_a_mend_brings_to_light_is_mended_too() -> None:
    text = b"[a](https://http://twitter.com/ada)"
    link = make_link("https://http://twitter.com/ada", start=4)
    assert fixed(text, link) == b"[a](https://x.com/ada)"
    only = RuleSelection(select=("L107",))
    findings = [found for found in judge_links([link], CONTEXT) if found.code == "L107"]
    fixes = fix_files(findings, [link], context=CONTEXT, selection=only, read=lambda path: text)
    assert fixes.files[0].after == b"[a](http://twitter.com/ada)"


def test_what_was_silenced_stays() -> None:
    text = b"[a](http://twitter.com/ada)"
    link = make_link("http://twitter.com/ada", start=4)
    findings = [found for found in judge_links([link], CONTEXT) if found.code != "P201"]
    fixes = fix_files(findings, [link], context=CONTEXT, read=lambda path: text)
    assert fixes.files[0].after == b"[a](https://twitter.com/ada)"


def test_entities_stay_entities() -> None:
    text = b'<a href="https://example.com/?a=1&amp;gclid=2&amp;b=3">a</a>'
    url = "https://example.com/?a=1&gclid=2&b=3"
    link = make_link(url, syntax=Syntax.HTML, written=url.replace("&", "&amp;"), start=9)
    assert fixed(text, link) == b'<a href="https://example.com/?a=1&amp;b=3">a</a>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"https:\/\/twitter.com\/foo", r"https:\/\/x.com\/foo"),
        (r"http:\/\/github.com\/a?b=\u00e9", r"https:\/\/github.com\/a?b=\u00e9"),
        (r"http://github.com/\u0061", "https://github.com/a"),
    ],
)
def test_escapes_of_json_and_yaml_stay_escapes(before: str, after: str) -> None:
    text = f'{{"url": "{before}"}}'
    url = json.loads(text)["url"]
    link = make_link(url, syntax=Syntax.FIELD, written=before, start=9)
    assert fixed(text.encode(), link) == f'{{"url": "{after}"}}'.encode()


def test_an_escape_that_is_not_understood_is_left_alone() -> None:
    url = "http://github.com/a_b"
    link = make_link(url, written="http://github.com/a\\_b")
    findings = judge_links([link], CONTEXT)
    assert [found.replacement for found in findings] == [None]
    fixes = fix_files(findings, [link], context=CONTEXT, read=lambda path: b"")
    problem = "episode.md:1:1: the address is written with escapes; mend it by hand"
    assert fixes == Fixes((), (problem,))
    other = RuleSelection(select=("P",))
    assert fix_files(findings, [link], context=CONTEXT, selection=other) == Fixes((), ())


def test_nothing_that_needs_quoting_is_written() -> None:
    url = "https://www.google.com/url?q=https%3A%2F%2Fexample.com%2F%28a%29%20%5B%5D"
    assert [found.replacement for found in judge_links([make_link(url)], CONTEXT)] == [None]


@pytest.mark.parametrize(
    "url",
    [
        "http://github.com/a?ref=kenjee&fbclid=1",
        "https://twitter.com/acme?s=20",
        "https://www.google.com/url?q=https%3A%2F%2Facme.example.com%2F",
    ],
)
def test_what_pays_is_never_touched_on_a_sponsors_link(url: str) -> None:
    for found in judge_links([make_link(url, Role.SPONSOR)], CONTEXT):
        assert found.replacement in (None, url.replace("http:", "https:"))


@pytest.mark.parametrize("host", ["a.pxf.io", "a.sjv.io", "goto.a.com", "bit.ly", "amzn.to"])
def test_affiliate_redirectors_keep_their_address(host: str) -> None:
    (finding,) = (
        found
        for found in judge_links([make_link(f"https://http://{host}/a?fbclid=1")], CONTEXT)
        if found.code == "L107"
    )
    assert finding.replacement == f"http://{host}/a?fbclid=1"
    wrapped = f"https://www.google.com/url?q=https://{host}/a%2Fb"
    assert [found.replacement for found in judge_links([make_link(wrapped)], CONTEXT)] == [None]


_PARTS = st.sampled_from(
    [
        *("https://", "http://", "https:/", "htps://", "www.", "", "“"),
        *(
            "twitter.com",
            "mobile.twitter.com",
            "github.com",
            "example.com",
            "threads.net",
            "bit.ly",
        ),
        *("/a", "?fbclid=1", "&b=2", "#c", "/@ada", "@ada", "\u200b", "”", "?si=1", "?s=2"),
        *("https://www.google.com/url?q=", "%2F", "&amp;", "discordapp.com/invite/x"),
    ]
)


@given(st.lists(_PARTS, max_size=7), st.sampled_from(Role), st.sampled_from(Syntax))
def test_fixing_twice_changes_nothing_more(parts: list[str], role: Role, syntax: Syntax) -> None:
    url = "".join(parts)
    before = f"é ({url}) é".encode()
    link = make_link(url, role, syntax, start=before.index(b"(") + 1)
    once = fixed(before, link)
    assert once.startswith("é (".encode())
    assert once.endswith(") é".encode())
    mended = once[link.place.start : -len(") é".encode())].decode()
    again = make_link(mended, role, syntax, start=link.place.start)
    assert fixed(once, again) == once


_NOISE = st.text(
    alphabet="é\u00df\u3042\U0001f600 \t\u00a0\u200b*_`#&;\\\x85\u2028~|-+\ufeff1", max_size=8
)
_BETWEEN = st.tuples(_NOISE, st.sampled_from(["\n", "\r\n", "\n\n", " ", "\r"])).map("".join)
_AROUND = st.sampled_from(
    ["[a]({})", "[a](<{}>)", "<{}>", "{}", '<a href="{}">a</a>', "![a]({} 'b')", "[a]: {}\n"]
)


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(_BETWEEN, _AROUND, st.lists(_PARTS, min_size=1, max_size=6).map("".join)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_in_whole_files_all_bytes_but_those_of_links_stay(
    tmp_path: Path, pieces: list[tuple[str, str, str]], encoding: str
) -> None:
    """Between each two links there is something that occurs once in the file."""
    text = "".join(
        f"{between}«{number}»\n\n{around.format(url)}\n\n«/{number}»"
        for number, (between, around, url) in enumerate(pieces)
    )
    before = text.encode(encoding)
    file = tmp_path / "a.md"
    file.write_bytes(before)
    links = find_links(read_markdown(file))
    after = fixed(before, *links)
    spans = sorted((link.place.start, link.place.end) for link in links)
    pattern, at = b"", 0
    for start, end in spans:
        if start >= at:
            pattern += re.escape(before[at:start]) + b"(.*?)"
        at = max(at, end)
    assert re.fullmatch(pattern + re.escape(before[at:]), after, re.DOTALL)


def test_overlapping_edits_are_settled_the_same_way_in_any_order() -> None:
    text = b"abcdef"
    findings = [
        replacement(0, 3, "X", "abc"),
        replacement(0, 6, "Y", "abcdef"),
        replacement(2, 5, "Z", "cde"),
    ]
    for order in (findings, findings[::-1]):
        assert fix_files(order, read=lambda path: text).files[0].after == b"Y"


def test_edits_side_by_side_are_all_applied() -> None:
    findings = [replacement(3, 6, "YYYY", "def"), replacement(0, 3, "X", "abc")]
    (file,) = fix_files(findings, read=lambda path: b"abcdef").files
    assert (file.after, file.links) == (b"XYYYY", 2)


def test_a_place_that_changed_is_refused() -> None:
    findings = [replacement(0, 3, "X", "abc"), replacement(4, 7, "Y", "xyz")]
    fixes = fix_files(findings, read=lambda path: b"abc def")
    assert fixes.files == (Fixed("a.md", b"abc def", b"X def", 1),)
    assert fixes.problems == ("a.md: changed since it was checked; check again to mend the rest",)


def test_a_file_that_is_gone() -> None:
    def read(path: str) -> bytes:
        raise FileNotFoundError(2, "No such file or directory")

    fixes = fix_files([replacement(0, 3, "X", "abc")], read=read)
    assert fixes.files == ()
    assert fixes.problems == (
        "a.md: can't be read (No such file or directory); nothing in it was mended",
    )


def test_findings_without_replacement_change_nothing() -> None:
    finding = Finding("L103", Severity.WARNING, "wrong", Place("a.md", 1, 1, 0, 3), "abc")
    assert fix_files([finding], read=lambda path: b"abc") == Fixes((), ())


def test_writing(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"abc")
    file.chmod(0o640)
    written, problems = write_fixes(Fixes((Fixed(str(file), b"abc", b"X", 1),), ()))
    assert [fixed.path for fixed in written] == [str(file)]
    assert problems == ()
    assert file.read_bytes() == b"X"
    assert file.stat().st_mode & 0o777 == 0o640


def test_writing_refuses_what_changed_since(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"new")
    written, problems = write_fixes(Fixes((Fixed(str(file), b"abc", b"X", 1),), ()))
    assert written == ()
    assert problems == (f"{file}: changed since it was checked; nothing was written",)
    assert file.read_bytes() == b"new"


def test_one_files_failure_stops_no_other(tmp_path: Path) -> None:
    gone, there = tmp_path / "gone.md", tmp_path / "there.md"
    there.write_bytes(b"abc")
    fixes = Fixes(tuple(Fixed(str(file), b"abc", b"X", 1) for file in (gone, there)), ("first",))
    written, problems = write_fixes(fixes)
    assert [fixed.path for fixed in written] == [str(there)]
    assert problems[0] == "first"
    assert str(gone) in problems[1]
    assert "stays as it was" in problems[1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"abc")
    file.chmod(0o444)
    _, problems = write_fixes(Fixes((Fixed(str(file), b"abc", b"X", 1),), ()))
    assert "can't be written" in problems[0]
    assert file.read_bytes() == b"abc"
    assert [*tmp_path.iterdir()] == [file]


def test_nothing_is_written_through_a_symbolic_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"abc")
    link.symlink_to(file)
    written, problems = write_fixes(Fixes((Fixed(str(link), b"abc", b"X", 1),), ()))
    assert written == ()
    assert "symbolic link" in problems[0]
    assert link.is_symlink()
    assert file.read_bytes() == b"abc"


def test_diff() -> None:
    files = (
        Fixed("b.md", b"one\ntwo", b"one\n2", 1),
        Fixed("a.md", b"\xff\xfeo\x00", b"\xff\xfex\x00", 1),
    )
    assert diff_text(files) == (
        "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-\ufeffo\n\\ No newline at end of file\n"
        "+\ufeffx\n\\ No newline at end of file\n"
        "--- a/b.md\n+++ b/b.md\n@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n"
        "+2\n\\ No newline at end of file\n"
    )
