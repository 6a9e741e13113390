"""Descriptions read by `find_parties`, as the tests here do it."""

from publisher.importing.description.cutting import cut
from publisher.importing.description.parties import Parties, find_parties
from publisher.importing.description.understanding import Known


def read(text: str, known: Known = Known()) -> Parties:  # noqa: B008 (unchanging)
    return find_parties(text, cut(text), known)


def codes(text: str) -> list[str]:
    """Return the codes of sponsors and promos."""
    found = read(text)
    said = [each.code for each in found.sponsors] + [each.code for each in found.promos]
    return [code for code in said if code is not None]
