"""Kinds of links, by host, page and words."""

import pytest

from tests.importing.description.parties.reading import read


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- Book: https://www.routledge.example/x", "book"),
        ("- [Attention](https://arxiv.org/abs/1706.03762)", "paper"),
        ("- [How bees see](https://www.youtube.com/watch?v=abcdefghijk)", "video"),
        ("- [Volksempfänger](https://de.wikipedia.org/wiki/Volksempfaenger)", "article"),
        ("- [tidy](https://github.com/tidytypes/tidy)", "code"),
        ("- Newsletter: https://a.example/news", "newsletter"),
        ("- Kurs: https://a.example/k", "course"),
        ("- Studie über Wölfe: https://a.example/w", "paper"),
        ("- Libro: https://a.example/l", "book"),
        ("- Something else: https://a.example/x", None),
    ],
)
def test_kinds(text: str, kind: str | None) -> None:
    (link,) = read(text).links
    assert link.kind == kind


def test_links_of_a_persons_list_are_theirs() -> None:
    text = "Ann Lee is here.\n\nAnn's links:\n- Her bridge: https://bridges.example/7\n"
    (link,) = read(text).links
    assert (link.title, link.person) == ("Her bridge", "Ann Lee")


def test_a_link_in_a_sentence_stays_in_the_body() -> None:
    text = "We looked for hours at [the old map](https://maps.example/1) and found nothing in it."
    found = read(text)
    assert found.links == ()
    assert found.decisions == ()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("**Books mentioned:**", "book"),
        ("## Books", "book"),
        ("Articles we discussed in this episode:", "article"),
        ("Videos:", "video"),
        ("Papers cited:", "paper"),
        ("Tools we use:", "tool"),
        ("Episodes mentioned:", "episode"),
        ("## Bücher", "book"),
        ("Erwähnte Artikel:", "article"),
        ("Libros mencionados:", "book"),
        ("Books by Ann Lee:", None),
        ("Links:", None),
    ],
)
def test_a_heading_tells_the_kind_of_a_list(heading: str, kind: str | None) -> None:
    text = f"{heading}\n\n- [The Salt Path](https://salt.example/x)\n- Wind: https://wind.example\n"
    assert [(link.title, link.kind) for link in read(text).links] == [
        ("The Salt Path", kind),
        ("Wind", kind),
    ]


def test_the_end_of_a_sentence_is_no_title() -> None:
    assert read("We sail from the harbour. Go to https://boats.example").links == ()
