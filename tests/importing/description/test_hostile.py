"""Text that was made to be slow to read, or to be read as what it isn't."""

import pytest

from publisher.importing.description.taking_apart import understand


@pytest.mark.parametrize(
    "text",
    [
        *("[" * 50_000, "(" * 50_000, ":" * 200_000, "A" * 200_000, "A B " * 30_000, "#" * 100_000),
        *("Guest: " * 20_000, "A B joins us. " * 10_000, "- a\n" * 20_000, "a:\n" * 20_000),
        *("> " * 20_000, "with A B, " * 10_000, "\n" * 300_000, "Listen to A" * 10_000),
        *("\\" * 100_000, "# Transcript\n" * 5_000, "S1E1 " * 20_000, "1 | " * 30_000),
    ],
)
def test_it_is_read_in_bounded_time(text: str) -> None:
    found = understand(text)
    assert len(found.body) <= len(text) + 10 * text.count("\n") + 10
