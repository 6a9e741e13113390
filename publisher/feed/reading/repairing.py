"""Bytes that are no XML → text that a lenient parser can read, its lines where they were."""

import codecs
import html
import re
from collections.abc import Callable
from functools import lru_cache
from html.entities import html5

_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,500}\?>", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml\b[^<>]{0,300}?\bencoding\s{0,20}=\s{0,20}["']([\w.:-]{1,40})""")
_HEAD_BYTES = 4096
# All but the characters of XML 1.0, section 2.2.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AMPERSAND = re.compile(r"&(?:#([0-9]{1,8}|[xX][0-9a-fA-F]{1,7});|([A-Za-z][A-Za-z0-9]{0,31});)?")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What can be searched for "<?xml" byte by byte is no UTF-16, whatever it says; the others are no
# encodings of documents, and one of them takes time that grows with the square.
_NEVER = ("utf-16", "utf-32", "utf-7", "punycode", "idna", "unicode", "raw")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def repaired(data: bytes) -> bytes:
    """Return a broken feed as UTF-8, without what XML forbids.

    Characters that can't be, ampersands that are none, entities of HTML, a declaration that is not
    at the start or names a wrong encoding: each is common in feeds, and apps read over it.
    """
    text = _DECLARATION.sub("", decoded(data), count=1)
    text = _FORBIDDEN.sub("", text)
    return _outside_cdata(text, lambda part: _AMPERSAND.sub(_entity, part)).encode()


def decoded(data: bytes) -> str:
    """Return a feed's text, by its byte order mark, by what it declares, or by what fits.

    Many that call themselves UTF-8 hold some bytes of Windows-1252; those are read as that.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _ENCODING.search(data[:_HEAD_BYTES])
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        codec = codecs.lookup(name).name
        return _mixed(data) if codec.startswith(_NEVER) else data.decode(codec)
    except (LookupError, ValueError):
        return _mixed(data)


def _mixed(data: bytes) -> str:
    text = data.decode("utf-8", "surrogateescape")
    return re.sub("[\udc80-\udcff]+", _windows, text)


@lru_cache(maxsize=1024)  # of millions there are few kinds, and one string each is enough
def _windows_text(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _windows(found: re.Match[str]) -> str:
    return _windows_text(found[0])


def _outside_cdata(text: str, change: Callable[[str], str]) -> str:
    parts = []
    at = 0
    while (start := text.find(_CDATA, at)) >= 0:
        end = text.find(_CDATA_END, start)
        if end < 0:
            break
        end += len(_CDATA_END)
        parts += [change(text[at:start]), text[start:end]]
        at = end
    return "".join((*parts, change(text[at:])))


def _entity(found: re.Match[str]) -> str:
    number, name = found[1], found[2]
    if number is not None:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        possible = 0 < code <= 0x10FFFF and not _FORBIDDEN.match(chr(code))
        return found[0] if possible else ""
    if name in _OF_XML:
        return found[0]
    known = html5.get(f"{name};") if name else None
    if known is not None:
        return html.escape(known)
    return f"&amp;{found[0][1:]}" if name else "&amp;"
