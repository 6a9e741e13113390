import struct
import zlib

from publisher.scaffold.cover import SIDE, cover_png


def chunks(png: bytes) -> dict[bytes, bytes]:
    """Return the chunks of a PNG by their kind; raises AssertionError on a wrong checksum."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0] == zlib.crc32(
            kind + data
        )
        found[kind] = data
        at += 12 + size
    return found


def test_the_cover_is_what_apps_take() -> None:
    png = cover_png()
    found = chunks(png)
    assert list(found) == [b"IHDR", b"IDAT", b"IEND"]
    width, height, depth, colours = struct.unpack(">IIBB", found[b"IHDR"][:10])
    assert (width, height) == (SIDE, SIDE)
    assert 1400 <= SIDE <= 3000
    assert (depth, colours) == (8, 2)  # RGB
    assert len(png) < 100_000
    pixels = zlib.decompress(found[b"IDAT"])
    assert len(pixels) == SIDE * (1 + 3 * SIDE)
    rows = {pixels[at : at + 1 + 3 * SIDE] for at in range(0, len(pixels), 1 + 3 * SIDE)}
    assert {row[0] for row in rows} == {0}
    assert len(rows) > 5  # something is drawn
