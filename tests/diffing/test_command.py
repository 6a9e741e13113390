import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from publisher.diffing import markdown
from publisher.diffing.values import Compared
from publisher.feed.diff.compare import compare
from tests.commands import Outcome, episode, run, write
from tests.diffing.builders import FEED, build, commit, feed_bytes, git, make_show
from tests.feed.snapshots import make_feed, make_item
from tests.live.hosts import Host
from tests.live.served import serve_hosts
from tests.loopback import unused_port

SCHEMA = json.loads(Path(__file__).with_name("diff.schema.json").read_text("utf-8"))
NOTHING = (
    "0 episodes added; 0 GUIDs changed; 0 descriptions edited; players will re-download 0 episodes"
)


@pytest.fixture
def show(tmp_path: Path) -> Path:
    return make_show(tmp_path / "show")


def first_line(done: Outcome) -> str:
    return done.out.partition("\n")[0]


def as_json(*words: str, root: Path) -> dict[str, Any]:
    done = run("diff", *words, "--format", "json", root=root)
    data: dict[str, Any] = json.loads(done.out)
    Draft7Validator(SCHEMA).validate(data)
    assert data["hurts"] == (done.code == 1)
    return data


def kinds(data: dict[str, Any]) -> set[str]:
    return {change["kind"] for feed in data["feeds"] for change in feed["changes"]}


# ------------------------------------------------------------ the last commit and now


def test_nothing_changed(show: Path) -> None:
    done = run("diff", root=show)
    assert (done.code, first_line(done)) == (0, NOTHING)
    assert "HEAD (3 episodes) → now (3 episodes)" in done.out


def test_before_anything_is_built(show: Path) -> None:
    write(show, {"feeds/talk/episodes/004.md": episode(4, "New words.\n")})
    write(show, {"feeds/talk/episodes/001.md": episode(1, "Other words.\n")})
    before = {file: file.read_bytes() for file in show.rglob("*.*") if file.is_file()}
    done = run("diff", root=show)
    assert done.code == 0
    assert first_line(done) == (
        "1 episode added; 0 GUIDs changed; 1 description edited; "
        "players will re-download 0 episodes"
    )
    assert '"Episode 4"' in done.out
    assert "Words. Host Ada … → Other words. Host Ada …" in done.out
    assert {file: file.read_bytes() for file in show.rglob("*.*") if file.is_file()} == before


def test_what_hurts_exits_with_1(show: Path) -> None:
    (show / "feeds/talk/episodes/002.md").unlink()
    done = run("diff", root=show)
    assert done.code == 1
    assert "1 episode gone" in first_line(done)
    assert "What would hurt subscribers:" in done.out
    assert "until 1 change of this is confirmed with --forget" in done.out


def test_a_changed_guid(show: Path) -> None:
    write(show, {"feeds/talk/episodes/002.md": episode(2, guid="another")})
    data = as_json(root=show)
    assert "guid-changed" in kinds(data)
    assert data["feeds"][0]["redownloads"] == 1


def test_a_file_that_cannot_be_read_leaves_the_feed(show: Path) -> None:
    write(show, {"feeds/talk/episodes/002.md": "---\ntitle: [\n---\n"})
    done = run("diff", root=show)
    assert (done.code, first_line(done)) == (0, NOTHING)
    assert "can't be read: feeds/talk/episodes/002.md" in done.out


def test_without_git_the_last_built_feed_counts(tmp_path: Path) -> None:
    root = make_show(tmp_path, committed=False)
    write(root, {"feeds/talk/episodes/004.md": episode(4)})
    done = run("diff", root=root)
    assert first_line(done).startswith("1 episode added")
    assert "no git repository" in done.out


def test_nothing_was_ever_published(tmp_path: Path) -> None:
    root = make_show(tmp_path, committed=False)
    (root / FEED).unlink()
    done = run("diff", root=root)
    assert (done.code, first_line(done)[:16]) == (0, "3 episodes added")
    assert "no feed was published before: everything is new" in done.out


def test_several_shows_get_a_section_each(show: Path) -> None:
    other = (show / "feeds/talk/show.toml").read_text().replace("The Talk", "Other")
    write(show, {"feeds/other/show.toml": other, "feeds/other/episodes/001.md": episode(1)})
    done = run("diff", root=show)
    assert "other: 1 episode added" in done.out
    assert f"talk: {NOTHING}" in done.out
    assert "other" not in run("diff", "--show", "talk", root=show).out
    assert run("diff", "--show", "nobody", root=show).code == 2


