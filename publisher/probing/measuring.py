"""The audio of episodes measured: files here, and enclosures on the web."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from publisher.addresses import is_url
from publisher.episodes import read_episodes
from publisher.feed.enclosures import audio_url, sendable_url
from publisher.model import Episode, Network, Show
from publisher.probing.comparing import Known, Probed, known_of
from publisher.probing.remote import ask_enclosure, judge_enclosure
from publisher.web.replies import Fetch

AT_ONCE = 8
"""Files asked about at the same time: most shows have all of theirs at one host."""


def known_audio(network: Network, shows: Sequence[Show]) -> tuple[Known, ...]:
    """Return the audio of every episode of `shows`, in the order of their files."""
    read = chain.from_iterable(
        ((show, file.episode) for file in read_episodes(show, network)) for show in shows
    )
    known = (known_of(show, episode) for show, episode in read if episode is not None)
    return tuple(each for each in known if each is not None)


def probe_episodes(
    known: Iterable[Known], network: Network, fetch: Fetch | None
) -> Iterator[Probed]:
    """Yield what measuring finds, in the order of `known`; without `fetch` the web isn't asked."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        try:
            yield from pool.map(lambda each: _probed(each, network, fetch), known)
        finally:
            pool.shutdown(cancel_futures=True)


def _probed(known: Known, network: Network, fetch: Fetch | None) -> Probed:
    facts = known.audio.measured
    if facts is not None:
        if facts.is_pointer:
            problem = "Git LFS has left a pointer in its place: run git lfs pull first"
            return Probed(known, facts, (problem,))
        return Probed(known, facts, (facts.problem,) if facts.problem else ())
    url = remote_url(known.episode, known.show, network)
    if url is None:
        return Probed(known, None, ("it isn't here, and has no address yet",))
    if fetch is None:
        return Probed(known, None, asked=False)
    remote = judge_enclosure(ask_enclosure(url, fetch))
    return Probed(known, remote.facts, remote.problems)


def remote_url(episode: Episode, show: Show, network: Network) -> str | None:
    """Return where the audio is on the web: as written, with the prefixes that stand in it."""
    audio = episode.audio
    if audio is not None and audio.url is not None:
        return sendable_url(audio.url) if is_url(audio.url) else None
    return audio_url(episode, show, network)
