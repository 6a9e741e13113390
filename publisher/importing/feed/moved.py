"""What an import took out of the notes, in words: a line for each kind, with where it is now."""

from collections.abc import Iterator, Sequence

from publisher.documents.parsed import shown
from publisher.importing.boilerplate import Removal, Tidied
from publisher.importing.boilerplate.saying import say
from publisher.importing.feed.keeping import SPONSORS
from publisher.platforms import platforms
from publisher.reports.summary import counted

_MOST = 3  # of a kind are named
_TEMPLATE = "notes.j2"


def left_out_lines(left_out: Sequence[Sequence[str]], *, verbose: bool = False) -> Iterator[str]:
    """Yield what of the episodes' notes no Markdown can hold; `verbose` names all of it."""
    kinds = [*dict.fromkeys(each for own in left_out for each in own)]
    if kinds:
        count = counted(sum(map(bool, left_out)), "episode")
        names = _some(kinds, len(kinds) if verbose else _MOST)
        yield f"left out of the notes of {count}: {names}"


def moved_lines(tidied: Tidied, slug: str, *, verbose: bool = False) -> Iterator[str]:
    """Yield sponsors, accounts and the rest, a line each; `verbose` adds one for each of them."""
    if tidied.too_long:
        yield "the notes are so long that what repeats was not looked for, and stays in them"
    sponsors = [each for each in tidied.removed if each.where.startswith(SPONSORS)]
    rest = [each for each in tidied.removed if not each.where.startswith(SPONSORS)]
    yield from _told(sponsors, "sponsor", SPONSORS, verbose=verbose)
    accounts = [*map(_platform, (*tidied.socials, *tidied.platforms))]
    if accounts:
        count = counted(len(accounts), "account")
        yield f"found in the notes: {count} of the show, now in feeds/{slug}/show.toml: " + _some(
            accounts, len(accounts) if verbose else 2 * _MOST
        )
    yield from _told(rest, "passage", f"feeds/{slug}/{_TEMPLATE}", verbose=verbose)


def _told(removed: Sequence[Removal], what: str, where: str, *, verbose: bool) -> Iterator[str]:
    if not removed:
        return
    often = sorted(removed, key=lambda each: -each.episodes)
    names = [f"{_called(each, what)} ({counted(each.episodes, 'episode')})" for each in often]
    count = counted(len(removed), what)
    told = "" if verbose else f": {_some(names, _MOST)}"
    yield f"moved out of the notes: {count}, now in {where}{told}"
    for name, each in zip(names, often, strict=True) if verbose else ():
        yield f"  {name}: {each.because}"


def _called(removal: Removal, what: str) -> str:
    said = None if what == "sponsor" else say(removal.text)
    words = shown(" ".join((said.words if said else removal.text).split()), 50)
    return words if what == "sponsor" else f'"{words}"'


def _platform(key: str) -> str:
    platform = platforms().get(key)
    return platform.name if platform is not None else key


def _some(names: Sequence[str], most: int) -> str:
    told = ", ".join(names[:most])
    return told if len(names) <= most else f"{told} and {len(names) - most:,} more (-v: all)"
