"""axe-core finds no serious fault on any kind of page, light or dark, wide or narrow."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import BuiltSite

PAGES = {
    "network": "index.html",
    "show": "kens-nearest-neighbors/index.html",
    "episode": "kens-nearest-neighbors/196-alex-gold/index.html",
    "another": "kens-nearest-neighbors/195-ines-okafor/index.html",
    "people": "people/index.html",
    "person": "people/ines-okafor/index.html",
    "sponsors": "sponsors/index.html",
    "sponsor": "sponsors/taro/index.html",
    "lost": "404.html",
}
LOOKS: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", 1280),
    ("dark", 1280),
    ("light", 390),
    ("dark", 390),
)


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def looking(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in one of the looks."""
    scheme, width = request.param
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 844}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def check(page: Page) -> None:
    """Run axe-core on the page as it is."""
    found = Axe().run(page).response["violations"]
    serious = [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
    assert serious == []


def check_fit(page: Page) -> None:
    """Nothing is wider than the window."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", PAGES)
def test_pages(looking: Page, example_site: BuiltSite, kind: str) -> None:
    looking.goto(example_site.url + PAGES[kind])
    check(looking)
    check_fit(looking)
    assert looking.locator("h1").count() == 1


def test_an_episode_that_is_listened_to(looking: Page, example_site: BuiltSite) -> None:
    looking.goto(f"{example_site.url}{PAGES['episode']}#t=1:12")
    looking.get_by_label("Search in the transcript").fill("team")
    looking.get_by_role("button", name="Next place found").click()
    expect(looking.get_by_role("region", name="Small player")).to_be_visible()
    check(looking)
    check_fit(looking)


def test_the_list_of_keys(looking: Page, example_site: BuiltSite) -> None:
    looking.goto(example_site.url + PAGES["episode"])
    looking.keyboard.press("?")
    expect(looking.get_by_role("dialog")).to_be_visible()
    check(looking)


def test_controls_are_large_enough(looking: Page, example_site: BuiltSite) -> None:
    looking.goto(example_site.url + PAGES["episode"])
    expect(looking.locator(".controls")).to_be_visible()
    small = looking.evaluate(
        "[...document.querySelectorAll('button, select, input, #chapters a, header a')]"
        ".filter(it => it.checkVisibility()).map(it => [it.outerHTML.slice(0, 80),"
        " it.getBoundingClientRect()]).filter(([, box]) => box.height < 24 || box.width < 24)"
    )
    assert small == []


def test_words_of_any_length_and_direction_fit(looking: Page, example_site: BuiltSite) -> None:
    looking.goto(example_site.url + PAGES["episode"])
    looking.evaluate(
        "for (const [at, text] of [['h1', 'W'.repeat(300)], ['.body p', 'https://x.example/' +"
        " 'a'.repeat(400)], ['.title', 'ש'.repeat(200)], ['.tagline', 'n'.repeat(200)]])"
        " document.querySelector(at).textContent = text"
    )
    check_fit(looking)
