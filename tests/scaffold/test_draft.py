import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.scaffold.draft import draft_text


def front(text: str) -> object:
    opening, front_matter, _ = text.split("---\n", 2)
    assert opening == ""
    return yaml.safe_load(front_matter)


def test_fields_comments_and_sections() -> None:
    text = draft_text({"title": "Hello", "number": 7, "draft": True, "people": ["alex", "yes"]})
    assert text.startswith('---\ntitle: "Hello"\nnumber: 7\ndraft: true\n')
    assert "# audio:\n" in text
    assert "\n## In this episode\n" in text
    assert front(text) == {"title": "Hello", "number": 7, "draft": True, "people": ["alex", "yes"]}


def test_a_foreign_show_gets_its_own_keys_and_no_explanation_of_ours() -> None:
    text = draft_text({"meta": {"name": "Hello", "ids": ["a"]}, "a: b": 1}, explained=False)
    assert front(text) == {"meta": {"name": "Hello", "ids": ["a"]}, "a: b": 1}
    assert "#" not in text.split("---\n")[1]


@pytest.mark.parametrize(
    "item", ["true", "Null", "no", "y", "1", "1e3", "2024-01-01", "- x", "a: b", "#x", "", "~"]
)
def test_a_name_that_yaml_takes_for_something_else_is_quoted(item: str) -> None:
    assert front(draft_text({"people": [item], item: "x"})) == {"people": [item], item: "x"}


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_reads_back(title: str, id_: str) -> None:
    text = draft_text({"title": title, "people": [id_]})
    assert front(text) == {"title": title, "people": [id_]}
