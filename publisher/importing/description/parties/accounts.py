"""The accounts a description lists, and where its show is heard."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.importing.description.parties.addresses import site_of_link, whole_address
from publisher.importing.description.parties.claims import Claims
from publisher.importing.description.parties.lines import Line, plain
from publisher.importing.description.parties.listings import HEARD, why_listing
from publisher.importing.description.parties.named import who_is_named
from publisher.importing.description.parties.naming import is_handle, person_name
from publisher.importing.description.parties.spoken import (
    WORD,
    Context,
    Spoken,
    folded,
    full_name,
    platform_words,
    spoken_links,
)
from publisher.importing.description.parties.topics import Section, Topic
from publisher.importing.description.parties.unsure import (
    claim_listed,
    claim_unsure,
    keep,
    sections_of_us,
)
from publisher.importing.description.parties.vocabulary import Words
from publisher.importing.description.parties.whose import is_theirs, why_own
from publisher.importing.description.understanding import Account, DecisionKind, FoundPerson
from publisher.platforms import key_for

_NAME_END = re.compile(r"\s[-–—|]\s|:|\(|,|\s\[|https?://|\n|$")
_ASIDE = re.compile(r"[*_][^*_|]{1,60}[*_]|\([^()|]{1,60}\)")
_PICTURE = re.compile(r"!\[[^\]\n]{0,200}\]\([^()\s]{0,500}\)")
_FEW = 4  # words


@dataclass(slots=True)
class _Owner:
    """Whose list this is: of a section of guests or hosts, the one named last."""

    section: Section | None = None
    name: str | None = None
    in_row: bool = False  # named in a row of a table, as some publishing tools list who took part

    @property
    def role(self) -> str:
        if self.section is None or (self.in_row and self.section.topic not in _PEOPLE):
            return ""
        return self.section.role


_PEOPLE = frozenset({Topic.GUESTS, Topic.HOSTS, Topic.PERSON})


def claim_accounts(
    lines: Sequence[Line], sections: Sequence[Section | None], context: Context, claims: Claims
) -> None:
    """Claim accounts and listings of the show and its hosts, and profiles of the people named."""
    owner = _Owner()
    runs = _runs(lines, sections)
    unsure: list[Spoken] = []
    timed = False
    above: str | None = None
    speaks = sections_of_us(lines, sections, context)
    for index, (line, section) in enumerate(zip(lines, sections, strict=True)):
        if section is not owner.section or owner.in_row:
            owner = _Owner(section, section.name if section is not None else None)
        _name_owner(owner, line, context.words, claims)
        if line.piece.at_seconds is not None:
            timed = True
            continue
        if section is not None and section.heading == index:
            timed = False
        if not line.links and line.content:
            above = None
        for spoken in spoken_links(line, section):
            if claims.is_free(spoken.link.start, spoken.link.end) and not (
                _claim_listing(spoken, runs[index], context, claims)
                or _claim_account(spoken, owner, context, claims, timed=timed, above=above)
                or (section in speaks and claim_listed(spoken, context, claims))
            ):
                unsure.append(spoken)
            last = claims.profile_at(spoken.link.start)
            above = last if last is not None or line.bullet else above
    claim_unsure(unsure, context, claims)


def _runs(lines: Sequence[Line], sections: Sequence[Section | None]) -> list[int]:
    """Return for each line how many apps' listings stand in the lines side by side with it."""
    runs = [0] * len(lines)
    first = 0
    while first < len(lines):
        last = first + 1
        while last < len(lines) and lines[last].links and sections[last] is sections[first]:
            last += 1
        count = sum(
            len({site_of_link(link.url).listing for link in line.links} - {None})
            for line in lines[first:last]
        )
        runs[first:last] = [count] * (last - first)
        first = last
    return runs


def _name_owner(owner: _Owner, line: Line, words: Words, claims: Claims) -> None:
    if line.content.startswith("|") and line.links:
        cells = (_ASIDE.sub("", _PICTURE.sub("", cell)) for cell in line.content.split("|")[1:6])
        name = next((name for cell in cells if (name := person_name(cell, words))), None)
        if name is not None:
            owner.name, owner.in_row = name, True
        return
    section = owner.section
    if section is None or section.topic not in {Topic.GUESTS, Topic.HOSTS} or not line.content:
        return
    name = _name_at_start(line, words)
    if name is not None:
        owner.name = name
        claims.add_person(FoundPerson(name, section.role))
    elif line.links:
        before = plain(line.content[: line.links[0].start - line.start]).casefold()
        if sum(word not in words.account_words for word in WORD.findall(before)) > 1:
            owner.name = None  # somebody whose name we can't read


