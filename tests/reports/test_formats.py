import pytest

from publisher.reports import FORMATS
from tests.reports.samples import checked, finding, report


def test_the_formats_by_name() -> None:
    assert list(FORMATS) == ["text", "json", "html"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_everything_and_ends_its_last_line(name: str) -> None:
    rendered = FORMATS[name](
        report([finding(message="no scheme")], [checked("https://a.example/")])
    )
    assert "no scheme" in rendered
    assert "L101" in rendered
    assert rendered.endswith("\n")
    assert not rendered.endswith("\n\n")
