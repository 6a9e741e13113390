"""Chapters lead into the audio, and the one that is heard is marked."""

import re

from playwright.sync_api import Page, expect

from tests.browser.listening import position, wait_for_position, wait_for_sound

CURRENT = "#chapters [aria-current]"


def test_a_chapter_is_played_from_its_start(episode: Page) -> None:
    episode.get_by_role("link", name=re.compile("Beginners and language models")).click()
    wait_for_position(episode, 100, 104)
    wait_for_sound(episode)
    expect(episode.locator(CURRENT)).to_have_text(re.compile("Beginners and language models"))
    assert episode.url.endswith("#t=100")


def test_the_chapter_that_is_heard_is_marked(episode: Page) -> None:
    expect(episode.locator(CURRENT)).to_have_text(re.compile("From campaigns to servers"))
    episode.get_by_label("Position").fill("81")
    expect(episode.locator(CURRENT)).to_have_count(1)
    expect(episode.locator(CURRENT)).to_have_text(re.compile("R, Python"))
    expect(episode.locator(".now")).to_have_text("R, Python, and the tools around them")
    assert (episode.locator(".now img").get_attribute("src") or "").endswith("chapter-3.jpg")


def test_previous_and_next(episode: Page) -> None:
    episode.get_by_role("button", name="Next chapter").click()
    assert position(episode) == 53
    episode.get_by_role("button", name="Next chapter").click()
    assert position(episode) == 80
    episode.get_by_role("button", name="Previous chapter").click()
    assert position(episode) == 53
    episode.get_by_label("Position").fill("60")
    episode.get_by_role("button", name="Previous chapter").click()  # to the start of this one
    assert position(episode) == 53
    episode.get_by_role("button", name="Previous chapter").click()
    assert position(episode) == 0


def test_a_chapters_own_link_is_a_link(episode: Page) -> None:
    link = episode.get_by_role("link", name="More on: DevOps for people who work with data")
    assert (link.get_attribute("href") or "").startswith("https://www.routledge.com/")


def test_a_new_tab_is_left_to_the_browser(episode: Page) -> None:
    with episode.context.expect_page() as opened:
        episode.locator("#chapters a").nth(1).click(modifiers=["Control"])
    assert position(episode) == 0
    opened.value.close()
