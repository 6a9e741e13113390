"""`check --fix` and pages that have moved: only what two runs have met, and what pays nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import Outcome, run, write
from tests.loopback import Loopback, serve


@pytest.fixture
def world() -> Iterator[Loopback]:
    with serve() as loopback:
        yield loopback


SHOW = (
    'title = "The Talk"\ndescription = "About talking."\nlanguage = "en"\n'
    'owner = {name = "Ada Example", email = "ada@example.com"}\n'
)


def notes(root: Path, *urls: str, sponsors: str = "") -> Path:
    """Write a show whose only links are these; return its episode."""
    links = "".join(f"- [page]({url})\n" for url in urls)
    files = {
        "config/publisher.toml": "[links]\nretries = 0\n",
        "config/sponsors.toml": sponsors,
        "feeds/talk/show.toml": SHOW,
        "feeds/talk/episodes/1.md": f"---\ntitle: One\ndate: 2026-01-01\n---\n{links}",
    }
    return write(root, files) / "feeds/talk/episodes/1.md"


def check(root: Path, *arguments: str) -> Outcome:
    return run("check", "--allow-private", "--ignore", "L113,E,F", *arguments, root=root)


def test_a_move_is_written_once_two_runs_have_met_it(tmp_path: Path, world: Loopback) -> None:
    old, new = world.url("/redirect/301/books/1"), world.url("/books/1")
    episode = notes(tmp_path, old)
    first = check(tmp_path, "--fix")
    assert "has moved for good" in first.out
    assert old in episode.read_text()
    second = check(tmp_path, "--fix")
    assert "mended 1 link" in second.err
    assert f"[page]({new})" in episode.read_text()
    assert len(world.asked("/redirect/301/books/1")) == 2  # the last look asks nobody again


def test_a_check_before_counts_as_the_first_run(tmp_path: Path, world: Loopback) -> None:
    episode = notes(tmp_path, world.url("/redirect/308/books/1"))
    check(tmp_path)
    check(tmp_path, "--fix")
    assert f"[page]({world.url('/books/1')})" in episode.read_text()


def test_another_target_begins_anew(tmp_path: Path, world: Loopback) -> None:
    episode = notes(tmp_path, world.url("/redirect/302/books/1"), world.url("/to-login"))
    for _ in range(3):
        check(tmp_path, "--fix", "--max-age", "0s")
    assert world.url("/redirect/302/books/1") in episode.read_text()
    assert world.url("/to-login") in episode.read_text()


def test_what_pays_is_never_rewritten(tmp_path: Path, world: Loopback) -> None:
    paid = world.url("/redirect/301/books/1")
    sponsors = f'[acme]\nname = "Acme"\nurl = "{paid}"\n'
    notes(tmp_path, sponsors=sponsors)
    for _ in range(3):
        check(tmp_path, "--fix", "--max-age", "0s")
    assert (tmp_path / "config/sponsors.toml").read_text() == sponsors


def test_whoever_interrupts_wants_no_files_changed(
    tmp_path: Path, world: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    episode = notes(tmp_path, world.url("/redirect/301/books/1"), world.url("/hang"))
    check(tmp_path, "--timeout", "1")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publisher.web.ledger.Ledger.save", interrupted)
    before = episode.read_text()
    ended = check(tmp_path, "--fix")
    assert ended.code == 130
    assert episode.read_text() == before
    assert "interrupted" in ended.out + ended.err
