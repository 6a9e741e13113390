"""`check --changed REF`: what was there already fails no run, what is new does."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from publisher.changes.before import Before, mark_old
from publisher.changes.git import StoredFile, open_git
from publisher.changes.tree import inspected_files, is_as_today, laid_out, place_in
from publisher.errors import PublisherError
from publisher.model import Finding, Place, Severity
from tests.commands import CONFIG, Outcome, episode, run, write
from tests.corpora import CORPORA, write_repository
from tests.loopback import serve

BAD = "www.example.org/old"  # L101: an error that needs no web
EPISODES = "feeds/talk/episodes"
ONE = f"{EPISODES}/001-one.md"
TWO = f"{EPISODES}/002-two.md"


def git(root: Path, *arguments: str) -> str:
    """Run git as nobody in particular, whatever the machine's own settings are."""
    nobody = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "gc.auto=0")
    done = subprocess.run(
        ["git", *settings, "-c", "commit.gpgsign=false", *arguments],
        cwd=root,
        env={**nobody, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(root: Path, branch: str = "main") -> Path:
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", branch)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "words")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A committed repository, two of whose links are bad already."""
    return commit(
        write(
            tmp_path / "repository",
            {
                **CONFIG,
                ".gitignore": ".publisher/\n",
                ONE: episode(1, f"See [old]({BAD}).\n", sponsors="[globex]"),
                TWO: episode(2, f"See [old]({BAD}) and [fine](https://example.org/).\n"),
            },
        )
    )


def changed(root: Path, *arguments: str, ref: str = "HEAD", offline: bool = True) -> Outcome:
    web = ("--offline",) if offline else ("--allow-private",)
    return run("check", *web, "--changed", ref, "--format", "json", *arguments, root=root)


def findings(done: Outcome) -> list[dict[str, Any]]:
    """Return what was found of severity error."""
    assert done.code in (0, 1), done.err
    found: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return [finding for finding in found if finding["severity"] == "error"]


def new(done: Outcome) -> list[tuple[str, str]]:
    """Return path and code of the errors that fail the run; the exit code must agree."""
    fresh = [each for each in findings(done) if not each.get("known")]
    assert done.code == (1 if fresh else 0)
    return [(each["path"], each["code"]) for each in fresh]


def edit(root: Path, path: str, old: str, by: str) -> None:
    file = root / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, by))


def test_what_was_there_is_told_and_fails_no_run(root: Path) -> None:
    done = changed(root)
    assert done.code == 0
    assert {each["path"] for each in findings(done)} == {ONE, TWO}
    assert {each["known"] for each in findings(done)} == {"already there at HEAD"}
    assert run("check", "--offline", root=root).code == 1


def test_a_new_link_fails_and_the_old_one_on_its_line_does_not(root: Path) -> None:
    edit(root, ONE, "See", "First [new](www.example.org/new), see")
    assert new(changed(root)) == [(ONE, "L101")]
    fresh = [each for each in findings(changed(root)) if not each.get("known")]
    assert fresh[0]["url"] == "www.example.org/new"


def test_an_edit_elsewhere_on_the_line_makes_no_link_new(root: Path) -> None:
    edit(root, ONE, "See", "Words, and more words:")
    assert new(changed(root)) == []


def test_an_edited_link_is_new(root: Path) -> None:
    edit(root, ONE, BAD, f"{BAD}/elsewhere")
    assert new(changed(root)) == [(ONE, "L101")]


def test_a_further_copy_of_an_old_link_is_new(root: Path) -> None:
    edit(root, ONE, "See", f"[Again]({BAD}). See")
    assert len(new(changed(root))) == 1


def test_a_file_that_git_was_not_told_of_is_new(root: Path) -> None:
    write(root, {f"{EPISODES}/003-three.md": episode(3, f"[old]({BAD})\n")})
    assert new(changed(root)) == [(f"{EPISODES}/003-three.md", "L101")]


@pytest.mark.parametrize("committed", [False, True])
def test_a_renamed_file_keeps_its_old_findings(root: Path, committed: bool) -> None:
    git(root, "mv", TWO, f"{EPISODES}/002-renamed.md")
    edit(root, f"{EPISODES}/002-renamed.md", "fine", "quite fine")
    base = git(root, "rev-parse", "HEAD")
    if committed:
        commit(root)
    assert new(changed(root, ref=base)) == []


def test_a_link_moved_into_another_file_is_new(root: Path) -> None:
    edit(root, TWO, f"[old]({BAD}) and ", "")
    write(root, {"notes.md": f"[old]({BAD})\n"})
    assert new(changed(root, "notes.md")) == [("notes.md", "L101")]


def test_a_sponsor_taken_out_fails_in_episodes_that_did_not_change(root: Path) -> None:
    (root / "config/sponsors.toml").write_text("")
    assert (ONE, "S101") in new(changed(root))


def test_an_address_changed_in_the_config_is_new_there(root: Path) -> None:
    edit(root, "config/sponsors.toml", "https://globex.example.com/ada", "file:///home/ada")
    assert new(changed(root)) == [("config/sponsors.toml", "L112")]


