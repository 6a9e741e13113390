"""How well the importer's understanding of texts agrees with their labels.

Each fact that was found is matched with at most one label, as `same` says:

    names       the same words, without case, punctuation, and articles and titles before them; of
                sponsors with one URL, and of people with one profile, the words of one may be a
                part of the other's, or a short form of its first: “Leo” of “Leopold Nwosu”
    addresses   the same without scheme, `www.`, closing slash and case of the host
    codes       the same letters (case counts not), with the same party by name or address
    offers      the same numbers and half of the words, with the same party
    chapters    the same second and the same words
    promos      the same address, else the same code, else the same name

YouTube is in lists of socials and in lists of apps: either place is right. A host's own account is
right as a social of the show and as a profile of the host.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from publisher.importing.description.taking_apart import understand
from publisher.importing.description.understanding import Understanding
from publisher.importing.notes_file.reading import read_notes
from tests.importing.labels import (
    KINDS,
    Fact,
    Facts,
    Labelled,
    Party,
    address_of,
    of_parties,
    words_of,
)

EITHER_LIST = frozenset({"youtube"})


class Score(NamedTuple):
    """How many of a kind were found rightly, were labelled, and were found at all."""

    right: int = 0
    labelled: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    def plus(self, other: "Score") -> "Score":
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


class Miss(NamedTuple):
    """A fact that was not found, or that nobody labelled."""

    of: str
    kind: str
    what: Fact
    missing: bool


class Scored(NamedTuple):
    scores: Mapping[str, Score]
    misses: tuple[Miss, ...]


def facts_of(understood: Understanding) -> Facts:
    """Return what the importer understood, in the form of the labels."""
    people = understood.people
    sponsors = [
        Party(each.name, each.url or "", each.offer or "", each.code or "")
        for each in understood.sponsors
    ]
    promos = [
        Party(each.title, each.url or "", each.offer or "", each.code or "")
        for each in understood.promos
    ]
    number = understood.number
    return {
        **of_parties(sponsors, promos),
        "socials": tuple(Fact(each.platform, each.url) for each in understood.socials),
        "platforms": tuple(Fact(each.platform, each.url) for each in understood.platforms),
        "profiles": tuple(
            Fact(each.platform, each.url, who.name, who.role)
            for who in people
            for each in who.profiles
        ),
        "websites": tuple(Fact(url=who.website, party=who.name) for who in people if who.website),
        "chapters": tuple(
            Fact(str(int(each.start_seconds)), words=each.title) for each in understood.chapters
        ),
        "guests": tuple(Fact(who.name) for who in people if who.role == "guest"),
        "numbers": () if number is None else (Fact(str(number)),),
    }


def as_pasted(text: str) -> Understanding:
    """Understand a text as `publisher import --notes -` does, with nothing known of the show."""
    return understand(read_notes("-", StringIO(text)).text)


def score(texts: Iterable[Labelled], read: Callable[[str], Understanding] = as_pasted) -> Scored:
    """Return how well `read` understands the texts, by kind, and all that it missed."""
    scores = dict.fromkeys(KINDS, Score())
    misses: list[Miss] = []
    for text in texts:
        found = _placed(facts_of(read(text.text)), text.facts)
        for kind in (kind for kind in KINDS if kind not in text.unjudged):
            one, missed = _compare(kind, text, found[kind])
            scores[kind] = scores[kind].plus(one)
            misses += missed
    return Scored(scores, tuple(misses))


def _placed(found: Facts, labels: Facts) -> Facts:
    """Move found accounts to where the labels have them, where either place is right."""
    places: dict[str, list[Fact]] = {
        kind: list(found[kind]) for kind in ("socials", "platforms", "profiles")
    }
    for kind, other, may in (
        ("socials", "platforms", lambda fact: fact.name in EITHER_LIST),
        ("platforms", "socials", lambda fact: fact.name in EITHER_LIST),
        ("profiles", "socials", lambda fact: fact.words != "guest"),
    ):
        for fact in list(places[kind]):
            bare = Fact(fact.name, fact.url)
            elsewhere = any(same(other, label, bare) for label in labels[other])
            here = any(_same_account(label, bare) for label in labels[kind])
            if may(fact) and elsewhere and not here:
                places[kind].remove(fact)
                places[other].append(bare)
    return {**found, **{kind: tuple(facts) for kind, facts in places.items()}}


def _compare(kind: str, text: Labelled, found: Sequence[Fact]) -> tuple[Score, list[Miss]]:
    found = tuple(dict.fromkeys(found))
    open_labels = list(dict.fromkeys(text.facts[kind]))
    labelled_count, right = len(open_labels), 0
    wrong: list[Fact] = []
    for fact in found:
        label = next((label for label in open_labels if same(kind, label, fact)), None)
        if label is not None:
            open_labels.remove(label)
            right += 1
        elif not _any_of(fact, text.optional) and not _said_again(kind, fact, text.facts[kind]):
            wrong.append(fact)
    misses = [Miss(text.of, kind, fact, missing=True) for fact in open_labels]
    misses += [Miss(text.of, kind, fact, missing=False) for fact in wrong]
    return Score(right, labelled_count, right + len(wrong)), misses


def _any_of(fact: Fact, optional: frozenset[str]) -> bool:
    return any(address_of(part) in optional for part in fact if part)


def _said_again(kind: str, fact: Fact, labels: Iterable[Fact]) -> bool:
    """Whether it is a labelled address in another spelling: with and without `www.`, say."""
    accounts = kind in ("socials", "platforms", "profiles", "websites", "sponsor_urls")
    return accounts and any(same(kind, label, fact) for label in labels)


def same(kind: str, label: Fact, found: Fact) -> bool:
    """Whether what was found is what the label says."""
    return _SAME[kind](label, found)


def _same_sponsor(label: Fact, found: Fact) -> bool:
    return _same_name(label, found) or (_same_url(label, found) and _within(label.name, found.name))


def _within(one: str, other: str) -> bool:
    ours, theirs = sorted((words_of(one), words_of(other)), key=len)
    if not ours:
        return False
    short_form = len(ours) == 1 and len(ours[0]) >= 3 and theirs[0].startswith(ours[0])
    return short_form or set(ours) <= set(theirs)


def _same_url(label: Fact, found: Fact) -> bool:
    return bool(label.url) and address_of(label.url) == address_of(found.url)


def _same_name(label: Fact, found: Fact) -> bool:
    return words_of(label.name) == words_of(found.name)


def _same_account(label: Fact, found: Fact) -> bool:
    return label.name == found.name and _same_url(label, found)


def _same_profile(label: Fact, found: Fact) -> bool:
    return _same_account(label, found) and _within(label.party, found.party)


def _same_website(label: Fact, found: Fact) -> bool:
    return _same_url(label, found) and _within(label.party, found.party)


def _same_code(label: Fact, found: Fact) -> bool:
    party = words_of(label.party) == words_of(found.party) or _same_url(label, found)
    return party and label.name.casefold() == found.name.casefold()


def _same_offer(label: Fact, found: Fact) -> bool:
    if not (_same_name(label, found) or _same_url(label, found)):
        return False
    ours, theirs = set(words_of(label.words)), set(words_of(found.words))
    numbers = {word for word in ours if word.isdigit()} == {w for w in theirs if w.isdigit()}
    return numbers and 2 * len(ours & theirs) >= min(len(ours), len(theirs)) > 0


def _same_promo(label: Fact, found: Fact) -> bool:
    if label.url and found.url:
        return _same_url(label, found)
    if label.words and found.words:
        return label.words.casefold() == found.words.casefold()
    return _same_name(label, found)


def _same_chapter(label: Fact, found: Fact) -> bool:
    return label.name == found.name and words_of(label.words) == words_of(found.words)


_SAME: Mapping[str, Callable[[Fact, Fact], bool]] = {
    "sponsors": _same_sponsor,
    "sponsor_urls": _same_url,
    "codes": _same_code,
    "offers": _same_offer,
    "promos": _same_promo,
    "socials": _same_account,
    "platforms": _same_account,
    "profiles": _same_profile,
    "websites": _same_website,
    "chapters": _same_chapter,
    "guests": _same_name,
    "numbers": _same_name,
}
