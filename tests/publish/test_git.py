"""A branch of a bare repository as a target."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.errors import ConfigError, UsageError
from publisher.model import Network
from publisher.publish.branch import Branch
from publisher.publish.failing import PublishError
from publisher.publish.files import MANIFEST_NAME
from publisher.publish.plumbing import Plumbing
from publisher.publish.targets import Trust
from tests.commands import write
from tests.publish.builders import SITE, encoded, killed_at, published, rebuild, sited

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

PAGES = 'kind = "git"'
WHO = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *WHO, *arguments], cwd=folder, capture_output=True, check=True, text=True
    )
    return done.stdout.strip()


def started(tmp_path: Path, target: str = PAGES) -> tuple[Network, Path]:
    """Return the network of a repository with a commit, and its bare remote `origin`."""
    bare, root = tmp_path / "bare.git", tmp_path / "root"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    network = sited(root, target)
    write(root, {".gitignore": "public/\n.publisher/\n"})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Sources")
    git(root, "remote", "add", "origin", str(bare))
    git(root, "push", "-q", "origin", "main")
    return network, bare


def tree(bare: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    names = git(bare, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", branch)
    return {
        name: subprocess.run(
            ["git", "cat-file", "blob", f"{branch}:{name}"],
            cwd=bare,
            capture_output=True,
            check=True,
        ).stdout
        for name in names.splitlines()
    }


def site_of(bare: Path) -> dict[str, bytes]:
    """Return the site on the branch, without what only the branch needs."""
    return {
        path: data for path, data in tree(bare).items() if path not in (MANIFEST_NAME, ".nojekyll")
    }


def commits(bare: Path) -> int:
    return int(git(bare, "rev-list", "--count", "gh-pages"))


def state_of(root: Path) -> tuple[str, ...]:
    """Return what publishing must not touch: checkout, index, branches, settings."""
    index = (root / ".git/index").read_bytes().hex()
    heads = git(root, "for-each-ref", "refs/heads")
    settings = (root / ".git/config").read_text()
    return (
        index,
        heads,
        settings,
        git(root, "status", "--porcelain"),
        git(root, "rev-parse", "HEAD"),
    )


def test_the_first_commit_of_a_branch(tmp_path: Path) -> None:
    network, bare = started(tmp_path)
    (network.root / "config/people.toml").write_text("# being edited\n")
    before = state_of(network.root)
    run = published(network)
    assert state_of(network.root) == before
    assert site_of(bare) == encoded(SITE)
    assert tree(bare)[".nojekyll"] == b""
    assert commits(bare) == 1
    assert "19 new" in run.last
    assert len(run.pings) == 2
    message = git(bare, "log", "-1", "--format=%B", "gh-pages")
    assert f"Made from {git(network.root, 'rev-parse', 'HEAD')}" in message


def test_published_twice_is_no_commit(tmp_path: Path) -> None:
    network, bare = started(tmp_path)
    published(network)
    run = published(network)
    assert run.last.startswith("nothing to do")
    assert run.pings == []
    assert commits(bare) == 1


def test_a_commit_on_top_keeps_what_others_put_there(tmp_path: Path) -> None:
    network, bare = started(tmp_path)
    published(network)
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", "-b", "gh-pages", str(bare), str(other))
    write(other, {"CNAME": "podcast.example.com\n", "talk/one/mine.txt": "mine"})
    (other / "run.sh").write_text("#!/bin/sh\n")
    (other / "run.sh").chmod(0o755)
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "Mine")
    git(other, "push", "-q", "origin", "gh-pages")
    rebuild(network.root, {"talk/index.html": "<p>2", "talk/one/index.html": None})
    published(network)
    assert site_of(bare).keys() == (
        SITE.keys() - {"talk/one/index.html"} | {"CNAME", "talk/one/mine.txt", "run.sh"}
    )
    assert git(bare, "ls-tree", "gh-pages", "run.sh").startswith("100755")
    assert commits(bare) == 3
    assert git(bare, "rev-parse", "gh-pages~1") == git(other, "rev-parse", "HEAD")


def test_from_a_fresh_shallow_clone_as_in_ci(tmp_path: Path) -> None:
    network, bare = started(tmp_path)
    published(network)
    fresh = tmp_path / "fresh"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{bare}", str(fresh))
    git(fresh, "checkout", "-q", "--detach")
    write(fresh / "public", {**SITE, "talk/index.html": "<p>2"})
    assert "0 new and 1 changed" in published(load_network(fresh)).last
    assert commits(bare) == 2
    assert published(load_network(fresh)).last.startswith("nothing to do")


def test_names_of_the_longer_kind(tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    network = sited(tmp_path / "root", PAGES)
    git(tmp_path, "init", "-q", "--bare", "--object-format=sha256", str(bare))
    git(network.root, "init", "-q", "-b", "main", "--object-format=sha256")
    git(network.root, "remote", "add", "origin", str(bare))
    published(network)
    rebuild(network.root, {"talk/cover.jpg": None, "talk/index.html": "<p>2"})
    published(network)
    left = {path: data for path, data in SITE.items() if path != "talk/cover.jpg"}
    assert site_of(bare) == encoded({**left, "talk/index.html": "<p>2"})
    assert published(network).last.startswith("nothing to do")


@pytest.mark.parametrize("theirs", [["CNAME"], ["CNAME", "humans.txt"], ["new.html"]])
def test_a_remote_that_moves_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theirs: list[str]
) -> None:
    network, bare = started(tmp_path)
    published(network)
    rebuild(network.root, {"talk/index.html": "<p>2", "new.html": "ours"})
    push, moves = Branch.push, iter(theirs)

    def after_theirs(self: Branch, commit: str) -> str | None:
        name = next(moves, None)
        if name is not None:
            other = tmp_path / name
            git(tmp_path, "clone", "-q", "-b", "gh-pages", str(bare), str(other))
            write(other, {name: "theirs"})
            git(other, "add", "-A")
            git(other, "commit", "-q", "-m", "Theirs")
            git(other, "push", "-q", "origin", "gh-pages")
        return push(self, commit)

    monkeypatch.setattr(Branch, "push", after_theirs)
    if theirs == ["CNAME"]:  # once is tried again
        published(network)
        assert site_of(bare)["talk/index.html"] == b"<p>2"
        assert commits(bare) == 3
    else:  # twice, or in the way: told
        with pytest.raises(PublishError, match=r"did not take the commit|somebody else put new"):
            published(network)
        assert site_of(bare)["talk/index.html"] == b"<p>talk"
    assert all(site_of(bare)[name] == b"theirs" for name in theirs)


def test_a_dry_run_leaves_the_remote_as_it_is(tmp_path: Path) -> None:
    network, bare = started(tmp_path)
    before = git(bare, "for-each-ref")
    assert "nothing was sent" in published(network, dry_run=True).last
    assert git(bare, "for-each-ref") == before


def test_killed_at_every_step(tmp_path: Path) -> None:
    network, bare = started(tmp_path)
    published(network)
    rebuild(network.root, {"talk/feed.xml": "<rss>2</rss>", "talk/two.html": "<p>2"})
    after = encoded({**SITE, "talk/feed.xml": "<rss>2</rss>", "talk/two.html": "<p>2"})
    start = git(bare, "rev-parse", "gh-pages")
    state = state_of(network.root)
    moment, killed = 0, True
    while killed:
        moment += 1
        git(bare, "update-ref", "refs/heads/gh-pages", start)
        killed = killed_at(moment, ((Plumbing, "ask"),), lambda: published(network))
        assert site_of(bare) in (encoded(SITE), after)
        assert state_of(network.root) == state
        published(network)
        assert site_of(bare) == after
        assert commits(bare) == 2
    assert moment > 10


def test_sources_are_never_published_onto(tmp_path: Path) -> None:
    network, bare = started(tmp_path, f'{PAGES}\nbranch = "main"')
    with pytest.raises(UsageError, match="the one that you work on"):
        published(network)
    git(network.root, "checkout", "-q", "--detach")
    with pytest.raises(UsageError, match="the one that the remote shows first"):
        published(network)
    assert git(bare, "rev-list", "--count", "main") == "1"


def test_files_in_the_way(tmp_path: Path) -> None:
    network, bare = started(tmp_path)
    git(network.root, "push", "-q", "origin", "main:gh-pages")
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", "-b", "gh-pages", str(bare), str(other))
    write(other, {"index.html": "mine"})
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "Mine")
    git(other, "push", "-q", "origin", "gh-pages")
    with pytest.raises(PublishError, match="--overwrite"):
        published(network, trust=Trust())
    published(network, trust=Trust(overwrite=True))
    assert tree(bare)["index.html"] == b"<p>front"
    assert "feeds/talk/show.toml" in tree(bare)


def test_an_identity_where_git_knows_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network, bare = started(tmp_path)
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "nobody"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    published(network)
    assert git(bare, "log", "-1", "--format=%an %ae", "gh-pages") == (
        "podcast-publisher publisher@localhost"
    )
    git(network.root, "config", "user.name", "Ada Example")
    git(network.root, "config", "user.email", "ada@example.com")
    rebuild(network.root, {"index.html": "<p>2"})
    published(network)
    assert git(bare, "log", "-1", "--format=%an %ce", "gh-pages") == "Ada Example ada@example.com"


def test_no_hook_runs(tmp_path: Path) -> None:
    network, bare = started(tmp_path)
    hook = network.root / ".git/hooks/pre-push"
    write(hook.parent, {"pre-push": f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n"})
    hook.chmod(0o755)
    published(network)
    assert not (tmp_path / "ran").exists()
    assert commits(bare) == 1


@pytest.mark.parametrize("written", ["file://{bare}", "{bare}", "../bare.git"])
def test_repositories_of_this_machine_take_a_flag(tmp_path: Path, written: str) -> None:
    remote = written.format(bare=tmp_path / "bare.git")
    network, bare = started(tmp_path, f'{PAGES}\nremote = "{remote}"')
    with pytest.raises(UsageError, match="--allow-outside"):
        published(network, trust=Trust())
    published(network, trust=Trust(outside=True))
    assert site_of(bare) == encoded(SITE)


@pytest.mark.parametrize(
    "written",
    [
        'remote = "ext::sh -c touch% /tmp/pwned"',
        'remote = "-u"',
        'remote = "--upload-pack=x"',
        'remote = "http://example.com/x.git"',
        'remote = "git://example.com/x.git"',
        'remote = "ssh://-oProxyCommand=x/y"',
        'remote = "-oProxyCommand=x:y"',
        'remote = "fd::17"',
        'remote = "a@b@c:d"',
        'remote = "https://exa\\nmple.com/x"',
        'branch = "-d"',
        'branch = "a..b"',
        'branch = "a b"',
        'branch = "x.lock"',
        'branch = "a:refs/heads/main"',
        'branch = "+main"',
        'branch = "/x"',
        'branch = "x/"',
        'branch = "@{u}"',
        'branch = "a\\u0000b"',
    ],
)
def test_hostile_words_stop_at_the_settings(tmp_path: Path, written: str) -> None:
    with pytest.raises(ConfigError, match=r"publisher\.toml"):
        sited(tmp_path, f"{PAGES}\n{written}")


@pytest.mark.parametrize(
    "remote",
    [
        "https://ada:s3cr3t@example.com/x.git",
        "https://s3cr3t@example.com/x.git",
        "ssh://ada:s3cr3t@example.com/x.git",
    ],
)
def test_a_secret_in_the_settings_is_refused_and_not_told(tmp_path: Path, remote: str) -> None:
    with pytest.raises(ConfigError) as refused:
        sited(tmp_path, f'{PAGES}\nremote = "{remote}"')
    assert "holds a user or a password" in str(refused.value)
    assert "s3cr3t" not in str(refused.value)


def test_a_secret_of_a_remote_is_never_told(tmp_path: Path) -> None:
    network, _ = started(tmp_path)
    url = "https://ada:s3cr3t@127.0.0.1:1/x.git"
    git(network.root, "remote", "set-url", "origin", url)
    with pytest.raises(PublishError) as failed:
        published(network)
    assert "can't be asked" in str(failed.value)
    assert "s3cr3t" not in str(failed.value)


def test_an_unknown_remote(tmp_path: Path) -> None:
    network, _ = started(tmp_path, f'{PAGES}\nremote = "orgin"')
    with pytest.raises(UsageError, match="no remote of this repository; there are: origin"):
        published(network)


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path))
    with pytest.raises(UsageError, match="git finds no repository"):
        published(sited(tmp_path / "root", PAGES))


def test_large_recordings_are_warned_of(tmp_path: Path) -> None:
    network, _ = started(tmp_path)
    with (network.root / "public/talk/long.mp3").open("wb") as stream:
        stream.truncate(100 * 1024 * 1024 + 1)
    run = published(network, dry_run=True)
    assert any("talk/long.mp3 has more than 100 MB" in line for line in run.said)
