"""Files of chapters in every form, sound, broken and hostile."""

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from publisher.chapters.files import LIMIT_BYTES, read_chapter_file
from publisher.chapters.forms import MOST_CHAPTERS, parse_chapters
from publisher.chapters.values import NotChaptersError
from publisher.model import Chapter

PSC = '<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">{}</psc:chapters>'

FORMS = {
    "JSON chapters": json.dumps(
        {
            "version": "1.2.0",
            "chapters": [
                {"startTime": 0, "title": "Hello", "endTime": 60},
                {"startTime": 60.5, "title": "News", "url": "https://example.com/", "toc": False},
                {"startTime": 3723, "title": "Bye"},
            ],
        }
    ),
    "Podlove's JSON": json.dumps(
        [
            {"start": "00:00:00.000", "title": "Hello", "href": "", "image": ""},
            {"start": "00:01:00.500", "title": "News", "href": "https://example.com/"},
            {"start": "01:02:03.000", "title": "Bye"},
        ]
    ),
    "ffprobe's JSON": json.dumps(
        {
            "chapters": [
                {"id": 0, "start_time": "0.000000", "tags": {"title": "Hello"}},
                {"id": 1, "start_time": "60.500000", "tags": {"title": "News"}},
                {"id": 2, "start_time": "3723.000000", "tags": {"title": "Bye"}},
            ]
        }
    ),
    "Podlove Simple Chapters": '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
    + PSC.format(
        '<psc:chapter start="00:00:00.000" title="Hello"/>'
        '<psc:chapter start="1:00.5" title="News" href="https://example.com/"/>'
        '<psc:chapter start="01:02:03" title="Bye" image="https://example.com/a.png"/>'
    ),
    "a feed's item": "<rss><channel><item>"
    + PSC.format(
        '<psc:chapter start="0" title="Hello"/><psc:chapter start="60.5" title="News"/>'
        '<psc:chapter start="3723" title="Bye"/>'
    )
    + "</item></channel></rss>",
    "WebVTT": "WEBVTT\n\nNOTE nothing\n\n1\n00:00.000 --> 01:00.500\nHello\n\n"
    "01:00.500 --> 01:02:03.000 line:0\n<v Ann>News</v>\n\n01:02:03.000 --> 01:10:00.000\nBye\n",
    "ffmetadata": ";FFMETADATA1\ntitle=Episode\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=60500\n"
    "title=Hello\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=60500\ntitle=News\n[CHAPTER]\n"
    "START=3723000000000\ntitle=Bye\n",
    "OGM": "CHAPTER01=00:00:00.000\nCHAPTER01NAME=Hello\nCHAPTER02=00:01:00.500\n"
    "CHAPTER02NAME=News\nCHAPTER03=01:02:03.000\nCHAPTER03NAME=Bye\n",
    "Audacity's labels": "0.000000\t60.500000\tHello\n60.5\t60.5\tNews\n3723\t3800\tBye\n",
    "mp4chaps": "\ufeff00:00:00.000 Hello\r\n00:01:00.500 News <https://example.com/>\r\n"
    "01:02:03.000 Bye\r\n",
    "mp4chaps, short": "# comment\n0:00 Hello\n1:00.5 News\n\n1:02:03 Bye\n",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_forms(text: str) -> None:
    chapters = parse_chapters(text).chapters
    assert [(each.start_seconds, each.title) for each in chapters] == [
        (0, "Hello"),
        (60.5, "News"),
        (3723, "Bye"),
    ]
    if "https://example.com/" in text and "image" not in text:
        assert chapters[1].url == "https://example.com/"


def test_json_keeps_all_that_a_chapter_says() -> None:
    read = parse_chapters(
        '{"version": "1.2.0", "chapters": [{"startTime": 5, "endTime": 9.5, "title": " A\\nb ", '
        '"img": "https://example.com/a.png", "url": "https://example.com/", "toc": false}]}'
    )
    assert read.ready
    assert read.chapters == (
        Chapter(5, "A b", "https://example.com/", "https://example.com/a.png", 9.5, False, 0),
    )


@pytest.mark.parametrize(
    ("text", "ready"),
    [
        ('{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "A"}]}', True),
        ('{"chapters": [{"startTime": 0, "title": "A"}]}', False),
        ('{"version": "1.2.0", "chapters": [{"startTime": "0:00", "title": "A"}]}', False),
        ('[{"start": "0:00", "title": "A"}]', False),
        (
            '{"version": "1.2.0", "chapters": [{"startTime": 9, "title": "A"}, '
            '{"startTime": 0, "title": "B"}]}',
            False,
        ),
    ],
)
def test_only_what_apps_read_is_ready(text: str, ready: bool) -> None:
    assert parse_chapters(text).ready is ready


def test_chapters_come_by_time_and_know_where_they_stood() -> None:
    chapters = parse_chapters("1:00 B\n0:00 A\n").chapters
    assert [(each.title, each.at) for each in chapters] == [("A", 1), ("B", 0)]


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x><chapter start="0" title="&a;"/></x>'
EXTERNAL = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x><chapter start="0" title="a"/></x>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no chapter"),
        ("{", "line 1"),
        ("{}", "no list"),
        ('{"chapters": {}}', "no list"),
        ('{"chapters": []}', "no chapter"),
        ('{"chapters": [1, null, "x", {"title": "no start"}]}', "no chapter"),
        ('{"chapters": [{"startTime": -1, "title": "x"}]}', "no chapter"),
        ('{"chapters": [{"startTime": true, "title": "x"}]}', "no chapter"),
        ('{"chapters": [{"startTime": NaN, "title": "x"}]}', "can't be read"),
        ('{"chapters": [{"startTime": 1e999, "title": "x"}]}', "no chapter"),
        ('{"chapters": [{"startTime": 1' + "0" * 5000 + ', "title": "x"}]}', "can't be read"),
        ('{"chapters": [{"startTime": 0, "title": {"a": 1}}]}', "title"),
        ("[" * 100_000, "line 1|too many"),
        ("<x>", "line 1"),
        ("<x><chapter start='soon' title='a'/></x>", "no chapter"),
        ("<x>" * 5000, "too many"),
        (ENTITIES, "DOCTYPE"),
        (EXTERNAL, "DOCTYPE"),
        ("WEBVTT\n\nNothing\n", "no chapter"),
        ("[CHAPTER]\nTIMEBASE=1/0\nSTART=1\ntitle=a\n", "no chapter"),
        ("[CHAPTER]\nTIMEBASE=x\nSTART=y\ntitle=a\n", "no chapter"),
        ("0:00 Hello\nand prose\n", "line 2"),
        ("0:00\n1:00\n", "title"),
        ("999:9999:00 Hello", "no chapter|line 1"),
    ],
)
def test_what_is_none_says_why(text: str, words: str) -> None:
    with pytest.raises(NotChaptersError, match=words) as error:
        parse_chapters(text)
    assert "\n" not in str(error.value)


