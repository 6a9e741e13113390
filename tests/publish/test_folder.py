"""A folder as a target: what is sent, what stays, and what a kill leaves behind."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.errors import UsageError
from publisher.publish import plan
from publisher.publish.failing import PublishError
from publisher.publish.files import MANIFEST_NAME
from publisher.publish.targets import Trust
from tests.commands import write
from tests.publish.builders import (
    CHANGE,
    CHANGED,
    SITE,
    assert_in_order,
    encoded,
    files_below,
    killed_at,
    published,
    rebuild,
    sited,
)

FOLDER = 'kind = "folder"\npath = "docs"'


def test_the_whole_site_arrives_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = sited(tmp_path, FOLDER)
    arrived: list[str] = []
    replace = os.replace

    def seen(source: str, target: str) -> None:
        if "docs/" in str(target):
            arrived.append(str(target).partition("docs/")[2])
        replace(source, target)

    monkeypatch.setattr(os, "replace", seen)
    run = published(network)
    assert files_below(tmp_path / "docs") == encoded(SITE)
    assert arrived.pop(0) == arrived.pop() == MANIFEST_NAME
    assert_in_order(arrived)
    assert arrived[-4:] == ["talk/feed-2.xml", "talk/feed.xml", "talk/odd.xml", "all.xml"]
    assert run.last.startswith("published at the folder")
    assert "18 new" in run.last
    assert [ping.feed_url for ping in run.pings] == [
        "https://podcast.example.com/talk/feed.xml",
        "https://podcast.example.com/talk/odd.xml",
    ]


def test_published_twice_is_no_change(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    published(network)
    before = files_below(tmp_path / "docs", hidden=True)
    times = {file: file.stat().st_mtime_ns for file in (tmp_path / "docs").rglob("*")}
    run = published(network)
    assert run.last.startswith("nothing to do")
    assert run.pings == []
    assert files_below(tmp_path / "docs", hidden=True) == before
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "docs").rglob("*")} == times


def test_only_what_changed_is_sent_and_told(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    published(network)
    rebuild(tmp_path, {"talk/index.html": "<p>new", "talk/one/chapters.json": None})
    run = published(network)
    assert "0 new and 1 changed file (6 bytes), 1 removed, 16 unchanged" in run.last
    assert run.pings == []
    assert not (tmp_path / "docs/talk/one/chapters.json").exists()
    rebuild(tmp_path, {"talk/odd.xml": "<rss>odder</rss>"})
    assert [ping.feed_url for ping in published(network).pings] == [
        "https://podcast.example.com/talk/odd.xml"
    ]


def test_a_dry_run_changes_nothing_there(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    assert "nothing was sent" in published(network, dry_run=True).last
    assert not (tmp_path / "docs").exists()
    published(network)
    rebuild(
        tmp_path,
        {"new.html": "<p>", "talk/feed.xml": "<rss>x</rss>", "talk/cover.jpg": None},
    )
    before = files_below(tmp_path / "docs", hidden=True)
    run = published(network, dry_run=True, verbose=True)
    assert files_below(tmp_path / "docs", hidden=True) == before
    assert run.pings == []
    told = "\n".join(run.lines)
    assert (
        "new        new.html  3 bytes, page, text/html; charset=utf-8, public, max-age=300" in told
    )
    assert "changed    talk/feed.xml  12 bytes, feed, application/rss+xml; charset=utf-8" in told
    assert "removed    talk/cover.jpg" in told
    assert "unchanged  talk/one/one.mp3" in told
    assert (
        "ping       https://hub.example.com/ of https://podcast.example.com/talk/feed.xml" in told
    )


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    write(tmp_path / "docs", {"CNAME": "x", ".htaccess": "y", "talk/one/mine.txt": "z"})
    published(network)
    rebuild(tmp_path, {path: None for path in SITE if path.startswith("talk/one/")})
    published(network)
    left = files_below(tmp_path / "docs", hidden=True)
    assert {"CNAME", ".htaccess", "talk/one/mine.txt"} <= left.keys()
    assert not {path for path in left if path.startswith("talk/one/")} - {"talk/one/mine.txt"}


def test_what_lies_in_the_way_is_replaced_only_when_told(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    write(tmp_path / "docs", {"index.html": "mine", "404.html": SITE["404.html"]})
    with pytest.raises(PublishError, match=r"index\.html at the place .* --overwrite"):
        published(network)
    assert files_below(tmp_path / "docs") == {"index.html": b"mine", "404.html": b"<p>not here"}
    published(network, trust=Trust(overwrite=True))
    assert files_below(tmp_path / "docs") == encoded(SITE)


def test_a_file_where_a_folder_must_be_stops_it(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    write(tmp_path / "docs", {"talk": "a file"})
    with pytest.raises(PublishError, match="talk at the place would have to be folders"):
        published(network, trust=Trust(overwrite=True))


def test_own_files_give_way_to_folders(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER, {**SITE, "extra": "a file"})
    published(network)
    rebuild(tmp_path, {"extra": None})
    rebuild(tmp_path, {"extra/index.html": "<p>a folder now"})
    published(network)
    assert (tmp_path / "docs/extra/index.html").read_text() == "<p>a folder now"
    rebuild(tmp_path, {"extra/index.html": None})
    (tmp_path / "public/extra").rmdir()
    rebuild(tmp_path, {"extra": "a file again"})
    published(network)
    assert (tmp_path / "docs/extra").read_text() == "a file again"


def test_what_was_touched_there_is_mended(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    published(network)
    (tmp_path / "docs/talk/index.html").write_text("<p>hack")
    (tmp_path / "docs/talk/cover.jpg").unlink()
    run = published(network)
    assert "1 new and 1 changed" in run.last
    assert files_below(tmp_path / "docs") == encoded(SITE)


@pytest.mark.parametrize(
    "nonsense", ["", "[]", "{", '{"files": 3}', '{"files": {"../x": ["", 0, ""]}}']
)
def test_a_broken_list_is_as_good_as_none(tmp_path: Path, nonsense: str) -> None:
    network = sited(tmp_path, FOLDER)
    published(network)
    (tmp_path / "x").write_text("keep")
    (tmp_path / "docs" / MANIFEST_NAME).write_text(nonsense)
    assert "nothing to send" in published(network).last
    assert published(network).last.startswith("nothing to do")
    assert (tmp_path / "x").exists()


def test_a_feed_goes_only_by_force(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    published(network)
    rebuild(tmp_path, {"talk/feed.xml": None, "talk/feed-2.xml": None})
    with pytest.raises(PublishError, match=r"talk/feed\.xml would be removed"):
        published(network)
    assert (tmp_path / "docs/talk/feed.xml").exists()
    published(network, force=True)
    assert not (tmp_path / "docs/talk/feed.xml").exists()


def test_a_feed_goes_before_the_pages_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = sited(tmp_path, FOLDER)
    published(network)
    rebuild(tmp_path, {path: None for path in SITE if path.startswith("talk/")})
    removed: list[str] = []
    unlink = Path.unlink

    def seen(file: Path, *, missing_ok: bool = False) -> None:
        removed.append(file.relative_to(tmp_path.resolve() / "docs").as_posix())
        unlink(file, missing_ok=missing_ok)

    compared: list[object] = []
    clashes = plan._clashes

    def counted(*paths: Sequence[str]) -> Iterator[str]:
        compared.append(paths)
        return clashes(*paths)

    monkeypatch.setattr(Path, "unlink", seen)
    monkeypatch.setattr(plan, "_clashes", counted)
    published(network, force=True)
    assert removed[:3] == ["talk/feed-2.xml", "talk/feed.xml", "talk/odd.xml"]
    assert len(removed) == sum(path.startswith("talk/") for path in SITE)
    assert len(compared) == 2  # not once for each file


def test_pages_of_a_feed_may_go(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    published(network)
    rebuild(tmp_path, {"talk/feed-2.xml": None})
    assert "1 removed" in published(network).last


def test_links_hidden_files_and_the_report_are_left_out(tmp_path: Path) -> None:
    more = {"report/index.html": "r", ".secret": "s", ".git/config": "t", ".well-known/x": "w"}
    network = sited(tmp_path, FOLDER, {**SITE, **more})
    (tmp_path / "secret.txt").write_text("key")
    (tmp_path / "public/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "public/folder").symlink_to(tmp_path / "config")
    published(network)
    assert files_below(tmp_path / "docs", hidden=True).keys() == {
        *SITE,
        ".well-known/x",
        MANIFEST_NAME,
    }
    network = load_network(
        write(
            tmp_path,
            {
                "config/publisher.toml": 'site = "https://podcast.example.com"\n[publish.place]\n'
                f"{FOLDER}\nreport = true\n"
            },
        )
    )
    published(network)
    assert (tmp_path / "docs/report/index.html").read_text() == "r"


@pytest.mark.parametrize(
    "path",
    [".", "public", "public/x", "Public", "config", "feeds/talk", ".git", ".github/x", "x/.y"],
)
def test_folders_of_others_are_refused(tmp_path: Path, path: str) -> None:
    network = sited(tmp_path, f'kind = "folder"\npath = "{path}"')
    with pytest.raises(UsageError):
        published(network)


@pytest.mark.parametrize("path", ["../x", "/tmp/publisher-x", "docs/../../x", "link"])
def test_outside_takes_a_flag(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    network = sited(root, f'kind = "folder"\npath = "{path}"')
    (tmp_path / "elsewhere").mkdir()
    (root / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError):
        published(network, trust=Trust())


def test_outside_with_the_flag(tmp_path: Path) -> None:
    root = tmp_path / "root"
    published(sited(root, 'kind = "folder"\npath = "../site"'), trust=Trust(outside=True))
    assert files_below(tmp_path / "site") == encoded(SITE)


def test_the_repository_is_never_the_place(tmp_path: Path) -> None:
    network = sited(tmp_path / "root", 'kind = "folder"\npath = ".."')
    with pytest.raises(UsageError, match="holds the repository"):
        published(network, trust=Trust(outside=True))


def test_a_link_in_the_place_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    network = sited(root, FOLDER)
    (tmp_path / "elsewhere").mkdir()
    (root / "docs").mkdir()
    (root / "docs/talk").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError):
        published(network, trust=Trust(overwrite=True))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_killed_at_every_step_it_stays_sound_and_goes_on(tmp_path: Path) -> None:
    feeds = {path: data for path, data in encoded(SITE).items() if path.endswith("d.xml")}
    after = encoded(CHANGED)
    moment, killed = 0, True
    while killed:
        moment += 1
        root = tmp_path / str(moment)
        network = sited(root, FOLDER)
        write(root / "docs", {"CNAME": "mine"})
        published(network)
        rebuild(root, CHANGE)
        names = ((os, "replace"), (os, "unlink"), (Path, "unlink"))
        killed = killed_at(moment, names, lambda network=network: published(network))  # type: ignore[misc]
        there = files_below(root / "docs")
        if there["talk/feed.xml"] != feeds["talk/feed.xml"]:
            assert there["talk/feed.xml"] == after["talk/feed.xml"]
            assert {"talk/two/index.html", "talk/two/two.mp3"} <= there.keys()
        run = published(network)
        assert files_below(root / "docs") == {**after, "CNAME": b"mine"}
        if killed:
            assert run.pings, "a run that goes on tells the hubs"
        assert published(network).last.startswith("nothing to do")
    assert moment >= 7


def test_what_a_killed_run_sent_is_removed_when_it_is_withdrawn(tmp_path: Path) -> None:
    network = sited(tmp_path, FOLDER)
    published(network)
    rebuild(tmp_path, {"a.jpg": "1", "b.html": "2"})
    assert killed_at(4, ((os, "replace"),), lambda: published(network))
    assert (tmp_path / "docs/a.jpg").exists()
    rebuild(tmp_path, {"a.jpg": None, "b.html": None})
    published(network)
    assert not (tmp_path / "docs/a.jpg").exists()
    assert files_below(tmp_path / "docs") == encoded(SITE)
