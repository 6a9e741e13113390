"""A description cut into the lines that its author meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.importing.description.cutting import cut

FLAT = (
    "We talk about yeast. Book: https://shop.example/yeast (Use Code RISE for 20% off) "
    "Ann's Links: LinkedIn - https://www.linkedin.com/in/ann/ Twitter - https://x.com/ann "
    "Our Sponsors: "
    "- Millco - http://mill.example/show | Flour by post (Free till May) "
    "- Oven Club (10% discount) - https://oven.example/?ref=show | Ovens to rent "
    "Listen to Flour on every app! On Spotify: https://open.spotify.com/show/1 (Rate us!) "
    "MORE ABOUT BREAD HERE: My Blog - https://blog.example Github - https://github.com/ann"
)


def lines(text: str) -> list[str]:
    return [piece.text.strip() for piece in cut(text)]


def test_a_flattened_description_gets_its_lines_back() -> None:
    assert lines(FLAT) == [
        "We talk about yeast.",
        "Book: https://shop.example/yeast (Use Code RISE for 20% off)",
        "Ann's Links:",
        "LinkedIn - https://www.linkedin.com/in/ann/",
        "Twitter - https://x.com/ann",
        "Our Sponsors:",
        "- Millco - http://mill.example/show | Flour by post (Free till May)",
        "- Oven Club (10% discount) - https://oven.example/?ref=show | Ovens to rent",
        "Listen to Flour on every app!",
        "On Spotify: https://open.spotify.com/show/1 (Rate us!)",
        "MORE ABOUT BREAD HERE:",
        "My Blog - https://blog.example",
        "Github - https://github.com/ann",
    ]


def test_headings_items_and_sections_of_a_flattened_description() -> None:
    pieces = cut(FLAT)
    headings = [index for index, piece in enumerate(pieces) if piece.is_heading]
    assert [pieces[index].text.strip() for index in headings] == [
        "Ann's Links:",
        "Our Sponsors:",
        "Listen to Flour on every app!",
        "MORE ABOUT BREAD HERE:",
    ]
    assert [piece.section for piece in pieces] == [
        *(None, None, None, 2, 2, None, 5, 5, None, 8, None, 10, 10)
    ]
    assert [piece.is_bullet for piece in pieces].count(True) == 2
    labels = [link.label for piece in pieces for link in piece.links]
    assert labels[:5] == ["Book", "LinkedIn", "Twitter", "Millco", "Oven Club (10% discount)"]


@pytest.mark.parametrize(
    "prose",
    [
        "You can read more about it on https://a.example and, if you like, on https://b.example.",
        "Ms. Lee wrote https://a.example - a book that we love - with those of https://b.example.",
        "We went there (see [the map](https://a.example)) in 2019: it rained, and it was cold.",
        "The talk with Dr. Roe - recorded at 10:30 - was moved from 11:00 to 12:15 by the BBC.",
        "Check the **list: [one](https://a.example)** first, please.",
        "A street, a market, a song: three things - no more - that stay with you.",
    ],
)
def test_prose_stays_in_one_piece(prose: str) -> None:
    assert lines(prose) == [prose]


def test_addresses_that_are_glued_to_words_or_to_one_another() -> None:
    text = "Web: https://a.example/annTwitter: https://x.com/annhttps://b.example/c Mail: ann@a.eu"
    links = [(link.label, link.url) for piece in cut(text) for link in piece.links]
    assert links == [
        ("Web", "https://a.example/ann"),
        ("Twitter", "https://x.com/ann"),
        ("", "https://b.example/c"),
        ("Mail", "mailto:ann@a.eu"),
    ]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Go to www.mill.example/show today", ["www.mill.example/show"]),
        ("Visit millco.com/flour, please.", ["millco.com/flour"]),
        ("All of it is at millco.com.", ["millco.com"]),
        ("We use Node.js and write to ann@millco.com", ["mailto:ann@millco.com"]),
        ("It ended.In May nothing was left, e.g. no flour", []),
        (
            "See [the mill](https://mill.example/a_(b)) and <https://c.example>",
            ["https://mill.example/a_(b)", "https://c.example"],
        ),
        (
            "An archive: https://web.example/web/2020/https://a.example/b",
            ["https://web.example/web/2020/https://a.example/b"],
        ),
        ("[one][1]\n\n[1]: https://a.example", ["https://a.example"]),
    ],
)
def test_links_in_every_form(text: str, urls: list[str]) -> None:
    assert [link.url for piece in cut(text) for link in piece.links] == urls


def test_times_that_rise_begin_lines() -> None:
    assert lines(
        "Chapters 00:00 Hello 01:30 Who owns a river? [12:15] The dam (1:02:03) Letters"
    ) == [
        "Chapters",
        "00:00 Hello",
        "01:30 Who owns a river?",
        "[12:15] The dam",
        "(1:02:03) Letters",
    ]
    assert [piece.at_seconds for piece in cut("0:05 a\n[@12:34] b\n- (1:00:00) c\nat 5:00 d")] == [
        *(5, 754, 3600, None)
    ]


@pytest.mark.parametrize(
    "line",
    ["## Links", "**Links**", "Links:", "MORE LINKS", "Transcript#", "Links\n-----", "**Gast**\\"],
)
def test_what_is_a_heading(line: str) -> None:
    assert cut(f"{line}\n\nWords, and more of them.")[0].is_heading


@pytest.mark.parametrize(
    "line", ["- Links:", "[a](https://a.example) and [b](https://b.example):", "OK", "We met."]
)
def test_what_is_no_heading(line: str) -> None:
    assert not cut(f"{line}\n\nWords, and more of them.")[0].is_heading


def test_a_title_that_has_lost_its_line() -> None:
    assert lines("#12 From Lab to Shop (with Ann Lee) Ann Lee made cheese without a single cow.")[
        0
    ] == ("#12 From Lab to Shop (with Ann Lee)")
    assert lines("Rivers #18: Who Owns One? We follow a bill from the spring to the sea.")[0] == (
        "Rivers #18: Who Owns One?"
    )


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *(
                    "https://a.example/b",
                    " - ",
                    ": ",
                    "www.c.example",
                    "LINKS HERE:",
                    "\n",
                    "\n\n",
                    "[x](",
                    ")",
                ),
                *(
                    "- ",
                    "• ",
                    "00:10 ",
                    "[12:34]",
                    "**",
                    "Follow us",
                    "Twitter",
                    ". ",
                    "<b>",
                    "`",
                    "a.com/b",
                    "(",
                    "|",
                ),
            ]
        ),
        st.text(max_size=12),
    ),
    max_size=40,
).map("".join)


@given(TEXTS)
def test_the_pieces_are_the_text(text: str) -> None:
    pieces = cut(text)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        assert (piece.start, piece.end) == (at, at + len(piece.text))
        assert all(at <= link.start < link.end <= piece.end for link in piece.links)
        at = piece.end
        assert piece.section is None or pieces[piece.section].is_heading


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[" * 50_000,
            ":" * 500_000,
            "- " * 100_000,
            "(" * 100_000,
            "A B " * 100_000,
            "• " * 50_000,
        ),
        *(
            "https://" * 30_000,
            "a.com " * 30_000,
            "1:00 " * 50_000,
            "**" * 100_000,
            "x: - " * 40_000,
        ),
        *(
            "> " * 50_000,
            "Links: " * 40_000,
            "Follow us " * 40_000,
            "![](" * 50_000,
            " \n" * 200_000,
            "A: b. " * 60_000,
        ),
        *(
            "a - https://b.example/c " * 8_000,
            "ABC DEF: " * 50_000,
            "Dr. " * 100_000,
            "#" * 300_000,
        ),
    ],
)
def test_hostile_text_is_cut_in_bounded_time(text: str) -> None:
    assert sum(len(piece.text) for piece in cut(text)) == len(text)
