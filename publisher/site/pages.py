"""Shows and episodes → web pages. Pure functions of what they are given; nothing is written here.

Pages ask for nothing from other hosts but what the podcaster put into the notes, and link to one
another by relative addresses, so that the folder can be opened from a disk as well.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, Template

from publisher.addresses import (
    artwork_path,
    episode_path,
    is_url,
    show_path,
    url_of,
)
from publisher.model import Episode, Network, Show
from publisher.notes.campaigns import day_of
from publisher.notes.gather import accounts
from publisher.notes.html import escape
from publisher.notes.moments import write_clock
from publisher.notes.plain import plain
from publisher.notes.urls import safe_url

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def page_path(show: str, slug: str) -> str:
    """Return where an episode's page is published: `<show>/<slug>/index.html`."""
    return f"{episode_path(show, slug)}index.html"


def show_page_path(show: str) -> str:
    """Return where a show's page is published: `<show>/index.html`."""
    return f"{show_path(show)}index.html"


NETWORK_PAGE_PATH = "index.html"


@cache
def static_files() -> Mapping[str, bytes]:
    """Return what all pages share, by path: the style sheet and the player's script."""
    folder = Path(__file__).with_name("static")
    return {name: (folder / name).read_bytes() for name in ("style.css", "player.js")}


class _Card(NamedTuple):
    """An episode or show in a list."""

    title: str
    url: str
    facts: str = ""
    summary: str = ""
    image: str | None = None


class SiteRenderer:
    """Renders a network's pages at the time `now`."""

    def __init__(self, network: Network, now: datetime) -> None:
        self._settings = network.settings
        self._today = now.date()
        environment = Environment(
            loader=PackageLoader("publisher.site"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._episode = _template(environment, "episode.html.j2")
        self._show = _template(environment, "show.html.j2")
        self._network = _template(environment, "network.html.j2")

    def episode_page(
        self,
        show: Show,
        episode: Episode,
        notes: str,
        *,
        audio_url: str | None = None,
        transcripts: Sequence[tuple[str, str | None]] = (),
        older: Episode | None = None,
        newer: Episode | None = None,
    ) -> str:
        """Return an episode's page.

        `notes` is its notes in the form `page`. `audio_url` is the enclosure's; a file beside
        the page goes before it. `transcripts` are those made beside the page to be read there:
        their names and languages. `older` and `newer` are its neighbours in the show.
        """
        summary = plain(episode.summary or "")
        return self._episode.render(
            top="../../",
            language=_language(episode.language or show.language),
            description=summary[:300],
            canonical=url_of(episode_path(show.slug, episode.slug), self._settings),
            feed=_feed(show),
            show=show,
            episode=episode,
            facts=_facts(episode, show),
            lead="" if escape(summary) in notes else summary,
            image=_image(episode, show),
            audio=_audio(episode, show, audio_url),
            notes=notes,
            transcripts=tuple(_transcripts(episode, transcripts)),
            older=older and _neighbour(older),
            newer=newer and _neighbour(newer),
        )

    def show_page(self, show: Show, episodes: Sequence[Episode]) -> str:
        """Return a show's page, with its episodes in the order given."""
        description = plain(show.description)
        return self._show.render(
            top="../",
            language=_language(show.language),
            description=description[:300],
            canonical=url_of(show_path(show.slug), self._settings),
            feed=_feed(show).removeprefix("../"),
            show=show,
            image=_artwork(show, ""),
            paragraphs=[plain(line) for line in show.description.split("\n\n") if line.strip()],
            platforms=accounts(show.platforms, self._today),
            socials=accounts(show.socials, self._today),
            feeds=[
                _Card(plain(each.title or each.name), f"{each.name}.xml") for each in show.feeds
            ],
            episodes=[_card(episode, show) for episode in episodes],
        )

    def network_page(self, shows: Sequence[Show]) -> str:
        """Return the page of all shows."""
        return self._network.render(
            top="",
            language=_language(shows[0].language if shows else "en"),
            canonical=url_of("", self._settings),
            network=self._settings.network,
            shows=[
                _Card(
                    plain(show.title),
                    quote(show_page_path(show.slug)),
                    facts=plain(show.author or ""),
                    summary=plain(show.description),
                    image=_artwork(show, show_path(show.slug)),
                )
                for show in shows
            ],
        )


def _template(environment: Environment, name: str) -> Template:
    template = environment.get_template(name)
    template.globals = {}  # no page uses Jinja's own, and each would get a copy of them
    return template


def _neighbour(episode: Episode) -> _Card:
    return _Card(plain(episode.title), f"../{quote(episode.slug)}/index.html")


def _card(episode: Episode, show: Show) -> _Card:
    return _Card(
        plain(episode.title),
        f"{quote(episode.slug)}/index.html",
        _facts(episode, show),
        plain(episode.summary or ""),
    )


def _facts(episode: Episode, show: Show) -> str:
    """Say number, day and length in one line."""
    facts = []
    if episode.number is not None:
        season = f"Season {episode.season}, episode" if episode.season is not None else "Episode"
        facts.append(f"{season} {episode.number}")
    if episode.published is not None:
        day = day_of(episode.published, show.timezone)
        english = show.language.lower().startswith("en")
        written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if english else day.isoformat()
        facts.append(written)
    if episode.audio is not None and episode.audio.duration_seconds:
        facts.append(write_clock(episode.audio.duration_seconds))
    if episode.draft:
        facts.append("Draft")
    return " · ".join(facts)


def _feed(show: Show) -> str:
    return (show.feed_url and safe_url(show.feed_url)) or "../feed.xml"


def _language(tag: str) -> str:
    return tag if tag.isascii() and tag.replace("-", "").isalnum() else "en"


def _image(episode: Episode, show: Show) -> str | None:
    if episode.image is None:
        return _artwork(show, "../")
    return safe_url(episode.image) if is_url(episode.image) else _beside(Path(episode.image))


def _artwork(show: Show, folder: str) -> str | None:
    path = artwork_path(show)
    if path is not None:
        return quote(folder) + _beside(Path(path))
    return safe_url(show.artwork) if show.artwork else None


def _audio(episode: Episode, show: Show, audio_url: str | None) -> str | None:
    audio = episode.audio
    if audio is not None and audio.file is not None and show.audio_base_url is None:
        return _beside(audio.file)
    url = audio_url or (audio.url if audio is not None else None)
    return safe_url(url) if url else None


def _transcripts(
    episode: Episode, made: Iterable[tuple[str, str | None]]
) -> Iterable[tuple[str, str]]:
    for name, language in made:
        yield _transcript_kind(name, language), quote(name)
    for transcript in episode.transcripts:
        url = safe_url(transcript.url) if transcript.url else None
        target = _beside(transcript.file) if transcript.file is not None else url
        if target is not None:
            yield _transcript_kind(target.partition("?")[0], transcript.language), target


def _transcript_kind(name: str, language: str | None) -> str:
    kind = Path(name).suffix.removeprefix(".").upper() or "Read it"
    return f"{kind} ({language})" if language else kind


def _beside(file: Path) -> str:
    """Return the address of a file that is published in the page's own folder."""
    return quote(file.name)
