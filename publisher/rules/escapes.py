"""How an address is written where some of its signs stand as entities or escapes."""

import html
import json
from collections.abc import Callable
from typing import NamedTuple

from publisher.model import Link, Syntax


class Writing(NamedTuple):
    """One way to write an address, and to read what was written so."""

    read: Callable[[str], str]
    write: Callable[[str, str], str]  # an address; what stands there now


def writing_of(link: Link) -> Writing | None:
    """Return how a link is written; None where that isn't understood."""
    ways = (_PLAIN, _HTML, _JSON) if link.syntax is Syntax.FIELD else (_PLAIN, _HTML)
    return next((way for way in ways if way.read(link.written) == link.url), None)


def _entities(url: str, _: str) -> str:
    return html.escape(url, quote=False)


def _from_json(written: str) -> str:
    try:
        return str(json.loads(f'"{written}"'))
    except ValueError:  # no inside of a text in JSON
        return written


def _to_json(url: str, written: str) -> str:
    escaped = json.dumps(url, ensure_ascii=written.isascii())[1:-1]
    return escaped.replace("/", "\\/") if "\\/" in written else escaped


_PLAIN = Writing(lambda written: written, lambda url, _: url)
_HTML = Writing(html.unescape, _entities)
_JSON = Writing(_from_json, _to_json)  # these escapes mean the same in YAML
