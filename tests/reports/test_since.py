"""What changed, in words."""

from datetime import date

import pytest

from publisher.model import Change, Changes, Severity
from publisher.reports.since import SHOWN, what_changed

FIRST, SECOND, THIRD = date(2026, 2, 1), date(2026, 2, 8), date(2026, 2, 15)


def change(number: int = 1, path: str = "1.md", *, how: str = "") -> Change:
    url = f"https://{number}.example/"
    return Change("W101", Severity.ERROR, f"dead {number}", path, url, how)


@pytest.mark.parametrize(
    ("changes", "today", "title"),
    [
        (Changes(FIRST), FIRST, "This is the first run that is remembered."),
        (
            Changes(FIRST),
            SECOND,
            "This is the first run that is remembered, and nothing has changed since 2026-02-01.",
        ),
        (
            Changes(SECOND, FIRST, new=(change(),), mended=(change(2),)),
            SECOND,
            "Since the run of 2026-02-01: 1 new, 1 mended.",
        ),
        (
            Changes(SECOND, FIRST, worse=(change(),)),
            THIRD,
            "Nothing has changed since 2026-02-08. Then, after 2026-02-01: 1 worse.",
        ),
        (Changes(SECOND, FIRST), SECOND, "Since the run of 2026-02-01: nothing that matters."),
    ],
)
def test_the_sentence(changes: Changes, today: date, title: str) -> None:
    since = what_changed(changes, today)
    assert since is not None
    assert since.title == title


def test_a_run_that_is_compared_with_nothing_says_nothing() -> None:
    assert what_changed(None, FIRST) is None


def test_what_changed_in_many_files_is_told_once() -> None:
    same = [change(path=f"{n}.md", how="answers again") for n in range(7)]
    since = what_changed(Changes(SECOND, FIRST, mended=tuple(same)), SECOND)
    assert since is not None
    [told] = since.sorts[0].told
    assert told.how == "answers again; in 7 files"
    assert told.at == "https://1.example/"


def test_many_changes_are_counted() -> None:
    new = tuple(change(n) for n in range(SHOWN + 4))
    since = what_changed(Changes(SECOND, FIRST, new=new), SECOND)
    assert since is not None
    assert (len(since.sorts[0].told), since.sorts[0].left) == (SHOWN, 4)
