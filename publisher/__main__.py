"""The entry point: runs the command line and turns what stops the work into an exit code."""

import os
import sys


def main() -> None:
    """Run `publisher`; exit 2 for wrong usage or config, 3 for a fault of our own."""
    from publisher.errors import PublisherError

    try:
        from publisher.cli import commands

        commands(prog_name="publisher")
    except PublisherError as error:
        sys.stderr.write(f"{printable(str(error))}\n")
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read our output has gone; the interpreter must not complain while it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"{printable(where + (error.strerror or str(error)))}\n")
        sys.exit(2)
    except Exception as error:
        if os.environ.get("PUBLISHER_DEBUG"):
            raise
        sys.stderr.write(
            f"publisher failed, and the fault is ours: {type(error).__name__}: "
            f"{printable(str(error))}\n"
            "Nothing was half written. Please report it with the output of the same command "
            "run with PUBLISHER_DEBUG=1.\n"
        )
        sys.exit(3)


def printable(text: str) -> str:
    """Return `text` with control characters shown as escapes; a title may carry any."""
    return "".join(
        character if character.isprintable() or character == "\n" else repr(character)[1:-1]
        for character in text
    )


if __name__ == "__main__":
    main()
