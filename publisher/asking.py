"""The web, asked about the links of a repository: within which limits, and while they are found."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from publisher.model import Link, LinkPolicy, Network, Role, Settings
from publisher.web.answers import Answers, Progress, Recall
from publisher.web.cache import open_cache
from publisher.web.exchange import Trace, WebPolicy
from publisher.web.own import OwnSite, site_host
from publisher.web.questions import Questions


class Web(NamedTuple):
    """How far a run may ask the web.

    `limits` holds those of `LinkPolicy` that stand in for the settings' own. `progress` and
    `trace` are as in `Questions`. With `moves_twice`, what has moved for good is asked again
    until two runs have met it. With `suggest`, the Internet Archive is asked for copies of pages
    that are gone.
    """

    offline: bool = False
    allow_private: bool = False
    limits: Mapping[str, Any] = MappingProxyType({})
    moves_twice: bool = False
    suggest: bool = False
    progress: Progress | None = None
    trace: Trace | None = None
    alone: bool = False  # in no second process: one that has threads must not be doubled


class Asking(NamedTuple):
    """The questions about the links of a repository, or of files without one."""

    questions: Questions
    network: Network | None

    def offer(self, links: Sequence[Link]) -> None:
        """Begin to ask about links, with the words that a sponsor wants on its page."""
        sponsors = self.network.sponsors if self.network else {}
        expects: dict[str, tuple[str, ...]] = {}
        for link in links:
            if link.role is Role.SPONSOR and (sponsor := sponsors.get(link.owner or "")):
                url = address(link)
                expects[url] = (*expects.get(url, ()), *sponsor.expect)
        self.questions.offer(dict.fromkeys(map(address, links)), expects)

    def answers(self, own: OwnSite | None) -> Answers:
        return self.questions.answers(own)


@contextmanager
def asking(network: Network | None, web: Web, *, now: datetime) -> Iterator[Asking]:
    """Open the cache and be ready to ask."""
    limits = _limits(network, web)
    site = network.settings.site if network else None
    with (
        open_cache(cache_file(network) if network and limits.cache else None) as cache,
        closing(
            Questions(
                web_policy(network, web),
                now=now,
                cache=cache,
                recall=Recall(limits.max_age, web.moves_twice),
                own_host=site_host(site or ""),
                offline=web.offline,
                progress=web.progress,
                trace=web.trace,
                alone=web.alone,
            )
        ) as questions,
    ):
        yield Asking(questions, network)


def address(link: Link) -> str:
    """Return a link's URL without its fragment: what is asked about."""
    return link.url.partition("#")[0]


def cache_file(network: Network) -> Path:
    """Return where the answers of earlier runs are kept."""
    return network.root / ".publisher" / "cache.sqlite"


def remembers(network: Network, web: Web) -> bool:
    """Say whether a run leaves anything for the next one, or shall not."""
    return _limits(network, web).cache


def web_policy(network: Network | None, web: Web) -> WebPolicy:
    """Return how the web may be asked, by the settings and by what stands in for them."""
    site = network.settings.site if network else None
    return WebPolicy.of(_limits(network, web), allow_private=web.allow_private, site=site)


def _limits(network: Network | None, web: Web) -> LinkPolicy:
    settings = network.settings if network else Settings()
    return settings.links._replace(**web.limits)
