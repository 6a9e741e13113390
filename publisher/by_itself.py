"""What one episode file says by itself: its links, what is wrong with them, what is published."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from publisher.addresses import episode_path, media_path, published_files
from publisher.derived import derived_files
from publisher.documents import Document
from publisher.episodes import EpisodeFile
from publisher.links.chapter_files import chapter_file_links
from publisher.links.find import find_links
from publisher.model import Episode, Finding, Link, Network, Show
from publisher.rules.catalogue import Context
from publisher.rules.runner import judge_episode, judge_links
from publisher.rules.selection import Comments, read_comments


class Judged(NamedTuple):
    """What is to be said of a file, and the comments in it that silence rules, by its path."""

    findings: tuple[Finding, ...]
    comments: Mapping[str, Comments]


def links_of(file: EpisodeFile, show: Show, network: Network) -> tuple[Link, ...]:
    """Return the links of an episode file that could be read, and of its file of chapters."""
    episode = file.episode
    if file.document is None:
        return ()
    links = find_links(file.document, episode=episode, show=show, network=network)
    if episode is not None and episode.chapter_file is not None:
        links += chapter_file_links(episode, show, network)
    return links


def judge_file(file: EpisodeFile, links: Sequence[Link], context: Context) -> Judged:
    """Judge a file's links and its episode."""
    findings = judge_links(links, context)
    if file.episode is not None:
        findings += judge_episode(file.episode, context)
    comments = comments_of(file.document) if file.document is not None else {}
    return Judged(tuple(findings), comments)


def comments_of(document: Document) -> dict[str, Comments]:
    """Return the comments in a document that silence rules, by its path."""
    comments = read_comments(document.text)
    return {} if comments is None else {document.path: comments}


def paths_of(episode: Episode, show: Show, network: Network) -> tuple[str, ...]:
    """Return what a build publishes of an episode."""
    return (
        episode_path(show.slug, episode.slug),
        *(media_path(episode, file) for file in published_files(episode, show)),
        *(made.path for made in derived_files(episode, network)),
    )
