"""Small episodes, shows and networks for tests of show notes and pages."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from publisher.model import (
    Episode,
    Network,
    Person,
    Place,
    Profile,
    Settings,
    Show,
    Sponsor,
    Sponsorship,
)

ROOT = Path("/network")
NOW = datetime(2024, 6, 15, 12, tzinfo=UTC)
PLACE = Place("feeds/show/episodes/1.md")


class FakeSource:
    """A source that knows no places."""

    path = PLACE.path

    def place(self, *keys: str | int) -> Place:
        return PLACE


def make_show(**values: Any) -> Show:
    given: dict[str, Any] = {
        "slug": "show",
        "title": "The Show",
        "folder": ROOT / "feeds/show",
    } | values
    return Show(source=FakeSource(), **given)


def make_episode(body: str = "", **values: Any) -> Episode:
    given: dict[str, Any] = {
        "show": "show",
        "slug": "one",
        "title": "One",
        "file": ROOT / "feeds/show/episodes/one.md",
        "published": datetime(2024, 6, 1, tzinfo=UTC),
    }
    return Episode(source=FakeSource(), body=body, **(given | values))


def make_network(*sponsors: Sponsor, root: Path = ROOT, **settings: Any) -> Network:
    return Network(
        root,
        Settings(site="https://example.com")._replace(**settings),
        sponsors={sponsor.id: sponsor for sponsor in sponsors if sponsor.id},
    )


def make_sponsor(name: str = "Acme", **values: Any) -> Sponsor:
    given: dict[str, Any] = {"id": name.lower(), "url": f"https://{name.lower()}.example/"} | values
    return Sponsor(name, PLACE, **given)


def sponsored(sponsor: Sponsor, **values: Any) -> Sponsorship:
    return Sponsorship(sponsor, PLACE, **values)


def make_profile(platform: str, url: str) -> Profile:
    return Profile(platform, url, PLACE)


def make_person(name: str = "Ada Example", **values: Any) -> Person:
    return Person(name, PLACE, **values)


def day(text: str) -> date:
    return date.fromisoformat(text)
