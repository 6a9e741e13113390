"""Accounts, listings and funding that a show names in all of its episodes → keys of `show.toml`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from publisher.importing.boilerplate.saying import Said, SaidLink, words_of
from publisher.importing.description.parties.addresses import site_of_link
from publisher.importing.description.parties.lines import as_heading
from publisher.importing.description.parties.vocabulary import vocabulary
from publisher.platforms import Match, match_platform, platforms


class Accounts(NamedTuple):
    """`socials` and `platforms` by the platform's key; `funding` as `show.toml` has it."""

    socials: Mapping[str, str]
    platforms: Mapping[str, str]
    funding: tuple[Mapping[str, str], ...]


class _Named(NamedTuple):
    url: str
    match: Match
    before: str  # the words before it in its line


_LONGEST_CALL = 80
_LETTERS = re.compile(r"\W+|_")
_OWN_PAGES = frozenset(("profile", "show", "invite"))


def find_accounts(said: Iterable[Said], title: str | None) -> Accounts:
    """Return whose accounts these are for sure: the show's own.

    `said` are texts that stand in each of the newest episodes; accounts of hosts, and all that
    could be somebody else's, are left out, as are platforms that have closed.
    """
    named: dict[str, list[_Named]] = {}
    funding: dict[str, str] = {}
    for text in said:
        for line in text.lines:
            for index, part in enumerate(line):
                if not isinstance(part, SaidLink):
                    continue
                if site_of_link(part.url).funding:
                    funding.setdefault(part.url, _call(line, index, part))
                    continue
                match = match_platform(part.url)
                if match is not None and match.platform.closed is None:
                    before = words_of(line[:index])
                    named.setdefault(match.platform.key, []).append(_Named(part.url, match, before))
    socials: dict[str, str] = {}
    listings: dict[str, str] = {}
    for key, found in named.items():
        kind = found[0].match.platform.kind
        url = _listing(found) if kind == "podcast" else _own(found, title)
        if url is not None and kind in ("social", "podcast"):
            (listings if kind == "podcast" else socials)[key] = url
    return Accounts(
        socials,
        listings,
        tuple(
            {"url": url, "text": text} if text else {"url": url} for url, text in funding.items()
        ),
    )


def _call(line: tuple[str | SaidLink, ...], index: int, link: SaidLink) -> str:
    """Return what a link for funding says: its words, or those before it; empty where too much."""
    words = link.label if "://" not in link.label and "." not in link.label else ""
    words = words or words_of(line[:index]).rstrip(" :–—-")
    return words if 3 < len(words) <= _LONGEST_CALL else ""


def _listing(found: Sequence[_Named]) -> str | None:
    urls = dict.fromkeys(each.url for each in found if each.match.kind in ("show", "profile"))
    return next(iter(urls)) if len(urls) == 1 else None


def _own(found: Sequence[_Named], title: str | None) -> str | None:
    """Return the account that is the show's by its name, or by the words before it."""
    pages = [each for each in found if each.match.kind in _OWN_PAGES]
    like = dict.fromkeys(each.url for each in pages if _is_like(each.match.handle, title))
    if len(like) == 1:
        return next(iter(like))
    ours = dict.fromkeys(each.url for each in pages if vocabulary().own.search(each.before))
    return next(iter(ours)) if len(ours) == 1 and not like else None


def _is_like(handle: str | None, title: str | None) -> bool:
    if not handle or not title:
        return False
    name, whole = _letters(handle), _letters(title)
    words = [_letters(word) for word in title.split()]
    return (
        (len(name) >= 4 and name in whole)
        or (len(whole) >= 4 and whole in name)
        or any(len(word) >= 5 and name.startswith(word) for word in words[:1])
    )


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def is_list_of(said: Said, accounts: Mapping[str, str]) -> bool:
    """Say whether a text says nothing but these accounts: the section of the notes says as much."""
    if not said.links or any(link.url not in accounts.values() for link in said.links):
        return False
    names = {name for key in accounts for name in _names(key)}
    for line in said.lines:
        for part in line:
            if isinstance(part, SaidLink):
                label = _letters(part.label)
                if label not in _letters(part.url) and label not in names:
                    return False
            elif not _is_call(part, names):
                return False
    return True


def _names(key: str) -> Iterator[str]:
    """Yield what a platform is called, in letters alone."""
    platform = platforms().get(key)
    if platform is not None:
        yield from map(_letters, (key, platform.name, *platform.aliases))


def _is_call(words: str, names: Iterable[str]) -> bool:
    """Say whether words only call to follow, name a platform, or part one account from another."""
    heading = as_heading(words)
    if not _letters(heading) or _letters(heading) in names:
        return True
    topics = vocabulary().topics
    return bool(topics["socials"].fullmatch(heading) or topics["listen"].fullmatch(heading))


def is_heading_of(said: Said, name: str) -> bool:
    """Say whether a text without links is the heading of a list of "socials" or "platforms"."""
    topic = {"socials": "socials", "platforms": "listen"}[name]
    heading = as_heading(said.words)
    return not said.links and vocabulary().topics[topic].fullmatch(heading) is not None


def call_of(said: Said) -> str:
    """Return the words by which a list of accounts is introduced."""
    for line in said.lines:
        words = words_of(tuple(part for part in line if isinstance(part, str)))
        heading = " ".join(words.split()).strip(" :–—-")
        if heading:
            return heading
    return ""
