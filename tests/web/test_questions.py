import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.model import Cause, LinkCheck, Verdict
from publisher.web.answers import Answers, Recall
from publisher.web.cache import Cache
from publisher.web.exchange import Ask, Exchange, WebPolicy
from publisher.web.own import OwnSite
from publisher.web.patterns import matches_pattern
from publisher.web.questions import check_urls
from tests.answers import NOW, played, playing, recalled
from tests.loopback import Loopback, serve, unused_port

POLICY = WebPolicy(allow_private=True, timeout_seconds=5, patience_seconds=1, backoff_seconds=0)
PAGE = "https://example.org/book"
OTHER = "https://example.com/"


def verdicts(answers: Answers) -> dict[str, Verdict]:
    return {url: check.verdict for url, check in answers.checks.items()}


def never(exchange: Exchange) -> Exchange:
    raise AssertionError(f"asked about {exchange.at}")


@pytest.fixture
def counted() -> tuple[list[str], Ask]:
    asked: list[str] = []

    def ask(exchange: Exchange) -> Exchange:
        asked.append(exchange.at)
        return replace(exchange, status=200)

    return asked, ask


# ---------------------------------------------------------------- one job per URL


def test_a_url_shared_by_500_episodes_is_asked_once() -> None:
    with serve() as loopback:
        shared = [loopback.url("/sponsor") for _ in range(500)]
        fragments = [loopback.url(f"/sponsor#at-{number}") for number in range(500)]
        answers = check_urls(shared + fragments, POLICY, now=NOW)
        assert verdicts(answers) == {loopback.url("/sponsor"): Verdict.OK}
        assert loopback.total == 1


def test_no_host_has_more_than_per_host_in_flight() -> None:
    with serve(pause_seconds=0.02) as loopback:
        urls = [loopback.url(f"/{n}", f"127.0.0.{n % 2 + 1}") for n in range(60)]
        urls += [loopback.url(f"/chain/{n}", "127.0.0.1") for n in range(1, 9)]
        answers = check_urls(urls, POLICY._replace(per_host=3, max_concurrency=32), now=NOW)
        assert set(verdicts(answers).values()) == {Verdict.OK}
        assert set(loopback.most_at_once) == {
            f"127.0.0.1:{loopback.port}",
            f"127.0.0.2:{loopback.port}",
        }
        assert max(loopback.most_at_once.values()) <= 3


def test_no_more_threads_ask_than_the_policy_allows() -> None:
    lock = threading.Lock()
    names: set[str] = set()

    def ask(exchange: Exchange) -> Exchange:
        with lock:
            names.add(threading.current_thread().name)
        return replace(exchange, status=200)

    urls = [f"https://h{number}.example/" for number in range(100)]
    check_urls(urls, POLICY._replace(max_concurrency=4), now=NOW, ask=ask)
    assert 1 <= len(names) <= 4


def test_urls_that_are_not_on_the_web_are_left_out() -> None:
    answers = check_urls(["mailto:a@example.org", "#part", "", PAGE], POLICY, now=NOW, offline=True)
    assert list(answers.checks) == [PAGE]


def test_checks_stand_in_the_order_of_their_urls() -> None:
    urls = [f"https://example.org/{number}" for number in range(30)]
    answers = check_urls(urls[::-1], POLICY, now=NOW, ask=playing({}))
    assert list(answers.checks) == sorted(urls)


# ---------------------------------------------------------------- what the web does


@pytest.fixture(scope="module")
def world() -> Iterator[Loopback]:
    with serve() as loopback:
        yield loopback


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/sound", Verdict.OK),
        ("/status/404", Verdict.DEAD),
        ("/status/410", Verdict.DEAD),
        ("/head-404", Verdict.OK),
        ("/head-405", Verdict.OK),
        ("/linkedin", Verdict.UNVERIFIABLE),
        ("/status/403", Verdict.UNVERIFIABLE),
        ("/challenge", Verdict.UNVERIFIABLE),
        ("/challenge-page", Verdict.UNVERIFIABLE),
        ("/to-login", Verdict.UNVERIFIABLE),
        ("/app", Verdict.UNVERIFIABLE),
        ("/too-many", Verdict.RATE_LIMITED),
        ("/too-many-once", Verdict.OK),
        ("/busy", Verdict.SERVER_ERROR),
        ("/status/500", Verdict.SERVER_ERROR),
        ("/error-once", Verdict.OK),
        ("/reset-once", Verdict.OK),
        ("/reset", Verdict.UNREACHABLE),
        ("/loop", Verdict.UNREACHABLE),
        ("/chain/9", Verdict.OK),
        ("/chain/15", Verdict.UNREACHABLE),
        ("/redirect/301/moved", Verdict.MOVED),
        ("/redirect/302/away", Verdict.OK),
        ("/redirect/301/status/404", Verdict.DEAD),
        ("/not-http", Verdict.UNREACHABLE),
    ],
)
def test_every_kind_of_host_gets_its_verdict(world: Loopback, path: str, verdict: Verdict) -> None:
    answers = check_urls([world.url(path), world.url("/sound")], POLICY, now=NOW)
    assert answers.checks[world.url(path)].verdict is verdict
    assert answers.notices == ()


