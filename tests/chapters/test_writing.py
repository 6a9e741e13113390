"""JSON chapters: by the specification, the same bytes each time, and read back as they were."""

import json

from publisher.chapters.forms import parse_chapters
from publisher.chapters.writing import json_chapters
from publisher.model import Chapter

CHAPTERS = (
    Chapter(0, "Hallo – „Welt“", end_seconds=9.25),
    Chapter(60.1234, "News", "https://example.com/", "https://example.com/a.png"),
    Chapter(70, "", image="cover.png", listed=False),
)


def written() -> bytes:
    return json_chapters(
        CHAPTERS,
        title="Episode",
        show_title="Show",
        image_url=lambda image: image if "://" in image else f"https://pods.example/{image}",
    )


def test_json_chapters() -> None:
    assert json.loads(written()) == {
        "version": "1.2.0",
        "title": "Episode",
        "podcastName": "Show",
        "chapters": [
            {"startTime": 0, "endTime": 9.25, "title": "Hallo – „Welt“"},
            {
                "startTime": 60.123,
                "title": "News",
                "img": "https://example.com/a.png",
                "url": "https://example.com/",
            },
            {"startTime": 70, "img": "https://pods.example/cover.png", "toc": False},
        ],
    }
    assert "„Welt“" in written().decode()
    assert written().endswith(b"\n")


def test_they_are_read_back_as_written() -> None:
    read = parse_chapters(written().decode())
    assert read.ready
    assert [each.start_seconds for each in read.chapters] == [0, 60.123, 70]


def test_an_image_without_address_is_left_out() -> None:
    data = json.loads(
        json_chapters(CHAPTERS, title="", show_title="", image_url=lambda _image: None)
    )
    assert "img" not in data["chapters"][1]


def test_lone_surrogates_don_t_break_it() -> None:
    text = json_chapters(
        (Chapter(0, "a\ud800b"),), title="", show_title="", image_url=lambda _image: None
    )
    assert json.loads(text)["chapters"][0]["title"] == "a?b"
