"""Whether what was understood says all that it was understood from: what doesn't, stays.

A line is taken out of the body only if each of its words and addresses stands in a value made of
it, or is a word that a label or a call is made of ("Follow us on"). A sponsor keeps the whole line
as its copy. Pictures stay, but for the icon that is all the label of an account.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from publisher.importing.description.parties.parties import Parties
from publisher.importing.description.parties.vocabulary import vocabulary
from publisher.importing.description.structure_words import filler_words
from publisher.importing.description.understanding import (
    Account,
    Decision,
    DecisionKind,
    FoundLink,
    FoundSponsor,
)
from publisher.platforms import platforms

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[)\]>]?,? (?:and|und|y|e|et) (?=[^\W\d_a-z])")
_ITEM = re.compile(r"\A(?:[-–—•|\s]|\*(?=\s))+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"']+(?:\([^\s<>()]*\)[^\s<>()\[\]\"']*)*", re.I
)
_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_ICON = re.compile(rf"(?<=\[){_IMAGE.pattern}(?=\]\()")
_SENTENCE = re.compile(r"[.!?:;,](?:\s|\Z)|[\[\]()<>*_]")
_LONGEST_NAME = 40
_MOST_WORDS = 4  # of a label that no sign closes
_LABEL_ENDS = " -–—:|•*·→>\ufe0e\ufe0f\u200b"
_ENDS = ".,;:!?*_'\"“”)>"
OF_ACCOUNTS = frozenset({DecisionKind.PROFILE, DecisionKind.SOCIAL, DecisionKind.PLATFORM})
STAYS = "; the text around it stays as it is"


class Kept(NamedTuple):
    """What may leave the body: the decisions of `parties`. `seen` are those that don't."""

    parties: Parties
    seen: tuple[Decision, ...]


def keep_words(text: str, parties: Parties) -> Kept:
    """Return the parties with only those decisions that lose no word and no address.

    A link whose line stays in the body is no value of its own, too. Takes time in proportion to
    the text and the values.
    """
    facts = _Facts(parties)
    sponsors, socials = list(parties.sponsors), list(parties.socials)
    named = {each.name: index for index, each in reversed(list(enumerate(sponsors)))}
    placed = {_plain(each.url): index for index, each in reversed(list(enumerate(socials)))}
    decisions: list[Decision] = []
    stay: list[Decision] = []
    for each in parties.decisions:
        words = text[each.start : each.end]
        if (
            each.kind is DecisionKind.HEADING
            or facts.say_all(words, each)
            or (
                each.kind is DecisionKind.SPONSOR
                and _with_copy(words, _index(each.value, named), sponsors)
            )
            or (each.kind is DecisionKind.SOCIAL and _with_name(words, placed, socials))
        ):
            decisions.append(each)
        else:
            stay.append(each)
    torn = _torn(text, decisions, stay)
    decisions = [each for each in decisions if each not in torn]
    stay += sorted(torn)
    return released(
        text,
        parties._replace(
            sponsors=tuple(map(_without_label, sponsors)),
            socials=tuple(socials),
            decisions=tuple(decisions),
        ),
        stay,
    )


def _torn(text: str, left: Sequence[Decision], stay: Sequence[Decision]) -> set[Decision]:
    """Return the accounts of sentences of which another account stays: "Ann (…) and Ben (…)"."""
    lines = {text.rfind("\n", 0, each.start) for each in stay if each.kind in OF_ACCOUNTS}
    return {
        each
        for each in left
        if each.kind in OF_ACCOUNTS
        and text.rfind("\n", 0, each.start) in lines
        and _JOINED.match(text, each.end) is not None
    }


def released(text: str, parties: Parties, decisions: Sequence[Decision]) -> Kept:
    """Return the parties without these decisions: what they are about stays in the body."""
    out = set(decisions)
    left = tuple(each for each in parties.decisions if each not in out)
    codes = {promo.title: promo.code for promo in parties.promos if promo.code}
    return Kept(
        parties._replace(links=_links_left(text, parties.links, decisions, left), decisions=left),
        tuple(
            _about(text, each, codes.get(each.value, each.value))
            for each in decisions
            if each.kind not in (DecisionKind.LINK, DecisionKind.HEADING)
        ),
    )


def _links_left(
    text: str, links: tuple[FoundLink, ...], out: Sequence[Decision], left: Sequence[Decision]
) -> tuple[FoundLink, ...]:
    """Return the links without those whose lines stay."""
    gone = set(_linked(text, out))
    if not gone:
        return links
    gone.difference_update(_linked(text, left))
    return tuple(
        link for link in links if (_plain(link.title or link.url), _plain(link.url)) not in gone
    )


def _linked(text: str, decisions: Sequence[Decision]) -> Iterator[tuple[str, str]]:
    """Yield the title and each address of lines that were taken for links."""
    for each in decisions:
        if each.kind is DecisionKind.LINK:
            words = text[each.start : each.end]
            for word in {*_ADDRESS.findall(words), *words.split()}:
                yield _plain(each.value), _plain(word)


