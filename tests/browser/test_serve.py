"""`publisher serve` in a browser: an edit shows, a finding is told, a mistake is laid over."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.asking import Web
from publisher.serving.running import Show, keep_showing
from publisher.serving.server import open_server, serving
from publisher.serving.stage import Stage
from tests.commands import Files, write
from tests.serving.builders import FILES, rebuilder

if TYPE_CHECKING:
    from playwright.sync_api import Page

EPISODE = "feeds/talk/episodes/001-one.md"


def _pictures() -> Files:
    """Return the shows with artwork of their own: a page asks no other host for it."""
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(picture, "PNG")
    url = '"https://podcast.example.com/cover.jpg"'
    shows = ("feeds/talk/show.toml", "feeds/other/show.toml")
    return {
        **{show: str(FILES[show]).replace(url, '"cover.png"') for show in shows},
        **{show.replace("show.toml", "cover.png"): picture.getvalue() for show in shows},
    }


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    write(tmp_path, {**FILES, **_pictures()})
    stage, ended, built = Stage(), threading.Event(), threading.Event()
    show = Show(rebuilder(tmp_path), stage, Web(offline=True), lambda _: built.set())
    with serving(open_server(0, stage)) as found:
        thread = threading.Thread(target=keep_showing, args=(show, ended))
        thread.start()
        assert built.wait(30)
        try:
            yield found
        finally:
            ended.set()
            thread.join(30)


def append(root: Path, words: str) -> None:
    file = root / EPISODE
    file.write_text(file.read_text() + words)


def test_a_page_that_changes_is_loaded_again(page: "Page", address: str, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    page.goto(f"{address}talk/001-one/")
    append(tmp_path, "\nFresh words.\n")
    expect(page.get_by_text("Fresh words.")).to_be_visible()


def test_another_page_stays_as_it_is(page: "Page", address: str, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    page.goto(f"{address}other/one/")
    button = page.locator("#publisher-preview button").first
    expect(button).to_be_visible()
    page.evaluate("window.stillHere = true")
    with page.expect_response(lambda answer: "/_preview/state" in answer.url):
        append(tmp_path, "\nSee [this](www.example.org/x).\n")
    expect(page.locator("#publisher-preview")).to_have_count(1)
    assert page.evaluate("window.stillHere") is True


def test_findings_of_the_page_are_told(page: "Page", address: str, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    page.goto(f"{address}talk/001-one/")
    append(tmp_path, "\nSee [<b>this</b>](www.example.org/x).\n")
    button = page.locator("#publisher-preview .bar > button")
    expect(button).to_contain_text("1 finding on this page")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    listed = page.locator("#publisher-preview .list")
    expect(listed).to_contain_text("L101")
    expect(listed).to_contain_text("001-one.md:")
    expect(listed.get_by_role("link", name="link report")).to_have_attribute("href", "/report/")
    expect(listed.get_by_role("link", name="Notes in every app")).to_have_attribute(
        "href", "/_preview/talk/001-one/"
    )
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()


def test_a_mistake_lies_over_the_page_until_it_is_mended(
    page: "Page", address: str, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    page.goto(f"{address}talk/001-one/")
    settings = tmp_path / "config/publisher.toml"
    sound = settings.read_text()
    settings.write_text("site = <img src=x onerror=alert(1)>\n")
    overlay = page.locator("#publisher-preview .overlay")
    expect(overlay).to_be_visible()
    expect(overlay).to_contain_text("publisher.toml:1")
    expect(page.get_by_role("heading", name="Episode 1")).to_be_visible()
    settings.write_text(f"{sound}\n")
    expect(overlay).to_be_hidden()


def test_the_notes_of_every_app_follow_too(page: "Page", address: str, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    page.goto(f"{address}_preview/")
    page.locator('a[href="talk/001-one/"]').click()
    append(tmp_path, "\nFresh words.\n")
    expect(page.get_by_text("Fresh words.").first).to_be_attached()


def test_what_is_added_has_no_serious_fault(
    page: "Page", address: str, tmp_path: Path, complaints: list[str]
) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect

    append(tmp_path, "\nSee [this](www.example.org/x).\n")
    page.goto(f"{address}talk/001-one/")
    button = page.locator("#publisher-preview .bar > button")
    expect(button).to_contain_text("1 finding on this page")
    button.click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, context="#publisher-preview").response["violations"]
        assert [each for each in found if each["impact"] in ("serious", "critical")] == []
    complaints.clear()  # axe tries styles that the page's own policy forbids
