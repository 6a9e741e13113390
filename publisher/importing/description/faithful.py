"""Whether what was understood says all that it was understood from: what doesn't, stays.

A line is taken out of the body only if each of its words and addresses stands in a value made of
it, or is a word that a label or a call is made of ("Follow us on"). A sponsor keeps the whole line
as its copy.
"""

import re
from collections.abc import Iterator, Sequence

from publisher.importing.description.parties.parties import Parties
from publisher.importing.description.structure_words import filler_words
from publisher.importing.description.understanding import (
    Account,
    Decision,
    DecisionKind,
    FoundSponsor,
)
from publisher.platforms import platforms

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"']+(?:\([^\s<>()]*\)[^\s<>()\[\]\"']*)*", re.I
)
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_SENTENCE = re.compile(r"[.!?:;,](?:\s|\Z)|[\[\]()<>*_]")
_LONGEST_NAME = 40
_LABEL_ENDS = " -–—:|•*·→>\ufe0e\ufe0f\u200b"
_ENDS = ".,;:!?*_'\"“”)>"


def keep_words(text: str, parties: Parties) -> Parties:
    """Return the parties with only those decisions that lose no word and no address."""
    values = list(_values(parties))
    known = {word for value in values for word in _words(value)}
    urls = {_plain(url) for value in values for url in _ADDRESS.findall(value)}
    urls |= {_plain(value) for value in values if "." in value and " " not in value}
    sponsors, socials = list(parties.sponsors), list(parties.socials)
    decisions: list[Decision] = []
    for each in parties.decisions:
        words = text[each.start : each.end]
        if (
            each.kind is DecisionKind.HEADING
            or _says_all(words, known, urls)
            or (each.kind is DecisionKind.SPONSOR and _with_copy(words, each.value, sponsors))
            or (each.kind is DecisionKind.SOCIAL and _with_name(words, socials))
        ):
            decisions.append(each)
    return parties._replace(
        sponsors=tuple(sponsors), socials=tuple(socials), decisions=tuple(decisions)
    )


def _says_all(words: str, known: set[str], urls: set[str]) -> bool:
    words = _IMAGE.sub(" ", words)
    if any(_plain(url) not in urls for url in _ADDRESS.findall(words)):
        return False
    left = _words(_ADDRESS.sub(" ", words))
    return all(word in known or word in filler_words() for word in left)


def _with_copy(words: str, name: str, sponsors: list[FoundSponsor]) -> bool:
    """Give a sponsor all these words as copy; False where there is none of that name."""
    words = words.strip(" \t\r\n-–—*•|")
    for index, sponsor in enumerate(sponsors):
        if sponsor.name == name:
            copy = words if sponsor.copy is None else f"{sponsor.copy}\n\n{words}"
            sponsors[index] = sponsor._replace(copy=copy)
            return True
    return False


def _with_name(words: str, accounts: list[Account]) -> bool:
    """Give the account of a line its label as a name; False where the line says more than that."""
    addresses = _ADDRESS.findall(words)
    label = " ".join(_ADDRESS.sub(" ", words).split()).strip(_LABEL_ENDS)
    if len(addresses) != 1 or not 0 < len(label) <= _LONGEST_NAME or _SENTENCE.search(label):
        return False
    for index, account in enumerate(accounts):
        if _plain(account.url) == _plain(addresses[0]):
            accounts[index] = account._replace(name=label)
            return True
    return False


def _plain(url: str) -> str:
    url = url.replace("&amp;", "&").rstrip(_ENDS)
    return url.partition("://")[2] or url


def _words(value: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(value)]


def _values(parties: Parties) -> Iterator[str]:
    """Yield all that is said by values, each text by itself."""
    for person in parties.people:
        yield from filter(None, (person.name, person.role, person.website))
        yield from _accounts(person.profiles)
    for found in (*parties.sponsors, *parties.promos, *parties.links):
        yield from (value for value in found if value)
    yield from _accounts((*parties.platforms, *parties.socials))


def _accounts(accounts: Sequence[Account]) -> Iterator[str]:
    for account in accounts:
        yield account.url
        platform = platforms().get(account.platform)
        if platform is None:
            yield account.platform
        else:
            yield from (platform.name, platform.key.replace("_", " "), *platform.aliases)
