"""A small repository whose links have been asked before."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from publisher.web.cache import Cache
from publisher.web.history import continued
from tests.answers import NOW, played_check
from tests.commands import CONFIG, Files, episode

CACHE = ".publisher/cache.sqlite"

GONE = "https://gone.example.org/a"
FINE = "https://fine.example.org/"
NEVER = "https://never.example.net/"

SPONSORS = """\
[globex]
name = "Globex"
url = "https://globex.example.com/ada"
code = "ADA"
starts = 2026-10-01
ends = 2026-12-01
[globex.shows.walk]
url = "https://globex.example.com/walk"
code = "WALK"

[initech]
name = "Initech"
url = "https://initech.example.com/"
ends = 2026-11-01

[umbrella]
name = "Umbrella"
url = "https://umbrella.example.com/"
"""

REPOSITORY: Files = {
    **CONFIG,
    "config/sponsors.toml": SPONSORS,
    "feeds/talk/episodes/001.md": episode(
        1, f"[Gone]({GONE}) and [fine]({FINE}#top).\n", sponsors="[globex, initech]"
    ),
    "feeds/talk/episodes/002.md": episode(
        2,
        f"[Gone]({GONE}), [more](https://globex.example.com/story).\n",
        sponsors="[{id: globex, url: 'https://globex.example.com/two', code: TWO}]",
    ),
    "feeds/talk/episodes/003.md": episode(
        3, f"[New]({NEVER})\n", date="2026-12-24", sponsors="[initech, globex]"
    ),
    "feeds/walk/show.toml": CONFIG["feeds/talk/show.toml"],
    "feeds/walk/episodes/001.md": episode(4, f"[Gone]({GONE})\n", sponsors="[globex]"),
}


def remember(root: Path, answers: Mapping[str, Sequence[int | str]]) -> None:
    """Fill the cache: what each URL answered, a day after the other, the last time now."""
    with Cache(root / CACHE) as cache:
        for url, said in answers.items():
            before = None
            for days, answer in zip(range(len(said) - 1, -1, -1), said, strict=True):
                check = played_check(url, answer, NOW - timedelta(days=days))
                before = continued(check, before)
                cache.put(before)
                cache.save()


def fill(root: Path) -> None:
    remember(root, {GONE: [200, 404, 404], FINE: [200, 200]})
