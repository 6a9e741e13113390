"""The preview in a browser: every app's frame shows its notes, and buttons and filter work."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from publisher.episodes import read_episodes
from publisher.model import Finding, Place, Severity
from publisher.previewing import preview_files, preview_index, preview_page
from publisher.repository import open_network
from tests.browser.conftest import ROOT
from tests.browser.folder_server import serve_folder

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

NOW = datetime(2026, 11, 22, tzinfo=UTC)
EPISODE = "_preview/kens-nearest-neighbors/196-alex-gold/"
FINDING = Finding("S201", Severity.WARNING, "a link starts with http://", Place("x.toml", 6, 8))


@pytest.fixture(scope="session")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example's preview, served on 127.0.0.1; gives its address."""
    root = tmp_path_factory.mktemp("preview")
    for path, text in pages().items():
        file = root / "_preview" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for name, data in preview_files().items():
        (root / "_preview" / name).write_bytes(data)
    cover = root / "kens-nearest-neighbors/cover.png"
    cover.parent.mkdir()
    cover.write_bytes(Path(ROOT, "feeds/kens-nearest-neighbors/cover.png").read_bytes())
    with serve_folder(root) as url:
        yield url


def pages() -> dict[str, str]:
    network = open_network(ROOT)
    written = {}
    shows = []
    for show in network.shows.values():
        read = [each.episode for each in read_episodes(show, network)]
        episodes = [episode for episode in read if episode is not None]
        shows.append((show, episodes))
        for episode in episodes:
            page = preview_page(network, show, episode, NOW, (FINDING,))
            written[f"{show.slug}/{episode.slug}/index.html"] = page
    written["index.html"] = preview_index(network, shows, NOW)
    return written


@pytest.mark.parametrize("width", [390, 1280])
def test_every_frame_shows_its_notes(preview: str, page: "Page", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(preview + EPISODE)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    frames = page.locator("iframe")
    assert frames.count() == 6
    for index in range(frames.count()):
        frame = frames.nth(index)
        frame.scroll_into_view_if_needed()
        body = frame.content_frame.locator("body")
        assert "Most analyses never meet the people" in body.inner_text()
        assert body.evaluate("body => body.scrollWidth <= innerWidth")
    cover = page.frame_locator('iframe[title="Notes in Newsletter"]').locator("img").first
    assert cover.evaluate("image => image.naturalWidth") > 1000
    for name in ("YouTube", "Mastodon", "Plain text"):
        text = page.get_by_role("region", name=f"Notes in {name}", exact=True)
        assert "podcasts.example.com" in text.inner_text() or "routledge.com" in text.inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["_preview/", EPISODE])
def test_there_is_no_barrier(preview: str, page: "Page", path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(preview + path)
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()


def test_notes_are_copied(preview: str, context: "BrowserContext", page: "Page") -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(preview + EPISODE)
    page.get_by_role("button", name="Copy for Mastodon").click()
    page.get_by_role("button", name="Copied for Mastodon").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("How Can Data Teams")
    assert copied.endswith("#Politics")


def test_the_index_is_filtered_and_leads_on(preview: str, page: "Page") -> None:
    page.goto(preview + "_preview/")
    rows = page.locator(".episodes li:visible")
    all_rows = rows.count()
    assert all_rows > 1
    page.get_by_role("searchbox").fill("ALEX gold")
    assert rows.count() == 1
    assert page.get_by_role("status").inner_text() == f"1 of {all_rows}"
    rows.get_by_role("link").click()
    page.get_by_role("heading", level=1).wait_for()
    assert page.url == preview + EPISODE
    page.get_by_role("link", name="All episodes").click()
    page.wait_for_url(preview + "_preview/")
