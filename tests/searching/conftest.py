"""Here sites have a search."""

import pytest


@pytest.fixture(autouse=True)
def search_off() -> None:
    """Leave search on."""
