"""Short descriptions of many shapes: what each says of accounts, apps and people, and no more."""

import tomllib
from pathlib import Path

import pytest

from tests.importing.labels import Labelled, labelled
from tests.importing.scoring import score

KINDS = ("socials", "platforms", "profiles", "websites", "guests")


def shapes() -> list[Labelled]:
    entries = tomllib.loads(Path(__file__).with_name("shapes.toml").read_text(encoding="utf-8"))
    return [labelled(entry.pop("of"), "", entry.pop("text"), entry) for entry in entries["text"]]


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.of)
def test_all_is_found_and_nothing_else(shape: Labelled) -> None:
    misses = [miss for miss in score([shape]).misses if miss.kind in KINDS]
    assert misses == []
