"""The lists of sponsors for programs; see `json`."""

from collections.abc import Iterable, Sequence
from datetime import date

from publisher.links.urls import without_user
from publisher.listing.json import document, moment
from publisher.listing.sponsors import Surveyed, Use, days_left, phase_of
from publisher.model import Episode, Sponsor


def render_list(sponsors: Iterable[Surveyed], today: date) -> str:
    """Return every sponsor; other programs rely on the shape, and absent values are null."""
    return document("sponsors", (_surveyed(each, today) for each in sponsors))


def render_expiring(sponsors: Iterable[Surveyed], today: date) -> str:
    """Return the campaigns, each with the episodes to come that name its sponsor."""
    return document(
        "sponsors",
        (
            {**_sponsor(each.sponsor, each.id, today), "episodes": _episodes(each.to_come)}
            for each in sponsors
        ),
    )


def render_where(id_: str, sponsor: Sponsor, uses: Iterable[Use], today: date) -> str:
    """Return the sponsor and every place of it."""
    return document("places", map(_use, uses), sponsor=_sponsor(sponsor, id_, today))


def _sponsor(sponsor: Sponsor, id_: str, today: date) -> dict[str, object]:
    return {
        "id": id_,
        "name": sponsor.name,
        "url": _url(sponsor.url),
        "code": sponsor.code,
        "starts": _day(sponsor.starts),
        "ends": _day(sponsor.ends),
        "phase": phase_of(sponsor, today),
        "days_left": days_left(sponsor, today),
    }


def _surveyed(each: Surveyed, today: date) -> dict[str, object]:
    return {
        **_sponsor(each.sponsor, each.id, today),
        "episodes_out": len(each.out),
        "episodes_to_come": len(each.to_come),
        "links": len(each.links),
        "worst_verdict": each.worst.verdict if each.worst is not None else None,
    }


def _episodes(episodes: Sequence[Episode]) -> list[dict[str, object]]:
    """Return the episodes, those that come first first."""
    return [_episode(episode) for episode in reversed(episodes)]


def _episode(episode: Episode) -> dict[str, object]:
    return {
        "path": episode.source.path,
        "show": episode.show,
        "title": episode.title,
        "published": moment(episode.published),
        "draft": episode.draft,
    }


def _use(use: Use) -> dict[str, object]:
    path, line, column = use.place[:3]
    return {
        "kind": use.kind,
        "path": path,
        "line": line,
        "column": column,
        "show": use.show,
        "url": _url(use.url),
        "code": use.code,
        "verdict": use.check.verdict if use.check is not None else None,
        "title": use.episode.title if use.episode else None,
        "published": moment(use.episode.published) if use.episode else None,
        "is_out": use.is_out,
    }


def _url(url: str | None) -> str | None:
    return None if url is None else without_user(url)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
