from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.links.urls import shown
from publisher.model import Cause, Verdict
from publisher.web.exchange import Exchange, is_login, redirected, retry_after_seconds
from publisher.web.verdicts import judge_closed, judge_exchange, judge_silent
from tests.answers import NOW, played_check

PAGE = "https://example.org/book"


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.OK),
        (204, Verdict.OK),
        (206, Verdict.OK),
        (304, Verdict.OK),
        (404, Verdict.DEAD),
        (410, Verdict.DEAD),
        (400, Verdict.UNVERIFIABLE),
        (401, Verdict.UNVERIFIABLE),
        (402, Verdict.UNVERIFIABLE),
        (403, Verdict.UNVERIFIABLE),
        (405, Verdict.UNVERIFIABLE),
        (406, Verdict.UNVERIFIABLE),
        (418, Verdict.UNVERIFIABLE),
        (451, Verdict.UNVERIFIABLE),
        (999, Verdict.UNVERIFIABLE),
        (302, Verdict.UNVERIFIABLE),
        (429, Verdict.RATE_LIMITED),
        (500, Verdict.SERVER_ERROR),
        (503, Verdict.SERVER_ERROR),
        (526, Verdict.SERVER_ERROR),
    ],
)
def test_a_status_gives_its_verdict_and_a_reason(status: int, verdict: Verdict) -> None:
    check = played_check(PAGE, status)
    assert (check.verdict, check.status, check.url) == (verdict, status, PAGE)
    assert check.reason
    if verdict is not Verdict.OK:
        assert "example.org" in check.reason


@pytest.mark.parametrize("cause", Cause)
def test_no_cause_makes_a_link_dead(cause: Cause) -> None:
    check = played_check(PAGE, cause)
    walls = (Cause.LOGIN, Cause.APP)
    assert check.verdict is (Verdict.UNVERIFIABLE if cause in walls else Verdict.UNREACHABLE)
    assert check.cause is cause
    assert "{" not in check.reason


def test_a_refusal_of_a_known_platform_names_it() -> None:
    check = played_check("https://www.linkedin.com/in/someone", 999)
    assert check.verdict is Verdict.UNVERIFIABLE
    assert check.reason == "LinkedIn refuses programs: open it yourself"


def test_a_wall_of_a_platforms_row_counts_even_as_server_error() -> None:
    assert played_check("https://www.patreon.com/show", 503).verdict is Verdict.UNVERIFIABLE
    assert played_check("https://www.patreon.com/show", 404).verdict is Verdict.DEAD


def test_a_short_link_to_a_platform_that_tells_nothing_is_unverifiable() -> None:
    check = played_check("https://bit.ly/abc", "301 https://x.com/someone")
    assert check.verdict is Verdict.UNVERIFIABLE
    assert check.final_url == "https://x.com/someone"


def test_a_page_about_such_tests_is_none() -> None:
    page = "<title>A client challenge, and how to pass it</title><p>captcha just a moment..."
    assert judge_exchange(replace(Exchange(PAGE), status=200, page=page), NOW).verdict is Verdict.OK


@pytest.mark.parametrize(
    "changes",
    [
        {"status": 403, "headers": {"cf-mitigated": "challenge"}},
        {"status": 404, "headers": {"cf-mitigated": "challenge"}},
        {"status": 202, "headers": {"x-amzn-waf-action": "challenge"}},
        {"status": 503, "page": "<title>Just a moment...</title>"},
        {"status": 200, "page": "<html><TITLE>Pardon Our Interruption</TITLE><p>We think you"},
        {"status": 404, "page": "<title>Access to this page has been denied.</title>"},
    ],
)
def test_a_firewalls_test_is_no_answer_of_the_page(changes: dict[str, object]) -> None:
    check = judge_exchange(replace(Exchange(PAGE), **changes), NOW)  # type: ignore[arg-type]
    assert check.verdict is Verdict.UNVERIFIABLE
    assert "person" in check.reason


def test_only_permanent_redirects_move_a_page() -> None:
    moved = played_check(PAGE, "308 https://example.org/new")
    assert (moved.verdict, moved.permanent, moved.final_url) == (
        Verdict.MOVED,
        True,
        "https://example.org/new",
    )
    away = played_check(PAGE, "302 https://example.org/new")
    assert (away.verdict, away.permanent) == (Verdict.OK, False)
    mixed = redirected(redirected(Exchange(PAGE), 301, "/a"), 302, "/b")
    assert judge_exchange(replace(mixed, status=200), NOW).verdict is Verdict.OK


def test_losing_encryption_is_said() -> None:
    assert "without encryption" in played_check(PAGE, "302 http://example.org/").reason


def test_closed_platforms_need_no_request() -> None:
    check = judge_closed("https://podcasts.google.com/feed/abc", NOW)
    assert check is not None
    assert check.verdict is Verdict.CLOSED_PLATFORM
    assert "Google Podcasts" in check.reason
    assert judge_closed(PAGE, NOW) is None
    assert judge_closed("https://shareasale.com/r.cfm", NOW) is None  # may lead somewhere: ask
    before = NOW.replace(year=2001)
    assert before.date() < date(2002, 1, 1)
    assert judge_closed("https://podcasts.google.com/feed/abc", before) is None


def test_platforms_that_answer_all_alike_need_no_request() -> None:
    check = judge_silent("https://www.linkedin.com/in/someone")
    assert check is not None
    assert check.verdict is Verdict.UNVERIFIABLE
    assert judge_silent(PAGE) is None


