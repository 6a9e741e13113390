import pytest

from publisher.notes.moments import read_moment, write_clock


@pytest.mark.parametrize(
    ("url", "seconds"),
    [
        *(("#t=00:36", 36), ("#t=95", 95), ("#t=1:02:03", 3723), ("#t=12:34.5", 754)),
        *(("#t=npt:10", 10), ("#t=90s", 90), ("#top", None), ("#t=", None), ("#t=x:1", None)),
        *(("#t=1:2:3:4", None), ("#t=" + "9" * 50, None)),
    ],
)
def test_read_moment(url: str, seconds: int | None) -> None:
    assert read_moment(url) == seconds


@pytest.mark.parametrize(
    ("seconds", "clock"), [(0, "0:00"), (59.9, "0:59"), (61, "1:01"), (3600, "1:00:00")]
)
def test_write_clock(seconds: float, clock: str) -> None:
    assert write_clock(seconds) == clock
