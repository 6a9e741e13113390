"""What must not happen to subscribers by mistake, and how it is told; `drifting` finds it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publisher.documents.parsed import shown
from publisher.model import Finding, Place
from publisher.rules.catalogue import CATALOGUE
from publisher.rules.feed.lock import ITEM_GONE

HANDFUL = 5
"""Of more drifts of one kind than that, the newest are told and the rest counted."""


class Drift(NamedTuple):
    """Something that must not happen by mistake. `slug` is None where it is the podcast's own."""

    code: str
    show: str
    slug: str | None
    place: Place
    message: str

    @property
    def name(self) -> str:
        """As `--republish` and `--forget` take it without doubt."""
        return f"{self.show}/{self.slug or ''}"

    @property
    def option(self) -> str:
        """The option that confirms it."""
        return "--forget" if self.code == ITEM_GONE else "--republish"


def drift_findings(drifts: Sequence[Drift]) -> Iterator[Finding]:
    """Yield a finding for each drift; of many of one kind a handful, the last for all others."""
    totals = Counter(drift.code for drift in drifts)
    told: Counter[str] = Counter()
    for drift in drifts:
        told[drift.code] += 1
        severity, total = CATALOGUE[drift.code].severity, totals[drift.code]
        if total <= HANDFUL or told[drift.code] < HANDFUL:
            yield Finding(drift.code, severity, drift.message, drift.place)
        elif told[drift.code] == HANDFUL:
            rest = [each.slug or "" for each in drifts if each.code == drift.code][HANDFUL - 1 :]
            some = ", ".join(map(shown, rest[:HANDFUL]))
            message = (
                f'and {len(rest)} more published episodes of "{drift.show}", in the same way: '
                f"{some}{' …' if len(rest) > HANDFUL else ''}. To confirm all: "
                f"`publisher build {drift.option} '{drift.show}/*'`"
            )
            yield Finding(drift.code, severity, message, drift.place)
