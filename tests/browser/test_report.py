"""The link report in a browser: read, filtered, searched, printed, and passed on."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.folder_server import serve_folder
from tests.reports.web_of_links import page_of_days

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROBLEMS = "ul.problems > li"
SEEN = "ul.problems > li:visible"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of a show where links have died since the last run."""
    folder = tmp_path_factory.mktemp("report")
    page = page_of_days(tmp_path_factory.mktemp("show"))
    (folder / "index.html").write_text(page, encoding="utf-8")
    with serve_folder(folder) as url:
        yield url


@pytest.fixture
def report(page: "Page", address: str) -> "Page":
    page.goto(address)
    return page


def result(page: "Page") -> str:
    return page.locator("#count").inner_text()


def test_the_first_screen_says_what_to_do_first(report: "Page") -> None:
    verdict = report.locator(".verdict")
    assert verdict.inner_text() == (
        "4 links are dead, 1 of them a sponsor's, and 2 other errors to mend: "
        "begin with Taro's link, which stands in 13 files."
    )
    first = report.locator(".steps > li").first
    assert "Taro: the page does not exist any more" in first.inner_text()
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 800
    assert report.locator(".since summary").all_inner_texts() == ["2 new", "1 mended"]


def test_the_choices_are_those_of_the_problems(report: "Page") -> None:
    labels = report.locator("#filter .facets label").evaluate_all(
        "labels => labels.map((label) => label.firstChild.textContent.trim())"
    )
    assert labels == ["Severity", "Answer", "Code", "Show", "Sponsor", "Site", "Episode file"]
    codes = report.locator("select[name=code] option").all_inner_texts()
    assert codes[:2] == ["all", "W101 (3)"]


def test_a_choice_leaves_what_it_names_and_says_how_much(report: "Page") -> None:
    everything = report.locator(PROBLEMS).count()
    assert result(report) == f"{everything} of {everything} problems"
    report.locator("select[name=severity]").select_option("info")
    left = report.locator(SEEN)
    assert 0 < left.count() < everything
    assert result(report) == f"{left.count()} of {everything} problems"
    assert report.locator("#count").get_attribute("aria-live") == "polite"
    assert report.locator("section.kind.error:visible").count() == 0


@pytest.mark.parametrize(
    ("facet", "value", "count"),
    [
        ("verdict", "soft-dead", 1),
        ("code", "W101", 3),
        ("show", "walk", 1),
        ("sponsor", "taro", 1),
        ("host", "old.example.net", 1),
    ],
)
def test_each_facet_filters(report: "Page", facet: str, value: str, count: int) -> None:
    report.locator(f"select[name={facet}]").select_option(value)
    assert report.locator(SEEN).count() == count
    report.wait_for_function(f"location.hash === '#{facet}={value}'")


def test_an_episode_file_filters_also_by_places_that_are_folded(report: "Page") -> None:
    report.locator("input[name=episode]").fill("012-talk")
    assert report.locator(SEEN).count() == 6
    assert "taro.example" in report.locator(SEEN).first.inner_text()


def test_the_search_takes_all_words_anywhere(report: "Page") -> None:
    report.locator("#q").fill("page  TARO")
    assert report.locator(SEEN).count() == 1
    assert "https://taro.example/ada" in report.locator(SEEN).inner_text()


def test_nothing_found_is_said_in_words_and_can_be_undone(report: "Page") -> None:
    report.locator("#q").fill("<img src=x onerror=alert(1)>")
    assert report.locator(SEEN).count() == 0
    assert "Nothing on this page matches." in report.locator("#none").inner_text()
    report.get_by_role("button", name="Show all").click()
    assert not report.locator("#none").is_visible()
    assert report.locator(SEEN).count() == report.locator(PROBLEMS).count()
    assert "#" not in report.evaluate("location.href")
    assert report.evaluate("document.activeElement.id") == "q"


def test_the_keyboard_is_enough(report: "Page") -> None:
    report.keyboard.press("/")
    assert report.evaluate("document.activeElement.id") == "q"
    report.keyboard.type("dune/")
    assert report.locator("#q").input_value() == "dune/"
    assert report.locator(SEEN).count() == 0
    report.keyboard.press("Backspace")
    assert report.locator(SEEN).count() == 1
    report.keyboard.press("Tab")
    assert report.evaluate("document.activeElement.name") == "severity"
    report.keyboard.press("Escape")
    report.wait_for_function("document.getElementById('q').value === ''")
    assert report.locator(SEEN).count() == report.locator(PROBLEMS).count()


def test_a_view_can_be_passed_on(report: "Page", address: str) -> None:
    report.locator("select[name=code]").select_option("W101")
    report.locator("#q").fill("old example")
    passed_on: str = report.evaluate("location.href")
    assert passed_on.endswith("#q=old+example&code=W101")
    report.goto("about:blank")
    report.goto(passed_on)
    assert report.locator("select[name=code]").input_value() == "W101"
    assert report.locator("#q").input_value() == "old example"
    assert report.locator(SEEN).count() == 1


@pytest.mark.parametrize("state", ["code=W999", "nonsense=1", "q=%F0%9F%92%A9&x=%", "episode=zz"])
def test_a_view_of_what_is_gone_breaks_nothing(report: "Page", address: str, state: str) -> None:
    report.goto("about:blank")
    report.goto(f"{address}#{state}")
    assert "problems" in result(report)
    assert report.locator("select[name=code]").input_value() == ""


def test_the_tables_lead_to_their_problems(report: "Page") -> None:
    report.get_by_role("link", name="Taro", exact=True).click()
    report.wait_for_function("location.hash === '#sponsor=taro'")
    assert report.locator(SEEN).count() == 1
    report.get_by_role("link", name="Episode 7", exact=True).click()
    report.wait_for_function("location.hash.startsWith('#episode=')")
    assert report.locator(SEEN).count() == 2


def test_a_step_leads_to_its_kind_of_problem(report: "Page") -> None:
    report.locator(".steps a").first.click()
    report.wait_for_function("location.hash === '#W101'")
    assert report.locator(SEEN).count() == report.locator(PROBLEMS).count()


def test_without_a_script_everything_can_be_read(browser: "Browser", address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert not page.locator("#filter").is_visible()
    assert page.locator(SEEN).count() == page.locator(PROBLEMS).count() > 5
    assert page.locator(".overviews table").count() == 4
    assert page.locator(".overviews a").count() == 0  # which would lead nowhere
    context.close()


def test_paper_gets_the_places_and_no_form(report: "Page") -> None:
    report.emulate_media(media="print")
    assert not report.locator("#filter").is_visible()
    assert report.locator(".kind details li").first.is_visible()
    assert report.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(report: "Page", width: int) -> None:
    report.set_viewport_size({"width": width, "height": 800})
    assert report.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious(report: "Page", scheme: Any, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    report.emulate_media(color_scheme=scheme)
    report.set_viewport_size({"width": width, "height": 800})
    found = Axe().run(report).response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    assert [(each["id"], [n["target"] for n in each["nodes"]]) for each in serious] == []
