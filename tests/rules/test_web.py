from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

import publisher.rules  # noqa: F401  importing it completes the catalogue
from publisher.model import (
    Cause,
    CheckedLink,
    Link,
    LinkCheck,
    Network,
    Place,
    Role,
    Settings,
    Severity,
    Sponsor,
    SponsorTerms,
    Syntax,
    Verdict,
)
from publisher.rules.catalogue import CATALOGUE, Context
from publisher.rules.runner import judge_answers
from tests.answers import NOW, played_check

PAGE = "https://example.org/book"
PLACE = Place("feeds/show/episodes/1.md", 3, 7, 20, 44)


def link(url: str, role: Role = Role.REFERENCE, owner: str | None = None) -> Link:
    return Link(url, PLACE, role, Syntax.INLINE, url, owner=owner)


def sponsors(*known: Sponsor) -> Mapping[str, Sponsor]:
    return {sponsor.id or "": sponsor for sponsor in known}


def judge(
    answer: int | str | LinkCheck, stands: Link | None = None, *known: Sponsor
) -> dict[str, str | None]:
    """Return the codes that fire on a link with this answer, with their replacements."""
    stands = stands or link(PAGE)
    check = answer if isinstance(answer, LinkCheck) else played_check(stands.url, answer)
    network = Network(Path("/nowhere"), Settings(), sponsors=sponsors(*known))
    found = judge_answers([CheckedLink(check, (stands,))], Context(NOW, network))
    assert all(finding.place == PLACE and finding.url == stands.url for finding in found)
    return {finding.code: finding.replacement for finding in found}


def acme(
    url: str = "https://acme.example/?ref=show",
    mark: str | None = None,
    expect: tuple[str, ...] = (),
) -> Sponsor:
    return Sponsor("Acme", PLACE, id="acme", url=url, mark=mark, expect=expect)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (404, "W101"),
        (410, "W101"),
        ("302 https://example.org/404.html", "W102"),
        ("302 https://example.org/?error=404", "W102"),
        ("an invite until 2026-11-30", "W118"),
        ("an invite until 2026-11-01", "W118"),
        ("301 https://example.org/new", "W103"),
        (Cause.DNS, "W104"),
        (Cause.TLS, "W105"),
        (Cause.TIMEOUT, "W106"),
        (Cause.REFUSED, "W106"),
        (Cause.RESET, "W106"),
        (Cause.RESOLVER, "W106"),
        (Cause.BROKEN, "W106"),
        (500, "W107"),
        (429, "W108"),
        (403, "W109"),
        (999, "W109"),
        (Cause.LOGIN, "W109"),
        (Cause.APP, "W109"),
        (Verdict.PENDING, "W112"),
        (Cause.REDIRECTS, "W113"),
        (Cause.PRIVATE, "W114"),
        ("302 http://example.org/book", "W115"),
    ],
)
def test_each_answer_has_its_code_and_no_other(answer: int | str, code: str) -> None:
    assert list(judge(answer)) == [code]


@pytest.mark.parametrize("verdict", [Verdict.OK, Verdict.SKIPPED, Verdict.CLOSED_PLATFORM])
def test_nothing_is_said_of_sound_skipped_and_closed_ones(verdict: Verdict) -> None:
    assert judge(LinkCheck(PAGE, verdict, "played")) == {}


def test_only_certain_death_is_an_error() -> None:
    errors = {
        code
        for code, rule in CATALOGUE.items()
        if code.startswith("W") and rule.severity is Severity.ERROR
    }
    assert errors == {"W101", "W102", "W104", "W119"}


def test_a_moved_page_can_be_mended_and_keeps_its_fragment() -> None:
    assert judge("308 https://example.org/new") == {"W103": "https://example.org/new"}
    fragment = judge("301 https://example.org/new", link(f"{PAGE}#part-2"))
    assert fragment == {"W103": "https://example.org/new#part-2"}


@pytest.mark.parametrize(
    "stands",
    [
        link(PAGE, Role.SPONSOR),
        link("https://bit.ly/abc"),
        link("https://acme.pxf.io/c/123"),
        link("https://amzn.to/abc"),
        link("https://goto.example.com/c/123"),
    ],
)
def test_links_that_pay_are_never_replaced(stands: Link) -> None:
    assert "W103" not in judge("301 https://example.com/elsewhere", stands)


