"""The labels themselves are sound: without that, no score over them says anything."""

from collections import Counter

import pytest

from tests.importing.labels import KINDS, Labelled, held_out, in_text, labelled, tuning
from tests.importing.real import real

TEXTS = (*tuning(), *held_out())
REAL = real()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.of)
def test_what_is_labelled_stands_in_the_text(text: Labelled) -> None:
    assert [value for value, there in in_text(text) if not there] == []


def test_there_are_150_in_three_languages_and_a_third_is_held_out() -> None:
    assert Counter(text.language for text in TEXTS) == {"en": 70, "de": 40, "es": 40}
    assert len(held_out()) == 50


def test_no_text_is_there_twice() -> None:
    assert len({text.text for text in TEXTS}) == len(TEXTS)


@pytest.mark.skipif(not REAL, reason="the corpora are not there")
def test_what_is_labelled_of_real_descriptions_stands_in_them() -> None:
    missing = [(text.of, value) for text in REAL for value, there in in_text(text) if not there]
    assert missing == []
    assert len(REAL) >= 120


def test_every_kind_of_label_is_there_in_every_language() -> None:
    for language in ("en", "de", "es"):
        kinds = {
            kind for text in TEXTS if text.language == language for kind in text.facts
            if text.facts[kind]
        }  # fmt: skip
        assert kinds == set(KINDS), language


def test_texts_with_nothing_to_find_are_among_them() -> None:
    empty = Counter(text.language for text in TEXTS if not any(text.facts.values()))
    assert min(empty[language] for language in ("en", "de", "es")) >= 3


def test_a_label_that_nobody_scores_is_refused() -> None:
    with pytest.raises(ValueError, match="sponsor"):
        labelled("x", "en", "text", {"sponsor": ["A | - | - | -"]})
