"""What a media host's answers say of an enclosure, and which app they make fail."""

from collections.abc import Mapping

import pytest

from publisher.model import Cause, Hop
from publisher.probing.remote import BEGINNING_BYTES, Answers, ask_enclosure, judge_enclosure
from publisher.web.exchange import WebPolicy
from publisher.web.fetching import Fetcher
from publisher.web.replies import Reply, Wanted
from publisher.web.serving import Served
from tests.loopback import serve
from tests.media_files import mp3, tagged

URL = "https://a.example/1.mp3"
SOUND = mp3(60)
HEAD = {"content-length": str(len(SOUND)), "content-type": "audio/mpeg"}
RANGE = {"content-range": f"bytes 0-99/{len(SOUND)}", "content-type": "audio/mpeg"}


def answers(
    head: Mapping[str, str] = HEAD,
    got: Mapping[str, str] = RANGE,
    *,
    head_status: int = 200,
    status: int = 206,
    body: bytes = SOUND[:5000],
    url: str = URL,
    hops: int = 0,
) -> Answers:
    part = Reply(url, status, got, body, hops=(Hop(302, url),) * hops)
    return Answers(Served(url, Reply(url, head_status, head), part, BEGINNING_BYTES), {})


def test_a_sound_host_has_no_problem() -> None:
    facts, problems = judge_enclosure(answers())
    assert problems == ()
    assert facts is not None
    assert (facts.size_bytes, facts.type) == (len(SOUND), "audio/mpeg")
    assert facts.duration_seconds == pytest.approx(60)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answers(status=404), "answers 404"),
        (answers(head_status=405), "HEAD doesn't (the server answers 405): Apple Podcasts"),
        (answers({**HEAD, "content-length": "5"}), "HEAD tells 5 bytes"),
        (answers(got=HEAD, status=200), "not 206"),
        (answers({}, {"content-type": "audio/mpeg"}, status=200), "doesn't tell the size"),
        (answers(got={**RANGE, "content-type": "text/html"}), "calls it text/html, and it is"),
        (answers(got={"content-range": RANGE["content-range"]}), "calls it nothing"),
        (answers(got={**RANGE, "content-type": "binary/octet-stream"}), "calls it binary"),
        (answers(url="http://a.example/1.mp3"), "is not https"),
        (answers(hops=6), "6 redirects"),
        (answers(body=b"<html>Sign in"), "no app can play it: this is a web page"),
        (answers({}, {**RANGE, "content-range": "bytes 0-1/*"}), "doesn't tell the size"),
        (answers({}, {**RANGE, "content-range": "bytes 0-1/" + "9" * 400}), "tell the size"),
    ],
)
def test_each_fault_is_told_with_who_fails(given: Answers, said: str) -> None:
    problems = judge_enclosure(given).problems
    assert any(said in problem for problem in problems), problems


def test_a_host_that_is_not_there() -> None:
    reply = Reply(URL, cause=Cause.DNS)
    assert "no such host" in judge_enclosure(Answers(Served(URL, reply, reply), {})).problems[0]


def test_audio_of_a_kind_that_only_the_host_tells() -> None:
    facts, _ = judge_enclosure(answers(body=b""))
    assert facts is not None
    assert facts.problem is not None or facts.type == "audio/mpeg"


def test_behind_a_long_tag_a_second_piece_is_asked_for() -> None:
    data = tagged(SOUND, picture=bytes(300_000))
    asked = []

    def fetch(wanted: Wanted) -> Reply:
        asked.append(wanted)
        if wanted.method == "HEAD":
            return Reply(URL, 200, {"content-length": str(len(data))})
        start, end = map(int, wanted.headers["Range"].removeprefix("bytes=").split("-"))
        piece = data[start : end + 1]
        headers = {
            "content-range": f"bytes {start}-{end}/{len(data)}",
            "content-type": "audio/mpeg",
        }
        return Reply(URL, 206, headers, piece[: wanted.limit_bytes])

    facts, problems = judge_enclosure(ask_enclosure(URL, fetch))
    assert problems == ()
    assert facts is not None
    assert facts.duration_seconds == pytest.approx(60)
    assert [wanted.method for wanted in asked] == ["HEAD", "GET", "GET"]


def test_over_real_connections() -> None:
    with serve(files={"/1.mp3": ("audio/mpeg", SOUND)}) as web:
        fetcher = Fetcher(WebPolicy(timeout_seconds=5, allow_private=True), 1_000_000)
        try:
            facts, problems = judge_enclosure(
                ask_enclosure(web.url("/redirect/302/1.mp3"), fetcher.fetch)
            )
            refused = judge_enclosure(ask_enclosure(web.url("/status/404"), fetcher.fetch))
        finally:
            fetcher.close()
    assert facts is not None
    assert (facts.size_bytes, facts.type) == (len(SOUND), "audio/mpeg")
    assert [problem for problem in problems if "is not https" not in problem] == []
    assert refused.facts is None


def test_private_addresses_are_not_asked() -> None:
    with serve() as web:
        fetcher = Fetcher(WebPolicy(timeout_seconds=5), 1_000_000)
        try:
            found = judge_enclosure(ask_enclosure(web.url("/1.mp3"), fetcher.fetch))
        finally:
            fetcher.close()
        assert web.total == 0
    assert "address is private" in found.problems[0]
