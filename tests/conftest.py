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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give what waits for a browser or a watched folder a second try: machines stall at times."""
    for item in items:
        if item.path.parent.name in ("browser", "serving"):
            item.add_marker(pytest.mark.flaky(reruns=1))
