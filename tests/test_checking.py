"""Which links a check asks about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.web.questions import BATCH
from tests.commands import run, write
from tests.loopback import Loopback, serve

SHOW = (
    'title = "The Talk"\ndescription = "About talking."\nlanguage = "en"\n'
    'owner = {name = "Ada Example", email = "ada@example.com"}\n'
)


@pytest.fixture
def world() -> Iterator[Loopback]:
    with serve() as loopback:
        yield loopback


def text(world: Loopback, name: str) -> str:
    """Return an episode with so many links that they are asked about while files are read."""
    links = "\n".join(f"- {world.url(f'/{name}/{number}')}" for number in range(BATCH + 5))
    return f"---\ntitle: {name}\ndate: 2026-01-01\n---\n{links}\n"


def asked(world: Loopback) -> set[str]:
    return {path.split("/")[1] for _, path in world.requests}


@pytest.mark.parametrize("config", [True, False])
def test_only_the_links_of_the_files_named_are_asked_about(
    tmp_path: Path, world: Loopback, config: bool
) -> None:
    folder = "feeds/talk/episodes"
    files = {f"{folder}/{name}.md": text(world, name) for name in ("one", "two")}
    files["notes.md"] = text(world, "aside")
    if config:
        files |= {"config/publisher.toml": "", "feeds/talk/show.toml": SHOW}
    write(tmp_path, files)
    flags = ("--allow-private", "--select", "W")
    done = run("check", *flags, f"{folder}/one.md", "notes.md", root=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert asked(world) == {"one", "aside"}
    assert world.total == 2 * (BATCH + 5)
    run("check", *flags, "--no-cache", root=tmp_path)
    assert asked(world) == ({"one", "aside", "two"})


def test_a_comment_in_the_config_silences_a_rule_there(tmp_path: Path) -> None:
    remark = "# <!-- publisher: ignore {} -->\n"
    files = {
        "config/sponsors.toml": '[acme]\nname = "Acme"\nurl = "http://acme.example/"\n',
        "feeds/talk/show.toml": SHOW + 'link = "https://example.com/feed.xml"\n',
    }
    write(tmp_path, {"config/publisher.toml": 'site = "https://example.com"\n', **files})
    flags = ("--offline", "--select", "S201,F127")
    loud = run("check", *flags, root=tmp_path)
    assert ("S201" in loud.out, "F127" in loud.out) == (True, True)
    for (path, text), code in zip(files.items(), ("S201", "F127"), strict=True):
        *lines, last = text.splitlines(keepends=True)
        write(tmp_path, {path: "".join((*lines, remark.format(code), last))})
    quiet = run("check", *flags, root=tmp_path)
    assert ("S201" in quiet.out, "F127" in quiet.out) == (False, False)
