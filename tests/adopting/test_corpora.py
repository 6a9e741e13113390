"""Real shows' repositories, adopted with no hand edit, against the config written by hand."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from publisher.adopting import adopt_repository
from publisher.asking import Web
from publisher.checking import check_repository
from publisher.config import load_network
from publisher.episodes import episode_files
from publisher.errors import UsageError
from publisher.model import Network, RuleSelection, Severity
from publisher.pipeline import build_repository
from tests.corpora import CORPORA, SHOWS, jupiter_shows
from tests.corpora import episode_files as files_by_hand

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")

NOW = datetime(2026, 11, 1, tzinfo=UTC)
OFFLINE = Web(offline=True)
ITEMS = {  # in all feeds; by hand it is 55 less for Jupiter Broadcasting, as many for the others
    "allthingsgit": 21,
    "arresteddevops": 205,
    "castalio": 155,
    "jupiterbroadcasting": 1961,
    "runninginproduction": 0,  # no key says where the recordings are
    "rustacean-station": 179,
    "syntax": 1033,
}


class Adopted(NamedTuple):
    """A corpus that was copied and adopted, and what was told."""

    network: Network
    told: str


@pytest.fixture(scope="module", params=ITEMS)
def adoption(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Adopted:
    root = tmp_path_factory.mktemp("adopted") / request.param
    shutil.copytree(CORPORA / request.param, root, copy_function=shutil.copyfile)
    told = "\n".join(adopt_repository(root, now=NOW))
    return Adopted(load_network(root), told)


@pytest.fixture
def adopted(adoption: Adopted) -> Network:
    return adoption.network


def test_the_same_files_are_episodes(adopted: Network) -> None:
    corpus = adopted.root.name
    if corpus == "runninginproduction":
        by_hand = set((adopted.root / "_posts/podcast").glob("*.md"))
    else:
        source = CORPORA / corpus
        shows = jupiter_shows(source) if corpus == "jupiterbroadcasting" else SHOWS[corpus]
        files = (file for show in shows for file in files_by_hand(source, show))
        by_hand = {adopted.root / file.relative_to(source) for file in files}
    found = {file for show in adopted.shows.values() for file in episode_files(show, adopted)}
    assert found == by_hand


def test_a_check_fails_on_nothing(adopted: Network) -> None:
    checked = check_repository(adopted.root, (), RuleSelection(), now=NOW, web=OFFLINE)
    assert not checked.report.fails


def test_it_builds_with_no_error_of_ours(adopted: Network) -> None:
    """What the fields of episodes say is understood: all that is wrong is theirs, and known."""
    built = build_repository(adopted, (), now=NOW, web=OFFLINE)
    assert built.complete
    feeds = adopted.root.glob("feeds/*/feed.xml")
    items = sum(feed.read_text(encoding="utf-8").count("<item>") for feed in feeds)
    assert items == ITEMS[adopted.root.name]
    errors = [each for each in built.report.findings if each.severity is Severity.ERROR]
    assert all(each.known for each in errors)
    misread = {"E101", "E102", "E103", "E104", "E105", "E106", "E110"}
    ours = [each for each in errors if each.code in misread]
    assert ours == []


@pytest.mark.parametrize("adoption", ["jupiterbroadcasting"], indirect=True)
def test_each_of_eight_shows_is_one(adoption: Adopted) -> None:
    network = adoption.network
    by_hand = {show.slug: show for show in jupiter_shows(CORPORA / "jupiterbroadcasting")}
    assert network.shows.keys() == by_hand.keys()
    for slug, show in network.shows.items():
        assert show.title == by_hand[slug].title
        assert set(by_hand[slug].fields) <= set(show.fields)
    assert len(network.people) == 167
    assert len(network.sponsors) == 79
    assert [host.id for host in network.shows["self-hosted"].hosts] == ["chris", "alex"]


@pytest.mark.parametrize("adoption", ["runninginproduction"], indirect=True)
def test_guests_have_the_profiles_that_episodes_give(adoption: Adopted) -> None:
    told = adoption.told
    lazu = adoption.network.people["gerhard-lazu"]
    assert (lazu.name, lazu.website) == ("Gerhard Lazu", "https://changelog.com/")
    assert [profile.platform for profile in lazu.profiles] == ["x"]
    assert "{{ page.guest }} in the notes stays as it is written, in 104 files" in told
    assert "no key says where the recordings are" in told


@pytest.mark.parametrize("corpus", ["changelog", "newrustacean"])
def test_without_front_matter_there_is_nothing_to_adopt(corpus: str, tmp_path: Path) -> None:
    root = tmp_path / corpus
    shutil.copytree(CORPORA / corpus, root, copy_function=shutil.copyfile)
    with pytest.raises(UsageError, match="none has front matter"):
        list(adopt_repository(root, now=NOW))
