"""Family F: the roles of people (F159, F259)."""

from collections.abc import Iterable, Iterator

from publisher.model import Episode, Person, Severity
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    episode_rule,
    show_rule,
)
from publisher.rules.feed.examples import SHOW_FILE, SOUND, show_example
from publisher.rules.feed.tagged import episode_example
from publisher.rules.feed.taxonomy import GROUP_OF, GROUPS, near_role

_WHY = (
    "Podverse and Podfriend sort people by the taxonomy of podcasting: one whose "
    "role they don't know stands under no heading, or as a host."
)
_FIX = (
    "Take a role of the taxonomy, such as `host`, `co-host`, `guest`, `producer`, `audio editor` "
    "or `composer`: https://podcasttaxonomy.com."
)


def _people_toml(role: str) -> Example:
    example = show_example(hosts='["ann"]')
    people = f'[ann]\nname = "Ann"\n{role}\n'
    return Example(SOUND, {SHOW_FILE: example.files[SHOW_FILE], "config/people.toml": people})


@show_rule(
    "F159",
    "unknown-group",
    severity=Severity.INFO,
    summary="a host stands in a group that apps don't know",
    why=_WHY,
    fix="Leave `group` out: it follows from the role. Or take one of the taxonomy, such as "
    "`cast`, `writing` or `visuals`.",
    bad=_people_toml('group = "speakers"'),
    good=_people_toml('group = "cast"'),
)
def unknown_group(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    yield from _strange_groups(subject.show.hosts)


@episode_rule(
    "F259",
    "unknown-role",
    severity=Severity.INFO,
    summary="somebody has a role that apps don't know",
    why=_WHY,
    fix=_FIX,
    bad=episode_example("people: [{name: Ben, role: audio wizard}]"),
    good=episode_example("people: [{name: Ben, role: audio engineer}]"),
)
def unknown_role(episode: Episode, _context: Context) -> Iterator[Problem]:
    for credit in episode.people:
        role = credit.role.lower()
        if role not in GROUP_OF:
            hint = near_role(role) or '; take one such as "host", "guest" or "producer"'
            message = f'"{credit.role}" is not a role that apps know{hint}'
            yield Problem(f"{credit.person.name}: {message}", episode.source.place("people"))
    yield from _strange_groups(credit.person for credit in episode.people if not credit.person.id)


def _strange_groups(people: Iterable[Person]) -> Iterator[Problem]:
    for person in people:
        if person.group is not None and person.group.lower() not in GROUPS:
            message = f'group "{person.group}" is not one that apps know: leave it out'
            yield Problem(f"{person.name}: {message}", person.place)
