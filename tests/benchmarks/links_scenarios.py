"""What is measured: how the web behaves, how each tool is called, and what we want to reach."""

from typing import NamedTuple

_OURS_128 = ("--max-concurrency", "128", "--per-host", "128")
_LYCHEE_128 = (
    *("--max-concurrency", "128", "--host-concurrency", "128"),
    *("--host-request-interval", "0ms"),
)
_OURS_IMPATIENT = ("--timeout", "1", "--retries", "0")
_LYCHEE_IMPATIENT = ("--timeout", "1", "--max-retries", "0")

_ALL_TROUBLES = (
    "/status/404/gone",
    "/status/500/broken",
    "/redirect/301/moved/once",
    "/redirect/302/redirect/301/moved/twice",
    "/loop/round",
    "/busy/for-ever",
    "/busy/1/a-second",
    "/no-head/405/post",
    "/no-head/404/lie",
    "/hang/sponsor",
    "/drip/slow",
    "/reset/line",
)


class Scenario(NamedTuple):
    """`troubles` are paths that take the place of links shared by all episodes."""

    name: str
    summary: str
    reach: str
    scheme: str = "http"
    latency_seconds: float = 0.05
    troubles: tuple[str, ...] = ()
    ours: tuple[str, ...] = _OURS_128
    lychee: tuple[str, ...] = _LYCHEE_128


SCENARIOS = (
    Scenario("http-50", "HTTP, 50 ms, 128 at once", "1.05"),
    Scenario("http-50-defaults", "HTTP, 50 ms, each at its defaults", "0.6", ours=(), lychee=()),
    Scenario("http-200", "HTTP, 200 ms, 128 at once", "1.05", latency_seconds=0.2),
    Scenario("https-50", "HTTPS, 50 ms, 128 at once", "1.15", scheme="https"),
    Scenario(
        "https-50-defaults",
        "HTTPS, 50 ms, each at its defaults",
        "0.9",
        scheme="https",
        ours=(),
        lychee=(),
    ),
    Scenario(
        "hang",
        "HTTP, 50 ms, a shared link hangs, 1 s of patience, no retries",
        "0.05",
        troubles=("/hang/sponsor",),
        ours=(*_OURS_128, *_OURS_IMPATIENT),
        lychee=(*_LYCHEE_128, *_LYCHEE_IMPATIENT),
    ),
    Scenario(
        "busy",
        "HTTP, 50 ms, a shared link always says 429",
        "10 s where lychee doesn't end in 200 s",
        troubles=("/busy/for-ever",),
    ),
    Scenario(
        "mix",
        "HTTP, 50 ms, every trouble at once, 1 s of patience, no retries",
        "the end, each sound URL asked once",
        troubles=_ALL_TROUBLES,
        ours=(*_OURS_128, *_OURS_IMPATIENT),
        lychee=(*_LYCHEE_128, *_LYCHEE_IMPATIENT),
    ),
)

CACHED = Scenario(
    "cached",
    "a second run that asks nothing, report written",
    "0.3 s, no requests, no HTTP code imported",
)
