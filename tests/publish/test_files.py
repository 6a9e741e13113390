"""Which files are published, what they are served as, and what is remembered of them."""

import os
import time
from pathlib import Path

import pytest

from publisher.errors import PublisherError
from publisher.publish.failing import PublishError, masked
from publisher.publish.files import SiteFile, Step, list_site
from publisher.publish.hashing import git_blob, hash_files, sha256
from publisher.publish.manifest import Entry, is_site_path, manifest_bytes, read_manifest
from publisher.publish.pinging import Ping, send_pings
from tests.commands import write
from tests.publish.builders import SITE, assert_in_order

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def by_path(files: tuple[SiteFile, ...]) -> dict[str, SiteFile]:
    return {file.path: file for file in files}


def test_all_files_in_the_order_of_sending(tmp_path: Path) -> None:
    paths = [file.path for file in list_site(write(tmp_path, SITE), report=False)]
    assert set(paths) == SITE.keys()
    assert_in_order(paths)
    pages = [path for path in paths if path.endswith(".html")]
    assert pages.index("talk/one/index.html") < pages.index("talk/index.html")
    assert pages.index("talk/index.html") < pages.index("index.html")


def test_pages_of_a_feed_go_from_the_last_to_the_first(tmp_path: Path) -> None:
    feeds = {f"talk/{name}.xml": "" for name in ("feed", "feed-2", "feed-10")}
    paths = [file.path for file in list_site(write(tmp_path, feeds), report=False)]
    assert paths == ["talk/feed-10.xml", "talk/feed-2.xml", "talk/feed.xml"]


@pytest.mark.parametrize(
    ("path", "step", "kind", "age"),
    [
        ("talk/feed.xml", Step.FEED, "application/rss+xml; charset=utf-8", "300"),
        ("sitemap.xml", Step.PAGE, "application/xml; charset=utf-8", "300"),
        ("talk/1/t.vtt", Step.ASSET, "text/vtt; charset=utf-8", "3600"),
        ("talk/1/t.srt", Step.ASSET, "application/x-subrip", "3600"),
        ("talk/1/chapters.json", Step.ASSET, "application/json", "3600"),
        ("talk/1/a.opus", Step.MEDIA, "audio/ogg", "86400"),
        ("talk/1/a.m4a", Step.MEDIA, "audio/x-m4a", "86400"),
        ("talk/1/cover.PNG", Step.MEDIA, "image/png", "86400"),
        ("pagefind/pagefind.js", Step.ASSET, "text/javascript; charset=utf-8", "300"),
        ("pagefind/fragment/en_1.pf_fragment", Step.ASSET, "application/octet-stream", "31536000"),
        ("assets/theme/logo.svg", Step.ASSET, "image/svg+xml; charset=utf-8", "300"),
        ("assets/theme/x.css", Step.ASSET, "text/css; charset=utf-8", "300"),
        ("assets/search.js", Step.ASSET, "text/javascript; charset=utf-8", "31536000"),
    ],
)
def test_types_and_ages(tmp_path: Path, path: str, step: Step, kind: str, age: str) -> None:
    (file,) = list_site(write(tmp_path, {path: ""}), report=False)
    assert (file.step, file.content_type) == (step, kind)
    assert file.cache_control.split(",")[1].strip() == f"max-age={age}"


def test_a_name_that_no_address_has(tmp_path: Path) -> None:
    write(tmp_path, {"a\nb.html": ""})
    with pytest.raises(PublisherError, match="no address can have this name"):
        list_site(tmp_path, report=False)


def test_pipes_are_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    assert list_site(tmp_path, report=False) == ()


# ---------------------------------------------------------------- hashes


def aged(folder: Path, files: dict[str, str | bytes]) -> tuple[SiteFile, ...]:
    """Write files that are an hour old, and list them."""
    write(folder, files)
    then = time.time_ns() - 3600 * 10**9
    for path in files:
        os.utime(folder / path, ns=(then, then))
    return list_site(folder, report=False)


