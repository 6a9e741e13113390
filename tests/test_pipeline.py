"""From episode files to feed, pages and report, as a user sees it."""

import json
import shutil
from pathlib import Path

import feedparser
import pytest

from tests.commands import CONFIG, Outcome, episode, run, write
from tests.loopback import serve

FEED = "feeds/talk/feed.xml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        {
            **CONFIG,
            "feeds/talk/episodes/001-one.md": episode(1),
            "feeds/talk/episodes/002-two.md": episode(2, "See [one](https://example.org/a).\n"),
        },
    )


def build(root: Path, *flags: str) -> Outcome:
    return run("build", "--offline", "--at", "2026-02-01", *flags, root=root)


def titles(root: Path) -> list[str]:
    return [entry.title for entry in feedparser.parse((root / FEED).read_bytes()).entries]


def test_a_build_writes_feed_lock_pages_and_report(root: Path) -> None:
    done = build(root)
    assert done.code == 0, done.err
    assert titles(root) == ["Episode 2", "Episode 1"]
    assert "The Talk: 2 episodes in feeds/talk/feed.xml" in done.out
    written = {
        path.relative_to(root / "public").as_posix()
        for path in (root / "public").rglob("*")
        if path.is_file()
    }
    assert written >= {
        "index.html",
        "assets/style.css",
        "404.html",
        "sitemap.xml",
        "robots.txt",
        "talk/index.html",
        "talk/001-one/index.html",
        "talk/002-two/index.html",
        "talk/feed.xml",
        "report/index.html",
        "report/report.json",
    }
    assert (root / "public/talk/feed.xml").read_bytes() == (root / FEED).read_bytes()
    assert (root / ".publisher/.gitignore").read_text() == "*\n"


def test_a_build_says_what_is_not_in_the_feed_and_where_the_report_is(root: Path) -> None:
    late = episode(3, date="2026-03-01")
    silent = episode(4).replace("audio:", "x-audio:")
    undated = "".join(line for line in episode(6).splitlines(True) if not line.startswith("date"))
    files = {"003-late": late, "004-silent": silent, "005-draft": episode(5, draft="true")}
    files["006-undated"] = undated
    write(root, {f"feeds/talk/episodes/{name}.md": text for name, text in files.items()})
    lines = build(root).out.splitlines()
    assert lines[0] == (
        "The Talk: 2 episodes in feeds/talk/feed.xml; "
        "left out: 1 draft, 1 without a date, 1 not out yet, 1 without audio"
    )
    assert lines[1] == "The Talk: 3 pages of show notes in public/talk/"
    assert lines[2] == "Link report: public/report/index.html"


def test_a_glob_that_matches_nothing_empties_no_feed(root: Path) -> None:
    build(root)
    before = (root / FEED).read_bytes()
    show = root / "feeds/talk/show.toml"
    show.write_text(show.read_text() + 'episodes = "showz/*.md"\n')
    done = build(root)
    assert (done.code, done.out) == (2, "")
    assert done.err == 'feeds/talk/show.toml:9:13: episodes "showz/*.md" matches no file\n'
    assert (root / FEED).read_bytes() == before


def test_a_second_build_changes_no_file(root: Path) -> None:
    build(root)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    build(root)
    after = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    changed = {path.name for path in after if before.get(path) != after[path]}
    assert changed <= {"cache.sqlite", "cache.sqlite-shm", "cache.sqlite-wal"}


def test_a_page_of_an_episode_that_was_withdrawn_goes_and_foreign_files_stay(root: Path) -> None:
    build(root)
    write(root, {"public/CNAME": "podcast.example.com", "public/talk/own.txt": "mine"})
    file = root / "feeds/talk/episodes/001-one.md"
    file.write_text(file.read_text().replace("title:", "draft: true\ntitle:"))
    build(root, "--forget", "001-one")
    assert not (root / "public/talk/001-one/index.html").exists()
    assert (root / "public/talk/002-two/index.html").exists()
    assert (root / "public/CNAME").exists()
    assert (root / "public/talk/own.txt").exists()


