"""What the server adds to pages: a script that reloads them and shows findings."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path

from publisher.reports.visible import visible
from publisher.serving.addresses import MINE

_POLICY = re.compile(
    rb'(<meta http-equiv="Content-Security-Policy" content=")([^"<>]{0,4096})(")', re.IGNORECASE
)
_NAMES = ("live.css", "live.js")
_PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/{mine}live.css">
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


@cache
def live_files() -> Mapping[str, bytes]:
    """Return the script and its style sheet, by name below `/_preview/`."""
    folder = Path(__file__).with_name("static")
    return {name: (folder / name).read_bytes() for name in _NAMES}


def with_script(page: bytes, version: str) -> bytes:
    """Return a page that watches for its next version; `version` is its own.

    Its policy on scripts, if it has one, allows those of this server, too.
    """
    page = _POLICY.sub(lambda found: found[1] + _with_ours(found[2]) + found[3], page, count=1)
    script = f'<script src="/{MINE}live.js" data-version="{version}" defer></script>'.encode()
    end = page.lower().rfind(b"</body")
    return page[:end] + script + page[end:] if end >= 0 else page + script


def _with_ours(written: bytes) -> bytes:
    """Return a Content-Security-Policy under which our script, its style and questions work."""
    policy = unescape(written.decode("utf-8", "replace"))
    directives = [words for each in policy.split(";") if (words := each.split())]
    given = {words[0].lower(): words[1:] for words in reversed(directives)}  # the first counts
    default = given.get("default-src", [])
    for name in ("script-src", "style-src", "connect-src") if given else ():
        sources = [word for word in given.get(name, default) if word != "'none'"]
        given[name] = sources if "'self'" in sources else [*sources, "'self'"]
    return escape("; ".join(" ".join((name, *words)) for name, words in given.items())).encode()


def error_page(error: str) -> bytes:
    """Return the page that stands for one that can't be made; it reloads when it can."""
    lines = "\n".join(map(visible, error.split("\n"))) if error else "One moment, please."
    title = "This can't be shown yet" if error else "The preview is being built"
    body = f"<pre>{escape(lines)}</pre>"
    return _PAGE.format(title=escape(title), mine=MINE, body=body).encode()


def missing_page() -> bytes:
    """Return the page for an address at which there is nothing, where the site has none."""
    body = '<p>There is no such page. <a href="/">All shows</a></p>'
    return _PAGE.format(title="Not found", mine=MINE, body=body).encode()
