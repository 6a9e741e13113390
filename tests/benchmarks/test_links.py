"""The web and the files that the benchmark of links measures with; nothing is timed here."""

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.links_inputs import Size, write_input
from tests.benchmarks.links_server import ADDRESSES, Web, reply_to, serving


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with serving(0.0, None) as served:
        yield served


def ask(web: Web, method: str, path: str, *, timeout_seconds: float = 5.0) -> tuple[int, str]:
    """Return the status, and where or for how long it sends us."""
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=timeout_seconds)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Location") or answer.getheader("Retry-After") or ""
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("HEAD", "/page/1", (200, "")),
        ("GET", "/page/1", (200, "")),
        ("HEAD", "/status/404/gone", (404, "")),
        ("GET", "/redirect/301/page/1", (301, "/page/1")),
        ("GET", "/loop/round", (302, "/loop/round")),
        ("GET", "/busy/for-ever", (429, "")),
        ("GET", "/busy/2/seconds", (429, "2")),
        ("HEAD", "/no-head/405/post", (405, "")),
        ("GET", "/no-head/405/post", (200, "")),
    ],
)
def test_a_path_behaves_as_it_is_called(
    web: Web, method: str, path: str, answer: tuple[int, str]
) -> None:
    assert ask(web, method, path) == answer


def test_a_line_is_reset(web: Web) -> None:
    with pytest.raises(ConnectionError):
        ask(web, "GET", "/reset/line")


def test_a_server_hangs(web: Web) -> None:
    with pytest.raises(TimeoutError):
        ask(web, "GET", "/hang/sponsor", timeout_seconds=0.2)


def test_a_slow_answer_comes_in_drops() -> None:
    reply = reply_to("GET", "/drip/slow")
    assert b"\r\n\r\n" not in reply.answer + reply.drip


def test_every_request_is_counted_once(web: Web) -> None:
    web.counts()
    ask(web, "HEAD", "/page/7")
    ask(web, "GET", "/page/7")
    ask(web, "GET", "/page/7")
    assert web.counts() == {("HEAD", "/page/7"): 1, ("GET", "/page/7"): 2}
    assert not web.counts()


def test_input_has_as_many_links_as_said(web: Web, tmp_path: Path) -> None:
    size = Size(episodes=3, shared=4, own=2)
    files = write_input(tmp_path, web, ("/hang/sponsor",), size)
    urls = [
        line.partition("](")[2].rstrip(")\n")
        for file in files.episodes.iterdir()
        for line in file.read_text().splitlines()
        if line.startswith("- ")
    ]
    assert (len(urls), len(set(urls))) == (size.links, size.unique) == (18, 10)
    assert urls.count(web.url(ADDRESSES[-10], "/hang/sponsor")) == size.episodes
    assert sum("/page/" in url for url in set(urls)) == files.sound
