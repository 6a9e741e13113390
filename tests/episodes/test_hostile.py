"""What strangers may send: one clear finding each, and never an exception."""

import os
from pathlib import Path

import pytest

from publisher.episodes import EpisodeFile, read_episodes
from publisher.model import Finding, Severity
from tests.episodes.builders import AUDIO, network_of, read_one, read_text, told

FRONT = f"---\ntitle: First\ndate: 2026-01-05\n{AUDIO}\n---\n"


def read_bytes(root: Path, data: bytes) -> EpisodeFile:
    network = network_of(root)
    file = root / "feeds/show/episodes/first.md"
    file.parent.mkdir()
    file.write_bytes(data)
    [read] = read_episodes(network.shows["show"], network)
    return read


def only(file: EpisodeFile) -> Finding:
    [finding] = file.findings
    assert finding.severity is Severity.ERROR
    assert "\n" not in finding.message
    assert "Traceback" not in finding.message
    return finding


BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 12)
)


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"---\ntitle: First\ndate: 2026", 1, "never ends"),
        (b"---\ntitle: 'First\n---\n", 3, "never closed"),
        (b"\x00\x01\x02\xff" * 100, 1, "not a text file"),
        (b"---\ntitle: First\n" + BOMB.encode() + b"---\n", 8, "more than 100,000 values"),
        (b"---\na: " + b"[" * 5000 + b"\n---\n", 2, "deep"),
        (b"+++\na = " + b"[" * 5000 + b"\n+++\n", 2, "too many to read"),
        (b'{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}", 1, "too many to read"),
        (b"---\ntitle: &a [*a]\n---\n", 2, "at itself"),
        (b"---\ntitle: \x1b[31mred\n---\n", 2, "U+001B"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, data: bytes, line: int, message: str) -> None:
    file = read_bytes(tmp_path, data)
    finding = only(file)
    assert file.episode is None
    assert (finding.code, finding.place.line) == ("E001", line)
    assert message in finding.message


def test_brackets_in_the_body_are_text(tmp_path: Path) -> None:
    episode, findings = read_text(tmp_path, FRONT + "[" * 5000)
    assert findings == []
    assert episode.body == "[" * 5000


def test_a_huge_file(tmp_path: Path) -> None:
    network = network_of(tmp_path)
    file = tmp_path / "feeds/show/episodes/first.md"
    file.parent.mkdir()
    with file.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    [read] = read_episodes(network.shows["show"], network)
    assert "50.0 MB" in only(read).message


def test_a_folder_called_like_an_episode(tmp_path: Path) -> None:
    network = network_of(tmp_path, files={"feeds/show/episodes/196.md/other.txt": ""})
    [file] = read_episodes(network.shows["show"], network)
    assert only(file).code == "E001"
    assert "folder" in only(file).message


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    network = network_of(tmp_path, files={"feeds/show/episodes/.keep": ""})
    os.mkfifo(tmp_path / "feeds/show/episodes/pipe.md")
    [file] = read_episodes(network.shows["show"], network)
    assert "not an ordinary file" in only(file).message


def test_links_out_of_the_root_are_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "folder").mkdir(parents=True)
    (outside / "secret.md").write_text(FRONT)
    (outside / "folder" / "index.md").write_text(FRONT)
    root = tmp_path / "root"
    network = network_of(root, files={"feeds/show/episodes/real.md": FRONT})
    episodes = root / "feeds/show/episodes"
    (episodes / "a-file.md").symlink_to(outside / "secret.md")
    (episodes / "b-folder").symlink_to(outside / "folder")
    (episodes / "c-loop.md").symlink_to(episodes / "c-loop.md")
    (episodes / "d-inside.md").symlink_to(episodes / "real.md")
    files = read_episodes(network.shows["show"], network)
    assert [file.file.relative_to(episodes.resolve()).as_posix() for file in files] == [
        "a-file.md",
        "b-folder/index.md",
        "c-loop.md",
        "d-inside.md",
        "real.md",
    ]
    assert [file.episode is not None for file in files] == [False, False, False, True, True]
    for file in files[:2]:
        assert "leads out of the repository" in only(file).message
    assert only(files[2]).code == "E001"  # its words depend on the version of Python


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("image: ../../../../../etc/passwd", "E106"),
        ("image: /../../etc/passwd", "E106"),
        ("image: secret/x.png", "E106"),
        ("image: missing.png", "E107"),
        ("image: ..", "E107"),
        ('image: "a\\0b"', "E108"),
        ("transcripts: [../../../../secret.vtt]", "E106"),
        ("transcripts: [{file: /etc/passwd}]", "E107"),
        ("slug: ../../x", "E105"),
        ("slug: a/b", "E105"),
        ("slug: .hidden", "E105"),
        ("slug: feed.xml", "E105"),
        ("slug: Nul", "E105"),
        (f"slug: {'x' * 300}", "E105"),
        ("people: [nobody]", "P101"),
        ("sponsors: [nobody]", "S101"),
        ("people: [{name: Cy, x: not a handle}]", "P104"),
        ("people: [{role: host}]", "E103"),
        ("people: [[ada]]", "E102"),
        ("sponsors: {url: x}", "E103"),
        ("links: [{title: x}]", "E103"),
        ("links: ['javascript:alert(1)']", "E102"),
        ("promos: [{code: x}]", "E103"),
        ("chapters: [{title: x}]", "E103"),
        ("chapters: [{title: x, start: soon}]", "E102"),
        ("transcripts: [{type: text/vtt}]", "E103"),
        ("language: en_GB.utf8", "E102"),
        ("tags: [[[a]]]", "E102"),
        ('summary: "\\e[31mred"', "E108"),
        ("number: " + "9" * 5000, "E102"),
    ],
)
def test_hostile_fields(tmp_path: Path, field: str, code: str) -> None:
    (tmp_path / "outside").mkdir()
    root = tmp_path / "root"
    (root / "feeds/show/episodes").mkdir(parents=True)
    (root / "feeds/show/episodes/secret").symlink_to(tmp_path / "outside")
    episode, findings = read_one(root, field)
    assert code in [each.code for each in findings]
    assert len(findings) <= 2
    assert all(each.place.line == 5 for each in findings)
    assert all(each.message.isprintable() for each in findings)
    assert (episode.image, episode.transcripts) == (None, ())
    assert episode.slug == "first"


