"""What stops the work. What is wrong *in content* is a `Finding` (data), never an exception."""

from collections.abc import Iterable


class PublisherError(Exception):
    """The work can't go on; the message says where, what, and how to mend it."""


class DocumentError(PublisherError):
    """A file can't be read or parsed. `line` and `column` count from 1, in code points."""

    def __init__(self, path: str, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(path, message, line, column)  # all, so that it can leave its process
        self.path = path
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class ConfigError(PublisherError):
    """The configuration is wrong: one line `path:line:column: message` per problem, all at once."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(self.problems)


class UsageError(PublisherError):
    """The command line asks for something that isn't there (a show, an episode, a rule)."""


def os_error_words(error: OSError) -> str:
    """Return what is wrong, and with which file, where the system says so."""
    where = f"{error.filename}: " if error.filename else ""
    return where + (error.strerror or str(error))
