"""rsync to a daemon on this machine, and over ssh to a server on this machine."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from publisher.errors import UsageError
from publisher.publish.failing import PublishError
from publisher.publish.files import MANIFEST_NAME
from publisher.publish.rsync import RsyncStore
from publisher.publish.targets import Trust
from tests.commands import write
from tests.loopback import unused_port
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

pytestmark = pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")


class Daemon(NamedTuple):
    """A running rsync daemon with one module, `site`."""

    port: int
    folder: Path
    log: Path

    @property
    def target(self) -> str:
        return f'kind = "rsync"\ndestination = "rsync://127.0.0.1:{self.port}/site/www/a b"'

    @property
    def there(self) -> Path:
        return self.folder / "www" / "a b"

    def arrived(self) -> list[str]:
        """Return the paths in the order in which the daemon received them."""
        return re.findall(
            r"recv \S*?www/a b/(.*)$", self.log.read_text(errors="replace"), re.MULTILINE
        )


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    folder = tmp_path / "module"
    folder.mkdir()
    port = unused_port()
    config = (
        f"port = {port}\naddress = 127.0.0.1\nuse chroot = no\nlog file = {tmp_path}/log\n"
        f"[site]\npath = {folder}\nread only = no\nuid = {os.getuid()}\ngid = {os.getgid()}\n"
        "transfer logging = yes\nlog format = %o %f\n"
    )
    (tmp_path / "rsyncd.conf").write_text(config)
    process = subprocess.Popen(
        ["rsync", "--daemon", "--no-detach", f"--config={tmp_path}/rsyncd.conf"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield Daemon(port, folder, tmp_path / "log")
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    pytest.skip("the server didn't start")


def test_to_a_daemon_in_order_and_only_what_changed(tmp_path: Path, daemon: Daemon) -> None:
    network = sited(tmp_path / "root", daemon.target)
    run = published(network)
    assert files_below(daemon.there) == encoded(SITE)
    arrived = daemon.arrived()
    assert arrived.pop(0) == arrived.pop() == MANIFEST_NAME
    assert_in_order(arrived)
    assert len(run.pings) == 2
    daemon.log.write_text("")
    assert published(network).last.startswith("nothing to do")
    assert daemon.arrived() == []
    write(daemon.there, {"CNAME": "x", "talk/one/mine": "y", ".htaccess": "z"})
    gone: dict[str, str | bytes | None] = {
        path: None for path in SITE if path.startswith("talk/one/")
    }
    rebuild(tmp_path / "root", {**gone, "talk/index.html": "<p>TALK"})
    shutil.rmtree(tmp_path / "root/public/talk/one")
    assert "0 new and 1 changed file (7 bytes), 5 removed" in published(network).last
    assert set(daemon.arrived()) == {MANIFEST_NAME, "talk/index.html"}
    left = files_below(daemon.there, hidden=True)
    assert {"CNAME", "talk/one/mine", ".htaccess"} <= left.keys()
    assert not gone.keys() & left.keys()


def test_emptied_folders_go(tmp_path: Path, daemon: Daemon) -> None:
    network = sited(tmp_path / "root", daemon.target)
    published(network)
    rebuild(tmp_path / "root", {path: None for path in SITE if path.startswith("talk/one/")})
    shutil.rmtree(tmp_path / "root/public/talk/one")
    published(network)
    assert not (daemon.there / "talk/one").exists()
    assert (daemon.there / "talk/feed.xml").exists()


def test_a_dry_run_changes_nothing_there(tmp_path: Path, daemon: Daemon) -> None:
    network = sited(tmp_path / "root", daemon.target)
    published(network, dry_run=True)
    assert list(daemon.folder.iterdir()) == []
    published(network)
    before = files_below(daemon.folder, hidden=True)
    (daemon.there / MANIFEST_NAME).unlink()
    rebuild(tmp_path / "root", {"new.html": "n", "index.html": "<p>fresh"})
    with pytest.raises(PublishError, match=r"index\.html at the place"):
        published(network, dry_run=True)
    (daemon.there / MANIFEST_NAME).write_bytes(before[f"www/a b/{MANIFEST_NAME}"])
    assert "nothing was sent" in published(network, dry_run=True).last
    assert files_below(daemon.folder, hidden=True) == before


def test_killed_between_steps_it_goes_on(tmp_path: Path, daemon: Daemon) -> None:
    network = sited(tmp_path / "root", daemon.target)
    published(network)
    after = encoded(CHANGED)
    rebuild(tmp_path / "root", CHANGE)
    before = files_below(daemon.folder, hidden=True)
    moment, killed = 0, True
    while killed:
        moment += 1
        shutil.rmtree(daemon.there)
        write(daemon.folder, before)
        killed = killed_at(moment, ((RsyncStore, "_ask"),), lambda: published(network))
        there = files_below(daemon.there)
        if there["talk/feed.xml"] != before["www/a b/talk/feed.xml"]:
            assert {"talk/two/index.html", "talk/two/two.mp3"} <= there.keys()
        run = published(network)
        assert files_below(daemon.there) == after
        assert bool(run.pings) == killed
    assert moment == 9


def test_a_refusal_is_told_in_a_line(tmp_path: Path, daemon: Daemon) -> None:
    target = daemon.target.replace("/site/", "/nothing/")
    with pytest.raises(PublishError, match=r"rsync can't publish at rsync://.*Unknown module"):
        published(sited(tmp_path / "root", target))
    target = daemon.target.replace(str(daemon.port), str(unused_port()))
    with pytest.raises(PublishError, match="rsync can't publish"):
        published(sited(tmp_path / "root", target))


def test_without_rsync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    network = sited(tmp_path / "root", 'kind = "rsync"\ndestination = "me@example.com:/var/www"')
    with pytest.raises(UsageError, match="needs rsync, and there is none"):
        published(network, trust=Trust())


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server for ssh with a key of its own; yields the host's name in the configuration."""
    server = shutil.which("sshd") or "/usr/sbin/sshd"
    if not Path(server).exists() or shutil.which("ssh-keygen") is None:
        pytest.skip("sshd is not installed")
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name)]
        subprocess.run(command, check=True)
    port = unused_port()
    (keys / "sshd").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {keys}/host\nPidFile none\n"
        f"AuthorizedKeysFile {keys}/user.pub\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nPermitRootLogin prohibit-password\n"
    )
    (keys / "client").write_text(
        f"Host podcast\nHostName 127.0.0.1\nPort {port}\nIdentityFile {keys}/user\n"
        f"UserKnownHostsFile /dev/null\nStrictHostKeyChecking no\nLogLevel ERROR\nBatchMode yes\n"
    )
    Path("/run/sshd").mkdir(exist_ok=True) if os.getuid() == 0 else None
    process = subprocess.Popen(
        [server, "-D", "-e", "-f", str(keys / "sshd")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    monkeypatch.setenv("RSYNC_RSH", f"ssh -F {keys}/client")
    try:
        _wait_for(port)
        yield "podcast"
    finally:
        process.terminate()
        process.wait()


def test_over_ssh(tmp_path: Path, ssh: str) -> None:
    there = tmp_path / "a home; touch pwned" / "www"
    network = sited(tmp_path / "root", f'kind = "rsync"\ndestination = "{ssh}:{there}"')
    assert "18 new" in published(network).last
    assert files_below(there) == encoded(SITE)
    rebuild(tmp_path / "root", {"talk/cover.jpg": None})
    assert "0 new and 0 changed files (0 bytes), 1 removed" in published(network).last
    assert published(network).last.startswith("nothing to do")
