import os
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publisher.asking import Web
from publisher.config import load_network
from publisher.documents import display_path
from publisher.episodes import read_episodes
from publisher.errors import UsageError
from publisher.model.shows import LinkPolicy
from publisher.pipeline import build_repository
from publisher.rules.media.examples import mp3
from publisher.scaffold import init_repository

WRITTEN = [
    ".gitignore",
    "config/people.toml",
    "config/publisher.toml",
    *(
        f"config/schemas/{name}.json"
        for name in ("episode", "people", "publisher", "show", "sponsors")
    ),
    "config/sponsors.toml",
    "feeds/kens-show/cover.png",
    "feeds/kens-show/episodes/001-the-first-episode.md",
    "feeds/kens-show/show.toml",
]


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "Kens show"


def test_everything_is_written_and_told(root: Path) -> None:
    lines = init_repository(root)
    assert files(root) == WRITTEN
    for path in (re.sub("schemas/.*", "schemas/", path) for path in WRITTEN):
        assert any(line.startswith(f"wrote {display_path(root / path)}") for line in lines)
    assert lines[-1].startswith(f"next: in {display_path(root)}: fill in ")


def test_in_the_folder_itself_paths_are_short(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root.mkdir()
    monkeypatch.chdir(root)
    lines = init_repository(Path())
    assert lines[0] == "wrote config/publisher.toml"
    assert lines[-1].startswith(
        "next: fill in config/ and feeds/; `publisher serve` shows the site"
    )


def test_it_loads_with_no_problem(root: Path) -> None:
    init_repository(root)
    network = load_network(root)
    (show,) = network.shows.values()
    assert (show.slug, show.title) == ("kens-show", "Kens Show")
    assert [host.name for host in show.hosts] == ["Your Name"]
    (episode,) = read_episodes(show, network)
    assert episode.findings == ()
    assert episode.episode is not None
    assert (episode.episode.number, episode.episode.draft) == (1, True)


def test_it_builds_with_nothing_to_mend(root: Path) -> None:
    init_repository(root)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    built = build_repository(load_network(root), (), now=now, drafts=True, web=Web(offline=True))
    assert built.complete
    assert built.report.findings == ()
    assert built.report.episodes == 1
    assert (root / "public/kens-show/001-the-first-episode/index.html").is_file()


def test_what_is_commented_out_is_right_too(root: Path) -> None:
    """With every example switched on, the files still load."""
    init_repository(root)
    for name in ("config/publisher.toml", "config/sponsors.toml", "config/people.toml"):
        file = root / name
        text = "\n".join(map(switched_on, file.read_text().splitlines()))
        assert text != file.read_text()
        tomllib.loads(text)
        file.write_text(text.replace("my-show", "kens-show"))
    sponsors = root / "config/sponsors.toml"
    other = '[other-sponsor]\nname = "Other"\nurl = "https://other.example.com"\n'
    sponsors.write_text(f"{sponsors.read_text()}\n{other}")
    network = load_network(root)
    assert network.sponsors["acme"].code == "MYSHOW"
    assert network.people["your-name"].profiles
    assert network.settings.rules.ignore == ("L2",)
    assert network.settings.links._replace(skip=()) == LinkPolicy()  # what is shown is the default


def switched_on(line: str) -> str:
    """Return an example without its `# `; prose stays a comment."""
    example = line.removeprefix("# ")
    return example if re.match(r'("[^"]*"|\w+) = |\[', example) else line


def test_a_show_example_is_right_too(root: Path) -> None:
    init_repository(root)
    file = root / "feeds/kens-show/show.toml"
    file.write_text("\n".join(map(switched_on, file.read_text().splitlines())))
    show = load_network(root).shows["kens-show"]
    assert show.timezone == "Europe/Berlin"
    assert {profile.platform for profile in show.platforms} == {"apple", "spotify"}


def test_the_example_of_an_episode_is_right_too(root: Path) -> None:
    init_repository(root)
    sponsors = root / "config/sponsors.toml"
    sponsors.write_text('[acme]\nname = "Acme"\nurl = "https://acme.example.com"\n')
    file = root / "feeds/kens-show/episodes/001-the-first-episode.md"
    opening, front, body = file.read_text().split("---\n", 2)
    prose = ("A line", "The recording", "A file is", "Ids of", "What you", "Chapters,", "yaml-l")
    lines = [
        line
        if line.removeprefix("# ").startswith(prose)
        else line.removeprefix("#").removeprefix(" ")
        for line in front.splitlines()
    ]
    (file.parent / "recording.mp3").write_bytes(mp3())
    file.write_text("---\n".join((opening, "\n".join(lines) + "\n", body)))
    network = load_network(root)
    (read,) = read_episodes(network.shows["kens-show"], network)
    assert read.findings == ()
    assert read.episode is not None
    assert read.episode.audio is not None
    assert read.episode.audio.duration_seconds == 60
    assert [credit.person.id for credit in read.episode.people] == ["your-name"]
    assert [sponsorship.sponsor.id for sponsorship in read.episode.sponsors] == ["acme"]
    assert [link.title for link in read.episode.links] == ["A book"]
    assert [chapter.title for chapter in read.episode.chapters] == ["Welcome"]


def test_editors_find_the_schemas(root: Path) -> None:
    init_repository(root)
    pointed = [
        path for path in WRITTEN if path.endswith(("config/people.toml", "show.toml", ".md"))
    ]
    pointed += ["config/publisher.toml", "config/sponsors.toml"]
    for path in pointed:
        found = re.search(r"(?:#:schema |\$schema=)(\S+)\n", (root / path).read_text())
        assert found is not None, path
        schema = ((root / path).parent / found[1]).resolve()
        assert schema.parent == root / "config/schemas", path
        named = {"001-the-first-episode.md": "episode"}.get(Path(path).name, Path(path).stem)
        assert schema.name == f"{named}.json"


def test_a_schema_of_another_version_is_brought_up_to_date(root: Path) -> None:
    init_repository(root)
    schema = root / "config/schemas/show.json"
    before = schema.read_bytes()
    schema.write_text("{}")
    lines = init_repository(root)
    assert schema.read_bytes() == before
    assert any(line.startswith(f"wrote {display_path(schema.parent)}/") for line in lines)


def test_twice_changes_nothing(root: Path) -> None:
    init_repository(root)
    before = {path: (root / path).read_bytes() for path in WRITTEN}
    lines = init_repository(root)
    assert {path: (root / path).read_bytes() for path in files(root)} == before
    assert not [line for line in lines if line.startswith("wrote")]
    assert f"kept  {display_path(root)}/config/people.toml: it was there" in lines


def test_what_is_there_is_kept(root: Path) -> None:
    (root / "config").mkdir(parents=True)
    (root / "config/people.toml").write_text("# mine")
    (root / "config/sponsors.toml").symlink_to("nowhere")
    lines = init_repository(root)
    assert (root / "config/people.toml").read_text() == "# mine"
    assert (root / "config/sponsors.toml").readlink() == Path("nowhere")
    assert f"kept  {display_path(root)}/config/people.toml: it was there" in lines
    assert f"wrote {display_path(root)}/config/publisher.toml" in lines


def test_no_show_is_added_to_a_repository_that_has_one(root: Path) -> None:
    (root / "feeds/sound").mkdir(parents=True)
    (root / "feeds/sound/show.toml").write_text('title = "Sound"\n')
    init_repository(root)
    assert files(root) == [*WRITTEN[:9], "feeds/sound/show.toml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"/public/\n/.publisher/\n"),
        (b"*.wav", b"*.wav\n/public/\n/.publisher/\n"),
        (b"*.wav\r\n", b"*.wav\r\n/public/\r\n/.publisher/\r\n"),
        (b"public/\n", b"public/\n/.publisher/\n"),
        (b"/.publisher\n# x\npublic\n", b"/.publisher\n# x\npublic\n"),
        (b"\xff\n/public/\n", b"\xff\n/public/\n/.publisher/\n"),
    ],
)
def test_gitignore_is_appended_to(root: Path, before: bytes, after: bytes) -> None:
    root.mkdir()
    (root / ".gitignore").write_bytes(before)
    init_repository(root)
    assert (root / ".gitignore").read_bytes() == after


def test_a_folder_without_a_latin_name_gets_a_show_all_the_same(tmp_path: Path) -> None:
    root = tmp_path / "日本語"
    init_repository(root)
    assert (root / "feeds/my-show/show.toml").exists()
    assert load_network(root).shows["my-show"].title == "My Show"


def test_a_link_out_of_the_folder_is_not_followed(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root.mkdir()
    (root / "config").symlink_to(outside)
    with pytest.raises(UsageError, match=r"config/publisher\.toml: a link leads out"):
        init_repository(root)
    assert files(outside) == []


def test_a_linked_gitignore_is_left_alone(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "ignore"
    target.write_text("*.wav\n")
    root.mkdir()
    (root / ".gitignore").symlink_to(target)
    lines = init_repository(root)
    assert target.read_text() == "*.wav\n"
    assert any("/.gitignore: it is a link" in line for line in lines)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(UsageError, match="is a file"):
        init_repository(file)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission_is_an_os_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            init_repository(tmp_path / "x")
    finally:
        tmp_path.chmod(0o700)
