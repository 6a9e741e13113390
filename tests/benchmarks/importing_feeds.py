"""How fast a whole feed is imported: the command, from a file to the folder of a show.

Called by `python -m tests.benchmarks.importing --only feeds`. Each round runs `publisher import` of
1,000 and of 4,000 episodes, and beside it the peer, feedparser, that only reads the feed; each in a
process of its own, imports included. Printed are medians of seconds and of the most memory, and
the ratios.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROUNDS = 3
SIZES = (1000, 4000)
PUBLISHER = "from publisher.__main__ import main; main()"
READER = "import sys, feedparser; feedparser.parse(sys.argv[1])"
_OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Thousand</title>
<link>https://example.com/</link><description>About it.</description><language>en</language>
<itunes:author>Ann</itunes:author><itunes:explicit>no</itunes:explicit>
"""


class Cost(NamedTuple):
    seconds: float
    megabytes: float


def show_feeds() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        costs: dict[tuple[int, str], list[Cost]] = {}
        for size in SIZES:
            (Path(folder) / f"{size}.xml").write_text(feed(size), encoding="utf-8")
        for turn in range(ROUNDS):
            for size in SIZES:
                for name, arguments in commands(Path(folder) / f"{size}.xml").items():
                    to = Path(folder) / f"{name}-{size}-{turn}"
                    to.mkdir()
                    costs.setdefault((size, name), []).append(cost_of(arguments, to))
    print(f"\nFeeds, whole commands, median of {ROUNDS} rounds")
    for (size, name), found in costs.items():
        print(
            f"{size:6,} episodes  {name:14}{median(each.seconds for each in found):7.2f} s"
            f"{median(each.megabytes for each in found):7.0f} MB"
        )
    few, many = (costs[size, "publisher"] for size in SIZES)
    growth = median(b.seconds / a.seconds for a, b in zip(few, many, strict=True))
    peers = costs[SIZES[0], "feedparser"]
    ratio = median(a.seconds / b.seconds for a, b in zip(few, peers, strict=True))
    print(f"four times the episodes: {growth:.1f} times the time; to feedparser alone: {ratio:.1f}")


def commands(file: Path) -> dict[str, tuple[str, ...]]:
    """Return what is run on a feed, by the names of the programs."""
    return {
        "publisher": ("-c", PUBLISHER, "import", str(file), "--root", "."),
        "feedparser": ("-c", READER, str(file)),
    }


def cost_of(arguments: Sequence[str], folder: Path) -> Cost:
    """Run Python in `folder`; return its time, and the most memory that it took."""
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        os.execv(sys.executable, (sys.executable, *arguments))
    _, status, used = os.wait4(child, 0)
    if status != 0:
        raise SystemExit(f"{arguments[-1]}: exit status {status}")
    return Cost(time.perf_counter() - started, used.ru_maxrss / 1024)


def feed(size: int) -> str:
    """Return a feed of so many episodes, their notes of two kilobytes, with links and a sponsor."""
    return f"{_OPENING}{''.join(_items(size))}</channel></rss>\n"


def _items(size: int) -> Iterator[str]:
    for number in range(size, 0, -1):
        days, minute = divmod(number, 60)
        words = "".join(
            f"<p>Part {part} of {number} is about topic {number * 7 % 97}, with "
            f'<a href="https://guest{number}.example.com/">a guest</a>, <b>others</b> &amp; as '
            "many words as there are in the notes of a show that takes care of them.</p>"
            for part in range(6)
        )
        links = "".join(
            f'<li><a href="https://site{number * each % 301}.example.org/">Link {each}</a></li>'
            for each in range(8)
        )
        yield (
            f"<item><title>{number}: About {number * 13 % 1009}</title><guid>g{number}</guid>"
            f"<pubDate>{days % 28 + 1} Jan {1990 + days // 28} 10:{minute:02}:00 +0000</pubDate>"
            f"<itunes:episode>{number}</itunes:episode><itunes:duration>{1000 + number}"
            f'</itunes:duration><enclosure url="https://cdn.example.com/{number}.mp3" '
            f'length="{10_000_000 + number}" type="audio/mpeg"/><content:encoded><![CDATA[{words}'
            f'<ul>{links}</ul><p>Sponsored by <a href="https://acme.example.com/show">Acme</a>: '
            'use code SHOW for 10% off.</p><p>Follow us on <a href="https://x.com/thousand">X</a>.</p>'
            "]]></content:encoded></item>"
        )
