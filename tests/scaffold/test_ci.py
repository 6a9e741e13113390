import json
import os
import re
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from publisher.scaffold import ci, init_repository
from publisher.scaffold.ci import WORKFLOWS, workflow_file
from tests.commands import episode, run, write
from tests.loopback import Loopback, serve
from tests.workflows import Ran, programs, read_yaml, run_steps

PROJECT = Path(__file__).parents[2]
AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@example.com")
SOURCE = "git+https://git.example/owner/publisher@0123abc"
SCHEMA = files("check_jsonschema") / "builtin_schemas" / "vendor" / "github-workflows.json"


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository as `init --ci github` starts it, committed."""
    monkeypatch.setattr("publisher.scaffold.repository.installed_from", lambda: SOURCE)
    root = tmp_path / "show"
    init_repository(root, "github")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *AUTHOR, "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


def run_workflow(show: Path, tmp_path: Path, event: str, base: str = "") -> tuple[Ran, Path]:
    """Run the workflow's commands in a fresh clone."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(show), str(clone))
    workflow = read_yaml(clone / WORKFLOWS["github"])
    folder = programs(tmp_path / "programs", PROJECT)
    contexts = {
        "github.event_name": event,
        "github.event.pull_request.base.sha": base,
        "github.run_id": "7",
        "github.run_attempt": "1",
    }
    env = {
        "PATH": os.pathsep.join([str(folder), os.environ["PATH"]]),
        "HOME": str(tmp_path),
        "PUBLISHER_ALLOW_PRIVATE": "1",
        **workflow["env"],
    }
    steps: list[dict[str, Any]] = workflow["jobs"]["check"]["steps"]
    return run_steps(steps, contexts, cwd=clone, env=env, scratch=tmp_path / "scratch"), clone


def with_episode(show: Path, number: int, body: str) -> str:
    write(show, {f"feeds/show/episodes/{number:03}.md": episode(number, body)})
    return commit(show)


def publisher_build(show: Path) -> None:
    assert run("build", "--offline", root=show).code == 0


def only_this_machine(show: Path) -> None:
    """Let the check ask nothing but 127.0.0.1."""
    config = show / "config" / "publisher.toml"
    config.write_text(config.read_text().replace("[links]\n", '[links]\nskip = ["https://*"]\n', 1))
    commit(show)


def test_it_follows_the_schema_of_workflows() -> None:
    _, data = workflow_file("github", SOURCE)
    # In YAML 1.1 the key `on` is true.
    document = {
        ("on" if key is True else key): value for key, value in yaml.safe_load(data).items()
    }
    Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)


def test_it_may_read_and_nothing_else_and_runs_daily() -> None:
    document = yaml.safe_load(workflow_file("github", SOURCE)[1])
    assert document["permissions"] == {"contents": "read"}
    assert not [job for job in document["jobs"].values() if "permissions" in job]
    [time] = document[True]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", time["cron"])


def test_a_pull_request_fails_on_what_it_adds(show: Path, tmp_path: Path) -> None:
    base = with_episode(show, 2, "Old: [x](www.example.com/old).\n")
    with_episode(show, 3, "New: [x](www.example.com/new).\n")
    ran, clone = run_workflow(show, tmp_path, "pull_request", base)
    assert ran.codes == {
        "Install publisher": 0,
        "Check what the pull request changes": 1,
        "Say what subscribers will see": 0,
        "Sum up": 0,
    }
    assert "**2 episodes added; 0 GUIDs changed;" in ran.summary
    assert "::error file=feeds/show/episodes/003.md," in ran.out
    assert "::error file=feeds/show/episodes/002.md," not in ran.out
    assert "www" in ran.summary
    assert "known" in ran.summary
    assert not any("/cache/" in step["uses"] for step in ran.used)
    assert clone.is_dir()


def test_a_pull_request_is_not_asked_for_what_was_wrong_before(show: Path, tmp_path: Path) -> None:
    base = with_episode(show, 2, "Old: [x](www.example.com/old).\n")
    with_episode(show, 3, "Fine.\n")
    ran, _ = run_workflow(show, tmp_path, "pull_request", base)
    assert not ran.failed, ran.out


