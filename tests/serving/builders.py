"""A network of two shows with files of every kind, and a server that shows it."""

import http.client
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from publisher.asking import Web
from publisher.rehearsing import Rehearsal, report_of
from publisher.serving.rebuilding import Rebuilder
from publisher.serving.server import PreviewServer, open_server, serving
from publisher.serving.stage import Scene, Stage
from tests.commands import CONFIG, Files, episode, write
from tests.media_files import vbr

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)

VTT = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ada>Hello, and welcome.\n"
FILES: Files = {
    **CONFIG,
    "config/publisher.toml": 'site = "https://podcast.example.com"\nsearch = false\n',
    "config/sponsors.toml": '[globex]\nname = "Globex"\nurl = "https://globex.example.com/ada"\n',
    "feeds/talk/episodes/001-one.md": episode(1),
    "feeds/talk/episodes/002-two.md": episode(2, "See [one](https://example.org/a).\n"),
    "feeds/talk/episodes/003-three/index.md": (
        "---\ntitle: Three\ndate: 2026-01-03\nnumber: 3\nsponsors: [globex]\npeople: [ada]\n---\n"
        "(00:10) Begin\n(01:00) Middle\n(02:00) End\n"
    ),
    "feeds/talk/episodes/003-three/audio.mp3": vbr(),
    "feeds/talk/episodes/003-three/transcript.vtt": VTT,
    "feeds/other/show.toml": CONFIG["feeds/talk/show.toml"],
    "feeds/other/episodes/one.md": episode(1).replace("/1.mp3", "/other.mp3"),
    "feeds/other/episodes/draft.md": "---\ntitle: A draft\ndraft: true\n---\nNot yet.\n",
}


def rebuilder(root: Path, *, fresh_seconds: float = 0.0, drafts: bool = True) -> Rebuilder:
    """Return one whose time stands still."""
    return Rebuilder(root.resolve(), drafts=drafts, clock=lambda: NOW, fresh_seconds=fresh_seconds)


def bytes_of(rehearsal: Rehearsal) -> dict[str, bytes]:
    """Return each file of a site that is looked at, and its report."""
    scene = Scene(1, rehearsal, report_of(rehearsal, Web(offline=True)))
    return {
        path: made.read_bytes() if isinstance(made, Path) else scene.made(path)
        for path, made in scene.contents.items()
    }


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Served(NamedTuple):
    """A site on 127.0.0.1."""

    root: Path
    stage: Stage
    server: PreviewServer

    def ask(self, target: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a target as it is written; `_` in a header's name stands for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, headers=named)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()


@contextmanager
def served(root: Path, files: Files = FILES) -> Iterator[Served]:
    """Serve the site of `files`, which are written into `root`."""
    write(root, files)
    stage = Stage()
    rehearsal = rebuilder(root).rebuild()
    stage.show(rehearsal, report_of(rehearsal, Web(offline=True)))
    server = open_server(0, stage)
    with serving(server):
        yield Served(root, stage, server)
