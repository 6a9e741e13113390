"""What the parties of a description are: the values that `find_parties` returns."""

from typing import NamedTuple

from publisher.importing.description.understanding import (
    Account,
    Decision,
    FoundLink,
    FoundPerson,
    FoundPromo,
    FoundSponsor,
)


class Parties(NamedTuple):
    """Who and what a description names, in the order of the text.

    `decisions` stand for exactly the spans that were understood, and don't overlap: what none of
    them holds isn't said by the other values, and belongs into the body.
    """

    people: tuple[FoundPerson, ...] = ()
    sponsors: tuple[FoundSponsor, ...] = ()
    promos: tuple[FoundPromo, ...] = ()
    links: tuple[FoundLink, ...] = ()
    platforms: tuple[Account, ...] = ()
    socials: tuple[Account, ...] = ()
    decisions: tuple[Decision, ...] = ()
