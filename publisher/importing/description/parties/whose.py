"""Whose account a link is: the show's, a person's who is named, or nobody can tell."""

import re
from collections.abc import Iterator, Sequence

from publisher.importing.description.parties.addresses import site_of_link
from publisher.importing.description.parties.lines import as_heading
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
from publisher.importing.description.understanding import Account

_POSSESSIVE = re.compile(r"\b[A-Z]\w+['’]s\b")
_NAME = r"(?:[^\W\d_a-z][\w.'’-]{0,30}[ \u00a0]){1,3}[^\W\d_a-z][\w'’-]{0,30}"
_BEFORE_BRACKET = re.compile(rf"(?:\A|[\s,;:])(?P<name>{_NAME})\s*[(\[]\s*@?\Z")
_SHOW_HANDLE = re.compile(
    r"(?i)(?:podcast|pod|show|fm|radio|cast)(?:[._-]?(?:de|es|fr|official|oficial))?\Z|\Apodcast"
)
_LONGEST_PLAIN_LEAD = 60
_NOT_OWN = frozenset({Topic.LINKS, Topic.SPONSORS, Topic.SPONSOR, Topic.GUESTS})


def why_own(
    spoken: Spoken, named: str | None, context: Context, shared: Sequence[Account]
) -> str | None:
    """Say why an account is the show's, or None; `shared` are those known to be."""
    if spoken.topic is Topic.SOCIALS:
        return "it stands where the text says where to follow the show"
    if named is not None:
        hosts = map(folded, context.known.hosts)
        return "it is a host's" if any(host.startswith(folded(named)) for host in hosts) else None
    own = context.words.own_lead.search(spoken.said) or context.words.own.search(spoken.label)
    if own is not None:
        return f'the words "{own[0].strip()}"'
    if spoken.topic in _NOT_OWN:
        return None
    return next(_by_words(spoken, context, shared), None)


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
    if _POSSESSIVE.search(spoken.said) or spoken.is_below_heading or _of_others(spoken, context):
        return
    if spoken.site.funding and _asks_for_support(spoken, context):
        yield "it is how listeners support the show"
    if spoken.site.funding:
        return
    if _like_one_above(spoken, shared):
        yield "it is called like an account of the show's above"
    if _SHOW_HANDLE.search(spoken.site.handle or "") and len(spoken.lead) < _LONGEST_PLAIN_LEAD:
        yield "it is called like a show"


def _of_others(spoken: Spoken, context: Context) -> bool:
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


def _called_before(spoken: Spoken, context: Context) -> bool:
    lead = as_heading(spoken.lead)
    found = (pattern.fullmatch(lead) for pattern in context.words.person_headings)
    return any(each is not None and folded(each["name"]) == spoken.handle for each in found)


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
    if spoken.is_below_heading or _of_others(spoken, context):
        return False
    if spoken.line.content[:1].islower() and spoken.line.links[0].start != spoken.line.start:
        return False  # a sentence goes on
    if _POSSESSIVE.search(spoken.said) or who_is_named(spoken, context) is not None:
        return False
    return only_names(spoken, spoken.site.account or "", context.words)


def who_is_named(spoken: Spoken, context: Context) -> str | None:
    """Return the person whose account it is, by the words at the link or by what it is called."""
    return next(_names(spoken, context), None)


def _names(spoken: Spoken, context: Context) -> Iterator[str]:
    words = context.words
    lead = spoken.lead[-LONGEST_LEAD:]
    if spoken.in_markdown and (name := person_name(spoken.label, words)) is not None:
        yield name
    bracket = _BEFORE_BRACKET.search(lead)
    if bracket is not None and (name := person_name(bracket["name"], words)) is not None:
        yield name
    heading = as_heading(lead)
    for pattern in words.person_headings if heading else ():
        found = pattern.fullmatch(heading)
        if found is not None and (name := _mentioned(found["name"], spoken, context)):
            yield name
    for said in filter(str.strip, (spoken.label, lead)):
        for pattern in words.of_person:
            for each in pattern.finditer(said):
                written = each["name"].rpartition(" - ")[2]
                if (name := _mentioned(written, spoken, context)) is not None:
                    yield name
    if (name := _by_handle(spoken.handle, context)) is not None:
        yield name


def _mentioned(written: str, spoken: Spoken, context: Context) -> str | None:
    """Return the person's name that these words are, if the text speaks of them elsewhere, too."""
    name = person_name(written, context.words, least=1)
    if name is None:
        return None
    first = name.partition(" ")[0]
    if any(first in known for known in (*context.known.people, *context.known.hosts)):
        return name
    pattern = re.compile(rf"\b{re.escape(first)}\b")
    line = spoken.line
    if pattern.search(context.text, 0, line.start) or pattern.search(context.text, line.end):
        return name
    return None


def _by_handle(handle: str, context: Context) -> str | None:
    """Return who of the people known an account is called after: `eduardojmatos`."""
    for name in context.known.people:
        parts = [folded(part) for part in name.split()]
        if len(parts) < 2 or not parts[0]:
            continue
        first, last = parts[0], parts[-1]
        rest = handle.replace(last, "", 1)
        whole = len(last) > 2 and last in handle and rest.startswith(first[0])
        if handle == first + last[:1] or (whole and (first in rest or len(rest) <= 3)):
            return name
    return None


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