def test_what_came_to_the_main_branch_meanwhile_does_not_count(root: Path) -> None:
    git(root, "checkout", "-qb", "topic")
    git(root, "checkout", "-q", "main")
    edit(root, ONE, f"[old]({BAD})", "nothing")
    commit(root)
    git(root, "checkout", "-q", "topic")
    assert new(changed(root, ref="main")) == []


def test_the_web_s_answers_are_old_where_the_link_is(root: Path) -> None:
    with serve() as site:
        dead = site.url("/status/404")
        edit(root, ONE, BAD, dead)
        edit(root, TWO, BAD, "https://example.org/other")
        (root / "config/sponsors.toml").write_text('[globex]\nname = "Globex"\n')
        skip = '[links]\nskip = ["https://*"]\n'
        edit(root, "config/publisher.toml", "\n", f"\n{skip}")
        commit(root)
        assert new(changed(root, offline=False)) == []
        edit(root, TWO, "https://example.org/other", dead)
        found = new(changed(root, "--select", "W", offline=False))
    assert found == [(TWO, "W101")]


def test_the_show_may_live_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    top = tmp_path / "all"
    write(top / "sites/ours", {**CONFIG, ONE: episode(1, f"[old]({BAD})\n")})
    commit(top)
    edit(top / "sites/ours", ONE, "[old]", "[New](www.example.org/new) [old]")
    for folder in (top / "sites/ours", top / "sites/ours/feeds/talk"):
        fresh = [each for each in findings(changed(folder)) if not each.get("known")]
        assert [each["url"] for each in fresh] == ["www.example.org/new"]
    done = changed(top, "--root", "sites/ours")
    assert new(done) == [(f"sites/ours/{ONE}", "L101")]


def test_without_a_config_texts_are_compared(tmp_path: Path) -> None:
    commit(write(tmp_path, {"a.md": f"[old]({BAD})\n"}))
    assert new(changed(tmp_path)) == []
    write(tmp_path, {"b.md": f"[old]({BAD})\n"})
    assert [path for path, _ in new(changed(tmp_path))] == ["b.md"]
    assert new(changed(tmp_path, "a.md")) == []


def test_before_there_was_a_config_the_texts_count(tmp_path: Path) -> None:
    commit(write(tmp_path, {ONE: episode(1, f"[old]({BAD})\n")}))
    write(tmp_path, CONFIG)
    assert new(changed(tmp_path)) == []


def test_a_config_that_could_not_be_read_then_is_told(root: Path) -> None:
    sound = (root / "config/sponsors.toml").read_text()
    (root / "config/sponsors.toml").write_text("[globex\n")
    commit(root)
    (root / "config/sponsors.toml").write_text(sound)
    done = run("check", "--offline", "--changed", "HEAD", root=root)
    assert done.code == 0
    assert "the config at HEAD can't be used, so only the links" in done.out
    edit(root, ONE, "[globex]", "[globxe]")
    assert (ONE, "S101") in new(changed(root))


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("nowhere", "there is no commit 'nowhere' in this repository"),
        ("--output=x", "can't be the name of a commit"),
        ("a\nb", "can't be the name of a commit"),
        ("$(touch x); 'é", "there is no commit"),
        ("HEAD:feeds", "there is no commit"),
        ("", "can't be the name of a commit"),
    ],
)
def test_a_ref_that_names_no_commit_is_wrong_usage(root: Path, ref: str, words: str) -> None:
    before = sorted(root.iterdir())
    done = run("check", "--offline", f"--changed={ref}", root=root)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert sorted(root.iterdir()) == before


def test_the_name_of_a_remote_branch_is_proposed(root: Path) -> None:
    git(root, "update-ref", "refs/remotes/origin/next", "HEAD")
    done = run("check", "--offline", "--changed", "next", root=root)
    assert (done.code, "did you mean origin/next?" in done.err) == (2, True)


def test_a_shallow_clone_says_what_to_fetch(root: Path, tmp_path: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    edit(root, ONE, "See", "Look at")
    commit(root)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "clone")
    done = changed(tmp_path / "clone", ref=base)
    assert done.code == 2
    assert "a shallow clone" in done.err
    assert "fetch-depth: 0" in done.err


