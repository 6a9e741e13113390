"""What is said of what left the notes: a line for each kind."""

from publisher.importing.boilerplate import Removal, Tidied
from publisher.importing.feed.moved import left_out_lines, moved_lines

SPONSORS = [
    Removal(name, count, f"config/sponsors.toml, [{name.lower()}]", "the notes say so")
    for name, count in (("Acme", 1), ("Beta", 46), ("Crow", 3), ("Dove", 2), ("Ease", 1))
]
PASSAGE = Removal("Follow [us](https://x.com/us).", 9, "notes.j2", "all episodes say it")


def tidied(*removed: Removal, socials: dict[str, str] | None = None) -> Tidied:
    return Tidied((), socials or {}, {}, (), {}, (), (), frozenset(), removed)


def test_sponsors_accounts_and_the_rest_have_a_line_each() -> None:
    found = tidied(*SPONSORS, PASSAGE, socials={"x": "https://x.com/us"})
    assert [*moved_lines(found, "talk")] == [
        "moved out of the notes: 5 sponsors, now in config/sponsors.toml: Beta (46 episodes), "
        "Crow (3 episodes), Dove (2 episodes) and 2 more (-v: all)",
        "found in the notes: 1 account of the show, now in feeds/talk/show.toml: X",
        'moved out of the notes: 1 passage, now in feeds/talk/notes.j2: "Follow us." (9 episodes)',
    ]


def test_verbose_names_each_with_its_reason() -> None:
    lines = [*moved_lines(tidied(*SPONSORS, PASSAGE), "talk", verbose=True)]
    assert len(lines) == 2 + len(SPONSORS) + 1
    assert "  Acme (1 episode): the notes say so" in lines
    assert lines[-1] == '  "Follow us." (9 episodes): all episodes say it'


def test_nothing_is_said_of_nothing() -> None:
    assert not [*moved_lines(tidied(), "talk")]


def test_what_no_markdown_can_hold_is_named() -> None:
    notes = [("a script", "a link to javascript:x()"), (), ("a script",)]
    told = "left out of the notes of 2 episodes: a script, a link to javascript:x()"
    assert [*left_out_lines(notes)] == [told]
    assert [*left_out_lines([(), ()])] == []
