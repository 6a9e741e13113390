"""What README says can be run is run, and prints what README says it prints."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from publisher.cli import commands
from publisher.cli.notes import FORMS
from publisher.config.schema import EPISODE, SETTINGS, SHOW, SPONSOR
from publisher.model import Verdict
from publisher.reports import FORMATS
from publisher.rules.catalogue import CATALOGUE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TAGS = (ROOT / "feeds/TAGS.md").read_text(encoding="utf-8")

BUILD = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/publisher build"
TEST = (
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest -q -n auto"
)


def test_the_two_commands_stand_alone_in_their_blocks() -> None:
    assert f"```\n{BUILD}\n```" in README
    assert f"```\n{TEST}\n```" in README


def test_ci_ends_with_the_readmes_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    lines = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert lines[0] == "set -euo pipefail"
    assert lines[-1] == TEST
    for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert any(line.startswith(f".venv/bin/{tool}") for line in lines[2:-1])
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o100


def samples() -> Iterator[tuple[str, str]]:
    """Yield each command that README shows, with what it is said to print."""
    for block in re.findall(r"^```console\n(.*?)^```$", README, re.M | re.S):
        for sample in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = sample.partition("\n")
            yield command, output


def test_samples_are_what_the_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("config", "feeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    shown = list(samples())
    assert len(shown) >= 3
    for command, output in shown:
        program, *arguments = shlex.split(command)
        assert program == "publisher"
        result = CliRunner().invoke(commands, arguments)
        assert result.exit_code in (0, 1), result.output
        assert re.fullmatch(pattern_of(output), result.stdout, re.S), result.stdout


def test_the_template_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("config", "feeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    [template] = re.findall(r"^```jinja\n(.*?)^```$", README, re.M | re.S)
    (tmp_path / "feeds/kens-nearest-neighbors/notes.j2").write_text(template)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(commands, ["notes", "196", "--for", "youtube"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Thanks to\nThey pay for this show.\n")
    assert result.stdout.endswith(
        "All episodes: Ken’s Nearest Neighbors "
        "(https://podcasts.example.com/kens-nearest-neighbors/)\n"
    )


def test_the_job_for_gitlab_is_one(tmp_path: Path) -> None:
    [text] = re.findall(r"^```yaml\n(show-notes:\n.*?)^```$", README, re.M | re.S)
    job = yaml.safe_load(text)
    vendored = files("check_jsonschema") / "builtin_schemas" / "vendor"
    Draft7Validator(json.loads((vendored / "gitlab-ci.json").read_text("utf-8"))).validate(job)

    episode = "feeds/kens-nearest-neighbors/episodes/197-tomas-lindqvist/index.md"
    for folder in ("config", "feeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.com"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *arguments], check=True)
    with (tmp_path / episode).open("a") as notes:
        notes.write("[x](www.example.com/new)\n")
    done = subprocess.run(
        ["sh", "-ec", "\n".join(job["show-notes"]["script"][1:])],
        cwd=tmp_path,
        env={
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD",
        },
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert "L101 error" in done.stdout
    assert "1 error" in done.stderr
    assert (tmp_path / "links.xml").is_file()


def pattern_of(output: str) -> str:
    """Return a pattern in which `…` stands for the rest of a line, or for any number of lines."""
    lines = []
    for line in output.splitlines(keepends=True):
        if line == "…\n":
            lines.append(".*")
        else:
            lines.append(re.escape(line).replace("…", r"[^\n]*"))
    return "".join(lines)


def test_every_command_and_option_is_named() -> None:
    for name, command in commands.commands.items():
        assert f"`publisher {name}" in README
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"{option.opts[0]}" in README, f"{name} {option.opts[0]}"
    assert all(f"`{form}`" in README for form in (*FORMS, *FORMATS))


def test_every_key_is_named() -> None:
    for table in (EPISODE, SETTINGS, SHOW, SPONSOR):
        for key in table.keys:
            assert re.search(rf"`\[?(\w+\.)?{key}\b", README + TAGS), key


def test_every_verdict_and_family_is_named() -> None:
    assert all(f"`{verdict}`" in README for verdict in Verdict)
    assert all(f"| `{family}` |" in README for family in {code[0] for code in CATALOGUE})
