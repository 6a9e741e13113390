"""What stops publishing, told without the secrets that an address may hold."""

import re

from publisher.errors import PublisherError
from publisher.reports.visible import short

_USER = re.compile(r"(?<=://)[^/\s@]*@")
_TOKEN = re.compile(
    r"(?i)(?:token|key|secret|password|signature|credential)(?:=|%3D)[^&\s'\"]+|\bgh[a-z]_\w{8,}"
)


class PublishError(PublisherError):
    """The place can't be reached, or refuses; what is published there is still sound."""


def masked(text: str) -> str:
    """Return a text of another program without what could be a user, a password or a token."""
    return _TOKEN.sub("…", _USER.sub("…@", text))


def said(output: bytes) -> str:
    """Return what a program complained of, on one line, short and masked."""
    lines = (line.strip() for line in output.decode("utf-8", "replace").splitlines())
    text = " ".join(line for line in lines if line).removeprefix("fatal: ")
    return short(masked(text), 400) or "it doesn't say why"
