"""A small sound repository in a folder, and what a check says of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from publisher.asking import Web
from publisher.config import load_network
from publisher.inspection import Inspected, inspect_network
from publisher.model import CheckedLink, Finding, Link
from publisher.notes.limits import Form
from publisher.noting import render_notes_of
from publisher.pipeline import build_repository
from publisher.rules.catalogue import Context, Example, Rule, Subject
from publisher.rules.runner import judge_answers
from tests.answers import played_check
from tests.live.played import live_findings

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SHOW = "example-show"
EPISODE = "100-example.md"

FILES: Mapping[str, str] = {
    "config/publisher.toml": 'site = "https://podcast.example.com"\n',
    "config/sponsors.toml": """\
[globex]
name = "Globex"
url = "https://globex.example.com/podcast"
""",
    "config/people.toml": """\
[ada]
name = "Ada Example"
role = "host"
github = "ada-example"
""",
}
SHOW_FILE = """\
title = "The Example Show"
description = "Talks about examples."
language = "en"
author = "Ada Example"
artwork = "https://podcast.example.com/cover.jpg"
categories = ["Technology"]
explicit = false
owner = {name = "Ada Example", email = "ada@example.com"}
hosts = ["ada"]
"""
SOUND_EPISODE = """\
---
title: A sound episode
date: 2026-01-05
number: 1
audio: {url: "https://media.example.com/1.mp3", bytes: 12345678, duration: "20:00"}
---
Notes with [a link](https://example.org/read).
"""


def write_repository(root: Path, example: Example | None = None) -> Path:
    """Write a sound repository with the example's episode and files into `root`.

    The example's show is the one it names a file of, else `example-show`. Returns the path of the
    example's episode.
    """
    example = example or Example(SOUND_EPISODE)
    show = next(
        (parts[1] for path in example.files if (parts := PurePosixPath(path).parts)[0] == "feeds"),
        SHOW,
    )
    episode = f"feeds/{show}/episodes/{EPISODE}"
    files = {
        **FILES,
        f"feeds/{show}/show.toml": SHOW_FILE,
        **example.files,
        episode: example.episode,
    }
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode(example.encoding if path == episode else "utf-8"))
    for path, make in example.media.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(make())
    return root / episode


def inspect(root: Path, now: datetime = NOW) -> Inspected:
    """Read and judge a repository, without the web."""
    network = load_network(root.resolve())
    return inspect_network(network, network.shows.values(), now)


def _by_reading(episode: Path, root: Path, example: Example) -> Iterable[Finding]:
    return inspect(root).findings


def _by_answers(episode: Path, root: Path, example: Example) -> Iterable[Finding]:
    context = Context(NOW, load_network(root.resolve()))
    return judge_answers(answered(inspect(root).links, example.answers), context)


def _by_notes(episode: Path, root: Path, example: Example) -> Iterable[Finding]:
    network = load_network(root.resolve())
    for form in Form:
        yield from render_notes_of(network, str(episode), form, NOW)[1]


def _by_building(episode: Path, root: Path, example: Example) -> Iterable[Finding]:
    network = load_network(root.resolve())
    return build_repository(network, (), now=NOW, web=Web(offline=True)).report.findings


def _by_live(episode: Path, root: Path, example: Example) -> Iterable[Finding]:
    return live_findings(episode, root, example.answers, NOW)


_STAGES: Mapping[Subject, Callable[[Path, Path, Example], Iterable[Finding]]] = {
    Subject.CHECK: _by_answers,
    Subject.NOTES: _by_notes,
    Subject.FEED: _by_building,
    Subject.LIVE: _by_live,
}


def findings_for(rule: Rule, example: Example, root: Path) -> tuple[Finding, ...]:
    """Return the findings with the rule's code in a repository made from `example`."""
    findings = _STAGES.get(rule.subject, _by_reading)(
        write_repository(root, example), root, example
    )
    return tuple(finding for finding in findings if finding.code == rule.code)


def answered(links: tuple[Link, ...], answers: Mapping[str, int | str]) -> tuple[CheckedLink, ...]:
    """Answer every link as `answers` says (see `Example`), or with 200."""
    by_url: dict[str, list[Link]] = {}
    for link in links:
        by_url.setdefault(link.url, []).append(link)
    return tuple(
        CheckedLink(played_check(url, answers.get(url, 200), NOW), tuple(found))
        for url, found in sorted(by_url.items())
    )
