"""The list of links for people: groups, each URL once, what is known of it, where it stands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from publisher.listing.choosing import Group
from publisher.listing.links import Known
from publisher.listing.wording import (
    answer_words,
    is_never_asked,
    lines_of,
    minute_of,
    url_words,
    where_words,
)
from publisher.model import Verdict
from publisher.reports.summary import VERDICT_WORDS, counted
from publisher.reports.visible import short

LINKS_A_GROUP = 20
GROUPS = 40

_SHORT = 70


class Screen(NamedTuple):
    """How much is shown: columns (None: lines are not broken), groups, links in each.

    Where the links are limited, those that are fine are only counted.
    """

    width: int | None = None
    groups: int | None = None
    links: int | None = None


PIPE = Screen()  # all of it


def render_groups(groups: Sequence[Group], screen: Screen = PIPE) -> str:
    """Return the groups and, at the end, the counts; where it leaves something out, it says so.

    A link that stands in several groups is counted once.
    """
    blocks = ["\n".join(_group(group, screen)) for group in groups[: screen.groups]]
    shown = len(blocks)
    if len(groups) > shown:
        left = counted(len(groups) - shown, "more group")
        blocks.append(f"… and {left}: a filter (--verdict dead) or a pipe shows them.")
    unique = {known.check.url: known for group in groups for known in group.links}
    return "\n\n".join([*blocks, _counts(unique.values(), screen.width)]) + "\n"


def _group(group: Group, screen: Screen) -> Iterator[str]:
    about = f" ({short(group.about)})" if group.about else ""
    yield f"{short(group.name)}{about}: {_addresses(len(group.links))}"
    shown = group.links
    if screen.links is not None:
        shown = tuple(each for each in shown if each.check.verdict is not Verdict.OK)
        shown = shown[: screen.links]
    for known in shown:
        yield f"  {known.check.verdict}  {url_words(known.check.url)}"
        yield from _details(known, screen.width, group.name)
    left = group.links[len(shown) :]  # the worst come first
    if left:
        yield f"  {'… and ' if shown else ''}{_by_verdict(left)}"


def _details(known: Known, width: int | None, here: str) -> Iterator[str]:
    """Yield what is known and where it stands: on one line, if that is short."""
    words = [part for part in (answer_words(known.check), where_words(known, here)) if part]
    if sum(map(len, words)) <= _SHORT:
        words = ["; ".join(words)]
    for part in words:
        yield from lines_of(part, width)


def render_one(known: Known, screen: Screen = PIPE) -> str:
    """Return all that is known of one URL: its history, and every place."""
    check = known.check
    lines = [f"{check.verdict}  {url_words(check.url)}"]
    if answer := answer_words(check):
        lines += lines_of(answer, screen.width)
    if known.history:
        lines += ["", "History (UTC):"]
    for spell in known.history:
        until = f" – {minute_of(spell.last_at)}" if spell.last_at != spell.first_at else ""
        runs = counted(spell.runs, "run")
        lines.append(f"    {minute_of(spell.first_at)}{until}  {spell.verdict}, in {runs}")
    in_episodes = counted(len(known.episodes), "episode")
    lines += ["", f"Places, in {in_episodes}:"]
    for link in known.links:
        owner = f" {short(link.owner)}" if link.owner is not None else ""
        lines.append(f"    {short(str(link.place))}  {link.role}{owner}")
    written = {link.place.path for link in known.links}
    by_name = [path for path in known.episodes if path not in written]
    lines += [f"    {short(path)}  names its owner" for path in by_name]
    return "\n".join(lines) + "\n"


def _counts(links: Iterable[Known], width: int | None) -> str:
    links = list(links)
    if not links:
        return "No link fits."
    lines = lines_of(f"{_addresses(len(links))}: {_by_verdict(links)}.", width, "")
    never = sum(is_never_asked(known.check) for known in links)
    if never:
        lines.append(f"Never asked: {never:,}; `publisher check` asks.")
    return "\n".join(lines)


def _by_verdict(links: Iterable[Known]) -> str:
    counts = Counter(known.check.verdict for known in links)
    told = (f"{counts[verdict]:,} {verdict}" for verdict in VERDICT_WORDS if counts[verdict])
    return ", ".join(told)


def _addresses(count: int) -> str:
    return counted(count, "address", "addresses")
