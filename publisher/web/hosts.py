"""A host that is asked: what waits for it, and how it has answered so far."""

from collections import deque
from dataclasses import dataclass, field

from publisher.web.exchange import Exchange


@dataclass(slots=True)
class Host:
    """Plain bookkeeping; times are monotonic seconds."""

    name: str
    pace_seconds: float = 0.0  # between two questions
    waiting: deque[Exchange] = field(default_factory=deque)
    in_flight: int = 0
    asleep_until: float = 0.0  # it asked for time
    rests_until: float = 0.0  # its pace asks for time
    slept_seconds: float = 0.0
    rested_seconds: float = 0.0
    is_spent: bool = False  # no more time to rest: what waits is left for another run
    failures: int = 0  # in a row
    refusals: int = 0  # in a row: "not so often", and no patience left
    answered: bool = False
    is_listed: bool = False  # stands in `_ready`

    @property
    def urgency(self) -> float:
        """The lower, the more there is to do for each request in flight."""
        return -len(self.waiting) / (self.in_flight + 1)

    @property
    def wakes_at(self) -> float:
        return max(self.asleep_until, self.rests_until)
