"""`publisher init --ci`: a workflow that checks the show notes on each change and every day."""

import json
from collections.abc import Mapping
from pathlib import Path

from publisher.scaffold.naming import quoted

WORKFLOWS: Mapping[str, str] = {"github": ".github/workflows/show-notes.yml"}
"""Where each CI looks for its file."""

_STARTER = Path(__file__).with_name("starter")
_UNKNOWN = 'PUBLISHER: ""'


def workflow_file(ci: str, source: str | None, folder: str = ".") -> tuple[str, bytes]:
    """Return the path and the content of a CI's workflow, which installs us from `source`.

    `folder` is where in git's repository the podcast's is, and the path that of the former.
    Without a source the workflow stops at once and says where to write it.
    """
    path = WORKFLOWS[ci]
    text = (_STARTER / Path(path).name).read_text(encoding="utf-8")
    if source is not None:
        text = text.replace(_UNKNOWN, f"PUBLISHER: {quoted(source)}")
    if folder != ".":
        text = text.replace(
            "env:\n", f"env:\n  # The podcast's folder.\n  ROOT: {quoted(folder)}\n\n", 1
        )
        for command in ("publisher check ", "publisher diff "):
            text = text.replace(command, f'{command}--root "$ROOT" ')
        text = text.replace("path: .publisher", f"path: {quoted(f'{folder}/.publisher')}")
    return path, text.encode()


def installed_from() -> str | None:
    """Return what pip can install this publisher from anywhere; None where it came from a folder.

    Reads `direct_url.json` (PEP 610): the repository and the very commit.
    """
    from importlib.metadata import Distribution, PackageNotFoundError  # which takes a while

    try:
        written = Distribution.from_name("podcast-publisher").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    return _requirement(json.loads(written)) if written else None


def _requirement(origin: Mapping[str, object]) -> str | None:
    """Return `git+https://host/publisher@commit` for an installation from a repository."""
    vcs, url = origin.get("vcs_info"), origin.get("url")
    if not isinstance(vcs, dict) or not isinstance(url, str) or not url.startswith("https://"):
        return None
    if "@" in url.partition("://")[2].partition("/")[0]:  # somebody's name or token
        return None
    return f"{vcs.get('vcs')}+{url}@{vcs.get('commit_id')}"
