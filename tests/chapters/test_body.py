"""Lists of chapters in bodies: every way they are written, and what only looks like one."""

import pytest

from publisher.chapters.body import longest_rise, read_body_chapters
from publisher.chapters.entries import flatten

Told = list[tuple[float, str, str | None]]


def told(body: str) -> Told:
    """Return start, title and address of each chapter."""
    chapters = read_body_chapters(body).chapters
    return [(each.start_seconds, each.title, each.url) for each in chapters]


PLAIN: Told = [(0, "Hello", None), (95, "The news", None), (3723, "Good bye", None)]

DIALECTS = {
    "media fragments": """\
* **[00:00](#t=00:00)** Hello
  * **[01:35](#t=01:35)** The news
* **[01:02:03](#t=01:02:03)** Good bye
""",
    "media fragments with a dash": """\
- [0:00](#t=0:00) – Hello
- [1:35](#t=1:35) – The news
- [1:02:03](#t=1:02:03) – Good bye
""",
    "marked": "- [@00:00] Hello\n- [@01:35] - The news\n\n#### [@01:02:03] Good bye\n",
    "round brackets": "(00:00:00) Hello\n(00:01:35) The news\n(01:02:03) Good bye\n",
    "square brackets": "[00:00] Hello\n\n[01:35] The news\n\n[1:02:03] Good bye\n",
    "escaped brackets": "\\[00:00\\] Hello\n\n\\[01:35\\] The news\n\n\\[1:02:03\\] Good bye\n",
    "bare": "0:00 Hello\n1:35 The news\n1:02:03 Good bye\n",
    "hard breaks": "0:00 Hello\\\n1:35 The news\\\n1:02:03 Good bye\n",
    "dash": "0:00 - Hello\n1:35 – The news\n1:02:03 — Good bye\n",
    "two dashes in a list": "- 0:00 -- Hello\n- 1:35 -- The news\n- 1:02:03 -- Good bye\n",
    "colon": "00:00: Hello\n01:35: The news\n01:02:03: Good bye\n",
    "bar": "00:00 | Hello\n01:35 | The news\n01:02:03 | Good bye\n",
    "arrow": "0:00 → Hello\n1:35 → The news\n1:02:03 → Good bye\n",
    "bold times": "**0:00** Hello\n\n**1:35** The news\n\n**1:02:03** Good bye\n",
    "bold lines": "**0:00 Hello**\n\n**1:35 The news**\n\n**1:02:03 Good bye**\n",
    "code": "`0:00` Hello\n`1:35` The news\n`1:02:03` Good bye\n",
    "numbered": "1. 0:00 Hello\n2. 1:35 The news\n3. 1:02:03 Good bye\n",
    "headings": "## 0:00 Hello\n\nText.\n\n## 1:35 The news\n\nText.\n\n## 1:02:03 Good bye\n",
    "pictures": "⏱️ 0:00 Hello\n⏱️ 1:35 The news\n⏱️ 1:02:03 Good bye\n",
    "links with the title": """\
- [0:00 Hello](https://youtu.be/abc?t=0)
- [1:35 The news](https://youtu.be/abc?t=95)
- [1:02:03 Good bye](https://youtu.be/abc?t=3723)
""",
    "links to a video": """\
[00:00](https://youtu.be/abc?t=0) Hello
[01:35](https://youtu.be/abc?t=95) The news
[01:02:03](https://youtu.be/abc?t=3723) Good bye
""",
    "links in HTML": """\
<ul><li><a href="https://youtu.be/abc?t=0">0:00</a> Hello</li>
<li><a href="https://youtu.be/abc?t=95">1:35</a> - The news</li>
<li>(<a href="https://youtu.be/abc?t=3723">1:02:03</a>) Good bye</li></ul>
""",
    "wide digits": "００：００ Hello\n０１：３５ The news\n１：０２：０３ Good bye\n",
    "wide colons": "00：00 Hello\n01：35 The news\n1：02：03 Good bye\n",
    "Arabic digits": "٠٠:٠٠ Hello\n٠١:٣٥ The news\n١:٠٢:٠٣ Good bye\n",
    "thousandths": "00:00:00.000 Hello\n00:01:35.500 The news\n01:02:03.000 Good bye\n",
    "a table": """\
| Time | Topic |
|---|---|
| 0:00 | Hello |
| 1:35 | The news |
| 1:02:03 | Good bye |
""",
    "HTML paragraphs": (
        "<p><strong>0:00</strong> - Hello</p>\n\n<p><strong>1:35</strong> - The news</p>\n"
        "<p><strong>1:02:03</strong> - Good bye</p>"
    ),
    "HTML breaks": "<p>Chapters:<br />0:00 Hello<br>1:35 The news<br/>1:02:03 Good bye</p>",
    "an HTML list": (
        "<ul><li>(0:00) Hello</li><li>(1:35) The news</li><li>(1:02:03) Good bye</li></ul>"
    ),
    "an HTML table": (
        "<table><tr><td>0:00</td><td>Hello</td></tr><tr><td>1:35</td><td>The news</td></tr>"
        "<tr><td>1:02:03</td><td>Good bye</td></tr></table>"
    ),
    "carriage returns": "0:00 Hello\r\n1:35 The news\r\n1:02:03 Good bye\r\n",
    "times alone": "0:00\n\n* Hello\n* More of it\n\n1:35\n\n* The news\n\n1:02:03\n\n* Good bye\n",
    "titles first, under a heading": """\
## Timestamps

- **Hello** 0:00
- **The news**: 1:35
- **Good bye** (1:02:03)
""",
    "between links": """\
0:00 - Hello

* [A link](https://example.com/)

1:35 - The news

* Something else: [here](https://example.org/)

1:02:03 - Good bye
""",
}


