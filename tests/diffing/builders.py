"""Feeds as bytes, and a repository with a show whose feed was built and committed."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from tests.commands import CONFIG, episode, run, write

FEED = "feeds/talk/feed.xml"
_AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@example.com")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *_AUTHOR, "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(root: Path) -> str:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    return git(root, "rev-parse", "HEAD")


def build(root: Path, *options: str) -> None:
    done = run("build", "--offline", *options, root=root)
    assert done.code == 0, done.out + done.err


def make_show(root: Path, episodes: int = 3, *, committed: bool = True) -> Path:
    """Write a show, build it, and commit all of it."""
    files = {
        f"feeds/talk/episodes/{number:03}.md": episode(number) for number in range(1, episodes + 1)
    }
    write(root, {**CONFIG, ".gitignore": "public/\n.publisher/\n", **files})
    build(root)
    if committed:
        git(root, "init", "-q", "-b", "main")
        commit(root)
    return root


def feed_bytes(
    numbers: Iterable[int], title: str = "The Talk", guid: str = "g-{}", **more: str
) -> bytes:
    """Return a small feed with these episodes; `more` are further tags of the channel."""
    items = "".join(
        f"<item><title>Episode {number}</title><guid>{escape(guid.format(number))}</guid>"
        f"<pubDate>{1 + number % 28:02} Jan {2000 + number // 28} 12:00:00 GMT</pubDate>"
        f'<enclosure url="https://cdn.example.com/{number}.mp3" length="{9_000_000 + number}" '
        f'type="audio/mpeg"/><description>Notes of {number}</description></item>'
        for number in numbers
    )
    tags = "".join(f"<{tag}>{value}</{tag}>" for tag, value in more.items())
    return f"<rss><channel><title>{escape(title)}</title>{tags}{items}</channel></rss>".encode()
