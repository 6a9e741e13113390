import pytest

from publisher.documents.frontmatter import Format, split_front_matter
from publisher.documents.parsed import ParseError


@pytest.mark.parametrize(
    ("text", "form", "front", "body"),
    [
        ("---\ntitle: A\n---\nBody", Format.YAML, "title: A\n", "Body"),
        ("---\r\ntitle: A\r\n---\r\nBody", Format.YAML, "title: A\r\n", "Body"),
        ("---\rtitle: A\r---\rBody", Format.YAML, "title: A\r", "Body"),
        ("--- \ntitle: A\n---\t\nBody", Format.YAML, "title: A\n", "Body"),
        ("---\ntitle: A\n...\nBody", Format.YAML, "title: A\n", "Body"),
        ("---\ntitle: A\n---", Format.YAML, "title: A\n", ""),
        ("---\n---\nBody", Format.YAML, "", "Body"),
        ("---\n# nothing yet\n---\nBody", Format.YAML, "# nothing yet\n", "Body"),
        ('+++\ntitle = "A"\n+++\nBody', Format.TOML, 'title = "A"\n', "Body"),
        ("No front matter", Format.NONE, "", "No front matter"),
        ("", Format.NONE, "", ""),
        ("---\n\nA paragraph below a rule", Format.NONE, "", "---\n\nA paragraph below a rule"),
        ("---\nWords\n---\nMore", Format.NONE, "", "---\nWords\n---\nMore"),
        ("---- \ntitle: A\n---\n", Format.NONE, "", "---- \ntitle: A\n---\n"),
        ("{{< shortcode >}}", Format.NONE, "", "{{< shortcode >}}"),
        ("{% include a.html %}", Format.NONE, "", "{% include a.html %}"),
        ("{:toc}\n", Format.NONE, "", "{:toc}\n"),
    ],
)
def test_split(text: str, form: Format, front: str, body: str) -> None:
    split = split_front_matter(text)
    assert split.format is form
    assert text[slice(*split.front)] == front
    assert text[split.body_start :] == body


def test_a_fence_inside_a_line_does_not_close() -> None:
    split = split_front_matter("---\ntitle: a --- b\nx: ---y\n---\nBody")
    assert split.body_start == len("---\ntitle: a --- b\nx: ---y\n---\n")


@pytest.mark.parametrize("text", ["---\ntitle: A\n", "+++\ntitle = 1\n", '---\n"title": A'])
def test_front_matter_that_never_ends(text: str) -> None:
    with pytest.raises(ParseError, match="never ends"):
        split_front_matter(text)


@pytest.mark.parametrize(
    "text",
    [
        *("\n---\ntitle: A\n---\nBody", "\r\n \r\n---\r\ntitle: A\r\n---\r\n", " ---\na: b\n---\n"),
        *(
            "\ufeff---\ntitle: A\n---\n",
            '\n+++\n# why\n\ntitle = "A"\n+++\n',
            "\n---\na:\n  - b\n...",
        ),
    ],
)
def test_front_matter_below_the_first_line(text: str) -> None:
    with pytest.raises(ParseError, match="must begin in the first line with") as caught:
        split_front_matter(text)
    assert caught.value.offset == text.index("---" if "---" in text else "+++")


@pytest.mark.parametrize(
    "text",
    [
        *("\n---\n\nA paragraph: below a rule\n\n---\n", "\n---\nhttps://a.example\n---\n"),
        *("\n---\nWords\n---\nmore: words\n", "\n---\ntitle: A\n", "\n---\n---\n"),
        *("Words\n\n---\ntitle: A\n---\n", "\n\n----\ntitle: A\n---\n"),
    ],
)
def test_a_rule_below_the_first_line_is_none(text: str) -> None:
    assert split_front_matter(text).format is Format.NONE


def test_json_is_told_by_its_first_key() -> None:
    assert split_front_matter('{\n  "title": "A"}\nBody').format is Format.JSON
    assert split_front_matter("{}\nBody").format is Format.JSON


@pytest.mark.parametrize("filler", [" ", "-", "\n", "---\n ", "+++", "#", "a:"])
def test_long_hostile_text_is_split_in_linear_time(filler: str) -> None:
    for opening in ("---\n", "+++\n", "{", "\n", "\n---\n"):
        try:
            split = split_front_matter(opening + filler * (1_000_000 // len(filler)))
        except ParseError as error:
            assert "never ends" in error.message
        else:
            assert split.format in Format
