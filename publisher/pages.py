"""A page of the web as a visitor gets it: what its head says, and what can be read on it.

Pages come from strangers, and only their beginning was read: whatever is broken or cut off is taken
as far as it goes.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

PAGE_LENGTH = 64 * 1024
"""No more of a page is looked at: characters of its HTML, bytes of its body."""

_SOON_SECONDS = 15  # later than that, a refresh brings news and takes nobody away
_TAKEN_OUT = frozenset({"noscript", "script", "style", "template"})
_NOT_READ = frozenset({"title", "svg"})
# All others begin a word: <li>one<li>two.
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_FIELDS = ("value", "placeholder")
_UNSEEN_FIELDS = frozenset({"hidden", "password", "checkbox", "radio"})

_CONTENT_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_META_BYTES = 4096  # browsers look at 1024; some templates begin with a long comment
_BODY = re.compile(r"</head\b|<body\b", re.IGNORECASE)
_REFRESH = re.compile(r"(\d{0,6})[\d.]* ?[;,]? ?(?:url ?= ?)?[\"']?([^\"']*)", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python's name for each encoding that browsers read (WHATWG Encoding, section 4.2), as browsers
# take it: Latin-1 means windows-1252 on the web. All others, UTF-7 and the like, are refused.
_ENCODINGS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "cp1252": "cp1252", "utf-8": "utf-8",
    "utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
    "shift_jis": "cp932", "cp932": "cp932", "euc_jp": "euc_jp", "iso2022_jp": "iso2022_jp",
    "euc_kr": "cp949", "cp949": "cp949", "gb2312": "gb18030", "gbk": "gb18030",
    "gb18030": "gb18030", "big5": "big5hkscs", "big5hkscs": "big5hkscs", "koi8-r": "koi8-r",
    "koi8-u": "koi8-u", "cp866": "cp866", "cp874": "cp874", "tis-620": "cp874",
    "mac-roman": "mac-roman",
    **{f"iso8859-{part}": f"iso8859-{part}" for part in (*range(2, 9), 10, 11, 13, 14, 15, 16)},
    "iso8859-9": "cp1254",
    **{f"cp125{part}": f"cp125{part}" for part in (0, 1, 3, 4, 5, 6, 7, 8)},
}  # fmt: skip


class Page(NamedTuple):
    """What a page says of itself. Texts have their white space collapsed; "" is none.

    `site` is what it calls the site that it belongs to (Open Graph). `is_cut`: there may be more.
    `text` is what a visitor reads, with what stands in fields and in place of pictures. `unseen` is
    what he may get to read once scripts have run: the text of scripts, `noscript` and `template`.
    """

    title: str = ""
    canonical: str | None = None  # absolute, http(s)
    robots: str = ""  # lower-case: "noindex, nofollow"
    description: str = ""  # Open Graph's goes first
    refresh: str | None = None  # where a `meta refresh` leads at once: absolute, http(s)
    text: str = ""
    unseen: str = ""
    site: str = ""
    is_cut: bool = False


def read_page(html: str, url: str) -> Page:
    """Return what the page at `url` says; never raises, whatever stands in `html`."""
    data = html[:PAGE_LENGTH].encode("utf-8", "replace")
    is_cut = len(data) > PAGE_LENGTH - 4  # the last character may have been lost
    html = data.decode("utf-8").replace("\0", "")
    if "<" not in html:
        return Page(text=_collapsed(html), is_cut=is_cut)
    text, unseen = _texts(html)
    return _head(html, url)._replace(text=text, unseen=unseen, is_cut=is_cut)


def _head(html: str, url: str) -> Page:
    """Return what stands in a page's head; in all of it where no body begins."""
    from bs4 import BeautifulSoup
    from bs4.exceptions import ParserRejectedMarkup

    body = _BODY.search(html)
    # An XML declaration would be taken as a sign of another kind of file, and warned of. The
    # doctype keeps a page of a word or two from being taken for the name of a file.
    head = "<!doctype html>" + html[: body.start() if body else None].replace("<?", "<!?")
    try:
        soup = BeautifulSoup(head, "lxml", multi_valued_attributes=None)
    except ParserRejectedMarkup:
        return Page()
    for tag in soup.find_all("noscript"):  # what it says counts without scripts only
        if not tag.decomposed:
            tag.decompose()
    metas = tuple(_metas(soup))
    base = _base(soup, url)
    title = soup.find("title")
    return Page(
        title=_collapsed(title.get_text()) if title is not None else "",
        canonical=_canonical(soup, base),
        robots=", ".join(content for name, content in metas if name == "robots").lower(),
        description=_first(metas, "og:description") or _first(metas, "description"),
        refresh=_refresh(soup, base),
        site=_first(metas, "og:site_name"),
    )


