"""What a terminal takes, and what a pipe."""

import io
from contextlib import redirect_stdout

import pytest

from publisher.listing.printing import screen_for
from publisher.listing.text import GROUPS, LINKS_A_GROUP, PIPE, Screen


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_takes_everything() -> None:
    with redirect_stdout(io.StringIO()):
        assert screen_for(whole=False) == screen_for(whole=True) == PIPE


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("250", 100)])
def test_a_terminal_takes_a_part_unless_the_whole_is_wanted(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    with redirect_stdout(Terminal()):
        assert screen_for(whole=False) == Screen(width, GROUPS, LINKS_A_GROUP)
        assert screen_for(whole=True) == Screen(width)