def test_drafts_and_future_episodes_have_pages_on_request_and_are_never_in_the_feed(
    root: Path,
) -> None:
    write(
        root,
        {
            "feeds/talk/episodes/003.md": episode(3, draft="true"),
            "feeds/talk/episodes/004.md": episode(4, date="2026-03-01"),
        },
    )
    build(root)
    assert not (root / "public/talk/003/index.html").exists()
    assert not (root / "public/talk/004/index.html").exists()
    build(root, "--drafts")
    assert (root / "public/talk/003/index.html").exists()
    assert (root / "public/talk/004/index.html").exists()
    assert titles(root) == ["Episode 2", "Episode 1"]
    run("build", "--offline", "--at", "2026-03-02T00:00:00Z", root=root)
    assert titles(root) == ["Episode 4", "Episode 2", "Episode 1"]


@pytest.mark.parametrize(
    "broken",
    [
        "---\ntitle: [never closed\n---\n",
        episode(1, date="2024-13-45"),
        episode(1, slug="../../x"),
        episode(1, audio="{file: ../../../etc/passwd}"),
    ],
)
def test_an_episode_that_cant_be_read_leaves_its_shows_feed_untouched(
    root: Path, broken: str
) -> None:
    build(root)
    feed, lock = (root / FEED).read_bytes(), (root / "feeds/talk/feed.lock").read_bytes()
    write(
        root,
        {
            "feeds/talk/episodes/001-one.md": broken,
            "feeds/talk/episodes/005.md": episode(5),
            "feeds/other/show.toml": CONFIG["feeds/talk/show.toml"],
            "feeds/other/episodes/1.md": episode(7),
        },
    )
    done = build(root)
    assert done.code == 1
    assert "feeds/talk/feed.xml left as it was" in done.out
    assert "feeds/talk/episodes/001-one.md:" in done.out
    assert (root / FEED).read_bytes() == feed
    assert (root / "feeds/talk/feed.lock").read_bytes() == lock
    assert b"Episode 7" in (root / "feeds/other/feed.xml").read_bytes()


def test_strict_fails_on_error_findings(root: Path) -> None:
    write(root, {"feeds/talk/episodes/006.md": episode(6, "[x](www.example.org)\n")})
    assert build(root).code == 0
    assert build(root, "--strict").code == 1


def test_only_the_shows_named_are_built(root: Path) -> None:
    write(root, {"feeds/other/show.toml": CONFIG["feeds/talk/show.toml"]})
    done = build(root, "talk")
    assert done.code == 0
    assert not (root / "feeds/other/feed.xml").exists()
    unknown = build(root, "tlak")
    assert unknown.code == 2
    assert 'did you mean "talk"?' in unknown.err


def show_called(title: str) -> str:
    return str(CONFIG["feeds/talk/show.toml"]).replace("The Talk", title)


def test_a_show_that_is_gone_from_feeds_goes_from_public_and_foreign_files_stay(
    root: Path,
) -> None:
    write(
        root,
        {
            "feeds/other/show.toml": show_called("Other"),
            "feeds/other/episodes/001-old.md": episode(1),
            "feeds/third/show.toml": show_called("Third"),
            "public/blog/index.html": "mine",
            "public/third/own.txt": "mine",
        },
    )
    build(root)
    shutil.rmtree(root / "feeds/other")
    shutil.rmtree(root / "feeds/third")
    done = build(root)
    assert done.code == 0, done.err
    assert "other: not in feeds/ any more, so its pages and its feed are gone" in done.out
    assert not (root / "public/other").exists()
    assert [file.name for file in (root / "public/third").rglob("*")] == ["own.txt"]
    assert (root / "public/blog/index.html").exists()
    assert (root / "public/talk/001-one/index.html").exists()
    assert (root / "public/assets/style.css").exists()
    assert "other/" not in (root / "public/sitemap.xml").read_text()
    assert not (root / ".publisher/public/other.json").exists()
    assert "not in feeds/ any more" not in build(root).out


