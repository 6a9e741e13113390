"""`publisher publish` as a user types it: built, refused, published, told."""

import errno
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs

import pytest

from publisher.config.publishing import PUBLISH
from publisher.model import PublishPlace
from publisher.publish.files import SiteFile, Step
from publisher.publish.folder import FolderStore
from publisher.publish.pinging import Ping
from publisher.publish.registry import TARGETS
from publisher.publish.telling import HubClient
from tests.commands import CONFIG, Outcome, episode, run, write
from tests.loopback import unused_port
from tests.publish.builders import files_below

AT = ("--offline", "--at", "2026-02-01")
BROKEN = "[a](https://)\n"


def started(root: Path, targets: str = "", show: str = "") -> Path:
    """Write a small repository with a folder to publish at."""
    targets = targets or '[publish.site]\nkind = "folder"\npath = "docs"\n'
    settings = f"{CONFIG['config/publisher.toml']!s}{targets}"
    toml = f"{CONFIG['feeds/talk/show.toml']!s}{show}"
    files = {"config/publisher.toml": settings, "feeds/talk/show.toml": toml}
    return write(root, {**CONFIG, **files, "feeds/talk/episodes/1.md": episode(1)})


def publish(root: Path, *words: str) -> Outcome:
    return run("publish", *words, *AT, root=root)


def test_built_and_published_and_nothing_to_do(tmp_path: Path) -> None:
    done = publish(started(tmp_path))
    assert done.code == 0, done.out + done.err
    assert "published at the folder" in done.out
    there = files_below(tmp_path / "docs")
    assert there == {
        path: data
        for path, data in files_below(tmp_path / "public").items()
        if not path.startswith("report/")
    }
    assert {"talk/feed.xml", "talk/1/index.html", "index.html"} <= there.keys()
    again = publish(tmp_path)
    assert again.code == 0
    assert again.out.splitlines()[-1].startswith("nothing to do: the folder")


def test_a_dry_run_builds_and_sends_nothing(tmp_path: Path) -> None:
    done = publish(started(tmp_path), "--dry-run")
    assert done.code == 0
    assert "  new        talk/feed.xml" in done.out
    assert not (tmp_path / "docs").exists()


def test_errors_refuse_until_known_or_forced(tmp_path: Path) -> None:
    started(tmp_path)
    write(tmp_path, {"feeds/talk/episodes/2.md": episode(2, BROKEN)})
    done = publish(tmp_path)
    assert done.code == 1
    assert "not published: 1 error above: L" in done.err
    assert "feeds/talk/episodes/2.md" in done.err
    assert "--update-baseline" in done.err
    assert not (tmp_path / "docs").exists()
    forced = publish(tmp_path, "--force")
    assert forced.code == 0, forced.err
    assert (
        run("check", "--offline", "--update-baseline", "--reason", "old", root=tmp_path).code == 0
    )
    known = publish(tmp_path)
    assert known.code == 0, known.err


def test_a_feed_that_was_left_alone_refuses_even_by_force(tmp_path: Path) -> None:
    publish(started(tmp_path))
    before = files_below(tmp_path / "docs", hidden=True)
    write(tmp_path, {"feeds/talk/episodes/2.md": "---\ntitle: [\n---\n"})
    done = publish(tmp_path, "--force")
    assert done.code == 1
    assert "a feed was left as it was" in done.err
    assert files_below(tmp_path / "docs", hidden=True) == before


def test_which_target(tmp_path: Path) -> None:
    one = '[publish.site]\nkind = "folder"\npath = "docs"\n'
    two = one + '[publish.archive]\nkind = "folder"\npath = "archive"\n'
    assert "says nowhere to publish at" in publish(write(tmp_path, CONFIG)).err
    started(tmp_path, two)
    done = publish(tmp_path)
    assert done.code == 2
    assert "there are 2 targets; name one of them: site, archive" in done.err
    done = publish(tmp_path, "archiv")
    assert done.code == 2
    assert 'did you mean "archive"?' in done.err
    assert publish(tmp_path, "archive").code == 0
    assert (tmp_path / "archive/talk/feed.xml").exists()
    assert not (tmp_path / "docs").exists()


def test_drafts_and_episodes_to_come_are_not_published(tmp_path: Path) -> None:
    started(tmp_path)
    files = {"2": episode(2, draft="true"), "3": episode(3, date="2026-03-01")}
    write(tmp_path, {f"feeds/talk/episodes/{name}.md": text for name, text in files.items()})
    assert run("build", "--drafts", *AT, root=tmp_path).code == 0
    assert (tmp_path / "public/talk/2/index.html").exists()
    assert publish(tmp_path).code == 0
    there = files_below(tmp_path / "docs")
    assert "talk/1/index.html" in there
    assert not [path for path in there if path.startswith(("talk/2", "talk/3"))]


