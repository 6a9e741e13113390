import pytest

from publisher.model import Syntax
from publisher.rules.escapes import writing_of
from tests.rules.links import make_link

URL = "https://example.com/?a=1&b=é"


@pytest.mark.parametrize(
    ("syntax", "written"),
    [
        (Syntax.INLINE, URL),
        (Syntax.HTML, URL.replace("&", "&amp;")),
        (Syntax.FIELD, URL.replace("/", "\\/")),
        (Syntax.FIELD, URL.replace("/", "\\/").replace("é", "\\u00e9")),
    ],
)
def test_what_was_read_is_written_the_same_way(syntax: Syntax, written: str) -> None:
    way = writing_of(make_link(URL, syntax=syntax, written=written))
    assert way is not None
    assert way.write(URL, written) == written


@pytest.mark.parametrize(
    ("syntax", "written"),
    [
        (Syntax.INLINE, URL.replace("/", "\\/")),  # Markdown's own escapes are others
        (Syntax.FIELD, URL.replace("/", "\\x2f")),
        (Syntax.FIELD, "@handle"),
    ],
)
def test_other_ways_are_not_understood(syntax: Syntax, written: str) -> None:
    assert writing_of(make_link(URL, syntax=syntax, written=written)) is None