def test_a_move_that_only_one_run_has_met_is_not_written() -> None:
    once = played_check(PAGE, "301 https://example.org/new")._replace(runs=1)
    assert judge(once) == {"W103": None}


def messages(check: LinkCheck, *links: Link) -> list[str]:
    return [found.message for found in judge_answers([CheckedLink(check, links)], Context(NOW))]


def test_a_dead_link_tells_since_when_and_how_often() -> None:
    check = played_check(PAGE, 404)._replace(since=NOW - timedelta(days=20))
    config = link(PAGE)._replace(place=Place("config/sponsors.toml"))
    links = [link(PAGE)._replace(place=Place(f"feeds/show/episodes/{n}.md")) for n in range(47)]
    (said,) = set(messages(check, config, *links, links[0]))
    assert said.startswith("dead link since 2026-11-02, in 47 episodes: example.org says")
    assert messages(played_check(PAGE, 404), link(PAGE)) == [
        "dead link: example.org says there is no such page (404)"
    ]


@pytest.mark.parametrize(
    ("answer", "passing"), [(503, "W107"), (Cause.TIMEOUT, "W106"), (Cause.RESET, "W106")]
)
def test_trouble_becomes_an_error_after_three_runs_over_48_hours(
    answer: int | Cause, passing: str
) -> None:
    check = played_check(PAGE, answer)
    assert list(judge(check)) == [passing]
    lasting = check._replace(since=NOW - timedelta(hours=48), runs=3)
    assert list(judge(lasting)) == ["W119"]
    assert list(judge(lasting._replace(runs=2))) == [passing]


def test_what_a_platform_could_not_be_asked_is_no_trouble_of_the_site() -> None:
    check = LinkCheck(PAGE, Verdict.UNVERIFIABLE, "X could not be asked", cause=Cause.DNS)
    assert list(judge(check)) == ["W109"]


def test_a_password_is_never_written_into_notes() -> None:
    assert judge("301 https://me:secret@example.org/new") == {"W103": "https://example.org/new"}


def test_a_front_page_does_not_replace_the_page_that_was_linked() -> None:
    assert judge("301 https://example.org/") == {"W103": None}
    home = link("http://example.org/")
    assert judge("301 https://example.org/", home) == {"W103": "https://example.org/"}


@pytest.mark.parametrize(
    ("url", "final"),
    [
        ("https://example.org/books", "https://example.org/en/"),  # a front page, too
        ("https://example.org/books", "https://example.org/index.html"),
        ("https://example.org/", "https://example.org/en-us/"),  # the visitor's own country
        ("https://old-show.example/", "https://casino.example/"),
        ("https://example.org/de/book", "https://example.org/en/book"),
        ("https://example.org/book?edition=2", "https://example.org/book/"),
        ("https://example.org/search?q=a&page=2", "https://example.org/find?q=a"),
    ],
)
def test_a_move_that_may_not_be_the_same_page_is_told_and_not_written(url: str, final: str) -> None:
    assert judge(f"301 {final}", link(url)) == {"W103": None}


@pytest.mark.parametrize(
    ("url", "final"),
    [
        ("http://example.org/book?edition=2&x", "https://example.org/book?x&edition=2"),
        ("https://example.org/?p=12", "https://example.org/2020/book/"),
        ("https://example.org/en/book", "https://example.org/en/books/1"),
    ],
)
def test_a_move_to_the_same_page_is_written(url: str, final: str) -> None:
    assert judge(f"301 {final}", link(url)) == {"W103": final}


@pytest.mark.parametrize(
    ("url", "final"),
    [
        ("https://www.amazon.com/dp/B0?tag=show-20", "https://www.amazon.com/A-Book/dp/B0"),
        ("https://example.org/book?ref=show", "https://example.org/books/1"),
        ("https://op3.dev/e/example.org/1.mp3", "https://example.org/1.mp3"),
        (
            "https://dts.podtrac.com/redirect.mp3/op3.dev/e/cdn.example.org/1.mp3",
            "https://cdn.example.org/1.mp3",
        ),
        ("https://pdst.fm/e/https%3A%2F%2Fexample.org/1.mp3", "https://example.org/1.mp3"),
    ],
)
def test_what_pays_or_counts_is_not_said_to_have_moved(url: str, final: str) -> None:
    assert judge(f"301 {final}", link(url)) == {}


