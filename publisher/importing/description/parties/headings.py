"""What a heading is about: sponsors, where to listen, whom to follow, somebody's links."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from publisher.importing.description.parties.addresses import site_of_link
from publisher.importing.description.parties.lines import Line, as_heading
from publisher.importing.description.parties.naming import person_name, sponsor_name
from publisher.importing.description.parties.topics import Section, Topic
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.understanding import Known

_LONGEST_HEADING = 110  # characters
_MOST_WORDS = 11  # of a line that nothing but its words makes a heading
_LONGEST_GIVEN = 60
_MOST_LINKS = 10
_READ_FOR_NAMES = 20_000
_ACCOUNTS = 2  # from which on they are a list of one's own
_BOLD = re.compile(r"(?:\*\*|__)(?![*_\s])[^*_\n]{1,100}(?:\*\*|__)\s*:?\Z")
_NAME_END = re.compile(r"\s[-–—|]\s|:|\(|,|\s\[|https?://|\n")
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\s]{0,500}\)")
_SIGNS = re.compile(r"\A[^\w@#*\[]+")
_SHOW_WORDS = re.compile(
    r"(?i)podcast|show\b|sendung|programa|episode|folge|episodio|\bon\b|\bauf\b"
)
_LEVEL = re.compile(r"\s*(#{1,6})\s")
_OWN_ITEMS = frozenset({Topic.SPONSORS, Topic.SPONSOR, Topic.GUESTS, Topic.HOSTS})


class Reading(NamedTuple):
    """What headings are read with."""

    text: str
    words: Words
    known: Known


def opened(
    reading: Reading, lines: Sequence[Line], index: int, current: Section | None
) -> Section | None:
    """Return the section that a line opens, or None."""
    line = lines[index]
    words = reading.words
    marked = _LEVEL.match(line.piece.text)
    level = len(marked[1]) if marked else 0
    looks = line.piece.is_heading or level > 0 or _BOLD.match(line.content) is not None
    if not _can_be_heading(line, looks):
        return None
    heading = as_heading(line.content)
    kind = words.kind_headings.fullmatch(heading)
    if kind is not None and (looks or _has_colon(line) or " " not in heading):
        return Section(Topic.LINKS, index, heading, level=level, kind=kind.lastgroup)
    topic = _topic(heading, words)
    if topic is not None:
        role = "host" if topic is Topic.HOSTS else "guest"
        return Section(topic, index, heading, level=level, role=role)
    person = _of_role(heading, words)
    if person is None:
        block = _person_above(lines, index, current, reading)
        if block is not None or not (looks or (_has_colon(line) and not line.bullet)):
            return block._replace(level=level) if block is not None else None
        sponsor = _sponsor(heading, level, current, words)
        if sponsor is not None:
            return Section(Topic.SPONSOR, index, heading, sponsor, level)
        person = _person(heading, reading) or (Topic.OTHER, None, "guest")
    return Section(person[0], index, heading, person[1], level, person[2])


def _has_colon(line: Line) -> bool:
    return line.content.rstrip("*_ ").endswith((":", "："))


def _can_be_heading(line: Line, looks: bool) -> bool:
    if not line.content or len(line.content) > _LONGEST_HEADING or "=" in line.content:
        return False
    if line.links:
        return looks
    colon = line.content.endswith((":", "："))
    return looks or colon or line.content.count(" ") <= _MOST_WORDS


def _sponsor(heading: str, level: int, current: Section | None, words: Words) -> str | None:
    """Return the sponsor that a heading names: "LogRocket - Sponsor", or below "Sponsors"."""
    behind = words.sponsor_behind.fullmatch(heading)
    if behind is not None and (name := sponsor_name(behind["name"])) is not None:
        return name
    lead = words.sponsor_lead.match(f"{heading} ")
    if lead is not None and (name := sponsor_name(heading[lead.end() :])) is not None:
        return name
    below = current is not None and current.topic in {Topic.SPONSORS, Topic.SPONSOR}
    if below and current is not None and level > current.level > 0:
        return sponsor_name(heading)
    return None


def _topic(heading: str, words: Words) -> Topic | None:
    for key, pattern in words.topics.items():
        if pattern.fullmatch(heading) is not None:
            return Topic(key)
    return None


def _only_gives(line: Line, words: Words) -> bool:
    """Say whether a line gives addresses and no names: what stands below somebody's name."""
    content = _PICTURE.sub("", line.content)
    length = len(content) - sum(len(link.url) for link in line.links)
    if length > _LONGEST_GIVEN * len(line.links) or words.own.search(line.content):
        return False
    return all(person_name(link.label, words) is None for link in line.links)


def _of_role(heading: str, words: Words) -> tuple[Topic, str | None, str] | None:
    """Return topic, name and role of "Guest: Jane Doe"."""
    role, colon, rest = heading.partition(":")
    if not colon:
        return None
    for topic in (Topic.GUESTS, Topic.HOSTS):
        if words.topics[topic].fullmatch(role.strip()) is not None:
            name = person_name(_NAME_END.split(rest.strip(), maxsplit=1)[0], words, least=1)
            if name is not None:
                return Topic.PERSON, name, "host" if topic is Topic.HOSTS else "guest"
    return None


