"""`podcast:person`: who is in it, by the taxonomy of podcasting."""

from collections.abc import Iterable

from publisher.addresses import is_url
from publisher.feed.elements import Content, Element
from publisher.feed.text import one_line
from publisher.model import Person
from publisher.rules.feed.complete import TEXT_LIMIT
from publisher.rules.feed.taxonomy import GROUP_OF

_USUAL_GROUP = "cast"  # apps assume it


def people(credited: Iterable[tuple[Person, str]]) -> Content:
    return [person(each, role.lower()) for each, role in credited]


def person(somebody: Person, role: str) -> Element:
    addresses = (somebody.website or "", *(profile.url for profile in somebody.profiles))
    attributes = {
        "role": role,
        "group": _group(somebody, role),
        "img": somebody.image if somebody.image and is_url(somebody.image) else None,
        "href": next(filter(is_url, addresses), None),
    }
    return Element(one_line(somebody.name)[:TEXT_LIMIT], attributes)


def _group(person: Person, role: str) -> str | None:
    group = (person.group or GROUP_OF.get(role, _USUAL_GROUP)).lower()
    return None if group == _USUAL_GROUP else group
