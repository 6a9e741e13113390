import io

from publisher.diffing.text import print_diff, render
from publisher.diffing.values import Compared
from publisher.feed.diff.compare import compare
from tests.feed.snapshots import make_feed, make_item


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def compared() -> list[Compared]:
    old = make_feed(make_item(1), make_item(2, guid="x"))
    diff = compare(old, make_feed(make_item(1, title="[bold]new[/bold] :smile:"), make_item(2)))
    return [Compared("talk", "The Talk", "HEAD", "now", diff)]


def test_a_terminal_gets_the_same_words_in_colour() -> None:
    stream = Terminal()
    print_diff(compared(), stream)
    assert "[bold]new[/bold] :smile:" in stream.getvalue()
    for line in render(compared()).splitlines():
        assert line in stream.getvalue()


def test_what_was_not_there_is_told_as_nothing() -> None:
    old = make_feed(make_item(1, number=None))
    diff = compare(old, make_feed(make_item(1, number=7), make_item(2)))
    text = render([Compared("talk", "The Talk", "HEAD", "now", diff)])
    assert '"Episode 1": nothing → episode 7\n' in text
    assert '"Episode 2": 2026-' in text


def test_a_pipe_gets_no_colour() -> None:
    stream = io.StringIO()
    print_diff(compared(), stream)
    assert stream.getvalue() == render(compared())
    assert "\x1b" not in stream.getvalue()


def test_no_value_is_a_command_to_githubs_runner() -> None:
    new = make_feed(make_item(1), title="::error ::x ##[error]")
    diff = compare(make_feed(make_item(1), title="::stop-commands::y"), new)
    several = [Compared(None, "::error ::x", "HEAD", "now", diff)] * 2
    stream = Terminal()
    print_diff(several, stream)
    for text in (render(several), stream.getvalue()):
        assert "stop-commands" in text
        assert "##[" not in text
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]
