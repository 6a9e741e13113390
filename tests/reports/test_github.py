import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import Severity
from publisher.reports.github import render
from tests.reports.samples import EPISODE, HOSTILE, finding, hostile_report, report

OURS = {"error", "warning", "notice", "group", "endgroup"}


def commands(rendered: str) -> list[tuple[str, dict[str, str], str]]:
    """Return what the runner takes for commands, as its `ActionCommand.cs` reads a line."""
    found = []
    for line in re.split(r"\r\n|\r|\n", rendered):
        begun = re.match(r"\s*::(.*?)::(.*)", line)
        if begun:
            name, _, written = begun[1].partition(" ")
            pairs = (pair.split("=", 1) for pair in written.split(",") if pair)
            found.append((name, {key: unescaped(value) for key, value in pairs}, begun[2]))
        elif old := re.search(r"##\[([^\]]*)\]", line):
            found.append((f"##{old[1]}", {}, line))
    return found


def unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_a_finding_is_a_note_beside_its_line() -> None:
    found = finding("W101", Severity.ERROR, "dead link: 404", line=14, url="https://a.example/")
    [(name, properties, said)] = commands(render(report([found])))
    assert name == "error"
    assert properties == {
        "file": EPISODE,
        "line": "14",
        "col": "5",
        "title": "W101: The page does not exist any more",
    }
    assert said == "dead link: 404: https://a.example/"


def test_severities_are_kinds_the_worst_first_and_what_is_known_is_a_notice() -> None:
    found = [
        finding(severity=Severity.INFO, path="a.md"),
        finding(severity=Severity.WARNING, path="b.md"),
        finding(severity=Severity.ERROR, path="c.md"),
        finding(severity=Severity.ERROR, path="0.md", known="in the baseline"),
        finding(severity=Severity.WARNING, path="1.md", known="was there before"),
    ]
    rendered = render(report(found))
    told = [(name, told["file"]) for name, told, _ in commands(rendered) if "file" in told]
    assert told == [
        ("error", "c.md"),
        ("warning", "b.md"),
        ("notice", "0.md"),
        ("notice", "a.md"),
    ]
    assert "\n1.md:3:5 L101 warning no scheme (known: was there before)\n" in rendered


def test_ten_of_a_kind_have_notes_and_the_log_has_the_rest() -> None:
    found = [
        finding(severity=severity, message=f"number {line}", path=f"{line % 3}.md", line=line)
        for severity in Severity
        for line in range(1, 38)
    ]
    rendered = render(report(found))
    kinds = Counter(name for name, _, _ in commands(rendered))
    assert kinds == {"error": 10, "warning": 10, "notice": 10, "group": 1, "endgroup": 1}
    assert "::error title=28 more errors in 3 files%3A see the log::" in rendered
    for finding_ in found:
        assert re.search(rf"{finding_.message}\b", rendered)


def test_ten_are_ten_and_none_is_summed_up() -> None:
    rendered = render(report(finding(line=line) for line in range(1, 11)))
    assert [name for name, _, _ in commands(rendered)] == ["warning"] * 10
    assert "more warning" not in rendered


def test_repeats_have_one_note() -> None:
    found = [finding(path=f"{n:03}.md", url="https://a.example/") for n in range(347)]
    [(_, _, said)] = commands(render(report(found)))
    assert said.endswith(" (and in 346 other places)")


def test_nothing_found_is_no_command() -> None:
    assert commands(render(report(episodes=2))) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_starts_no_command(text: str) -> None:
    assert_ours(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*"\r\n:#[]% ,=é\u2028", "::", "##[", "error", "%0A"])))
def test_no_text_starts_a_command(parts: list[str]) -> None:
    assert_ours("".join(parts))


def assert_ours(text: str) -> None:
    many = hostile_report(text)
    found = [finding(message=text, path=text, line=line) for line in range(1, 15)]
    for rendered in (render(many), render(report([*many.findings, *found], notices=(text,)))):
        for name, properties, _ in commands(rendered):
            assert name in OURS
            assert set(properties) <= {"file", "line", "col", "title"}
            assert properties.get("line", "1").isdigit()
