"""The options that several commands have, each with one meaning."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

import click

from publisher.cli.group import Option, say
from publisher.durations import parse_duration

if TYPE_CHECKING:
    from publisher.asking import Web

Command = TypeVar("Command", bound=Callable[..., Any])


def root_option(command: Command) -> Command:
    """Add `--root` to a command."""
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The repository of the show; default: the nearest folder above with a config.",
    )(command)


class WebFlags(NamedTuple):
    """What the flags say about asking the web; `limits` are those of `LinkPolicy` that were given.

    Not all of it may stand in a file of the repository: a pull request must not weaken a guard.
    """

    offline: bool
    allow_private: bool
    verbose: bool
    limits: dict[str, Any]

    @contextmanager
    def watched(self, *, moves_twice: bool = False, suggest: bool = False) -> Iterator["Web"]:
        """Yield how far the web may be asked, while a bar or a line per request shows it."""
        from publisher.asking import Web
        from publisher.reports.progress import progress

        web = Web(
            offline=self.offline,
            allow_private=self.allow_private,
            limits=self.limits,
            moves_twice=moves_twice,
            suggest=suggest,
        )
        if self.verbose:
            yield web._replace(trace=say)
            return
        with progress("Checking links") as step:
            yield web._replace(progress=step)


class _Seconds(click.FloatRange):
    name = "number"  # what click's messages call it


class _Count(click.IntRange):
    name = "whole number"


_SECONDS = _Seconds(min=0.1, max=86_400)
_MANY = _Count(1, 1000)


def _duration(_: click.Context, __: click.Parameter, value: str | None) -> timedelta | None:
    try:
        return parse_duration(value) if value is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _web_option(*names: str, default: str = "", **settings: Any) -> Callable[[Command], Command]:
    """Return an option of asking the web; `default` is that of `LinkPolicy`, as help tells it."""
    if default:
        settings["help"] = f"{settings['help'].removesuffix('.')}; default: {default}."
    return click.option(*names, cls=Option, section="Asking the web", **settings)


_WEB_OPTIONS = (
    _web_option("--offline", is_flag=True, help="Don't ask the web."),
    _web_option(
        "--timeout", type=_SECONDS, metavar="S", help="Seconds for one request.", default="10"
    ),
    _web_option(
        "--retries",
        type=_Count(0, 5),
        metavar="N",
        help="Further tries of what may pass.",
        default="1",
    ),
    _web_option(
        "--max-concurrency", type=_MANY, metavar="N", help="Requests at once.", default="192"
    ),
    _web_option(
        "--per-host",
        type=_MANY,
        metavar="N",
        help="Of these, to one host.",
        default="8",
    ),
    _web_option(
        "--deadline",
        type=_SECONDS,
        metavar="S",
        help="Seconds for all links together.",
        default="900",
    ),
    _web_option(
        "--max-age",
        callback=_duration,
        metavar="7d",
        help="Ask anew what was asked before that.",
    ),
    _web_option("--no-cache", is_flag=True, help="Remember nothing, and recall nothing."),
    _web_option(
        "--allow-private",
        is_flag=True,
        envvar="PUBLISHER_ALLOW_PRIVATE",
        help="Also ask private addresses (127.0.0.1, 10.…, 192.168.…).",
    ),
    _web_option("-v", "--verbose", is_flag=True, help="Show each request."),
)


def web_options(command: Command) -> Command:
    """Add what every command that may ask the web has; it comes as one `web: WebFlags`."""

    @wraps(command)
    def with_flags(**values: Any) -> Any:
        limits = {
            "timeout_seconds": values.pop("timeout"),
            "deadline_seconds": values.pop("deadline"),
            **{name: values.pop(name) for name in ("retries", "max_concurrency", "per_host")},
            "max_age": values.pop("max_age"),
            "cache": False if values.pop("no_cache") else None,
        }
        flags = WebFlags(
            offline=values.pop("offline"),
            allow_private=values.pop("allow_private"),
            verbose=values.pop("verbose"),
            limits={name: value for name, value in limits.items() if value is not None},
        )
        return command(web=flags, **values)

    decorated: Any = with_flags
    for option in reversed(_WEB_OPTIONS):
        decorated = option(decorated)
    return cast(Command, decorated)


def at_option(command: Command) -> Command:
    """Add `--at` to a command: ISO 8601; without a time it is midnight, without a zone UTC."""

    def moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime:
        if value is None:
            return datetime.now(UTC)
        try:
            at = datetime.fromisoformat(value)
        except ValueError as error:
            message = f"{value!r} is not a time; write 2026-11-22 or 2026-11-22T08:00:00Z"
            raise click.BadParameter(message) from error
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    return click.option(
        "--at", "now", metavar="TIME", callback=moment, help="As if it were this time."
    )(command)
