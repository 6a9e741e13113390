"""The catalogue of rules: what each code means, why it matters, and what decides it.

A rule is a function in its family's file, registered with `@link_rule(...)` and the like. It
looks at one subject and yields a `Problem` for each thing wrong; the runner adds code, severity
and place. Codes that another stage reports by itself (`E001`: the file can't be read) are
registered with `reported(...)`, so that every code in every report is documented here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, NotRequired, TypedDict, TypeVar, Unpack

from publisher.model import (
    Episode,
    Link,
    LinkCheck,
    Network,
    Place,
    Severity,
    Show,
)


class Subject(StrEnum):
    """The stage of the run at which a rule is asked."""

    EPISODE = "episode"
    SHOW = "show"
    LINK = "link"
    CHECK = "check"
    NOTES = "notes"
    LIVE = "live"
    FEED = "feed"


class Problem(NamedTuple):
    """What a rule says; `place` and `url` default to the subject's, `severity` to the rule's."""

    message: str
    place: Place | None = None
    url: str | None = None
    replacement: str | None = None
    severity: Severity | None = None


class Context(NamedTuple):
    """What a rule may consult besides its subject. Without a config, `network` is None."""

    now: datetime
    network: Network | None = None
    show: Show | None = None
    episode: Episode | None = None


class ShowEpisodes(NamedTuple):
    """A show with all its episodes, drafts too."""

    show: Show
    episodes: tuple[Episode, ...]


class Answer(NamedTuple):
    """What the web answered, for one of the links that lead there."""

    check: LinkCheck
    link: Link
    files: int = 1  # in which links lead there, episodes and no config


@dataclass(frozen=True, slots=True)
class Example:
    """An episode file, and what stands beside it; the files default to a small sound show.

    `files` maps paths from the root to texts, e.g. `{"config/sponsors.toml": "…"}`; `answers`
    maps URLs to what the web says (default: 200 for all): a status, "301 https://there", the
    word of a `Cause`, "pending", "a page without WORD" or "an invite until 2026-12-01"; for what is
    checked live, the habits of a host, such as "no-ranges".
    """

    episode: str
    files: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, int | str] = field(default_factory=dict)
    media: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)  # made when wanted
    encoding: str = "utf-8"  # of the episode file


class Rule(NamedTuple):
    """One code of the catalogue. `decide` is None where a reader reports the code itself."""

    code: str
    name: str
    subject: Subject
    severity: Severity
    summary: str  # one line: what is wrong
    why: str  # what it costs, whom
    fix: str  # how to mend it
    bad: Example
    good: Example
    fixable: bool = False
    decide: Callable[[Any, Context], Iterable[Problem]] | None = None


CATALOGUE: dict[str, Rule] = {}


def begins_a_code(text: str) -> bool:
    """Say whether `text` is a code or the beginning of one, in capitals or not."""
    wanted = text.strip().upper()
    return bool(wanted) and any(code.startswith(wanted) for code in CATALOGUE)


LinkDecision = Callable[[Link, Context], Iterable[Problem]]
EpisodeDecision = Callable[[Episode, Context], Iterable[Problem]]
ShowDecision = Callable[[ShowEpisodes, Context], Iterable[Problem]]
CheckDecision = Callable[[Answer, Context], Iterable[Problem]]


class Documentation(TypedDict):
    """What every rule says of itself; see `Rule`."""

    severity: Severity
    summary: str
    why: str
    fix: str
    bad: str | Example
    good: str | Example
    fixable: NotRequired[bool]


def link_rule(
    code: str, name: str, **words: Unpack[Documentation]
) -> Callable[[LinkDecision], LinkDecision]:
    """Register a rule about how a link is written."""
    return lambda decide: _register(Subject.LINK, code, name, words, decide)


def episode_rule(
    code: str, name: str, **words: Unpack[Documentation]
) -> Callable[[EpisodeDecision], EpisodeDecision]:
    """Register a rule about one episode."""
    return lambda decide: _register(Subject.EPISODE, code, name, words, decide)


def show_rule(
    code: str, name: str, **words: Unpack[Documentation]
) -> Callable[[ShowDecision], ShowDecision]:
    """Register a rule about a show and all its episodes."""
    return lambda decide: _register(Subject.SHOW, code, name, words, decide)


def check_rule(
    code: str, name: str, **words: Unpack[Documentation]
) -> Callable[[CheckDecision], CheckDecision]:
    """Register a rule about what the web answered; it is asked once for each link."""
    return lambda decide: _register(Subject.CHECK, code, name, words, decide)


def reported(subject: Subject, code: str, name: str, **words: Unpack[Documentation]) -> None:
    """Register a code that another stage (a reader, the feed) reports by itself."""
    _register(subject, code, name, words, None)


_Decision = TypeVar("_Decision", bound=Callable[..., Iterable[Problem]] | None)


def _register(
    subject: Subject, code: str, name: str, words: Documentation, decide: _Decision
) -> _Decision:
    if code in CATALOGUE:
        raise ValueError(f"rule {code} is registered twice")
    bad, good = (
        text if isinstance(text, Example) else Example(text)
        for text in (words["bad"], words["good"])
    )
    CATALOGUE[code] = Rule(
        code,
        name,
        subject,
        words["severity"],
        words["summary"],
        words["why"],
        words["fix"],
        bad,
        good,
        words.get("fixable", False),
        decide,
    )
    return decide
