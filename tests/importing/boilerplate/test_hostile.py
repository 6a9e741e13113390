"""Feeds made to hurt: what they cost grows with their size, and nothing is lost."""

import pytest

from publisher.importing.boilerplate import tidy
from publisher.notes.template import NotesTemplate


def test_a_hundred_thousand_items_of_the_same() -> None:
    notes = ["Own words.\n\nTell a friend."] * 100_000
    tidied = tidy(notes, days=["2024-01-01"] * len(notes))
    assert len(tidied.episodes) == len(notes)
    assert tidied.episodes[0].body.strip()


@pytest.mark.parametrize(
    "body",
    [
        "- x\n" * 50_000,
        "\n\n".join(f"Line {at % 3000}." for at in range(4_900)),
        "# a\n\n" * 4_900,
        "Sponsor: " * 20_000,
        "[" * 50_000,
        "**" * 50_000,
        "Sponsors:\n\n" + "- [A](https://a.example/)\n" * 4_000,
        "\\\n" * 50_000,
        "## X - Sponsor\n\n" * 2_400,
    ],
)
def test_bodies_without_end(body: str) -> None:
    notes = [f"Own {at}.\n\n{body}" for at in range(4)]
    tidied = tidy(notes)
    assert len(tidied.episodes) == 4


def test_a_template_is_never_too_long() -> None:
    line = "Word " * 700
    blocks = "\n\n".join(f"{at} {line}" for at in range(50))
    tidied = tidy([f"Own {at}.\n\n{blocks}" for at in range(4)])
    template = "\n".join((*tidied.before, "{{ body }}", *tidied.after))
    assert len(template.encode()) < 60_000
    assert tidied.after


def test_what_looks_like_a_template_is_text() -> None:
    sly = 'Say "}} {% raw %} \\" {{ body }}" & <b>so</b> \x02 0 \x03 #}'
    plain = 'Quote " and \\\\ backslash }} %} #}'
    tidied = tidy([f"Own {at}.\n\n{sly}\n\n{plain}" for at in range(4)])
    NotesTemplate("\n".join((*tidied.before, "{{ body }}", *tidied.after)), "notes.j2")


def test_no_notes_at_all() -> None:
    tidied = tidy([])
    assert tidied.episodes == ()
    assert tidy(["", "", ""]).episodes[0].body == ""
