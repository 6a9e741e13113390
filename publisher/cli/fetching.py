"""The options of commands that fetch a few things from the web, and no links."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from publisher.cli.group import Option, say
from publisher.cli.options import Command

if TYPE_CHECKING:
    from publisher.web.downloading import Downloader
    from publisher.web.exchange import WebPolicy
    from publisher.web.fetching import Fetcher
    from publisher.web.replies import Fetch, Reply, Wanted

TIMEOUT_SECONDS = 60.0
"""A feed of many megabytes takes its time."""


class FetchFlags(NamedTuple):
    """What the flags say; a file of the repository must not weaken a guard."""

    timeout_seconds: float
    allow_private: bool
    verbose: bool

    @contextmanager
    def fetcher(self) -> Iterator["Fetch"]:
        """Yield what asks the web; whoever asks nothing imports no HTTP code."""
        opened: list[Fetcher] = []

        def fetch(wanted: "Wanted") -> "Reply":
            if not opened:
                opened.append(self._open())
            return opened[0].fetch(wanted)

        try:
            yield fetch
        finally:
            for fetcher in opened:
                fetcher.close()

    def _open(self) -> "Fetcher":
        from publisher.feed.reading.parsing import MOST_BYTES
        from publisher.web.fetching import Fetcher

        return Fetcher(self._policy(), MOST_BYTES, trace=say if self.verbose else None)

    def downloader(self) -> "Downloader":
        """Open what brings large files; its time is for each piece of them."""
        from publisher.importing.downloads.media import LIMIT_AUDIO
        from publisher.web.downloading import Downloader

        return Downloader(self._policy(), LIMIT_AUDIO)

    def _policy(self) -> "WebPolicy":
        from publisher.web.exchange import WebPolicy

        return WebPolicy(timeout_seconds=self.timeout_seconds, allow_private=self.allow_private)


_SECTION = "Asking the web"
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--timeout",
        cls=Option,
        section=_SECTION,
        type=click.FloatRange(min=0.1, max=3600),
        default=TIMEOUT_SECONDS,
        metavar="S",
        help="Seconds for one request; default: 60.",
    ),
    click.option(
        "--allow-private",
        cls=Option,
        section=_SECTION,
        is_flag=True,
        envvar="PUBLISHER_ALLOW_PRIVATE",
        help="Also ask private addresses (127.0.0.1, 10.…, 192.168.…).",
    ),
    click.option(
        "-v", "--verbose", cls=Option, section=_SECTION, is_flag=True, help="Show each request."
    ),
)


def fetch_options(command: Command) -> Command:
    """Add what a command has that fetches feeds; it comes as one `fetch: FetchFlags`."""

    @wraps(command)
    def with_flags(**values: Any) -> Any:
        flags = FetchFlags(
            values.pop("timeout"), values.pop("allow_private"), values.pop("verbose")
        )
        return command(fetch=flags, **values)

    decorated: Any = with_flags
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return cast(Command, decorated)