def _person_above(
    lines: Sequence[Line], index: int, current: Section | None, reading: Reading
) -> Section | None:
    """Return the section of a person whose name stands above accounts: "Ann Lee, poet"."""
    line = lines[index]
    words, known = reading.words, reading.known
    if line.links or index + 1 >= len(lines) or len(line.content) > _LONGEST_HEADING:
        return None
    if current is not None and not line.piece.is_heading and current.topic in _OWN_ITEMS:
        return None
    following = lines[index + 1]
    if not following.links or len(following.links) > _MOST_LINKS:
        return None
    if (
        site_of_link(following.links[0].url).account is None
        and words.website.search(
            following.content[: following.links[0].start - following.start + 40]
        )
        is None
    ):
        return None
    written = _NAME_END.split(line.content, maxsplit=1)[0]
    told = _told_of(written, reading)
    name = person_name(written, words) or told
    if (
        name is None
        or _is_show(name, known)
        or not _only_gives(following, words)
        or (line.content.strip("*_# ") == name and _may_be_the_show(name, lines, reading))
    ):
        return None
    role = "host" if _is_host(name, known) else "guest" if told is not None else ""
    return Section(Topic.PERSON, index, name, name, role=role)


def _told_of(written: str, reading: Reading) -> str | None:
    """Return whose name a line is, in capitals or behind a sign, if the text tells of them.

    Below "👤 ANN LEE" stand her accounts where a sentence goes "Ann Lee paints". A show's name
    would stand there in the same way, so that a sentence which calls it a show doesn't count.
    """
    bare = _SIGNS.sub("", written).strip("*_ ")
    name = person_name(bare.title() if bare.isupper() else bare, reading.words)
    if name is None or bare == written.strip():
        name = name if bare.isupper() else None
    if name is None:
        return None
    told = re.search(
        rf"(?<!\w){re.escape(name)},? (?=[a-zß-ÿ])([^.!?\n]{{1,60}})",
        reading.text[:_READ_FOR_NAMES],
    )
    return name if told is not None and _SHOW_WORDS.search(told[1]) is None else None


def _may_be_the_show(name: str, lines: Sequence[Line], reading: Reading) -> bool:
    """Say whether a name of which the text says nothing may be its show's: all accounts have it.

    "Slow Harbour" above `instagram.com/slowharbour` reads like "Ann Lee" above
    `instagram.com/annlee`; but people are spoken of elsewhere, at least by their first name, or
    their accounts are not the only ones.
    """
    text, _, known = reading
    if any(name in (each, each.partition(" ")[0]) for each in (*known.people, *known.hosts)):
        return False
    sites = [site_of_link(link.url) for line in lines for link in line.links]
    accounts = [site for site in sites if site.account is not None]
    if len(accounts) < _ACCOUNTS or any(
        _folded(site.handle or "") != _folded(name) for site in accounts
    ):
        return False
    first = name.partition(" ")[0]
    return len(re.findall(rf"\b{re.escape(first)}\b", text[:_READ_FOR_NAMES])) == 1


def _person(heading: str, reading: Reading) -> tuple[Topic, str | None, str] | None:
    """Return topic, name and role of a heading about somebody: "Alex's Links"."""
    text, words, known = reading
    for pattern in words.person_headings:
        found = pattern.fullmatch(heading)
        if found is None:
            continue
        written = found["name"]
        if written.isupper() and (titled := written.title()) in text:
            written = titled
        name = person_name(written, words, least=1)
        if name is not None and _is_used_as_name(name.partition(" ")[0], text):
            if _is_show(name, known):
                return Topic.SOCIALS, None, "host"
            return Topic.PERSON, name, "host" if _is_host(name, known) else "guest"
    if any(heading == name for name in (*known.people, *known.hosts)):
        return Topic.PERSON, heading, "host" if _is_host(heading, known) else "guest"
    return None


def _is_used_as_name(word: str, text: str) -> bool:
    """Say whether a text has this word more than once, and always with a capital."""
    seen = re.findall(
        rf"(?i)(?<![\w/.@-]){re.escape(word)}(?![\w/@-])(?!\.\w)", text[:_READ_FOR_NAMES]
    )
    return len(seen) > 1 and not any(each.islower() for each in seen)


def _is_show(name: str, known: Known) -> bool:
    return known.show_title is not None and _folded(name) == _folded(known.show_title)


def _is_host(name: str, known: Known) -> bool:
    folded = name.casefold()
    return any(
        folded == host.casefold() or host.casefold().startswith(f"{folded} ")
        for host in known.hosts
    )


def _folded(name: str) -> str:
    letters = "".join(c for c in name.casefold() if c.isalnum())
    return letters.removeprefix("the").removesuffix("podcast")
