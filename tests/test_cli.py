"""What the commands take, print and answer."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from publisher.model.shows import LinkPolicy
from tests.commands import CONFIG, episode, run, write

BODY = "Try [Sentry](www.example.org/sentry) and [more](https://example.org/a?fbclid=1).\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path, {**CONFIG, "feeds/talk/episodes/001-one.md": episode(1, BODY)})


def test_check_exits_1_on_errors_and_0_without(root: Path) -> None:
    assert run("check", "--offline", root=root).code == 1
    assert run("check", "--offline", "--ignore", "L", root=root).code == 0
    assert run("check", "--offline", "--select", "S,P", root=root).code == 0


def test_a_code_that_no_rule_has_is_refused(root: Path) -> None:
    for flag in ("--select", "--ignore"):
        done = run("check", "--offline", flag, "L,Q9", root=root)
        assert (done.code, done.out) == (2, "")
        assert "'Q9'" in done.err
    settings = root / "config/publisher.toml"
    settings.write_text(settings.read_text() + '[rules.severity]\nL999 = "error"\n')
    for command in ("check", "build"):
        done = run(command, "--offline", root=root)
        assert (done.code, done.out) == (2, "")
        assert (
            "config/publisher.toml, [rules]: no rule has a code that begins with 'L999'" in done.err
        )
    assert not (root / "feeds/talk/feed.xml").exists()


def test_json_has_the_shape_that_programs_rely_on(root: Path) -> None:
    done = run("check", "--offline", "--format", "json", root=root)
    report = json.loads(done.out)
    assert set(report) == {"version", "summary", "changes", "findings", "links"}
    assert report["version"] == 1
    assert report["summary"]["episodes"] == 1
    assert set(report["summary"]) == {
        *("episodes", "links", "unique_urls"),
        *("errors", "warnings", "infos", "known"),
    }
    found = next(found for found in report["findings"] if found["code"] == "L101")
    assert found == {
        "code": "L101",
        "severity": "error",
        "message": found["message"],
        "path": "feeds/talk/episodes/001-one.md",
        "line": 7,
        "column": 14,
        "url": "www.example.org/sentry",
        "replacement": "https://www.example.org/sentry",
        "known": None,
        "archived": None,
    }
    link = next(
        link for link in report["links"] if link["url"] == "https://media.example.com/1.mp3"
    )
    assert link == {
        "url": "https://media.example.com/1.mp3",
        "verdict": "skipped",
        "status": None,
        "final_url": None,
        "reason": link["reason"],
        "from_cache": False,
        "places": [
            {"path": "feeds/talk/episodes/001-one.md", "line": 5, "column": 15, "role": "media"}
        ],
    }


def test_paths_are_relative_to_the_working_directory(root: Path) -> None:
    done = run("check", "--offline", "--format", "json", root=root / "feeds")
    assert {found["path"] for found in json.loads(done.out)["findings"]} == {
        "talk/episodes/001-one.md"
    }
    done = run("check", "--offline", "--root", str(root), "--format", "json", root=root.parent)
    assert {found["path"] for found in json.loads(done.out)["findings"]} == {
        f"{root.name}/feeds/talk/episodes/001-one.md"
    }


def test_output_goes_to_a_file(root: Path) -> None:
    done = run("check", "--offline", "--format", "json", "--output", "report.json", root=root)
    assert (done.out, done.code) == ("", 1)
    assert done.err.startswith("wrote report.json: 1 error, ")
    assert json.loads((root / "report.json").read_text())["version"] == 1


def test_output_into_a_pipe_goes_to_its_reader_and_the_pipe_stays(root: Path) -> None:
    pipe = root / "pipe"
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as reader:
        done = run("check", "--offline", "--format", "json", "--output", "pipe", root=root)
        assert json.loads(reader.read())["version"] == 1
    assert done.code == 1
    assert pipe.is_fifo()


@pytest.mark.parametrize("there", [True, False])
def test_output_to_a_link_goes_to_its_target_and_the_link_stays(root: Path, there: bool) -> None:
    target = root / "reports/today.json"
    target.parent.mkdir()
    if there:
        target.write_text("yesterday")
        target.chmod(0o640)
    (root / "latest.json").symlink_to(target)
    run("check", "--offline", "--format", "json", "--output", "latest.json", root=root)
    assert (root / "latest.json").is_symlink()
    assert json.loads(target.read_text())["version"] == 1
    assert not there or target.stat().st_mode & 0o777 == 0o640


def test_output_in_a_folder_that_is_not_there_is_refused_before_the_work(root: Path) -> None:
    done = run("check", "--offline", "--fix", "--output", "missing/report.txt", root=root)
    assert (done.code, done.out) == (2, "")
    assert f"there is no folder {root.resolve() / 'missing'}; make it" in done.err
    assert not (root / "missing").exists()
    assert BODY in (root / "feeds/talk/episodes/001-one.md").read_text()


def test_diff_shows_what_fix_does_and_fixing_again_does_nothing(root: Path) -> None:
    file = root / "feeds/talk/episodes/001-one.md"
    before = file.read_text()
    shown = run("check", "--offline", "--diff", root=root)
    assert "+Try [Sentry](https://www.example.org/sentry) and [more](https://example.org/a)." in (
        shown.out
    )
    assert file.read_text() == before
    done = run("check", "--offline", "--fix", root=root)
    assert done.code == 0, done.out
    assert "feeds/talk/episodes/001-one.md: mended 2 links" in done.err
    fixed = before.replace("(www.", "(https://www.").replace("?fbclid=1", "")
    assert file.read_text() == fixed
    run("check", "--offline", "--fix", root=root)
    assert file.read_text() == fixed


def test_check_without_a_config_works_on_any_markdown_or_html(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a/notes.md": "[x](www.example.org)\n",
            "a/page.html": '<p><a href="www.example.org">x</a></p>\n',
            "a/data.txt": "[x](www.example.org)\n",
            "a/.hidden/b.md": "[x](www.example.org)\n",
        },
    )
    for paths in ((), ("a",), ("a/notes.md", "a/page.html")):
        done = run("check", "--offline", "--format", "json", *paths, root=tmp_path)
        found = [(f["path"], f["column"]) for f in json.loads(done.out)["findings"]]
        assert found == [("a/notes.md", 5), ("a/page.html", 13)]
        assert json.loads(done.out)["summary"]["episodes"] == 2
    assert not (tmp_path / ".publisher").exists()
    assert "2 errors in 2 of 2 files." in run("check", "--offline", root=tmp_path).out


def test_nothing_to_check_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a/data.txt": "[x](www.example.org)\n"})
    done = run("check", "--offline", "a", root=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err == "nothing to check: no Markdown or HTML file in a\n"


def test_check_of_one_file_reports_only_that_file(root: Path) -> None:
    own = "[One](https://podcast.example.com/talk/001-one/)\n"
    write(root, {"feeds/talk/episodes/002.md": episode(2, BODY + own), "README.md": BODY})
    done = run(
        *("check", "--offline", "--format", "json"),
        *("feeds/talk/episodes/002.md", "README.md"),
        root=root,
    )
    report = json.loads(done.out)
    assert {f["path"] for f in report["findings"]} == {"feeds/talk/episodes/002.md", "README.md"}
    places = {place["path"] for link in report["links"] for place in link["places"]}
    assert places == {"feeds/talk/episodes/002.md", "README.md"}
    assert report["summary"]["episodes"] == 2
    verdicts = {link["url"]: link["verdict"] for link in report["links"]}
    assert verdicts["https://podcast.example.com/talk/001-one/"] == "ok"


@pytest.mark.parametrize("name", ["001-one", "1", "talk/001-one", "feeds/talk/episodes/001-one.md"])
@pytest.mark.parametrize("form", ["html", "text", "markdown", "apple", "spotify", "youtube"])
def test_notes_of_an_episode_in_every_form(root: Path, name: str, form: str) -> None:
    done = run("notes", name, "--for", form, root=root)
    assert done.code == 0, done.err
    assert "Sentry" in done.out
    assert ("<a " in done.out) is (form in ("html", "apple", "spotify"))


def test_notes_of_an_episode_that_is_not_there(root: Path) -> None:
    done = run("notes", "001-oen", "--for", "text", root=root)
    assert done.code == 2
    assert 'did you mean "001-one"?' in done.err
    write(root, {"feeds/talk/episodes/009.md": "---\ntitle: [\n---\n"})
    done = run("notes", "feeds/talk/episodes/009.md", "--for", "text", root=root)
    assert done.code == 2
    assert done.err.startswith("feeds/talk/episodes/009.md:")


def test_what_is_left_out_of_a_form_is_said_on_standard_error(root: Path) -> None:
    write(root, {"feeds/talk/episodes/002.md": episode(2, "Some words.\n\n" * 900)})
    done = run("notes", "2", "--for", "youtube", root=root)
    assert len(done.out.rstrip("\n")) <= 5000
    assert "F301" in done.err


def test_rule_lists_all_and_explains_one(root: Path) -> None:
    listed = run("rule", root=root)
    assert listed.code == 0
    assert len(re.findall(r"^ *[A-Z]\d{3}\b", listed.out, re.MULTILINE)) > 50
    one = run("rule", "L101", root=root)
    assert "](www." in one.out
    family = run("rule", "s1", root=root)
    assert "  S101  " in family.out
    assert not re.search(r"^  (S2|L)", family.out, re.MULTILINE)
    wrong = run("rule", "L9999", root=root)
    assert (wrong.code, wrong.out) == (2, "")


def test_init_new_build_and_check_make_a_show_from_nothing(tmp_path: Path) -> None:
    done = run("init", "my-show", root=tmp_path)
    assert done.code == 0, done.err
    root = tmp_path / "my-show"
    assert run("init", root=root).code == 0
    done = run("new", "my-show", 'Hello: a "first" one # really', root=root)
    assert done.code == 0, done.err
    assert "feeds/my-show/episodes/002-hello-a-first-one-really.md" in done.out
    for command in ("check", "build"):
        done = run(command, "--offline", root=root)
        assert done.code == 0, done.out + done.err
    unknown = run("new", "my-show", "Third", "--guest", "nobody", root=root)
    assert unknown.code == 2
    assert "nobody" in unknown.err


def test_every_command_takes_a_root(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for command in (
        ("init", "other"),
        ("new", "talk", "Second"),
        ("build", "--offline"),
        ("check", "--offline", "--ignore", "L,F"),
        ("notes", "001-one", "--for", "text"),
        ("rule", "L101"),
    ):
        done = run(*command, "--root", str(root), root=elsewhere)
        assert done.code == 0, done.err
    assert not list(elsewhere.iterdir())
    assert (root / "other/config/publisher.toml").exists()


def test_outside_a_repository_commands_say_how_to_start(tmp_path: Path) -> None:
    for command in (("build",), ("notes", "1", "--for", "text"), ("new", "talk", "Title")):
        done = run(*command, root=tmp_path)
        assert done.code == 2
        assert "publisher init" in done.err


def test_a_fault_of_our_own_is_told_without_a_traceback(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("wires crossed")

    monkeypatch.setattr("publisher.checking.check_repository", fault)
    done = run("check", root=root)
    assert done.code == 3
    assert "wires crossed" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("command", ["build", "check", "init", "new", "notes", "rule"])
def test_every_command_has_help(command: str, tmp_path: Path) -> None:
    done = run(command, "--help", root=tmp_path)
    assert done.code == 0
    assert "Usage: publisher" in done.out


def test_the_help_of_check_is_grouped_and_tells_the_defaults_of_the_settings(
    tmp_path: Path,
) -> None:
    told = run("check", "--help", root=tmp_path).out
    headings = re.findall(r"(?m)^(\w.*):$", told)
    assert headings[0] == "Mending"
    assert headings[-2:] == ["Asking the web", "Other options"]
    words = " ".join(told.split())
    defaults = LinkPolicy()
    for flag, default in {
        "--timeout S": defaults.timeout_seconds,
        "--retries N": defaults.retries,
        "--max-concurrency N": defaults.max_concurrency,
        "--per-host N": defaults.per_host,
        "--deadline S": defaults.deadline_seconds,
    }.items():
        assert re.search(rf"{flag} [^-]*; default: {default:.0f}\.", words), flag


def test_a_number_that_is_none_is_told_in_plain_words(tmp_path: Path) -> None:
    assert "'x' is not a valid number" in run("check", "--timeout", "x", root=tmp_path).err
    assert "'x' is not a valid whole number" in run("build", "--retries", "x", root=tmp_path).err


def test_help_imports_nothing_that_costs_time() -> None:
    code = (
        "import sys; sys.argv = ['publisher', '--help']\n"
        "from publisher.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "costly = {'feedgen', 'lxml', 'bs4', 'jinja2', 'requests', 'rich', 'yaml', 'comrak'}\n"
        "print(sorted(costly & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_a_check_answered_by_the_cache_imports_no_http(root: Path) -> None:
    code = (
        "import sys; sys.argv = ['publisher', 'check', '--offline']\n"
        "from publisher.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "costly = {'requests', 'urllib3', 'feedgen', 'jinja2'}\n"
        "print(sorted(costly & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stderr.strip() == "[]"


def test_an_interrupt_while_it_starts_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(**_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publisher.cli.commands", interrupted)
    done = run("build", root=tmp_path)
    assert (done.code, done.out, done.err) == (1, "", "")
