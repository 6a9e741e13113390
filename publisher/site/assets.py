"""The style sheets and scripts that all pages share, in `assets/`."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

ASSETS_PATH = "assets/"


@cache
def static_files() -> Mapping[str, bytes]:
    """Return what all pages share, by path: style sheets and scripts."""
    folder = Path(__file__).with_name("static")
    entries = sorted(folder.iterdir())
    return {
        **{ASSETS_PATH + file.name: file.read_bytes() for file in entries if file.is_file()},
        **{f"{ASSETS_PATH}{each.name}.js": _joined(each) for each in entries if each.is_dir()},
    }


def _joined(folder: Path) -> bytes:
    """Return the scripts of a folder as one, with names of its own.

    Modules would do that in the browser, but browsers load none from a disk (`file:`).
    """
    parts = [file.read_text(encoding="utf-8").strip() for file in sorted(folder.glob("*.js"))]
    return "\n\n".join(('(() => {\n"use strict";', *parts, "})();\n")).encode()


@cache
def asset_addresses() -> Mapping[str, str]:
    """Return by name where the assets are, from the site's root: `assets/style.css?v=1f3b5c7d`.

    Such an address changes with the content, so that a browser may keep the file for ever.
    """
    return {
        path.removeprefix(ASSETS_PATH): versioned(path, data)
        for path, data in static_files().items()
    }


def versioned(path: str, data: bytes) -> str:
    """Return the address of a file with these bytes."""
    return f"{path}?v={sha256(data).hexdigest()[:8]}"
