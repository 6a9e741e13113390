"""Second looks at deaths that a platform's service told, where the service itself is in doubt.

A service that was moved or closed answers "no such page" to everything; and some platforms show
programs that ask too often, or at times anyone, the page of a name that nobody has.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeGuard

from publisher.links.urls import host_of
from publisher.model import LinkCheck, Verdict
from publisher.platforms.checks import Check, check_for

MANY = 3
"""So many pages that are all gone, and none that lives, are more than chance."""

_GONE = (Verdict.DEAD, Verdict.SOFT_DEAD)
_ALIVE = (Verdict.OK, Verdict.MOVED)

Look = Callable[[Sequence[str]], Mapping[str, LinkCheck]]
"""Asks about URLs once more, now; leaves out what there was no time for."""


class _Told(NamedTuple):
    adapter: Check
    check: LinkCheck


def second_looks(checks: Iterable[LinkCheck], look: Look) -> Iterator[LinkCheck]:
    """Yield what must stand in place of some of a run's new answers.

    Where many pages of one service are all gone alike, the row's `witness` must live, or none of
    them is believed. What a `lookalike` row calls gone must be gone at the second look as well,
    and another page, or else the witness, must live.
    """
    services: dict[tuple[str | None, str], list[_Told]] = {}
    for check in checks:
        adapter = check_for(check.url)
        if adapter is not None:
            asked = host_of(adapter.ask) if adapter.ask is not None else adapter.platform.key
            services.setdefault((adapter.row.ask, asked), []).append(_Told(adapter, check))
    for told in services.values():
        gone = [each for each in told if each.check.verdict in _GONE]
        if gone and told[0].adapter.row.lookalike:
            yield from _seen_twice(gone, look, lives=any(_lives(each.check) for each in told))
        elif len(gone) >= MANY and _all_alike(told, gone) and not _has_witness(gone[0], look):
            name = gone[0].adapter.platform.name
            said = f"{name} says of every page that it is gone, which can't be: open it yourself"
            yield from (_doubted(each.check, said) for each in gone)


def _all_alike(told: Sequence[_Told], gone: Sequence[_Told]) -> bool:
    alive = any(each.check.verdict in _ALIVE for each in told)
    return not alive and len({each.check.status for each in gone}) == 1


def _has_witness(told: _Told, look: Look) -> bool:
    witness = told.adapter.row.witness
    return witness is not None and _lives(look([witness]).get(witness))


def _seen_twice(gone: Sequence[_Told], look: Look, *, lives: bool) -> Iterator[LinkCheck]:
    witness = gone[0].adapter.row.witness or ""
    again = look([*([] if lives else [witness]), *(each.check.url for each in gone)])
    is_sound = lives or _lives(again.get(witness))
    for adapter, check in gone:
        second = again.get(check.url)
        if _lives(second):
            yield second
        elif not is_sound or second is None or second.verdict not in _GONE:
            name = adapter.platform.name
            said = f"{name} shows programs a page that tells nothing just now: open it yourself"
            yield _doubted(check, said)


def _lives(check: LinkCheck | None) -> TypeGuard[LinkCheck]:
    return check is not None and check.verdict in _ALIVE


def _doubted(check: LinkCheck, reason: str) -> LinkCheck:
    return check._replace(verdict=Verdict.UNVERIFIABLE, reason=reason)
