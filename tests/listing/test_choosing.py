"""Which links are listed, in which groups."""

from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.listing.choosing import By, Wanted, choose, grouped
from publisher.listing.links import Listing, list_links
from publisher.model import Network, Verdict
from tests.answers import NOW
from tests.commands import episode, write
from tests.listing.builders import FINE, GONE, NEVER, REPOSITORY, fill


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Network:
    monkeypatch.chdir(tmp_path)
    root = write(tmp_path, REPOSITORY)
    fill(root)
    return load_network(root.resolve())


@pytest.fixture
def listing(network: Network) -> Listing:
    return list_links(network, (), NOW)


def urls(listing: Listing, wanted: Wanted) -> set[str]:
    return {known.check.url for known in choose(listing.links, wanted)}


def test_a_filter_lets_through_what_it_names(listing: Listing) -> None:
    assert urls(listing, Wanted()) == {known.check.url for known in listing.links}
    assert urls(listing, Wanted(verdicts=frozenset({Verdict.DEAD}))) == {GONE}
    assert urls(listing, Wanted(sponsor="initech")) == {"https://initech.example.com/"}
    story = "https://globex.example.com/story"
    assert story in urls(listing, Wanted(sponsor="globex"))
    assert urls(listing, Wanted(url=f"{FINE}#part")) == {FINE}
    assert urls(listing, Wanted(url="HTTPS://FINE.example.org")) == {FINE}
    assert urls(listing, Wanted(url="https://fine.example.org/other")) == set()


def test_a_host_stands_for_those_below_it_but_not_for_its_like(
    network: Network, tmp_path: Path
) -> None:
    body = "[a](https://shop.example.net/), [b](https://notexample.net/)\n"
    write(tmp_path, {"feeds/talk/episodes/009.md": episode(9, body)})
    again = list_links(network, (), NOW)
    assert urls(again, Wanted(host="example.net")) == {NEVER, "https://shop.example.net/"}


def test_an_episode_has_what_it_says_and_what_its_sponsors_give(listing: Listing) -> None:
    assert urls(listing, Wanted(episode="feeds/talk/episodes/003.md")) == {
        NEVER,
        "https://media.example.com/3.mp3",
        "https://globex.example.com/ada",
        "https://initech.example.com/",
    }


def groups(listing: Listing, by: By, network: Network) -> dict[str, list[str]]:
    found = grouped(listing, listing.links, by, network)
    return {group.name: [known.check.url for known in group.links] for group in found}


def test_verdicts_come_worst_first_and_in_them_what_is_used_most(
    listing: Listing, network: Network
) -> None:
    found = groups(listing, By.VERDICT, network)
    assert list(found) == ["dead", "skipped", "ok"]
    counts = {known.check.url: len(known.episodes) for known in listing.links}
    used = [counts[url] for url in found["skipped"]]
    assert used == sorted(used, reverse=True)
    assert used[0] > used[-1]


def test_hosts_come_worst_first(listing: Listing, network: Network) -> None:
    found = groups(listing, By.HOST, network)
    assert next(iter(found)) == "gone.example.org"
    assert list(found)[-1] == "fine.example.org"


def test_sponsors_have_all_that_is_theirs_and_others_nothing(
    listing: Listing, network: Network
) -> None:
    found = groups(listing, By.SPONSOR, network)
    assert set(found) == {"globex", "initech", "umbrella"}
    assert "https://globex.example.com/story" in found["globex"]


def test_episodes_come_newest_first_and_the_config_last(listing: Listing, network: Network) -> None:
    found = groups(listing, By.EPISODE, network)
    *episodes, people, sponsors, talk, walk = found
    assert episodes == [
        *(f"feeds/talk/episodes/00{number}.md" for number in (3, 2, 1)),
        "feeds/walk/episodes/001.md",
    ]
    assert (people, sponsors) == ("config/people.toml", "config/sponsors.toml")
    assert (talk, walk) == ("feeds/talk/show.toml", "feeds/walk/show.toml")
    assert found["feeds/talk/episodes/002.md"][0] == GONE
    assert found["config/sponsors.toml"] == ["https://umbrella.example.com/"]
