"""A link with the words that lead to it, and what those say of whose it is."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from publisher.importing.description.parties.addresses import Site, site_of_link
from publisher.importing.description.parties.lines import Line, plain
from publisher.importing.description.parties.naming import (
    is_address,
    is_handle,
    person_name,
    without_titles,
)
from publisher.importing.description.parties.topics import Section, Topic
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.pieces import PieceLink
from publisher.importing.description.understanding import Known
from publisher.platforms import platforms

LONGEST_LEAD = 110
WORD = re.compile(r"[^\W_]+")
_FARTHEST = 3000  # characters of a sentence before a link
_BORDER = re.compile(r"(?<=[.!?…])\s+(?=\S)|\s[|•·]\s|[;\n]")
_LINKS = re.compile(r"\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)")
_READ_FOR_NAMES = 20_000  # characters
_HOST = re.compile(r"//(?:www\.)?([\w.-]{3,80})\.[a-z]{2,10}\b")
_SHORTEST_SITE = 5
_HANDLES = re.compile(r"(?<![\w/])@[\w.-]{1,60}")
_ADDRESSES = re.compile(
    r"\((?:https?://|www\.)[^\s()]{1,1000}\)|<?(?:https?://|www\.)[^\s<>()]{1,1000}>?"
)


class Context(NamedTuple):
    """What all links of a text are judged by."""

    words: Words
    known: Known
    text: str
    shown: frozenset[str]  # the show's title and its hosts, folded, as accounts are called
    sites: frozenset[str] = frozenset()  # what the text's hosts are called: "flourcast"


class Spoken(NamedTuple):
    """A link, and how the text comes to it."""

    line: Line
    link: PieceLink
    site: Site
    section: Section | None
    lead: str  # of its sentence, all before the link, without other links
    label: str
    start: int  # of the words that belong to it

    @property
    def topic(self) -> Topic | None:
        return self.section.topic if self.section is not None else None

    @property
    def said(self) -> str:
        """The words next to it."""
        return f"{self.lead[-LONGEST_LEAD:]} {self.label}"

    @property
    def handle(self) -> str:
        """What the account is called, folded."""
        return folded(self.site.handle or "")

    @property
    def before(self) -> str:
        return self.line.content[: self.link.start - self.line.start]

    @property
    def behind(self) -> str:
        return self.line.content[self.link.end - self.line.start :]

    @property
    def in_markdown(self) -> bool:
        """Whether it has a text of its own: `[text](address)`."""
        at = self.link.start - self.line.start
        return self.line.content[at : at + 1] == "["

    @property
    def is_all(self) -> bool:
        """Whether its line is nothing but it: an entry of a list of what was spoken of."""
        return self.link.start == self.line.start and self.link.end >= self.line.end - 1

    @property
    def is_below_heading(self) -> bool:
        """Whether it stands in a chapter of its own, whose heading says nothing of accounts."""
        return self.section is not None and self.topic is Topic.OTHER and self.section.level > 0


def context_of(text: str, words: Words, known: Known) -> Context:
    """Return what the links of a text are judged by."""
    names = (known.show_title, *known.hosts)
    shown = frozenset(short for name in names if name and len(short := folded(name)) > 3)
    sites = frozenset(
        label
        for found in _HOST.finditer(text)
        if len(label := folded(found[1].rpartition(".")[2])) > _SHORTEST_SITE
    )
    return Context(words, known, text, shown, sites)


def spoken_links(line: Line, section: Section | None) -> list[Spoken]:
    """Return the links of a line, in their order."""
    found = []
    before = line.begin
    borders = [line.begin, *(line.start + each.end() for each in _BORDER.finditer(line.content))]
    for link in line.links:
        border = borders[max(0, bisect_right(borders, link.start) - 1)]
        first = max(0, border - line.start, link.start - line.start - _FARTHEST)
        lead = line.content[first : link.start - line.start]
        start = max(before, border)
        if link.start - start > LONGEST_LEAD:
            start = link.start
        lead = _LINKS.sub(" ", lead) if "](" in lead else lead
        site = site_of_link(link.url)
        found.append(Spoken(line, link, site, section, lead, plain(link.label), start))
        before = link.end
    return found


def folded(name: str) -> str:
    """Return a name as accounts are called by it."""
    letters = "".join(c for c in name.casefold() if c.isalnum())
    return letters.removeprefix("the").removesuffix("podcast").removesuffix("pod")


def names_of(key: str) -> Sequence[str]:
    """Return how people call a platform, without capitals."""
    row = platforms().get(key)
    names = (key.replace("_", " "), key.partition("_")[0])
    if row is None:
        return names
    return (*names, row.name.casefold(), *(alias.replace("_", " ") for alias in row.aliases))


def only_names(spoken: Spoken, key: str, words: Words) -> bool:
    """Say whether the line holds nothing but an address and its platform's name."""
    line = spoken.line
    if len(line.links) > 8 or len(line.content) - sum(len(each.url) for each in line.links) > 90:
        return False
    before, behind = spoken.before, spoken.behind
    if len(line.links) > 1:
        before, behind = spoken.lead if spoken.start != line.begin else before, ""
    elif spoken.start != line.begin:
        before = spoken.lead
    label = spoken.link.label if spoken.in_markdown else ""
    called = spoken.handle and folded(label).endswith(spoken.handle)
    if is_address(label) or is_handle(label) or (called and (label[:1] in "@/" or before.strip())):
        label = ""
    known = platform_words(key) | _social_words()
    said = WORD.findall(_HANDLES.sub("", f"{before} {label} {behind}").casefold())
    if all(word in known or word in words.account_words for word in said):
        return True
    return len(line.links) > 1 and _all_names(line, words)


