"""`build --republish` and `--forget`: the user says that a drift is meant."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from publisher.config.tables import did_you_mean
from publisher.errors import UsageError
from publisher.feed.drift import HANDFUL, Drift
from publisher.rules.feed.lock import GUID_CHANGED, ITEM_GONE

_MOST_NAMES = 1000  # that a misspelt one is compared with


class Confirmed(NamedTuple):
    """The words of the two options: `SLUG` or `SHOW/SLUG`, `SHOW/` for the podcast's own guid.

    A `*` stands for any part of an episode's slug.
    """

    republish: tuple[str, ...] = ()
    forget: tuple[str, ...] = ()

    def words_for(self, drift: Drift) -> tuple[str, ...]:
        return self.forget if drift.option == "--forget" else self.republish


NOTHING = Confirmed()


def confirms(confirmed: Confirmed, drift: Drift) -> bool:
    """Say whether the user meant this drift."""
    return any(_names(word, drift) for word in confirmed.words_for(drift))


def refuse_unmatched(confirmed: Confirmed, drifts: Sequence[Drift]) -> None:
    """Raise UsageError for a word that confirms nothing, or episodes of several shows."""
    for option, words in (("--republish", confirmed.republish), ("--forget", confirmed.forget)):
        for word in words:
            named = [drift for drift in drifts if _names(word, drift)]
            fitting = [drift for drift in named if drift.option == option]
            if not fitting:
                raise UsageError(_nothing(option, word, named, drifts))
            shows = sorted({drift.show for drift in fitting})
            if len(shows) > 1 and "*" not in word:
                names = " or ".join(sorted({drift.name for drift in fitting}))
                raise UsageError(f"{option} {word}: which one? Write {names}")


def _nothing(option: str, word: str, named: Sequence[Drift], drifts: Sequence[Drift]) -> str:
    if named:
        drift = named[0]
        return f"{option} {word}: that is confirmed with {drift.option}: {drift.message}"
    mine = [drift for drift in drifts if drift.option == option]
    names = [name for drift in mine[:_MOST_NAMES] for name in (drift.slug, drift.name) if name]
    there = ", ".join(sorted({drift.name for drift in mine})[:5])
    hint = did_you_mean(word, names) or (f"; there are: {there}" if there else "")
    what = "would vanish" if option == "--forget" else "would change"
    return (
        f"{option} {word}: nothing of that name {what} in the shows that are built, so there is "
        f"nothing to confirm{hint}"
    )


def _names(word: str, drift: Drift) -> bool:
    if drift.slug is None:  # of the podcast as a whole: no `*` is meant for that
        return word in (drift.name, drift.show)
    names = (drift.name, drift.slug)
    return any(fnmatchcase(name, word) if "*" in word else name == word for name in names)


def held_words(drifts: Sequence[Drift]) -> str:
    """Say why a feed was left as it was, and how to go on."""
    codes = ", ".join(sorted({drift.code for drift in drifts}))
    many = len(drifts) > HANDFUL
    some = sorted({f"{drift.option} {drift.name}" for drift in drifts})
    if many:
        some = sorted({_all_like(drift) for drift in drifts})
    what = f"{len(drifts)} things in it" if len(drifts) > 1 else "something in it"
    return (
        f"{what} would hurt subscribers ({codes}, below): take that back, or, if you mean it, "
        f"`publisher build {' '.join(some)}`"
    )


def _all_like(drift: Drift) -> str:
    return f"{drift.option} {drift.name if drift.slug is None else repr(f'{drift.show}/*')}"


def confirmed_words(drifts: Sequence[Drift]) -> str:
    """Say what the user confirmed, and what comes of it."""
    again = sum(drift.code == GUID_CHANGED for drift in drifts)
    gone = sum(drift.code == ITEM_GONE for drift in drifts)
    told = [f"{len(drifts) - again - gone} changed for good"] if len(drifts) > again + gone else []
    told += [f"{again} with a new guid, which players download again"] if again else []
    told += [f"{gone} out of the feed for good"] if gone else []
    return f"as confirmed: {', '.join(told)}"
