import re
import tomllib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.scaffold.naming import SLUG_CHARACTERS, quoted, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Why Alex Gold left tech", "why-alex-gold-left-tech"),
        ("Crème brûlée & Ærø: a Łódź straße", "creme-brulee-aero-a-lodz-strasse"),
        ("Don't panic — it’s fine", "dont-panic-its-fine"),
        ("Ep. 12: C++ / Rust?!", "ep-12-c-rust"),
        ("ﬁnal №5", "final-no5"),
        ("日本語 and AI", "and-ai"),
        ("日本語", ""),
        ("🎙️ !!! ---", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("", ""),
    ],
)
def test_a_title_becomes_a_slug(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_title_is_cut_at_a_word() -> None:
    assert slug_of("word " * 40) == "-".join(["word"] * 12)
    assert slug_of("x" * 500) == "x" * SLUG_CHARACTERS


@settings(deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_every_slug_is_safe_as_a_file_name(title: str) -> None:
    slug = slug_of(title)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= SLUG_CHARACTERS


@settings(deadline=None)
@given(st.text(max_size=80))
def test_what_is_quoted_reads_back_in_yaml_and_toml(text: str) -> None:
    written = quoted(text)
    assert len(written.splitlines()) == 1
    assert yaml.safe_load(written) == text
    assert tomllib.loads(f"key = {written}") == {"key": text}
