"""The commands: parse, call one function, print, exit code. One module per group of commands.

What costs time to import is imported by the command that needs it, so that `--help` answers at
once.
"""

from publisher.cli import (
    building,
    checking,
    diffing,
    importing,
    links,
    notes,
    probing,
    publishing,
    schema,
    serving,
    sponsors,
)
from publisher.cli.group import commands

__all__ = [
    "building",
    "checking",
    "commands",
    "diffing",
    "importing",
    "links",
    "notes",
    "probing",
    "publishing",
    "schema",
    "serving",
    "sponsors",
]