def test_a_file_of_too_many_chapters_is_none() -> None:
    lines = "".join(f"{n // 60}:{n % 60:02} x\n" for n in range(MOST_CHAPTERS + 1))
    with pytest.raises(NotChaptersError, match="more than"):
        parse_chapters(lines)


def test_files_that_cannot_be_read_say_so(tmp_path: Path) -> None:
    big = tmp_path / "big.json"
    big.write_bytes(b" " * (LIMIT_BYTES + 1))
    binary = tmp_path / "binary.json"
    binary.write_bytes(bytes(range(256)))
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    for file in (big, binary, pipe, tmp_path, tmp_path / "missing.json"):
        with pytest.raises(NotChaptersError):
            read_chapter_file(file)


@pytest.mark.parametrize(
    "text",
    [
        "0:00 " + "<https://" * 100_000,
        "WEBVTT\n" + "0:00 --> " * 100_000,
        "CHAPTER1=" * 100_000,
        "0\t0\t" * 100_000,
        "[CHAPTER]\n" * 100_000,
        '<a b="' + "x" * 500_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_files_end(text: str) -> None:
    with suppress(NotChaptersError):
        parse_chapters(text + "\n\x00")


def test_spaces_without_end_in_a_title_take_no_time() -> None:
    (chapter,) = parse_chapters(f"00:00:00 a{' ' * 500_000}b <https://example.com/> \n").chapters
    assert (chapter.title[:1], chapter.url) == ("a", "https://example.com/")
