"""Which addresses are front pages, and which mean one page of a site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.web.front_pages import (
    is_deep,
    is_front_page,
    is_sent_home,
    sends_on,
    sends_to_front_page,
)


@pytest.mark.parametrize(
    "path",
    ["", "/", "//", "/en", "/en/", "/de-DE/", "/us/en", "/index.html", "/en/index.php", "/home"],
)
def test_front_pages(path: str) -> None:
    assert is_front_page(path)
    assert not is_deep(f"https://acme.com{path}")


@pytest.mark.parametrize(
    "path", ["/about", "/en/about", "/a/b", "/en/us/gb", "/index.html/x", "/ai"]
)
def test_other_pages(path: str) -> None:
    assert not is_front_page(path)


@pytest.mark.parametrize(
    ("url", "deep"),
    [
        ("https://acme.com/blog/post", True),
        ("https://acme.com/en/blog/post", True),
        ("https://acme.com/a-post-of-four-words", True),
        ("https://acme.com/page.html", True),
        ("https://acme.com/123456", True),
        ("https://acme.com/?p=1", True),
        ("https://acme.com/?id=1", False),
        ("https://acme.com/show", False),
        ("https://acme.com/the-data-show", False),
        ("https://acme.com/discount/SHOW", False),
        ("https://acme.com/en/discount/SHOW", False),
        ("https://acme.com/?utm_source=show", False),
    ],
)
def test_what_means_one_page(url: str, deep: bool) -> None:
    assert is_deep(url) is deep


@pytest.mark.parametrize(
    ("host", "sends"),
    [
        ("bit.ly", True),
        ("acme.pxf.io", True),
        ("go.acme.com", True),
        ("click.acme.co.uk", True),
        ("acme.com", False),
        ("www.acme.com", False),
        ("go.dev", False),
        ("", False),
    ],
)
def test_hosts_that_send_on(host: str, sends: bool) -> None:
    assert sends_on(host) is sends


def test_any_page_may_be_sent_to_the_front_page() -> None:
    assert sends_to_front_page("https://acme.com/show", "https://acme.com/en/")
    assert not sends_to_front_page("https://acme.com/show", "https://acme.com/pricing")
    assert not sends_to_front_page("https://acme.com/", "https://acme.com/")
    assert not sends_to_front_page("https://acme.com/ref/show", "https://acme.com/")


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_path_is_judged(one: str, other: str) -> None:
    is_sent_home(f"https://acme.com/{one}", f"https://acme.com/{other}")
    sends_to_front_page(f"https://acme.com/{one}", f"https://acme.com/{other}")
