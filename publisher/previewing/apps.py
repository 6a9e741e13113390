"""What is known of how each app shows notes: `apps.toml`, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from publisher.notes.limits import Form


class App(NamedTuple):
    """A place where notes are read; `apps.toml` says what each field means."""

    name: str
    form: Form
    look: str
    keeps: frozenset[str]
    links: bool
    bare: bool
    seeks: bool
    first: int | None
    remarks: tuple[str, ...]


class Kind(NamedTuple):
    """Something that an app may not show; `html` and `text` say what stands in its place."""

    element: str
    one: str
    many: str
    html: str
    text: str


class Apps(NamedTuple):
    apps: tuple[App, ...]
    kinds: tuple[Kind, ...]


@cache
def known_apps() -> Apps:
    """Return all apps, in the order of the preview, and the kinds of things they may lose."""
    tables = tomllib.loads(Path(__file__).with_name("apps.toml").read_text(encoding="utf-8"))
    apps = (
        App(
            name=each["name"],
            form=Form(each["form"]),
            look=each["look"],
            keeps=frozenset(each["keeps"]),
            links=each["links"],
            bare=each["bare"],
            seeks=each["seeks"],
            first=each.get("first"),
            remarks=tuple(each["remarks"]),
        )
        for each in tables["app"]
    )
    return Apps(tuple(apps), tuple(Kind(**each) for each in tables["kind"]))
