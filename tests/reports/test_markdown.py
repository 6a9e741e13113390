import re
from xml.etree.ElementTree import Element

import comrak
import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publisher.model import Severity
from publisher.reports.markdown import LIMIT, render
from publisher.reports.visible import visible
from tests.reports.samples import EPISODE, HOSTILE, checked, finding, hostile_report, report

ALLOWED = {"html", "head", "body", "h2", "h3", "p", "strong", "ul", "li", "code", "blockquote"}


def shown(markdown: str) -> Element:
    """Return the tree of what GitHub makes of Markdown, raw HTML let through."""
    extensions = comrak.ExtensionOptions()
    for name in ("strikethrough", "table", "autolink", "tasklist", "footnotes"):
        setattr(extensions, name, True)
    rendering = comrak.RenderOptions()
    rendering.unsafe_ = True
    page = comrak.render_markdown(markdown, extension_options=extensions, render_options=rendering)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree: Element = parser.parse(page)
    return tree


def seen(tree: Element) -> str:
    return re.sub(r"\s+", " ", "".join(_texts(tree)))


def _texts(element: Element) -> list[str]:
    parts = [element.text or ""] if isinstance(element.tag, str) else []
    for child in element:
        parts += [*_texts(child), child.tail or ""]
    return parts


def test_findings_by_file_the_worst_first() -> None:
    rendered = render(
        report(
            [
                finding(severity=Severity.ERROR, path="known.md", known="in the baseline"),
                finding("L201", Severity.INFO, "tell", "a.md"),
                finding("L101", message="warn", path="c.md", line=1),
                finding("S101", Severity.ERROR, "fail", "c.md", 9),
            ],
            [checked("https://a.example/")],
            notices=("2 hosts asked us to wait",),
        )
    )
    tree = shown(rendered)
    assert [seen(heading) for heading in tree.iter("h3")] == ["c.md", "known.md", "a.md"]
    items = [seen(item) for item in tree.iter("li")]
    assert items[-4:] == [
        "9:5 error S101 fail",
        "1:5 warning L101 warn",
        "3:5 error L101 no scheme (known: in the baseline)",
        "3:5 info L201 tell",
    ]
    assert "1 error, 1 warning, 1 remark, 1 known finding in 2 of 1" not in seen(tree)
    assert "1 error, 1 warning, 1 remark, 1 known finding" in seen(tree)
    assert "2 hosts asked us to wait" in seen(tree)


def test_addresses_are_links_as_they_are_written() -> None:
    url = "https://a.example/a_(b)*c*?x=<1>&y=`2`|#[z]"
    found = finding("W101", Severity.ERROR, "dead", url=url, archived="http://copy.example/")
    tree = shown(render(report([found])))
    links = {seen(link): link.attrib["href"] for link in tree.iter("a")}
    assert list(links) == [url, "http://copy.example/"]
    assert links["http://copy.example/"] == "http://copy.example/"
    assert links[url].startswith("https://a.example/a_(b)*c*?x=%3C1%3E&y=%602%60%7C#")


def test_a_replacement_is_told() -> None:
    tree = shown(render(report([finding(url="www.a.example", replacement="https://a`b`")])))
    assert "www.a.example → https://a`b`" in seen(tree)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_marks_nothing_up(text: str) -> None:
    assert_harmless(text)


SIGNS = [*"<>[]()!`*_~|#@:\\$-+=&;\n \"'", "https://", "www.", "javascript:", "a", "1", "<!--"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=30))
@example([*"    <"])  # at the start of a notice: code
def test_no_text_marks_anything_up(signs: list[str]) -> None:
    assert_harmless("".join(signs))


def assert_harmless(text: str) -> None:
    tree = shown(render(hostile_report(text)))
    for element in tree.iter():
        if element.tag == "a":
            assert re.match(r"https?://", element.attrib["href"], re.IGNORECASE)
            assert set(element.attrib) == {"href"}
        elif isinstance(element.tag, str):
            assert element.tag in ALLOWED
            assert not element.attrib
    told = re.sub(r"\s+", " ", visible(text)).strip()
    assert told in seen(tree)
    outside_code(tree)


def outside_code(element: Element) -> None:
    """Assert that no run of text that GitHub looks at names somebody, an issue or an emoji."""
    if element.tag in ("code", "a"):
        return
    for part in (element.text, *(child.tail for child in element)):
        if isinstance(element.tag, str):
            assert not re.search(r"[@#]\w|\bGH-\d|:[\w+-]+:|\b[0-9a-f]{7,40}\b", part or "")
    for child in element:
        outside_code(child)


def test_a_comment_holds_it_and_the_worst_is_in_it() -> None:
    found = [
        finding(message=f"warning of mine {line}", path=f"{line % 50:02}.md", line=line)
        for line in range(5_000)
    ]
    error = finding(severity=Severity.ERROR, message="the error", path="zz.md")
    rendered = render(report([*found, error], episodes=51))
    assert LIMIT - 2_000 < len(rendered.encode()) < LIMIT
    told = rendered.count("warning of mine")
    assert "the error" in rendered
    left = re.search(r"… and ([\d,]+) more findings in (\d+) files\.\n\Z", rendered)
    assert left
    assert int(left[1].replace(",", "")) == 5_000 - told


def test_paths_and_notices_that_are_too_long_leave_room() -> None:
    found = [finding(path="`" * 100_000 + str(n), message="@" * 100_000) for n in range(50)]
    rendered = render(report(found, notices=("*" * 100_000,) * 50))
    assert len(rendered.encode()) < LIMIT


def test_all_is_well() -> None:
    rendered = render(report(links=[checked("https://a.example/", places=[(EPISODE, 1, 1)])]))
    assert seen(shown(rendered)).split(" ", 2)[2].startswith("Nothing to mend in 1 episode.")