@pytest.mark.parametrize("why", ["only one show is built", "a feed is left", "its lock is there"])
def test_a_show_is_not_gone_where(root: Path, why: str) -> None:
    other = show_called("Other")
    third = show_called("Third")
    old = {"feeds/other/show.toml": other, "feeds/other/episodes/001-old.md": episode(1)}
    write(root, {**old, "feeds/third/show.toml": third})
    build(root)
    if why == "its lock is there":
        (root / "feeds/other/show.toml").unlink()
    else:
        shutil.rmtree(root / "feeds/other")
    if why == "a feed is left":
        write(root, {"feeds/talk/episodes/003.md": "---\ntitle: [\n---\n"})
    build(root, *(["talk"] if why == "only one show is built" else []))
    assert (root / "public/other/feed.xml").exists()
    assert (root / "public/other/001-old/index.html").exists()


def test_a_link_out_of_public_is_refused(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "public").mkdir()
    (root / "public/talk").symlink_to(elsewhere)
    done = build(root)
    assert done.code == 2
    assert "symbolic link" in done.err
    assert not list(elsewhere.iterdir())


def test_media_beside_an_episode_is_published_with_its_page(root: Path) -> None:
    folder = "feeds/talk/episodes/008-folder"
    write(
        root,
        {
            f"{folder}/index.md": episode(8, audio="{file: talk.mp3}"),
            f"{folder}/talk.mp3": b"ID3" + bytes(5000),
            f"{folder}/transcript.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n",
        },
    )
    build(root)
    public = root / "public/talk/008-folder"
    assert (public / "talk.mp3").stat().st_size == 5003
    assert (public / "transcript.vtt").exists()
    (entry,) = (
        entry
        for entry in feedparser.parse((root / FEED).read_bytes()).entries
        if entry.title == "Episode 8"
    )
    assert entry.enclosures[0].href == "https://podcast.example.com/talk/008-folder/talk.mp3"
    assert entry.enclosures[0].length == "5003"


def test_audio_kept_on_another_host_is_not_copied_and_may_be_missing_here(root: Path) -> None:
    text = CONFIG["feeds/talk/show.toml"]
    write(
        root,
        {
            "feeds/talk/show.toml": f'audio_base_url = "https://media.example.com/a"\n{text!s}',
            "feeds/talk/episodes/008.md": episode(8, audio="{file: 8.mp3, bytes: 81234}"),
        },
    )
    done = build(root)
    assert done.code == 0, done.out + done.err
    assert "https://media.example.com/a/8.mp3" in (root / "public/talk/008/index.html").read_text()
    assert not (root / "public/talk/008/8.mp3").exists()
    assert 'url="https://media.example.com/a/8.mp3" length="81234"' in (root / FEED).read_text()


def test_a_page_written_by_a_build_that_failed_goes_when_its_episode_does(root: Path) -> None:
    blocked = root / "public/talk/001-one/index.html"
    blocked.mkdir(parents=True)
    assert build(root).code == 2
    page = root / "public/talk/002-two/index.html"  # the newer one is written first
    assert page.is_file()
    blocked.rmdir()
    (root / "feeds/talk/episodes/002-two.md").unlink()
    assert build(root, "--forget", "002-two").code == 0
    assert not page.parent.exists()
    assert blocked.is_file()


