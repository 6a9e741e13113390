"""Lists on a terminal, and in a pipe."""

import shutil
import sys

from publisher.listing.text import GROUPS, LINKS_A_GROUP, PIPE, Screen
from publisher.reports.terminal import write_text

_COLUMNS = 100  # longer lines are hard to read


def screen_for(*, whole: bool) -> Screen:
    """Return how much standard output takes: a pipe all; a terminal a part, unless `whole`."""
    if not sys.stdout.isatty():
        return PIPE
    width = min(shutil.get_terminal_size().columns, _COLUMNS)
    return Screen(width) if whole else Screen(width, GROUPS, LINKS_A_GROUP)


def print_text(text: str) -> None:
    """Write text on standard output, whatever its encoding can hold."""
    write_text(sys.stdout, text)
