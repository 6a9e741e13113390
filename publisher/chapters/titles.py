"""The title of a chapter as it is written in Markdown or HTML → plain words, and its link."""

import html
import re

from publisher.addresses import is_url

_LINK = re.compile(
    r"!?+\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\])*+)\]"
    r"(?:\([ \t\n]*+<?+((?:[^()\s<>{]|\{\{[^{}()\n]*+\}\}|\{|\([^()\s]*+\))*+)>?+"
    r"(?:[ \t\n]++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?+[ \t\n]*+\)|\[[^\[\]]{0,200}\])?+"
)
_ANCHOR = re.compile(
    r"<a\s[^<>]{0,2000}?href\s*=\s*(?:\"([^\"<>]*+)\"|'([^'<>]*+)')", re.IGNORECASE
)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]++)>|(?<![\w/\"'=])(https?://[^\s<>\"'`]++)")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,2000})?/?>")
_MARKS = re.compile(r"\*\*|~~|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|(?<!\s)\*|\*(?!\s)")
_CODE = re.compile(r"(?<!`)(`++)([^`]++)\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# Not `\*\*`: that is what a converter made of bold words.
_ESCAPED_ALONE = re.compile(r"(?<!\\\*)\\([!-/:-@\[-`{-~])(?!\\\*)")
_KEPT = re.compile("\x00([0-9]+)\x00")
_SPACE = re.compile(r"\s+")
_TO_A_TIME = re.compile(r"[?&#]t=")
_SIGNS = frozenset("[]<>*_`~&\\:")
_ENDS = " \t\n-–—:|•·→.,;"

LONGEST = 250
"""Characters of a title; apps show one line. Longer ones end in `…`."""


def read_title(written: str) -> tuple[str, str | None]:
    """Return the words of a title without markup, and the first address it links to, if any.

    A link to a moment (`#t=…`, `?t=…`) is none. Text in backticks stays as it is.
    """
    written = _SPACE.sub(" ", written).strip()
    if _SIGNS.isdisjoint(written):
        return shorten(written.strip(" -–—|•·→")), None
    url = _first_address(written)
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[2].strip())
        return f"\x00{len(kept) - 1}\x00"

    def keep_sign(found: re.Match[str]) -> str:
        kept.append(found[1])
        return f"\x00{len(kept) - 1}\x00"

    words = _CODE.sub(keep, written.replace("\x00", ""))
    words = _ESCAPED_ALONE.sub(keep_sign, words)
    words = _LINK.sub(lambda found: found[1], words)
    words = _AUTOLINK.sub(lambda found: found[1] or found[2], words)
    words = _MARKS.sub("", _TAG.sub("", words))
    words = html.unescape(_ESCAPED.sub(r"\1", words))
    words = _KEPT.sub(lambda found: kept[int(found[1])], words)
    return shorten(_SPACE.sub(" ", words).strip(" \t\n-–—:|•·→")), url


def shorten(title: str) -> str:
    """Return a title that is no longer than apps can show, cut between words."""
    if len(title) <= LONGEST:
        return title
    return title[: LONGEST - 1].rpartition(" ")[0].rstrip(_ENDS) + "…"


def _first_address(written: str) -> str | None:
    found = sorted(
        (match.start(), next(filter(None, match.groups()[skipped:]), ""))
        for pattern, skipped in ((_LINK, 1), (_ANCHOR, 0), (_AUTOLINK, 0))
        for match in pattern.finditer(written)
    )
    for _, address in found:
        url = html.unescape(address).rstrip(".,;")
        if is_url(url) and "{{" not in url and _TO_A_TIME.search(url) is None:
            return url
    return None
