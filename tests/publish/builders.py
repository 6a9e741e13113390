"""A built site, and a place to publish it at."""

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.model import Network
from publisher.publish.pinging import Ping
from publisher.publish.publishing import Wishes, publish
from publisher.publish.registry import pick_place
from publisher.publish.targets import Trust
from tests.commands import CONFIG, write

SITE: Mapping[str, str | bytes] = {
    "index.html": "<p>front",
    "404.html": "<p>not here",
    "sitemap.xml": "<urlset/>",
    "robots.txt": "User-agent: *\n",
    "all.xml": "<rss>all</rss>",
    "assets/style.css": "p {}",
    "assets/player.js": "1",
    "talk/index.html": "<p>talk",
    "talk/feed.xml": "<rss>1</rss>",
    "talk/feed-2.xml": "<rss>2</rss>",
    "talk/odd.xml": "<rss>odd</rss>",
    "talk/one/index.html": "<p>one",
    "talk/one/one.mp3": b"ID3" + bytes(5000),
    "talk/one/chapters.json": "{}",
    "talk/one/größe & mehr.jpg": b"\xff\xd8\xff",
    "talk/cover.jpg": b"\xff\xd8",
    "talk/one/#1; -n $(id) %41.json": "{}",
    "-e sh.json": "{}",
}
"""Files of `public/`: of every class, and with every kind of name."""

CHANGE: Mapping[str, str | bytes | None] = {
    "talk/feed.xml": "<rss>two</rss>",
    "talk/two/index.html": "<p>two",
    "talk/two/two.mp3": "ID3",
    "talk/one/chapters.json": None,
}
"""Files of a later build: an episode more, a file less."""

CHANGED: Mapping[str, str | bytes] = {
    path: data for path, data in {**SITE, **CHANGE}.items() if data is not None
}

ORDER = ("media", "asset", "page", "feed")


def step_name(path: str) -> str:
    """Return the class of a file of SITE, as a person would tell it."""
    if path.endswith(".xml") and path != "sitemap.xml":
        return "feed"
    if path.endswith((".html", ".txt", ".xml")):
        return "page"
    return "media" if path.endswith((".mp3", ".jpg")) else "asset"


def assert_in_order(paths: Sequence[str]) -> None:
    """Assert that media came first, then assets, pages and, last of all, the feeds."""
    steps = [ORDER.index(step_name(path)) for path in paths]
    assert steps == sorted(steps), paths


def sited(root: Path, target: str, site: Mapping[str, str | bytes] = SITE) -> Network:
    """Write a repository with a built site and the keys of a target; return its network."""
    settings = f"{CONFIG['config/publisher.toml']!s}[publish.place]\n{target}\n"
    hub = 'hubs = ["https://hub.example.com/"]\n[[feeds]]\nname = "odd"\n'
    show = str(CONFIG["feeds/talk/show.toml"]) + hub
    write(root, {**CONFIG, "config/publisher.toml": settings, "feeds/talk/show.toml": show})
    rebuild(root, site)
    return load_network(root)


def rebuild(root: Path, changed: Mapping[str, str | bytes | None]) -> None:
    """Write files of `public/`, or remove those given as None."""
    write(root / "public", {path: data for path, data in changed.items() if data is not None})
    for path in (path for path, data in changed.items() if data is None):
        (root / "public" / path).unlink()


@dataclass
class Run:
    """What a run of `publish` said, and the hubs it told."""

    lines: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    pings: list[Ping] = field(default_factory=list)

    @property
    def last(self) -> str:
        return self.lines[-1]


def published(
    network: Network,
    *,
    dry_run: bool = False,
    force: bool = False,
    verbose: bool = False,
    trust: Trust = Trust(outside=True, private=True),  # noqa: B008
) -> Run:
    """Publish the site of a network at its only place."""
    run = Run()

    def send(ping: Ping, _: float) -> None:
        run.pings.append(ping)

    wishes = Wishes(dry_run, force, verbose, trust)
    place = pick_place(network, None)
    run.lines += publish(place, network, wishes, send=send, say=run.said.append)
    return run


def files_below(folder: Path, *, hidden: bool = False) -> dict[str, bytes]:
    """Return the files of a folder by path, without hidden ones unless `hidden`."""
    return {
        path: file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and (hidden or not (path := file.relative_to(folder).as_posix()).startswith("."))
        and (path := file.relative_to(folder).as_posix())
    }


def encoded(site: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """Return a site's files as bytes."""
    return {path: data.encode() if isinstance(data, str) else data for path, data in site.items()}


def killed_at(moment: int, names: Sequence[tuple[object, str]], work: Callable[[], object]) -> bool:
    """Run `work` in a process that kills itself before its n-th call of one of the functions.

    Say whether it was killed.
    """
    if not hasattr(os, "fork"):
        pytest.skip("processes can't be forked here")
    child = os.fork()
    if child == 0:
        left = moment

        def counted(change: Callable[..., object]) -> Callable[..., object]:
            def changed(*arguments: object, **options: object) -> object:
                nonlocal left
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return change(*arguments, **options)

            return changed

        for owner, name in names:
            setattr(owner, name, counted(getattr(owner, name)))
        try:
            work()
        except BaseException:
            os._exit(70)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0
    return False
