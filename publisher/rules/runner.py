"""Asking the rules: subjects in, findings out."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from typing import NamedTuple

from publisher.model import (
    CheckedLink,
    Episode,
    Finding,
    Link,
    LinkCheck,
    Place,
    Role,
    Show,
    Syntax,
    Verdict,
)
from publisher.rules.catalogue import (
    CATALOGUE,
    Answer,
    Context,
    Problem,
    Rule,
    ShowEpisodes,
    Subject,
)
from publisher.rules.escapes import writing_of
from publisher.rules.plain import is_plain, is_sound
from publisher.rules.targets import keeps_what_pays

_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$&+;=%]")
_NOT_ASKED = frozenset({Verdict.SKIPPED, Verdict.MALFORMED, Verdict.CLOSED_PLATFORM})
_NOWHERE = Place("")


class _Writing(NamedTuple):
    """All that the rules of L and P see of a link."""

    url: str
    written: str
    role: Role
    syntax: Syntax
    broken: bool


def judge_links(links: Iterable[Link], context: Context) -> list[Finding]:
    """Return what is wrong with how each link is written, and with where it leads.

    Rules of the families L and P look at nothing of a link but its URL, its role and how
    it is written, and at nothing of the context but the day: their answers are kept, since the
    same links stand in every episode of a show. Rules of family S see all of it.
    """
    findings: list[Finding] = []
    today = context.now.date()
    for link in links:
        if link.broken or not is_plain(link.url):
            for rule, problem in _problems(link, today):
                findings.append(_finding(rule, problem, link.place, link.url))
        if link.role is Role.SPONSOR:
            for rule in _rules(Subject.LINK, "S"):
                findings += (
                    _finding(rule, _mended(problem, link), link.place, link.url)
                    for problem in _decide(rule, link, context)
                )
    return findings


def judge_episode(episode: Episode, context: Context) -> list[Finding]:
    """Return what the rules about episodes say; a problem without a place gets the file's start."""
    place = Place(episode.source.path)
    return [
        _finding(rule, problem, place)
        for rule in _rules(Subject.EPISODE)
        for problem in _decide(rule, episode, context)
    ]


def judge_show(show: Show, episodes: Sequence[Episode], context: Context) -> list[Finding]:
    """Return what the rules about a show and all its episodes say."""
    subject = ShowEpisodes(show, tuple(episodes))
    place = Place(show.source.path)
    return [
        _finding(rule, problem, place)
        for rule in _rules(Subject.SHOW)
        for problem in _decide(rule, subject, context)
    ]


def judge_answers(links: Sequence[CheckedLink], context: Context) -> list[Finding]:
    """Return what the rules about the web's answers say, for each place a URL stands.

    They look at nothing of a link but its URL, role, owner and how it is written. Links that were
    not asked are left to the families L and P.
    """
    findings: list[Finding] = []
    for checked in links:
        if checked.check.verdict in _NOT_ASKED or is_fine(checked.check):
            continue
        files = {link.place.path for link in checked.links}
        episodes = sum(not path.endswith(".toml") for path in files)
        kept: dict[tuple[str, Role, str | None, Syntax, str], list[tuple[Rule, Problem]]] = {}
        for link in checked.links:
            key = (link.url, link.role, link.owner, link.syntax, link.written)
            if key not in kept:
                answer = Answer(checked.check, link, episodes)
                kept[key] = [
                    (rule, _mended(problem, link))
                    for rule in _rules(Subject.CHECK)
                    for problem in _decide(rule, answer, context)
                ]
            findings += (_finding(rule, said, link.place, link.url) for rule, said in kept[key])
    return findings


def is_fine(check: LinkCheck) -> bool:
    """Say whether an answer is such that no rule has anything to say of it: nearly all are."""
    plain = not (check.final_url or check.missing or check.expires_at)
    return plain and check.verdict is Verdict.OK


def fired_codes(link: Link, context: Context) -> set[str]:
    """Return the codes of L and P that have something to say of a link."""
    today = context.now.date()
    return {rule.code for rule, _ in _problems(link, today)}


def mends_by_hand(link: Link, code: str, context: Context) -> bool:
    """Say whether a rule could mend a link, were it not for how the address is written there."""
    if writing_of(link) is not None:
        return False
    plain = link._replace(written=link.url)
    return any(
        rule.code == code and problem.replacement is not None
        for rule, problem in _problems(plain, context.now.date())
    )


def mended_url(link: Link, url: str, codes: frozenset[str], context: Context) -> str:
    """Return `url`, standing where `link` stands, after every mend that the rules `codes` offer."""
    today = context.now.date()
    for _ in range(10):  # each mend takes a fault away; no link has more
        replacements = (
            problem.replacement
            for rule, problem in _problems(link._replace(url=url, written=url), today)
            if rule.code in codes and problem.replacement is not None
        )
        mended = next(replacements, url)
        if mended == url:
            break
        url = mended
    return url


def written_like(link: Link, url: str) -> str | None:
    """Return `url` as it must be written where `link` stands; None where that isn't certain."""
    way = writing_of(link)
    if way is None:
        return None
    written = way.write(url, link.written)
    return written if way.read(written) == url and _fits(written, link) else None


@cache
def _rules(subject: Subject, family: str = "") -> tuple[Rule, ...]:
    return tuple(
        rule
        for _, rule in sorted(CATALOGUE.items())
        if rule.subject is subject and rule.code.startswith(family) and rule.decide is not None
    )


@cache
def _written_rules(*, sound: bool) -> tuple[Rule, ...]:
    """Rules of L and P; those about malformed URLs (L1) have nothing to say of a sound one."""
    rules = _rules(Subject.LINK, "L") + _rules(Subject.LINK, "P")
    return tuple(rule for rule in rules if not (sound and rule.code.startswith("L1")))


def _problems(link: Link, today: date) -> tuple[tuple[Rule, Problem], ...]:
    return _kept_problems(
        _Writing(link.url, link.written, link.role, link.syntax, link.broken), today
    )


@lru_cache(maxsize=1 << 17)
def _kept_problems(writing: _Writing, today: date) -> tuple[tuple[Rule, Problem], ...]:
    url, written, role, syntax, broken = writing
    link = Link(url, _NOWHERE, role, syntax, written, broken=broken)
    context = Context(datetime.combine(today, time(), UTC))
    found: list[tuple[Rule, Problem]] = []
    for rule in _written_rules(sound=not broken and is_sound(url)):
        for problem in _decide(rule, link, context):
            found.append((rule, _mended(problem, link)))
    return tuple(found)


def _decide(rule: Rule, subject: object, context: Context) -> Iterable[Problem]:
    return rule.decide(subject, context) if rule.decide is not None else ()


def _mended(problem: Problem, link: Link) -> Problem:
    """Put a replacement into the form it needs where it stands, or drop it where that's unsafe."""
    if problem.replacement is None or problem.place is not None:
        return problem
    safe = keeps_what_pays(link, problem.replacement)
    return problem._replace(replacement=written_like(link, problem.replacement) if safe else None)


def _fits(written: str, link: Link) -> bool:
    """Say whether a URL can stand where the link stands without any quoting."""
    # Signs that may mean something in Markdown, YAML or TOML: only those that stood there before.
    return not (set(_UNSAFE.findall(written)) - set(link.written))


def _finding(rule: Rule, problem: Problem, place: Place, url: str | None = None) -> Finding:
    return Finding(
        rule.code,
        problem.severity or rule.severity,
        problem.message,
        problem.place or place,
        problem.url or url,
        problem.replacement,
    )