def test_terminal_escapes_are_taken_out_of_a_title_and_markup_is_text(tmp_path: Path) -> None:
    text = FRONT.replace("title: First", 'title: "\\e[31m[bold]Red[/bold]\\e[0m \\u202Etxt"')
    episode, findings = read_text(tmp_path, text)
    assert episode.title == "[31m[bold]Red[/bold][0m \u202etxt"
    assert told(findings) == [
        ("E108", 2, 9, "title has control characters, which are left out; delete them")
    ]


def test_half_a_character_in_json(tmp_path: Path) -> None:
    json = '{"title": "a\\ud800b", "date": "2026-01-05", "draft": true, "x-k\\ud800": 1}'
    episode, findings = read_text(tmp_path, json)
    assert episode.title == "ab"
    assert [each.code for each in findings] == ["E108"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_to_read(tmp_path: Path) -> None:
    network = network_of(tmp_path, files={"feeds/show/episodes/first.md": FRONT})
    (tmp_path / "feeds/show/episodes/first.md").chmod(0)
    [file] = read_episodes(network.shows["show"], network)
    assert "permission denied" in only(file).message


def test_a_file_that_vanishes_is_a_finding(tmp_path: Path) -> None:
    network = network_of(tmp_path)
    (tmp_path / "feeds/show/episodes").mkdir()
    (tmp_path / "feeds/show/episodes/gone.md").symlink_to(tmp_path / "feeds/nowhere.md")
    [file] = read_episodes(network.shows["show"], network)
    assert "no such file" in only(file).message
