"""The group that all commands belong to."""

from typing import TYPE_CHECKING, Any

import click

from publisher import __version__

if TYPE_CHECKING:
    from publisher.model import Report


class Option(click.Option):
    """An option that stands under a heading of its own in the help, with others of its kind."""

    def __init__(self, *declarations: Any, section: str, **settings: Any) -> None:
        super().__init__(*declarations, **settings)
        self.section = section


class Command(click.Command):
    """A command whose help lists its options by section, those without one at the end."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        others: list[tuple[str, str]] = []
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
            if record is not None and isinstance(option, Option):
                sections.setdefault(option.section, []).append(record)
            elif record is not None:
                others.append(record)
        sections["Other options" if sections else "Options"] = others
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records)


class _Group(click.Group):
    command_class = Command


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="publisher")
def commands() -> None:
    """Episode files go in; show notes, feed.xml and a link report come out."""


def say(message: str) -> None:
    """Write a line on standard error; the path in it may hold any character."""
    from publisher.reports.visible import visible

    click.echo(visible(message), err=True)


INTERRUPTED = 130  # as shells do: 128 and the signal's number


def exit_code(report: "Report", *, failed: bool) -> int:
    """Return what a command answers that has looked at links."""
    if report.interrupted:
        return INTERRUPTED
    return 1 if failed else 0
