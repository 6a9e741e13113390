"""What holds for every text: spans lie in it and don't overlap, and nothing is invented."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.importing.description.parties.parties import Parties
from publisher.importing.description.parties.vocabulary import vocabulary
from tests.corpora import CORPORA as EPISODES
from tests.importing.description.parties.reading import read
from tests.importing.labels import tuning

_PIECES = st.sampled_from([
    "Sponsors:", "## Sponsors", "Werbung:", "This episode is brought to you by", "Follow us on",
    "Listen on", "Guest: Ann Lee", "Ann's Links:", "use code", "AFLY04", "20% off", "for", "Acme",
    "https://acme.example/show", "[Acme](https://acme.example)", "https://twitter.com/annlee",
    "https://open.spotify.com/show/0aaaaaaaaaaaaaaaaaaaa1", "-", "|", "**", "(", ")", "\n", "\n\n",
    "Twitter:", "con el código", "İ", "ß", "🎧", "\\", "[", "](", "acme.com/show", ". ", "*", "> ",
])  # fmt: skip


def _values(found: Parties) -> Iterator[str]:
    for sponsor in found.sponsors:
        yield from (value for value in sponsor if value is not None)
    for promo in found.promos:
        yield from (value for value in promo if value is not None)
    for person in found.people:
        yield person.name
        yield from (account.url for account in person.profiles)
        yield from filter(None, (person.website,))
    yield from (account.url for account in (*found.platforms, *found.socials))
    for link in found.links:
        yield from filter(None, (link.url, link.title, link.person))


def _plain(text: str) -> str:
    kept = "".join(letter for letter in text.casefold() if letter.isalnum())
    return kept.removeprefix("https")


def _check(text: str) -> None:
    found = read(text)
    last = 0
    for decision in found.decisions:
        assert last <= decision.start < decision.end <= len(text)
        assert decision.because
        last = decision.end
    whole = _plain(f" {text}")
    for value in _values(found):
        assert _plain(value) in whole or _plain(value) in _plain(text.replace("&amp;", "&"))


@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_nothing_is_invented(text: str) -> None:
    _check(text)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read(text)


@pytest.mark.parametrize("labelled", tuning(), ids=lambda labelled: labelled.of)
def test_nothing_is_invented_in_the_labelled_texts(labelled: object) -> None:
    _check(getattr(labelled, "text", ""))


@pytest.mark.skipif(not EPISODES.is_dir(), reason="the corpora are not here")
def test_nothing_is_invented_in_real_descriptions() -> None:
    for file in sorted((EPISODES.parent / "descriptions").glob("*.txt")):
        _check(file.read_text(encoding="utf-8", errors="replace")[:20_000])


def test_every_language_is_compiled() -> None:
    words = vocabulary()
    assert {"sponsors", "listen", "socials", "guests", "hosts", "links"} <= set(words.topics)
    assert words.offers.search("20% off") is not None
    assert words.offers.search("30 Tage kostenlos") is not None
    assert words.offers.search("10 % de descuento") is not None


@pytest.mark.parametrize(
    "unit",
    [
        "Sponsors: ", "code ", "use code A", "20% ", "[a](", "**", "Follow Ann on ", "free ", "(",
        "This episode is brought to you by ", "- x - https://a.example/ ", "Ann Lee ", "a.b/",
        "Sponsor: A, ",
    ],
)  # fmt: skip
def test_work_grows_with_the_text_only(unit: str) -> None:
    read(unit * (60_000 // len(unit)))
