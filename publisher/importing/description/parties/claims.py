"""What was understood so far, and of which spans: no part of a text is claimed twice."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from publisher.importing.description.parties.parties import Parties
from publisher.importing.description.understanding import (
    Account,
    Decision,
    DecisionKind,
    FoundLink,
    FoundPerson,
    FoundPromo,
    FoundSponsor,
)


@dataclass(slots=True)
class Claims:
    """Gathers what the readers find."""

    text: str
    people: dict[str, FoundPerson] = field(default_factory=dict)  # by name, in the order found
    sponsors: list[FoundSponsor] = field(default_factory=list)
    promos: list[FoundPromo] = field(default_factory=list)
    links: list[FoundLink] = field(default_factory=list)
    platforms: list[Account] = field(default_factory=list)
    socials: list[Account] = field(default_factory=list)
    _decisions: list[Decision] = field(default_factory=list)  # by their start

    def is_free(self, start: int, end: int) -> bool:
        """Say whether nothing of a span is claimed."""
        at = bisect_left(self._decisions, (start,))
        if at < len(self._decisions) and self._decisions[at].start < end:
            return False
        return at == 0 or self._decisions[at - 1].end <= start

    def claim(self, start: int, end: int, kind: DecisionKind, value: str, because: str) -> None:
        """Keep a decision; the span must be free, and loses the space around it."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start < end and self.is_free(start, end):
            insort(self._decisions, Decision(start, end, kind, value, because))

    def add_person(self, person: FoundPerson) -> None:
        """Keep a person; what was known of them stays, and comes first."""
        known = self.people.get(person.name)
        if known is None:
            self.people[person.name] = person
            return
        profiles = tuple(dict.fromkeys((*known.profiles, *person.profiles)))
        website = known.website or person.website
        self.people[person.name] = known._replace(profiles=profiles, website=website)

    def profile_at(self, place: int) -> str | None:
        """Return whose profile the decision at a place of the text says, if it is one."""
        at = bisect_left(self._decisions, (place + 1,)) - 1
        each = self._decisions[at] if at >= 0 else None
        if each is None or each.kind is not DecisionKind.PROFILE or each.end <= place:
            return None
        return each.value

    def decisions(self) -> tuple[Decision, ...]:
        """Return what was decided so far, in the order of the text."""
        return tuple(self._decisions)

    def parties(self) -> Parties:
        return Parties(
            tuple(self.people.values()),
            tuple(dict.fromkeys(self.sponsors)),
            tuple(dict.fromkeys(self.promos)),
            tuple(dict.fromkeys(self.links)),
            tuple(dict.fromkeys(self.platforms)),
            tuple(dict.fromkeys(self.socials)),
            tuple(self._decisions),
        )
