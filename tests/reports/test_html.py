import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import publisher.rules  # noqa: F401
from publisher.model import (
    About,
    Change,
    Changes,
    EpisodeNote,
    Report,
    Role,
    Severity,
    Verdict,
)
from publisher.reports import FORMATS, PAGE
from publisher.reports.html import FILE_BYTES, PAGE_BYTES, render, render_page
from tests.reports.samples import HOSTILE, checked, finding, hostile_report, report

OURS = re.compile(r"<style>.*?</style>|<script>.*?</script>", re.S)


def parse(page: str) -> Element:
    """Return the page's tree; raises on whatever HTML5 calls a parse error."""
    page.encode()
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    return tree


def words(page: str) -> str:
    return "".join(parse(OURS.sub("", page)).itertext())


def hrefs(page: str) -> set[str]:
    """Return where the page leads to, beside to its own parts."""
    links = {link.attrib["href"] for link in parse(page).iter("a")}
    return {href for href in links if not re.fullmatch(r"#[\w-]+", href)}


def problems(page: str) -> list[Element]:
    lists = (part for part in parse(page).iter("ul") if part.get("class") == "problems")
    return [item for part in lists for item in part]


def test_errors_come_first_each_kind_with_what_is_wrong_and_how_to_mend_it() -> None:
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
    kinds = [part for part in parse(page).iter("section") if "kind" in part.get("class", "")]
    assert [kind.get("data-c") for kind in kinds] == ["S101", "L101", "L201"]
    assert [item.get("class") for item in problems(page)] == ["error", "warning", "warning", "info"]
    assert "publisher check --fix" in "".join(kinds[1].itertext())


def test_a_finding_shows_its_place_address_and_replacement() -> None:
    page = render(
        report(
            [finding(line=14, column=3, url="http://a.example/", replacement="https://a.example/")]
        )
    )
    assert ":14:3" in words(page)
    assert "→ https://a.example/" in words(page)
    assert hrefs(page) == {"http://a.example/"}


def test_an_address_in_a_message_is_told_once() -> None:
    url = "https://a.example/x"
    [item] = problems(render(report([finding(message=f"{url} has spaces", url=url)])))
    assert "".join(item.itertext()).count(url) == 1


def test_a_message_that_all_share_stands_above_them() -> None:
    found = [finding(message="it is old", url=f"https://{host}.example/") for host in "abc"]
    page = render(report(found))
    assert words(page).count("it is old") == 1
    assert len(problems(page)) == 3


def test_what_is_known_stands_apart_with_its_reason() -> None:
    found = [
        finding(severity=Severity.ERROR, line=line, known=why, message=f"no {line}")
        for line, why in ((1, "asked the guest, until 2027-01-31"), (2, None))
    ]
    text = words(render(report(found)))
    assert text.index("no 2") < text.index("Known, and let be") < text.index("no 1")
    assert "Let be: asked the guest, until 2027-01-31" in text
    assert "1 error to mend" in text
    assert ".let-be .kind { --tone: var(--line); }" in render(report(found))  # no alarm


def test_a_finding_shows_the_archived_copy() -> None:
    copies = ("https://archive.example/a", "javascript:alert(1)")
    found = [finding(line=line, archived=at) for line, at in enumerate(copies, 1)]
    page = render(report(found))
    assert all(f"archived copy: {copy}" in words(page) for copy in copies)
    assert hrefs(page) == {copies[0]}


def test_repeats_are_told_once_with_their_places() -> None:
    found = [finding(path=f"{n:03}.md", url="https://a.example/") for n in range(347)]
    page = render(report(found))
    assert "and 346 other places" in words(page)
    assert "001.md:3:5" in words(page)
    assert "… and 338 more" in words(page)
    assert "346.md" not in words(page)
    [option, *_] = [item.get("value") for item in parse(page).iter("option")][346:]
    assert option == "346.md"  # which the filter knows