def test_what_is_remembered_is_used_for_the_same_size_and_time_only(tmp_path: Path) -> None:
    state = tmp_path / "state"
    files = aged(tmp_path / "public", {"a.html": "", "b.html": "x"})
    assert hash_files(files, sha256, state, "sha256")["a.html"] == EMPTY
    cache = state / "publish/sha256.json"
    cache.write_text(cache.read_text().replace(EMPTY, "0" * 64))
    assert hash_files(files, sha256, state, "sha256")["a.html"] == "0" * 64
    later = by_path(list_site(write(tmp_path / "public", {"a.html": ""}), report=False))
    assert hash_files(later.values(), sha256, state, "sha256")["a.html"] == EMPTY


def test_what_is_young_is_not_remembered(tmp_path: Path) -> None:
    files = list_site(write(tmp_path / "public", {"a.html": ""}), report=False)
    hash_files(files, sha256, tmp_path / "state", "sha256")
    assert not (tmp_path / "state/publish/sha256.json").exists()


@pytest.mark.parametrize(
    "nonsense", ["", "[", "[]", "3", '{"a.html": [1]}', '{"a.html": [0, "x", "y"]}', "[" * 9999]
)
def test_nonsense_is_read_as_nothing(tmp_path: Path, nonsense: str) -> None:
    files = aged(tmp_path / "public", {"a.html": ""})
    write(tmp_path, {"state/publish/sha256.json": nonsense})
    assert hash_files(files, sha256, tmp_path / "state", "sha256") == {"a.html": EMPTY}


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    files = aged(tmp_path / "public", {"a.html": ""})
    write(tmp_path, {"state/publish/x": "", "theirs": "keep"})
    (tmp_path / "state/publish/sha256.json").symlink_to(tmp_path / "theirs")
    hash_files(files, sha256, tmp_path / "state", "sha256")
    assert (tmp_path / "theirs").read_text() == "keep"


def test_gits_names(tmp_path: Path) -> None:
    files = aged(tmp_path / "public", {"a.html": "", "b.html": "hello\n"})
    assert hash_files(files, git_blob("sha1"), tmp_path / "state", "git-sha1") == {
        "a.html": "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "b.html": "ce013625030ba8dba906f756967f9e9ca394464a",
    }


def test_a_file_that_changes_meanwhile(tmp_path: Path) -> None:
    files = aged(tmp_path / "public", {"a.html": "x"})
    (tmp_path / "public/a.html").write_text("xx")
    with pytest.raises(PublishError, match="changes while it is published"):
        hash_files(files, sha256, tmp_path / "state", "sha256")


# ---------------------------------------------------------------- the list


def test_the_list_comes_back_as_it_was() -> None:
    entries = {"a/b.html": Entry("f", 3, "t"), ".well-known/x": Entry("")}
    assert read_manifest(manifest_bytes(entries)) == entries


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../b", "a//b", "./a", "a\\b", ".git/config", "a\nb"]
)
def test_paths_that_are_none(path: str) -> None:
    assert not is_site_path(path)
    assert read_manifest(manifest_bytes({path: Entry("f")})) == {}


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    "text",
    [
        "unable to access 'https://ada:s3cr3t@example.com/x.git'",
        "https://s3cr3t@example.com",
        "https://example.com/?access_token=s3cr3t&x=y",
        "X-Amz-Signature=s3cr3t",
        "remote: ghp_s3cr3ts3cr3t is no longer valid",
    ],
)
def test_secrets_are_masked(text: str) -> None:
    assert "s3cr3t" not in masked(text)


def test_pings_end_in_time() -> None:
    clock = iter((0.0, 1.0, 59.0, 61.0))
    seconds: list[float] = []

    def send(_: Ping, left: float) -> None:
        seconds.append(left)

    pings = [Ping(f"https://hub.example.com/{n}", "https://x.example/f") for n in range(3)]
    lines = [*send_pings(pings, send, lambda: next(clock))]
    assert seconds == [10.0, 1.0]
    assert lines[-1].startswith("warning: no time was left")