def test_private_addresses_are_refused_unless_allowed(world: Loopback) -> None:
    url = world.url("/inside")
    answers = check_urls([url], POLICY._replace(allow_private=False), now=NOW)
    check = answers.checks[url]
    assert (check.verdict, check.cause) == (Verdict.UNREACHABLE, Cause.PRIVATE)
    assert world.asked("/inside") == []
    assert answers.notices == ()


def test_a_dead_host_with_many_links_costs_a_few_requests() -> None:
    asked: list[str] = []

    def ask(exchange: Exchange) -> Exchange:
        asked.append(exchange.url)
        answer: int | str = 200 if exchange.url == OTHER else Cause.TIMEOUT
        return played(exchange, answer)

    urls = [f"https://dead.example/{number}" for number in range(300)]
    answers = check_urls([*urls, OTHER], POLICY._replace(per_host=2), now=NOW, ask=ask)
    assert {answers.checks[url].cause for url in urls} == {Cause.TIMEOUT}
    assert len(asked) < 20


# ---------------------------------------------------------------- is there a network?


def test_a_name_that_does_not_exist_is_asked_twice_and_unreachable_if_others_answer() -> None:
    asked: list[str] = []

    def ask(exchange: Exchange) -> Exchange:
        asked.append(exchange.url)
        return played(exchange, Cause.DNS if exchange.url == PAGE else 200)

    answers = check_urls([PAGE, OTHER], POLICY, now=NOW, ask=ask)
    check = answers.checks[PAGE]
    assert (check.verdict, check.cause) == (Verdict.UNREACHABLE, Cause.DNS)
    assert asked.count(PAGE) == 2
    assert answers.notices == ()


def test_a_name_found_the_second_time_is_fine() -> None:
    def ask(exchange: Exchange) -> Exchange:
        return played(exchange, 200 if exchange.tries else Cause.DNS)

    assert verdicts(check_urls([PAGE], POLICY, now=NOW, ask=ask)) == {PAGE: Verdict.OK}


@pytest.mark.parametrize("cause", [Cause.DNS, Cause.RESOLVER, Cause.TIMEOUT, Cause.REFUSED])
def test_if_nobody_answers_there_is_no_network(cause: Cause, tmp_path: Path) -> None:
    urls = [f"https://h{number}.example/" for number in range(200)]
    with Cache(tmp_path / "cache.sqlite") as cache:
        ask = playing(dict.fromkeys(urls, cause))
        answers = check_urls(urls, POLICY, now=NOW, cache=cache, ask=ask)
        assert cache.history(urls[0]) == ()
    assert set(verdicts(answers).values()) == {Verdict.SKIPPED}
    assert len(answers.notices) == 1
    assert "no network" in answers.notices[0]


def test_any_answer_proves_a_network() -> None:
    answers = check_urls([PAGE, OTHER], POLICY, now=NOW, ask=playing({PAGE: Cause.DNS, OTHER: 404}))
    assert answers.checks[PAGE].verdict is Verdict.UNREACHABLE
    answers = check_urls([PAGE], POLICY, now=NOW, ask=playing({PAGE: Cause.TLS}))
    assert answers.checks[PAGE].verdict is Verdict.UNREACHABLE


