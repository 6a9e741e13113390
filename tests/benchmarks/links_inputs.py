"""What is checked: a show of many episodes, some of whose links stand in all of them."""

from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.links_server import ADDRESSES, Web

EPISODES = 500
SHARED_LINKS = 20
OWN_LINKS = 10

# A sponsor's trouble is on a host of its own, as it is in life.
_TROUBLED = ADDRESSES[-10:]
_SOUND = ADDRESSES[:-10]

SOUND_PATH = "/page/"

CONFIG = """\
site = "https://podcast.example.com"
[links]
skip = ["https://media.example.com/*"]
[rules]
ignore = ["L113"]
"""
SHOW = """\
title = "A Show"
description = "Talks."
language = "en"
author = "Ada Example"
artwork = "https://media.example.com/cover.jpg"
categories = ["Technology"]
explicit = false
owner = {name = "Ada Example", email = "ada@example.com"}
"""
HEAD = """\
---
title: Episode {number}
date: 2020-01-01
number: {number}
audio: {{url: "https://media.example.com/{number}.mp3", bytes: 12345678, duration: "20:00"}}
---
We talk about things, and these are the links.

"""


class Size(NamedTuple):
    """How many episodes, and links in each; shared ones are the same in all."""

    episodes: int = EPISODES
    shared: int = SHARED_LINKS
    own: int = OWN_LINKS

    @property
    def links(self) -> int:
        return self.episodes * (self.shared + self.own)

    @property
    def unique(self) -> int:
        return self.episodes * self.own + self.shared


class Input(NamedTuple):
    """A repository on disk: its root, the folder of its episodes, and the paths all link to.

    `sound` is how many of the unique links answer 200 at once.
    """

    root: Path
    episodes: Path
    troubled: frozenset[str]
    sound: int


def write_input(root: Path, web: Web, troubles: tuple[str, ...], size: Size) -> Input:
    """Write the episodes; each of `troubles` (paths) takes the place of one shared link."""
    sound = size.unique - len(troubles)
    shared = [
        web.url(_TROUBLED[number % len(_TROUBLED)], path) for number, path in enumerate(troubles)
    ]
    pages = (web.url(_SOUND[n % len(_SOUND)], f"{SOUND_PATH}{n}") for n in range(sound))
    shared += [next(pages) for _ in range(size.shared - len(troubles))]
    folder = root / "feeds" / "show" / "episodes"
    folder.mkdir(parents=True)
    (root / "config").mkdir()
    (root / "config" / "publisher.toml").write_text(CONFIG)
    (folder.parent / "show.toml").write_text(SHOW)
    for number in range(1, size.episodes + 1):
        urls = [*(next(pages) for _ in range(size.own)), *shared]
        lines = (f"- [Link {place} of {number}]({url})\n" for place, url in enumerate(urls))
        text = HEAD.format(number=number) + "".join(lines)
        (folder / f"{number}.md").write_text(text)
    return Input(root, folder, frozenset(troubles), sound)
