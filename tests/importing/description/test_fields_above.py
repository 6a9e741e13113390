"""Fields that stand above a description, as a form or front matter has them."""

from publisher.importing.description.taking_apart import understand

FORM = """Title: The Lighthouse Keeper
Episode number: 3

Tom kept the light for nineteen years.
"""


def test_a_form_on_top_gives_title_and_number() -> None:
    found = understand(FORM)
    assert (found.title, found.number) == ("The Lighthouse Keeper", 3)
    assert found.body == "Tom kept the light for nineteen years."


def test_further_down_such_a_line_is_the_notes_own() -> None:
    text = "12: Songs of the sea\n\nWe played one song.\n\nTitle: Grey Harbour\nTags: slow, sad\n"
    found = understand(text)
    assert found.title == "Songs of the sea"
    assert "Title: Grey Harbour\nTags: slow, sad" in found.body


def test_the_numbered_heading_below_a_greeting_is_the_title() -> None:
    found = understand("Hi!\n\n## Folge 12 – Brot backen\n\nJonas erklärt Sauerteig.\n")
    assert (found.title, found.number) == ("Brot backen", 12)
    assert found.body == "Hi!\n\nJonas erklärt Sauerteig."
    assert understand("Hi!\n\n## Links\n\nNothing to link.\n").title is None
