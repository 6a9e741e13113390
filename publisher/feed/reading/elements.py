"""Small things asked of an element of a feed."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from publisher.feed.reading.names import known_name
from publisher.feed.reading.snapshot import SnapshotFile, SnapshotPerson
from publisher.feed.reading.values import flag

Readers = Mapping[str, tuple[tuple[str, Callable[[Any], Any]], ...]]
"""By a tag's name: the fields it gives, and what reads each of an element."""

MOST_PARTS = 1000
"""Of people and transcripts: more is no feed for listeners."""


def children(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the elements within one, each with its name as we know it."""
    for child in element:
        if isinstance(child.tag, str):  # else an entity that nobody declared
            yield known_name(child.tag), child


def text_of(element: Any) -> str | None:
    """Return an element's text, that of elements within it too (XHTML in a description)."""
    text = element.text if not len(element) else "".join(element.itertext())
    return (text or "").strip() or None


def attribute(element: Any, name: str) -> str | None:
    """Return an attribute's value, whatever its case."""
    value = element.get(name)
    if value is None:
        found = (value for key, value in element.items() if key.lower() == name)
        value = next(found, None)
    return (value or "").strip() or None


def person(element: Any) -> SnapshotPerson | None:
    """Return who a podcast:person is; None without a name."""
    name = text_of(element)
    if name is None:
        return None
    return SnapshotPerson(
        name, attribute(element, "role"), attribute(element, "href"), attribute(element, "img")
    )


def linked_file(element: Any) -> SnapshotFile | None:
    """Return what a podcast:transcript or podcast:chapters links; None without an address."""
    url = attribute(element, "url")
    if url is None:
        return None
    return SnapshotFile(url, attribute(element, "type"), attribute(element, "language"))


def href_of(element: Any) -> str | None:
    """Return the address of an image, written as an attribute or, wrongly, as text."""
    return attribute(element, "href") or text_of(element)


def flag_of(element: Any) -> bool | None:
    """Return what a yes or no says."""
    return flag(text_of(element))


def gather(element: Any, once: Readers, instead: Readers, many: Readers) -> dict[str, Any]:
    """Return the values of fields as the elements within one give them; those that are None, not.

    Of `once` the first value counts; `instead` fills what is left, and `many` makes tuples.
    """
    facts: dict[str, Any] = {}
    others: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {}
    for name, child in children(element):
        for field, read in once.get(name, ()):
            if facts.get(field) is None:
                facts[field] = read(child)
        for field, read in instead.get(name, ()):
            if others.get(field) is None:
                others[field] = read(child)
        for field, read in many.get(name, ()):
            lists.setdefault(field, []).append(read(child))
    for field, value in others.items():
        if facts.get(field) is None:
            facts[field] = value
    facts |= {field: tuple(filter(None, found[:MOST_PARTS])) for field, found in lists.items()}
    return {field: value for field, value in facts.items() if value is not None}