@pytest.mark.parametrize("body", DIALECTS.values(), ids=DIALECTS)
def test_dialects(body: str) -> None:
    assert told(body) == PLAIN


def test_titles_first_need_no_heading_where_times_are_padded() -> None:
    body = "- **Intro** 00:54\n- **News** 01:44\n- **Talk,\n  part 2** 12:50\n- **End** 34:10\n"
    assert [title for _, title, _ in told(body)] == ["Intro", "News", "Talk, part 2", "End"]


def test_ranges_give_ends() -> None:
    chapters = read_body_chapters(
        "0:00 - 1:35 Hello\n1:35–9:00 News\n[9:00 – 12:00] Bye\n"
    ).chapters
    assert [(each.title, each.end_seconds) for each in chapters] == [
        ("Hello", 95),
        ("News", 540),
        ("Bye", 720),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Hello (0:00)\nThe news (1:35)\nTalk (20:00)\nGood bye (1:02:03)\n",
        "Hello – 0:00:00\nThe news – 0:01:35\nTalk – 0:20:00\nGood bye – 1:02:03\n",
        "Hello（00：00）\nThe news（01：35）\nTalk（20：00）\nGood bye（1：02：03）\n",
    ],
)
def test_titles_before_times(body: str) -> None:
    assert told(body) == [*PLAIN[:2], (1200, "Talk", None), PLAIN[2]]


def test_scripts_without_spaces_need_none() -> None:
    assert told("00:00开场白\n05:32正题讨论\n48:10結尾\n") == [
        (0, "开场白", None),
        (332, "正题讨论", None),
        (2890, "結尾", None),
    ]
    assert told("00:00a\n05:32b\n48:10c\n") == []


def test_titles_keep_their_words_and_give_their_link() -> None:
    body = """\
* **[00:00](#t=00:00)** What [Vite+](https://vite.example/) is, and `<b>` *means*
* **[01:00](#t=01:00)** [A long
  title](https://example.com/a_b) by somebody
* **[02:00](#t=02:00)** Q &amp; A with snake_case, 2 * 3 and [notes][1]
* **[03:00](#t=03:00)** <a href="https://example.org/">Here</a> or <https://example.net/>
"""
    assert told(body) == [
        (0, "What Vite+ is, and <b> means", "https://vite.example/"),
        (60, "A long title by somebody", "https://example.com/a_b"),
        (120, "Q & A with snake_case, 2 * 3 and notes", None),
        (180, "Here or https://example.net/", "https://example.org/"),
    ]


def test_two_are_enough_under_a_heading() -> None:
    body = "0:30 Hello\n20:00 News\n"
    assert told(body) == []
    for heading in ("## Chapters", "**Kapitelmarken**", "Timestamps & links:", "Capítulos", "目次"):
        assert len(told(f"{heading}\n\n{body}")) == 2


