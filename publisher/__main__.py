"""The entry point: runs the command line and turns what stops the work into an exit code."""

import atexit
import gc
import os
import sys
from pathlib import Path
from typing import TextIO


def main() -> None:
    """Run `publisher`; exit 2 for wrong usage or config, 3 for a fault of our own."""
    from publisher.errors import PublisherError, os_error_words

    # A run makes a million small objects and hardly a cycle: looking for them so often as Python
    # does by itself would take a quarter of the time.
    gc.set_threshold(500_000, 50, 100)
    atexit.register(gc.freeze)  # nor look through all of them once more before they go anyway
    _open_what_is_closed()
    try:
        from publisher.cli import commands

        commands(prog_name="publisher")
    except PublisherError as error:
        _say(str(error))
        sys.exit(2)
    except KeyboardInterrupt:  # before click is there to say so
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has gone; the interpreter must not complain while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        _say(os_error_words(error))
        sys.exit(2)
    except Exception as error:
        if os.environ.get("PUBLISHER_DEBUG"):
            raise
        _say(
            f"publisher failed, and the fault is ours: {type(error).__name__}: {error}\n"
            "Nothing was half written. Please report it with the output of the same command "
            "run with PUBLISHER_DEBUG=1."
        )
        sys.exit(3)


def _open_what_is_closed() -> None:
    """Give an output that the caller closed (`>&-`) a place to go."""
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _say(error: str) -> None:
    """Write a message, line by line; a title or a path in it may hold any character."""
    from publisher.reports.visible import visible

    sys.stderr.write("".join(f"{visible(line)}\n" for line in error.split("\n")))


if __name__ == "__main__":
    main()
