"""Links for tests of the rules."""

from publisher.model import Link, Place, Role, Syntax


def make_link(
    url: str,
    role: Role = Role.REFERENCE,
    syntax: Syntax = Syntax.INLINE,
    *,
    written: str | None = None,
    owner: str | None = None,
    path: str = "episode.md",
    start: int = 0,
) -> Link:
    """Return a link as it would stand at byte `start` of the only line of a file."""
    written = url if written is None else written
    place = Place(path, 1, start + 1, start, start + len(written.encode()))
    return Link(url, place, role, syntax, written, owner=owner)
