import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.documents.decoding import NotTextError, decode


@pytest.mark.parametrize("bom_and_codec", [("", "utf-8"), ("\ufeff", "utf-8")])
def test_utf8_with_and_without_mark(bom_and_codec: tuple[str, str]) -> None:
    bom, codec = bom_and_codec
    decoded = decode(f"{bom}Café 🎙\r\nzwei".encode(codec))
    assert decoded.text == "Café 🎙\r\nzwei"
    assert decoded.strange is None
    assert decoded.position(8) == (2, 1, len(f"{bom}Café 🎙\r\n".encode()))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_needs_its_mark(codec: str) -> None:
    data = "\ufeffCafé 🎙\nzwei".encode(codec)
    decoded = decode(data)
    assert decoded.text == "Café 🎙\nzwei"
    assert data[decoded.position(7)[2] :].decode(codec) == "zwei"
    with pytest.raises(NotTextError, match="not a text file"):
        decode(data[2:])


def test_windows_1252_is_the_last_resort() -> None:
    decoded = decode("Café – “quoted”".encode("cp1252"))
    assert decoded.text == "Café – “quoted”"
    assert decoded.strange == 3
    assert decoded.position(15) == (1, 16, 15)


def test_windows_1252_has_holes() -> None:
    decoded = decode(b"a\x81b\xff")
    assert decoded.text == "a\ufffdbÿ"
    assert decoded.position(4)[2] == 4


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", b"text\0text", b"\xff\xfe\x00\xd8", b"\xff\xfea"]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(NotTextError, match="not a text file"):
        decode(data)


def test_old_line_ends_count() -> None:
    assert decode(b"one\rtwo\rthree").position(9) == (3, 2, 9)


@settings(max_examples=60)
@given(
    st.text(st.sampled_from("aé語🎙\n\r "), max_size=60),
    st.integers(0, 600),
    st.integers(0, 20_000),
    st.sampled_from(["utf-8", "utf-16-le"]),
)
def test_positions_are_those_of_the_text_before(
    piece: str, repeats: int, offset: int, codec: str
) -> None:
    text = piece * repeats + "\n"
    offset = min(offset, len(text))
    mark = "" if codec == "utf-8" else "\ufeff"
    decoded = decode((mark + text).encode(codec))
    before = text[:offset]
    line = before.count("\n") + 1
    column = offset - before.rfind("\n")
    assert decoded.position(offset) == (line, column, len((mark + before).encode(codec)))


def test_places_in_one_endless_line_take_linear_time() -> None:
    decoded = decode(b"a" * 5_000_000)
    for offset in range(0, 5_000_000, 50):
        assert decoded.position(offset) == (1, offset + 1, offset)
