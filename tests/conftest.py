"""What holds in every test."""

import pytest

from tests.feed.validity import check_builds

check_builds()


@pytest.fixture(autouse=True)
def search_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Build no search index, which takes longer than all else in most tests.

    Tests of search have a fixture of their own by this name.
    """
    monkeypatch.setattr("publisher.searching.indexing.PROGRAMS", ())
