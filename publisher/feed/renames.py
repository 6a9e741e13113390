"""A renamed episode file: say so, and offer to write its old GUID into the front matter."""

import json
import re

from publisher.documents import Document
from publisher.model import Episode, Finding, Place, Show
from publisher.rules.catalogue import CATALOGUE

CODE = "F210"
_FIRST_FIELD = re.compile(r"^([ \t]*)([^\s#])", re.MULTILINE)


def renamed_finding(episode: Episode, show: Show, guid: str, old_slug: str) -> Finding:
    """Return the finding for an episode that was published with `guid` as `old_slug`."""
    place, replacement = _insertion(episode, show, guid)
    message = (
        f'was published as "{old_slug}" and now is "{episode.slug}": the feed keeps its GUID '
        f"{guid}, or players would download the episode again. Write that guid into the front "
        "matter, so that it no longer hangs on feed.lock; links to the old page are dead"
    )
    return Finding(CODE, CATALOGUE[CODE].severity, message, place, None, replacement)


def _insertion(episode: Episode, show: Show, guid: str) -> tuple[Place, str | None]:
    """Return where and as what `guid` is written; without a text where that can't be told."""
    document = episode.source
    keys = show.fields.get("guid", ("guid",))
    key = keys[0]
    if (
        not isinstance(document, Document)
        or document.front == (0, 0)
        or "." in key
        or any(each in document.fields for each in keys)
    ):
        return document.place("guid"), None
    start, end = document.front
    front = document.text[start:end]
    value = json.dumps(guid, ensure_ascii=False)  # a string of JSON is one of YAML and TOML too
    first = _FIRST_FIELD.search(front)
    if first is None:
        return document.place("guid"), None
    start += first.start()
    if first[2] == "{":
        start += len(first[0])
        return document.place_at(start, start), f"{json.dumps(key)}: {value},"
    equals = " =" if document.text.startswith("+++") else ":"
    newline = "\r\n" if "\r\n" in front else "\n"
    return document.place_at(start, start), f"{first[1]}{key}{equals} {value}{newline}"
