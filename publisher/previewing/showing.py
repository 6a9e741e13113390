"""Our notes as an app shows them: what it keeps, what it links, and what it loses.

It takes what our own writers wrote, in which every `<` and `>` outside a tag is escaped, so that
tags can be told by a pattern; nothing that the podcaster wrote becomes markup here.
"""

import re
from collections import Counter
from collections.abc import Sequence

from publisher.notes.html import escape, escape_attribute
from publisher.previewing.apps import App, Kind

_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"</?([a-z]+)")
_OPENED = re.compile(
    r"<(?:h[2-6]|([a-z]+)\b(?! class=\"portrait\"))"
)  # portraits are the page's own
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_AFTER = ".,;:!?)]'’”"
"""What ends a sentence rather than an address."""

_CLOCK = re.compile(r"(?<![\d:])(?:\d{1,2}:)?\d{1,2}:\d\d(?![\d:])")


def show_html(html: str, app: App) -> str:
    """Return HTML of our feed or mail as the app shows it: what it doesn't keep is words."""
    shown: list[str] = []
    linked = False
    for piece in _TAG.split(html):
        if not piece.startswith("<"):
            shown.append(piece if linked else _linked(piece, app))
            continue
        name = _NAME.match(piece)
        kept = name is not None and name[1] in app.keeps
        if name is not None and name[1] == "a":
            linked = not piece.startswith("</")
            kept = kept and app.links
        shown.append(piece if kept else "")
    return "".join(shown)


def show_text(text: str, app: App) -> str:
    """Return plain text as HTML, addresses and times as links where the app makes them so."""
    return _linked(escape(text), app)


def _linked(text: str, app: App) -> str:
    """Return escaped text with what the app finds in it."""
    pieces: list[str] = []
    position = 0
    for found in _ADDRESS.finditer(text) if app.bare else ():
        pieces.append(_with_clocks(text[position : found.start()], app))
        url = found[0].rstrip(_AFTER)
        pieces.append(f'<a href="{url}">{url}</a>')
        position = found.start() + len(url)
    pieces.append(_with_clocks(text[position:], app))
    return "".join(pieces)


def _with_clocks(text: str, app: App) -> str:
    return _CLOCK.sub(r'<span class="seek">\g<0></span>', text) if app.seeks else text


def lost(page: str, app: App, kinds: Sequence[Kind], *, text: bool) -> tuple[str, ...]:
    """Say what of the notes, as `page` shows them, the app doesn't: "2 pictures: …".

    `text`: its form is plain text.
    """
    counts = Counter(found[1] or "h" for found in _OPENED.finditer(page))
    return tuple(
        f"{count} {kind.one if count == 1 else kind.many}: {kind.text if text else kind.html}"
        for kind in kinds
        if (count := counts[kind.element]) and kind.element not in app.keeps
    )


def frame(body: str, look: str, style: str, language: str) -> str:
    """Return a whole document for a frame without scripts, in which links open elsewhere."""
    return (
        f'<!DOCTYPE html><html lang="{escape_attribute(language)}"><head><meta charset="utf-8">'
        f'<title>Notes</title><base target="_blank"><style>{style}</style></head>'
        f'<body class="{look}">{body}</body></html>'
    )
