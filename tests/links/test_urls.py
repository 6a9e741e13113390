"""What to ask for a URL as it is written, and whose it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.links.urls import _DOUBLED, doubled_start, fetch_key, host_of, site_of


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("HTTPS://WWW.Example.COM", "https://www.example.com/"),
        ("https://example.com?q=1", "https://example.com/?q=1"),
        ("https://example.com/a#t=1", "https://example.com/a"),
        ("http://example.com:80/", "http://example.com/"),
        ("https://example.com:443", "https://example.com/"),
        ("http://example.com:443/", "http://example.com:443/"),
        ("https://example.com:8443/", "https://example.com:8443/"),
        ("https://example.com:/", "https://example.com/"),
        ("www.example.com/a", "http://www.example.com/a"),
        ("WWW.example.com", "http://www.example.com/"),
        ("//example.com/a", "https://example.com/a"),
        ("https://example.com./", "https://example.com/"),
        ("https://münchen.example/ß", "https://xn--mnchen-3ya.example/%C3%9F"),
        ("https://example.com/a b?c d", "https://example.com/a%20b?c%20d"),
        ("https://example.com/%7euser/%2F", "https://example.com/%7euser/%2F"),
        ("https://example.com/a\\_b", "https://example.com/a%5C_b"),
        ("https://me:word@example.com/", "https://example.com/"),
        ("https://me:w[o]rd@1.example.com@example.com/", "https://example.com/"),
        ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"),
        ("  https://example.com/\n", "https://example.com/"),
        ("https://example.com/a\nb", "https://example.com/ab"),
        ("https://ex%61mple.com/", "https://example.com/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
    ],
)
def test_fetch_key_is_the_url_to_ask(url: str, key: str) -> None:
    assert fetch_key(url) == key


@pytest.mark.parametrize(
    "url",
    [
        *("", "#part", "/page", "page.html", "example.com/a", "mailto:me@example.com"),
        *("https:/example.com", "https:example.com", "http://", "https:///page", "https://?q"),
        *("http://a b.com/", "https://example.com:port/", "https://example.com:99999/"),
        *("http://[::1", "http://[nonsense]/", "https://%ff.com/", "https://“example.com”/"),
        *("ftp://example.com/", "file:///etc/passwd", "javascript://example.com/%0aalert(1)"),
        *(f"https://{'a' * 64}.com/", f"https://{'abcdefgh.' * 30}com/", "https://a..b.com/"),
    ],
)
def test_fetch_key_of_what_is_no_web_link(url: str) -> None:
    assert fetch_key(url) is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://me@WWW.Example.com:8443/a", "www.example.com"),
        ("www.example.com", "www.example.com"),
        ("ftp://Example.com/a", "example.com"),
        ("http://[::1]:80/", "::1"),
        ("https://münchen.example", "xn--mnchen-3ya.example"),
        ("mailto:me@example.com", ""),
        ("/page", ""),
        ("https://“example.com”/", ""),
    ],
)
def test_host_of(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("www.example.com", "example.com"),
        ("a.b.example.com.", "example.com"),
        ("www.example.co.uk", "example.co.uk"),
        ("shop.example.com.br", "example.com.br"),
        ("me.github.io", "me.github.io"),
        ("www.me.github.io", "me.github.io"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_site_of(host: str, site: str) -> None:
    assert site_of(host) == site


URLS = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["http://", "https://", "//", "www.", "HTTP:/", ""]),
        st.text(alphabet="aB1.-_:@[]%ü ", max_size=12),
        st.sampled_from(["", "/", "?", "#", ":80"]),
        st.text(max_size=12),
    ),
)


@settings(max_examples=100)
@given(st.one_of(st.text(), URLS))
def test_any_text_has_a_key_or_none(url: str) -> None:
    key = fetch_key(url)
    assert (host_of(url) == "") <= (key is None)
    if key is not None:
        assert key.isascii()
        assert " " not in key
        assert "#" not in key
        assert fetch_key(key) == key
        assert host_of(key) == host_of(url)


@settings(max_examples=100)
@given(st.text())
def test_a_site_is_the_end_of_its_host(host: str) -> None:
    assert host.lower().rstrip(".").endswith(site_of(host))


_STARTS = st.sampled_from(["https", "http", "HTTP", "ſ", ":", "/", "//", "a", "h", "ttp", "."])


@given(st.lists(_STARTS, max_size=12).map("".join))
def test_no_doubled_start_is_passed_over_for_speed(url: str) -> None:
    found, expected = doubled_start(url), _DOUBLED.match(url)
    assert (found and found.span()) == (expected and expected.span())
