"""Without scripts, and from a disk, everything that is to be read or heard is there."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import BuiltSite
from tests.browser.listening import wait_for_sound

EPISODE = "kens-nearest-neighbors/196-alex-gold/index.html"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_all_is_readable_without_scripts(plain: Page, example_site: BuiltSite) -> None:
    plain.goto(example_site.url + EPISODE)
    expect(plain.locator("audio")).to_be_visible()
    expect(plain.locator("audio")).to_have_attribute("controls", "")
    expect(plain.get_by_text("Download")).to_be_visible()
    expect(plain.get_by_text("By breakfast I had decided to apply.")).to_be_visible()
    expect(plain.get_by_role("link", name=re.compile("0:53")).first).to_be_visible()
    expect(plain.get_by_text("AFLY04")).to_be_visible()
    expect(plain.get_by_role("button")).to_have_count(0)


def test_the_page_works_from_a_disk(page: Page, example_site: BuiltSite) -> None:
    page.goto((example_site.folder / EPISODE).as_uri())
    page.get_by_role("button", name="Play", exact=True).first.click()
    wait_for_sound(page)
    expect(page.get_by_role("button", name="Copy AFLY04")).to_be_visible()
    page.get_by_role("link", name=re.compile("Older")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rolls")
    page.get_by_role("link", name="All episodes").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ken’s Nearest Neighbors")


def test_what_a_page_loads_is_small(page: Page, example_site: BuiltSite) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(example_site.url + EPISODE, wait_until="networkidle")
    words = sum(size for url, size in sizes.items() if not url.endswith((".png", ".jpg", ".svg")))
    assert len(sizes) < 15
    assert words < 100_000


def test_on_paper_the_player_is_left_out(page: Page, example_site: BuiltSite) -> None:
    page.goto(example_site.url + EPISODE)
    page.emulate_media(media="print")
    expect(page.locator(".player")).to_be_hidden()
    expect(page.get_by_text("By breakfast I had decided to apply.")).to_be_visible()
    after = page.locator(".sponsors a").first.evaluate(
        "it => getComputedStyle(it, '::after').content"
    )
    assert "pathrise.com" in after
