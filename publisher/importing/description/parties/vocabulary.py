"""The words by which parties are told, of all languages at once: `words/*.toml`, compiled.

Tables and keys, each a list of regular expressions without regard to case:

headings   whole headings, without marks and colon: `sponsors`, `promos`, `listen`, `socials`,
           `guests`, `hosts`, `support` (funding), `links`; `person` with a group `name`;
           `sponsor_behind` is what stands behind a sponsor's name: "LogRocket - Sponsor"
sponsors   `stems`: plain words, lower-case, without one of which nothing is looked for; `lead`
           begins an item ("Sponsor: X"), `before` stands before a name, `start` too, but only at
           the beginning of a line; `thanks` has `{name}` in it; `not`: where all that doesn't
           count; `go`: how a sentence begins that goes on about the sponsor; `thanked`:
           how thanks begin; `skipped` stands before a name, `behind` behind one, `and` between two
ads        `stems` of cues; `cue`: that an ad stands beside it, wherever in the words; `ours`: that
           it is the show's own, whatever the cue; `things`: what shows and guests sell themselves
deals      `stems`, and `weak_stems`, which count only beside an amount; `firm` stands before a
           code, whatever that looks like; `loose` only before one in capitals or with digits;
           `behind` follows a code in capitals; `not_codes`: words that are none; `offers`, where
           `{percent}`, `{money}` and `{span}` stand for amounts; `offer_stems`; `spans`: what a
           span of time can be; `tail`, the end of an offer, stands for `{tail}`
own        `words`, `lead`: whose accounts follow is the show; `listen`: where to listen;
           `of_person` with a group `name`; `of_guest`: him or her of whom the text speaks;
           `of_others`: those who are neither the show nor a guest; `of_hosts`: that people named
           behind it are the show's hosts; `website`; `not_names`: words
           no name holds; `account_words` stand beside a platform's name without saying whose the
           account is;
           `others`: what follows is another show
links      a kind of link, by the words before it
kinds      `before` and `behind`: what stands in a heading beside the name of a kind; each other key
           is a kind, by its names as headings have them: "Books"
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

_FOLDER = Path(__file__).parents[1] / "words"
_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_AMOUNTS = {
    "{percent}": r"\d{1,3}(?:[.,]\d{1,2})?[ \u00a0\u202f]?(?:%|percent\b|Prozent\b)",
    "{money}": (
        rf"(?:(?:US|CA|AU)?[$€£]|(?:USD|EUR|CHF)\b)[ \u00a0]?{_NUMBER}"
        rf"|{_NUMBER}[ \u00a0]?(?:[€£$]|Euro?s?\b|EUR\b|USD\b|CHF\b|Franken\b|US-Dollar\b)"
    ),
}
_ACCOUNT = (
    "(?:twitter|x|instagram|insta|facebook|linkedin|youtube|mastodon|bluesky|discord|tiktok"
    "|threads|telegram|github|gitlab|twitch|medium|kaggle|substack|xing|goodreads|dribbble)"
)
_NAME = r"(?P<name>[^.!?:,;()\[\]\n]{2,50}?|\[[^\]\n]{2,60}\]\([^)\s]{4,500}\))"
_TOPICS = ("sponsors", "promos", "listen", "socials", "guests", "hosts", "support", "links")

Pattern = re.Pattern[str]


class Words(NamedTuple):
    """Every language's words, each list one pattern."""

    topics: Mapping[str, Pattern]  # of whole headings
    person_headings: tuple[Pattern, ...]
    sponsor_behind: Pattern
    sponsor_stems: tuple[str, ...]
    sponsor_lead: Pattern
    sponsor_inline: Pattern
    sponsor_before: Pattern
    sponsor_start: Pattern
    sponsor_thanks: tuple[Pattern, ...]
    sponsor_thanked: Pattern
    sponsor_skipped: Pattern
    sponsor_plain: Pattern
    sponsor_and: Pattern
    sponsor_not: Pattern
    sponsor_goes_on: Pattern
    ad_stems: tuple[str, ...]
    ad_cue: Pattern
    ours: Pattern
    own_things: Pattern
    code_stems: tuple[str, ...]
    code_weak_stems: tuple[str, ...]
    code_firm: Pattern
    code_loose: Pattern
    code_behind: Pattern
    not_codes: frozenset[str]
    offer_stems: tuple[str, ...]
    offers: Pattern
    own: Pattern
    own_lead: Pattern
    listen_lead: Pattern
    of_person: tuple[Pattern, ...]
    of_guest: Pattern
    of_others: Pattern
    of_hosts: Pattern
    website: Pattern
    not_names: frozenset[str]
    account_words: frozenset[str]
    others: Pattern
    support: Pattern
    link_kinds: Pattern  # the group that matched names the kind
    kind_headings: Pattern  # so does it here


