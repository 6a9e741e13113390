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
