from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publisher.model import Severity
from publisher.reports.junit import render
from tests.reports.samples import EPISODE, HOSTILE, checked, finding, hostile_report, report

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).with_name("junit.xsd"))))


def read(rendered: str) -> Any:
    """Return the root; raises where it is no XML, fails where the schema refuses it."""
    root = etree.fromstring(rendered.encode(), etree.XMLParser(resolve_entities=False))
    SCHEMA.assertValid(root)
    assert not root.getroottree().docinfo.doctype
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        assert int(element.get("tests")) == len(cases)
        assert int(element.get("failures")) == len(list(element.iter("failure")))
        if element.tag == "testsuite":
            assert int(element.get("skipped")) == len(list(element.iter("skipped")))
        names = [(case.get("classname"), case.get("name")) for case in cases]
        assert len(set(names)) == len(names)
    return root


def test_errors_fail_and_warnings_and_known_errors_are_skipped() -> None:
    root = read(
        render(
            report(
                [
                    finding("W101", Severity.ERROR, "dead", "b.md", 9, url="https://a.example/"),
                    finding("L101", message="warn", path="b.md"),
                    finding("W101", Severity.ERROR, "old", "b.md", known="in the baseline"),
                    finding("P201", Severity.INFO, "renamed", "b.md"),
                ],
                [checked("https://a.example/", places=[("a.md", 1, 1), ("b.md", 9, 5)])],
            )
        )
    )
    fine, bad = root
    assert (fine.get("name"), bad.get("name")) == ("a.md", "b.md")
    assert [case.get("name") for case in fine] == ["links and fields"]
    told = [(case.get("name"), [outcome.tag for outcome in case]) for case in bad.iter("testcase")]
    assert told == [
        ("W101 https://a.example/", ["failure"]),
        ("L101 warn", ["skipped"]),
        ("W101 old", ["skipped"]),
    ]
    assert {case.get("classname") for case in bad.iter("testcase")} == {"b.md"}
    assert bad.find("testcase/failure").text == "b.md:9:5 W101 error dead: https://a.example/"
    assert bad.find("testcase[3]/skipped").get("message").endswith("(known: in the baseline)")
    assert "b.md:3:5 P201 info renamed\n" in bad.find("system-out").text


def test_a_file_without_an_error_has_a_case_that_passed() -> None:
    [suite] = read(render(report([finding()])))
    assert [case.get("name") for case in suite.iter("testcase")] == [
        "links and fields",
        "L101 no scheme",
    ]


def test_nothing_at_all_is_a_case_that_passed() -> None:
    [suite] = read(render(report(episodes=0)))
    assert [case.get("name") for case in suite.iter("testcase")] == ["links and fields"]


def test_a_case_keeps_its_name_when_lines_move() -> None:
    def names(lines: list[int]) -> list[str]:
        found = [finding(severity=Severity.ERROR, line=n, url="https://a.example/") for n in lines]
        return [case.get("name") for case in read(render(report(found))).iter("testcase")]

    assert names([3, 4]) == ["L101 https://a.example/", "L101 https://a.example/ (2)"]
    assert names([30, 40]) == names([3, 4])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    read(render(hostile_report(text)))


@settings(deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_is_text(text: str) -> None:
    read(render(hostile_report(text)))


def test_names_that_are_cut_alike_stay_apart() -> None:
    found = [finding(severity=Severity.ERROR, message="x" * 2_000 + end, line=3) for end in "ab"]
    assert len(list(read(render(report(found))).iter("failure"))) == 2


def test_a_name_that_looks_like_a_repeat_is_no_repeat() -> None:
    found = [
        finding(severity=Severity.ERROR, message=message, line=line)
        for line, message in enumerate(("x (2)", "x", "x", "x"), 1)
    ]
    names = [case.get("name") for case in read(render(report(found))).iter("testcase")]
    assert names == ["L101 x (2)", "L101 x", "L101 x (3)", "L101 x (4)"]


def test_the_place_is_told() -> None:
    rendered = render(report([finding(severity=Severity.ERROR, line=14)]))
    assert f"{EPISODE}:14:5" in rendered