def test_places_are_those_of_the_times() -> None:
    body = "Text.\n\n0:00 Hello\r\n<p>1:35 News</p>\n2:00 Bye\n"
    chapters = read_body_chapters(body).chapters
    assert [body[each.at : each.at + 4] for each in chapters if each.at is not None] == [
        "0:00",
        "1:35",
        "2:00",
    ]


def test_a_time_that_goes_back_is_left_out() -> None:
    body = "0:00 Hello\n1:00 News\n2:00 Talk\n0:30 Slip\n3:00 Bye\n"
    found = read_body_chapters(body)
    assert [each.title for each in found.chapters] == ["Hello", "News", "Talk", "Bye"]
    assert [each.title for each in found.astray] == ["Slip"]


def test_one_time_too_great_takes_none_of_the_others() -> None:
    body = "0:00 Hello\n1:00 News\n31:30 Slip\n2:00 Talk\n3:00 Bye\n4:00 After\n"
    assert [each.title for each in read_body_chapters(body).astray] == ["Slip"]


def test_a_list_that_goes_back_and_forth_is_none() -> None:
    body = "## Chapters\n0:00 A\n9:00 B\n3:00 C\n7:00 D\n2:00 E\n"
    found = read_body_chapters(body)
    assert found.chapters == ()
    assert found.astray


def test_a_second_list_under_another_heading_is_let_be() -> None:
    body = "## Chapters\n0:00 A\n9:00 B\n12:00 C\n\n## On video\n0:00 A\n8:00 B\n10:00 C\n"
    found = read_body_chapters(body)
    assert [each.start_seconds for each in found.chapters] == [0, 540, 720]
    assert found.astray == ()


NO_CHAPTERS = {
    "prose": "At 1:30 he says hello. At 4:00 they argue, and at 12:34 all is well again.\n",
    "prose that wraps": "As Ann says at\n12:30 in the talk, and at\n15:10 again, all is well.\n",
    "links into other episodes": """\
- [The basics](https://example.com/1) starts at [4:29](#t=4:29)
- [Storytelling](https://example.com/2) starts at [30:10](#t=30:10)
- [Advice](https://example.com/3) starts at [52:26](#t=52:26)
""",
    "sources with their moments": """\
**Resources:**

- [A paper](https://example.com/a) [04:24]
- [A foundation](https://example.com/b) [05:47]
- [A course](https://example.com/c) [08:09]
- [A talk](https://example.com/d) [13:00]
""",
    "verses": "- John 3:16\n- Romans 8:28\n- Psalm 23:01\n- Isaiah 40:31\n",
    "verses first": "3:16 For God so loved\n1:14 And the word\n",
    "verse by verse": "3:16 For God so loved\n3:17 For God did not send\n3:18 Who believes\n",
    "scores": "Bayern – Dortmund 2:1\nKöln – Mainz 3:10\nBremen – Leipzig 4:22\n",
    "prices": "- $12.30 Mug\n- $15.00 Shirt\n- $20.45 Hoodie\n",
    "a conference day": "- 09:00 Doors\n- 10:00 Keynote\n- 11:30 Workshop\n- 13:00 Lunch\n",
    "a conference day, titles first": "- Doors 09:00\n- Talk 10:00\n- Work 11:30\n- Lunch 13:00\n",
    "hours of the day": "7:00 PM Boston\n8:15 PM New York\n9:30 PM Chicago\n",
    "hours in German": "8:03 Uhr Aufstehen\n9:17 Uhr Frühstück\n10:21 Uhr Arbeit\n",
    "a tour": "12/4/17 Los Angeles, 7:00 PM\n12/5/17 Portland, 7:30 PM\n12/6/17 Seattle, 8:00 PM\n",
    "dates": "2024-01-02 12:30 Posted\n2024-01-03 13:45 Edited\n2024-01-04 14:50 Deleted\n",
    "addresses": "http://localhost:8080/ one\n127.0.0.1:9090 two\n[::1]:10:30 three\n",
    "songs with their lengths": "1. First 3:21\n2. Second 4:05\n3. Third 4:50\n4. Last 5:12\n",
    "songs with padded lengths": "1. First 03:21\n2. Second 04:05\n3. Third 04:50\n4. Last 05:12\n",
    "turns of two speakers": "".join(
        f"[{second // 60:02}:{second % 60:02}] {'Ann' if second % 40 else 'Bo'}: Yes.\n"
        for second in range(0, 400, 20)
    ),
    "songs with their lengths first": "3:21 First\n2:50 Second\n4:10 Third\n2:12 Fourth\n",
    "formats of pictures": "- 16:10 laptops\n- 16:09 screens\n- 4:30 nothing\n",
    "two times": "1:00 One\n2:00 Two\n",
    "the same time": "1:00 One\n1:00 Two\n1:00 Three\n",
    "late and unmarked": "31:00 One\n45:00 Two\n51:00 Three\n",
    "code": "```\n0:00 start\n0:10 running\n0:20 done\n```\n",
    "a comment": "<!--\n- [@00:00] Topic\n- [@12:34] Topic\n- [@20:00] Topic\n-->\n",
    "times without titles": "0:00\n\n1:00\n\n2:00\n",
    "subtitles": """\
00:01.000 --> 00:04.000
Hello

00:04.000 --> 00:08.000
World

00:08.000 --> 00:09.000
Yes
""",
    "subtitles in SRT": """\
1
00:00:01,000 --> 00:00:04,000
Hello

2
00:00:05,000 --> 00:00:08,000
World

3
00:00:08,000 --> 00:00:09,000
Yes
""",
    "a transcript": "## Transcript\n\n[00:00] Hello.\n\n[00:07] Welcome.\n\n[00:12] Thank you.\n",
    "speech": "".join(
        f"00:00:{second:02} Welcome to the show, a weekly talk on languages and their makers\n"
        for second in range(0, 60, 5)
    ),
    "speakers": "**Ann:** [00:00] Hello.\n\n**Bo:** [00:10] Hello.\n\n**Ann:** [00:20] So.\n",
    "minutes past sixty": "0:75 One\n1:80 Two\n2:99 Three\n",
    "versions": "1.2:30 one\n1.3:40 two\n1.4:50 three\n",
}


