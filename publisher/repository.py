"""What a user's words mean: the repository, its shows, an episode, a sponsor."""

from collections.abc import Sequence
from pathlib import Path

from publisher.config import find_root, load_network
from publisher.config.tables import did_you_mean, find_entry
from publisher.episodes import EpisodeFile, read_episodes
from publisher.errors import PublisherError, UsageError
from publisher.model import Episode, Network, Show, Sponsor


def open_network(root: Path | None) -> Network:
    """Load the configuration of the repository at `root`, or of the nearest one above.

    Raises UsageError where there is none, ConfigError where it is wrong.
    """
    return load_network(repository_root(root))


def repository_root(root: Path | None) -> Path:
    """Return `root`, or the nearest repository above; raises UsageError where there is none."""
    found = root or find_root(Path.cwd())
    if found is None:
        raise UsageError(
            "no podcast repository here: neither config/publisher.toml nor feeds/*/show.toml in "
            f"{Path.cwd()} or above; start one with `publisher init`"
        )
    return found.resolve()


def pick_shows(network: Network, slugs: Sequence[str]) -> tuple[Show, ...]:
    """Return the shows named, or all; raises UsageError with a suggestion for an unknown one."""
    for slug in slugs:
        if slug not in network.shows:
            there = ", ".join(sorted(network.shows)) or "none"
            hint = did_you_mean(slug, network.shows) or f"; there are: {there}"
            raise UsageError(f"there is no show {slug!r} in feeds/{hint}")
    return tuple(network.shows[slug] for slug in dict.fromkeys(slugs) or sorted(network.shows))


def find_sponsor(network: Network, wanted: str) -> Sponsor:
    """Return the sponsor of that id or name; raises UsageError with a suggestion."""
    sponsor = find_entry(wanted, network.sponsors)
    if sponsor is None:
        hint = did_you_mean(wanted, network.sponsors) or "; `publisher sponsors list` names all"
        raise UsageError(f"there is no sponsor {wanted!r} in config/sponsors.toml{hint}")
    return sponsor


def find_episode(network: Network, wanted: str) -> tuple[Show, Episode]:
    """Return the episode named by its file or folder, its slug, its number, or `SHOW/SLUG`."""
    path = Path(wanted).resolve()
    by_name: dict[str, list[tuple[Show, Episode]]] = {}
    for show in network.shows.values():
        for read in read_episodes(show, network):
            if path in (read.file, read.file.parent) and path != show.folder / "episodes":
                return show, _readable(read)
            if read.episode is not None:
                slug, number = read.episode.slug, str(read.episode.number)
                for name in {slug, number, f"{show.slug}/{slug}", f"{show.slug}/{number}"}:
                    by_name.setdefault(name, []).append((show, read.episode))
    fitting = by_name.get(wanted, [])
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        files = ", ".join(sorted(episode.source.path for _, episode in fitting))
        raise UsageError(f"{wanted!r} fits more than one episode; name the file: {files}")
    hint = did_you_mean(wanted, by_name) or "; name its file, its slug or its number"
    raise UsageError(f"there is no episode {wanted!r}{hint}")


def _readable(read: EpisodeFile) -> Episode:
    if read.episode is None:
        told = (f"{found.place}: {found.code} {found.message}" for found in read.findings)
        raise PublisherError("\n".join(told))
    return read.episode