@cache
def vocabulary() -> Words:
    """Return the words of every language there is a file of."""
    languages = [
        tomllib.loads(path.read_text(encoding="utf-8")).get("parties", {})
        for path in sorted(_FOLDER.glob("*.toml"))
    ]

    def listed(table: str, key: str) -> list[str]:
        return [entry for words in languages for entry in words.get(table, {}).get(key, ())]

    ands = listed("sponsors", "and")
    listings = {kind for words in languages for kind in words.get("kinds", {})}
    before, behind = _or(listed("kinds", "before")), _or(listed("kinds", "behind"))
    kinds = dict.fromkeys(kind for words in languages for kind in words.get("links", {}))
    deals = listed("deals", "offers")
    tail = f"(?:{_or(listed('deals', 'tail'))})"
    span = f"(?:{'|'.join(listed('deals', 'spans'))})"
    code = (
        r"[ \u00a0]{0,2}[:=]?[ \u00a0]{0,2}(?P<quote>[\"'“”‘’„«»`*_(\[<]{0,4})"
        r"(?P<code>\w[\w-]{1,29})"
    )
    behind_name = _or(listed("headings", "sponsor_behind"))
    lead = _or(listed("sponsors", "lead"))
    return Words(
        topics=MappingProxyType({key: _any(listed("headings", key)) for key in _TOPICS}),
        person_headings=_each(listed("headings", "person")),
        sponsor_behind=re.compile(
            rf"(?P<name>[^\n]{{2,60}}?) ?[-–—|:(] ?(?:{behind_name})\)?",
            re.IGNORECASE,
        ),
        sponsor_stems=tuple(listed("sponsors", "stems")),
        sponsor_lead=_any([rf"[*_]{{0,3}}(?:{lead})[*_]{{0,3}} ?[:–—-][*_]{{0,3}} {{0,3}}"]),
        sponsor_inline=re.compile(
            r"(?:\A[\s>]*|(?<=\s))(?P<head>(?P<mark>\*\*|__)?"
            rf"(?P<words>(?:{_or([*listed('headings', 'sponsors'), *listed('sponsors', 'lead')])}))"
            r"(?(mark):?(?P=mark):?|:)\s+)(?=\S)",
            re.IGNORECASE,
        ),
        sponsor_before=_any(listed("sponsors", "before")),
        sponsor_start=_any(listed("sponsors", "start")),
        sponsor_thanks=_each(listed("sponsors", "thanks")),
        sponsor_thanked=_any(listed("sponsors", "thanked")),
        sponsor_skipped=re.compile(
            rf"[\s\"“„*_:]*(?:(?:{_or(listed('sponsors', 'skipped'))})\s)?[\s\"“„*_]*",
            re.IGNORECASE,
        ),
        sponsor_plain=re.compile(
            r"(?P<name>\S[^\n]{0,60}?)[\"”*_]*(?=[!?,;:(\n\[]|\.(?=\s|\Z|\")|\s[-–—|]\s"
            rf"|\s(?:https?://|www\.)|\s(?:{_or(listed('sponsors', 'behind'))})\s|\s*\Z)"
        ),
        sponsor_and=re.compile(
            rf"[\"”*_]*\s*(?:\([^()\n]{{0,120}}\))?\s*(?:,\s*(?:{_or(ands)})?|&|{_or(ands)})"
            r"\s+[*_]*(?=\[|[^\W\d_a-zäöü])"
        ),
        sponsor_not=_any(listed("sponsors", "not")),
        sponsor_goes_on=_any(listed("sponsors", "go")),
        ad_stems=tuple(listed("ads", "stems")),
        ad_cue=_any(listed("ads", "cue")),
        ours=_any(listed("ads", "ours")),
        own_things=_any([rf"\b(?:{_or(listed('ads', 'things'))})\b"]),
        code_stems=tuple(listed("deals", "stems")),
        code_weak_stems=tuple(listed("deals", "weak_stems")),
        code_firm=_any([f"(?:{_or(listed('deals', 'firm'))}){code}"]),
        code_loose=_any([f"(?:{_or(listed('deals', 'loose'))}){code}"]),
        code_behind=re.compile(
            rf"\b(?P<code>[A-Z][A-Z0-9]{{2,20}})[\"'”*]{{0,2}} "
            rf"(?i:(?:{_or(listed('deals', 'behind'))}) {{0,2}}(?:up to )?(?:\d{{1,3}} ?%|[$€£]\d))"
        ),
        not_codes=frozenset(listed("deals", "not_codes")),
        offer_stems=tuple(listed("deals", "offer_stems")),
        offers=re.compile(  # it begins a word: elsewhere a hundred alternatives needn't be tried
            r"(?<![^\W_])(?:"
            + _or(_filled(entry, {**_AMOUNTS, "{span}": span, "{tail}": tail}) for entry in deals)
            + ")",
            re.IGNORECASE,
        ),
        own=_any(listed("own", "words")),
        own_lead=_any(listed("own", "lead")),
        listen_lead=_any(listed("own", "listen")),
        of_person=_each(listed("own", "of_person")),
        of_guest=_any(listed("own", "of_guest")),
        of_others=_any(listed("own", "of_others")),
        of_hosts=_any(listed("own", "of_hosts")),
        website=_any(listed("own", "website")),
        not_names=frozenset(listed("own", "not_names")),
        account_words=frozenset(listed("own", "account_words")),
        others=_any(listed("own", "others")),
        support=_any(listed("links", "support")),
        link_kinds=re.compile(
            "|".join(f"(?P<{kind}>{_or(listed('links', kind))})" for kind in kinds), re.IGNORECASE
        ),
        kind_headings=re.compile(
            rf"(?:(?:{before}) ){{0,3}}(?:"
            + "|".join(
                f"(?P<{kind}>{_or(listed('kinds', kind))})"
                for kind in sorted(listings - {"before", "behind"})
            )
            + rf")(?: (?:{behind}))?",
            re.IGNORECASE,
        ),
    )


def _or(entries: Iterable[str]) -> str:
    return "|".join(entries) or r"(?!)"


def _any(entries: Iterable[str]) -> Pattern:
    return re.compile(f"(?:{_or(entries)})", re.IGNORECASE)


def _each(entries: Iterable[str]) -> tuple[Pattern, ...]:
    known = {"{name}": _NAME, "{account}": _ACCOUNT}
    return tuple(re.compile(_filled(entry, known), re.IGNORECASE) for entry in entries)


def _filled(entry: str, known: Mapping[str, str]) -> str:
    for place, pattern in known.items():
        entry = entry.replace(place, f"(?:{pattern})")
    return entry


def listed_hosts() -> Mapping[str, Any]:
    """Return `hosts.toml` beside this module: what hosts say of a link."""
    return _hosts()


@cache
def _hosts() -> Mapping[str, Any]:
    path = Path(__file__).with_name("hosts.toml")
    return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))
