"""Whole answers of the web, with all their headers: for feeds, and for how files are served.

Links need none of that: `client.WebClient.ask` is for them.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from publisher.model import Cause, Hop


class Wanted(NamedTuple):
    """A request. Of the body no more than `limit_bytes` are read; with 0 only the head counts.

    Headers are those besides the usual ones; HEAD takes none.
    """

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = MappingProxyType({})
    limit_bytes: int = 0


class Reply(NamedTuple):
    """An answer, after all redirects; or the cause why there was none.

    Headers by their names in lower case. `body` is decoded (gzip), and whole where it ended
    within the limit.
    """

    url: str
    status: int | None = None
    headers: Mapping[str, str] = MappingProxyType({})
    body: bytes = b""
    is_whole: bool = False
    hops: tuple[Hop, ...] = ()
    cause: Cause | None = None
    detail: str = ""

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    def header(self, name: str) -> str:
        """Return a header's value, empty where it isn't there."""
        return self.headers.get(name, "").strip()

    @property
    def media_type(self) -> str:
        """What `Content-Type` says without its parameters, in lower case."""
        return self.header("content-type").partition(";")[0].strip().lower()


Fetch = Callable[[Wanted], Reply]
"""Asks the web, and follows redirects. Must not raise for what the web does."""
