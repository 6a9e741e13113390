"""Running the command in-process, as a user types it."""

import io
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from publisher.__main__ import main

Files = Mapping[str, str | bytes]

CONFIG: Files = {
    "config/publisher.toml": 'site = "https://podcast.example.com"\n',
    "config/people.toml": '[ada]\nname = "Ada Example"\nrole = "host"\ngithub = "ada"\n',
    "config/sponsors.toml": '[globex]\nname = "Globex"\nurl = "https://globex.example.com/ada"\n',
    "feeds/talk/show.toml": (
        'title = "The Talk"\ndescription = "About talking."\nlanguage = "en"\n'
        'artwork = "https://podcast.example.com/cover.jpg"\ncategories = ["Technology"]\n'
        'hosts = ["ada"]\nowner = {name = "Ada Example", email = "ada@example.com"}\n'
        "explicit = false\n"
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def run(*arguments: str, root: Path) -> Outcome:
    """Run `publisher ARGUMENTS` in the folder `root`."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with (
        patch("sys.argv", ["publisher", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
        chdir(root),
    ):
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
    assert isinstance(code, int)
    return Outcome(code, out.getvalue(), err.getvalue())


def write(root: Path, files: Files) -> Path:
    """Write `files`, by their paths from `root`."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def episode(number: int, body: str = "Words.\n", **fields: str) -> str:
    """Return a sound episode file; `fields` are further lines of its front matter."""
    lines = {
        "title": f"Episode {number}",
        "number": str(number),
        "date": f"2026-01-{number:02}",
        "audio": (
            f'{{url: "https://media.example.com/{number}.mp3", '
            f"bytes: {12345000 + number}, duration: 20:00}}"
        ),
        **fields,
    }
    front = "".join(f"{key}: {value}\n" for key, value in lines.items())
    return f"---\n{front}---\n{body}"
