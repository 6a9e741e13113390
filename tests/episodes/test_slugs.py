import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.episodes.slugs import slug_of_file


@pytest.mark.parametrize(
    ("file", "slug"),
    [
        ("196-alex-gold.md", "196-alex-gold"),
        ("2020-02-24-19-hex.md", "19-hex"),
        ("2020-02-24.md", "2020-02-24"),
        ("197-someone/index.md", "197-someone"),
        ("2020-02-24-someone/index.md", "someone"),
        ("019 - Conferences.md", "019-conferences"),
        ("Ümläut & Größe.md", "umlaut-grosse"),
        ("It's 5 o’clock.md", "its-5-oclock"),
        ("v1.2_beta.md", "v1.2_beta"),
        ("..md", "episode-"),
        ("第一回.md", "episode-"),
        ("feed.xml.md", "episode-"),
        ("CON.md", "episode-"),
        ("com1.live.md", "episode-"),
        ("console.md", "console"),
    ],
)
def test_slug_of_file(file: str, slug: str) -> None:
    found = slug_of_file(Path(file))
    assert found == slug if slug != "episode-" else re.fullmatch("episode-[0-9a-f]{8}", found)


@settings(max_examples=100)
@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=300))
def test_every_name_gives_a_slug(name: str) -> None:
    slug = slug_of_file(Path("/x") / f"{name}.md")
    assert re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,99}", slug)
    assert not slug.endswith(".")
