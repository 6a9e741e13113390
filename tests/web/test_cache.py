import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from publisher.model import Cause, Hop, LinkCheck, Verdict
from publisher.web import database
from publisher.web import rows as rows_module
from publisher.web.cache import Cache, open_cache
from publisher.web.history import continued
from publisher.web.rows import SPELLS_KEPT
from tests import answers
from tests.answers import NOW, played_check

PAGE = "https://example.org/book"


def remember(file: Path, *checks: LinkCheck) -> None:
    with Cache(file) as cache:
        for check in checks:
            cache.put(continued(check, cache.known([check.url]).get(check.url)))
        assert cache.notices == []


def recalled(cache: Cache, url: str, now: datetime) -> LinkCheck | None:
    return answers.recalled(cache, [url], now).get(url)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / ".publisher" / "cache.sqlite"


def test_the_fragment_that_a_redirect_gave_comes_back(file: Path) -> None:
    check = played_check(PAGE, "301 https://example.org/new#ref=show")
    remember(file, check)
    with Cache(file) as cache:
        again = recalled(cache, PAGE, NOW)
    assert again is not None and again.final_url == "https://example.org/new#ref=show"


def test_an_answer_comes_back_as_it_was_and_says_so(file: Path) -> None:
    check = played_check(PAGE, "301 https://example.org/new")
    remember(file, check)
    with Cache(file) as cache:
        again = recalled(cache, PAGE, NOW)
    assert again is not None
    assert again.from_cache
    assert (again.verdict, again.status, again.final_url, again.permanent, again.checked_at) == (
        check.verdict,
        200,
        "https://example.org/new",
        True,
        NOW,
    )


@pytest.mark.parametrize(
    ("answer", "days"),
    [(200, 7), ("301 https://example.org/new", 3), (404, 1), (403, 1)],
)
def test_an_answer_holds_for_its_lifetime(file: Path, answer: int | str, days: int) -> None:
    remember(file, played_check(PAGE, answer))
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW + timedelta(days=days, seconds=-1)) is not None
        assert recalled(cache, PAGE, NOW + timedelta(days=days)) is None


def test_an_answer_of_a_wrong_clock_does_not_last(file: Path) -> None:
    remember(file, played_check(PAGE, 200))
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW - timedelta(minutes=5)) is not None
        assert recalled(cache, PAGE, NOW - timedelta(days=30)) is None


@pytest.mark.parametrize("answer", [500, 429, Cause.TIMEOUT, Cause.DNS])
def test_trouble_is_never_reused_but_stands_in_the_history(file: Path, answer: int | str) -> None:
    remember(file, played_check(PAGE, answer))
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is None
        assert [spell.runs for spell in cache.history(PAGE)] == [1]


def test_skipped_and_pending_links_are_not_remembered(file: Path) -> None:
    remember(
        file,
        LinkCheck(PAGE, Verdict.SKIPPED, "no network", checked_at=NOW),
        LinkCheck(PAGE, Verdict.PENDING, "later", checked_at=NOW),
    )
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is None
        assert cache.history(PAGE) == ()


def test_history_tells_since_when_and_how_often(file: Path) -> None:
    for day, answer in enumerate([200, 500, 500, 500, 404, 404]):
        remember(file, played_check(PAGE, answer, NOW + timedelta(days=day)))
    with Cache(file) as cache:
        spells = cache.history(PAGE)
    assert [(spell.verdict, spell.runs) for spell in spells] == [
        (Verdict.OK, 1),
        (Verdict.SERVER_ERROR, 3),
        (Verdict.DEAD, 2),
    ]
    assert spells[1].first_at == NOW + timedelta(days=1)
    assert spells[1].last_at == NOW + timedelta(days=3)


def test_only_the_last_spells_are_kept(file: Path) -> None:
    answers = [200, 404] * SPELLS_KEPT
    remember(file, *(played_check(PAGE, answers[n], NOW + timedelta(n)) for n in range(50 - 10)))
    with Cache(file) as cache:
        spells = cache.history(PAGE)
    assert len(spells) == SPELLS_KEPT
    assert spells[-1].last_at == NOW + timedelta(days=39)


