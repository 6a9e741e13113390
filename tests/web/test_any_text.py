"""Whatever stands in a file or comes from the web: a verdict, never an exception."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from urllib3.util import parse_url

from publisher.links.urls import fetch_key, host_of, shown
from publisher.model import Cause, LinkCheck, Verdict
from publisher.platforms import platforms
from publisher.web.cache import Cache
from publisher.web.exchange import Exchange, WebPolicy, redirected, retry_after_seconds
from publisher.web.questions import check_urls
from publisher.web.rows import is_end
from publisher.web.shard import _wait_seconds
from publisher.web.verdicts import judge_exchange
from tests.answers import NOW

POLICY = WebPolicy(allow_private=True, patience_seconds=0, backoff_seconds=0)

HOSTS = st.sampled_from(
    [
        *(
            "example.com",
            "EXAMPLE.com.",
            "localhost",
            "127.1",
            "0x7f.1",
            "[::1]",
            "[::ffff:1.2.3.4]",
        ),
        *("[fe80::1%25eth0]", "[::1", "::1]", "[v1.x]", "müller.example", "xn--mller-kva.example"),
        *(
            "xn--",
            "xn--a.example",
            "\u2024",
            "ex\u00adample.com",
            "１２７.０.０.１",
            "a。b",
            "faß.de",
        ),
        *("a..b", ".", "-a.example", "_dmarc.example.com", "x" * 64 + ".de", "%65xample.com", "%"),
        *("%zz", "ex%00ample.com", "a%2fb", "\u202e.example", "\ud800.example", "٠.example", ""),
    ]
)
URLS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["http://", "https://", "HtTpS://", "//", "www.", "http:/", "ftp://", ""]),
        st.sampled_from(
            ["", "me@", "me:pass@", "a[b@", "a]b:@", "[::1]:80@", "a@b@", "\\@", "é:@"]
        ),
        HOSTS | st.text(max_size=10),
        st.sampled_from(["", ":", ":80", ":443", ":00080", ":0", ":65536", ":-1", ":٣", ":8 0"]),
        st.sampled_from(["", "/", "\\", "/a/../b", "/%", "/%zz", "/%C3%28", "/a b", "/[x]", "/é"]),
        st.sampled_from(["", "?", "?q=1&é=ü", "?a\r\nX: y", "#", "#\ud800", "?\0", "?[", "?a#b?c"]),
        st.text(max_size=6),
    ),
)
LINKS = st.one_of(URLS, st.text(max_size=30), st.sampled_from(
    [f"https://{host}/{rest}" for platform in platforms().values() for host in platform.hosts[:2]
     for rest in ("ada", "@ada", "watch?v=aaaaaaaaaaa", "in/ada", "invite/x", "ada/status/1")]
))  # fmt: skip
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "content-type": st.sampled_from(
            ["text/html", "application/json", "", "x/\0", "a;charset=["]
        ),
        "retry-after": st.sampled_from(["0", "-1", "nan", "9" * 400, "٣", "soon", ""]) | st.text(),
        "cf-mitigated": st.just("challenge"),
    },
)
PAGES = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            *("<title>Not found", "<title>\ud800\0</title>", "<base href='http://[x'>", "<" * 500),
            *(
                "<meta http-equiv=refresh content='0;url=http://[::1'>",
                "<link rel=canonical href=//[>",
            ),
            *("null", "[]", "{}", "1e999", '{"moved": {"url": "http://[x/\\ud800"}}', "[" * 5000),
            *('{"expires_at": "9999-99-99"}', '{"expires_at": "0001-01-01T00:00:00+23:59"}'),
            *('{"expires_at": 1e400}', '{"message": "\\ud800", "code": 10006, "error": []}'),
            *(
                '{"moved": {"url": "https://me:pass@example.com/@ada"}}',
                '{"error": "\\u0000\\u001b"}',
            ),
        ]
    ),
)
STATUSES = st.sampled_from([200, 204, 206, 304, 400, 401, 403, 404, 410, 429, 500, 503, 600, 999])


@settings(max_examples=400, deadline=None)
@given(URLS)
@example("http://a[b@example.com/")
@example("http://１２７.０.０.１:80/")
def test_normalising_twice_changes_nothing_more(url: str) -> None:
    key = fetch_key(url)
    if key is None:
        return
    assert fetch_key(key) == key
    assert key.isascii()
    assert key.isprintable()
    assert not {" ", "#"} & set(key)
    # Whoever reads it, it is the same host, and nobody's user.
    parts, asked = urlsplit(key), parse_url(key)
    assert parts.username is None
    assert asked.auth is None
    assert host_of(key) == host_of(url) == (asked.host or "").strip("[]") == parts.hostname
    assert asked.port == parts.port
    assert fetch_key(key + "#part") == key


@settings(max_examples=300, deadline=None)
@given(LINKS, st.one_of(URLS, st.text()), st.sampled_from([301, 302, 303, 307, 308]))
def test_any_location_is_followed_or_named(url: str, location: str, status: int) -> None:
    key = fetch_key(url)
    if key is None:
        return
    led = redirected(Exchange(key), status, location)
    for hop in led.hops:
        assert fetch_key(hop.target) == hop.target
    assert urlsplit(led.at).username is None
    if led.is_over:
        assert led.cause in (Cause.BROKEN, Cause.APP, Cause.REDIRECTS, Cause.LOGIN)
        assert isinstance(judge_exchange(led, NOW), LinkCheck)
    if led.hops and not led.is_over and not led.start.endswith("?"):  # urljoin drops that one
        again = redirected(led, status, led.start)
        assert (again.cause, again.is_over) == (Cause.REDIRECTS, True)


@pytest.fixture(scope="module")
def cache_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "cache.sqlite"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(LINKS, min_size=1, max_size=5),
    st.integers(0, 1 << 32),
    st.lists(st.tuples(STATUSES, PAGES, HEADERS, URLS), min_size=1, max_size=4),
)
def test_any_answer_of_the_web_gives_a_verdict(
    cache_file: Path,
    urls: list[str],
    seed: int,
    said: list[tuple[int, str, dict[str, str], str]],
) -> None:
    chance = random.Random(seed)

    def ask(exchange: Exchange) -> Exchange:
        status, page, headers, location = chance.choice(said)
        what = chance.random()
        if what < 0.3:
            return redirected(exchange, chance.choice([301, 302]), location)
        if what < 0.4:
            return exchange.failed(chance.choice([*Cause]), "\ud800\0")
        return replace(exchange, status=status, page=page, headers=headers)

    with Cache(cache_file) as cache:
        answers = check_urls(urls, POLICY, now=NOW, cache=cache, ask=ask, expects={urls[0]: ("x",)})
        for url in urls:
            check = answers.of(url)
            assert (check is None) == (fetch_key(url) is None)
            if check is not None:
                assert check.verdict in Verdict
                assert check.reason
                assert check.final_url is None or is_end(check.final_url)
                assert len(shown(check.url)) <= 200
        assert cache.notices == []


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(),
        st.datetimes(timezones=st.just(UTC)).map(format_datetime),
        st.lists(
            st.sampled_from(
                ["Mon,", "32", "Jan", "99999999999", "25:61:61", "GMT", "-9999", "+99999", ":", "é"]
            )
        ).map(" ".join),
    )
)
def test_any_wait_is_a_number_of_seconds_or_none(value: str) -> None:
    seconds = retry_after_seconds(value, datetime(2026, 1, 1, tzinfo=UTC).timestamp())
    assert seconds is None or seconds >= 0
    for status in (200, 429, 503):
        exchange = replace(Exchange("http://a.example/"), status=status)
        waits = _wait_seconds(replace(exchange, headers={"retry-after": value}))
        assert waits is None or waits >= 0
