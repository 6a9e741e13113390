"""`[publish.<name>]` of publisher.toml: where the site is put.

A file of the repository may be a stranger's: what it says here is never a command or an option,
and no password. What needs trust (a place outside of the repository, a private address) takes a
flag, too; the targets themselves look after that.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from publisher.config.kinds import FLAG, LINE, choice
from publisher.config.tables import Kind, Reading, Rejected, Table, map_of, table
from publisher.documents.parsed import Keys, shown
from publisher.model import FolderPlace, GitPlace, PublishPlace, RsyncPlace, S3Place, Value

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,49}")
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])"
_USER = r"(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,63}@)"
_PATH = r"(?!//)[^\s:\x00-\x1f\x7f][^\x00-\x1f\x7f]{0,999}"
_SECRET = re.compile(r"://[^/\s]*:[^/\s]*@|^https?://[^/\s]*@", re.IGNORECASE)
"""A user with a password; in the address of a web server the user alone may be a token."""

_REMOTE = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]{0,99})"
    rf"|https://{_HOST}(?::\d{{1,5}})?/[^\s?#]{{1,999}}"
    rf"|ssh://{_USER}?{_HOST}(?::\d{{1,5}})?/[^\s?#]{{1,999}}"
    rf"|{_USER}?{_HOST}:{_PATH}"
    r"|file:///[^\s?#]{1,999}|/[^\s]{1,999}|\.{1,2}/[^\s]{1,999}"
)
_DESTINATION = re.compile(
    rf"rsync://{_USER}?{_HOST}(?::\d{{1,5}})?/[A-Za-z0-9._-]{{1,99}}(?:/[^\x00-\x1f\x7f]{{0,999}})?"
    rf"|{_USER}?{_HOST}::?{_PATH}"
)
_BRANCH = re.compile(
    r"(?![-./+@])(?!.*(?:\.\.|//|@\{|/\.|\.lock$|\.lock/))[\w./+@-]{1,200}(?<![./])"
)
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[\w.!'()~+ -]{1,100}(?:/[\w.!'()~+ -]{1,100}){0,20}")
_ENDPOINT = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?/?", re.IGNORECASE)
_REGION = re.compile(r"[a-z0-9]{2,20}(?:-[a-z0-9]{1,20}){0,4}")


def _form(pattern: re.Pattern[str], wanted: str) -> Kind:
    """A text of a form that is safe to give to a program; a password in it is never shown."""

    def read(value: Value, at: Keys, reading: Reading) -> str | None:
        text: str | None = LINE.read(value, at, reading)
        if text is None:
            return None
        if _SECRET.search(text):
            raise Rejected(
                "E102",
                f"{reading.name(at)} holds a user or a password: everybody who sees this file "
                "could publish in your place. Take it out (and make a new one); secrets come from "
                "the environment, your keys or git's credential helper",
            )
        if not pattern.fullmatch(text) or ".." in text.replace("\\", "/").split("/")[1:]:
            raise Rejected(
                "E102", f'{reading.name(at)} must be {wanted}, not "{shown(_masked(text))}"'
            )
        return text

    return Kind(wanted, read, LINE.schema)


def _masked(text: str) -> str:
    return re.sub(r"[^/\s]*@", "…@", text)


def _prefix(value: Value, at: Keys, reading: Reading) -> str | None:
    text: str | None = LINE.read(value, at, reading)
    text = text.strip("/") if text else None
    if text and (not _PREFIX.fullmatch(text) or {".", ".."} & set(text.split("/"))):
        raise reading.mismatch(at, text, "a folder in the bucket, such as podcast/site")
    return text or None


_KINDS: Mapping[str, Callable[..., PublishPlace]] = {
    "folder": FolderPlace,
    "git": GitPlace,
    "rsync": RsyncPlace,
    "s3": S3Place,
}
_NEEDED = {"folder": "path", "rsync": "destination", "s3": "bucket"}
_EXAMPLES = {
    "path": "docs",
    "destination": "me@example.com:/var/www/podcast",
    "bucket": "my-podcast",
}

PUBLISH = Table(
    {
        "kind": choice({kind: kind for kind in _KINDS}),
        "report": FLAG,
        "path": LINE,
        "remote": _form(
            _REMOTE, "the name of a remote such as origin, or its address, https://… or git@host:…"
        ),
        "branch": _form(_BRANCH, "the name of a branch such as gh-pages"),
        "destination": _form(
            _DESTINATION, "a place such as me@example.com:/var/www/podcast or rsync://host/module"
        ),
        "bucket": _form(_BUCKET, "the name of a bucket"),
        "prefix": Kind("a folder in the bucket", _prefix, LINE.schema),
        "region": _form(_REGION, "a region such as eu-central-1"),
        "endpoint": _form(_ENDPOINT, "the address of a service, https://host"),
    }
)

PLACES = map_of(table(PUBLISH))


def build_places(values: Mapping[str, Any], reading: Reading) -> tuple[PublishPlace, ...]:
    """Return the places to publish at, in the file's order; unsound ones are left out."""
    places = (_place(name, given, reading) for name, given in values.items())
    return tuple(place for place in places if place is not None)


def _place(name: str, given: Mapping[str, Any], reading: Reading) -> PublishPlace | None:
    at: Keys = ("publish", name)
    if not _NAME.fullmatch(name):
        message = f"\"{shown(name)}\" can't be a target's name; use letters, digits and hyphens"
        reading.complain("E105", at, message)
        return None
    values = dict(given)
    kind = values.pop("kind", None)
    if kind is None:
        known = ", ".join(f'"{each}"' for each in _KINDS)
        reading.complain("E103", at, f"a target needs a kind: kind = one of {known}")
        return None
    make = _KINDS[kind]
    needed = _NEEDED.get(kind)
    if needed is not None and needed not in values:
        message = f'a target of kind "{kind}" needs {needed} = "{_EXAMPLES[needed]}"'
        reading.complain("E103", at, message)
        return None
    own = {*make.__annotations__} - {"name"}
    for key in sorted(values.keys() - own):
        message = f'{key} means nothing to a target of kind "{kind}"; take it out'
        reading.complain("E101", (*at, key), message)
    return make(name=name, **{key: value for key, value in values.items() if key in own})
