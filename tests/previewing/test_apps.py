"""The table of apps: whole, sourced, and of forms that there are."""

import tomllib
from pathlib import Path

import pytest

import publisher.previewing.apps
from publisher.notes.limits import LIMITS
from publisher.previewing.apps import known_apps

FILE = Path(publisher.previewing.apps.__file__).with_name("apps.toml")
TABLES = tomllib.loads(FILE.read_text(encoding="utf-8"))
ELEMENTS = {"p", "ol", "ul", "li", "a", "code", *(kind.element for kind in known_apps().kinds)}


@pytest.mark.parametrize("table", TABLES["app"], ids=lambda table: table["name"])
def test_every_app_is_described(table: dict[str, object]) -> None:
    keeps, source = table["keeps"], table["source"]
    assert isinstance(keeps, list) and isinstance(source, list)
    assert ELEMENTS.issuperset(keeps)
    assert source or table["name"] == "Web page"
    known = {
        "name",
        "form",
        "look",
        "keeps",
        "links",
        "bare",
        "seeks",
        "first",
        "remarks",
        "source",
    }
    assert known.issuperset(table)


def test_names_differ_and_every_place_with_a_limit_is_there() -> None:
    apps = known_apps().apps
    assert len({app.name for app in apps}) == len(apps)
    assert {app.form for app in apps}.issuperset(LIMITS)
    assert [app.name for app in apps][:2] == ["Apple Podcasts", "Spotify"]
