import json
import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import Change, Changes, Severity, Verdict
from publisher.reports.json import render
from tests.reports.samples import HOSTILE, checked, finding, hostile_report, report


def read(text: str) -> Any:
    text.encode()
    return json.loads(text)


def test_the_shape_other_programs_rely_on() -> None:
    rendered = render(
        report(
            [
                finding(
                    "L101",
                    Severity.ERROR,
                    "no scheme",
                    "a.md",
                    3,
                    url="www.a.example",
                    replacement="https://a",
                )
            ],
            [
                checked(
                    "https://a.example/",
                    Verdict.MOVED,
                    [("a.md", 3, 5), ("b.md", 1, 2)],
                    reason="moved for good",
                    status=301,
                    final_url="https://b.example/",
                    from_cache=True,
                )
            ],
            episodes=7,
        )
    )
    assert rendered.endswith("}\n")
    assert read(rendered) == {
        "version": 1,
        "summary": {
            "episodes": 7,
            "links": 2,
            "unique_urls": 1,
            "errors": 1,
            "warnings": 0,
            "infos": 0,
            "known": 0,
        },
        "changes": None,
        "findings": [
            {
                "code": "L101",
                "severity": "error",
                "message": "no scheme",
                "path": "a.md",
                "line": 3,
                "column": 5,
                "url": "www.a.example",
                "replacement": "https://a",
                "known": None,
                "archived": None,
            }
        ],
        "links": [
            {
                "url": "https://a.example/",
                "verdict": "moved",
                "status": 301,
                "final_url": "https://b.example/",
                "reason": "moved for good",
                "from_cache": True,
                "places": [
                    {"path": "a.md", "line": 3, "column": 5, "role": "reference"},
                    {"path": "b.md", "line": 1, "column": 2, "role": "reference"},
                ],
            }
        ],
    }


def test_what_changed_since_the_last_run() -> None:
    change = Change("W101", Severity.ERROR, "dead", "a.md", "https://a.example/", "answers again")
    changes = Changes(date(2026, 2, 8), date(2026, 2, 1), mended=(change,))
    data = read(render(replace(report(), changes=changes)))
    assert data["changes"] == {
        "since": "2026-02-08",
        "before": "2026-02-01",
        "new": [],
        "worse": [],
        "better": [],
        "mended": [
            {
                "code": "W101",
                "severity": "error",
                "message": "dead",
                "path": "a.md",
                "url": "https://a.example/",
                "how": "answers again",
            }
        ],
    }
    first = read(render(replace(report(), changes=Changes(date(2026, 2, 8)))))
    assert first["changes"]["before"] is None


def test_absent_values_are_null() -> None:
    data = read(render(report([finding()], [checked("https://a.example/")])))
    assert data["findings"][0]["url"] is None
    assert data["findings"][0]["replacement"] is None
    assert data["links"][0]["status"] is None
    assert data["links"][0]["final_url"] is None
    assert data["links"][0]["from_cache"] is False


def test_an_empty_replacement_is_not_absent() -> None:
    assert read(render(report([finding(replacement="")])))["findings"][0]["replacement"] == ""


def test_what_is_known_counts_apart_and_says_why() -> None:
    copy = "https://archive.example/1"
    data = read(
        render(
            report(
                [
                    finding(severity=Severity.ERROR, known="in the baseline", archived=copy),
                    finding(severity=Severity.ERROR, line=4),
                ]
            )
        )
    )
    told = [(found["known"], found["archived"]) for found in data["findings"]]
    assert told == [("in the baseline", copy), (None, None)]
    assert (data["summary"]["errors"], data["summary"]["known"]) == (1, 1)


def test_nothing_found() -> None:
    data = read(render(report(episodes=0)))
    assert (data["findings"], data["links"]) == ([], [])


def test_unique_urls_are_web_addresses_without_fragment_and_links_are_places() -> None:
    links = [
        checked("https://a.example/", places=[("a.md", 1, 1), ("a.md", 2, 1)]),
        checked("https://a.example/#part"),
        checked("HTTP://b.example/"),
        checked("mailto:me@example.com", Verdict.SKIPPED),
        checked("www.c.example", Verdict.MALFORMED),
        checked("", Verdict.MALFORMED),
    ]
    summary = read(render(report(links=links)))["summary"]
    assert (summary["unique_urls"], summary["links"]) == (2, 7)


def test_order_of_findings_links_and_places_does_not_matter() -> None:
    findings = [
        finding(path=path, line=line, code=code, message=message)
        for path in ("b.md", "a.md")
        for line in (10, 9)
        for code in ("L102", "L101")
        for message in ("y", "x")
    ]
    places = [("b.md", 1, 1), ("a.md", 10, 1), ("a.md", 9, 3)]
    links = [checked(f"https://{name}.example/", places=places) for name in "cab"]
    once = render(report(findings, links))
    shuffled = random.Random(1)
    shuffled.shuffle(findings)
    shuffled.shuffle(links)
    links = [link._replace(links=link.links[::-1]) for link in links]
    assert render(report(findings, links)) == once
    data = read(once)
    order = [(found["path"], found["line"], found["code"]) for found in data["findings"]]
    assert order == sorted(order)
    assert [link["url"][8] for link in data["links"]] == ["a", "b", "c"]
    assert [place["line"] for place in data["links"][0]["places"]] == [9, 10, 1]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(text: str) -> None:
    data = read(render(hostile_report(text)))
    assert {found["url"] for found in data["findings"]} == {text}
    assert {link["reason"] for link in data["links"]} == {text}


@settings(deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    rendered = render(hostile_report(text))
    assert rendered.isascii()
    found = read(rendered)["findings"][0]
    assert (found["url"], found["replacement"]) == (text, text)
