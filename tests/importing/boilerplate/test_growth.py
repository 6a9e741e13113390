"""A feed imported again with newer episodes: old bodies and ids stay as they were."""

from collections.abc import Callable

import pytest

from publisher.importing.boilerplate import Tidied, tidy
from publisher.importing.description.understanding import FoundSponsor, Known
from tests.importing.boilerplate.test_tidying import NOTHING_KNOWN, days

CALL = "Tell a friend about the harbour."


def _same(at: int) -> str:
    ad = "Sponsor: [Globex](https://globex.example/)" if at % 2 else f"Own words {at}."
    return f"Thing {at}.\n\n{ad}\n\n{CALL}"


def _ends(at: int) -> str:
    return f"Thing {at}.\n\n{CALL}" if at < 60 else f"Thing {at}."


def _begins(at: int) -> str:
    return f"Thing {at}.\n\n{CALL}" if at >= 40 else f"Thing {at}."


def _other_words(at: int) -> str:
    words = "Kettles." if at < 61 else "Pans now."
    return f"Thing {at}.\n\nSponsored By:\n\n- [Globex](https://globex.example/): {words}"


def _tidied(body: Callable[[int], str], count: int, known: Known = NOTHING_KNOWN) -> Tidied:
    all_days = days(80)[::-1]
    order = range(count - 1, -1, -1)
    return tidy([body(at) for at in order], known, [all_days[at] for at in order])


@pytest.mark.parametrize("body", [_same, _ends, _begins, _other_words])
@pytest.mark.parametrize("count", [20, 40, 60, 61, 62])
def test_old_episodes_stay_as_they_were(body: Callable[[int], str], count: int) -> None:
    first = _tidied(body, count)
    known = Known(
        sponsors=tuple(
            FoundSponsor(
                str(table["name"]),
                **{key: str(table[key]) for key in ("url", "tagline", "code") if key in table},
            )
            for table in first.sponsors.values()
        )
    )
    second = _tidied(body, count + 2, known)
    assert second.episodes[2:] == first.episodes
    assert first.sponsors.items() <= second.sponsors.items()
