"""A browser opens every page of a hostile site, and nothing happens."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.folder_server import serve_folder
from tests.commands import run
from tests.hostile_site import AT, payloads, write_hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Request, Route

PARTS = 3


def chosen(public: Path) -> list[Path]:
    """All pages but most of people and sponsors, which show no more of them than episodes do."""
    parties = sorted(file for kind in ("people", "sponsors") for file in public.glob(f"{kind}/*/*"))
    return sorted({*public.rglob("*.html")} - {*parties} | {*parties[::10]})


@pytest.mark.parametrize("part", range(PARTS))
def test_no_payload_acts_in_any_page(browser: "Browser", tmp_path: Path, part: int) -> None:
    root = write_hostile(tmp_path, payloads()[part::PARTS])
    assert run("build", "--offline", "--at", AT, root=root).code == 0
    happened: list[str] = []

    def asked(route: "Route", request: "Request") -> None:
        if request.url.startswith(url):
            route.continue_()
            return
        if request.resource_type not in ("image", "media"):
            happened.append(f"asks for {request.resource_type} {request.url}")
        route.abort()

    def opened(dialog: "Dialog") -> None:
        happened.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def said(message: "ConsoleMessage") -> None:
        if "Content Security Policy" in message.text or "harm" in message.text:
            happened.append(message.text)

    with serve_folder(root / "public") as url:
        context = browser.new_context()
        context.expose_function("harm", lambda *_: happened.append("harm was called"))
        context.route("**/*", asked)
        page = context.new_page()
        page.on("dialog", opened)
        page.on("console", said)
        page.on("popup", lambda _: happened.append("popup"))
        page.on("download", lambda _: happened.append("download"))
        for file in chosen(root / "public"):
            path = file.relative_to(root / "public").as_posix()
            page.goto(f"{url}{path}", wait_until="domcontentloaded")
            if page.url.partition("#")[0] != f"{url}{path}":
                happened.append(f"leads to {page.url}")
            assert happened == [], path
        page.wait_for_timeout(300)
        context.close()
    assert happened == []