def _about(text: str, each: Decision, value: str) -> Decision:
    """Return a decision about the address, else the value alone, within words that stay."""
    words = text[each.start : each.end]
    found = _ADDRESS.search(words)
    if found is not None:
        start, end = found.start(), found.end()
        if words[:start].endswith("](") and words[end : end + 1] == ")":
            start, end = max(0, words.rfind("[", 0, start)), end + 1
        else:
            end = start + len(found[0].rstrip(_ENDS))
    elif value in words:
        start, end = words.index(value), words.index(value) + len(value)
    else:
        start, end = 0, len(words)
    return each._replace(
        start=each.start + start, end=each.start + end, because=each.because + STAYS
    )


class _Facts:
    """The words of all values, by the name and the addresses under which they were found."""

    def __init__(self, parties: Parties) -> None:
        self._words: dict[str, set[str]] = defaultdict(set)
        self._urls: set[str] = set()
        for person in parties.people:
            accounts = [each.url for each in person.profiles]
            said = [person.name, person.role, person.website, *_platform_words(person.profiles)]
            self._add((person.name, person.website, *accounts), said)
        for sponsor in parties.sponsors:
            self._add((sponsor.name, sponsor.url), sponsor)
        for promo in parties.promos:
            self._add((promo.title, promo.url), promo)
        for link in parties.links:
            self._add((link.title, link.url), link)
        for account in (*parties.platforms, *parties.socials):
            self._add((account.platform, account.url), _platform_words([account]))

    def _add(self, keys: Iterable[str | None], said: Iterable[str | None]) -> None:
        words = {word for value in said if value for word in _words(value)}
        for key in filter(None, keys):
            self._words[_plain(key)] |= words
            if "." in key and " " not in key:
                self._urls.add(_plain(key))

    def say_all(self, words: str, decision: Decision) -> bool:
        """Say whether the values of a decision, and words of labels, are all that is said."""
        if decision.kind in OF_ACCOUNTS:
            words = _ICON.sub(r"\1", words)
        if _IMAGE.search(words) is not None:
            return False
        addresses = [_plain(url) for url in _ADDRESS.findall(words)]
        if any(url not in self._urls for url in addresses):
            return False
        names = (decision.value, *decision.value.split(", "), *addresses)
        known = [self._words[name] for name in dict.fromkeys(names) if name in self._words]
        plain = _ADDRESS.sub(" ", words)
        bare = (_plain(word.strip("()<>[]\\")) for word in plain.split() if "." in word)
        known += [self._words[word] for word in bare if word in self._words]
        return all(
            word in filler_words() or any(word in each for each in known) for word in _words(plain)
        )


def _index(names: str, sponsors: Mapping[str, int]) -> int | None:
    """Return which sponsor a decision about one or several is of."""
    return next((sponsors[name] for name in (names, *names.split(", ")) if name in sponsors), None)


def _with_copy(words: str, index: int | None, sponsors: list[FoundSponsor]) -> bool:
    """Give a sponsor all these words as copy; False where there is none of that name."""
    if index is None:
        return False
    sponsor, words = sponsors[index], _ITEM.sub("", words).rstrip(" \t\r\n-–—•|")
    copy = words if sponsor.copy is None else f"{sponsor.copy}\n\n{words}"
    sponsors[index] = sponsor._replace(copy=copy)
    return True


def _without_label(sponsor: FoundSponsor) -> FoundSponsor:
    """Return a sponsor whose copy doesn't begin with "Werbung:": that it is one says it."""
    lead = vocabulary().sponsor_lead.match(sponsor.copy or "")
    if lead is None or sponsor.copy is None:
        return sponsor
    return sponsor._replace(copy=sponsor.copy[lead.end() :].strip() or None)


def _with_name(words: str, placed: Mapping[str, int], accounts: list[Account]) -> bool:
    """Give the account of a line its label as a name; False where the line says more than that."""
    addresses = _ADDRESS.findall(words)
    said = " ".join(_ADDRESS.sub(" ", words).split())
    label = said.strip(_LABEL_ENDS)
    if len(addresses) != 1 or not 0 < len(label) <= _LONGEST_NAME or _SENTENCE.search(label):
        return False
    if said[-1].isalnum() and len(label.split()) > _MOST_WORDS:
        return False
    index = placed.get(_plain(addresses[0]))
    if index is None:
        return False
    accounts[index] = accounts[index]._replace(name=label)
    return True


def _plain(url: str) -> str:
    url = url.replace("&amp;", "&").rstrip(_ENDS)
    return url.partition("://")[2] or url


def _words(value: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(value)]


def _platform_words(accounts: Iterable[Account]) -> Iterator[str]:
    for account in accounts:
        yield account.url
        platform = platforms().get(account.platform)
        if platform is None:
            yield account.platform
        else:
            yield from (platform.name, platform.key.replace("_", " "), *platform.aliases)
