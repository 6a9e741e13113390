"""Who takes part: people with their profiles, and sponsors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from publisher.model.places import Place


class Profile(NamedTuple):
    """One account: of a person or show on a social platform, or a show's listing on an app."""

    platform: str  # key of the platform table, e.g. "linkedin"
    url: str
    place: Place
    handle: str | None = None  # when the file gives a handle; then `url` was made from it


class Person(NamedTuple):
    """Somebody in `people.toml`, or written inline in an episode (then `id` is None)."""

    name: str
    place: Place
    id: str | None = None
    role: str | None = None  # "host", "guest", …; an episode's credit overrides it
    bio: str | None = None
    image: str | None = None
    website: str | None = None
    website_place: Place | None = None
    profiles: tuple[Profile, ...] = ()
    group: str | None = None  # of the role, in the taxonomy of podcasting: "cast", "writing", …


class AfterEnd(StrEnum):
    """What becomes of a sponsor's block once the campaign has ended."""

    KEEP = "keep"  # as it was on air
    SWAP = "swap"  # the sponsor named in `swap_with` takes its place
    HIDE = "hide"


class SponsorTerms(NamedTuple):
    """What differs for one show: `[sponsor.shows.<show>]`."""

    url: str | None = None
    code: str | None = None
    url_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A sponsor of `sponsors.toml`, or one written inline in an episode (then `id` is None)."""

    name: str
    place: Place
    id: str | None = None
    url: str | None = None
    url_place: Place | None = None
    tagline: str | None = None
    offer: str | None = None
    code: str | None = None
    starts: date | None = None  # first day of the campaign
    ends: date | None = None  # last day of the campaign
    mark: str | None = None  # affiliate mark that the URL must carry, e.g. "ref=kenjee"
    expect: tuple[str, ...] = ()  # words that must stand on the landing page
    after_end: AfterEnd | None = None  # None: as the show's, else the settings' `after_end` says
    swap_with: str | None = None  # sponsor id
    shows: Mapping[str, SponsorTerms] = field(default_factory=dict)

    def is_over(self, day: date) -> bool:
        """Say whether the campaign has ended before `day`."""
        return self.ends is not None and self.ends < day

    def ends_within(self, span: timedelta, today: date) -> bool:
        """Say whether the campaign's last day is today, or not further ahead than `span`."""
        return self.ends is not None and today <= self.ends <= today + span
