"""Codes are copied with one press, also where the clipboard is closed to scripts."""

from playwright.sync_api import BrowserContext, Page, expect


def test_a_code_is_copied(context: BrowserContext, episode: Page) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    episode.get_by_role("button", name="Copy AFLY04").click()
    expect(episode.get_by_role("status").filter(has_text="AFLY04 copied")).to_have_count(1)
    assert episode.evaluate("navigator.clipboard.readText()") == "AFLY04"


def test_old_ways_do_where_the_clipboard_is_closed(page: Page, episode_url: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(episode_url)
    button = page.get_by_role("button", name="Copy AFLY04")
    button.click()
    expect(button).to_have_text("Copied")
    expect(button).to_be_focused()


def test_a_code_is_selected_where_nothing_can_copy(page: Page, episode_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = () => false"
    )
    page.goto(episode_url)
    page.get_by_role("button", name="Copy AFLY04").click()
    assert page.evaluate("getSelection().toString()") == "AFLY04"


def test_paid_links_say_so(episode: Page) -> None:
    expect(episode.get_by_text("These are paid partnerships")).to_be_visible()
    for link in episode.locator(".sponsors a").all():
        assert link.get_attribute("rel") == "sponsored nofollow"
