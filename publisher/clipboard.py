"""The user's clipboard."""

import base64
from typing import TextIO

from publisher.errors import PublisherError

_MOST_BY_TERMINAL = 70_000
"""Bytes; many terminals take no longer sequence than 100,000 characters of Base64."""


def copy_text(text: str, terminal: TextIO | None, *, over_ssh: bool) -> str:
    """Put a text into the clipboard, and return what to tell the user.

    Where this machine has none but is used from another, the terminal is asked to take it
    (OSC 52, xterm's control sequences); whether it did, nobody can know. Raises PublisherError
    with what to install where there is no way.
    """
    import pyperclip

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException as error:
        data = text.encode()
        if terminal is not None and over_ssh and len(data) <= _MOST_BY_TERMINAL:
            terminal.write(f"\033]52;c;{base64.b64encode(data).decode()}\a")
            terminal.flush()
            return f"sent {len(text):,} characters to your terminal's clipboard, if it takes them"
        raise PublisherError(
            "there is no clipboard here to copy to; on Linux install xclip (X11) or wl-clipboard "
            "(Wayland), and run this in a desktop session; or leave --copy out, to print the notes"
        ) from error
    return f"copied {len(text):,} characters"
