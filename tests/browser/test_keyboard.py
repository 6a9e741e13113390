"""Keys do what the list of keys says, and nothing where somebody types."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.listening import pause, position, wait_for_position, wait_for_sound, wait_until


@pytest.mark.parametrize(
    ("key", "seconds"),
    [
        ("l", 90),
        ("ArrowRight", 90),
        ("j", 45),
        ("ArrowLeft", 45),
        ("5", 89),
        ("0", 0),
        ("n", 80),
        ("p", 53),
    ],
)
def test_keys_move_in_the_audio(episode: Page, key: str, seconds: float) -> None:
    episode.get_by_label("Position").fill("60")
    episode.evaluate("document.activeElement.blur()")
    episode.keyboard.press(key)
    assert position(episode) == seconds


def test_k_and_space_play_and_pause(episode: Page) -> None:
    episode.keyboard.press("k")
    wait_for_sound(episode)
    episode.keyboard.press(" ")
    wait_until(episode, "document.querySelector('audio').paused")


def test_space_scrolls_until_somebody_listens(episode: Page) -> None:
    episode.keyboard.press(" ")
    wait_until(episode, "scrollY > 0")
    assert episode.evaluate("document.querySelector('audio').paused")


def test_speed_and_sound(episode: Page) -> None:
    episode.keyboard.press(">")
    expect(episode.get_by_text("Speed 1.1 ×")).to_be_visible()
    episode.keyboard.press("<")
    episode.keyboard.press("<")
    expect(episode.get_by_label("Speed").first).to_have_value("0.75")
    episode.keyboard.press("m")
    expect(episode.get_by_role("button", name="Sound on")).to_be_visible()
    episode.keyboard.press("m")
    expect(episode.get_by_role("button", name="Sound off")).to_be_visible()


def test_nothing_happens_while_somebody_types(episode: Page) -> None:
    field = episode.get_by_label("Search in the transcript")
    field.press_sequentially("jkl 5 m>")
    expect(field).to_have_value("jkl 5 m>")
    assert position(episode) == 0
    assert episode.evaluate("document.querySelector('audio').paused")


def test_controls_keep_their_own_keys(episode: Page) -> None:
    episode.get_by_role("button", name="Ahead 30 seconds").first.focus()
    episode.keyboard.press(" ")  # presses the button, and is no "play"
    assert position(episode) == 30
    assert episode.evaluate("document.querySelector('audio').paused")
    bar = episode.get_by_label("Position")
    bar.press("ArrowLeft")  # five seconds, not fifteen
    assert position(episode) == 25
    episode.get_by_label("Speed").first.press("ArrowDown")
    assert position(episode) == 25


def test_the_browsers_own_shortcuts_are_left_alone(episode: Page) -> None:
    for key in ("Control+l", "Alt+ArrowRight", "Meta+k"):
        episode.keyboard.press(key)
    assert position(episode) == 0


def test_the_list_of_keys_opens_and_closes(episode: Page) -> None:
    episode.keyboard.press("?")
    dialog = episode.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("Play or pause")).to_be_visible()
    episode.keyboard.press("l")  # nothing behind the dialog moves
    assert position(episode) == 0
    episode.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_keys_can_be_switched_off(episode: Page) -> None:
    episode.get_by_role("button", name="Keys").click()
    episode.get_by_label("Use these keys on this site").uncheck()
    episode.get_by_role("button", name="Close").click()
    episode.keyboard.press("l")
    assert position(episode) == 0
    episode.reload()
    episode.keyboard.press("l")
    assert position(episode) == 0
    episode.keyboard.press("?")
    episode.get_by_label("Use these keys on this site").check()
    episode.keyboard.press("Escape")
    expect(episode.get_by_role("dialog", name="Keys")).to_be_hidden()
    episode.keyboard.press("l")
    wait_for_position(episode, 30, 30)


def test_everything_is_reached_with_tab(episode: Page) -> None:
    episode.keyboard.press("Tab")
    expect(episode.get_by_role("link", name="Skip to content")).to_be_focused()
    names = set()
    for _ in range(30):
        episode.keyboard.press("Tab")
        names.add(
            episode.evaluate(
                "document.activeElement.getAttribute('aria-label')"
                " || document.activeElement.textContent.trim()"
            )
        )
    assert {"Play", "Previous chapter", "Next chapter", "Position", "Speed", "Keys"} <= names


def test_a_chapter_by_keyboard(episode: Page) -> None:
    episode.locator("#chapters a").nth(1).press("Enter")
    wait_for_position(episode, 53, 60)
    pause(episode)
