"""A small part of GitHub's runner: the `run` steps of a workflow or composite action, in order."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Contexts = Mapping[str, str]
"""Values of expressions by their whole name: `github.event_name`, `inputs.paths`."""


@dataclass
class Ran:
    """What a job did: exit codes of its steps by name, what they printed, and the summary."""

    codes: dict[str, int] = field(default_factory=dict)
    out: str = ""
    summary: str = ""
    used: list[dict[str, Any]] = field(default_factory=list)  # steps with `uses`, values filled in

    @property
    def failed(self) -> bool:
        return any(self.codes.values())


def read_yaml(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def fill(text: object, contexts: Contexts) -> str:
    """Return text with its `${{ }}` evaluated: names, `a || b`, comparisons and `&&`."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(_value(found[1], contexts)), str(text))


def _value(expression: str, contexts: Contexts) -> Any:
    words = re.findall(r"'[^']*'|&&|\|\||==|!=|!|[\w.-]+(?:\(\))?|[()]", expression)
    known = {"&&": "and", "||": "or", "==": "==", "!=": "!=", "!": "not", "(": "(", ")": ")"}
    python = " ".join(
        known.get(word) or (word if word[0] == "'" else repr(_named(word, contexts)))
        for word in words
    )
    return eval(python, {"__builtins__": {}})


def _named(word: str, contexts: Contexts) -> object:
    if word == "always()":
        return True
    return contexts.get(word, "")


def run_steps(
    steps: list[dict[str, Any]],
    contexts: Contexts,
    *,
    cwd: Path,
    env: Mapping[str, str],
    scratch: Path,
) -> Ran:
    """Run the steps as bash does on GitHub; after a failure only those with `always()`."""
    ran = Ran()
    scratch.mkdir(exist_ok=True)
    paths: list[str] = []
    for number, step in enumerate(steps):
        name = str(step.get("name") or step.get("uses"))
        condition = str(step.get("if", "success()"))
        if ran.failed and "always()" not in condition:
            continue
        if "if" in step and not _value(condition, contexts):
            continue
        if "uses" in step:
            given = {key: fill(value, contexts) for key, value in step.get("with", {}).items()}
            ran.used.append({"uses": step["uses"], "with": given})
            continue
        assert "${{" not in step["run"], "a script must take values from its environment"
        summary, added = (scratch / f"{kind}_{number}" for kind in ("summary", "path"))
        summary.touch()
        added.touch()
        filled = {key: fill(value, contexts) for key, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=cwd,
            env={
                **env,
                "PATH": os.pathsep.join([*paths, env["PATH"]]),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_PATH": str(added),
                "RUNNER_TEMP": str(scratch),
                **filled,
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        ran.codes[name] = done.returncode
        ran.out += done.stdout + done.stderr
        ran.summary += summary.read_text(encoding="utf-8")
        paths = [*added.read_text(encoding="utf-8").splitlines(), *paths]
    return ran


def programs(folder: Path, source: Path) -> Path:
    """Write a `publisher`, and a `python` whose pip and venv only write down what they are told."""
    folder.mkdir()
    publisher = f'#!/bin/sh\nPYTHONPATH="{source}" exec "{sys.executable}" -m publisher "$@"\n'
    (folder / "publisher").write_text(publisher)
    (folder / "python").write_text(
        f'#!/bin/sh\necho "$*" >> "{folder}/asked"\n'
        f'if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "{folder}/python" "{folder}/publisher" '
        '"$3/bin"; fi\n'
    )
    for program in ("publisher", "python"):
        (folder / program).chmod(0o755)
    return folder


def commands_in(out: str) -> Iterator[str]:
    """Yield the names of workflow commands in what a step printed."""
    for line in out.splitlines():
        begun = re.match(r"\s*::([\w-]+)", line)
        if begun:
            yield begun[1]
