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
_OF_ONE_BYTE = re.compile(
    rb"iso-?8859-?\d{1,2}|latin-?1|windows-125\d|cp125\d|us-ascii|ascii", re.I
)
_LATIN = re.compile(rb"iso-?8859-?1|latin-?1|us-ascii|ascii", re.IGNORECASE)
_C1 = re.compile(rb"[\x80-\x9f]")
_START = re.compile(r"<(?:\?xml|!doctype|rss|rdf:RDF|feed)\b", re.IGNORECASE)
_LONGEST_WARNINGS = 65_536  # characters before a feed
_SEEN = re.compile(r"[^\n]")
_PAIR = re.compile(
    r"&#([xX][dD][89abAB][0-9a-fA-F]{2}|5[56][0-9]{3});&#([xX][dD][c-fC-F][0-9a-fA-F]{2}|5[67][0-9]{3});"
)
_LESS = re.compile(r"<(?![A-Za-z_:/!?])")
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
    text = _FORBIDDEN.sub("", decoded(data))
    start = _START.search(text, 0, _LONGEST_WARNINGS)
    if start and start.start():  # a host's own error messages
        text = _SEEN.sub(" ", text[: start.start()]) + text[start.start() :]
    text = _DECLARATION.sub(lambda found: " " * len(found[0]), text, count=1)
    return _outside_cdata(text, _mended).encode()


def _mended(part: str) -> str:
    """Return a part that is no CDATA with each `&` and `<` that is none written as XML wants it."""
    if "&" in part:
        part = _AMPERSAND.sub(_entity, _PAIR.sub(_joined, part))
    return _LESS.sub("&lt;", part)


def _joined(found: re.Match[str]) -> str:
    """Return the sign that two references to halves of it mean (UTF-16's surrogates)."""
    high, low = (int(each[1:], 16) if each[0] in "xX" else int(each) for each in found.groups())
    return f"&#{0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00};"


def relabelled(data: bytes) -> tuple[bytes, str | None]:
    """Return a feed that names the encoding it has, and what was wrong; None where nothing was.

    What declares an encoding of one byte for a sign, and is UTF-8, is UTF-8: other text of such
    bytes isn't by chance. ISO-8859-1 with signs that it hasn't is Windows-1252, as for browsers
    (Encoding Standard, section 4.2).
    """
    declared = _ENCODING.search(data[:_HEAD_BYTES])
    if declared is None or not _OF_ONE_BYTE.fullmatch(declared[1]) or data.isascii():
        return data, None
    name = declared[1].decode("ascii")
    try:
        data.decode("utf-8")
        meant = "utf-8"
    except UnicodeDecodeError:
        if not _LATIN.fullmatch(declared[1]) or not _C1.search(data):
            return data, None
        meant = "windows-1252"
    return b"".join((data[: declared.start(1)], meant.encode(), data[declared.end(1) :])), (
        f"it says that it is {name}, and is {meant.upper() if meant == 'utf-8' else meant}"
    )


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
        if end < 0:  # it doesn't end: what follows is read as if it weren't there
            parts.append(change(text[at:start]))
            at = start + len(_CDATA)
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