def _name_at_start(line: Line, words: Words) -> str | None:
    first = line.links[0] if line.links else None
    if first is not None and first.start == line.start and not is_handle(first.label):
        name = person_name(first.label, words)
        if name is not None:
            return name
    before = _NAME_END.split(line.content, maxsplit=1)[0]
    least = 1 if line.content[len(before) : len(before) + 1] == ":" else 2
    name = person_name(before, words, least=least)
    return name if name is not None and key_for(name) is None else None


def _claim_listing(spoken: Spoken, run: int, context: Context, claims: Claims) -> bool:
    """Claim where the show is heard; say whether nothing else can be said of the link."""
    site = spoken.site
    if site.listing is None and not (site.account in HEARD and spoken.topic is Topic.LISTEN):
        return site.boilerplate or (site.funding and site.account is None)
    because = why_listing(spoken, run, context)
    if because is not None:
        key = site.listing or site.account or ""
        claims.platforms.append(Account(key, whole_address(spoken.link.url)))
        keep(spoken, DecisionKind.PLATFORM, key, because, claims)
    return True


def _claim_account(
    spoken: Spoken,
    owner: _Owner,
    context: Context,
    claims: Claims,
    *,
    timed: bool,
    above: str | None,
) -> bool:
    """Claim an account if it is sure whose it is; say whether that is settled."""
    key = spoken.site.account
    if key is None:
        _claim_page(spoken, owner, context, claims)
        return True
    account = Account(key, whole_address(spoken.link.url))
    named = who_is_named(spoken, context)
    own = context.words.own_lead.search(spoken.said)
    if owner.name is not None and own is None and is_theirs(spoken, owner.name, named, context):
        name = full_name(owner.name, context)
        claims.add_person(FoundPerson(name, owner.role, (account,)))
        keep(spoken, DecisionKind.PROFILE, name, _beside(owner), claims)
        return True
    reason = why_own(spoken, named, context, claims.socials)
    if reason is not None:
        claims.socials.append(account)
        keep(spoken, DecisionKind.SOCIAL, key, reason, claims)
        return True
    if named is None and above is not None and _says_only(spoken, key):
        named = above  # the next of somebody's accounts
    if named is not None:
        name = full_name(named, context)
        if not timed or name in context.known.people:
            _claim_profile(spoken, name, named, account, context, claims)
    return named is not None


def _says_only(spoken: Spoken, key: str) -> bool:
    """Say whether only the platform's name stands before an account."""
    names = platform_words(key)
    return all(word in names for word in WORD.findall(plain(spoken.before).casefold()))


def _beside(owner: _Owner) -> str:
    if owner.in_row or owner.section is None:
        return "it stands beside the name"
    return f'it stands under "{owner.section.words}"'


def _claim_profile(  # noqa: PLR0917 (all of them say whose it is)
    spoken: Spoken, name: str, named: str, account: Account, context: Context, claims: Claims
) -> None:
    """Claim the profile of somebody whom the words at the link name."""
    if spoken.topic is Topic.SPONSORS or account.platform == "discord":
        return
    taking_part = name in context.known.people
    if " " not in name and not taking_part:
        return
    listed = spoken.topic is Topic.LINKS or spoken.line.bullet
    if listed and plain(spoken.label) == named and not taking_part:
        return  # of whom the episode spoke
    role = "host" if spoken.topic is Topic.HOSTS else ""
    claims.add_person(FoundPerson(name, role, (account,)))
    if len(WORD.findall(spoken.before + spoken.behind)) <= _FEW:  # else its sentence says more
        because = "the words at the link are a person's name"
        keep(spoken, DecisionKind.PROFILE, name, because, claims)


def _claim_page(spoken: Spoken, owner: _Owner, context: Context, claims: Claims) -> None:
    """Claim a link as the website of whose list it stands in, or of the guest it is called by."""
    if owner.name is not None:
        _claim_website(spoken, full_name(owner.name, context), owner.role, context, claims)
    elif context.known.guests and (named := who_is_named(spoken, context)) is not None:
        name = full_name(named, context)
        if name in context.known.guests:
            _claim_website(spoken, name, "guest", context, claims)


def _claim_website(spoken: Spoken, name: str, role: str, context: Context, claims: Claims) -> None:
    url = whole_address(spoken.link.url)
    if url.startswith("mailto:"):
        return
    host = folded(spoken.site.host.partition(".")[0])
    called = folded(name)
    last = folded(name.rsplit(maxsplit=1)[-1])
    own = len(host) > 3 and (host in called or called in host or last in host)
    labelled = context.words.website.search(f"{spoken.lead} {spoken.label}") is not None
    known = claims.people.get(name)
    if (own or labelled) and (known is None or known.website is None):
        claims.add_person(FoundPerson(name, role, (), url))
        keep(spoken, DecisionKind.PROFILE, name, "the person's own page", claims)
