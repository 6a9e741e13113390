"""Which findings are reported."""

from collections.abc import Mapping

import pytest

from publisher.model import Finding, Place, RuleSelection, Severity
from publisher.rules.selection import (
    Comments,
    is_selected,
    merged_selection,
    read_comments,
    select_findings,
)


def finding(code: str, line: int = 1, path: str = "a.md", column: int = 1) -> Finding:
    """Return an error at a place."""
    return Finding(code, Severity.ERROR, "wrong", Place(path, line, column))


def comments_of(text: str) -> Mapping[str, Comments]:
    """Return what the comments in the file at `finding`'s place say."""
    comments = read_comments(text)
    return {} if comments is None else {"a.md": comments}


def codes(
    findings: list[Finding],
    selection: RuleSelection | None = None,
    text: str = "",
) -> list[str]:
    """Return the codes of the findings that are reported."""
    chosen = select_findings(findings, selection or RuleSelection(), comments_of(text))
    return [found.code for found in chosen]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), True),
        (("L",), (), True),
        (("l101",), (), True),
        (("L2", "W"), (), False),
        ((), ("L101",), False),
        ((), ("L",), False),
        (("L101",), ("L",), True),  # the longer prefix decides
        (("L",), ("L101",), False),
        (("L",), ("L",), False),
        (("ALL",), (), True),
        ((), ("all",), False),
        (("L101",), ("ALL",), True),
    ],
)
def test_prefixes(select: tuple[str, ...], ignore: tuple[str, ...], expected: bool) -> None:
    assert is_selected("L101", RuleSelection(select=select, ignore=ignore)) is expected


def test_flags_narrow_the_config() -> None:
    config = RuleSelection(
        select=("L",), ignore=("L2",), severity={"L": Severity.INFO}, per_path={"a": ("E",)}
    )
    flags = RuleSelection(select=("W",), ignore=("W1",), severity={"W": Severity.ERROR})
    merged = merged_selection(config, flags)
    assert merged == RuleSelection(
        select=("W",),
        ignore=("L2", "W1"),
        severity={"L": Severity.INFO, "W": Severity.ERROR},
        per_path={"a": ("E",)},
    )
    assert merged_selection(config, RuleSelection()).select == ("L",)


def test_severities_by_the_longest_prefix() -> None:
    selection = RuleSelection(severity={"L": Severity.INFO, "L101": Severity.WARNING})
    chosen = select_findings([finding("L101"), finding("L102"), finding("S105")], selection, {})
    assert [found.severity for found in chosen] == [
        Severity.WARNING,
        Severity.INFO,
        Severity.ERROR,
    ]


def test_per_path() -> None:
    selection = RuleSelection(per_path={"feeds/old/*": ("L", "W101"), "*.html": ("P",)})
    findings = [
        finding("L101", path="feeds/old/episodes/1.md"),
        finding("E101", path="feeds/old/episodes/1.md"),
        finding("L102", path="shows/feeds/old/episodes/1.md"),
        finding("L103", path="feeds/new/episodes/1.md"),
        finding("P101", path="a/b.html"),
        finding("W101", path="feeds/older/1.md"),
    ]
    assert sorted(codes(findings, selection)) == ["E101", "L103", "W101"]


def test_comments_on_the_line_and_before_it() -> None:
    text = (
        "one <!-- publisher: ignore L101 -->\n"
        "  <!-- publisher: ignore L, W101 -->\n"
        "three\n"
        "four\n"
        "five <!-- publisher: ignore -->\n"
    )
    findings = [
        *(finding("L101", 1), finding("L102", 1)),
        *(finding("L101", 3), finding("W101", 3), finding("W102", 3)),
        finding("L101", 4),
        finding("E101", 5),
        finding("L101", 1, "b.md"),
    ]
    kept = select_findings(findings, RuleSelection(), comments_of(text))
    assert [(found.place.path, found.place.line, found.code) for found in kept] == [
        ("a.md", 1, "L102"),
        ("a.md", 3, "W102"),
        ("a.md", 4, "L101"),
        ("b.md", 1, "L101"),
    ]


def test_a_comment_for_the_whole_file() -> None:
    text = "one\ntwo\n<!-- publisher: ignore-file L -->\n"
    assert codes([finding("L101"), finding("E101", 2)], text=text) == ["E101"]
    assert codes([finding("E101")], text="<!--publisher:ignore-file-->") == []


def test_other_comments_silence_nothing() -> None:
    for text in (
        "<!-- publisher ignore L101 -->",
        "publisher: ignore L101",
        "<!-- ignore L101 -->",
    ):
        assert codes([finding("L101")], text=text) == ["L101"]


def test_sorted_and_once_each() -> None:
    findings = [
        finding("L102", 2),
        finding("L101", 2),
        finding("L101", 10),
        finding("L101", 2, column=3),
        finding("L102", 2),
        finding("L101", 1, "b.md"),
    ]
    kept = select_findings(findings, RuleSelection(), {})
    assert [
        (found.place.path, found.place.line, found.place.column, found.code) for found in kept
    ] == [
        ("a.md", 2, 1, "L101"),
        ("a.md", 2, 1, "L102"),
        ("a.md", 2, 3, "L101"),
        ("a.md", 10, 1, "L101"),
        ("b.md", 1, 1, "L101"),
    ]


def test_long_comments_take_linear_time() -> None:
    text = "<!-- publisher: ignore " + "L101, " * 100_000 + "\n" + "<!--" * 200_000
    assert codes([finding("L101")], text=text) == ["L101"]


def test_comments_in_the_comments_of_yaml_and_toml() -> None:
    text = "# <!-- publisher: ignore L101 -->\ntwo\nthree # <!-- publisher: ignore L101 -->\n"
    assert codes([finding("L101", line) for line in (1, 2, 3, 4)], text=text) == ["L101", "L101"]