@pytest.mark.parametrize("body", NO_CHAPTERS.values(), ids=NO_CHAPTERS)
def test_what_only_looks_like_chapters(body: str) -> None:
    assert told(body) == []


def test_a_schedule_under_a_heading_of_chapters_is_taken_at_its_word() -> None:
    assert len(told("## Chapters\n\n06:00 One\n08:00 Two\n10:00 Three\n")) == 3


@pytest.mark.parametrize(
    ("numbers", "rise"),
    [
        ([], []),
        ([1], [0]),
        ([1, 2, 2, 3], [0, 1, 2, 3]),
        ([1, 9, 2, 3], [0, 2, 3]),
        ([3, 2, 1], [2]),
    ],
)
def test_longest_rise(numbers: list[float], rise: list[int]) -> None:
    assert sorted(longest_rise(numbers)) == rise


@pytest.mark.parametrize(
    "body",
    [
        "0:00 " * 200_000,
        "[" * 500_000 + "0:00 a\n0:01 b\n0:02 c\n",
        "\n".join(f"{n % 60}:{n % 60:02} [[[[[[[[[[](((((((((({n}" for n in range(20_000)),
        "0:00 <a href=" * 50_000 + "\n",
        "0:00 a\n" * 100_000,
        "- " * 200_000 + "0:00 a",
        "```\n" * 100_001 + "0:00 a\n",
        "<!--" * 200_000 + "0:00 a\n",
        "<p " * 200_000 + "0:00 a\n",
        "0:00 a [" + "](" * 100_000 + "\n",
        "0:00 ``" + "`a" * 200_000 + "\n",
        "transcript transcript " * 50_000 + "\n0:00 a",
        "".join(f"{9999 - n}:00 x\n" for n in range(9999)),
        "\n \n" * 100_000 + "0:00 a\n0:10 b\n0:20 c\n",
        "0:00\n" + " " * 500_000,
    ],
    ids=lambda body: repr(body[:16]),
)
def test_hostile_bodies_end(body: str) -> None:
    read_body_chapters(body)


def test_flattening_keeps_every_character_at_its_place() -> None:
    body = "a\r\nb\rc<br/>d <strong>e</strong>\n```\n0:00 x\n```\n<!-- 1:00 -->z"
    flat = flatten(body)
    assert len(flat) == len(body)
    assert [flat.index(letter) for letter in "abcdez"] == [
        *(body.index(letter) for letter in "abc"),
        body.index("d <"),
        body.index("e</"),
        body.index("z"),
    ]
    assert "0:00" not in flat
    assert "1:00" not in flat
