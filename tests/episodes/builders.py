"""Episodes of a small show, read from disk."""

from collections.abc import Mapping
from pathlib import Path

from publisher.config import load_network
from publisher.documents import display_path
from publisher.episodes import EpisodeFile, read_episodes
from publisher.model import Episode, Finding, Network
from tests.config.builders import write

PEOPLE = """\
[ada]
name = "Ada Example"
role = "host"
github = "ada-example"
[bo]
name = "Bo Example"
website = "https://example.com/bo"
x = "bo_example"
"""
SPONSORS = """\
[globex]
name = "Globex"
url = "https://globex.example.com/podcast"
offer = "10% off"
[taro]
name = "Taro"
"""
AUDIO = "audio: {url: https://media.example.com/1.mp3}"


def network_of(root: Path, show: str = "", files: Mapping[str, str] | None = None) -> Network:
    """Write a repository with one show, `feeds/show`, and load it."""
    every = {
        "config/publisher.toml": 'site = "https://example.com"\n',
        "config/people.toml": PEOPLE,
        "config/sponsors.toml": SPONSORS,
        "feeds/show/show.toml": f'title = "The Show"\nhosts = ["ada"]\n{show}',
        **(files or {}),
    }
    return load_network(write(root, every))


def read_all(root: Path, show: str = "", **episodes: str) -> tuple[EpisodeFile, ...]:
    """Write the episodes, by the names of their files, and read the show."""
    files = {f"feeds/show/episodes/{name}.md": text for name, text in episodes.items()}
    network = network_of(root, show, files)
    return read_episodes(network.shows["show"], network)


def read_one(root: Path, front_matter: str, show: str = "") -> tuple[Episode, list[Finding]]:
    """Read an episode with these fields beside title, date and audio."""
    text = f"---\ntitle: First\ndate: 2026-01-05\n{AUDIO}\n{front_matter}\n---\nNotes.\n"
    return read_text(root, text, show)


def read_text(root: Path, text: str, show: str = "") -> tuple[Episode, list[Finding]]:
    """Read an episode from all of its text."""
    [file] = read_all(root, show, first=text)
    assert file.episode is not None
    return file.episode, list(file.findings)


def told(findings: list[Finding]) -> list[tuple[str, int, int, str]]:
    """Return code, line, column and message of each finding."""
    return [(each.code, each.place.line, each.place.column, each.message) for each in findings]


def path_of(root: Path, name: str) -> str:
    """Return a path below `root` as messages show it."""
    return display_path(root / name)
