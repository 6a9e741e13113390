"""Whose account a link is: the show's, a person's who is named, or nobody can tell."""

import re
from collections.abc import Iterator, Sequence

from publisher.importing.description.parties.addresses import site_of_link
from publisher.importing.description.parties.lines import as_heading
from publisher.importing.description.parties.named import in_one_line, who_is_named
from publisher.importing.description.parties.naming import is_address, is_handle, person_name
from publisher.importing.description.parties.spoken import (
    LONGEST_LEAD,
    WORD,
    Context,
    Spoken,
    folded,
    names_of,
    only_names,
    platform_words,
)
from publisher.importing.description.parties.topics import Topic
from publisher.importing.description.pieces import PieceLink
from publisher.importing.description.understanding import Account

_POSSESSIVE = re.compile(r"\b[A-Z]\w+['’]s\b")
_SHOW_HANDLE = re.compile(
    r"(?i)(?:podcast|pod|show|fm|radio|cast)(?:[._-]?(?:de|es|fr|official|oficial))?\Z|\Apodcast"
)
_LONGEST_PLAIN_LEAD = 60
_NOT_OWN = frozenset({Topic.LINKS, Topic.SPONSORS, Topic.SPONSOR, Topic.GUESTS})


def why_own(
    spoken: Spoken, named: str | None, context: Context, shared: Sequence[Account]
) -> str | None:
    """Say why an account is the show's, or None; `shared` are those known to be."""
    if spoken.topic is Topic.SOCIALS or (
        named is None and _in_line_of(Topic.SOCIALS, spoken, context)
    ):
        return "it stands where the text says where to follow the show"
    if context.words.of_hosts.search(spoken.lead) is not None:
        return "the sentence names the hosts"
    if named is not None:
        hosts = map(folded, context.known.hosts)
        return "it is a host's" if any(host.startswith(folded(named)) for host in hosts) else None
    if _of_somebody_else(spoken, context):
        return None
    return next(_reasons(spoken, context, shared), None)


def _reasons(spoken: Spoken, context: Context, shared: Sequence[Account]) -> Iterator[str]:
    own = context.words.own_lead.search(spoken.said) or context.words.own.search(spoken.label)
    if own is not None:
        yield f'the words "{own[0].strip()}"'
    if spoken.topic is Topic.HOSTS or _in_line_of(Topic.HOSTS, spoken, context):
        yield "it is a host's"
    if spoken.topic not in _NOT_OWN:
        yield from _by_words(spoken, context, shared)


def _of_somebody_else(spoken: Spoken, context: Context) -> bool:
    """Say whether the words before a link are about a source, a band, or him or her."""
    words = context.words
    line = spoken.line.content[: spoken.link.start - spoken.line.start]
    near = line[-LONGEST_LEAD:]
    return bool(words.of_guest.search(in_one_line(spoken.before)) or words.of_others.search(near))


def _in_line_of(topic: Topic, spoken: Spoken, context: Context) -> bool:
    """Say whether a line begins as a heading does: "On the mic: Ann (https://…) and Ben"."""
    heading, colon, _ = spoken.before[:LONGEST_LEAD].partition(":")
    return bool(colon and context.words.topics[topic].fullmatch(as_heading(heading)))


def _by_words(spoken: Spoken, context: Context, shared: Sequence[Account]) -> Iterator[str]:
    handle = spoken.handle
    if len(handle) > 3 and any(
        handle.startswith(name) or name.startswith(handle) for name in context.shown
    ):
        yield "it is called like the show"
    if _ends_with_own(spoken.lead, context):
        yield "the sentence speaks of the show"
    if len(handle) > 3 and _called_before(spoken, context):
        yield "it is called as the words before it say"
    if _POSSESSIVE.search(spoken.said) or spoken.is_below_heading or of_others(spoken, context):
        return
    if spoken.site.funding and _asks_for_support(spoken, context):
        yield "it is how listeners support the show"
    if spoken.site.funding:
        return
    if _like_one_above(spoken, shared):
        yield "it is called like an account of the show's above"
    if _SHOW_HANDLE.search(spoken.site.handle or "") and len(spoken.lead) < _LONGEST_PLAIN_LEAD:
        yield "it is called like a show"


def of_others(spoken: Spoken, context: Context) -> bool:
    """Say whether the heading above sends listeners to somebody else."""
    section = spoken.section
    return (
        section is not None
        and section.topic is Topic.OTHER
        and context.words.others.search(section.words) is not None
    )


