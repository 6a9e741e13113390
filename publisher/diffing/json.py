"""The diff for programs: all of it, in a shape that is kept."""

import json
from collections.abc import Sequence
from typing import Any

from publisher.diffing.values import Compared
from publisher.diffing.wording import summary
from publisher.feed.diff.changes import Change

VERSION = 1


def render(compared: Sequence[Compared]) -> str:
    """Return the feeds with every change, as `tests/diffing/diff.schema.json` describes it."""
    data = {
        "version": VERSION,
        "hurts": any(each.diff.hurts for each in compared),
        "feeds": [_feed(each) for each in compared],
    }
    return json.dumps(data, indent=2) + "\n"  # in ASCII: any log or terminal can hold it


def _feed(compared: Compared) -> dict[str, Any]:
    diff = compared.diff
    return {
        "show": compared.show,
        "title": compared.title,
        "old": {"name": compared.old, "episodes": diff.old_episodes},
        "new": {"name": compared.new, "episodes": diff.new_episodes},
        "hurts": diff.hurts,
        "summary": summary(diff),
        "redownloads": diff.redownloads,
        "counts": dict(sorted(diff.counts.items())),
        "changes": [_change(change) for change in diff.changes],
        "notices": list(compared.notices),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "effect": change.row.effect.value,
        "title": change.title,
        "guid": change.guid,
        "old": change.old,
        "new": change.new,
    }