def test_outside_of_git_and_without_git_there_is_a_word(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "plain", {"a.md": "words\n"})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    done = changed(tmp_path / "plain")
    assert (done.code, "not a git repository" in done.err) == (2, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = changed(root)
    assert (done.code, "there is none on this machine; install it" in done.err) == (2, True)


def test_nothing_that_a_repository_configures_is_run(root: Path, tmp_path: Path) -> None:
    """Filters, hooks, a file-system monitor, external diffs: none, and nothing is written."""
    mark = tmp_path / "mark"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    script.chmod(0o755)
    for name in (
        *("core.fsmonitor", "filter.x.clean", "filter.x.smudge", "filter.x.process"),
        *("diff.external", "diff.x.textconv", "diff.x.command", "core.pager"),
    ):
        git(root, "config", name, str(script))
    (root / ".git/info/attributes").write_text("*.md filter=x diff=x\n")
    edit(root, ONE, "See", "Look at [new](www.example.org/new) and")
    index = (root / ".git/index").read_bytes()
    assert len(new(changed(root))) == 1
    assert not mark.exists()
    assert (root / ".git/index").read_bytes() == index


def test_a_hook_s_variables_do_not_lead_elsewhere(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert new(changed(root)) == []


def test_files_are_laid_out_with_their_texts_and_their_sizes(root: Path) -> None:
    texts = {"größe.md": "Grüße\r\n".encode(), "empty.md": b""}
    others = {"a b\n/cover.jpg": b"x" * 2_000_000, "none.mp3": b""}
    commit(write(root, {**texts, **others}))
    repository = open_git(root)
    files = repository.list_files(repository.find_commit("HEAD"))
    assert is_as_today(repository, files)
    with laid_out(repository, files, root / "feeds") as disk:
        top = place_in(disk, root)
        assert (top / "feeds").is_dir()
        assert {path: (top / path).read_bytes() for path in texts} == texts
        sizes = {path: (top / path).stat().st_size for path in others}
        assert sizes == {path: len(data) for path, data in others.items()}
    write(root, {"none.mp3": b"x"})
    assert not is_as_today(repository, files)


@pytest.mark.parametrize("path", ["../a.md", "a/../../b.md", "/etc/a.md", ".git/hooks/a.md", ""])
def test_paths_that_lead_elsewhere_are_left_out(path: str) -> None:
    assert inspected_files([StoredFile(path, "0" * 40, 1)], "", frozenset([path])) == ()


def test_more_than_a_disk_may_hold_is_refused() -> None:
    files = [StoredFile(f"{number}.md", "0" * 40, 60_000_000) for number in range(20)]
    with pytest.raises(PublisherError, match="20 files as they were, which is too much"):
        inspected_files(files, "", frozenset())
    assert inspected_files(files, "shows/", frozenset(["3.md"])) == (files[3],)


def test_a_link_to_an_episode_file_stands_for_it(root: Path) -> None:
    (root / EPISODES / "004-linked.md").symlink_to("../../../kept/four.md")
    write(root, {"kept/four.md": episode(4, f"[old]({BAD})\n")})
    (root / "link.md").symlink_to("/etc/hostname")
    commit(root)
    edit(root, ONE, "See", "Look at")
    assert f"{EPISODES}/004-linked.md" in {each["path"] for each in findings(changed(root))}
    assert new(changed(root)) == []


def test_a_second_process_finds_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(root, ONE, "See", "First [new](www.example.org/new), see")
    alone = changed(root)
    monkeypatch.setattr("publisher.changes.before._WORTH_A_PROCESS", 0)
    assert changed(root).out == alone.out


def test_where_nothing_changed_nothing_is_inspected_twice(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the files of then were laid out")

    monkeypatch.setattr("publisher.changes.before.laid_out", never)
    assert new(changed(root)) == []
    edit(root, ONE, "See", "sEE")
    assert changed(root).code == 3


def test_a_clone_that_lacks_files_says_so(root: Path, tmp_path: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    edit(root, ONE, "See", "Look at")
    commit(root)
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{root}", "clone")
    shutil.rmtree(root)
    done = changed(tmp_path / "clone", ref=base)
    assert (done.code, "this clone is not whole" in done.err) == (2, True)


def test_no_copy_of_the_files_stays_behind(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    edit(root, ONE, "See", "Look at")
    changed(root)
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
def test_in_a_real_show_all_is_old_but_what_is_added(tmp_path: Path) -> None:
    commit(write_repository("allthingsgit", tmp_path))
    first, second, *_ = sorted(tmp_path.glob("episodes/_posts/*.md"))
    git(tmp_path, "mv", str(first), str(first.with_name(f"renamed-{first.name}")))
    with second.open("a") as stream:
        stream.write("\n[new](www.example.org/new)\n")
    fresh = [
        (each["path"], each["url"])
        for each in json.loads(changed(tmp_path).out)["findings"]
        if each["known"] is None
    ]
    assert fresh == [(second.relative_to(tmp_path).as_posix(), "www.example.org/new")]


def test_of_equal_findings_as_many_are_old_as_there_were() -> None:
    def dead(line: int, known: str | None = None) -> Finding:
        place = Place("a.md", line)
        return Finding("W101", Severity.ERROR, "dead", place, "https://a.example/", known=known)

    before = Before("main", links={("a.md", "https://a.example/"): 2})
    marked = mark_old([dead(1), dead(2), dead(3)], before)
    words = "already there at main"
    assert [each.known for each in marked] == [words, words, None]
    (known,) = mark_old([dead(1, "in the baseline")], before)
    assert known.known == "in the baseline"


def test_findings_without_an_address_are_compared_by_what_they_say() -> None:
    def said(message: str, code: str = "F201") -> Finding:
        return Finding(code, Severity.ERROR, message, Place("a.md"))

    before = Before("main", findings={("a.md", "F201", "no audio"): 1})
    marked = mark_old([said("no audio"), said("other"), said("no audio", "F202")], before)
    assert [each.known is None for each in marked] == [False, True, True]
