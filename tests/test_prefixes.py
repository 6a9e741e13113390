"""Prefixes of audio addresses, put there and taken away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.prefixes import service_of, services, services_in, with_prefixes, without_prefixes

OP3, PODTRAC = "https://op3.dev/e/", "https://dts.podtrac.com/redirect.mp3/"


@pytest.mark.parametrize(
    ("url", "prefixes", "expected"),
    [
        ("https://a.example/1.mp3", (OP3,), "https://op3.dev/e/a.example/1.mp3"),
        ("https://a.example/1.mp3", (), "https://a.example/1.mp3"),
        (
            "https://a.example/1.mp3",
            (OP3, PODTRAC),
            "https://op3.dev/e/dts.podtrac.com/redirect.mp3/a.example/1.mp3",
        ),
        # OP3 takes http: with its scheme; the others would ask by https:
        ("http://a.example/1.mp3", (OP3,), "https://op3.dev/e/http://a.example/1.mp3"),
        ("http://a.example/1.mp3", (PODTRAC,), "http://a.example/1.mp3"),
        ("http://a.example/1.mp3", (OP3, PODTRAC), "https://op3.dev/e/http://a.example/1.mp3"),
        # Podtrac's names the kind of file
        (
            "https://a.example/1.m4a?x=1",
            (PODTRAC,),
            "https://dts.podtrac.com/redirect.m4a/a.example/1.m4a?x=1",
        ),
        ("https://a.example/1", (PODTRAC,), "https://dts.podtrac.com/redirect.mp3/a.example/1"),
        # what stands there already is not put there again
        ("https://op3.dev/e/a.example/1.mp3", (OP3,), "https://op3.dev/e/a.example/1.mp3"),
        (
            "https://www.podtrac.com/pts/redirect.mp3/a.example/1.mp3",
            (OP3, PODTRAC),
            "https://op3.dev/e/www.podtrac.com/pts/redirect.mp3/a.example/1.mp3",
        ),
        # a slash is added, and parameters stay
        (
            "https://a.example/1.mp3",
            ("https://op3.dev/e,pg=917393e3",),
            "https://op3.dev/e,pg=917393e3/a.example/1.mp3",
        ),
        (
            "https://a.example/1.mp3",
            ("https://x.example/p",),
            "https://x.example/p/a.example/1.mp3",
        ),
    ],
)
def test_prefixes_are_put_before_an_address(
    url: str, prefixes: tuple[str, ...], expected: str
) -> None:
    found = with_prefixes(url, prefixes)
    assert found == expected
    if url.startswith("https:"):
        assert with_prefixes(found, prefixes) == found


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://op3.dev/e/a.example/1.mp3", "https://a.example/1.mp3"),
        ("https://op3.dev/e,pg=1/a.example/1.mp3?x=1", "https://a.example/1.mp3?x=1"),
        ("https://op3.dev/e/http://a.example/1.mp3", "http://a.example/1.mp3"),
        ("https://op3.dev/e/https:/a.example/1.mp3", "https://a.example/1.mp3"),
        (
            "https://www.podtrac.com/pts/redirect.mp3/pscrb.fm/rss/p/mgln.ai/e/257/a.example/1.mp3",
            "https://a.example/1.mp3",
        ),
        (
            "http://www.podtrac.com/pts/redirect.mp3?http://a.example/1.mp3",
            "http://a.example/1.mp3",
        ),
        (
            "http://media.blubrry.com/phd/ins.blubrry.com/phd/1.mp3",
            "http://ins.blubrry.com/phd/1.mp3",
        ),
        ("https://chtbl.com/track/11G3D/a.example/1.mp3", "https://a.example/1.mp3"),
        # no prefixes
        (
            "https://a.example/op3.dev/e/b.example/1.mp3",
            "https://a.example/op3.dev/e/b.example/1.mp3",
        ),
        ("https://media.blubrry.com/phd/1", "https://media.blubrry.com/phd/1"),
        ("https://op3.dev/e/", "https://op3.dev/e/"),
        ("not an address", "not an address"),
    ],
)
def test_prefixes_are_seen_through(url: str, expected: str) -> None:
    assert without_prefixes(url) == expected


_hosts = st.from_regex(r"\A[a-z]{1,8}\.example\Z")
_paths = st.from_regex(r"\A/[a-z0-9]{1,8}\.(mp3|m4a)(\?[a-z]=1)?\Z")
_prefixes = st.lists(
    st.sampled_from(
        [OP3, PODTRAC, "https://pdst.fm/e/", "https://mgln.ai/e/12/", "https://pscrb.fm/rss/p/"]
    ),
    unique=True,
    max_size=4,
)


@given(_hosts, _paths, _prefixes)
def test_what_is_put_there_is_seen_through(host: str, path: str, prefixes: list[str]) -> None:
    url = f"https://{host}{path}"
    behind = with_prefixes(url, prefixes)
    assert without_prefixes(behind) == url
    assert [service_of(prefix) for prefix in prefixes] == services_in(behind)
    assert behind.count("https://") == 1


def test_every_service_is_known_by_a_prefix_of_its_own() -> None:
    names = {service.name for service in services()}
    assert {"OP3", "Podtrac", "Blubrry", "Chartable", "Podscribe"} <= names
    assert len(names) == len(services())
    for prefix, name in ((OP3, "OP3"), ("https://op3.dev/e", "OP3"), (PODTRAC, "Podtrac")):
        service = service_of(prefix)
        assert service is not None
        assert service.name == name
    assert service_of("https://op3.dev/") is None
    assert service_of("https://op3.dev.example/e/") is None