def test_a_commission_that_stays_may_move() -> None:
    url = "https://example.org/book?ref=show"
    assert judge("301 https://example.org/b?ref=show", link(url)) == {
        "W103": "https://example.org/b?ref=show"
    }


def test_the_fragment_of_a_move_goes_before_the_links_own() -> None:
    moved = "301 https://example.org/new#chapter-2"
    assert judge(moved) == {"W103": "https://example.org/new#chapter-2"}
    assert judge(moved, link(f"{PAGE}#two")) == {"W103": "https://example.org/new#chapter-2"}


def test_an_account_that_moved_is_told_in_the_platforms_words() -> None:
    url = "https://fosstodon.org/@ada"
    moved = LinkCheck(
        url,
        Verdict.MOVED,
        "the account has moved to https://mas.to/@ada",
        200,
        "https://mas.to/@ada",
    )
    assert messages(moved, link(url)) == ["the account has moved to https://mas.to/@ada"]


@pytest.mark.parametrize(
    ("url", "final", "codes"),
    [
        ("https://acme.example/a#ref=show", "https://www.acme.example/b", []),
        ("https://acme.example/a?ref=show", "https://www.acme.example/b#ref=show", []),
        ("https://acme.example/a?ref=show", "https://www.acme.example/#/welcome?ref=show", []),
        ("https://acme.example/a#ref=show", "https://www.acme.example/b#top", ["W111"]),
    ],
)
def test_a_mark_in_a_fragment_survives(url: str, final: str, codes: list[str]) -> None:
    stands = link(url, Role.SPONSOR, "acme")
    assert list(judge(f"302 {final}", stands, acme(url, mark="ref=show"))) == codes


def test_a_sponsors_link_must_end_on_the_sponsors_site() -> None:
    stands = link("https://acme.example/?ref=show", Role.SPONSOR, "acme")
    assert judge("302 https://www.acme.example/hello", stands, acme()) == {}
    assert judge("302 https://parked.example.com/", stands, acme()) == {"W110": None}
    assert judge("302 https://parked.example.com/", stands) == {"W110": None}
    assert judge("302 https://parked.example.com/") == {}


def test_a_tracker_on_the_way_to_the_sponsor_is_no_fault() -> None:
    tracked = acme("https://tracker.example.net/c/1")
    stands = link("https://tracker.example.net/c/1", Role.SPONSOR, "acme")
    assert judge("302 https://www.acme-corp.example/", stands, tracked) == {}


def test_an_affiliate_redirector_is_judged_by_what_is_known_of_the_sponsor() -> None:
    stands = link("https://acme.pxf.io/c/1", Role.SPONSOR, "acme")
    only = acme("https://acme.pxf.io/c/1")
    assert judge("302 https://generic.example.net/", stands, only) == {}
    also = Sponsor(
        "Acme",
        PLACE,
        id="acme",
        url="https://acme.pxf.io/c/1",
        shows={"other": SponsorTerms(url="https://acme.example/other")},
    )
    assert judge("302 https://generic.example.net/", stands, also) == {"W110": None}


def test_a_mark_must_survive_the_redirects() -> None:
    marked = acme(mark="ref=show")
    stands = link("https://acme.example/?ref=show", Role.SPONSOR, "acme")
    assert judge("302 https://acme.example/hello?ref=show", stands, marked) == {}
    assert judge("302 https://acme.example/hello", stands, marked) == {"W111": None}
    assert judge("302 https://acme.example/hello?ref=showcase", stands, marked) == {"W111": None}
    assert judge("302 https://acme.example/hello", stands, acme()) == {}
    never = link("https://acme.example/", Role.SPONSOR, "acme")
    assert judge("302 https://acme.example/hello", never, marked) == {}


