import re
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import Severity, Verdict
from publisher.reports import html
from publisher.reports.html import render
from tests.reports.samples import HOSTILE, checked, finding, hostile_report, report


def parse(page: str) -> Element:
    """Return the page's tree; raises on whatever HTML5 calls a parse error."""
    page.encode()
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    return tree


def hrefs(page: str) -> set[str]:
    return {link.attrib["href"] for link in parse(page).iter("a")}


def test_errors_first_then_by_episode() -> None:
    page = render(
        report(
            [
                finding("L201", Severity.INFO, "tell", "a.md"),
                finding("L101", Severity.WARNING, "warn", "b.md"),
                finding("L101", Severity.WARNING, "warn too", "c.md", 1),
                finding("S101", Severity.ERROR, "fail", "c.md", 9),
            ]
        )
    )
    tree = parse(page)
    assert [heading.text for heading in tree.iter("h3")] == ["c.md", "b.md", "a.md"]
    codes = [bold.text for bold in tree.iter("b")]
    assert codes == ["S101", "L101", "L101", "L201"]


def test_a_finding_shows_its_place_address_and_replacement() -> None:
    page = render(
        report(
            [finding(line=14, column=3, url="http://a.example/", replacement="https://a.example/")]
        )
    )
    text = "".join(parse(page).itertext())
    assert "14:3" in text
    assert "https://a.example/" in text
    assert hrefs(page) == {"http://a.example/"}


def test_what_is_known_has_the_colour_of_no_alarm() -> None:
    found = [
        finding(severity=Severity.ERROR, line=line, known=why)
        for line, why in ((1, "x"), (2, None))
    ]
    shown = [item.attrib.get("class") for item in parse(render(report(found))).iter("li")]
    assert [name for name in shown if name] == ["error", "known"]
    coloured = re.findall(r"(?m)^(.*)\{ color: var\(--error\)", page_style())
    assert coloured == ["li.error .code, li.error .severity "]


def page_style() -> str:
    [style] = parse(render(report())).iter("style")
    return style.text or ""


def test_a_finding_shows_why_it_is_known_and_the_archived_copy() -> None:
    copies = ("https://archive.example/a", "javascript:alert(1)")
    found = [finding(line=line, known="<b>", archived=at) for line, at in enumerate(copies, 1)]
    page = render(report(found))
    text = "".join(parse(page).itertext())
    assert "no scheme (known: <b>)" in text
    assert all(copy in text for copy in copies)
    assert hrefs(page) == {copies[0]}


def test_repeats_are_told_once_with_their_places() -> None:
    found = [finding(path=f"{n:03}.md", url="https://a.example/") for n in range(347)]
    page = render(report(found))
    text = "".join(parse(page).itertext())
    assert "and in 346 other places" in text
    assert "001.md:3:5" in text
    assert "… and 336 more" in text
    assert "346.md" not in text


def test_links_stand_under_their_verdicts_the_worst_open() -> None:
    page = render(
        report(
            links=[
                checked("https://fine.example/", status=200, places=[("a.md", 1, 1)] * 3),
                checked(
                    "https://gone.example/",
                    Verdict.DEAD,
                    status=404,
                    reason="says there is no such page (404)",
                ),
                checked("https://old.example/", Verdict.MOVED, final_url="https://new.example/"),
            ]
        )
    )
    verdicts = [
        (detail.findtext("summary"), "open" in detail.attrib)
        for detail in parse(page).iter("details")
    ]
    assert verdicts == [("1 dead", True), ("1 moved", True), ("3 fine", False)]
    assert "says there is no such page (404)" in page
    assert "https://new.example/" in hrefs(page)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "https://a.example/\u202egpj",
        "//a.example/",
        "a.html",
        "",
    ],
)
def test_only_web_addresses_can_be_clicked(url: str) -> None:
    page = render(report([finding(url=url)], [checked(url, Verdict.MALFORMED, final_url=url)]))
    assert hrefs(page) == set()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    assert_harmless(render(hostile_report(text)))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_stays_text(text: str) -> None:
    assert_harmless(render(hostile_report(text)))


def assert_harmless(page: str) -> None:
    tree = parse(page)
    assert not {element.tag for element in tree.iter()} & {"script", "img", "iframe", "form"}
    assert all(href.startswith("https://") for href in hrefs(page))
    handlers = {name for element in tree.iter() for name in element.attrib if name[:2] == "on"}
    assert not handlers


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = render(report([finding()], [checked("https://a.example/")]))
    tree = parse(page)
    assert not [element for element in tree.iter() if element.get("src") or element.tag == "link"]
    assert "url(" not in page
    assert "@import" not in page


def test_dark_mode_and_narrow_screens_are_served() -> None:
    page = render(report())
    assert "prefers-color-scheme: dark" in page
    assert '<meta name="viewport"' in page


def test_the_page_is_bounded_and_says_what_it_leaves_out() -> None:
    long_url = "https://a.example/" + "x" * 5_000
    found = [
        finding(
            path=f"{n}.md",
            severity=Severity.WARNING,
            message=f"{n} {long_url}",
            url=f"{long_url}{n}",
        )
        for n in range(html.FINDINGS + 7)
    ]
    late = finding("S101", Severity.ERROR, "the only error", "zzz.md")
    links = [checked(f"{long_url}{n}", reason=long_url) for n in range(html.LINKS + 9)]
    gone = checked("https://zzz.example/", Verdict.DEAD)
    page = render(report([*found, late], [*links, gone]))
    assert len(page) < 8_000_000
    assert "the only error" in page
    assert "https://zzz.example/" in page
    assert "… and 8 more, all in the JSON report." in page
    assert "… and 10 more, all in the JSON report." in page


def test_commands_are_marked_as_code() -> None:
    page = render(report([finding(replacement="x")]))
    assert "<code>publisher check --fix</code>" in page
    assert "`" not in re.sub(r"<style>.*</style>", "", page, flags=re.S)