def test_a_pull_request_that_would_hurt_subscribers_fails(show: Path, tmp_path: Path) -> None:
    with_episode(show, 2, "Fine.\n")
    publisher_build(show)
    base = with_episode(show, 3, "Fine.\n")
    (show / "feeds/show/episodes/002.md").unlink()
    commit(show)
    ran, _ = run_workflow(show, tmp_path, "pull_request", base)
    assert ran.codes["Say what subscribers will see"] == 1
    assert "1 episode gone" in ran.summary


@pytest.mark.parametrize("event", ["push", "schedule", "workflow_dispatch"])
def test_all_links_are_asked_and_what_was_learnt_is_kept(
    show: Path, tmp_path: Path, event: str
) -> None:
    only_this_machine(show)
    with serve() as web:
        with_episode(show, 2, f"[x]({gone(web)})\n")
        ran, clone = run_workflow(show, tmp_path, event)
        assert web.asked("/status/404")
    assert ran.codes == {"Install publisher": 0, "Check all links": 1, "Sum up": 0}
    assert "W101" in ran.summary
    recalled, kept = (step["with"] for step in ran.used if "/cache/" in step["uses"])
    assert recalled["key"] == kept["key"] == "show-notes-7-1"
    assert recalled["restore-keys"] == "show-notes-"
    assert recalled["path"] == kept["path"]
    assert (clone / kept["path"] / "cache.sqlite").is_file()


def gone(web: Loopback) -> str:
    return web.url("/status/404")


def test_it_is_installed_from_where_this_one_came_from(show: Path, tmp_path: Path) -> None:
    run_workflow(show, tmp_path, "push")
    assert (tmp_path / "programs/asked").read_text() == f"-m pip install --quiet {SOURCE}\n"


def test_without_a_source_it_stops_and_says_what_to_do(tmp_path: Path, show: Path) -> None:
    path, data = workflow_file("github", None)
    (show / path).write_bytes(data)
    commit(show)
    ran, _ = run_workflow(show, tmp_path, "push")
    assert ran.codes["Install publisher"] != 0
    assert "where publisher is installed from" in ran.out
    assert set(ran.codes) == {"Install publisher", "Sum up"}


def test_of_a_folder_in_a_larger_repository_the_workflow_stands_at_the_top(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.scaffold.repository.installed_from", lambda: SOURCE)
    top = tmp_path / "all"
    top.mkdir()
    git(top, "init", "-q", "-b", "main")
    init_repository(top / "our show", "github")
    assert not (top / "our show/.github").exists()
    base = commit(top)
    folder = "our show/feeds/our-show/episodes"
    write(top, {f"{folder}/002.md": episode(2, "New: [x](www.example.com/new).\n")})
    commit(top)
    ran, clone = run_workflow(top, tmp_path, "pull_request", base)
    assert ran.codes["Check what the pull request changes"] == 1
    assert f"::error file={folder}/002.md," in ran.out
    recalled, kept = (
        step["with"]["path"]
        for step in read_yaml(clone / WORKFLOWS["github"])["jobs"]["check"]["steps"]
        if "/cache/" in step.get("uses", "")
    )
    assert recalled == kept == "our show/.publisher"


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    file = tmp_path / WORKFLOWS["github"]
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    lines = init_repository(tmp_path, "github")
    assert file.read_text() == "mine"
    assert any(line.endswith("show-notes.yml: it was there") for line in lines)


def test_no_workflow_is_written_unasked(tmp_path: Path) -> None:
    init_repository(tmp_path)
    assert not (tmp_path / ".github").exists()


GIT = {"url": "https://git.example/o/p", "vcs_info": {"vcs": "git", "commit_id": "abc"}}


@pytest.mark.parametrize(
    ("origin", "source"),
    [
        (GIT, "git+https://git.example/o/p@abc"),
        ({**GIT, "url": "https://token@git.example/o/p"}, None),
        ({**GIT, "url": "ssh://git@git.example/o/p"}, None),
        ({"url": "file:///home/me/publisher", "dir_info": {"editable": True}}, None),
        (None, None),
    ],
)
def test_where_it_came_from(
    monkeypatch: pytest.MonkeyPatch, origin: dict[str, Any] | None, source: str | None
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return json.dumps(origin) if origin else None

    monkeypatch.setattr("importlib.metadata.Distribution.from_name", lambda name: Installed())
    assert ci.installed_from() == source
