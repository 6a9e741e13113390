"""The index: made of what is kept of all shows, the same each time, and only when needed."""

import gzip
import json
import subprocess
from pathlib import Path

import pytest

from publisher.model import Episode, Network, Settings
from publisher.searching import indexing as module
from publisher.searching.indexing import Search, beyond, choose_search, find_program, indexing
from publisher.searching.spool import spooling
from tests.notes.builders import make_episode, make_show

needs_pagefind = pytest.mark.skipif(find_program() is None, reason="Pagefind is not installed")


def make_network(root: Path, *slugs: str, search: bool | None = None) -> Network:
    shows = {slug: make_show(slug=slug, title=slug.title()) for slug in slugs or ("show",)}
    return Network(root, Settings(search=search), shows=shows)


def keep(network: Network, slug: str, *titles: str) -> None:
    with spooling(network.shows[slug], network.root) as spool:
        assert spool is not None
        for number, title in enumerate(titles):
            episode: Episode = make_episode(show=slug, slug=f"e{number}", title=title)
            spool.add(episode, f"<p>Words of {title}</p>")


def index(network: Network, search: Search | None = None) -> tuple[str, ...]:
    with indexing(network, search or choose_search(network)) as work:
        return work.finish()


def files_of(root: Path) -> dict[str, bytes]:
    folder = root / "public" / "pagefind"
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def fragments(root: Path) -> list[dict[str, object]]:
    """What is kept of each page: an offset of Pagefind's own, then JSON."""
    found = []
    for name, data in files_of(root).items():
        if name.startswith("fragment/"):
            text = gzip.decompress(data)
            found.append(json.loads(text[text.index(b"{") :]))
    return sorted(found, key=lambda each: str(each["url"]))


@needs_pagefind
def test_all_shows_are_found_by_their_own_addresses(tmp_path: Path) -> None:
    network = make_network(tmp_path, "bees", "tea")
    keep(network, "bees", "Honey", "Wax")
    keep(network, "tea", "Assam")
    assert index(network) == ()
    pages = fragments(tmp_path)
    assert [page["url"] for page in pages] == ["/bees/e0/", "/bees/e1/", "/tea/e0/"]
    assert pages[2]["filters"] == {}  # Pagefind writes them in another order each time
    assert json.loads(files_of(tmp_path)["pagefind-entry.json"])["languages"].keys() == {"en"}


@needs_pagefind
def test_the_same_is_indexed_to_the_same_bytes_and_not_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = make_network(tmp_path / "one"), make_network(tmp_path / "two")
    for network in (one, two):
        keep(network, "show", *(f"Episode {number}" for number in range(20)))
        index(network)
    assert files_of(one.root) == files_of(two.root)
    assert not list((one.root / ".publisher/search").glob("work-*"))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("nothing had changed")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    keep(one, "show", *(f"Episode {number}" for number in range(20)))
    assert index(one) == ()


@needs_pagefind
def test_a_file_that_has_gone_is_made_again(tmp_path: Path) -> None:
    network = make_network(tmp_path)
    keep(network, "show", "Honey")
    index(network)
    before = files_of(tmp_path)
    (tmp_path / "public/pagefind/pagefind.js").unlink()
    index(network)
    assert files_of(tmp_path) == before


@needs_pagefind
def test_what_has_changed_leaves_nothing_old_behind(tmp_path: Path) -> None:
    network = make_network(tmp_path)
    keep(network, "show", "Honey")
    index(network)
    keep(network, "show", "Wax")
    (tmp_path / "public/pagefind/mine.txt").write_text("put here by somebody")
    index(network)
    assert [page["meta"] for page in fragments(tmp_path)] == [
        {"date": "2024-06-01", "show": "Show", "title": "Wax"}
    ]
    assert "mine.txt" in files_of(tmp_path)


@needs_pagefind
def test_only_what_the_search_page_asks_for_is_published(tmp_path: Path) -> None:
    network = make_network(tmp_path)
    keep(network, "show", "Honey")
    index(network)
    names = {name.partition(".")[0] for name in files_of(tmp_path) if "/" not in name}
    assert names == {"pagefind", "pagefind-entry", "pagefind-worker", "wasm"}


