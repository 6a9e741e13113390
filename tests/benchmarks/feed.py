"""How long a feed of many episodes takes to write, and how much memory, beside others.

    python -m tests.benchmarks.feed [--rounds N] [--sizes 1000,5000,20000] [--most-peers 5000]

Every episode has 4 KB of notes and every tag that we know. The writers:

- `publisher`: from the episodes of the model to the file: GUIDs and lock, plan, items, channel.
- `lxml`: the very same elements, one tree, written at once: no data to look up, no rules, the least
  that any writer on lxml can do. Its file is compared with ours.
- `feedgen` with its own podcast extension, and `podgen`: what they can say of an episode, which is
  fewer tags, and none of Podcasting 2.0.

Each run is a process of its own, whose time is that of the writing and whose memory is all it ever
had, the episodes included. They take turns, and are compared by the CPU they need: another program
that runs beside them would decide the rest. Above `--most-peers` episodes only the first two run.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LIMIT_SECONDS = 300
START = datetime(2000, 1, 1, tzinfo=UTC)
MARK = 735_191  # the number of the episode that `lxml` takes its elements from
WORDS = "Two people talk about a thing & another one, and <others> listen to them. "
NOTES_BYTES = 4000  # no description is longer (Apple)


def published(number: int) -> datetime:
    return START + timedelta(minutes=7 * number)


def rfc2822(number: int) -> str:
    return format_datetime(published(number))


def notes_of(number: int) -> tuple[str, str]:
    """Return notes that are no other episode's, as HTML and as text."""
    head = f"Notes of {number}. "
    text = (head + WORDS * (NOTES_BYTES // len(WORDS) + 1))[:NOTES_BYTES].rstrip()
    return f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>", text


Writer = Callable[[Path], None]


class Subject(NamedTuple):
    """The show with every tag, its repository, and the one episode that all are made of."""

    show: Any
    network: Any
    episode: Any

    def episodes(self, numbers: range) -> list[Any]:
        audio = self.episode.audio
        return [
            self.episode._replace(
                title=f"Episode {number}",
                slug=f"episode-{number}",
                guid=f"guid-{number}",
                number=number,
                published=published(number),
                audio=audio._replace(url=f"https://cdn.example.com/{number}.mp3", file=None),
                file=self.episode.file.with_name(f"{number}.md"),
            )
            for number in numbers
        ]


def subject() -> Subject:
    from publisher.config import load_network
    from publisher.episodes import read_episodes
    from publisher.model import Transcript
    from tests.feed.everything import write_everything

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        write_everything(root)
        network = load_network(root)
        show = network.shows["talk"]
        (file,) = read_episodes(show, network)
    assert file.episode is not None
    assert file.episode.audio is not None
    transcript = Transcript(file.episode.audio.place, url="https://cdn.example.com/1.vtt")
    audio = file.episode.audio._replace(size_bytes=5_000_000)
    return Subject(show, network, file.episode._replace(transcripts=(transcript,), audio=audio))


def notes(episode: Any) -> tuple[str, str]:
    return notes_of(episode.number)


def plan(made: Subject, episodes: list[Any]) -> tuple[Any, Iterator[Any]]:
    """Do what a build does between reading episodes and writing their feed."""
    from publisher.feed.editions import editions
    from publisher.feed.identity import identify
    from publisher.feed.lock import Lock, lock_bytes
    from publisher.feed.plan import plan_items

    show, network, _ = made
    now = episodes[-1].published
    identity = identify(show, episodes, network, lock=Lock(), now=now, file_size=lambda _: 5)
    lock_bytes(identity.next_lock)
    (feed,) = editions(show, identity, network, file_size=lambda _: 5)
    return feed.channel, plan_items(show, feed.items, network, notes)


def publisher(count: int) -> Writer:
    from publisher.feed.assemble import assemble_feed
    from publisher.writing import write_parts_if_changed

    made = subject()
    episodes = made.episodes(range(1, count + 1))

    def write(file: Path) -> None:
        channel, items = plan(made, episodes)
        write_parts_if_changed(file, assemble_feed(channel, items))

    return write


Node = tuple[str, Mapping[str, str], Mapping[str, str], str | None, bool, tuple[Any, ...]]


def template() -> tuple[bytes, Node]:
    """Return our feed without items, and the elements of one item."""
    from lxml import etree

    from publisher.feed.assemble import assemble_feed

    made = subject()
    data = b"".join(assemble_feed(*plan(made, made.episodes(range(MARK, MARK + 1)))))
    root = etree.fromstring(data, etree.XMLParser(strip_cdata=False, remove_blank_text=True))
    item = root.find("channel/item")
    item.getparent().remove(item)
    known = root.nsmap.items()

    def node(element: Any) -> Node:
        own = dict(element.nsmap.items() - known)
        is_cdata = b"<![CDATA[" in etree.tostring(element) and not len(element)
        children = tuple(map(node, element))
        return element.tag, dict(element.attrib), own, element.text, is_cdata, children

    return etree.tostring(root), node(item)


def lxml(count: int) -> Writer:
    from lxml import etree

    head, item = template()
    mark, date, said_html, said_text = str(MARK), rfc2822(MARK), *notes_of(MARK)

    def add(parent: Any, node: Node, number: str, values: Mapping[str, str]) -> None:
        tag, attributes, namespaces, said, is_cdata, children = node
        own = {name: value.replace(mark, number) for name, value in attributes.items()}
        element = etree.SubElement(parent, tag, own, namespaces)
        if said is not None:
            said = values.get(said) or said.replace(mark, number)
            element.text = etree.CDATA(said) if is_cdata else said
        for child in children:
            add(element, child, number, values)

    def write(file: Path) -> None:
        root = etree.fromstring(head, etree.XMLParser(remove_blank_text=True))
        channel = root[0]
        channel.find("lastBuildDate").text = rfc2822(count)
        for number in range(count, 0, -1):
            html, text = notes_of(number)
            values = {date: rfc2822(number), said_html: html, said_text: text}
            add(channel, item, str(number), values)
        tree = etree.ElementTree(root)
        tree.write(str(file), pretty_print=True, xml_declaration=True, encoding="UTF-8")

    return write


def feedgen(count: int) -> Writer:
    from feedgen.feed import FeedGenerator

    def write(file: Path) -> None:
        feed = FeedGenerator()
        feed.load_extension("podcast")
        feed.title("Talk")
        feed.link(href="https://pods.example.com/talk/")
        feed.description("Two people talk, others think.")
        feed.language("en")
        feed.podcast.itunes_author("Ann Host")
        feed.podcast.itunes_category("Technology")
        feed.podcast.itunes_image("https://pods.example.com/talk/cover.png")
        feed.podcast.itunes_owner("Ann Host", "ann@example.com")
        for number in range(count, 0, -1):
            html, text = notes_of(number)
            entry = feed.add_entry(order="append")
            entry.title(f"Episode {number}")
            entry.guid(f"guid-{number}")
            entry.link(href="https://example.com/talk/first")
            entry.description(text)
            entry.content(html, type="CDATA")
            entry.enclosure(f"https://cdn.example.com/{number}.mp3", "5000000", "audio/mpeg")
            entry.published(published(number))
            entry.podcast.itunes_author("Ann and Ben")
            entry.podcast.itunes_image("https://pods.example.com/talk/episode.png")
            entry.podcast.itunes_duration(1200)
            entry.podcast.itunes_episode(number)
            entry.podcast.itunes_season(2)
            entry.podcast.itunes_episode_type("full")
            entry.podcast.itunes_subtitle("In short.")
            entry.podcast.itunes_summary(text)
        feed.rss_file(str(file), pretty=True)

    return write


def podgen(count: int) -> Writer:
    from podgen import Category, Episode, Media, Person, Podcast

    def write(file: Path) -> None:
        podcast = Podcast(
            name="Talk",
            website="https://pods.example.com/talk/",
            description="Two people talk, others think.",
            explicit=False,
            image="https://pods.example.com/talk/cover.png",
            category=Category("Technology"),
            owner=Person("Ann Host", "ann@example.com"),
            authors=[Person("Ann Host", "ann@example.com")],
            language="en",
        )
        for number in range(count, 0, -1):
            html, text = notes_of(number)
            media = Media(
                f"https://cdn.example.com/{number}.mp3", 5_000_000, duration=timedelta(minutes=20)
            )
            podcast.episodes.append(
                Episode(
                    title=f"Episode {number}",
                    id=f"guid-{number}",
                    link="https://example.com/talk/first",
                    summary=text,
                    long_summary=html,
                    subtitle="In short.",
                    media=media,
                    image="https://pods.example.com/talk/episode.png",
                    publication_date=published(number),
                    authors=[Person("Ann Host", "ann@example.com")],
                    explicit=False,
                )
            )
        podcast.rss_file(str(file))

    return write


WRITERS = {"publisher": publisher, "lxml": lxml, "feedgen": feedgen, "podgen": podgen}


class Run(NamedTuple):
    seconds: float
    cpu_seconds: float
    peak_mb: float
    size_mb: float


def run_here(name: str, count: int, file: Path) -> None:
    """Write once and print what it took: `--only`."""
    import resource

    WRITERS[name](1)(file)  # whatever is imported or compiled at first
    file.unlink()
    write = WRITERS[name](count)
    started, cpu_started = time.perf_counter(), time.process_time()
    write(file)
    cpu_seconds, seconds = time.process_time() - cpu_started, time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds, cpu_seconds, peak, file.stat().st_size / 1e6]))