@pytest.mark.parametrize("many", [1, 1000])
def test_nothing_of_any_show_is_written_where_one_can_never_be(
    root: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr("publisher.pipeline.MANY_EPISODES", many)
    for show in ("chat", "song"):
        write(root, {f"feeds/{show}/show.toml": CONFIG["feeds/talk/show.toml"]})
        write(root, {f"feeds/{show}/episodes/003.md": episode(3)})
    template = root / "feeds/song/notes.j2"
    template.write_text("{{ nothing }}")
    done = build(root)
    assert done.code == 2
    assert "feeds/song/notes.j2:1" in done.err
    assert not (root / "public").exists()
    assert not list(root.glob("feeds/*/feed.*"))
    template.unlink()
    (root / "public").mkdir()
    (root / "public/song").symlink_to(root)
    assert build(root).code == 2
    assert not list(root.glob("feeds/*/feed.*"))


@pytest.mark.parametrize("shows", [1, 3])
def test_many_episodes_are_built_in_two_processes_to_the_same_bytes(
    root: Path, monkeypatch: pytest.MonkeyPatch, shows: int
) -> None:
    config = CONFIG["feeds/talk/show.toml"]
    for show in ("talk", "chat", "song")[:shows]:
        write(root, {f"feeds/{show}/show.toml": config})
        for number in range(100, 130):
            text = episode(3, f"https://{show}.example.org/{number}?utm_source=x\n")
            text = text.replace("number: 3", f"number: {number}").replace("3.mp3", f"{number}.mp3")
            write(root, {f"feeds/{show}/episodes/{number}.md": text})

    def files() -> dict[str, bytes]:
        folders = (root / "public", root / "feeds", root / ".publisher")
        return {
            str(path): path.read_bytes()
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file() and path.name != "cache.sqlite"
        }

    first = build(root)
    alone = files()
    for folder in ("public", ".publisher"):
        shutil.rmtree(root / folder)
    for file in (root / "feeds").rglob("feed.*"):
        file.unlink()
    monkeypatch.setattr("publisher.pipeline.MANY_EPISODES", 1)
    done = build(root)
    assert (done.code, done.out, done.err) == (first.code, first.out, first.err)
    assert done.code == 0, done.err
    assert f"feeds/{('talk', 'chat', 'song')[shows - 1]}/feed.xml" in done.out
    assert files() == alone
    (root / "public/talk/125/index.html").unlink()
    (root / "public/talk/125/index.html").mkdir()
    assert build(root).code == 2


def test_links_to_the_own_site_are_judged_against_the_build(root: Path) -> None:
    body = "".join(
        f"[{path}](https://podcast.example.com/talk/{path})\n"
        for path in ("001-one/", "feed.xml", "009-later/", "nowhere/")
    )
    write(
        root,
        {
            "feeds/talk/episodes/002-two.md": episode(2, body),
            "feeds/talk/episodes/009-later.md": episode(9, date="2099-01-01"),
        },
    )
    done = run("check", "--offline", "--format", "json", root=root)
    verdicts = {link["url"]: link["verdict"] for link in json.loads(done.out)["links"]}
    site = "https://podcast.example.com/talk"
    assert verdicts[f"{site}/001-one/"] == "ok"
    assert verdicts[f"{site}/feed.xml"] == "ok"
    assert verdicts[f"{site}/009-later/"] == "pending"
    assert verdicts[f"{site}/nowhere/"] == "dead"
    assert done.code == 1


def test_the_web_is_asked_and_its_answers_are_remembered(root: Path) -> None:
    with serve() as server:
        gone = server.url("/status/404")
        body = f"[fine]({server.url('/ok')}) [gone]({gone}) [gone]({gone}#x)\n"
        write(root, {"feeds/talk/episodes/002-two.md": episode(2, body)})
        write(
            root,
            {
                "config/publisher.toml": 'site = "https://podcast.example.com"\n[links]\nskip = ["https://*"]\n'
            },
        )
        refused = run("check", "--format", "json", root=root)
        assert {
            link["verdict"]
            for link in json.loads(refused.out)["links"]
            if link["url"].startswith("http://127")
        } <= {"unverifiable", "unreachable", "skipped"}
        assert server.total == 0
        first = run("check", "--allow-private", "--format", "json", root=root)
        assert first.code == 1
        links = {link["url"]: link for link in json.loads(first.out)["links"]}
        assert links[f"{server.url('/ok')}"]["verdict"] == "ok"
        assert links[f"{gone}"]["verdict"] == "dead"
        assert len(links[f"{gone}"]["places"]) == 2
        asked = server.total
        again = run("check", "--allow-private", "--format", "json", root=root)
        assert server.total == asked
        assert {
            link["from_cache"]
            for link in json.loads(again.out)["links"]
            if "127.0.0.1" in link["url"]
        } == {True}
