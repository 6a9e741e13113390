"""Lines of the file that the user gave, also of HTML."""

from publisher.importing.description.markup import as_markdown
from publisher.importing.notes_file.lines_given import LinesGiven

HTML = """<p>Bread &amp; butter,
and caf&eacute; au lait.</p>
<!-- a remark,
of two lines -->

<ul>
<li><a
  href="https://mill.example/loaf">The
  mill</a></li>
<li>Bread again</li></ul>
"""


def test_lines_of_the_source_are_told_by_positions_in_what_was_made_of_it() -> None:
    text = as_markdown(HTML)
    assert text != HTML
    lines = LinesGiven(text, HTML)
    wanted = {"Bread": 1, "butter": 1, "café": 2, "lait": 2, "The": 8, "mill]": 9, "again": 10}
    assert {word: lines.line(text.index(word)) for word in wanted} == wanted
    assert lines.line(text.rindex("Bread")) == 10


def test_lines_of_a_text_that_is_what_was_given() -> None:
    text = "One\n\nthree\nfour"
    lines = LinesGiven(text, text)
    assert [lines.line(at) for at in (0, 3, 4, 5, 10, 11, 14)] == [1, 1, 2, 3, 3, 4, 4]


def test_what_has_no_words_in_common() -> None:
    assert LinesGiven("words", "").line(3) == 1
    assert LinesGiven("", "<p>\n</p>").line(0) == 1