@pytest.mark.parametrize(
    ("url", "final", "lost"),
    [
        ("https://acme.example/?ref=show", "https://acme.example/hi?REF=show", False),
        ("https://acme.example/?ref=show", "https://acme.example/hi?to=%2Fx%3Fref%253Dshow", False),
        ("https://acme.example/?ref=show", "https://acme.example/hi?utm_source=show", False),
        ("https://acme.example/?ref=show", "https://acme.example/hi?utm_source=shows", True),
        ("https://acme.example/?ref=show", "https://acme.example/show", True),
        ("https://acme.pxf.io/c/1?ref=show", "https://acme.example/", False),
    ],
)
def test_a_mark_is_known_in_other_forms(url: str, final: str, lost: bool) -> None:
    stands = link(url, Role.SPONSOR, "acme")
    found = judge(f"302 {final}", stands, acme(mark="ref=show"))
    assert ("W111" in found) is lost


def test_a_mark_in_the_path_may_become_parameters() -> None:
    stands = link("https://acme.example/show", Role.SPONSOR, "acme")
    marked = acme(stands.url, mark="acme.example/show")
    assert judge("302 https://acme.example/welcome?utm_source=x", stands, marked) == {}
    assert judge("302 https://acme.example/welcome", stands, marked) == {"W111": None}
    assert judge("302 https://acme.example/", stands, marked) == {"W111": None}


@pytest.mark.parametrize(
    "final",
    [
        "https://acme.io/hello",
        "https://apps.apple.com/app/id1",
        "https://www.amazon.de/dp/B0",
        "https://www.youtube.com/@somebody",
        "https://www.get-acme.net/x",
    ],
)
def test_places_where_sponsors_are_at_home(final: str) -> None:
    stands = link("https://acme.example/show", Role.SPONSOR, "acme")
    assert judge(f"302 {final}", stands, acme(stands.url)) == {}


@pytest.mark.parametrize(
    ("url", "final", "codes"),
    [
        ("https://acme.example/show", "https://acme.example/", ["W116"]),
        ("https://acme.example/show", "https://www.acme.example/en/", ["W116"]),
        ("https://acme.example/2019/some-offer", "https://acme.example/", ["W116"]),  # no W102
        ("https://acme.example/show", "https://acme.example/?via=show", []),
        ("https://acme.example/show", "https://acme.example/pricing", []),
        ("https://acme.example/discount/SHOW", "https://acme.example/", []),
        ("https://go.acme.example/show", "https://acme.example/", []),
        ("https://acme.example/", "https://www.acme.example/", []),
        ("https://bit.ly/show", "https://acme.example/", []),
    ],
)
def test_a_sponsors_bare_front_page(url: str, final: str, codes: list[str]) -> None:
    stands = link(url, Role.SPONSOR, "acme")
    assert list(judge(f"302 {final}", stands, acme(url))) == codes
    assert "W116" not in judge(f"302 {final}", link(url), acme(url))


def test_further_reading_at_a_sponsors_may_end_anywhere() -> None:
    stands = link("https://acme.example/blog", Role.SPONSOR, "acme")
    assert judge("302 https://acme.example/", stands, acme("https://acme.example/show")) == {}


def test_words_missing_from_a_sponsors_page() -> None:
    stands = link("https://acme.example/show", Role.SPONSOR, "acme")
    known = acme(stands.url, expect=("SHOW20", "20% off"))
    check = LinkCheck(stands.url, Verdict.OK, "answers", missing=("SHOW20", "of another"))
    assert judge(check, stands, known) == {"W117": None}
    assert judge(check, stands, acme(stands.url)) == {}
    assert judge(check, link(stands.url), known) == {}
    assert judge(check, link("https://acme.example/blog", Role.SPONSOR, "acme"), known) == {}
    assert judge(check._replace(missing=()), stands, known) == {}


def test_an_invite_that_lasts_is_no_news() -> None:
    assert judge("an invite until 2026-12-20") == {}


def test_a_dead_sponsors_link_is_dead_and_nothing_else() -> None:
    check = played_check("https://acme.example/?ref=show", 404)
    stands = link(check.url, Role.SPONSOR, "acme")
    assert list(judge(check, stands, acme(mark="ref=show"))) == ["W101"]
