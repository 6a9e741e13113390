"""The options that several commands have, each with one meaning."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def root_option(command: Command) -> Command:
    """Add `--root` to a command."""
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The repository of the show; default: the nearest folder above with a config.",
    )(command)


def web_options(command: Command) -> Command:
    """Add what every command that may ask the web has."""
    command = click.option("--offline", is_flag=True, help="Don't ask the web.")(command)
    return click.option(
        "--allow-private",
        is_flag=True,
        envvar="PUBLISHER_ALLOW_PRIVATE",
        help="Also ask private addresses (127.0.0.1, 10.…, 192.168.…).",
    )(command)


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
