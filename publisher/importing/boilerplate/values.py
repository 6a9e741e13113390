"""What tidying a show's notes leaves in its episodes, and what it makes of the rest."""

from collections.abc import Mapping
from typing import NamedTuple

from publisher.documents.toml_writing import Entry


class TidiedEpisode(NamedTuple):
    """An episode's notes without what repeats.

    `sponsors` are the items of the front matter's `sponsors`, in the order of the notes: tables
    with `id`, and with `url`, `code`, `tagline` or `copy` where this episode has its own.
    """

    body: str
    sponsors: tuple[Entry, ...] = ()


class Removal(NamedTuple):
    """Something that was taken out of bodies: for the summary that the podcaster reads.

    `text` is its Markdown in the newest of the episodes, `where` the place that shows it now.
    """

    text: str
    episodes: int
    where: str
    because: str


class Tidied(NamedTuple):
    """A show's notes, tidied; `episodes` stand in the order in which their notes were given.

    `socials` and `platforms` are keys of `show.toml`: the platform's key and an address each;
    `funding` is its list of tables. `sponsors` are tables for `config/sponsors.toml`, by id.
    `before` and `after` are lines for the show's `notes.j2`, to stand right before and after
    `{{ body }}`: the notes are only whole with them. `shown` names the sections ("sponsors",
    "socials", "platforms") that these lines show already: no other line of the template must.
    `too_long` says that there is more of the notes than is looked through.
    """

    episodes: tuple[TidiedEpisode, ...]
    socials: Mapping[str, str]
    platforms: Mapping[str, str]
    funding: tuple[Mapping[str, str], ...]
    sponsors: Mapping[str, Entry]
    before: tuple[str, ...]
    after: tuple[str, ...]
    shown: frozenset[str]
    removed: tuple[Removal, ...]
    too_long: bool = False
