import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import Finding, Severity, Verdict
from publisher.reports.grouping import HABIT
from publisher.reports.text import render
from tests.reports.samples import EPISODE, HOSTILE, checked, finding, hostile_report, report


def test_a_finding_is_a_line_and_files_stand_apart() -> None:
    rendered = render(
        report(
            [
                finding("S101", Severity.ERROR, 'sponsor "taroo"', "b.md", 14, column=3),
                finding("L101", message="no scheme", path="a.md", line=2),
                finding("L102", message="click id", path="a.md", line=1),
            ]
        )
    )
    assert rendered.startswith(
        "a.md:1:5 L102 warning click id\n"
        "a.md:2:5 L101 warning no scheme\n"
        "\n"
        'b.md:14:3 S101 error sponsor "taroo"\n'
        "\n"
    )
    assert rendered.endswith("\n")


def test_information_that_repeats_is_told_once() -> None:
    repeats = [
        finding("P201", Severity.INFO, "now x.com", f"{n:03}.md", url="https://twitter.com/a")
        for n in range(347)
    ]
    other = finding("P201", Severity.INFO, "now x.com", "500.md", url="https://twitter.com/b")
    lines = [line for line in render(report([*repeats, other])).splitlines() if " info " in line]
    assert lines == [
        "000.md:3:5 P201 info now x.com: https://twitter.com/a (and in 346 other places)",
        "500.md:3:5 P201 info now x.com: https://twitter.com/b",
    ]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("moved", "moved: https://a.example/"),
        ("moved?", "moved? https://a.example/"),
        ("no page https://a.example/", "no page https://a.example/"),
    ],
)
def test_the_address_is_told_once(message: str, words: str) -> None:
    rendered = render(report([finding(message=message, url="https://a.example/")]))
    assert rendered.startswith(f"{EPISODE}:3:5 L101 warning {words}\n")


def test_information_without_url_repeats_with_its_message() -> None:
    found = [finding("E150", Severity.INFO, text, line=n) for n, text in enumerate("aab")]
    lines = [line for line in render(report(found)).splitlines() if " info " in line]
    assert lines == [
        f"{EPISODE}:0:5 E150 info a (and in 1 other place)",
        f"{EPISODE}:2:5 E150 info b",
    ]


def test_errors_and_warnings_are_all_told() -> None:
    found = [
        finding(severity=severity, line=line, url="https://a.example/")
        for severity in (Severity.ERROR, Severity.WARNING)
        for line in range(5)
    ]
    rendered = render(report(found))
    assert rendered.count("L101") == 10 + 1  # and once in what to do next


def test_a_warning_that_is_the_shows_habit_is_told_once() -> None:
    found = [
        finding("F202", severity, "no length", f"{number:02}.md")
        for severity, count in ((Severity.WARNING, HABIT), (Severity.ERROR, HABIT))
        for number in range(count)
    ]
    lines = [line for line in render(report(found)).splitlines() if "no length" in line]
    assert sum(" error " in line for line in lines) == HABIT
    assert [line for line in lines if " warning " in line] == [
        "00.md:3:5 F202 warning no length (and in 19 other places)"
    ]
    rendered = render(report(found[: HABIT - 1]))
    assert rendered.count("F202 warning") == HABIT - 1


def test_the_closing_lines_say_what_was_found_and_what_to_do() -> None:
    rendered = render(
        report(
            [
                finding("S101", Severity.ERROR, path="a.md"),
                finding("L101", path="a.md", replacement="https://www.a.example"),
                finding("L201", Severity.INFO, path="c.md"),
                finding("S102", path="config/sponsors.toml"),
            ],
            [
                checked("https://a.example/", places=[("a.md", 1, 1)] * 380),
                checked("https://b.example/", Verdict.DEAD, status=404),
                checked("mailto:a@example.com", Verdict.SKIPPED),
            ],
            episodes=196,
            notices=("2 hosts asked us to wait",),
        )
    )
    assert rendered.splitlines()[-5:] == [
        "2 hosts asked us to wait",
        "1 error, 2 warnings, 1 remark in 1 of 196 episodes and 1 config file.",
        "382 links to 2 web addresses: 380 fine, 1 dead, 1 not checked.",
        "`publisher check --fix` mends one of them; `--diff` shows how.",
        "`publisher rule S101` says what a code means, and why.",
    ]


def test_all_is_well() -> None:
    assert render(report(links=[checked("https://a.example/")], episodes=2)) == (
        "Nothing to mend in 2 episodes.\n1 link to 1 web address: 1 fine.\n"
    )


def test_every_verdict_has_words() -> None:
    rendered = render(report(links=[checked(f"https://{v}.example/", v) for v in Verdict]))
    counts = rendered.splitlines()[1].partition(": ")[2].rstrip(".").split(", ")
    assert len(set(counts)) == len(counts) == len(Verdict)


def test_many_errors_about_one_site_say_where_to_begin() -> None:
    def errors(count: int, host: str, known: str | None = None) -> list[Finding]:
        urls = [f"https://{host}/{n}" for n in range(count)]
        return [finding("W104", Severity.ERROR, url=url, known=known) for url in urls]

    def told(found: list[Finding]) -> str:
        return render(report(found))

    few = [*errors(4, "gone.example"), *errors(2, "b.example"), *errors(4, "c.example", "known")]
    assert "Begin with" not in told(few)
    begin = "Begin with gone.example: 4 of the 10 errors lead there."
    assert begin in told([*few, *(finding("E101", Severity.ERROR) for _ in range(4))])
    scattered = [each for n in range(12) for each in errors(1, f"{n}.example")]
    assert "Begin with" not in told(scattered)
    assert "Begin with" not in told(errors(12, "`x`.example"))


def test_what_is_known_says_why_counts_apart_and_is_told_apart() -> None:
    copy = "https://archive.example/2025/a"
    about = [(None, None), ("in the baseline", copy), ("in the baseline", copy)]
    found = [
        finding("P201", Severity.INFO, line=line, url="https://a.example/", known=why, archived=at)
        for line, (why, at) in enumerate(about, 1)
    ]
    lines = render(report(found)).splitlines()
    assert lines[:3] == [
        f"{EPISODE}:2:5 P201 info no scheme: https://a.example/; an archived copy: {copy} "
        "(known: in the baseline) (and in 1 other place)",
        "",
        f"{EPISODE}:1:5 P201 info no scheme: https://a.example/",
    ]
    assert lines[4] == "1 remark, 2 known findings in 1 episode."


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_on_its_line(text: str) -> None:
    assert_harmless(render(hostile_report(text)))


@settings(deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_stays_on_its_line(text: str) -> None:
    assert_harmless(render(hostile_report(text)))


def assert_harmless(rendered: str) -> None:
    rendered.encode()
    assert not {character for character in rendered if character < " "} - {"\n"}
    assert rendered.splitlines() == rendered[:-1].split("\n")
    plain = render(hostile_report("plain"))
    # Information that repeats without text would be the only difference in the number of lines.
    assert rendered.count("\n") == plain.count("\n")


def test_what_was_not_asked_is_said() -> None:
    hint = "Most links were not asked: `publisher check` with a network asks them."
    skipped = [checked(f"https://{n}.example/", Verdict.SKIPPED) for n in range(2)]
    mail = checked("mailto:a@example.com", Verdict.SKIPPED)
    assert hint in render(report(links=[*skipped, mail]))
    assert hint not in render(report(links=[mail]))
    assert hint not in render(
        report(links=[*skipped, *(checked(f"https://{n}.org") for n in "abc")])
    )