def _asks_for_support(spoken: Spoken, context: Context) -> bool:
    line = spoken.line.content[: spoken.link.end - spoken.line.start]
    return bool(
        only_names(spoken, spoken.site.account or "", context.words)
        or context.words.own.search(line)
        or context.words.support.search(spoken.said)
    )


def _ends_with_own(lead: str, context: Context) -> bool:
    """Say whether the last words before a link are the show's: "Talk to us: …"."""
    if len(lead) > 80:
        return False
    return any(not WORD.search(lead, found.end()) for found in context.words.own.finditer(lead))


def _is_entry(spoken: Spoken) -> bool:
    """Say whether a link is one of a list of what was spoken of: "- [@loom on GitHub](…)"."""
    listed = spoken.topic is None and spoken.line.bullet and spoken.is_all and spoken.in_markdown
    return listed and " " in spoken.label and spoken.handle in folded(spoken.label)


def _called_before(spoken: Spoken, context: Context) -> bool:
    if _is_entry(spoken):
        return False
    lead = as_heading(spoken.lead)
    found = (pattern.fullmatch(lead) for pattern in context.words.person_headings)
    if any(each is not None and folded(each["name"]) == spoken.handle for each in found):
        return True
    called = {spoken.handle, *context.sites}
    return any(
        folded(each["name"].rpartition(" follow ")[2]) in called
        and person_name(each["name"].rpartition(" follow ")[2], context.words) is None
        for pattern in context.words.of_person
        for each in pattern.finditer(f"{spoken.lead[-LONGEST_LEAD:]} {spoken.label}")
    )


def _like_one_above(spoken: Spoken, shared: Sequence[Account]) -> bool:
    """Say whether the words at a link are what an account of the show's is called."""
    names = platform_words(spoken.site.account or "")
    said = "".join(word for word in WORD.findall(spoken.label.casefold()) if word not in names)
    return len(said) > 5 and any(
        said == folded(site_of_link(account.url).handle or "") for account in shared
    )


def is_alone(spoken: Spoken, context: Context) -> bool:
    """Say whether a line gives an account and nothing says whose it is."""
    if spoken.topic not in {None, Topic.OTHER, Topic.LISTEN, Topic.SUPPORT}:
        return False
    apart = spoken.is_below_heading and not _is_asked(spoken, context)
    if apart or of_others(spoken, context) or _goes_on(spoken) or _is_entry(spoken):
        return False
    if _POSSESSIVE.search(spoken.said) or _of_somebody_else(spoken, context):
        return False
    if who_is_named(spoken, context) is not None or _may_be_a_guests(spoken, context):
        return False
    if not only_names(spoken, spoken.site.account or "", context.words):
        return False
    return not any(_is_of_another(link, context) for link in spoken.line.links)


def _is_asked(spoken: Spoken, context: Context) -> bool:
    """Say whether the heading above asks listeners for words: "Feedback"."""
    section = spoken.section
    return section is not None and context.words.own_lead.search(section.words) is not None


def _goes_on(spoken: Spoken) -> bool:
    """Say whether a line is the rest of a sentence: it begins with a small letter, no platform."""
    line = spoken.line
    first = WORD.match(line.content)
    if first is None or not first[0].islower() or line.links[0].start == line.start:
        return False
    return first[0] not in platform_words(spoken.site.account or "")


def _is_of_another(link: PieceLink, context: Context) -> bool:
    """Say whether a link is neither an account nor somebody's website."""
    site = site_of_link(link.url)
    known = site.account or site.listing or site.funding or site.boilerplate
    return (
        not known
        and not link.url.startswith("mailto:")
        and not (is_address(link.label) or context.words.website.search(link.label))
    )


def _may_be_a_guests(spoken: Spoken, context: Context) -> bool:
    """Say whether an account begins with a guest's first name: `annpaints`."""
    firsts = (folded(name.partition(" ")[0]) for name in context.known.guests)
    return any(len(first) > 2 and spoken.handle.startswith(first) for first in firsts)


def is_theirs(spoken: Spoken, person: str, named: str | None, context: Context) -> bool:
    """Say whether an account in somebody's list is theirs: no other words or name stand at it."""
    if named is not None:
        return named in person or person in named
    first = person.partition(" ")[0].casefold()
    if not spoken.in_markdown and (first in spoken.line.content.casefold() or len(spoken.lead) < 3):
        return True
    label = spoken.label
    if is_address(label) or is_handle(label) or (spoken.handle and spoken.handle in folded(label)):
        return True
    known = {word for name in names_of(spoken.site.account or "") for word in WORD.findall(name)}
    known |= set(WORD.findall(person.casefold())) | context.words.account_words
    return sum(word not in known for word in WORD.findall(label.casefold())) <= 1