@needs_pagefind
def test_search_switched_off_takes_the_index_away(tmp_path: Path) -> None:
    network = make_network(tmp_path)
    keep(network, "show", "Honey")
    index(network)
    off = make_network(tmp_path, search=False)
    assert choose_search(off) == Search(None)
    assert index(off) == ()
    assert files_of(tmp_path) == {}


def test_search_wanted_without_pagefind_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PROGRAMS", ("no_such_module",))
    search = choose_search(make_network(tmp_path, search=True))
    assert search.program is None
    (line,) = search.lines
    assert "pip install 'pagefind[bin]'" in line
    assert choose_search(make_network(tmp_path)) == Search(None)


def program(folder: Path, script: str) -> Search:
    """A program in Pagefind's place."""
    file = folder / "pagefind"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return Search(file)


def test_a_program_that_fails_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    network = make_network(tmp_path)
    keep(network, "show", "Honey")
    (line,) = index(network, program(tmp_path, "printf 'no\\033[1m room' >&2; exit 3"))
    assert line == "The search index is as it was: Pagefind failed: no [1m room"
    assert files_of(tmp_path) == {}
    assert not list((tmp_path / ".publisher/search").glob("work-*"))


def test_a_program_that_never_ends_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LONGEST_SECONDS", 0.05)
    network = make_network(tmp_path)
    keep(network, "show", "Honey")
    with indexing(network, program(tmp_path, "exec sleep 60")) as work:
        (line,) = work.finish()
        process = work._process
    assert "took over" in line
    assert process is not None and process.returncode is not None


def test_no_program_outlives_a_build_that_fails(tmp_path: Path) -> None:
    network = make_network(tmp_path)
    keep(network, "show", "Honey")
    begun = []
    with (
        pytest.raises(KeyboardInterrupt),
        indexing(network, program(tmp_path, "exec sleep 60")) as work,
    ):
        begun.append(work._process)
        raise KeyboardInterrupt
    (process,) = begun
    assert process is not None and process.returncode is not None


def test_a_program_that_cannot_be_started_is_told_of(tmp_path: Path) -> None:
    network = make_network(tmp_path)
    keep(network, "show", "Honey")
    search = program(tmp_path, "exit 0")
    assert search.program is not None
    search.program.chmod(0o644)
    (line,) = index(network, search)
    assert line.startswith("The search index is as it was: Pagefind failed: ")


def test_lines_that_are_not_ours_are_passed_over(tmp_path: Path) -> None:
    network = make_network(tmp_path)
    keep(network, "show", "Honey")
    file = tmp_path / ".publisher/search/show.jsonl"
    good = file.read_bytes()
    bad = [
        b"\xff",
        b"[" * 100_000,
        b"{}",
        b"[1, 2, 3]",
        b'["../../up/", "x", ""]',
        b'["a/../b/", "x", ""]',
        b'["/etc/x/", "x", ""]',
        b'["a/b/c/", "x", ""]',
    ]
    file.write_bytes(b"\n".join(bad) + b"\n" + good)
    with indexing(network, program(tmp_path, "find pages -type f >&2; exit 1")) as work:
        (line,) = work.finish()
    assert line.endswith("failed: pages/show/e0/index.html")


def test_a_link_in_wait_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "show/.publisher").mkdir(parents=True)
    (tmp_path / "show/.publisher/.gitignore").symlink_to(tmp_path / "elsewhere")
    keep(make_network(tmp_path / "show", "bees"), "bees", "Honey")
    assert not (tmp_path / "elsewhere").exists()


def test_the_oldest_transcripts_go_where_all_would_be_too_much() -> None:
    pages = [("2024-03", "c", 50_000), ("2024-01", "a", 50_000), ("2024-02", "b", 50_000)]
    assert beyond(pages, 150_000) == frozenset()
    assert beyond(pages, 149_999) == {"a"}
    assert beyond(pages, 119_999) == {"a"}
    assert beyond(pages, 60_000) == {"a", "b"}