def test_pages_of_a_feed_are_one(show: Path) -> None:
    config = show / "feeds/talk/show.toml"
    config.write_text("page_size = 2\n" + config.read_text())
    done = run("diff", root=show)
    assert (done.code, first_line(done)) == (1, NOTHING)
    assert "The feed is cut into pages" in done.out  # which apps read the first of
    assert "3 episodes → 2 on the first page" in done.out
    build(show)
    commit(show)
    assert (show / "feeds/talk/feed-2.xml").is_file()
    assert run("diff", "HEAD~1", "HEAD", root=show).code == 1
    write(show, {"feeds/talk/episodes/004.md": episode(4)})
    done = run("diff", root=show)
    assert (done.code, first_line(done)[:16]) == (0, "1 episode added;")
    config.write_text(config.read_text().replace("page_size = 2\n", ""))
    assert run("diff", root=show).code == 0


def test_the_feed_of_all_shows(show: Path) -> None:
    config = show / "config/publisher.toml"
    config.write_text(config.read_text() + '[network]\ntitle = "All of us"\n')
    assert "all: 3 episodes added" in run("diff", root=show).out
    build(show)
    commit(show)
    assert f"all: {NOTHING}" in run("diff", root=show).out
    write(show, {"feeds/talk/episodes/004.md": episode(4)})
    (show / "feeds/talk/episodes/001.md").unlink()
    done = run("diff", root=show)
    assert done.code == 1
    assert "all: 1 episode added; 1 episode gone" in done.out
    assert "made room" not in done.out  # as in a feed with a limit
    limited = config.read_text().replace("[network]\n", "[network]\nlimit = 3\n")
    write(show, {"feeds/talk/episodes/001.md": episode(1)})
    plain = config.read_text()
    config.write_text(limited)
    done = run("diff", root=show)
    assert (done.code, "made room for a newer one" in done.out) == (0, True)
    config.write_text(plain)
    write(show, {"feeds/talk/episodes/004.md": "---\ntitle: [\n---\n"})
    assert f"all: {NOTHING}" in run("diff", root=show).out
    assert "all: " not in run("diff", "--show", "talk", root=show).out
    (show / "feeds/talk/episodes/004.md").unlink()
    config.write_text(config.read_text().replace("[network]", "[x-network]"))
    done = run("diff", root=show)
    assert "all: 0 episodes added; 3 episodes gone" in done.out
    assert "there is no feed in now" in done.out


def test_a_show_that_is_gone(show: Path) -> None:
    other = (show / "feeds/talk/show.toml").read_text().replace("The Talk", "Other")
    write(show, {"feeds/other/show.toml": other, "feeds/other/episodes/001.md": episode(1)})
    write(show, {"feeds/other/sitemap.xml": "<urlset/>", "feeds/x/a.xml": feed_bytes([1])})
    build(show)
    commit(show)
    shutil.rmtree(show / "feeds/other")
    done = run("diff", root=show)
    assert done.code == 1
    assert "other: 0 episodes added; 1 episode gone" in done.out
    assert "The feed has no episodes any more" in done.out
    assert "a.xml" not in done.out
    assert run("diff", "--show", "talk", root=show).code == 0
    commit(show)
    assert run("diff", "HEAD~1", "HEAD", root=show).code == 1


def test_filtered_feeds_are_compared_too(show: Path) -> None:
    config = show / "feeds/talk/show.toml"
    text = config.read_text()
    config.write_text(text + '[[feeds]]\nname = "bonus"\ntypes = ["full"]\n')
    build(show)
    commit(show)
    (show / "feeds/talk/episodes/003.md").unlink()
    done = run("diff", root=show)
    assert "talk/bonus: 0 episodes added; 1 episode gone" in done.out
    config.write_text(text)
    done = run("diff", root=show)
    assert "talk/bonus: 0 episodes added; 3 episodes gone" in done.out


def test_without_a_site_nothing_would_be_written(show: Path) -> None:
    (show / "config/publisher.toml").write_text("\n")
    done = run("diff", root=show)
    assert (done.code, first_line(done)) == (0, NOTHING)
    assert "names no site" in done.out


# ------------------------------------------------------------ commits


def test_from_commit_to_commit(show: Path) -> None:
    write(show, {"feeds/talk/episodes/004.md": episode(4)})
    build(show)
    commit(show)
    done = run("diff", "HEAD~1", "HEAD", root=show)
    assert first_line(done).startswith("1 episode added")
    assert first_line(run("diff", "HEAD", "HEAD", root=show)) == NOTHING
    assert run("diff", "HEAD", "HEAD~1", root=show).code == 1


