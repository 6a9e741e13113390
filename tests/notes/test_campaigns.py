"""Which sponsors are shown, and with what."""

from datetime import UTC, datetime

import pytest

from publisher.model import AfterEnd, Episode, Network, Sponsor, SponsorTerms
from publisher.notes.blocks import flatten, plain_text
from publisher.notes.campaigns import is_sponsored, sponsor_blocks, sponsored_beginnings
from publisher.notes.structure import SponsorBlock
from tests.notes.builders import (
    NOW,
    day,
    make_episode,
    make_network,
    make_show,
    make_sponsor,
    sponsored,
)

YESTERDAY, TODAY, TOMORROW = day("2024-06-14"), day("2024-06-15"), day("2024-06-16")


def shown(*sponsors: Sponsor, network: Network | None = None, **show: object) -> list[str]:
    episode = make_episode(sponsors=tuple(sponsored(sponsor) for sponsor in sponsors))
    blocks = sponsor_blocks(episode, make_show(**show), network or make_network(*sponsors), NOW)
    return [block.name for block in blocks]


def block_of(episode: Episode, **show: object) -> SponsorBlock:
    (block,) = sponsor_blocks(episode, make_show(**show), make_network(), NOW)
    return block


def test_a_campaign_runs_to_the_end_of_its_last_day() -> None:
    hide = AfterEnd.HIDE
    assert shown(make_sponsor(ends=TODAY, after_end=hide)) == ["Acme"]
    assert shown(make_sponsor(ends=YESTERDAY, after_end=hide)) == []


def test_the_day_is_the_shows_own() -> None:
    sponsor = make_sponsor(ends=YESTERDAY, after_end=AfterEnd.HIDE)
    episode = make_episode(sponsors=(sponsored(sponsor),))
    network = make_network()
    early = datetime(2024, 6, 15, 3, tzinfo=UTC)
    new_york = make_show(timezone="America/New_York")
    assert sponsor_blocks(episode, new_york, network, early)
    assert not sponsor_blocks(episode, make_show(timezone="UTC"), network, early)
    assert not sponsor_blocks(episode, make_show(timezone="Not/AZone"), network, early)


@pytest.mark.parametrize(
    ("sponsor", "show", "network", "expected"),
    [
        (None, None, AfterEnd.KEEP, ["Acme"]),
        (None, None, AfterEnd.HIDE, []),
        (None, AfterEnd.HIDE, AfterEnd.KEEP, []),
        (None, AfterEnd.KEEP, AfterEnd.HIDE, ["Acme"]),
        (AfterEnd.KEEP, AfterEnd.HIDE, AfterEnd.HIDE, ["Acme"]),
        (AfterEnd.HIDE, AfterEnd.KEEP, AfterEnd.KEEP, []),
    ],
)
def test_the_nearest_after_end_decides(
    sponsor: AfterEnd | None, show: AfterEnd | None, network: AfterEnd, expected: list[str]
) -> None:
    ended = make_sponsor(ends=YESTERDAY, after_end=sponsor)
    config = make_network(ended, after_end=network)
    assert shown(ended, network=config, after_end=show) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (make_sponsor("Globex"), ["Globex"]),
        (make_sponsor("Globex", starts=TODAY, ends=TODAY), ["Globex"]),
        (make_sponsor("Globex", starts=TOMORROW), []),
        (make_sponsor("Globex", ends=YESTERDAY, after_end=AfterEnd.KEEP), []),
        (make_sponsor("Initech"), []),
    ],
)
def test_swap_asks_for_a_campaign_that_runs(other: Sponsor, expected: list[str]) -> None:
    ended = make_sponsor(ends=YESTERDAY, after_end=AfterEnd.SWAP, swap_with="globex")
    assert shown(ended, network=make_network(ended, other)) == expected


def test_a_swapped_sponsor_has_its_own_words_and_stands_once() -> None:
    ended = make_sponsor(ends=YESTERDAY, after_end=AfterEnd.SWAP, swap_with="globex")
    other = make_sponsor("Globex", code="GLOBEX")
    episode = make_episode(
        sponsors=(sponsored(ended, code="OLD", copy="Old words."), sponsored(other))
    )
    (block,) = sponsor_blocks(episode, make_show(), make_network(ended, other), NOW)
    assert (block.name, block.code, block.copy) == ("Globex", "GLOBEX", ())


def test_what_has_not_begun_is_shown() -> None:
    assert shown(make_sponsor(starts=TOMORROW)) == ["Acme"]


def test_an_episode_to_come_is_judged_by_its_own_day() -> None:
    sponsor = make_sponsor(ends=TODAY, after_end=AfterEnd.HIDE)
    episode = make_episode(
        published=datetime(2024, 6, 20, tzinfo=UTC), sponsors=(sponsored(sponsor),)
    )
    assert sponsor_blocks(episode, make_show(), make_network(), NOW) == ()


def test_the_nearest_url_and_code_count() -> None:
    terms = {"show": SponsorTerms("https://acme.example/show", "SHOW")}
    sponsor = make_sponsor(code="ALL", shows=terms, tagline="Anvils", offer="1 % off")
    own = sponsored(sponsor, url="https://acme.example/ep", code="EP", copy="We *use* it.")
    block = block_of(make_episode(sponsors=(own,)))
    assert (block.url, block.code) == ("https://acme.example/ep", "EP")
    assert plain_text(flatten(block.copy)) == "We use it."
    block = block_of(make_episode(sponsors=(sponsored(sponsor),)))
    assert (block.url, block.code, block.tagline) == ("https://acme.example/show", "SHOW", "Anvils")
    block = block_of(make_episode(sponsors=(sponsored(sponsor),)), slug="other")
    assert (block.url, block.code, block.offer) == ("https://acme.example/", "ALL", "1 % off")


def test_sponsored_addresses() -> None:
    sponsor = make_sponsor(url="https://www.acme.example/go?ref=x", ends=YESTERDAY)
    copy = "At [Globex](https://globex.example/us/)."
    episode = make_episode(sponsors=(sponsored(sponsor, copy=copy),))
    show, network = make_show(), make_network()
    beginnings = sponsored_beginnings(episode, show, sponsor_blocks(episode, show, network, NOW))
    assert beginnings == ("acme.example/go", "globex.example/us")
    assert is_sponsored("http://acme.example/go", beginnings)
    assert is_sponsored("https://www.acme.example/go/now?x=1", beginnings)
    assert is_sponsored("https://globex.example/us#a", beginnings)
    assert not is_sponsored("https://acme.example/gone", beginnings)
    assert not is_sponsored("https://acme.example/", beginnings)
