"""The table of tags for podcasters is that of the code."""

import tomllib
from pathlib import Path

import publisher.feed.tag_table as module
from publisher.config.schema import EPISODE, SHOW
from publisher.feed.podcast_tags import TAGS
from publisher.feed.tag_table import tag_table

DOCS = Path(__file__).parents[2] / "feeds/TAGS.md"


def test_the_table_in_the_docs_is_up_to_date() -> None:
    command = "python -m publisher.feed.tag_table > feeds/TAGS.md"
    assert DOCS.read_text(encoding="utf-8") == tag_table(), f"run: {command}"


def test_every_tag_is_explained_and_no_other() -> None:
    words = tomllib.loads(Path(module.__file__).with_name("tags.toml").read_text(encoding="utf-8"))
    assert words.keys() == {tag.name for tag in TAGS}
    assert all(each["about"] for each in words.values())


def test_every_key_that_a_row_names_is_one() -> None:
    for tag in TAGS:
        assert bool(tag.item) == bool(tag.episode)
        for source, table in ((tag.show, SHOW), (tag.episode, EPISODE)):
            for key in source.split("`")[1::2]:
                assert key.partition(".")[0] in table.keys, (tag.name, key)


def test_every_key_for_a_tag_is_named_by_a_row() -> None:
    from publisher.config.podcasting import EPISODE_KEYS, SHOW_KEYS

    told = tag_table()
    for key in SHOW_KEYS.keys() | EPISODE_KEYS.keys():
        assert f"`{key}`" in told, key


def test_each_row_is_one_line_with_a_link_to_the_specification() -> None:
    rows = [line for line in tag_table().splitlines() if line.startswith("| [")]
    assert len(rows) == len(TAGS)
    assert all(row.count(" | ") == 4 and "](https://" in row for row in rows)
    assert any("docs/tags/alternate-enclosure.md" in row for row in rows)
