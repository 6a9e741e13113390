"""Prefixes of audio addresses, by which services count downloads: put there, and taken away.

`https://op3.dev/e/example.com/1.mp3` is the same recording as `https://example.com/1.mp3`; what
compares episodes must see through the first. The services stand in `prefixes.toml`.
"""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from publisher.media_types import extension
from publisher.model import Network, Show

_MOST = 10  # one behind another
_FOLLOWS = re.compile(  # what stands behind a prefix: an address, with or without its scheme
    r"(?:(https?):/{1,2})?((?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}(?::\d{1,5})?/.*)",
    re.IGNORECASE | re.DOTALL,
)
_SCHEME = re.compile(r"(https?)://", re.IGNORECASE)
_TYPED = re.compile(r"redirect\.[a-z0-9]{2,4}(?=[/?])", re.IGNORECASE)


class Service(NamedTuple):
    """A service that counts downloads; see the head of `prefixes.toml`."""

    name: str
    form: re.Pattern[str]  # of a prefix without its scheme
    whole: bool = False
    typed: bool = False
    closed: date | None = None
    heir: str | None = None


@cache
def services() -> tuple[Service, ...]:
    """Return the services that are known."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tuple(
        Service(form=re.compile("|".join(row.pop("forms")), re.IGNORECASE), **row)
        for row in tomllib.loads(text).values()
    )


@cache
def _any_form() -> re.Pattern[str]:
    return re.compile("|".join(each.form.pattern for each in services()), re.IGNORECASE)


def service_of(prefix: str) -> Service | None:
    """Return the service that a prefix is of, if it is known."""
    without = _bare(prefix)
    known = (each for each in services() if each.form.fullmatch(f"{without.rstrip('/')}/"))
    return next(known, None) or next(
        (each for each in services() if each.form.fullmatch(without)), None
    )


def prefixes_of(show: Show, network: Network) -> tuple[str, ...]:
    """Return what is put before the show's enclosures, the first outermost."""
    own = show.audio_prefixes
    return network.settings.audio_prefixes if own is None else own


def with_prefixes(url: str, prefixes: Sequence[str]) -> str:
    """Return an audio address behind `prefixes`, the first outermost.

    A service that stands in the address already isn't put there once more. Services take an
    address without its scheme and ask by https:, so those that can't be told of http: are left out
    where the audio is served by it.
    """
    there = services_in(url)
    for prefix in reversed(prefixes):
        service = service_of(prefix)
        if service in there if service is not None else _bare(prefix) in url:
            continue
        url = _joined(prefix, service, url)
    return url


def _joined(prefix: str, service: Service | None, url: str) -> str:
    whole = service is not None and service.whole
    if url.lower().startswith("http:"):
        if not whole:
            return url
        rest = url
    else:
        rest = _bare(url)
    if service is not None and service.typed:
        kind = extension(url)[1:]
        if re.fullmatch(r"[a-z0-9]{2,4}", kind):
            prefix = _TYPED.sub(f"redirect.{kind}", prefix)
    return f"{prefix}{'' if prefix.endswith(('/', '?', '=')) else '/'}{rest}"


def without_prefixes(url: str) -> str:
    """Return where an audio address leads in the end, as far as known prefixes tell."""
    for _ in range(_MOST):
        inner = _inner(url)
        if inner is None:
            break
        url = inner[1]
    return url


def services_in(url: str) -> list[Service]:
    """Return the services that an audio address leads through, the outermost first."""
    found = []
    for _ in range(_MOST):
        inner = _inner(url)
        if inner is None:
            break
        found.append(inner[0])
        url = inner[1]
    return found


def _inner(url: str) -> tuple[Service, str] | None:
    """Return the service whose prefix an address begins with, and the address behind it."""
    scheme = _SCHEME.match(url)
    if scheme is None or not _any_form().match(url, scheme.end()):  # as nearly always
        return None
    for service in services():
        prefix = service.form.match(url, scheme.end())
        rest = _FOLLOWS.fullmatch(url, prefix.end()) if prefix else None
        if rest is not None:
            return service, f"{(rest[1] or scheme[1]).lower()}://{rest[2]}"
    return None


def _bare(url: str) -> str:
    """Return an address without its scheme."""
    return _SCHEME.sub("", url, count=1)
