"""What a stranger's pull request may bring besides bad files: links, hidden files, clashes.

Nothing outside the repository is read or written, no secret is published, nothing hangs, and what
listeners have stays.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.episodes import episode_files
from tests.commands import CONFIG, episode, run, write

SECRET = "SECRET-WORDS"
TALK = "feeds/talk"
SHOW = str(CONFIG[f"{TALK}/show.toml"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "outside", {"secret.md": episode(5, f"{SECRET} [x](www.{SECRET}.example/)")})
    return write(tmp_path / "repository", {**CONFIG, f"{TALK}/episodes/001.md": episode(1)})


@pytest.fixture
def outside(root: Path) -> Iterator[Path]:
    """Yield a folder beside the repository; nothing in it may have changed in the end."""
    folder = root.parent / "outside"
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    yield folder
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def link(root: Path, path: str, target: Path | str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)
    file.symlink_to(target)


def codes(root: Path, *arguments: str) -> list[str]:
    done = run("check", "--offline", "--format", "json", *arguments, root=root)
    assert SECRET not in done.out + done.err
    return [found["code"] for found in json.loads(done.out)["findings"]]


def assert_nothing_leaked(root: Path) -> None:
    for folder, folders, names in os.walk(root):  # follows no link
        folders[:] = [name for name in folders if name != ".git"]
        for file in (Path(folder, name) for name in names if name != ".env"):
            assert file.is_symlink() or SECRET.encode() not in file.read_bytes(), file


# ---------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("public", 2),
        ("public/talk", 2),
        ("public/talk/001", 2),
        ("public/report", 2),
        ("public/index.html", 0),
        (".publisher", 2),
        (".publisher/.gitignore", 0),
        (".publisher/public/talk.json", 0),
        (".publisher/cache.sqlite", 0),
        (".publisher/cache.sqlite-wal", 0),
        (f"{TALK}/feed.xml", 0),
        (f"{TALK}/feed.lock", 2),
        (f"{TALK}/notes.j2", 2),
        (f"{TALK}/show.toml", 2),
        ("config/people.toml", 2),
        (f"{TALK}/episodes", 1),
        (f"{TALK}/episodes/002.md", 1),
    ],
)
@pytest.mark.parametrize("target", ["nothing", "secret.md", "."])
def test_a_link_out_of_the_root_is_neither_read_nor_written_through(
    root: Path, outside: Path, path: str, code: int, target: str
) -> None:
    link(root, path, outside / target)
    run("check", "--offline", root=root)
    done = run("build", "--offline", root=root)
    assert done.code == code, done.out + done.err
    assert SECRET not in done.out + done.err
    assert len(done.err.splitlines()) == (code == 2)
    assert_nothing_leaked(root)


@pytest.mark.parametrize("path", [".publisher/public/talk.json", f"{TALK}/feed.lock"])
def test_a_link_to_an_endless_file_is_not_read(root: Path, path: str) -> None:
    link(root, path, "/dev/zero")
    assert run("build", "--offline", root=root).code in (0, 2)


@pytest.mark.parametrize("path", [f"{TALK}/notes.j2", f"{TALK}/feed.lock"])
@pytest.mark.parametrize(
    "command", [("build", "--offline"), ("check", "--offline"), ("notes", "1", "--for", "text")]
)
def test_a_pipe_in_place_of_a_file_is_told(root: Path, path: str, command: tuple[str, ...]) -> None:
    os.mkfifo(root / path)
    done = run(*command, root=root)
    if (command[0], Path(path).name) in {("notes", "feed.lock"), ("check", "notes.j2")}:
        assert done.code == 0  # it isn't read
    else:
        told = f"{path}:1:1: this is not an ordinary file\n"
        assert (done.code, done.err) == (2, told)


@pytest.mark.parametrize("path", ["feeds/all.xml", f"{TALK}/feed.xml", f"{TALK}/feed-2.xml"])
def test_a_pipe_in_place_of_a_feed_is_not_waited_for(root: Path, path: str) -> None:
    config = str(CONFIG["config/publisher.toml"]) + '[network]\ntitle = "All"\n'
    write(root, {"config/publisher.toml": config})
    os.mkfifo(root / path)
    for command in (("build", "--offline"), ("diff",)):
        assert run(*command, root=root).code < 3


def test_a_pipe_in_place_of_the_list_of_what_was_built_counts_as_none(root: Path) -> None:
    (root / ".publisher/public").mkdir(parents=True)
    os.mkfifo(root / ".publisher/public/talk.json")
    assert run("build", "--offline", root=root).code == 0
    assert "talk/feed.xml" in json.loads((root / ".publisher/public/talk.json").read_text())


@pytest.mark.parametrize(
    "path", [f"{TALK}/notes.j2", f"{TALK}/episodes/002.md", f"{TALK}/feed.lock"]
)
def test_a_link_in_a_circle_is_told(root: Path, path: str) -> None:
    link(root, path, Path(path).name)
    done = run("build", "--offline", root=root)
    assert done.code in (1, 2)
    assert path in done.out + done.err


def test_a_link_among_the_files_to_check_is_not_followed_out(root: Path, outside: Path) -> None:
    link(root, "docs/a.md", outside / "secret.md")
    write(root, {"README.md": "[x](www.example.org/)\n"})
    link(root, "docs/b.md", "../README.md")
    assert codes(root, "docs") == ["E001", "L101"]
    assert codes(root, "docs/a.md") == ["E001"]
    run("check", "--offline", "--fix", root=root)


def test_a_link_in_wait_for_a_copy_is_not_written_through(root: Path, outside: Path) -> None:
    write(root, {f"{TALK}/episodes/x.mp3": b"sound"})
    write(root, {f"{TALK}/episodes/002.md": episode(2, audio="{file: x.mp3}")})
    link(root, "public/talk/002/.x.mp3.partial", outside / "written")
    assert run("build", "--offline", root=root).code == 0
    assert (root / "public/talk/002/x.mp3").read_bytes() == b"sound"


# ---------------------------------------------------------------- secrets in the root


@pytest.mark.parametrize(
    ("files", "links"),
    [
        ({"002.md": episode(2, transcripts="[{file: /.git/config, type: text/plain}]")}, {}),
        ({"002.md": episode(2, transcripts="[words.vtt]")}, {"words.vtt": "../../../.git/config"}),
        ({"002.md": episode(2, image="../../../.env")}, {}),
        ({"002.md": episode(2, audio="{file: /.git/config}")}, {}),
        ({}, {"002.md": "../../../.git/config"}),
        ({}, {"002": "../../../.git"}),
        ({"002/index.md": episode(2)}, {"002/transcript.vtt": "../../../../.git/config"}),
        ({}, {"../notes.j2": "../../.git/config"}),
        ({"../show.toml": f'episodes = ".git/*"\n{SHOW}'}, {}),
        ({"../show.toml": f'episodes = "*/config"\n{SHOW}'}, {}),
        ({"../show.toml": f'episodes = "way/*"\n{SHOW}'}, {"../../../way": ".git"}),
        ({"../show.toml": SHOW.replace("https://podcast.example.com/cover.jpg", ".env")}, {}),
    ],
)
def test_hidden_files_are_never_published(
    root: Path, files: dict[str, str], links: dict[str, str]
) -> None:
    token = f"[http]\nextraheader = {SECRET}\n"
    write(root, {".git/config": token, ".git/index.md": token, ".env": SECRET})
    write(root / TALK / "episodes", files)
    for path, target in links.items():
        link(root / TALK / "episodes", path, target)
    done = run("build", "--offline", root=root)
    assert done.code < 3
    assert_nothing_leaked(root)


# ---------------------------------------------------------------- names that clash


def test_a_file_never_takes_the_place_of_a_page_or_of_another_file(root: Path) -> None:
    write(
        root,
        {
            f"{TALK}/episodes/a/x.mp3": b"sound",
            f"{TALK}/episodes/b/X.mp3": b"words",
            f"{TALK}/episodes/b/index.html": b"<script>alert(1)</script>",
            f"{TALK}/episodes/002.md": episode(
                2,
                audio="{file: a/x.mp3}",
                transcripts="[{file: b/X.mp3, type: text/plain}, b/index.html]",
            ),
        },
    )
    assert codes(root).count("E204") == 2
    assert run("build", "--offline", root=root).code == 0
    assert b"alert" not in (root / "public/talk/002/index.html").read_bytes()
    assert (root / "public/talk/002/x.mp3").read_bytes() == b"sound"


def test_artwork_with_an_episodes_slug_for_a_name_leaves_the_episode_its_page(root: Path) -> None:
    show = SHOW.replace("https://podcast.example.com/cover.jpg", f"{TALK}/cover.jpg")
    write(
        root,
        {
            f"{TALK}/show.toml": show,
            f"{TALK}/cover.jpg": b"picture",
            f"{TALK}/episodes/002.md": episode(2, slug="cover.jpg"),
        },
    )
    assert "E204" in codes(root)
    assert run("build", "--offline", root=root).code == 0
    assert (root / "public/talk/cover.jpg/index.html").is_file()


@pytest.mark.parametrize(
    "name", ["feed.xml", "words.txt", "missing.jpg", "episodes", f"{'a' * 300}.png"]
)
def test_artwork_must_be_a_picture(root: Path, name: str) -> None:
    show = SHOW.replace("https://podcast.example.com/cover.jpg", f"{TALK}/{name}")
    write(root, {f"{TALK}/show.toml": show, f"{TALK}/feed.xml": "x", f"{TALK}/words.txt": "x"})
    done = run("build", "--offline", root=root)
    assert done.code == 2
    assert done.err.startswith(f"{TALK}/show.toml:4:")


def test_two_episodes_with_one_slug_keep_their_own_notes_in_the_feed(root: Path) -> None:
    write(root, {f"{TALK}/episodes/{n}.md": episode(n, f"Words {n}\n", slug="x") for n in (2, 3)})
    run("build", "--offline", root=root)
    feed = (root / TALK / "feed.xml").read_text()
    assert "Words 2" in feed
    assert "Words 3" in feed


# ---------------------------------------------------------------- folders without end


def in_circles(root: Path) -> None:
    for number in range(12):
        link(root, f"round-{number}", ".")


def a_thousand_deep(root: Path) -> None:
    with chdir(root / TALK / "episodes"):
        for _ in range(1200):
            Path("d").mkdir()
            os.chdir("d")
        Path("002.md").write_text(episode(2))


def flatten(folder: Path) -> None:
    """Take what is a thousand deep apart: nothing that goes by recursion could remove it."""
    with chdir(folder):
        while Path("d/d").is_dir():
            Path("d/d").rename("e")
            shutil.rmtree("d")
            Path("e").rename("d")


@pytest.mark.parametrize("arrange", [in_circles, a_thousand_deep])
@pytest.mark.parametrize("glob", ["", "*/*/*/*/*/*/*/*/*/*", "**/*.md", "*/**/*.md"])
def test_folders_are_looked_through_once(
    root: Path, arrange: Callable[[Path], None], glob: str
) -> None:
    if glob:
        write(root, {f"{TALK}/show.toml": f'episodes = "{glob}"\n{SHOW}'})
    arrange(root)
    try:
        network = load_network(root)
        found = episode_files(network.shows["talk"], network)
        real = [os.path.realpath(file) for file in found]
        assert len(real) == len(set(real))
        assert run("check", "--offline", root=root).code < 3
        assert run("check", "--offline", "feeds", root=root).code < 3
    finally:
        flatten(root / TALK / "episodes")


# ---------------------------------------------------------------- what listeners have


def unreadable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)


@pytest.mark.parametrize("glob", ["", f"{TALK}/episodes/*", "**/*.md"])
def test_a_folder_that_cant_be_read_takes_no_episode_from_the_feed(
    root: Path, monkeypatch: pytest.MonkeyPatch, glob: str
) -> None:
    if glob:
        write(root, {f"{TALK}/show.toml": f'episodes = "{glob}"\n{SHOW}'})
    run("build", "--offline", root=root)
    feed = (root / TALK / "feed.xml").read_bytes()
    assert b"<item>" in feed
    unreadable(root / TALK / "episodes", monkeypatch)
    done = run("build", "--offline", root=root)
    assert done.code == 1
    assert f"{TALK}/episodes:1:1 E001" in done.out
    assert (root / TALK / "feed.xml").read_bytes() == feed


def test_what_is_published_stays_where_an_episode_cant_be_read(root: Path) -> None:
    write(root, {f"{TALK}/episodes/002.md": episode(2)})
    run("build", "--offline", root=root)
    feed = (root / "public/talk/feed.xml").read_bytes()
    write(root, {f"{TALK}/episodes/002.md": b"\x00"})
    for _ in range(2):
        assert run("build", "--offline", root=root).code == 1
        assert (root / "public/talk/feed.xml").read_bytes() == feed
        assert (root / "public/talk/002/index.html").is_file()
    shutil.rmtree(root / "public")  # as in a fresh checkout
    assert run("build", "--offline", root=root).code == 1
    assert (root / "public/talk/feed.xml").read_bytes() == feed


@pytest.mark.parametrize(
    "manifest",
    [
        "5",
        "null",
        '"talk/"',
        '{"talk/x": 1}',
        "[" * 100_000,
        "9" * 5000,
        '[1, null, "talk/\\u0000", "talk/", "talk/001", "/etc/passwd", '
        '"talk/../../../x", "talk//y"]',
        '["talk/\\ud800"]',
    ],
)
def test_what_was_built_before_may_be_told_by_anybody(
    root: Path, outside: Path, manifest: str
) -> None:
    write(
        root, {".publisher/public/talk.json": manifest, "public/talk/001/kept.txt": "x", "x": "x"}
    )
    done = run("build", "--offline", root=root)
    assert done.code == 0, done.err
    assert (root / "public/talk/001/kept.txt").is_file()
    assert (root / "x").is_file()
    assert "talk/001/index.html" in json.loads((root / ".publisher/public/talk.json").read_text())


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("config/publisher.toml", 'site = "https://["'),
        ("config/publisher.toml", 'site = "https://exa\u2100mple.com"'),
        ("config/publisher.toml", 'site = "https://e.example.com:99999/a b"'),
        (f"{TALK}/show.toml", 'episodes = "."'),
        (f"{TALK}/show.toml", 'episodes = "./"'),
    ],
)
def test_odd_settings_are_no_fault_of_ours(root: Path, file: str, line: str) -> None:
    content = str(CONFIG[file]) if file.endswith("show.toml") else ""
    write(root, {file: f"{line}\n{content}"})
    assert run("check", "--offline", root=root).code < 3
    assert run("build", "--offline", root=root).code < 3


def test_a_number_longer_than_any_float_is_told(root: Path) -> None:
    huge = "9" * 400
    front = {
        "title": "x",
        "date": "2026-01-02",
        "links": [{"url": "https://example.org/", "at": 0}],
        "chapters": [{"start": 0, "title": "x"}],
    }
    text = json.dumps(front).replace(": 0", f": {huge}")
    write(root, {f"{TALK}/episodes/002.md": text})
    assert codes(root).count("E102") == 2


def test_a_file_name_starts_no_line_of_its_own(root: Path) -> None:
    name = f"{TALK}/episodes/x\n::error::gone.md"
    write(root, {name: episode(2, "[x](www.example.org/)\n")})
    for arguments in (("check",), ("check", "--diff"), ("check", "--fix"), ("probe",)):
        done = run(*arguments, "--offline", root=root)
        assert "gone.md" in done.out + done.err
        assert not [line for line in (done.out + done.err).splitlines() if line[:2] == "::"]
