"""Addresses of what the build publishes."""

from pathlib import Path

import pytest

from publisher.addresses import artwork_path, is_url
from publisher.config import load_network


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.com/cover.jpg", True),
        ("HTTP://EXAMPLE.COM", True),
        ("cover.jpg", False),
        ("/https://", False),
        ("mailto:a@example.com", False),
        ("ftp://example.com", False),
        ("", False),
    ],
)
def test_what_is_a_url(text: str, expected: bool) -> None:
    assert is_url(text) is expected


def test_artwork_at_an_address_in_capitals_is_no_file(tmp_path: Path) -> None:
    file = tmp_path / "feeds" / "talk" / "show.toml"
    file.parent.mkdir(parents=True)
    file.write_text('title = "Talk"\nartwork = "HTTPS://example.com/cover.jpg"\n')
    show = load_network(tmp_path).shows["talk"]
    assert show.artwork == "HTTPS://example.com/cover.jpg"
    assert artwork_path(show) is None
