"""A show's live feed, asked for and judged beside the one that was built."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from publisher.addresses import feed_url, is_url
from publisher.errors import UsageError
from publisher.feed.diff.addresses import same_address
from publisher.feed.reading.pages import read_feed_file
from publisher.feed.reading.snapshot import FeedSnapshot
from publisher.live.asking import Live, ask_live
from publisher.live.feed import judge_feed
from publisher.live.files import judge_artwork, judge_audio, judge_text
from publisher.live.saying import Said, findings
from publisher.model import Finding, Network, Show
from publisher.reports.summary import counted
from publisher.rules.selection import select_findings
from publisher.web.replies import Fetch


def live_addresses(
    network: Network, shows: Sequence[Show], url: str | None
) -> tuple[tuple[Show, str], ...]:
    """Return which feed is asked for each show: its own address, or `url` for the one it fits.

    Raises UsageError where that is none, or none of several, and for what is no address.
    """
    own = [(show, feed_url(show, network.settings)) for show in shows]
    if not url:
        known = tuple((show, address) for show, address in own if address)
        if not known:
            raise UsageError("--check-live: config/publisher.toml names no site to look at")
        return known
    if not is_url(url):
        raise UsageError(
            f"--check-live {url}: that is no address. Name shows before the option, as in "
            "`publisher build SHOW --check-live`"
        )
    fitting = [show for show, address in own if address and same_address(address, url)]
    if len(shows) > 1 and len(fitting) != 1:
        names = ", ".join(show.slug for show in shows)
        raise UsageError(
            f"--check-live {url}: which show's feed is that? Name the show, too: {names}"
        )
    return ((fitting[0] if fitting else shows[0], url),)


class Checked(NamedTuple):
    """What was found, and how many files couldn't be asked for."""

    findings: tuple[Finding, ...]
    skipped: int


def check_live(
    show: Show, url: str, network: Network, *, fetch: Fetch, clock: Callable[[], float]
) -> Checked:
    """Ask for the feed of a show at `url` and for what it links, and return what apps meet there.

    What was built is read from the show's folder. `clock` counts seconds.
    """
    file = show.folder / "feed.xml"
    built = read_feed_file(file) if file.is_file() and not file.is_symlink() else FeedSnapshot()
    live = ask_live(url, built, fetch, clock)
    said = tuple(findings(_all(live, built), show.source.place("feed_url")))
    return Checked(select_findings(said, network.settings.rules, {}), live.skipped)


def live_line(show: Show, url: str, checked: Checked) -> str:
    """Return what became of the check, for people."""
    found, skipped = len(checked.findings), checked.skipped
    told = f"{counted(found, 'thing')} to know" if found else "served as apps need it"
    if skipped:
        told += f"; {counted(skipped, 'file')} not asked for (no time, or the host had enough)"
    return f"{show.title}: live at {url}: {told}"


def _all(live: Live, built: FeedSnapshot) -> Iterator[Said]:
    yield from judge_feed(live.feed, built)
    for audio in live.audio:
        yield from judge_audio(audio)
    for text in live.texts:
        yield from judge_text(text)
    if live.artwork is not None:
        yield from judge_artwork(live.artwork)