def run(name: str, count: int, folder: Path) -> Run:
    """Write in a fresh process; ends the benchmark where that fails."""
    file = folder / f"{name}-{count}.xml"
    file.unlink(missing_ok=True)
    command = (sys.executable, "-m", "tests.benchmarks.feed", "--only", name, str(count), str(file))
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
    )
    if done.returncode:
        sys.exit(f"{name} ended with {done.returncode}:\n{done.stderr}")
    return Run(*json.loads(done.stdout))


def measure(names: list[str], count: int, rounds: int, folder: Path) -> dict[str, list[Run]]:
    """Let the writers take turns, so that what else the machine does hits all."""
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for turn in range(rounds):
        for name in names if turn % 2 == 0 else reversed(names):
            runs[name].append(run(name, count, folder))
    return runs


def show(runs: Mapping[str, list[Run]], count: int) -> None:
    bare = median(each.cpu_seconds for each in runs["lxml"])
    print(f"{count:,} episodes, {runs['publisher'][0].size_mb:.0f} MB")
    for name, each in runs.items():
        seconds = [one.seconds for one in each]
        cpu = median(one.cpu_seconds for one in each)
        print(
            f"  {name:<10} {median(seconds):6.2f} s ({min(seconds):.2f} to {max(seconds):.2f}), "
            f"{cpu:.2f} s of CPU: {cpu / bare:.2f} x lxml, {cpu / count * 1e6:.0f} us an episode; "
            f"peak {max(one.peak_mb for one in each):4.0f} MB, {each[0].size_mb:.0f} MB written"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="Time the writing of large feeds.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", default="1000,5000,20000")
    parser.add_argument("--most-peers", type=int, default=5000)
    parser.add_argument("--only", nargs=3, metavar=("NAME", "COUNT", "FILE"))
    arguments = parser.parse_args()
    if arguments.only:
        name, count, file = arguments.only
        return run_here(name, int(count), Path(file))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for count in map(int, arguments.sizes.split(",")):
            few = count <= arguments.most_peers
            names = [*WRITERS] if few else ["publisher", "lxml"]
            show(measure(names, count, max(1, arguments.rounds), folder), count)
            files = [folder / f"{name}-{count}.xml" for name in ("publisher", "lxml")]
            same = files[0].read_bytes() == files[1].read_bytes()
            print(f"  publisher and lxml wrote {'the same bytes' if same else 'DIFFERENT FEEDS'}")
            for file in folder.iterdir():
                file.unlink()
    return None


if __name__ == "__main__":
    main()
