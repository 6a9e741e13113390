"""The entry point: what it makes of outputs that are closed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import CONFIG, episode, write


@pytest.mark.skipif(sys.platform == "win32", reason="no shell there that closes an output")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("build --offline", 0),
        ("build --offline --strict", 1),
        ("check --offline", 1),
        ("check --offline --format json", 1),
        ("notes 1 --for text", 0),
        ("notes 9 --for text", 2),
        ("rule L101", 0),
        ("--help", 0),
    ],
)
def test_a_closed_output_changes_nothing_else(
    tmp_path: Path, command: str, code: int, closed: str
) -> None:
    body = "[x](www.example.org/)\n"
    write(tmp_path, {**CONFIG, "feeds/talk/episodes/001.md": episode(1, body)})
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -W error -m publisher {command} {closed}', sys.executable],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "fault" not in done.stderr
    assert (tmp_path / "feeds/talk/feed.xml").exists() is command.startswith("build")
