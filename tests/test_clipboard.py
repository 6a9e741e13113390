"""The clipboard: through the system's own program, the terminal, or a message that says how."""

import io
import sys
from pathlib import Path

import pyperclip
import pytest

from publisher.clipboard import copy_text
from publisher.errors import PublisherError


def no_clipboard(_text: str) -> None:
    raise pyperclip.PyperclipException("none")


@pytest.mark.skipif(sys.platform != "linux", reason="xclip is a program of X11")
def test_a_text_reaches_the_clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    got = tmp_path / "got"
    program = tmp_path / "xclip"
    program.write_text(f'#!/bin/sh\ncat > "{got}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(pyperclip, "copy", pyperclip.init_xclip_clipboard()[0])
    assert copy_text("1,234 Ünï 👩🏽‍🚀\n", None, over_ssh=False) == "copied 15 characters"
    assert got.read_text(encoding="utf-8") == "1,234 Ünï 👩🏽‍🚀\n"


def test_without_one_it_is_said_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyperclip, "copy", no_clipboard)
    for terminal, over_ssh, text in ((None, True, "x"), (io.StringIO(), False, "x")):
        with pytest.raises(PublisherError, match=r"xclip .* wl-clipboard"):
            copy_text(text, terminal, over_ssh=over_ssh)
    with pytest.raises(PublisherError):
        copy_text("x" * 70_001, io.StringIO(), over_ssh=True)


def test_a_terminal_elsewhere_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyperclip, "copy", no_clipboard)
    terminal = io.StringIO()
    assert "your terminal's clipboard" in copy_text("é\x1b", terminal, over_ssh=True)
    written = terminal.getvalue()
    assert written == "\x1b]52;c;w6kb\a"