def decode_page(data: bytes, content_type: str) -> str:
    """Return the text of a page: as its header, byte order mark or `meta` says, else as it looks.

    That order is the WHATWG's (HTML, section 13.2.3.2), but for the mark, which goes first. Without
    any of them it is UTF-8, and windows-1252 where it can't be. `data` cut off at
    `PAGE_LENGTH` may end within a character. Never raises.
    """
    data = data[:PAGE_LENGTH]
    for bom, marked in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(marked, "replace")
    named = _CONTENT_CHARSET.search(content_type[:1000])
    encoding = _encoding(named[1]) if named is not None else None
    if encoding is None:
        meta = _META_CHARSET.search(data[:_META_BYTES])
        encoding = _encoding(meta[1].decode("latin-1")) if meta is not None else None
        if encoding is not None and encoding.startswith("utf-16"):
            encoding = "utf-8"  # as UTF-16 it could not have been read
    if encoding is not None:
        return data.decode(encoding, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data, final=len(data) < PAGE_LENGTH)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _encoding(label: str) -> str | None:
    try:
        return _ENCODINGS.get(codecs.lookup(label).name)
    except (LookupError, ValueError):
        return None


def _collapsed(text: str) -> str:
    return " ".join(text.split())


def _metas(soup: "BeautifulSoup") -> Iterator[tuple[str, str]]:
    for meta in soup.find_all("meta"):
        name = _value(meta, "name") or _value(meta, "property")
        if name:
            yield name.lower(), _collapsed(_value(meta, "content"))


def _first(metas: Iterable[tuple[str, str]], wanted: str) -> str:
    return next((content for name, content in metas if name == wanted and content), "")


def _value(tag: "Tag", name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else ""


def _base(soup: "BeautifulSoup", url: str) -> str:
    for tag in soup.find_all("base"):
        if _value(tag, "href"):
            return _absolute(_value(tag, "href"), url) or url
    return url


def _absolute(href: str, base: str) -> str | None:
    try:
        address = urljoin(base, href.strip())
    except ValueError:
        return None
    return address if address[:8].lower().startswith(("https://", "http://")) else None


def _canonical(soup: "BeautifulSoup", base: str) -> str | None:
    for link in soup.find_all("link"):
        if "canonical" in _value(link, "rel").lower().split() and _value(link, "href").strip():
            return _absolute(_value(link, "href"), base)
    return None


def _refresh(soup: "BeautifulSoup", base: str) -> str | None:
    for meta in soup.find_all("meta"):
        if _value(meta, "http-equiv").strip().lower() != "refresh":
            continue
        found = _REFRESH.match(_collapsed(_value(meta, "content")))
        if found is not None and found[2] and int(found[1] or 0) <= _SOON_SECONDS:
            return _absolute(found[2], base)
    return None


def _texts(html: str) -> tuple[str, str]:
    """Return what is read on a page, and what may be seen later.

    By lxml alone: to make BeautifulSoup's objects of a whole page takes ten times as long.
    """
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(html.encode(), parser)
    except etree.LxmlError:
        return "", ""
    if root is None:  # nothing but a declaration
        return "", ""
    read: list[str] = []
    unseen: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        gap = "" if element.tag in _INLINE else " "
        if event == "end":
            read += (gap, element.tail or "")
        elif element.tag in _TAKEN_OUT:
            unseen += (*element.itertext(), " ") if element.tag != "style" else ()
            walk.skip_subtree()
        else:
            own = element.text if element.tag not in _NOT_READ else ""
            read += (gap, *_instead(element), own or "")
    return _collapsed("".join(read)), _collapsed("".join(unseen))


def _instead(element: Any) -> Iterator[str]:
    """Yield the texts that attributes show: of pictures, and of fields filled in beforehand."""
    if element.tag == "img":
        yield f" {element.get('alt', '')} "
    elif element.tag == "input" and element.get("type", "").strip().lower() not in _UNSEEN_FIELDS:
        for name in _FIELDS:
            yield f" {element.get(name, '')} "
