"""The baseline: errors that are known, why they are let be, and until when."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from publisher.baseline import Entry, mark_known
from publisher.baseline.updating import plan_update
from publisher.model import CheckedLink, Finding, LinkCheck, Place, Report, Severity, Verdict
from tests.commands import CONFIG, Outcome, episode, run, write

BAD = "www.example.org/old"  # L101: an error that needs no web
EPISODES = "feeds/talk/episodes"
ONE = f"{EPISODES}/001-one.md"
BASELINE = "config/baseline.toml"
DAY = date(2026, 6, 1)
LATER = DAY + timedelta(days=1)
DEAD = "https://dead.example/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with three errors: one link in two files, and an unknown sponsor."""
    return write(
        tmp_path,
        {
            **CONFIG,
            ONE: episode(1, f"See [old]({BAD}).\n", sponsors="[acme]"),
            f"{EPISODES}/002-two.md": episode(2, f"See [old]({BAD}).\n"),
        },
    )


def check(root: Path, *arguments: str) -> Outcome:
    return run("check", "--offline", *arguments, root=root)


def update(root: Path, *arguments: str) -> Outcome:
    return check(root, "--update-baseline", *arguments)


def errors(root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(check(root, "--format", "json").out)["findings"]
    return [finding for finding in found if finding["severity"] == "error"]


def entry(**values: str) -> str:
    """Return an entry of the file about the bad link, or about what `values` say."""
    fields = {
        "code": '"L101"',
        "url": f'"{BAD}"',
        "reason": '"the sponsor asked"',
        "expires": "2999-01-31",
        **values,
    }
    return "[[known]]\n" + "".join(f"{key} = {value}\n" for key, value in fields.items() if value)


def test_an_update_excuses_every_error_and_the_next_run_passes(root: Path) -> None:
    assert check(root).code == 1
    done = update(root)
    assert done.code == 0
    last = datetime.now(UTC).date() + timedelta(days=90)
    assert f"{BASELINE}: added L101 {BAD}, until {last}\n" in done.err
    assert f"{BASELINE}: added S101 {ONE}: " in done.err
    assert check(root).code == 0
    known = {finding["known"] for finding in errors(root)}
    assert known == {f"known on {datetime.now(UTC).date()}; not looked at yet, until {last}"}
    assert run("build", "--offline", "--strict", root=root).code == 0


def test_an_entry_about_an_address_holds_for_all_its_places(root: Path) -> None:
    update(root, "--reason", "later", "--expires", "2999-12-31")
    write(root, {f"{EPISODES}/003-three.md": episode(3, f"[old]({BAD}) [new](www.new.example)\n")})
    fresh = [finding["url"] for finding in errors(root) if finding["known"] is None]
    assert fresh == ["www.new.example"]
    assert {finding["known"] for finding in errors(root)} == {"later, until 2999-12-31", None}


def test_an_entry_with_a_path_holds_there_only(root: Path) -> None:
    write(root, {BASELINE: entry(path=f'"{ONE}"')})
    known = {f["path"]: f["known"] for f in errors(root) if f["code"] == "L101"}
    assert known == {
        ONE: "the sponsor asked, until 2999-01-31",
        f"{EPISODES}/002-two.md": None,
    }


def test_paths_are_the_same_from_every_folder(root: Path) -> None:
    update(root)
    assert f'path = "{ONE}"' in (root / BASELINE).read_text()
    assert check(root / "feeds" / "talk").code == 0
    done = update(root / "feeds")
    assert done.err == f"../{BASELINE}: nothing to add, nothing to drop\n"


def test_an_expired_entry_counts_again_and_says_so(root: Path) -> None:
    write(root, {BASELINE: entry(expires="2026-01-31")})
    assert check(root).code == 1
    (message,) = {f["message"] for f in errors(root) if f["code"] == "L101"}
    assert message.endswith(" (in the baseline until 2026-01-31)")
    done = update(root)
    assert done.code == 1
    assert "L101 www.example.org/old was let be until 2026-01-31 and counts again" in done.err
    assert "expires = 2026-01-31" in (root / BASELINE).read_text()


def test_an_update_keeps_what_people_wrote_word_for_word(root: Path) -> None:
    reason = '"Ann  asks them"  # in May'
    kept = f"# Ask Ann.\n{entry(reason=reason)}x-ticket = 12\n"
    other = entry(url='"www.gone.example"')
    gone = f"# Gone.\n{other}"
    write(root, {BASELINE: f"# Ours.\n\n{gone}\n{kept}"})
    done = update(root, "--reason", "new", "--expires", "2w")
    assert f"{BASELINE}: dropped L101 www.gone.example: it isn't found any more\n" in done.err
    text = (root / BASELINE).read_text()
    assert text.startswith("# Ours.\n")
    assert kept in text
    assert "www.gone" not in text
    assert "Gone" not in text
    last = datetime.now(UTC).date() + timedelta(days=14)
    assert text.endswith(f'reason = "new"\nexpires = {last}\n')
    assert update(root).err == f"{BASELINE}: nothing to add, nothing to drop\n"
    assert (root / BASELINE).read_text() == text


def test_entries_written_in_another_way_are_kept_too(root: Path) -> None:
    inline = f'{{code = "L101", url = "{BAD}", reason = "ours", expires = 2999-01-31}}'
    write(root, {BASELINE: f"known = [{inline}]\n"})
    update(root)
    assert 'reason = "ours"\nexpires = 2999-01-31\n' in (root / BASELINE).read_text()
    assert check(root).code == 0


def test_nothing_to_excuse_writes_no_file(root: Path) -> None:
    write(root, {ONE: episode(1), f"{EPISODES}/002-two.md": episode(2)})
    assert update(root).code == 0
    assert not (root / BASELINE).exists()


def test_addresses_with_strange_signs_are_written_and_found_again(root: Path) -> None:
    body = '[a](<www.example.org/"\\\\\u202e\u2028'.encode() + b'\x7f>) [b]( "x")\n'
    write(root, {ONE: episode(1).encode() + body})
    assert check(root).code == 1
    update(root)
    assert check(root).code == 0
    assert "\u202e" not in (root / BASELINE).read_text()


def test_more_than_a_baseline_can_hold_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.baseline.updating.LIMIT_FRONT_MATTER", 100)
    done = update(root)
    assert (done.code, "2 errors are more than a baseline can hold" in done.err) == (2, True)
    assert not (root / BASELINE).exists()


def test_a_file_that_cannot_be_read_is_never_excused_and_drops_nothing(root: Path) -> None:
    update(root)
    write(root, {ONE: b"\0"})
    done = update(root)
    assert done.code == 1
    assert "dropped" not in done.err
    assert "E001" not in (root / BASELINE).read_text()


def test_all_that_is_wrong_with_the_file_is_told_at_once(root: Path) -> None:
    wrong = [
        entry(expires='"soon"'),
        entry(reason="", code='"nonsense"'),
        entry(url=""),
        entry(message='"both"', path='"a.md"'),
        entry(code='"E001"'),
        entry(until="2027-01-31"),
    ]
    write(root, {BASELINE: "\n".join(wrong)})
    for command in (("check", "--offline"), ("build", "--offline"), ("check", "--update-baseline")):
        done = run(*command, root=root)
        assert (done.code, done.out) == (2, "")
        lines = done.err.splitlines()
        assert len(lines) == 7
        assert lines[0] == (
            f'{BASELINE}:5:12: known.expires must be a day such as 2024-01-31, not "soon"'
        )
        assert all(line.startswith(f"{BASELINE}:") for line in lines)


def test_a_baseline_that_is_a_link_out_of_the_repository_is_not_read(root: Path) -> None:
    (root / BASELINE).symlink_to("/etc/hostname")
    done = check(root)
    assert (done.code, "leads out of the repository" in done.err) == (2, True)


@pytest.mark.parametrize(
    "options",
    [
        ("--select", "L"),
        ("--ignore", "L"),
        ("--changed", "HEAD"),
        ("--fix",),
        ("--diff",),
        (EPISODES,),
    ],
)
def test_an_update_looks_at_everything(root: Path, options: tuple[str, ...]) -> None:
    done = update(root, *options)
    assert (done.code, "looks at the whole repository" in done.err) == (2, True)
    assert not (root / BASELINE).exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--reason", "x"), "--reason goes with --update-baseline"),
        (("--expires", "9d"), "--expires goes with --update-baseline"),
        (("--update-baseline", "--expires", "soon"), "is not a span of time"),
        (("--update-baseline", "--expires", "2020-01-31"), "2020-01-31 is over"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    root: Path, options: tuple[str, ...], words: str
) -> None:
    done = check(root, *options)
    assert (done.code, words in done.err) == (2, True)


def test_without_a_repository_there_is_no_baseline(tmp_path: Path) -> None:
    done = update(write(tmp_path, {"a.md": f"[a]({BAD})\n"}))
    assert (done.code, "no podcast repository here" in done.err) == (2, True)
    assert "`publisher init`" in done.err


# ---------------------------------------------------------------- without files


def finding(code: str = "W101", *, url: str | None = DEAD, message: str = "dead") -> Finding:
    return Finding(code, Severity.ERROR, message, Place("a.md"), url)


def report(*findings: Finding, verdict: Verdict | None = None) -> Report:
    links = () if verdict is None else (CheckedLink(LinkCheck(DEAD, verdict, ""), ()),)
    return Report(1, findings, links)


@pytest.mark.parametrize(
    ("verdict", "dropped"),
    [
        (Verdict.OK, True),
        (Verdict.MOVED, True),
        (None, True),  # no file has the link any more
        (Verdict.SKIPPED, False),
        (Verdict.UNREACHABLE, False),
        (Verdict.SERVER_ERROR, False),
        (Verdict.RATE_LIMITED, False),
        (Verdict.UNVERIFIABLE, False),
    ],
)
def test_an_entry_goes_only_when_the_web_has_answered(
    verdict: Verdict | None, dropped: bool
) -> None:
    known = Entry("W101", "r", DAY, url=f"{DEAD}#part")
    update = plan_update([known], report(verdict=verdict), reason="", expires=DAY)
    assert (update.dropped == (known,), update.kept == (known,)) == (dropped, not dropped)


def test_what_is_wrong_in_the_files_is_known_without_the_web() -> None:
    known = Entry("L101", "r", DAY, url=DEAD)
    update = plan_update([known], report(verdict=Verdict.SKIPPED), reason="", expires=DAY)
    assert update.dropped == (known,)


def test_only_errors_are_added_once_for_each_address() -> None:
    warning = finding("S201")._replace(severity=Severity.WARNING)
    found = report(finding(), finding()._replace(place=Place("b.md")), warning)
    update = plan_update([], found, reason="r", expires=DAY)
    assert update.added == (Entry("W101", "r", DAY, url=DEAD),)


def test_the_last_day_still_counts() -> None:
    known = Entry("W101", "r", DAY, url=DEAD)
    assert not mark_known(report(finding()), [known], DAY).fails
    assert mark_known(report(finding()), [known], LATER).fails


def test_of_two_entries_the_later_day_counts() -> None:
    entries = [Entry("W101", "r", LATER, url=DEAD), Entry("W101", "r", DAY, url=DEAD)]
    assert not mark_known(report(finding()), entries, LATER).fails
    assert not mark_known(report(finding()), entries[::-1], LATER).fails


def test_another_code_or_message_is_not_excused() -> None:
    entries = [
        Entry("W102", "r", DAY, url=DEAD),
        Entry("F201", "r", DAY, path="a.md", message="no audio"),
        Entry("F202", "r", DAY, path="b.md", message="no audio"),
    ]
    found = report(
        finding(), finding("F201", url=None), finding("F202", url=None, message="no audio")
    )
    assert [each.known for each in mark_known(found, entries, DAY).findings] == [None] * 3
