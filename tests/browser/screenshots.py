"""`python -m tests.browser.screenshots`: the pictures of the pages that README shows."""

import io
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from PIL import Image

from tests.browser.chromium import open_browser
from tests.browser.conftest import ROOT, build_example
from tests.browser.folder_server import serve_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = ROOT / ".github" / "screenshots"
EPISODE = "kens-nearest-neighbors/196-alex-gold/index.html#t=1:02"


class Shot(NamedTuple):
    """A picture: its name, the page, the size of the window, and what stands at its top."""

    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    top: str | None = None  # a selector
    searched: str = ""  # words in the transcript


SHOTS = (
    Shot("episode-light", EPISODE, 1280, 900),
    Shot("episode-dark", EPISODE, 1280, 900, "dark"),
    Shot("episode-phone-light", EPISODE, 390, 844),
    Shot("episode-phone-dark", EPISODE, 390, 844, "dark"),
    Shot("transcript", EPISODE, 1280, 800, "light", "#transcript", "machine"),
    Shot("show", "kens-nearest-neighbors/index.html", 1280, 900),
    Shot("report", "report/index.html", 1280, 900),
)


def take(browser: "Browser", address: str, shot: Shot) -> bytes:
    """Return a picture as PNG, with a palette."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    page = context.new_page()
    page.goto(address + shot.page, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    if shot.top is not None:
        page.get_by_label("Search in the transcript").fill(shot.searched)
        page.locator(shot.top).evaluate("it => it.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(300)
    raw = page.screenshot(animations="disabled", caret="hide")
    context.close()
    image = Image.open(io.BytesIO(raw)).convert("RGB")
    # This way rare colours keep their places, and the ground its exact colour.
    small = image.quantize(
        256, method=Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE
    )
    written = io.BytesIO()
    small.save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    """Build the example and take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, chdir(name):  # paths in the report are short
        public = build_example(Path(name))
        with open_browser() as browser, serve_folder(public) as address:
            for shot in SHOTS:
                data = take(browser, address, shot)
                (FOLDER / f"{shot.name}.png").write_bytes(data)
                print(f"{shot.name}.png: {len(data) >> 10} KB")


if __name__ == "__main__":
    main()
