"""Every link of the loopback world is asked over real connections, and judged right."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from publisher.model import LinkCheck, Verdict
from publisher.web.answers import Answers
from publisher.web.client import WebClient
from publisher.web.exchange import WebPolicy
from publisher.web.questions import check_urls
from tests.answers import NOW
from tests.world import BUSY, CASES, Case, World, play_world

POLICY = WebPolicy(
    allow_private=True,  # 127.0.0.1
    timeout_seconds=10,
    retries=0,
    patience_seconds=0,
    backoff_seconds=0,
)
GONE = (Verdict.DEAD, Verdict.SOFT_DEAD)


class Judged(NamedTuple):
    """What a run of the engine through the world gave."""

    world: World
    answers: Answers

    def of(self, url: str) -> LinkCheck:
        check = self.answers.of(url)
        assert check is not None
        return check


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judged]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        # The paces are for the real hosts.
        monkeypatch.setattr("publisher.web.shard.slow_hosts", dict)
        with play_world(tmp_path_factory.mktemp("world"), monkeypatch) as world:
            client = WebClient(POLICY, look_up=world.look_up)
            urls = [case.url for case in CASES]
            yield Judged(world, check_urls(urls, POLICY, now=NOW, ask=client.ask))
            client.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.situation} {case.url}")
def test_every_link_of_the_world_is_judged_right(judged: Judged, case: Case) -> None:
    check = judged.of(case.url)
    assert (check.verdict, check.reason) == (case.verdict, check.reason)
    assert check.reason


def test_the_world_knows_all_that_it_was_asked(judged: Judged) -> None:
    assert not judged.world.unplayed


def test_nothing_that_lives_is_called_dead(judged: Judged) -> None:
    alive = [case.url for case in CASES if case.situation in ("live", "walled", "expiring")]
    assert not [url for url in alive if judged.of(url).verdict in GONE]


def test_closed_and_silent_platforms_are_not_asked(judged: Judged) -> None:
    asked = " ".join(judged.world.asked)
    for case in CASES:
        if case.situation == "closed":
            assert case.url.partition("://")[2].partition("/")[0] not in asked
    for host in ("linkedin.com", "x.com/ada ", "instagram.com", "facebook.com", "threads"):
        assert host not in asked


def test_links_to_one_thing_are_one_request(judged: Judged) -> None:
    asked = judged.world.asked
    invites = "GET https://discord.com/api/v10/invites/gone"
    assert asked.count(invites) == 1
    assert asked.count("GET https://itunes.apple.com/lookup?id=1538368692&country=us") == 1
    assert not any("discord.gg" in line for line in asked)


def test_an_invitation_that_ends_soon_says_when(judged: Judged) -> None:
    check = judged.of("https://discord.com/invite/soon")
    assert check.expires_at is not None
    assert check.expires_at.date().isoformat() == "2026-11-29"
    assert judged.of("https://discord.gg/live").expires_at is None


def test_an_account_that_moved_says_where(judged: Judged) -> None:
    assert judged.of("https://fosstodon.org/@mover").final_url == "https://mas.to/@mover"


def test_a_redirector_is_known_by_where_it_leads(judged: Judged) -> None:
    good, bad = judged.of("https://acme.pxf.io/c/1/2/3"), judged.of("https://acme.pxf.io/c/1/2/bad")
    assert good.final_url == "https://shop.example/offer?irclickid=x"
    assert bad.final_url == "https://other.example/partners"


def test_a_service_that_has_enough_of_us_kills_no_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with play_world(tmp_path, monkeypatch) as world:
        client = WebClient(POLICY, look_up=world.look_up)
        urls = [BUSY.url, *(case.url for case in CASES if "discord" in case.url)]
        policy = POLICY._replace(max_concurrency=1)
        answers = check_urls(urls, policy, now=NOW, ask=client.ask)
        client.close()
    verdicts = {url: check.verdict for url in urls if (check := answers.of(url)) is not None}
    assert verdicts[BUSY.url] is BUSY.verdict
    assert not {
        url
        for url, verdict in verdicts.items()
        if verdict in GONE and "over" not in url and "gone" not in url
    }
