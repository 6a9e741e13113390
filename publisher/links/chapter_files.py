"""The links in an episode's own file of chapters, each where it stands in that file."""

import html
import json
import re
from collections.abc import Callable

from publisher.chapters.files import LIMIT_BYTES
from publisher.documents import display_path
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.decoding import NotTextError, decode
from publisher.links.roles import roles_for
from publisher.model import Episode, Link, Network, Place, Show, Syntax

_ADDRESS = re.compile(r"https?:(?:\\?/){2}[^\s\"'<>\x00-\x1f]++", re.IGNORECASE)


def chapter_file_links(episode: Episode, show: Show, network: Network) -> tuple[Link, ...]:
    """Return the links and images of chapters that the episode keeps in a file, by position.

    What can't be read has none: reading the episode says what is wrong with it.
    """
    given = episode.chapter_file
    if given is None or given.file is None:
        return ()
    images = {chapter.image for chapter in episode.chapters if chapter.image}
    wanted = images | {chapter.url for chapter in episode.chapters if chapter.url}
    if not wanted:
        return ()
    file = network.root / given.file
    try:
        decoded = decode(read_bounded(file, LIMIT_BYTES))
    except (NotOrdinaryError, NotTextError, OSError, TooBigError):
        return ()
    path, roles = display_path(file), roles_for(network, show, episode)
    read, syntax = _writing(decoded.text)
    links = []
    for found in _ADDRESS.finditer(decoded.text):
        url = read(found[0])
        if url in wanted:
            line, column, first = decoded.position(found.start())
            place = Place(path, line, column, first, first + decoded.size(*found.span()))
            role, owner = roles.part(url, url in images)
            links.append(Link(url, place, role, syntax, found[0], owner=owner))
    return tuple(links)


def _writing(text: str) -> tuple[Callable[[str], str], Syntax]:
    """Return how addresses are written in a file of chapters."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<":
        return html.unescape, Syntax.HTML
    return (_from_json if start in ("{", "[") else str), Syntax.FIELD


def _from_json(written: str) -> str:
    """Return the text that a piece of a JSON string stands for."""
    if "\\" not in written:
        return written
    try:
        text = json.loads(f'"{written}"')
    except ValueError:
        return written
    return text if isinstance(text, str) else written
