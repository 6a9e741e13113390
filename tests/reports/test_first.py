"""The sentence at the top, and what to do first."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

import publisher.rules  # noqa: F401
from publisher.model import (
    About,
    CheckedLink,
    EpisodeNote,
    Finding,
    Report,
    Role,
    Severity,
    Verdict,
)
from publisher.reports.first import STEPS, first_steps, verdict
from publisher.reports.problems import problems_of
from publisher.reports.summary import summarise
from tests.reports.samples import checked, finding, report

TARO = "https://taro.example/ada"
ABOUT = About(
    day=date(2026, 2, 8),
    episodes={
        f"{number:02}.md": EpisodeNote("talk", f"Episode {number}", date(2026, 1, number))
        for number in range(1, 21)
    },
    sponsors={"taro": "Taro"},
)


def about_shows(found: Iterable[Finding], links: Iterable[CheckedLink] = ()) -> Report:
    return replace(report(found, links), about=ABOUT)


def dead(url: str, *episodes: int) -> list[Finding]:
    return [
        finding("W101", Severity.ERROR, "dead link", f"{number:02}.md", url=url)
        for number in episodes
    ]


def paid(url: str, verdict: Verdict = Verdict.DEAD) -> CheckedLink:
    link = checked(url, verdict)
    owned = tuple(each._replace(role=Role.SPONSOR, owner="taro") for each in link.links)
    return link._replace(links=owned)


def told(shown: Report) -> str:
    problems = problems_of(shown)
    steps, _ = first_steps(problems, shown.about)
    summary = summarise(shown)
    unasked = summary.unasked * 2 > summary.links
    return verdict(problems, steps, shown.about, unasked=unasked)


def steps_of(shown: Report) -> list[str]:
    steps, _ = first_steps(problems_of(shown), shown.about)
    return [step.what for step in steps]


def test_the_verdict_names_the_sponsors_link_first() -> None:
    found = [*dead("https://a.example/", 1), *dead("https://b.example/", *range(2, 20))]
    found += dead(TARO, *range(1, 11))
    links = [checked(f"https://{host}.example/", Verdict.DEAD) for host in "ab"]
    assert told(about_shows(found, [*links, paid(TARO)])) == (
        "3 links are dead, 1 of them a sponsor's: begin with Taro's link, which stands in 10 files."
    )


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ([], "All is well: there is nothing to mend."),
        (
            [finding(severity=Severity.WARNING)],
            "Nothing is broken; 1 warning can wait until the next episode.",
        ),
        (
            [finding("E105", Severity.ERROR, "no title", "01.md", 2, column=1)],
            "1 error to mend: begin with 01.md:2:1.",
        ),
        (
            [finding("L101", Severity.ERROR, "no scheme", "01.md", url="a.b", replacement="c")],
            "1 error to mend: begin with `publisher check --fix`, which mends one problem.",
        ),
        ([finding(severity=Severity.ERROR, known="so be it")], None),
    ],
)
def test_the_verdict_in_other_cases(found: list[Finding], sentence: str | None) -> None:
    assert told(about_shows(found)) == (sentence or "All is well: there is nothing to mend.")


def test_one_dead_link_and_other_errors() -> None:
    found = [
        *dead("https://a.example/x", 3),
        finding("E105", Severity.ERROR, "no title", "02.md"),
    ]
    assert told(about_shows(found, [checked("https://a.example/x", Verdict.DEAD)])) == (
        "1 link is dead, and 1 other error to mend: begin with the link to a.example in 03.md."
    )


def test_where_most_links_were_not_asked_all_is_not_well() -> None:
    shown = about_shows([], [checked("https://a.example/", Verdict.SKIPPED)])
    assert told(shown).endswith("Most links were not asked.")
    found = [finding("E105", Severity.ERROR, "no title", "01.md", 2, column=1)]
    assert told(replace(shown, findings=tuple(found))) == (
        "1 error to mend: begin with 01.md:2:1. Most links were not asked."
    )


def test_errors_before_warnings_sponsors_before_others_many_places_before_few() -> None:
    found = [
        finding("E109", Severity.WARNING, "warn", "20.md"),
        *dead("https://once.example/", 1),
        *dead("https://often.example/", 2, 3, 4),
        *dead(TARO, 5),
    ]
    links = [
        checked(url, Verdict.DEAD) for url in ("https://once.example/", "https://often.example/")
    ]
    steps = steps_of(about_shows(found, [*links, paid(TARO)]))
    assert [step.partition(":")[0] for step in steps[:3]] == [
        "Taro",
        "often.example",
        "once.example",
    ]
    assert len(steps) == 4


def test_among_equals_the_newest_episode_comes_first() -> None:
    found = [*dead("https://old.example/", 2), *dead("https://new.example/", 19)]
    links = [checked(f"https://{host}.example/", Verdict.DEAD) for host in ("old", "new")]
    steps = steps_of(about_shows(found, links))
    assert [step.partition(":")[0] for step in steps] == ["new.example", "old.example"]


def test_what_one_command_or_one_change_mends_is_one_step() -> None:
    fixable = [
        finding("L101", Severity.ERROR, f"no scheme {n}", "01.md", n, url=f"{n}", replacement="x")
        for n in range(1, 8)
    ]
    site = [each for n in range(9) for each in dead(f"https://gone.example/{n}", 1 + n)]
    slips = [
        finding("E109", Severity.WARNING, f"no summary {n}", f"{n:02}.md") for n in range(1, 9)
    ]
    links = [checked(f"https://gone.example/{n}", Verdict.DEAD) for n in range(9)]
    steps, further = first_steps(problems_of(about_shows([*fixable, *site, *slips], links)), ABOUT)
    assert further == 0
    assert [step.places for step in steps] == [9, 7, 8]
    assert steps[0].what.startswith("9 links to gone.example: ")
    assert steps[1].what == "`publisher check --fix` mends 7 problems at once"
    assert steps[2].where == "8 places in 8 files, first 08.md:3:5"


def test_few_steps_are_told_and_the_rest_is_counted() -> None:
    found = [each for n in range(STEPS + 3) for each in dead(f"https://{n}.example/", 1)]
    links = [checked(f"https://{n}.example/", Verdict.DEAD) for n in range(STEPS + 3)]
    steps, further = first_steps(problems_of(about_shows(found, links)), ABOUT)
    assert (len(steps), further) == (STEPS, 3)


def test_what_is_known_and_remarks_are_no_steps() -> None:
    found = [
        finding(severity=Severity.ERROR, known="x"),
        finding("L201", Severity.INFO, "so it is"),
    ]
    assert steps_of(about_shows(found)) == []