def _all_names(line: Line, words: Words) -> bool:
    """Say whether a line of several links has only names of platforms, one for each."""
    accounts = [site_of_link(link.url).account for link in line.links]
    known = words.account_words.union(*(platform_words(key) for key in accounts if key))
    rest = _HANDLES.sub("", plain(_ADDRESSES.sub("", line.content))).casefold()
    said = WORD.findall(words.website.sub("", rest))
    return sum(key is not None for key in accounts) > 1 and all(word in known for word in said)


@cache
def _social_words() -> frozenset[str]:
    keys = (key for key, row in platforms().items() if row.kind == "social")
    return frozenset().union(*map(platform_words, keys))


def platform_words(key: str) -> frozenset[str]:
    """Return the words of a platform's names."""
    return frozenset(word for name in names_of(key) for word in WORD.findall(name))


def full_name(name: str, context: Context) -> str:
    """Return a first or a last name with the other that the text, or what is known, gives it."""
    bare = without_titles(name)
    if " " in bare:
        return name
    if bare != name:
        return _with_first(name, bare, context)
    for known in (*context.known.people, *context.known.hosts):
        if known.partition(" ")[0] == name:
            return known
    behind = re.compile(rf"\b{re.escape(name)}((?: [^\W\d_a-z][\w'’-]+){{1,2}})")
    for found in behind.finditer(context.text[:_READ_FOR_NAMES]):
        first = found[1].split(maxsplit=1)[0]
        for written in (f"{name}{found[1]}", f"{name} {first}"):
            full = person_name(written, context.words)
            if full is not None:
                return full
    return name


def _with_first(name: str, last: str, context: Context) -> str:
    """Return "Dr. Hana Lee" for "Dr. Lee" where the text names only one so."""
    known = (*context.known.people, *context.known.hosts)
    fitting = {each for each in known if each.endswith(f" {last}")}
    if not fitting:
        title, last = re.escape(name.removesuffix(last)), re.escape(last)
        before = re.compile(rf"(?<!\w)(?:{title})?([^\W\d_a-z][\w'’-]{{1,30}} {last})\b")
        found = before.finditer(context.text[:_READ_FOR_NAMES])
        fitting = {full[0] for full in found if person_name(full[1], context.words) == full[1]}
    return fitting.pop() if len(fitting) == 1 else name
