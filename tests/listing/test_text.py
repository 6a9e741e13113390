"""Lists of links as people read them."""

from datetime import timedelta

from publisher.listing.choosing import Group
from publisher.listing.links import Known
from publisher.listing.text import Screen, render_groups, render_one
from publisher.listing.wording import answer_words, where_words
from publisher.model import Link, LinkCheck, Place, Role, Syntax, Verdict
from publisher.web.rows import Spell
from tests.answers import NOW


def link(path: str, line: int = 1) -> Link:
    return Link("", Place(path, line, 3), Role.REFERENCE, Syntax.INLINE, "")


def known(url: str, verdict: Verdict = Verdict.DEAD, *paths: str) -> Known:
    found = tuple(link(path) for path in paths or ("1.md",))
    return Known(LinkCheck(url, verdict, "answers"), found, tuple(paths))


def test_times_are_told_as_far_as_they_are_known() -> None:
    check = LinkCheck(
        "https://example.org/",
        Verdict.DEAD,
        "there is no such page",
        since=NOW - timedelta(days=20),
        checked_at=NOW,
        runs=18,
        fine_at=NOW - timedelta(days=23),
    )
    assert answer_words(check) == (
        "there is no such page; dead since 2026-11-02 (18 runs), last fine on 2026-10-30, "
        "asked on 2026-11-22"
    )
    fine = check._replace(verdict=Verdict.OK, reason="answers", fine_at=NOW)
    assert answer_words(fine) == "fine since 2026-11-02, asked on 2026-11-22"
    once = check._replace(runs=1, since=NOW, fine_at=None)
    assert answer_words(once) == "there is no such page; asked on 2026-11-22"
    other = check._replace(checked_at=None)
    assert "asked by another version of publisher" in answer_words(other)
    invite = fine._replace(expires_at=NOW + timedelta(days=1))
    assert "ends on 2026-11-23" in answer_words(invite)


def test_places_are_counted_and_the_one_at_hand_is_named() -> None:
    assert where_words(known("u", Verdict.OK, "1.md")) == "at 1.md:1:3"
    many = known("u", Verdict.OK, "1.md", "2.md", "3.md")
    assert where_words(many) == "at 1.md:1:3 and in 2 other places, in 3 episodes"
    assert where_words(many, "2.md").startswith("at 2.md:1:3 and")
    by_name = many._replace(links=(link("config/sponsors.toml"),))
    assert where_words(by_name) == "at config/sponsors.toml:1:3, in 3 episodes"


def test_a_pipe_gets_everything_on_unbroken_lines() -> None:
    found = tuple(known(f"https://example.org/{n}", Verdict.OK) for n in range(300))
    text = render_groups([Group("ok", "fine", found)])
    assert text.startswith("ok (fine): 300 addresses\n  ok  https://example.org/0\n")
    assert text.count("\n  ok  ") == 300
    assert text.endswith("\n\n300 addresses: 300 ok.\n")


def test_a_terminal_gets_the_worst_and_counts_of_the_rest() -> None:
    links = (*(known(f"https://example.org/{n}") for n in range(4)), known("u", Verdict.OK))
    text = render_groups([Group("a", "", links), Group("b", "", links)], Screen(80, 1, 3))
    assert text.count("  dead  ") == 3
    assert "  … and 1 dead, 1 ok\n" in text
    assert "… and 1 more group: " in text
    assert text.endswith("5 addresses: 4 dead, 1 ok.\n")


def test_lines_fit_the_terminal_and_no_url_is_broken() -> None:
    url = "https://example.org/" + "a-" * 60
    check = LinkCheck(url, Verdict.DEAD, "words " * 30 + url)
    text = render_groups([Group("a", "", (Known(check, (link("1.md"),), ()),))], Screen(80))
    assert all(len(line) <= 80 or url in line for line in text.splitlines())
    assert text.count(url) == 2


def test_one_link_has_its_history_and_every_place() -> None:
    spells = (
        Spell(Verdict.OK, NOW - timedelta(days=3), NOW - timedelta(days=2), 2),
        Spell(Verdict.DEAD, NOW, NOW, 1),
    )
    one = known("https://example.org/", Verdict.DEAD, "1.md", "2.md")._replace(history=spells)
    one = one._replace(episodes=("1.md", "2.md", "3.md"))
    assert render_one(one) == (
        "dead  https://example.org/\n"
        "\nHistory (UTC):\n"
        "    2026-11-19 12:00 – 2026-11-20 12:00  ok, in 2 runs\n"
        "    2026-11-22 12:00  dead, in 1 run\n"
        "\nPlaces, in 3 episodes:\n"
        "    1.md:1:3  reference\n"
        "    2.md:1:3  reference\n"
        "    3.md  names its owner\n"
    )


def test_nothing_found_is_said() -> None:
    assert render_groups([]) == "No link fits.\n"


def test_what_was_never_asked_is_told_with_what_to_do() -> None:
    never = Known(LinkCheck("u", Verdict.SKIPPED, "never asked"), (link("1.md"),), ())
    assert render_groups([Group("skipped", "", (never,))]).endswith(
        "Never asked: 1; `publisher check` asks.\n"
    )


def test_hostile_text_moves_no_cursor_and_passwords_stay_home() -> None:
    evil = "https://user:secret@example.org/\x1b[2J\u202e"
    check = LinkCheck(evil, Verdict.DEAD, "reason \x1b]0;title\x07\n::error::")
    one = Known(check, (link("a\x1b.md"),), ("b\x1b.md",))
    for text in (render_groups([Group("n\x1b", "a\x1b", (one,))]), render_one(one)):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\n::error" not in text
        assert "secret" not in text
