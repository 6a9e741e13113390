"""What a browser asks for, and what it may."""

import pytest

from publisher.serving.addresses import Asked, base_path, find, is_own_host

CONTENTS = {"index.html", "404.html", "talk/index.html", "talk/a b/index.html", "talk/feed.xml"}


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ("/", Asked("index.html")),
        ("/?page=2", Asked("index.html")),
        ("/talk/", Asked("talk/index.html")),
        ("/talk/index.html", Asked("talk/index.html")),
        ("/talk/feed.xml?x", Asked("talk/feed.xml")),
        ("/talk/a%20b/", Asked("talk/a b/index.html")),
        ("/talk", Asked("talk", "/talk/")),
        ("/talk?x=1", Asked("talk", "/talk/?x=1")),
        ("/talk/a%20b", Asked("talk/a b", "/talk/a%20b/")),
        ("//talk", Asked("talk", "/talk/")),
        ("/%2Ftalk", Asked("talk", "/talk/")),
        ("/nothing", Asked("nothing")),
        ("/nothing/", Asked("nothing/")),
        ("/_preview", Asked("_preview", "/_preview/")),
        ("/_preview/talk/one/", Asked("_preview/talk/one/")),
    ],
)
def test_an_address_means_a_file(target: str, asked: Asked) -> None:
    assert find(target, CONTENTS) == asked


@pytest.mark.parametrize(
    "target",
    [
        "/../etc/passwd",
        "/talk/../../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/talk/..%2f..%2fetc",
        "/..\\..\\etc",
        "/talk/%00",
        "/.git/config",
        "/talk/.env",
        "/_preview/../.env",
        "/%ff",
        "talk/",
        "http://evil.example/",
        "*",
        "",
        "/" + "a" * 5000,
    ],
)
def test_an_address_leads_nowhere_else(target: str) -> None:
    assert find(target, CONTENTS) is None


def test_a_redirect_stays_on_this_host() -> None:
    for target in ("//evil.example", "///evil.example", "/%2F%2Fevil.example"):
        asked = find(target, {*CONTENTS, "evil.example/index.html"})
        assert asked == Asked("evil.example", "/evil.example/")


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ("/podcasts/", Asked("index.html")),
        ("/podcasts", Asked("", "/podcasts/")),
        ("/podcasts/talk/", Asked("talk/index.html")),
        ("/podcasts/talk", Asked("talk", "/podcasts/talk/")),
        ("/talk/", Asked("talk/index.html")),
        ("/podcastsx/", Asked("podcastsx/")),
    ],
)
def test_a_site_below_a_path_is_there_and_at_the_root(target: str, asked: Asked) -> None:
    assert find(target, CONTENTS, base_path("https://example.org/podcasts")) == asked


def test_the_base_is_the_path_of_the_site() -> None:
    assert base_path(None) == base_path("https://example.org") == ""
    assert base_path("https://example.org/a%20b/c/") == "a b/c/"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000"])
def test_the_machine_itself_is_asked(host: str) -> None:
    assert is_own_host(host, 8000)


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "evil.example:8000", "127.0.0.1:80", "127.0.0.1.evil.example:8000",
     "localhost.:8000", "0.0.0.0:8000", "[::1]:8000", "127.0.0.1:8000:8000", "127.0.0.1: 8000"],
)  # fmt: skip
def test_other_names_are_not_ours(host: str | None) -> None:
    assert not is_own_host(host, 8000)
