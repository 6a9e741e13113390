"""Debian's Chromium, started so that it talks to this machine alone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

ARGUMENTS = (
    "--no-sandbox",  # there is none for root, in containers
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--mute-audio",
    "--autoplay-policy=no-user-gesture-required",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def find_chromium() -> str | None:
    """Return the path of a Chromium that is installed, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for path in map(shutil.which, names) if path), None)


def missing() -> str | None:
    """Say what is missing for tests in a browser, or return None."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "Playwright is not installed: pip install -e '.[test]'"
    return None if find_chromium() else "no Chromium is installed: apt-get install chromium"


@contextmanager
def open_browser() -> Iterator["Browser"]:
    """Run a headless Chromium until the block ends."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(ARGUMENTS), headless=True
        )
        yield browser
        browser.close()


def watch(context: "BrowserContext", complaints: list[str]) -> None:
    """Note what no page may do: errors in the console, requests to other hosts."""

    def console(message: "ConsoleMessage") -> None:
        if message.type == "error":
            place = message.location.get("url", "")
            complaints.append(f"console: {message.text} ({place})")

    def request(asked: "Request") -> None:
        address = urlsplit(asked.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname != "127.0.0.1":
            complaints.append(f"asks another host: {asked.url}")

    def page(opened: "Page") -> None:
        opened.on("pageerror", lambda error: complaints.append(f"script: {error}"))

    context.on("console", console)
    context.on("request", request)
    context.on("page", page)
