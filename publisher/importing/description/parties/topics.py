"""What the lines below a heading are about."""

from enum import StrEnum
from typing import NamedTuple


class Topic(StrEnum):
    """What the lines below a heading are about."""

    SPONSORS = "sponsors"  # each item is one
    SPONSOR = "sponsor"  # all of it is about one
    PROMOS = "promos"
    LISTEN = "listen"
    SOCIALS = "socials"
    PERSON = "person"
    GUESTS = "guests"
    HOSTS = "hosts"
    SUPPORT = "support"
    LINKS = "links"
    OTHER = "other"


class Section(NamedTuple):
    """`name` is whom it is about; `heading` the index of its line, `words` what that says.

    `kind` is that of the links below, where the heading tells it: "Books we talked about".
    """

    topic: Topic
    heading: int
    words: str = ""
    name: str | None = None
    level: int = 0  # of Markdown's heading; 0: a line that looks like one
    role: str = "guest"
    kind: str | None = None