def test_one_file_of_a_commit_needs_no_config(show: Path) -> None:
    git(show, "tag", "before")
    done = run("diff", f"before:{FEED}", FEED, root=show)
    assert (done.code, first_line(done)) == (0, NOTHING)
    (show / "config/publisher.toml").unlink()
    (show / "feeds/talk/show.toml").unlink()
    assert run("diff", f"before:{FEED}", f"HEAD:{FEED}", root=show).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--", "--output=/tmp/x"], "can't be the name of a commit"),
        (["no-such-branch"], "there is no commit"),
        (["HEAD:feeds/none.xml", "HEAD"], "there is no file"),
        (["HEAD:../../etc/passwd", FEED], "there is no file"),
        (["ext::sh -c touch", FEED], "there is no commit"),
        (["--", "-x:feed.xml", FEED], "can't be the name of a commit"),
        (["none.xml"], "there is no file none.xml"),
        (["feeds/talk"], "is a folder"),
        (["\x1b[2J", FEED], "can't be the name of a commit"),
    ],
)
def test_words_that_mean_nothing(show: Path, words: list[str], said: str) -> None:
    done = run("diff", *words, root=show)
    assert done.code == 2
    assert said in done.err
    assert "\x1b" not in done.err


# ------------------------------------------------------------ files


def test_two_files_need_no_repository(tmp_path: Path) -> None:
    write(tmp_path, {"a.xml": feed_bytes([3, 2, 1]), "b.xml": feed_bytes([3, 2, 1], guid="n-{}")})
    done = run("diff", "a.xml", "b.xml", root=tmp_path)
    assert done.code == 1
    assert "3 GUIDs changed" in first_line(done)
    assert "players will re-download 3 episodes" in first_line(done)
    assert "3 GUIDs changed (of 3): apps take it for a new episode" in done.out
    assert '"Episode 3": g-3 → n-3' in done.out


def test_a_file_against_what_a_build_would_write(show: Path) -> None:
    (show / "old.xml").write_bytes((show / FEED).read_bytes())
    done = run("diff", "old.xml", root=show)
    assert (done.code, first_line(done)) == (0, NOTHING)


def test_of_several_shows_the_one_is_found_that_the_feed_is_of(show: Path) -> None:
    other = (show / "feeds/talk/show.toml").read_text().replace("The Talk", "Other")
    write(show, {"feeds/other/show.toml": other, "feeds/other/episodes/001.md": episode(1)})
    write(show, {"old.xml": (show / FEED).read_bytes(), "foreign.xml": feed_bytes([1])})
    assert first_line(run("diff", "old.xml", root=show)) == NOTHING
    assert first_line(run("diff", FEED, root=show)) == NOTHING
    done = run("diff", "foreign.xml", root=show)
    assert (done.code, "--show: other, talk" in done.err) == (2, True)
    assert run("diff", "foreign.xml", "--show", "talk", root=show).code == 1


def test_what_is_no_feed_exits_with_2_and_its_place(tmp_path: Path) -> None:
    write(tmp_path, {"a.xml": "<rss>\n<nothing", "b.xml": feed_bytes([1])})
    done = run("diff", "a.xml", "b.xml", root=tmp_path)
    assert done.code == 2
    assert re.match(r"a\.xml:2:\d+: ", done.err)


def test_a_broken_new_feed_hurts(tmp_path: Path) -> None:
    sound = feed_bytes([1])
    write(tmp_path, {"a.xml": sound, "b.xml": sound.replace(b"Notes of", b"Notes & of")})
    done = run("diff", "a.xml", "b.xml", root=tmp_path)
    assert done.code == 1
    assert "The feed is no XML as it should be" in done.out
    assert "b.xml is no XML" in done.out


def test_an_address_nobody_answers_at(tmp_path: Path) -> None:
    write(tmp_path, {"b.xml": feed_bytes([1])})
    url = f"http://127.0.0.1:{unused_port()}/feed.xml"
    done = run("diff", url, "b.xml", root=tmp_path)
    assert (done.code, "private" in done.err) == (2, True)
    done = run("diff", url, "b.xml", "--allow-private", root=tmp_path)
    assert (done.code, "refused" in done.err) == (2, True)