def test_every_kind_of_place_has_a_target_and_keys_that_are_read(tmp_path: Path) -> None:
    assert TARGETS.keys() == set(get_args(PublishPlace))
    keys = {key for place in get_args(PublishPlace) for key in place.__annotations__}
    assert keys - {"name"} == PUBLISH.keys.keys() - {"kind"}


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("[publish.x]", "a target needs a kind"),
        ('[publish.x]\nkind = "ftp"', 'must be "folder" or "git" or "rsync" or "s3", not "ftp"'),
        ('[publish.x]\nkind = "folder"', 'a target of kind "folder" needs path = "docs"'),
        (
            '[publish.x]\nkind = "git"\nbucket = "pod"',
            'bucket means nothing to a target of kind "git"',
        ),
        ('[publish.x]\nkind = "s3"\nbuket = "pod"', 'did you mean "bucket"?'),
        ('[publish."a b"]\nkind = "git"', "can't be a target's name"),
        ('[publish.x]\nkind = "rsync"\ndestination = "-e sh"', "must be a place such as"),
        ('[publish.x]\nkind = "rsync"\ndestination = "-oProxyCommand=x:/y"', "must be a place"),
        ('[publish.x]\nkind = "rsync"\ndestination = "/var/www"', "must be a place"),
        ('[publish.x]\nkind = "rsync"\ndestination = "host:a\\u001bb"', "control characters"),
    ],
)
def test_what_is_wrong_in_the_settings(tmp_path: Path, target: str, told: str) -> None:
    done = publish(started(tmp_path, f"{target}\n"))
    assert done.code == 2
    assert told in done.err
    assert "config/publisher.toml:2" in done.err.replace("toml:3", "toml:2").replace(
        "toml:4", "toml:2"
    )


def test_a_place_that_is_not_allowed_is_told_before_the_build(tmp_path: Path) -> None:
    done = publish(started(tmp_path / "root", '[publish.x]\nkind = "folder"\npath = "../x"\n'))
    assert done.code == 2
    assert not (tmp_path / "root/public").exists()
    outside = publish(tmp_path / "root", "--allow-outside")
    assert outside.code == 0, outside.err
    assert (tmp_path / "x/talk/feed.xml").exists()


# ---------------------------------------------------------------- hubs


class _Hub(BaseHTTPRequestHandler):
    told: list[dict[str, list[str]]]
    status: int

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
        self.told.append(parse_qs(body.decode(), strict_parsing=True))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def hub(status: int = 204) -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    """Run a hub; yield its address, and what it is told."""
    told: list[dict[str, list[str]]] = []
    kind = type("Hub", (_Hub,), {"told": told, "status": status})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/hub?a=b", told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_hub_is_told_of_a_feed_that_changed_and_of_no_other(tmp_path: Path) -> None:
    with hub() as (address, told):
        started(tmp_path, show=f'hubs = ["{address}"]\n')
        assert publish(tmp_path, "--allow-private").code == 0
        once = [{"hub.mode": ["publish"], "hub.url": ["https://podcast.example.com/talk/feed.xml"]}]
        assert told == once
        done = publish(tmp_path, "--allow-private")
        assert "nothing to do" in done.out
        assert told == once
        write(tmp_path, {"feeds/talk/episodes/2.md": episode(2)})
        assert publish(tmp_path, "--allow-private", "--dry-run").code == 0
        assert told == once
        done = publish(tmp_path, "--allow-private")
        assert f"told {address} of https://podcast.example.com/talk/feed.xml" in done.out
        assert told == once * 2


def test_a_place_that_fails_is_told_and_no_hub_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = FolderStore.put

    def full(self: FolderStore, files: Sequence[SiteFile]) -> Mapping[str, str]:
        if files[0].step is Step.FEED:
            raise OSError(errno.ENOSPC, "No space left on device", "docs/talk/feed.xml")
        return put(self, files)

    with hub() as (address, told):
        started(tmp_path, show=f'hubs = ["{address}"]\n')
        with monkeypatch.context() as patched:
            patched.setattr(FolderStore, "put", full)
            done = publish(tmp_path, "--allow-private")
        assert done.code == 1
        assert "docs/talk/feed.xml: No space left on device; the next run goes on" in done.err
        assert told == []
        assert not (tmp_path / "docs/talk/feed.xml").exists()
        done = publish(tmp_path, "--allow-private")
        assert done.code == 0
        assert "1 new" in done.out
        assert len(told) == 1


def test_a_hub_that_fails_fails_nothing(tmp_path: Path) -> None:
    with hub(500) as (address, told):
        started(tmp_path, show=f'hubs = ["{address}", "http://127.0.0.1:{unused_port()}/"]\n')
        done = publish(tmp_path, "--allow-private")
        assert done.code == 0
        assert "it answers 500" in done.out
        assert "nobody answers there" in done.out
        assert len(told) == 1


def test_a_private_hub_is_asked_only_with_a_flag(tmp_path: Path) -> None:
    with hub() as (address, told):
        done = publish(started(tmp_path, show=f'hubs = ["{address}"]\n'))
        assert done.code == 0
        assert "private address" in done.out
        assert told == []


def test_a_redirect_of_a_hub_is_not_followed() -> None:
    with hub(307) as (address, told):
        client = HubClient(allow_private=True)
        assert client.send(Ping(address, "https://x.example/feed.xml"), 5) == "it answers 307"
        client.close()
        assert len(told) == 1
