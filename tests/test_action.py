"""`action.yml` and the hooks for pre-commit: sound, and their scripts do what they say."""

import json
import os
import re
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.commands import CONFIG, episode, write
from tests.workflows import Ran, commands_in, programs, read_yaml, run_steps

ROOT = Path(__file__).parents[1]
ACTION = read_yaml(ROOT / "action.yml")
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
VENDORED = files("check_jsonschema") / "builtin_schemas" / "vendor"

DEFAULTS = {f"inputs.{name}": str(value["default"]) for name, value in ACTION["inputs"].items()}
BAD = "See [the show](www.example.com/show).\n"  # L101, an error


@pytest.fixture
def shows(tmp_path: Path) -> Path:
    return write(tmp_path / "shows", {**CONFIG, "feeds/talk/episodes/1.md": episode(1, BAD)})


def run_action(cwd: Path, tmp_path: Path, **inputs: str) -> Ran:
    given = {f"inputs.{name}": value for name, value in inputs.items()}
    contexts = {
        **DEFAULTS,
        "github.action_path": str(ROOT),
        "github.job": "check",
        "github.run_id": "7",
        "github.run_attempt": "1",
        "steps.python.outputs.python-path": str(tmp_path / "programs" / "python"),
        **given,
    }
    folder = programs(tmp_path / "programs", ROOT)
    env = {"PATH": os.pathsep.join([str(folder), os.environ["PATH"]]), "HOME": str(tmp_path)}
    return run_steps(STEPS, contexts, cwd=cwd, env=env, scratch=tmp_path / "scratch")


def test_it_follows_the_schema_of_actions() -> None:
    schema = json.loads((VENDORED / "github-actions.json").read_text("utf-8"))
    Draft7Validator(schema).validate(ACTION)


def test_our_own_ci_follows_the_schema_of_workflows() -> None:
    schema = json.loads((VENDORED / "github-workflows.json").read_text("utf-8"))
    document = read_yaml(ROOT / ".github" / "workflows" / "ci.yml")
    Draft7Validator(schema).validate(
        {"on" if key is True else key: document[key] for key in document}
    )
    [use] = (step for step in document["jobs"]["action"]["steps"] if step["uses"] == "./")
    assert set(use["with"]) <= set(ACTION["inputs"])


def test_no_script_holds_an_expression() -> None:
    assert not [step for step in STEPS if "${{" in step.get("run", "")]


def test_every_input_is_used_and_described() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, given in ACTION["inputs"].items():
        assert f"${{{{ inputs.{name} " in text
        assert given["description"]
        assert f"`{name}`" in readme


def test_findings_are_notes_the_summary_is_written_and_the_code_is_the_checks(
    shows: Path, tmp_path: Path
) -> None:
    ran = run_action(shows, tmp_path, args="--offline\n\n", sarif="links.sarif")
    assert ran.codes == {"Install publisher": 0, "Check": 1}
    assert "error" in set(commands_in(ran.out))
    assert set(commands_in(ran.out)) <= {"error", "warning", "notice", "group", "endgroup"}
    assert "L101" in ran.summary
    assert json.loads((shows / "links.sarif").read_text())["version"] == "2.1.0"


def test_it_is_installed_from_its_own_checkout(shows: Path, tmp_path: Path) -> None:
    run_action(shows, tmp_path, args="--offline")
    asked = (tmp_path / "programs" / "asked").read_text().splitlines()
    assert [line.split()[1] for line in asked] == ["venv", "pip"]
    assert asked[1].endswith(f" {ROOT}")


def test_what_was_learnt_is_kept_even_after_a_failure(shows: Path, tmp_path: Path) -> None:
    ran = run_action(shows, tmp_path, args="--offline")
    recalled, kept = (step for step in ran.used if "/cache/" in step["uses"])
    assert recalled["with"]["key"] == kept["with"]["key"] == "show-notes-check-7-1"
    assert recalled["with"]["path"] == kept["with"]["path"] == "./.publisher"
    assert recalled["with"]["restore-keys"] == "show-notes-check-"


def test_paths_with_any_sign_reach_the_check_as_they_are(tmp_path: Path) -> None:
    name = "a b; touch owned; $(touch owned) `touch owned` \"'.md"
    folder = write(tmp_path / "notes", {name: BAD, "--offline.md": "fine\n"})
    ran = run_action(folder, tmp_path, args="--offline", paths=f"{name}\n--offline.md")
    assert ran.codes["Check"] == 1, ran.out
    assert "1 error in 1 of 2 files." in ran.out
    assert sorted(file.name for file in folder.iterdir()) == sorted([name, "--offline.md"])


def test_a_repository_below_the_top_has_paths_from_the_top(shows: Path, tmp_path: Path) -> None:
    ran = run_action(shows.parent, tmp_path, args="--offline", root="shows")
    assert "::error file=shows/feeds/talk/episodes/1.md," in ran.out


def test_a_pull_request_fails_on_what_it_adds_only(shows: Path, tmp_path: Path) -> None:
    base = commit(shows)
    write(shows, {"feeds/talk/episodes/2.md": episode(2)})
    commit(shows)
    ran = run_action(shows, tmp_path, args="--offline", changed=base)
    assert ran.codes["Check"] == 0, ran.out
    assert "known" in ran.out


def test_none_asks_for_no_comparison(shows: Path, tmp_path: Path) -> None:
    assert run_action(shows, tmp_path, args="--offline", changed="none").codes["Check"] == 1


def test_wrong_usage_keeps_its_code_and_writes_no_summary(shows: Path, tmp_path: Path) -> None:
    ran = run_action(shows, tmp_path, args="--no-such-option")
    assert (ran.codes["Check"], ran.summary) == (2, "")


def commit(folder: Path) -> str:
    """Commit all files of a folder, made a repository if it is none; return the commit."""
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-C", str(folder))
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    asked = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return asked.stdout.strip()


HOOKS = read_yaml(ROOT / ".pre-commit-hooks.yaml")


def test_the_hooks_run_commands_that_there_are(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [hook["id"] for hook in HOOKS] == ["publisher-check", "publisher-fix"]
    folder = write(tmp_path / "notes", {"1.md": BAD})
    environment = {**os.environ, "PATH": f"{programs(tmp_path / 'bin', ROOT)}:{os.environ['PATH']}"}
    codes = []
    for hook in HOOKS:
        assert hook["language"] == "python"
        assert not hook["pass_filenames"]
        assert re.search(hook["files"], "feeds/talk/episodes/1.md")
        assert f"`{hook['id']}`" in readme
        done = subprocess.run(hook["entry"].split(), cwd=folder, env=environment, check=False)
        codes.append(done.returncode)
    assert codes == [1, 0]
    assert "https://www.example.com/show" in (folder / "1.md").read_text()