@pytest.mark.parametrize(
    ("network", "verdict"), [(True, Verdict.UNREACHABLE), (False, Verdict.SKIPPED)]
)
def test_one_who_answered_before_is_asked_whether_there_is_a_network(
    tmp_path: Path, network: bool, verdict: Verdict
) -> None:
    file = tmp_path / "cache.sqlite"
    with Cache(file) as cache:
        check_urls([OTHER], POLICY, now=NOW, cache=cache, ask=playing({}))
    ask = playing({PAGE: Cause.DNS, OTHER: 200 if network else Cause.DNS})
    with Cache(file) as cache:
        answers = check_urls([PAGE, OTHER], POLICY, now=NOW, cache=cache, ask=ask)
    assert verdicts(answers) == {PAGE: verdict, OTHER: Verdict.OK}
    assert len(answers.notices) == (0 if network else 1)


def test_without_a_network_what_needs_none_is_still_judged() -> None:
    closed = "https://podcasts.google.com/feed/x"
    ask = playing({PAGE: Cause.DNS})
    answers = check_urls([PAGE, closed], POLICY, now=NOW, ask=ask)
    assert verdicts(answers) == {PAGE: Verdict.SKIPPED, closed: Verdict.CLOSED_PLATFORM}


# ---------------------------------------------------------------- what needs no question


def test_offline_judges_only_what_is_certain_or_remembered(tmp_path: Path) -> None:
    own = OwnSite.of("https://show.example", ["a/", "a/1/"], {"a/2/": None})
    urls = {
        "https://podcasts.google.com/feed/x": Verdict.CLOSED_PLATFORM,
        "https://show.example/a/1/": Verdict.OK,
        "https://show.example/a/2/": Verdict.PENDING,
        "https://show.example/a/3/": Verdict.DEAD,
        "https://x.com/someone": Verdict.SKIPPED,
        PAGE: Verdict.DEAD,
        OTHER: Verdict.SKIPPED,
    }
    with Cache(tmp_path / "cache.sqlite") as cache:
        check_urls([PAGE], POLICY, now=NOW, cache=cache, ask=playing({PAGE: 404}))
        answers = check_urls(
            list(urls), POLICY, now=NOW, cache=cache, own=own, offline=True, ask=never
        )
        assert verdicts(answers) == urls
        assert answers.checks[PAGE].from_cache
        assert answers.checks[OTHER].reason == "not asked (offline)"
        stale = check_urls(
            [PAGE], POLICY, now=NOW + timedelta(days=2), cache=cache, offline=True, ask=never
        )
        assert verdicts(stale) == {PAGE: Verdict.SKIPPED}


def test_platforms_that_tell_programs_nothing_are_not_asked() -> None:
    url = "https://www.linkedin.com/in/someone"
    answers = check_urls([url], POLICY, now=NOW, ask=never)
    assert verdicts(answers) == {url: Verdict.UNVERIFIABLE}


def test_what_the_settings_skip_is_not_asked() -> None:
    policy = POLICY._replace(skip=("https://example.org/*",))
    answers = check_urls([PAGE], policy, now=NOW, ask=never)
    assert verdicts(answers) == {PAGE: Verdict.SKIPPED}


@pytest.mark.parametrize(
    ("pattern", "fits"),
    [
        ("https://example.org/book", True),
        ("https://EXAMPLE.org/*", True),
        ("*example.org*", True),
        ("*/book", True),
        ("*", True),
        ("https://*/bo*k", True),
        ("https://example.org", False),
        ("*/boo", False),
        ("https://example.org/book*book", False),
        ("", False),
    ],
)
def test_patterns(pattern: str, fits: bool) -> None:
    assert matches_pattern(PAGE, pattern) is fits


def test_a_pattern_without_the_last_slash_fits() -> None:
    assert matches_pattern("https://example.com/", "https://example.com")


def test_a_hostile_pattern_takes_no_time_to_speak_of() -> None:
    # With backtracking this would outlast the universe; here it ends, or the suite hangs.
    assert not matches_pattern("https://example.org/" + "a" * 100_000, "*a" * 5_000 + "b")


# ---------------------------------------------------------------- the cache, interrupts, faults


def test_what_is_remembered_is_not_asked_again(
    tmp_path: Path, counted: tuple[list[str], Ask]
) -> None:
    asked, ask = counted
    for _ in range(2):
        with Cache(tmp_path / "cache.sqlite") as cache:
            answers = check_urls([PAGE, OTHER], POLICY, now=NOW, cache=cache, ask=ask)
    assert sorted(asked) == [OTHER, PAGE]
    assert all(check.from_cache for check in answers.checks.values())


