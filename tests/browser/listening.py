"""What a test asks of the page's audio, and waits for."""

from playwright.sync_api import Page

TRIES = 700  # every 30 ms; far more than anything here takes

POSITION = "document.querySelector('audio').currentTime"


def wait_until(page: Page, truth: str) -> None:
    """Wait until an expression of JavaScript is true.

    Playwright's own `wait_for_function` evaluates text within the page, which its content
    security policy forbids.
    """
    for _ in range(TRIES):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(30)
    raise AssertionError(f"never true: {truth}")


def position(page: Page) -> float:
    """Return where the audio is, in seconds."""
    return float(page.evaluate(POSITION))


def wait_for_position(page: Page, least: float, most: float) -> None:
    """Wait until the audio is between two moments, in seconds."""
    wait_until(page, f"{POSITION} >= {least} && {POSITION} <= {most}")


def wait_for_sound(page: Page) -> None:
    """Wait until the audio has moved on by itself."""
    wait_until(
        page,
        "(() => { const audio = document.querySelector('audio');"
        " return !audio.paused && audio.currentTime > (window.heard ??= audio.currentTime); })()",
    )


def pause(page: Page) -> None:
    """Stop the audio, so that a test can say exactly where it is."""
    page.evaluate("document.querySelector('audio').pause()")


def load(page: Page) -> None:
    """Load the audio without playing it."""
    page.evaluate("document.querySelector('audio').preload = 'auto'")
    wait_until(page, "document.querySelector('audio').readyState >= 1")
