"""The hosts of `hosts.py`, asked without a network."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from publisher.asking import Web
from publisher.config import load_network
from publisher.live.checking import check_live, live_addresses
from publisher.model import Cause, Finding, Hop
from publisher.pipeline import build_repository
from publisher.web.replies import Fetch, Reply, Wanted
from tests.live.hosts import Host

CAUSES = {cause.value: cause for cause in Cause}


def live_findings(
    episode: Path, root: Path, answers: Mapping[str, int | str], now: datetime
) -> Iterable[Finding]:
    """Build a repository and check it live, its hosts sound but for `answers`."""
    network = load_network(root.resolve())
    build_repository(network, (), now=now, web=Web(offline=True))
    for show, url in live_addresses(network, tuple(network.shows.values()), None):
        feed = (show.folder / "feed.xml").read_bytes()
        fetch = played_fetch(feed, answers)
        yield from check_live(show, url, network, fetch=fetch, clock=lambda: 0.0).findings


def played_fetch(feed: bytes, answers: Mapping[str, int | str]) -> Fetch:
    """Return what asks hosts that serve `feed`, and files of each kind, with the habits given."""

    def fetch(wanted: Wanted) -> Reply:
        url = wanted.url
        hops: list[Hop] = []
        while True:
            words = answers.get(url, "")
            if str(words) in CAUSES:
                return Reply(url, hops=tuple(hops), cause=CAUSES[str(words)])
            host = host_at(url, feed).with_habits(words)
            asked = {"accept-encoding": "gzip", **_lower(wanted.headers)}
            answer = host.answer(wanted.method, asked)
            chain = _further(url, host)
            target = answer.headers.get("Location") or chain
            if target is None:
                break
            hops.append(Hop(answer.status if chain is None else 302, target))
            url = target
        packed = answer.headers.get("Content-Encoding") == "gzip"
        plain = host.answer(wanted.method, {**asked, "accept-encoding": "identity"})
        body = plain.body if packed else answer.body
        limit = wanted.limit_bytes if wanted.method == "GET" else 0
        return Reply(
            url,
            answer.status,
            _lower(answer.headers),
            body[:limit],
            len(body) <= limit,
            tuple(hops),
        )

    return fetch


def _further(url: str, host: Host) -> str | None:
    """Return the next address of a chain of redirects."""
    passed = int(urlsplit(url).fragment or "0")
    if "chain" not in host.habits and not passed:
        return None
    left = int(host.habits["chain"]) if "chain" in host.habits else passed - 1
    return f"{url.partition('#')[0]}?{left}#{left}" if left else None


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def host_at(url: str, feed: bytes) -> Host:
    """Return a sound host for an address, by its suffix."""
    suffix = urlsplit(url).path.rpartition(".")[2]
    kinds: Mapping[str, Callable[[], Host]] = {
        "xml": lambda: Host(feed, "application/rss+xml; charset=utf-8"),
        "mp3": lambda: Host(b"", "audio/mpeg", 12_345_678),
        "jpg": lambda: Host(b"\xff\xd8", "image/jpeg"),
        "vtt": lambda: Host(b"WEBVTT\n", "text/vtt"),
        "json": lambda: Host(b"{}", "application/json"),
    }
    return kinds[suffix]()
