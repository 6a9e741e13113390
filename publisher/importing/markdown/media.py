"""Links, pictures and players."""

from typing import TYPE_CHECKING, Any

from publisher.importing.markdown.addresses import followed
from publisher.importing.markdown.pictures import is_letter, is_pixel, source_of
from publisher.importing.markdown.pieces import CODE, IMAGE, Link, Piece
from publisher.importing.markdown.runs import image

if TYPE_CHECKING:
    from publisher.importing.markdown.walking import Walk


def anchor(walk: "Walk", element: Any) -> None:
    """Add a link, or its words alone where nobody may follow it."""
    href = element.get("href")
    url = None if href is None else followed(href, walk.base)
    if href and url is None and not href.strip().startswith("#"):
        walk.dropped.append(f"a link to {shown(href)}, which an app can't follow")
    if url is None or walk.link is not None:
        walk.inside(element)
        return
    walk.links += 1
    walk.link = Link(url, walk.links)
    inline, walk.inline = walk.inline, True
    at = len(walk.run)
    walk.inside(element)
    says = any(piece.text.strip() for piece in walk.run[at:])
    if not says and ("#" not in url or url.startswith("#t")):
        _show_address(walk, at, walk.link)
    elif not says:
        walk.links -= 1
        del walk.run[at:]
    walk.link, walk.inline = None, inline


def _show_address(walk: "Walk", at: int, link: Link) -> None:
    """Let a link without words say where it leads, apart from the words beside it."""
    walk.run[at:] = [Piece(link.url.removeprefix("mailto:"), walk.style & ~CODE, link)]
    if at and not walk.run[at - 1].text.endswith((" ", "\n")):
        walk.run.insert(at, Piece(" "))
    walk.run.append(Piece(" "))
    walk.spaced = True


def picture(walk: "Walk", element: Any) -> None:
    """Add a picture, or the emoji that it stands for; one that counts readers is left out."""
    get = element.get
    alt = " ".join((get("alt") or "").split())
    if is_pixel(get):
        walk.dropped.append(f"a picture that nobody sees, {shown(get('src') or '')}")
    elif is_letter(alt):
        walk.add(alt)
    else:
        url = source_of(get, walk.base)
        if url is None:
            walk.dropped.append(f"a picture without an address, {shown(get('src') or '')}")
            walk.add(alt)
        else:
            walk.run.append(Piece(image(alt, url), IMAGE | walk.style, walk.link))
            walk.spaced = False
    walk.inside(element)


def player(walk: "Walk", element: Any) -> None:
    """Add a link in place of a player."""
    sources = [element, *element.iter("source", "embed")]
    found = (followed(e.get("src") or e.get("data") or "", walk.base) for e in sources)
    url = next(filter(None, found), None)
    if url is None:
        return
    walk.dropped.append(f"the player of {shown(url)}: a link to it stands in its place")
    walk.boundary()
    if walk.link is None:
        walk.links += 1
        walk.link = Link(url, walk.links)
        walk.add(" ".join((element.get("title") or "").split()) or url)
        walk.link = None
    else:
        walk.add(url)
    walk.boundary()


def shown(text: str) -> str:
    """Return text from outside for a message."""
    return text[:80].encode("ascii", "backslashreplace").decode() or "nothing"
