"""How a file is served: what a player asks before it downloads, and how it resumes."""

import re
from typing import NamedTuple

from publisher.web.replies import Fetch, Reply, Wanted

PART_BYTES = 2
_RANGE = re.compile(r"bytes\s{1,3}0-([0-9]{1,15})/([0-9]{1,15}|\*)", re.IGNORECASE)


class Served(NamedTuple):
    """A file's answers to HEAD, and to GET for its first bytes (RFC 9110, section 14)."""

    url: str
    head: Reply
    part: Reply
    asked_bytes: int = PART_BYTES

    @property
    def reply(self) -> Reply:
        """The answer that tells most: that to GET, unless only HEAD had one."""
        return self.part if self.part.is_success or not self.head.is_success else self.head

    @property
    def has_ranges(self) -> bool:
        """Say whether a part was sent where a part was asked for: else no download resumes."""
        found = _RANGE.fullmatch(self.part.header("content-range"))
        return self.part.status == 206 and found is not None and int(found[1]) < self.asked_bytes

    @property
    def length_bytes(self) -> int | None:
        """Return the length of the whole file, as far as it is told."""
        found = _RANGE.fullmatch(self.part.header("content-range"))
        if self.part.status == 206 and found is not None and found[2] != "*":
            return int(found[2])
        whole = self.part if self.part.status == 200 else self.head
        said = whole.header("content-length")
        encoded = whole.header("content-encoding").lower() not in ("", "identity")
        digits = said.isascii() and said.isdigit() and len(said) < 16
        return int(said) if whole.is_success and digits and not encoded else None


def ask_file(url: str, fetch: Fetch, *, limit_bytes: int = 0) -> Served:
    """Ask for a file as a player does, without downloading it.

    Of its beginning no more than `limit_bytes` are read, whatever the host sends.
    """
    head = fetch(Wanted(url, "HEAD"))
    asked = limit_bytes or PART_BYTES
    return Served(url, head, ask_part(url, 0, asked, fetch, limit_bytes), asked)


def ask_part(url: str, start: int, count: int, fetch: Fetch, limit_bytes: int) -> Reply:
    """Ask for `count` bytes of a file, from the byte `start` on."""
    wanted = {"Range": f"bytes={start}-{start + count - 1}", "Accept-Encoding": "identity"}
    return fetch(Wanted(url, headers=wanted, limit_bytes=limit_bytes))
