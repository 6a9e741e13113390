"""What machines read in an episode's page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from publisher.addresses import episode_path, is_url, media_path, url_of
from publisher.model import Episode, Show
from publisher.notes.plain import plain
from publisher.notes.urls import safe_url
from publisher.site.meta import LONGEST_DESCRIPTION, Meta, duration_of, known, person_data
from publisher.site.pages import SiteRenderer
from publisher.site.views import AudioView, PersonView
from publisher.site.words import is_explicit, language_of, season_name

_TOP = "../../"


def episode_meta(
    site: SiteRenderer,
    show: Show,
    episode: Episode,
    audio: AudioView | None,
    people: Sequence[PersonView],
) -> Meta:
    """Return what an episode's page says of itself: card, and PodcastEpisode of schema.org."""
    url = url_of(episode_path(show.slug, episode.slug), site.settings)
    title, show_title = plain(episode.title), plain(show.title)
    summary = plain(episode.summary or "")
    sound = _whole(audio.url, episode, site) if audio is not None else None
    image = _whole_image(episode, show, site)
    published = episode.published.isoformat() if episode.published else None
    language = language_of(episode.language or show.language)
    data = known(
        at_type="PodcastEpisode",
        name=title,
        url=url,
        description=summary[:LONGEST_DESCRIPTION],
        datePublished=published,
        inLanguage=language,
        image=image,
        episodeNumber=episode.number,
        duration=duration_of(audio.duration_seconds)
        if audio is not None and audio.duration_seconds
        else None,
        keywords=[plain(tag) for tag in episode.tags],
        isFamilyFriendly=False if is_explicit(episode, show) else None,
        associatedMedia=_media(audio, sound) if audio is not None and sound else None,
        partOfSeason=known(
            at_type="PodcastSeason",
            seasonNumber=episode.season,
            name=season_name(show, episode.season),
        )
        if episode.season is not None
        else None,
        partOfSeries=_series(site, show),
        author=[_person_data(site, each) for each in people if each.is_host],
        contributor=[_person_data(site, each) for each in people if not each.is_host],
    )
    return Meta(
        title=title,
        page_title=f"{title} – {show_title}",
        description=summary,
        canonical=url,
        site_name=show_title,
        image=image,
        audio=sound,
        audio_type=audio.type if audio is not None else None,
        type="article",
        published=published,
        data=data,
    )


def _series(site: SiteRenderer, show: Show) -> dict[str, Any]:
    return known(
        at_type="PodcastSeries",
        name=plain(show.title),
        url=site.url(f"{show.slug}/"),
        webFeed=whole_feed(site, show),
    )


def whole_feed(site: SiteRenderer, show: Show) -> str | None:
    """Return the whole address of a show's feed."""
    own = show.feed_url and safe_url(show.feed_url)
    return own or site.url(f"{show.slug}/feed.xml")


def _media(audio: AudioView, url: str) -> dict[str, Any]:
    return known(
        at_type="AudioObject",
        contentUrl=url,
        encodingFormat=audio.type,
        contentSize=str(audio.size_bytes) if audio.size_bytes else None,
        duration=duration_of(audio.duration_seconds) if audio.duration_seconds else None,
    )


def _person_data(site: SiteRenderer, person: PersonView) -> dict[str, Any]:
    return person_data(person.name, site.whole(person.url, _TOP))


def _whole(address: str, episode: Episode, site: SiteRenderer) -> str | None:
    """Return the whole address of a file beside the page, or what is one already."""
    if is_url(address):
        return address
    base = url_of(episode_path(episode.show, episode.slug), site.settings)
    return f"{base}{address}" if base else None


def _whole_image(episode: Episode, show: Show, site: SiteRenderer) -> str | None:
    if episode.image is None:
        return site.whole_artwork(show)
    if is_url(episode.image):
        return safe_url(episode.image)
    return url_of(media_path(episode, Path(episode.image)), site.settings)
