"""Repositories made to harm: nothing is read from outside, nothing runs away, no TOML is broken."""

import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from publisher.adopting import adopt_repository, walking
from publisher.config import load_network
from publisher.errors import PublisherError, UsageError
from tests.adopting.repositories import hugo, lay_out

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def adopt(root: Path) -> str:
    return "\n".join(adopt_repository(root, now=NOW))


def episode(title: str = "One", **fields: str) -> str:
    own = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return (
        f"---\ntitle: {title}\nnumber: 1\ndate: 2024-01-01\n"
        f"audio_url: https://cdn.example.com/1.mp3\n{own}---\nNotes.\n"
    )


def test_links_lead_nowhere(tmp_path: Path) -> None:
    lay_out(tmp_path / "secrets", {"e/1.md": episode("Secret"), "people.yml": "me: {name: Me}\n"})
    root = lay_out(tmp_path / "show", {"episodes/1.md": episode("Mine")})
    (root / "episodes/2.md").symlink_to(tmp_path / "secrets/e/1.md")
    (root / "more").symlink_to(tmp_path / "secrets", target_is_directory=True)
    (root / "_data").symlink_to(tmp_path / "secrets", target_is_directory=True)
    (root / "circle").symlink_to(root, target_is_directory=True)
    told = adopt(root)
    assert "1 episode" in told
    assert "Secret" not in told
    assert load_network(root).people == {}


@pytest.mark.parametrize("name", ["config", "feeds"])
def test_nothing_is_written_outside(name: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    root = lay_out(tmp_path / "show", {"episodes/1.md": episode()})
    (root / name).symlink_to(outside, target_is_directory=True)
    with pytest.raises(UsageError, match="a link leads out of"):
        adopt(root)
    assert list(outside.iterdir()) == []


HOSTILE = '"]]\\n[owner]\\nname = \\"x\\"\\u0000\\u001b[31m\\"\\"\\" \\ud800 ../../etc'


def test_values_cannot_break_out_of_toml(tmp_path: Path) -> None:
    name = f'"{HOSTILE[1:]}"'
    files = {
        "episodes/1.md": f'{{"title": "One", "number": 1, "date": "2024-01-01", "audio": '
        f'{{"url": "https://cdn.example.com/1.mp3"}}, "guest": {name}, '
        f'"guest_website": {name}, "__proto__": {{"x": 1}}, "a\\"]\\nb": "c", "constructor": 1}}\n',
        "_config.yml": f"title: {name}\ndescription: {name}\nauthor: {name}\nlang: {name}\n",
        "people/a.md": f"---\nname: {name}\nbio: {name}\ntwitter: {name}\nimage: {name}\n---\n",
        "sponsors/../sponsors/b.md": f"---\nname: {name}\nurl: {name}\ncode: {name}\n---\n",
    }
    for path in ("_config.yml", "people/a.md", "sponsors/../sponsors/b.md"):
        files[path] = files[path].replace("\\ud800", "").replace("\\u0000", "")
    (tmp_path / "sponsors").mkdir()
    root = lay_out(tmp_path, files)
    told = adopt(root)
    assert "\x1b" not in told
    for file in (*root.glob("config/*.toml"), *root.glob("feeds/*/*.toml")):
        parsed = tomllib.loads(file.read_text(encoding="utf-8"))
        assert parsed.get("owner", {}).get("name") != "x"
    load_network(root)


def test_bombs_are_not_opened(tmp_path: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    deep = "[" * 20_000
    files = {
        "episodes/1.md": episode(),
        "episodes/2.md": f"---\n{bomb}---\n",
        "episodes/3.md": f"---\nx: {deep}\n---\n",
        "_data/people.yml": bomb,
        "_data/deep.json": deep,
        "_data/sponsors.json": '{"a": {"name": ' + deep,
        "_data/big.yml": "a: " + "x" * 2_000_000,
        "_config.yml": f"title: {deep}",
    }
    root = lay_out(tmp_path, files)
    told = adopt(root)
    assert "can't be read" in told
    assert load_network(root).people == {}


def test_pipes_and_folders_named_like_files(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"episodes/1.md": episode(), "x.md/y.txt": "", "_config.yml/z": ""})
    os.mkfifo(root / "_data.yml")
    os.mkfifo(root / "pipe.md")
    adopt(root)


def test_too_many_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "MOST_PAGES", 3)
    files = {f"episodes/{number}.md": episode() for number in range(9)}
    told = adopt(lay_out(tmp_path, files))
    assert "not all was looked at" in told


def test_what_others_made_is_passed_over(tmp_path: Path) -> None:
    files = {
        f"{folder}/episodes/9.md": episode("Nine")
        for folder in ("node_modules/x", "vendor", "public", "_site", ".cache", "themes/t", "built")
    }
    root = lay_out(
        tmp_path, {"episodes/1.md": episode(), ".gitignore": "/built/\n*.log\n", **files}
    )
    told = adopt(root)
    assert "1 episode" in told
    assert "episodes = episodes/*.md" in told


def test_a_person_called_like_a_path(tmp_path: Path) -> None:
    files = hugo() | {
        "content/guest/fern.md": '+++\nTitle = "../../x"\nThumbnail = "../../y.png"\n+++'
    }
    root = lay_out(tmp_path, files)
    adopt(root)
    assert "image" not in tomllib.loads((root / "config/people.toml").read_text())["fern"]


def test_a_file_or_nothing_is_no_repository(tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match="is no folder"):
        adopt(tmp_path / "nowhere")
