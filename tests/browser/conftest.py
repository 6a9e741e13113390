"""What tests in a browser need: the browser, a page that tolerates no fault, the example's site."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.testing import CliRunner

from publisher.cli import commands
from tests.browser.chromium import missing, open_browser, watch
from tests.browser.folder_server import serve_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parents[2]
WAIT_MILLISECONDS = 20_000  # machines are slow at times; a test that passes never waits so long


class BuiltSite(NamedTuple):
    """A site as it was built: its `public/` folder, and the address where it is served."""

    folder: Path
    url: str  # ends in /


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A headless Chromium."""
    if reason := missing():
        pytest.skip(reason)
    with open_browser() as opened:
        yield opened


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of. A test that provokes something clears the list."""
    return []


@pytest.fixture
def context(browser: "Browser", complaints: list[str]) -> Iterator["BrowserContext"]:
    """A browser's profile without any past, 1280 pixels wide."""
    opened = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", locale="en-GB"
    )
    opened.set_default_timeout(WAIT_MILLISECONDS)
    watch(opened, complaints)
    yield opened
    opened.close()
    assert complaints == []


@pytest.fixture
def page(context: "BrowserContext") -> "Page":
    """An empty page; errors in its console and requests to other hosts fail the test."""
    from playwright.sync_api import expect

    expect.set_options(timeout=WAIT_MILLISECONDS)
    return context.new_page()


def build_example(root: Path) -> Path:
    """Copy the example below `root`, build it without a network, return its `public/`."""
    for folder in ("config", "feeds"):
        shutil.copytree(ROOT / folder, root / folder)
    result = CliRunner().invoke(commands, ["build", "--root", str(root), "--offline"])
    assert result.exit_code == 0, result.output
    return root / "public"


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """The example of this repository, built and served on 127.0.0.1."""
    public = build_example(tmp_path_factory.mktemp("example"))
    with serve_folder(public) as url:
        yield BuiltSite(public, url)


@pytest.fixture
def episode_url(example_site: BuiltSite) -> str:
    """The address of an episode of the example with chapters, a transcript, a code and sponsors."""
    return f"{example_site.url}kens-nearest-neighbors/196-alex-gold/index.html"


@pytest.fixture
def episode(page: "Page", episode_url: str) -> "Page":
    """That episode's page, opened for the first time."""
    page.goto(episode_url)
    return page
