"""What `publisher rule` prints."""

import pytest

import publisher.rules  # noqa: F401  importing it completes the catalogue
from publisher.errors import UsageError
from publisher.rules.catalogue import CATALOGUE
from publisher.rules.explain import explain_rule, list_rules


def test_a_rule_is_explained() -> None:
    text = explain_rule("l101")
    rule = CATALOGUE["L101"]
    assert text.startswith("L101  missing-scheme-www  (error, `--fix` mends it)\n")
    for words in (rule.summary, rule.fix, "[Example](www.example.com/offer)", "ignore L101 -->"):
        assert words in text
    assert text.endswith("\n")
    assert explain_rule("missing-scheme-www") == text


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_rule_fits_a_terminal(code: str) -> None:
    words, _, _ = explain_rule(code).partition("Wrong:")
    assert all(len(line) <= 80 for line in words.splitlines())


def test_files_of_an_example_are_shown() -> None:
    assert "# config/sponsors.toml" in explain_rule("S104")


def test_an_example_shows_what_it_is_about() -> None:
    wrong = explain_rule("F110").partition("Wrong:\n\n")[2].partition("\n\nRight:")[0]
    assert wrong == (
        '    # feeds/show/show.toml\n    title = "The Show"\n    …\n    language = "jp"\n    …'
    )
    assert 'type = "serial"' in explain_rule("F224")  # though it is so in both examples


def test_an_example_of_length_is_short() -> None:
    text = explain_rule("F232")
    assert text.count("Words about a long talk.") == 2
    assert " times more)" in text
    for code in CATALOGUE:
        assert len(explain_rule(code).splitlines()) < 90


def test_pictures_of_an_example_are_told_apart() -> None:
    text = explain_rule("M202")
    assert "cover.png: image/png, 600 × 600 pixels" in text
    assert "cover.png: image/png, 3000 × 3000 pixels" in text
    assert "# 1.mp3\n    <!doctype html>" in explain_rule("M101")
    assert "# 1.mp3: audio/mpeg, 60 seconds" in explain_rule("M101")


@pytest.mark.parametrize(
    ("code", "hint"),
    [("L1O1", 'did you mean "L1'), ("missing-schema", "missing-scheme"), ("ω", "lists them all")],
)
def test_an_unknown_rule(code: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        explain_rule(code)


def test_the_list_has_every_rule_once() -> None:
    lines = list_rules().splitlines()
    for code, rule in CATALOGUE.items():
        (line,) = (line for line in lines if line.startswith(f"  {code}  "))
        assert rule.summary[1:] in line
        assert ("--fix" in line) == rule.fixable
    assert "S: sponsors" in lines
