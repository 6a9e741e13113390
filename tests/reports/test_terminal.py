import io
import re
import subprocess
import sys
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import Finding, Report, Severity
from publisher.reports import text
from publisher.reports.progress import progress, slow_words
from publisher.reports.terminal import print_build, print_report
from tests.reports.samples import HOSTILE, checked, finding, hostile_report, report

STYLES = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.TextIOWrapper):
    """A terminal that keeps what is written to it."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.kept = io.BytesIO()
        super().__init__(self.kept, encoding=encoding, write_through=True)

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        return self.kept.getvalue().decode(self.encoding)


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("CI", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


def table(report: Report, **limits: int) -> str:
    terminal = Terminal()
    print_report(report, terminal, **limits)
    return terminal.shown()


def plain(shown: str) -> list[str]:
    return [line.rstrip() for line in STYLES.sub("", shown).splitlines()]


def many(
    count: int, path: str = "a.md", severity: Severity = Severity.WARNING
) -> Iterable[Finding]:
    return (
        finding(severity=severity, message=f"finding {n}", path=path, line=n) for n in range(count)
    )


def test_a_table_by_episode_errors_first_with_colours() -> None:
    shown = table(
        report(
            [
                finding("L101", message="warn", path="a.md"),
                finding("S101", Severity.ERROR, "fail", "b.md", 14, column=3),
            ]
        )
    )
    lines = plain(shown)
    assert lines.index("b.md") < lines.index("a.md")
    assert "14:3  S101  error  fail" in lines
    assert STYLES.search(shown)
    assert lines[-3] == "1 error, 1 warning in 1 of 1 episode."


def test_colours_can_be_declined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in table(report([finding(severity=Severity.ERROR)]))


def test_long_groups_and_long_reports_say_what_they_leave_out() -> None:
    lines = plain(
        table(
            report([*many(15, "a.md"), *many(2, "b.md"), *many(1, "c.md")]),
            findings_a_group=3,
            groups=2,
        )
    )
    assert any(line.endswith("… and 12 more") for line in lines)
    assert "c.md" not in lines
    assert any(line.startswith("… and 1 more finding in 1 more file:") for line in lines)


def test_a_long_report_keeps_its_errors() -> None:
    findings = [*many(5, "a.md"), *many(1, "z.md", Severity.ERROR)]
    lines = plain(table(report(findings), groups=1))
    assert "z.md" in lines
    assert "a.md" not in lines


def test_what_repeats_is_told_once() -> None:
    found = [finding(path=f"{n:03}.md", url="https://a.example/") for n in range(347)]
    lines = plain(table(report(found)))
    assert sum("no scheme" in line for line in lines) == 1
    assert any("(and in 346 other places)" in line for line in lines)


def test_what_is_known_says_why_and_comes_after_what_is_new() -> None:
    copy = "https://archive.example/a"
    found = [
        finding(severity=Severity.ERROR, message="old", known="asked the guest", archived=copy),
        finding(message="new", line=9),
    ]
    lines = [line for line in plain(table(report(found))) if "L101" in line]
    assert next(line.split("  ")[-1] for line in lines) == "new"
    assert f"old; an archived copy: {copy} (known: asked" in lines[1]


def test_what_each_file_has_to_mend_is_told_for_each_file() -> None:
    lines = plain(table(report([finding(path=path) for path in ("a.md", "b.md")])))
    assert sum("no scheme" in line for line in lines) == 2


def test_an_error_is_never_told_under_a_warning() -> None:
    found = [
        finding(severity=severity, path=f"{severity}.md", url="https://a.example/")
        for severity in Severity
    ]
    lines = plain(table(report(found)))
    assert sum("no scheme" in line for line in lines) == 3


def test_an_endless_message_is_cut() -> None:
    assert len(table(report([finding(message="x" * 1_000_000)]))) < 3_000


def test_nothing_found_is_only_a_summary() -> None:
    assert plain(table(report()))[0] == "Nothing to mend in 1 episode."


def test_plain_text_where_no_terminal_is() -> None:
    found = report([finding(message="x" * 300)], [checked("https://a.example/")])
    stream = io.StringIO()
    print_report(found, stream)
    assert stream.getvalue() == text.render(found)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_moves_no_cursor(hostile: str) -> None:
    assert_harmless(table(hostile_report(hostile)))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_moves_no_cursor(hostile: str) -> None:
    assert_harmless(table(hostile_report(hostile)))


def assert_harmless(shown: str) -> None:
    left = STYLES.sub("", shown)
    assert not {character for character in left if character < " "} - {"\n"}
    assert not {character for character in left if "\x7f" <= character <= "\x9f"}


def test_markup_and_emoji_codes_are_shown_as_they_are() -> None:
    shown = "".join(plain(table(report([finding(message="[bold]x[/bold] [/] :boom:")]))))
    assert "[bold]x[/bold] [/] :boom:" in shown


@pytest.mark.parametrize("message", ["“quoted” → … 日本語", "\ud800"])
def test_a_terminal_or_log_in_ascii_is_no_error(message: str) -> None:
    terminal = Terminal("ascii")
    print_report(report([*many(3), finding(message=message)]), terminal, findings_a_group=1)
    print_report(report([finding(message=message)]), terminal)
    assert message.encode("ascii", "backslashreplace").decode() in terminal.shown()
    log = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    print_report(report([finding(message=message)]), log)
    print_build([message], report([finding(message=message)]), log)


def built(report: Report) -> list[str]:
    stream = io.StringIO()
    print_build(["sound: 3 episodes\x1b[2J"], report, stream)
    return stream.getvalue().splitlines()


def test_a_build_tells_what_it_wrote_then_what_it_found_errors_first() -> None:
    tell = finding("L201", Severity.INFO, "tell", "a.md")
    lines = built(report([tell, finding("S101", Severity.ERROR, "fail", "b.md")]))
    assert lines[0] == r"sound: 3 episodes\x1b[2J"
    assert lines[1].endswith("S101 error fail")
    assert lines[2].endswith("L201 info tell")
    assert lines[3] == "1 error, 1 remark in 1 of 1 episode."


def test_a_build_with_many_findings_leaves_information_to_the_report() -> None:
    lines = built(report([*many(20, severity=Severity.INFO), finding(message="warn")]))
    assert lines[1].endswith("L101 warning warn")
    assert lines[2].startswith("1 warning, 20 remarks in")


def test_a_build_on_a_terminal_shows_a_table() -> None:
    terminal = Terminal()
    print_build(["sound: 3 episodes"], report(many(9)), terminal)
    lines = plain(terminal.shown())
    assert lines[0] == "sound: 3 episodes"
    assert any(line.endswith("finding 8") for line in lines)


def test_a_long_table_of_a_build_sends_to_the_report() -> None:
    terminal = Terminal()
    found = [each for n in range(11) for each in many(9, f"{n:02}.md")]
    print_build([], report(found), terminal)
    lines = plain(terminal.shown())
    assert any(line.endswith("… and 4 more") for line in lines)
    assert "… and 9 more findings in 1 more file: the link report shows them all." in lines


def test_progress_is_drawn_on_a_terminal_and_gone_at_the_end() -> None:
    terminal = Terminal()
    with progress("Checking [links]", terminal) as step:
        assert step is not None
        step(1, 40, ())
        step(40, 40, ("slow.example", "other.example"))
    shown = terminal.shown()
    assert "Checking [links]" in shown
    assert "40/40" in shown
    assert "waiting for slow.example, other.example" in shown
    assert shown.endswith(("\x1b[2K", "\x1b[?25h"))


def test_what_is_known_is_no_alarm() -> None:
    assert "\x1b[1;31merror" in table(report([finding(severity=Severity.ERROR)]))
    known = table(report([finding(severity=Severity.ERROR, known="in the baseline")]))
    assert "error" in known
    assert "\x1b[1;31m" not in known


def test_eighty_columns_have_room_for_a_slow_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("publisher.reports.progress.STEADY_SECONDS", 0.0)
    terminal = Terminal()
    with progress("Checking links", terminal) as step:
        assert step is not None
        step(100, 15_000, ())
        step(14_998, 15_000, ("slow.example.com", "other.example.com", "third.example.com"))
    drawn = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", terminal.shown())
    assert re.search(r"Checking links ━+╸? 14998/15000 [\d,]+/s waiting for slow\..*…\n", drawn)


@pytest.mark.parametrize(("ci", "drawn"), [("true", False), ("1", False), ("false", True)])
def test_nobody_watches_ci_not_even_on_a_terminal(
    ci: str, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    with progress("Checking links", Terminal()) as step:
        assert (step is not None) is drawn


@pytest.mark.parametrize(("steady_seconds", "told"), [(0.0, True), (1e9, False)])
def test_a_pace_is_told_once_it_is_steady(
    steady_seconds: float, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.reports.progress.STEADY_SECONDS", steady_seconds)
    terminal = Terminal()
    with progress("Checking links", terminal) as step:
        assert step is not None
        step(400, 15_000, ())
        step(401, 15_000, ())
    assert ("/s" in terminal.shown()) is told


def test_only_the_first_slow_hosts_are_told() -> None:
    assert slow_words(()) == ""
    assert slow_words("abcde") == "waiting for a, b, c and 2 more"


def test_progress_without_a_step_draws_nothing() -> None:
    terminal = Terminal()
    with progress("Checking links", terminal):
        pass
    assert terminal.shown() == ""


def test_nobody_watches_a_log() -> None:
    stream = io.StringIO()
    with progress("Checking links", stream) as step:
        assert step is None
    assert stream.getvalue() == ""


def test_formats_and_logs_import_neither_rich_nor_jinja() -> None:
    code = (
        "import sys; from publisher.reports import FORMATS, progress, terminal\n"
        "from publisher.model import Report\n"
        "r = Report(0, (), ()); FORMATS['json'](r); terminal.print_report(r)\n"
        "with progress.progress('x'): pass\n"
        "assert not {'rich', 'jinja2'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
