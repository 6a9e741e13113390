"""RFC 9110, section 14: which bytes of a thousand are asked for."""

import pytest

from publisher.serving.ranges import Span, UnsatisfiableError, wanted_span


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", Span(0, 1)),
        ("bytes=0-499", Span(0, 500)),
        ("bytes=500-", Span(500, 1000)),
        ("bytes=500-9999", Span(500, 1000)),
        ("bytes=-500", Span(500, 1000)),
        ("bytes=-5000", Span(0, 1000)),
        ("bytes=999-", Span(999, 1000)),
        ("Bytes= 1-2 ", Span(1, 3)),
    ],
)
def test_one_range_gives_its_bytes(header: str, span: Span) -> None:
    assert wanted_span(header, 1000) == span


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes=-",
        "bytes=2-1",
        "bytes=0-1,5-6",
        "bytes=0-1, -5",
        "items=0-1",
        "bytes=a-b",
        "bytes=٣-٤",
        "bytes=-1-2",
        "bytes=" + "9" * 5000 + "-",
    ],
)
def test_what_is_no_single_range_gives_all(header: str | None) -> None:
    assert wanted_span(header, 1000) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
def test_what_is_not_there_can_not_be_given(header: str) -> None:
    with pytest.raises(UnsatisfiableError):
        wanted_span(header, 1000)


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=-1"])
def test_an_empty_file_has_no_bytes(header: str) -> None:
    with pytest.raises(UnsatisfiableError):
        wanted_span(header, 0)