def test_answers_of_other_rules_are_not_reused_but_their_history_counts(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(file, played_check(PAGE, 200))
    monkeypatch.setattr(rows_module, "RULES", rows_module.RULES + 1)
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is None
        assert cache.known([PAGE])[PAGE].since == NOW


def test_what_few_answers_have_comes_back_too(file: Path) -> None:
    check = LinkCheck(
        PAGE,
        Verdict.MOVED,
        "moved",
        final_url="https://example.org/b",
        checked_at=NOW,
        hops=(Hop(301, "http://example.org/a"), Hop(302, "https://example.org/b")),
        expires_at=NOW + timedelta(days=9),
        missing=("KENJEE",),
        not_missing=("20% off",),
    )
    remember(file, check)
    with Cache(file) as cache:
        again = recalled(cache, PAGE, NOW)
    assert again == check._replace(from_cache=True, since=NOW, runs=1, fine_at=NOW)


def test_the_folder_is_ignored_by_git(file: Path) -> None:
    remember(file)
    assert (file.parent / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_set_aside(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with Cache(file) as cache:
        assert len(cache.notices) == 1
        assert "cache.sqlite.broken" in cache.notices[0]
        cache.put(played_check(PAGE, 200))
    assert (file.parent / "cache.sqlite.broken").read_bytes() == content
    with Cache(file) as cache:
        assert cache.notices == []
        assert recalled(cache, PAGE, NOW) is not None


def test_damage_found_in_the_middle_costs_only_the_memory(file: Path) -> None:
    remember(file, *(played_check(f"{PAGE}/{number}", 200) for number in range(2000)))
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xff" * (size - 4096))
    with Cache(file) as cache:
        assert recalled(cache, f"{PAGE}/1", NOW) is None
        cache.put(played_check(PAGE, 200))
        assert cache.history(PAGE) == ()
        assert len(cache.notices) == 1


def test_a_file_that_cannot_be_opened_costs_only_the_memory(file: Path) -> None:
    file.mkdir(parents=True)
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is None
        cache.put(played_check(PAGE, 200))
        assert len(cache.notices) == 1
        assert "nothing is remembered" in cache.notices[0]


def test_a_symbolic_link_is_not_followed(file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    file.parent.symlink_to(elsewhere, target_is_directory=True)
    with Cache(file) as cache:
        assert len(cache.notices) == 1
    assert list(elsewhere.iterdir()) == []


def test_a_file_of_another_version_begins_anew(file: Path) -> None:
    remember(file, played_check(PAGE, 200))
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 99")
    database.commit()
    database.close()
    with Cache(file) as cache:
        assert cache.notices == []
        assert recalled(cache, PAGE, NOW) is None


def test_many_answers_are_recalled_at_once(file: Path) -> None:
    urls = [f"{PAGE}/{number}" for number in range(1200)]
    remember(file, *(played_check(url, 200) for url in urls[::2]))
    with Cache(file) as cache:
        assert sorted(answers.recalled(cache, urls, NOW)) == sorted(urls[::2])


def test_an_answer_that_makes_no_sense_is_not_reused(file: Path) -> None:
    remember(file, played_check(PAGE, 200))
    database = sqlite3.connect(file)
    database.execute("UPDATE answers SET verdict = 'splendid'")
    database.commit()
    database.close()
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is None


@pytest.mark.parametrize(
    "change",
    [
        "checked_at = 'soon'",
        "checked_at = 9e999",
        "reason = x'ff'",
        "status = '200, \"x\": 1'",
        "final_url = 5",
        "final_url = 'javascript:alert(1)'",
        "final_url = 'https://['",
        "final_url = 'https://example.org/#' || char(27)",
        "cause = 'nonsense', checked_at = 0.0",
        "permanent = 'x', verdict = 5",
        "since = 'x'",
        "runs = 'x'",
        "fine_at = 'x'",
        "details = 'x'",
        "details = '[]'",
        "details = '[[[1]], 2, 3, 4]'",
        "details = '{\"a\": 1}'",
    ],
)
def test_values_of_a_strange_type_are_not_recalled(file: Path, change: str) -> None:
    remember(file, played_check(PAGE, 200))
    database = sqlite3.connect(file)
    database.execute(f"UPDATE answers SET {change}")
    database.commit()
    database.close()
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is None
        assert cache.notices == []


def test_a_database_with_more_in_it_than_ours_is_set_aside(file: Path) -> None:
    remember(file, played_check(PAGE, 200))
    database = sqlite3.connect(file)
    database.execute("ALTER TABLE answers RENAME TO hidden")
    database.execute(
        "CREATE VIEW answers AS WITH RECURSIVE forever(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM"
        " forever) SELECT * FROM hidden, forever"
    )
    database.commit()
    database.close()
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is None
        assert "begins anew" in cache.notices[0]
    remember(file, played_check(PAGE, 200))


WRITER = """
import sys
from pathlib import Path
from typing import Any
from publisher.web.cache import Cache
from tests.answers import played_check
name, file = sys.argv[1], Path(sys.argv[2])
for turn in range(20):
    with Cache(file) as cache:
        for number in range(20):
            cache.put(played_check(f"https://example.org/{name}/{turn}/{number}", 200))
        cache.save()
        assert cache.notices == [], cache.notices
"""


def test_two_processes_may_use_it_at_once(file: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, name, str(file)], cwd=Path(__file__).parents[2]
        )
        for name in ("one", "two")
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    database = sqlite3.connect(file)
    assert database.execute("SELECT count(*) FROM answers").fetchone() == (800,)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_without_a_file_there_is_no_cache() -> None:
    with open_cache(None) as cache:
        assert cache is None


def test_a_file_that_another_run_is_just_closing_is_waited_for(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = database._prepare
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY_RECOVERY
    failures = [busy, busy]

    def prepare_later(connection: sqlite3.Connection) -> None:
        if failures:
            raise failures.pop()
        prepare(connection)

    monkeypatch.setattr(database, "_prepare", prepare_later)
    with Cache(file) as cache:
        assert cache.notices == []
    assert failures == []


def test_an_interrupt_while_it_saves_loses_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = rows_module.write_answer
    interrupts = [KeyboardInterrupt()]

    def interrupted(*arguments: Any) -> None:
        write(*arguments)
        if interrupts:
            raise interrupts.pop()

    monkeypatch.setattr("publisher.web.cache.write_answer", interrupted)
    with Cache(file) as cache:
        cache.put(played_check(PAGE, 200))
        with pytest.raises(KeyboardInterrupt):
            cache.save()
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is not None


@pytest.mark.parametrize("error", ["database or disk is full", "attempt to write a readonly"])
def test_a_disk_that_is_full_is_told_once_and_costs_only_the_memory(
    file: Path, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    remember(file, played_check(PAGE, 200))

    def full(*_: Any) -> None:
        raise sqlite3.OperationalError(error)

    monkeypatch.setattr("publisher.web.cache.write_answer", full)
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is not None
        for number in range(5):
            cache.put(played_check(f"{PAGE}/{number}", 200))
            cache.save()
        assert recalled(cache, PAGE, NOW) is None
        assert len(cache.notices) == 1
        assert error in cache.notices[0]
    monkeypatch.undo()
    with Cache(file) as cache:
        assert recalled(cache, PAGE, NOW) is not None


def test_a_reason_that_is_no_text_is_kept_as_far_as_it_goes(file: Path) -> None:
    remember(file, LinkCheck(PAGE, Verdict.OK, "answers \ud800", checked_at=NOW))
    with Cache(file) as cache:
        known = recalled(cache, PAGE, NOW)
    assert known is not None
    assert known.reason == "answers ?"
