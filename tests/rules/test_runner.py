"""Asking the rules."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from publisher.model import (
    CheckedLink,
    LinkCheck,
    Network,
    Place,
    Role,
    Settings,
    Severity,
    Sponsor,
    Syntax,
    Verdict,
)
from publisher.rules.catalogue import CATALOGUE, Answer, Context, Subject
from publisher.rules.runner import is_fine, judge_answers, judge_links, mended_url, written_like
from tests.rules.links import make_link

CONTEXT = Context(datetime(2026, 6, 1, tzinfo=UTC))


def test_a_finding_has_all_it_needs() -> None:
    (finding,) = judge_links([make_link("www.example.com", start=7)], CONTEXT)
    rule = CATALOGUE["L101"]
    assert (finding.code, finding.severity) == (rule.code, Severity.ERROR)
    assert finding.place == Place("episode.md", 1, 8, 7, 22)
    assert finding.url == "www.example.com"
    assert finding.replacement == "https://www.example.com"


@pytest.mark.parametrize("role", Role)
def test_no_rule_has_anything_to_say_of_a_fine_answer(role: Role) -> None:
    url = "https://example.org/"
    check = LinkCheck(url, Verdict.OK, "answers", status=200, not_missing=("20%",), runs=1)
    assert is_fine(check)
    sponsor = Sponsor("Acme", Place("s.toml"), id="acme", url=url, mark="ref=x", expect=("20%",))
    network = Network(Path("/nowhere"), Settings(), sponsors={"acme": sponsor})
    answer = Answer(check, make_link(url)._replace(role=role, owner="acme"))
    context = CONTEXT._replace(network=network)
    rules = [rule for rule in CATALOGUE.values() if rule.subject is Subject.CHECK and rule.decide]
    assert len(rules) > 10
    assert [problem for rule in rules for problem in rule.decide(answer, context)] == []  # type: ignore[misc]


def test_the_same_link_is_reported_at_each_place() -> None:
    links = [make_link("https://twitter.com/a", start=start) for start in (0, 50)]
    found = judge_links(links, CONTEXT)
    assert [finding.place.start for finding in found] == [0, 50]


def test_answers_that_are_kept_depend_on_role_syntax_and_day() -> None:
    url = "https://example.com/?fbclid=1"
    assert judge_links([make_link(url)], CONTEXT)
    assert not judge_links([make_link(url, Role.SPONSOR)], CONTEXT)
    assert judge_links([make_link("www.example.com")], CONTEXT)
    assert not judge_links([make_link("www.example.com", syntax=Syntax.BARE)], CONTEXT)
    closing = Context(datetime(2023, 8, 28, 23, 59, tzinfo=UTC))
    later = closing._replace(now=closing.now + timedelta(minutes=2))
    link = make_link("https://www.stitcher.com/a")
    assert [len(judge_links([link], context)) for context in (closing, later, closing)] == [0, 1, 0]


def test_a_sponsors_rules_are_asked_of_sponsors_links_alone() -> None:
    link = make_link("http://example.com/", Role.SPONSOR)
    assert [finding.code for finding in judge_links([link], CONTEXT)] == ["S201"]
    assert judge_links([link._replace(role=Role.REFERENCE)], CONTEXT) == []


def test_answers_without_rules_that_fire_come_to_nothing() -> None:
    link = make_link("https://example.com/")
    check = LinkCheck(link.url, Verdict.OK, "answers", status=200)
    assert judge_answers([CheckedLink(check, (link,))], CONTEXT) == []


def test_written_like() -> None:
    link = make_link("https://a.com/?b&c", written="https://a.com/?b&amp;c", syntax=Syntax.HTML)
    assert written_like(link, "https://a.com/?c&d") == "https://a.com/?c&amp;d"
    assert written_like(link, 'https://a.com/?c="') is None
    plain = make_link("https://a.com/(b)")
    assert written_like(plain, "https://c.com/(b)") == "https://c.com/(b)"
    assert written_like(plain, "https://c.com/[b]") is None
    assert written_like(make_link("https://a.com/_", written="https://a.com/\\_"), "x") is None


def test_mended_url_asks_only_the_rules_named() -> None:
    link = make_link("http://twitter.com/a?s=1")
    assert mended_url(link, link.url, frozenset({"L201"}), CONTEXT) == "https://twitter.com/a?s=1"
    assert mended_url(link, link.url, frozenset(), CONTEXT) == link.url
