import pytest

from publisher.web.replies import Reply
from publisher.web.serving import Served

URL = "https://cdn.example.com/1.mp3"
HEAD = Reply(URL, 200, {"content-length": "1000", "content-type": "audio/mpeg"})


def part(status: int, **headers: str) -> Reply:
    return Reply(URL, status, {name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(
    ("reply", "ranges", "length"),
    [
        (part(206, content_range="bytes 0-1/1234"), True, 1234),
        (part(206, content_range="bytes 0-1/*"), True, 1000),
        (part(206), False, 1000),
        (part(206, content_range="bytes 0-999/1000"), False, 1000),
        (part(200, content_length="1234"), False, 1234),
        (part(200, content_length="1234", content_encoding="gzip"), False, None),
        (part(200, content_length="-5"), False, None),
        (part(416), False, 1000),
    ],
)
def test_what_a_part_tells_of_the_whole(reply: Reply, ranges: bool, length: int | None) -> None:
    served = Served(URL, HEAD, reply)
    assert (served.has_ranges, served.length_bytes) == (ranges, length)


def test_the_answer_that_counts() -> None:
    assert Served(URL, HEAD, part(200)).reply.status == 200
    assert Served(URL, HEAD, part(500)).reply is HEAD
    assert Served(URL, part(405), part(404)).reply.status == 404