def test_an_address_with_its_older_pages(tmp_path: Path) -> None:
    link = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="{}"/>'
    first = feed_bytes([3, 2]).replace(b"<item>", link.format("feed-2.xml").encode() + b"<item>", 1)
    write(tmp_path, {"all.xml": feed_bytes([3, 2, 1])})
    with serve_hosts() as web:
        web.hosts["/feed.xml"] = Host(first, "application/rss+xml")
        web.hosts["/feed-2.xml"] = Host(feed_bytes([1]), "application/rss+xml")
        url = web.url("/feed.xml")
        done = run("diff", url, "all.xml", "--allow-private", root=tmp_path)
        assert (done.code, first_line(done)) == (0, NOTHING)
        web.hosts["/feed-2.xml"] = Host().with_habits("404")
        done = run("diff", url, "all.xml", "--allow-private", "--verbose", root=tmp_path)
    assert (done.code, "answers 404" in done.err) == (2, True)
    assert "GET http://" in done.err


def test_a_page_of_html_at_an_address(tmp_path: Path) -> None:
    write(tmp_path, {"all.xml": feed_bytes([1])})
    with serve_hosts() as web:
        web.hosts["/feed.xml"] = Host(b"<!doctype html><p>Gone</p>", "text/html")
        done = run("diff", web.url("/feed.xml"), "all.xml", "--allow-private", root=tmp_path)
    assert (done.code, "web page" in done.err) == (2, True)


# ------------------------------------------------------------ forms


def test_json_says_all_of_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.xml": feed_bytes(range(100)), "b.xml": feed_bytes(range(100), guid="n-{}")})
    data = as_json("a.xml", "b.xml", root=tmp_path)
    [feed] = data["feeds"]
    assert feed["counts"]["guid-changed"] == 100
    assert len(feed["changes"]) == 100
    assert (feed["show"], feed["title"], feed["old"]["name"]) == (None, "The Talk", "a.xml")


HOSTILE = "</title>\x9b2J <img src=x> @all #1 `x` [x](javascript:alert) | | \u202e"


def test_no_form_lets_a_title_act(tmp_path: Path) -> None:
    text = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
    old = feed_bytes([1]).replace(b"Episode 1", b"x")
    new = feed_bytes([1]).replace(b"Episode 1", text.encode())
    write(tmp_path, {"a.xml": old, "b.xml": new})
    plain = run("diff", "a.xml", "b.xml", root=tmp_path).out
    assert not {"\x9b", "\u202e"} & set(plain)
    markdown = run("diff", "a.xml", "b.xml", "--format", "markdown", root=tmp_path).out
    assert "<img" not in markdown
    assert "@all" not in markdown
    assert "](javascript" not in markdown
    assert kinds(as_json("a.xml", "b.xml", root=tmp_path)) == {"title-changed"}


def test_markdown_fits_into_a_comment(tmp_path: Path) -> None:
    words = " ".join(f"w{number}" for number in range(60))
    show = {}
    for name, guid in (("a", "g-{}"), ("b", "n-{}")):
        data = feed_bytes(range(400), guid=guid + "x" * 300)
        show[f"{name}.xml"] = data.replace(b"Notes of", f"{name} {words}".encode())
    write(tmp_path, show)
    done = run("diff", "a.xml", "b.xml", "--format", "markdown", root=tmp_path)
    assert len(done.out.encode()) <= 65_536
    assert "400 GUIDs changed" in done.out
    assert "… and 380 more" in done.out
    assert max(map(len, done.out.splitlines())) < 2_000


def test_several_long_sections_are_cut_at_a_comments_length() -> None:
    old = make_feed(*(make_item(each, title="x" * 180) for each in range(30, 0, -1)))
    new = replace(old, items=tuple(replace(one, guid=f"{one.guid}!") for one in old.items))
    each = Compared("talk", "*The Talk*", "HEAD", "now", compare(old, new))
    text = markdown.render([each] * 40)
    assert 60_000 < len(text.encode()) <= 65_000
    assert text.endswith("which `publisher diff` tells.\n")
    assert "### \\*The Talk\\*" in text


def test_into_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.xml": feed_bytes([1]), "b.xml": feed_bytes([2, 1])})
    done = run("diff", "a.xml", "b.xml", "--format", "markdown", "--output", "d.md", root=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert "1 episode added" in done.err
    assert (tmp_path / "d.md").read_text().startswith("## What subscribers will see\n")


def test_no_http_code_is_loaded_where_no_address_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"a.xml": feed_bytes([1]), "b.xml": feed_bytes([2, 1])})
    program = (
        "import sys; sys.argv = ['publisher', 'diff', 'a.xml', 'b.xml']\n"
        "from publisher.__main__ import main\n"
        "try: main()\n"
        "finally: print('requests' in sys.modules, 'urllib3' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False False"
