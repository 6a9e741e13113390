import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import Severity
from publisher.reports import FORMATS, format_of
from tests.reports.samples import HOSTILE, checked, finding, hostile_report, report

COPY = "https://archive.example/2025/page"


def test_the_formats_by_name() -> None:
    assert list(FORMATS) == ["text", "json", "junit", "sarif", "github", "markdown", "html"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_everything_and_ends_its_last_line(name: str) -> None:
    rendered = FORMATS[name](
        report([finding(message="no scheme")], [checked("https://a.example/")])
    )
    assert "no scheme" in rendered
    assert "L101" in rendered
    assert rendered.endswith("\n")
    assert not rendered.endswith("\n\n")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("severity", Severity)
def test_every_format_tells_why_it_is_known_and_where_a_copy_is(
    name: str, severity: Severity
) -> None:
    found = finding(severity=severity, known="the guest is asked", archived=COPY)
    rendered = FORMATS[name](report([found]))
    assert "the guest is asked" in rendered
    assert "archive" in rendered
    plain = FORMATS[name](report([finding(severity=severity)]))
    assert "(known" not in plain
    assert "archived copy" not in plain


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_report_too(name: str) -> None:
    rendered = FORMATS[name](report(episodes=0))
    assert rendered.strip()
    assert rendered.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_findings_give_the_same_text_in_any_order(name: str) -> None:
    found = [
        finding(code, severity, f"{code} {line}", path, line)
        for path in ("b.md", "a.md")
        for line in (9, 10)
        for code, severity in (("L102", Severity.ERROR), ("L101", Severity.WARNING))
    ]
    links = [checked(f"https://{host}.example/") for host in "ab"]
    assert FORMATS[name](report(found, links)) == FORMATS[name](report(found[::-1], links[::-1]))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_moves_no_terminal(name: str, text: str) -> None:
    assert_printable(FORMATS[name](hostile_report(text)))


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, max_examples=40)
@given(text=st.text(st.characters(), max_size=40))
def test_any_text_moves_no_terminal(name: str, text: str) -> None:
    assert_printable(FORMATS[name](hostile_report(text)))


def assert_printable(rendered: str) -> None:
    rendered.encode()
    assert not {sign for sign in rendered if sign < " " or "\x7f" <= sign <= "\x9f"} - {"\n"}
    assert not set("\u2028\u2029\u202e\u200b\ufeff") & set(rendered)


@pytest.mark.parametrize("name", ["text", "github", "markdown", "html"])
def test_a_megabyte_in_a_message_is_cut(name: str) -> None:
    found = finding(message="x" * 1_000_000, known="y" * 1_000_000, path="z" * 1_000_000)
    limit = 4_000_000 if name == "text" else 100_000
    assert len(FORMATS[name](report([found]))) < limit


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("links.json", "json"),
        ("links.XML", "junit"),
        ("out/links.sarif", "sarif"),
        ("links.sarif.json", "sarif"),
        ("summary.md", "markdown"),
        ("report.html", "html"),
        ("report.txt", "text"),
        ("/dev/stdout", None),
        ("report.log", None),
        ("json", None),
    ],
)
def test_a_files_suffix_says_its_format(file: str, form: str | None) -> None:
    assert format_of(file) == form


def test_the_names_of_formats_import_none_of_them() -> None:
    look = (
        "import sys, publisher.reports as reports; list(reports.FORMATS);"
        "print([name for name in sys.modules if name.startswith('publisher.reports.')])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