def test_an_interrupt_keeps_what_was_learnt(tmp_path: Path) -> None:
    urls = [f"https://h{number:02}.example/" for number in range(20)]
    over = threading.Event()

    def ask(exchange: Exchange) -> Exchange:
        if exchange.url >= urls[5]:
            over.wait(30)
        return replace(exchange, status=200)

    def interrupted(answered: int, total: int, slow: Sequence[str]) -> None:
        if answered == 5:
            raise KeyboardInterrupt

    with Cache(tmp_path / "cache.sqlite") as cache:
        answers = check_urls(urls, POLICY, now=NOW, cache=cache, progress=interrupted, ask=ask)
    over.set()
    assert answers.interrupted
    assert [*verdicts(answers).values()].count(Verdict.SKIPPED) == 15
    assert "interrupted" in answers.notices[0]
    with Cache(tmp_path / "cache.sqlite") as cache:
        assert len(recalled(cache, urls, NOW)) == 5


def test_progress_counts_every_url_once(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    policy = POLICY._replace(skip=(OTHER,))
    check_urls(
        [PAGE, OTHER, f"{PAGE}/2"],
        policy,
        now=NOW,
        progress=lambda answered, total, slow: seen.append((answered, total)),
        ask=playing({}),
    )
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == ((1, 3), (3, 3))


def test_a_fault_of_our_own_is_not_swallowed() -> None:
    with pytest.raises(AssertionError, match="asked about"):
        check_urls([PAGE], POLICY, now=NOW, ask=never)


def test_certificates_that_cannot_be_read_stop_no_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
    answers = check_urls([PAGE], POLICY, now=NOW)
    assert verdicts(answers) == {PAGE: Verdict.SKIPPED}
    assert "REQUESTS_CA_BUNDLE" in answers.notices[0]


def test_a_damaged_cache_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    file.write_bytes(b"not a database")
    with Cache(file) as cache:
        answers = check_urls([PAGE], POLICY, now=NOW, cache=cache, ask=playing({}))
    assert verdicts(answers) == {PAGE: Verdict.OK}
    assert len(answers.notices) == 1


WITHOUT_HTTP = """
import sys
from pathlib import Path
from publisher.web.cache import Cache
from publisher.web.questions import check_urls
from publisher.web.exchange import WebPolicy
from tests.answers import NOW, playing
for ask in (playing({}), None):
    with Cache(Path(sys.argv[1])) as cache:
        check_urls(["https://example.org/"], WebPolicy(), now=NOW, cache=cache, ask=ask)
print(sorted({"requests", "urllib3", "http.client", "ssl"} & set(sys.modules)))
"""


def test_a_run_answered_by_the_cache_imports_no_http_code(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", WITHOUT_HTTP, str(tmp_path / "cache.sqlite")],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "[]\n"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40) | st.text(max_size=30).map("https://".__add__), max_size=8))
def test_any_text_gets_a_verdict_and_never_an_exception(texts: list[str]) -> None:
    for offline in (True, False):
        answers = check_urls(texts, POLICY, now=NOW, offline=offline, ask=playing({}))
        assert all(isinstance(check, LinkCheck) for check in answers.checks.values())


def test_a_port_where_nobody_listens_is_unreachable_beside_one_that_answers(
    world: Loopback,
) -> None:
    silent = f"http://127.0.0.1:{unused_port()}/"
    answers = check_urls([silent, world.url("/beside")], POLICY, now=NOW)
    check = answers.checks[silent]
    assert (check.verdict, check.cause) == (Verdict.UNREACHABLE, Cause.REFUSED)


# ---------------------------------------------------------------- the limits of a run


def test_after_the_deadline_what_is_left_is_skipped(tmp_path: Path) -> None:
    with serve() as loopback:
        hanging = [loopback.url("/hang", f"127.0.0.{number}") for number in range(2, 8)]
        sound = loopback.url("/sound")
        policy = POLICY._replace(deadline_seconds=1, timeout_seconds=20)
        with Cache(tmp_path / "cache.sqlite") as cache:
            answers = check_urls([sound, *hanging], policy, now=NOW, cache=cache)
            assert recalled(cache, [sound, *hanging], NOW).keys() == {sound}
    assert verdicts(answers) == {sound: Verdict.OK, **dict.fromkeys(hanging, Verdict.SKIPPED)}
    assert answers.notices == (
        "time is up after 1 s: addresses skipped: 6; --deadline gives more time",
    )


@pytest.mark.parametrize(("retries", "asked"), [(0, ["GET", "HEAD"]), (2, ["GET"] * 3 + ["HEAD"])])
def test_the_policy_says_how_often_trouble_is_tried_again(retries: int, asked: list[str]) -> None:
    with serve() as loopback:
        check_urls([loopback.url("/status/500")], POLICY._replace(retries=retries), now=NOW)
        assert loopback.asked("/status/500") == asked


def test_fresh_answers_can_be_asked_for(tmp_path: Path, counted: tuple[list[str], Ask]) -> None:
    asked, ask = counted
    for days, wish in ((0, None), (1, None), (1, Recall(timedelta(hours=12)))):
        with Cache(tmp_path / "cache.sqlite") as cache:
            now = NOW + timedelta(days=days)
            check_urls([PAGE], POLICY, now=now, cache=cache, recall=wish or Recall(), ask=ask)
    assert len(asked) == 2


def test_a_move_met_once_is_asked_again_where_two_runs_are_wanted(tmp_path: Path) -> None:
    runs = []
    for _ in range(3):
        with Cache(tmp_path / "cache.sqlite") as cache:
            ask = playing({PAGE: f"301 {PAGE}s"})
            recall = Recall(moves_twice=True)
            answers = check_urls([PAGE], POLICY, now=NOW, cache=cache, recall=recall, ask=ask)
            runs.append((answers.checks[PAGE].runs, answers.checks[PAGE].from_cache))
    assert runs == [(1, False), (2, False), (2, True)]


def test_history_goes_on_from_run_to_run(tmp_path: Path) -> None:
    for day, answer in enumerate([200, 404, 404]):
        with Cache(tmp_path / "cache.sqlite") as cache:
            now = NOW + timedelta(days=10 * day)
            answers = check_urls([PAGE], POLICY, now=now, cache=cache, ask=playing({PAGE: answer}))
    check = answers.checks[PAGE]
    assert (check.since, check.runs, check.fine_at) == (NOW + timedelta(days=10), 2, NOW)


# ---------------------------------------------------------------- pages that are read


def test_words_expected_on_a_page_are_looked_for_and_remembered(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(exchange: Exchange) -> Exchange:
        asked.append(exchange.url)
        assert exchange.expects
        return replace(exchange, status=200, page="<p>Get 20% off with code KENJEE</p>")

    for words in (("20% off", "AFLY04"), ("20% off",), ("20% OFF", "half price")):
        with Cache(tmp_path / "cache.sqlite") as cache:
            answers = check_urls(
                [PAGE], POLICY, now=NOW, cache=cache, expects={PAGE: words}, ask=ask
            )
    assert len(asked) == 2  # the second wish was answered by the first answer
    check = answers.checks[PAGE]
    assert (check.not_missing, check.missing) == (("20% OFF",), ("half price",))


def test_links_that_one_question_settles_are_asked_about_once() -> None:
    show = "https://podcasts.apple.com/us/podcast/a-show/id1538368692"
    asked: list[str] = []

    def ask(exchange: Exchange) -> Exchange:
        asked.append(exchange.at)
        return replace(exchange, status=200, page='{"resultCount": 0, "results": []}')

    answers = check_urls([show, f"{show}?i=1000", f"{show}?i=2000"], POLICY, now=NOW, ask=ask)
    assert set(verdicts(answers).values()) == {Verdict.DEAD}
    assert len(answers.checks) == 3
    assert len(asked) == 1
    assert asked[0].startswith("https://itunes.apple.com/lookup?")


def test_without_a_network_a_platform_is_not_called_unverifiable() -> None:
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    answers = check_urls([video], POLICY, now=NOW, ask=lambda exchange: played(exchange, Cause.DNS))
    assert verdicts(answers) == {video: Verdict.SKIPPED}


def test_a_platform_that_cannot_be_asked_is_asked_again_by_the_next_run(tmp_path: Path) -> None:
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

    def ask(exchange: Exchange) -> Exchange:
        return played(exchange, 200 if exchange.url == OTHER else Cause.TIMEOUT)

    with Cache(tmp_path / "cache.sqlite") as cache:
        answers = check_urls([video, OTHER], POLICY, now=NOW, cache=cache, ask=ask)
        assert verdicts(answers) == {video: Verdict.UNVERIFIABLE, OTHER: Verdict.OK}
        assert recalled(cache, [video], NOW) == {}
