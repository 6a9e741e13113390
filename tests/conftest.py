"""What holds in every test."""

from tests.feed.validity import check_builds

check_builds()