def test_redirects_resolve_relative_to_the_page_and_drop_the_fragment() -> None:
    start = Exchange("https://example.org/a/b?x=1")
    assert redirected(start, 302, "c?y=2#z").at == "https://example.org/a/c?y=2"
    assert redirected(start, 302, "//example.com/c").at == "https://example.com/c"


def test_circles_and_long_chains_are_named() -> None:
    circle = redirected(redirected(Exchange(PAGE), 302, "/b"), 302, PAGE)
    assert circle.cause is Cause.REDIRECTS
    assert f"{PAGE} → https://example.org/b → {PAGE}" in judge_exchange(circle, NOW).reason
    chain = Exchange(PAGE)
    for number in range(11):
        assert not chain.is_over
        chain = redirected(chain, 302, f"/{number}")
    assert chain.cause is Cause.REDIRECTS


@pytest.mark.parametrize(
    ("url", "login"),
    [
        ("https://example.org/login", True),
        ("https://example.org/users/sign_in?next=/x", True),
        ("https://accounts.google.com/v3/signin", True),
        ("https://consent.youtube.com/m?continue=x", True),
        ("https://login.example.org/", True),
        ("https://example.org/wp-login.php?redirect_to=x", True),
        ("https://example.org/session/new", True),
        ("https://guce.techcrunch.com/copyConsent?sessionId=x", True),
        ("https://consent.yahoo.com/v2/collectConsent?x", True),
        ("https://example.org/sessions/newton", False),
        ("https://example.org/blog/login-pages-considered-harmful", False),
        ("https://example.org/authors", False),
        ("https://www.loginradius.com/", False),
        ("https://www.linkedin.com/authwall?x=1", True),
    ],
)
def test_login_pages_are_known_by_their_address(url: str, login: bool) -> None:
    assert is_login(url) is login


def test_a_link_to_a_login_page_itself_may_redirect_to_another() -> None:
    assert not redirected(Exchange("https://example.org/login"), 302, "/login/").is_over


def test_retry_after_is_seconds_or_a_date() -> None:
    now = NOW.timestamp()
    assert retry_after_seconds("120", now) == 120
    assert retry_after_seconds("Sun, 22 Nov 2026 12:00:30 GMT", now) == 30
    assert retry_after_seconds("Sun, 22 Nov 2020 12:00:30 GMT", now) == 0
    for nonsense in ("", "soon", "-5", "1e9", "٣"):
        assert retry_after_seconds(nonsense, now) is None


def test_passwords_are_not_shown() -> None:
    assert shown("https://me:secret@example.org/x") == "https://example.org/x"
    assert len(shown("https://example.org/" + "x" * 5000)) == 200
    check = played_check(PAGE, "301 https://me:secret@example.org/x?to=a@b")
    assert check.final_url == "https://example.org/x?to=a@b"
    assert "secret" not in check.reason
    circle = redirected(Exchange("https://me:secret@example.org/"), 302, "//me:secret@example.org/")
    assert "secret" not in judge_exchange(replace(circle, status=200), NOW).reason
    circle = redirected(Exchange(PAGE), 302, PAGE + "?" + "x" * 5000)
    circle = redirected(circle, 302, PAGE)
    assert circle.cause is Cause.REDIRECTS
    assert len(judge_exchange(circle, NOW).reason) < 700


@settings(max_examples=100)
@given(st.text(max_size=60), st.integers(300, 399))
def test_any_location_is_followed_or_named(location: str, status: int) -> None:
    further = redirected(Exchange(PAGE), status, location)
    assert further.is_over or len(further.hops) == 1
    over = further if further.is_over else replace(further, status=200)
    assert judge_exchange(over, NOW + timedelta(days=1)).reason


def test_an_app_that_keeps_its_pages_behind_a_hash_is_no_front_page() -> None:
    page = "<title>Acme</title><body>" + "<p>All about the job we have for you.</p>" * 20
    sent = redirected(Exchange("https://acme.example/jobs/1"), 302, "/#/jobs/1")
    assert judge_exchange(replace(sent, status=200, page=page), NOW).verdict is Verdict.OK
    home = redirected(Exchange("https://acme.example/jobs/1"), 302, "/")
    assert judge_exchange(replace(home, status=200, page=page), NOW).verdict is Verdict.SOFT_DEAD


def test_the_fragment_of_a_redirect_is_part_of_where_it_ends() -> None:
    sent = redirected(Exchange(PAGE), 301, "/new#part")
    check = judge_exchange(replace(sent, status=200), NOW)
    assert check.final_url == "https://example.org/new#part"
    further = redirected(sent, 301, "/newer")  # it stays until another one comes
    assert judge_exchange(replace(further, status=200), NOW).final_url == (
        "https://example.org/newer#part"
    )
    for odd in ("#", "#a b", "#\x1b[31m", "#<x>", "#" + "x" * 300):
        sent = redirected(Exchange(PAGE), 301, f"/new{odd}")
        check = judge_exchange(replace(sent, status=200), NOW)
        assert check.final_url == "https://example.org/new"


def test_encryption_lost_on_the_way_is_named() -> None:
    passed = redirected(Exchange(PAGE), 301, "http://example.org/a")
    through = redirected(passed, 301, "https://example.org/b")
    check = judge_exchange(replace(through, status=200), NOW)
    assert check.reason.endswith("; on the way, at http://example.org/a, without encryption")
    assert [hop.status for hop in check.hops] == [301, 301]
    assert judge_exchange(replace(passed, status=200), NOW).reason.endswith(", without encryption")
