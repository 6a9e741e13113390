"""Which show a description belongs to, and what is known of it."""

import re
from pathlib import Path
from typing import NamedTuple

from publisher.config import find_root, load_network
from publisher.config.shows import is_show_slug
from publisher.errors import UsageError
from publisher.importing.description.taking_apart import understand
from publisher.importing.description.understanding import FoundSponsor, Known
from publisher.model import Network, Show
from publisher.scaffold.naming import slug_of

_WORD = re.compile(r"\w+")


class Home(NamedTuple):
    """Where the episode goes. `show` is None where the show is begun with it.

    `title` is the show's, as far as anything says it.
    """

    root: Path
    slug: str
    title: str | None
    network: Network
    show: Show | None
    known: Known
    is_new_repository: bool


def find_home(text: str, slug: str | None, root: Path | None) -> Home:
    """Return the show of that slug, else the only one there is, else the one the text names.

    Raises UsageError where none of that tells, ConfigError for a config that can't be read.
    """
    found = root or find_root(Path.cwd())
    at = (found or Path.cwd()).resolve()
    network = load_network(at)
    is_new = not (at / "config" / "publisher.toml").is_file()
    if slug is None:
        slug = _slug_in(text, network)
    elif not is_show_slug(slug):
        raise UsageError(
            f"\"{slug}\" can't be the name of a show's folder: it becomes part of its address; "
            "use letters, digits and hyphens"
        )
    show = network.shows.get(slug)
    title = show.title if show is not None else _named_in(text)
    return Home(at, slug, title, network, show, _known(network, show), is_new)


def _slug_in(text: str, network: Network) -> str:
    if len(network.shows) == 1:
        return next(iter(network.shows))
    name = _named_in(text)
    if name is not None:
        for show in network.shows.values():
            if _same(name, show.title):
                return show.slug
        if not network.shows and is_show_slug(slug_of(name)):
            return slug_of(name)
    there = f" ({', '.join(sorted(network.shows))})" if network.shows else ""
    raise UsageError(
        f"which show is it? The description doesn't say; name one with --show SLUG{there}"
    )


def _named_in(text: str) -> str | None:
    return understand(text).show


def _same(name: str, title: str) -> bool:
    words, others = (_WORD.findall(each.casefold()) for each in (name, title))
    return words == others or "".join(words) == "".join(word[0] for word in others)


def _known(network: Network, show: Show | None) -> Known:
    return Known(
        show_title=show.title if show else None,
        hosts=tuple(person.name for person in show.hosts) if show else (),
        people=tuple(person.name for person in network.people.values()),
        sponsors=tuple(
            FoundSponsor(each.name, each.url, each.offer, each.code, each.tagline)
            for each in network.sponsors.values()
        ),
        language=show.language.partition("-")[0].lower() if show else None,
    )
