"""Hosts of feeds and audio, with their habits, good and bad: one model of what each answers.

`Host.answer` is the model; `played.py` asks it without a network, `served.py` over real HTTP.
Habits are words joined by ` + `: `no-head`, `no-etag`, `no-last-modified`, `no-304`, `always-304`,
`no-gzip`, `no-ranges`, `no-cors`, `404` or another status, `301 URL`, `chain N`, `type TYPE`,
`length N`, `cache-control VALUE`, `padded BYTES`, `body TEXT`.
"""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

ETAG = '"e-1"'
MODIFIED = "Tue, 05 May 2026 10:00:00 GMT"


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Host:
    """What one address answers. `length` stands for a body that is too long to be made."""

    body: bytes = b""
    type: str = "application/octet-stream"
    length: int | None = None
    habits: Mapping[str, str] = field(default_factory=dict)

    def with_habits(self, words: str | int) -> "Host":
        """Return it with habits as they are written."""
        parts = [part.strip() for part in str(words).split(" + ") if part.strip()]
        habits = dict(self.habits)
        for part in parts:
            word, _, value = part.partition(" ")
            habits[word] = value
        return Host(self.body, self.type, self.length, habits)

    def answer(self, method: str, asked: Mapping[str, str]) -> Answer:
        """Return what the host says to a request; header names in lower case."""
        habits = self.habits
        status = next((int(word) for word in habits if word.isdigit()), None)
        if status is not None and 300 <= status < 400:
            return Answer(status, {"Location": habits[str(status)]})
        if status is not None:
            return Answer(status, {"Content-Type": "text/html"}, b"<html>no</html>")
        if method == "HEAD" and "no-head" in habits:
            return Answer(405, {"Allow": "GET"})
        headers = {"Content-Type": habits.get("type", self.type)}
        if "no-cors" not in habits:
            headers["Access-Control-Allow-Origin"] = "*"
        if "cache-control" in habits:
            headers["Cache-Control"] = habits["cache-control"]
        if "no-etag" not in habits:
            headers["ETag"] = ETAG
        if "no-last-modified" not in habits:
            headers["Last-Modified"] = MODIFIED
        if self._is_known(asked):
            return Answer(304, {name: headers[name] for name in ("ETag",) if name in headers})
        return self._content(method, asked, headers)

    def _is_known(self, asked: Mapping[str, str]) -> bool:
        shown = asked.get("if-none-match")
        since = asked.get("if-modified-since")
        if "no-304" in self.habits or (shown is None and since is None):
            return False
        if "always-304" in self.habits:
            return True
        if shown is not None and "no-etag" not in self.habits:
            return shown == ETAG
        return since == MODIFIED and "no-last-modified" not in self.habits

    def _content(self, method: str, asked: Mapping[str, str], headers: dict[str, str]) -> Answer:
        body = self.body
        if "body" in self.habits:
            body = changed(body, self.habits["body"])
        body += b" " * int(self.habits.get("padded", "0"))
        length = int(self.habits.get("length", self.length or len(body)))
        if re.fullmatch(r"bytes=0-1", asked.get("range", "")) and "no-ranges" not in self.habits:
            headers |= {"Content-Range": f"bytes 0-1/{length}", "Content-Length": "2"}
            return Answer(206, headers, b"ab")
        takes = "gzip" in asked.get("accept-encoding", "") and "no-gzip" not in self.habits
        if takes and method == "GET" and "xml" in self.type:
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body, mtime=0)
            length = len(body)
        headers["Content-Length"] = str(length)
        return Answer(200, headers, body)


def changed(feed: bytes, how: str) -> bytes:
    """Return a feed as somebody published it: older, with other GUIDs, or something else."""
    match how:
        case "without-items":
            return re.sub(rb"<item>.*?</item>", b"", feed, flags=re.DOTALL)
        case "other-guids":
            return re.sub(rb"(<guid[^>]*>)[^<]*", rb"\1https://example.com/?p=1", feed)
        case "other-address":
            return re.sub(rb'href="[^"]*feed\.xml"', b'href="https://other.example/feed.xml"', feed)
    return how.encode()