def test_every_verdict_is_counted_and_the_quiet_ones_are_folded() -> None:
    page = render(
        report(
            [finding("W101", Severity.ERROR, "dead link", url="https://gone.example/")],
            [
                checked("https://fine.example/", status=200, places=[("a.md", 1, 1)] * 3),
                checked("https://gone.example/", Verdict.DEAD, status=404, reason="no page (404)"),
                checked("https://old.example/", Verdict.MOVED, final_url="https://new.example/"),
            ],
        )
    )
    text = words(page)
    assert "1 dead: see above" in text
    assert "no page (404)" in text
    folded = [part.findtext("summary") for part in parse(page).iter("details")]
    assert folded == ["1 moved", "1 fine"]
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


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://a.example/?q=1\\%22", "https://a.example/?q=1%5C%22"),
        ('https://a.example/"<b>', "https://a.example/%22%3Cb%3E"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/?a[]=1#b#c", "https://a.example/?a%5B%5D=1#b%23c"),
        ("https://a.example/é", "https://a.example/é"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("https://a.example", "https://a.example"),
    ],
)
def test_a_link_is_one_that_html_allows(url: str, href: str) -> None:
    page = render(report([finding(url=url)]))
    assert hrefs(page) == {href}
    assert url in words(page)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    assert_harmless(render(hostile_report(text)))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_stays_text(text: str) -> None:
    assert_harmless(render(hostile_report(text)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_names_and_memories_stay_text(text: str) -> None:
    change = Change("W101", Severity.ERROR, text, text, text, text)
    shown = replace(
        hostile_report(text),
        about=About(
            episodes={f"feeds/{text}/1.md": EpisodeNote(text, text)},
            shows={text: text, "other": text},
            sponsors={text: text},
        ),
        changes=Changes(date(2026, 2, 1), date(2026, 1, 1), *((change,),) * 4),
    )
    link = shown.links[0].links[0]._replace(role=Role.SPONSOR, owner=text)
    links = tuple(each._replace(links=(link,)) for each in shown.links)
    for page in (render(replace(shown, links=links)), PAGE(replace(shown, links=links))):
        assert_harmless(page)


OWN = {"form", "script", "input", "button", "output", "datalist", "option"}


def assert_harmless(page: str) -> None:
    tree = parse(page)
    seen = [element.tag for element in tree.iter() if element.tag in OWN | {"img", "iframe"}]
    assert seen.count("script") == 1
    assert not {"img", "iframe"} & set(seen)
    assert [tag for tag in seen if tag == "form"] in ([], ["form"])
    assert all(href.startswith("https://") for href in hrefs(page) - {"report.json"})
    handlers = {name for element in tree.iter() for name in element.attrib if name[:2] == "on"}
    assert not handlers
    [script] = tree.iter("script")
    assert script.text == parse(render(report())).findtext("body/script")


def test_nothing_is_loaded_from_elsewhere_and_nothing_else_runs() -> None:
    page = render(report([finding()], [checked("https://a.example/")]))
    tree = parse(page)
    assert not [element for element in tree.iter() if element.get("src") or element.tag == "link"]
    assert "url(" not in page
    assert "@import" not in page
    [policy] = [
        meta.get("content", "") for meta in tree.iter("meta") if meta.get("http-equiv") is not None
    ]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "innerHTML" not in page


def test_dark_mode_narrow_screens_and_paper_are_served() -> None:
    page = render(report())
    assert "prefers-color-scheme: dark" in page
    assert '<meta name="viewport"' in page
    assert "@media print" in page


def large_report(count: int = 3_000) -> Report:
    long_url = "https://a.example/" + "x" * 400
    found = [
        finding(
            path=f"{n}.md",
            severity=Severity.WARNING,
            message=f"{n} {long_url}",
            url=f"{long_url}{n}",
        )
        for n in range(count)
    ]
    late = finding("S101", Severity.ERROR, "the only error", "zzz.md")
    links = [checked(f"{long_url}{n}", reason=long_url) for n in range(count)]
    return report([*found, late], links)


@pytest.mark.parametrize(("write", "limit"), [(render, FILE_BYTES), (render_page, PAGE_BYTES)])
def test_the_page_is_bounded_and_says_what_it_leaves_out(
    write: Callable[[Report], str], limit: int
) -> None:
    page = write(large_report())
    assert 0.8 * limit < len(page.encode()) <= limit
    assert "the only error" in page
    shown = len(problems(page))
    assert f"{3_001 - shown:,} problems are only in" in words(page)
    assert f"… and {3_001 - shown:,} more of these" in words(page)
    assert "3,000 fine" in words(page)


def test_texts_longer_than_any_podcasters_leave_the_page_small() -> None:
    found = [
        finding(f"L{code}", severity, '"' * 900, f"{code}{'<' * 900}.md", url=f"'{code}" * 300)
        for code in range(100, 200)
        for severity in Severity
    ]
    gone = report(found, notices=("&" * 5_000,) * 50)
    assert len(render_page(gone).encode()) <= PAGE_BYTES


def test_the_page_of_a_site_is_below_100_kb_and_names_the_json_beside_it() -> None:
    assert PAGE_BYTES < 102_400
    assert "report.json" in hrefs(PAGE(large_report()))
    assert "report.json" not in hrefs(FORMATS["html"](large_report()))


def test_commands_are_marked_as_code() -> None:
    page = render(report([finding(replacement="x")]))
    assert "<code>publisher check --fix</code>" in page
    assert "`" not in OURS.sub("", page)
