"""What keys mean, by their names and by their values; and the table of names."""

from collections.abc import Mapping

import pytest

from publisher.adopting.fields import find_fields
from publisher.adopting.pages import Page, flat_values
from publisher.adopting.spellings import forms, plain, spellings
from publisher.config.schema import EPISODE_KEYS
from publisher.model import Value

AUDIO: dict[str, Value] = {"audio_url": "https://cdn.example.com/1.mp3"}


def table_of(*fields: Mapping[str, Value]) -> dict[str, tuple[str, ...]]:
    """Return `[fields]` for episodes with this front matter, a recording each."""
    pages = []
    for number, each in enumerate(fields):
        given = {**AUDIO, **each}
        values = dict(flat_values(given))
        pages.append(Page(f"e/{number}.md", frozenset(given), values, {}, "", given, None))
    table = find_fields([pages]).table()
    assert table.pop("audio.url") == ("audio_url",)
    return table


def test_every_name_is_written_as_it_is_compared() -> None:
    for group in ("episode", "show_of", "person", "sponsor", "folders", "channel", "of_the_site"):
        for names in spellings(group).values():
            assert [plain(name) for name in names] == list(names)
            assert len(set(names)) == len(names)


def test_every_field_is_one_of_ours() -> None:
    assert set(spellings("episode")) <= set(EPISODE_KEYS)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("podcast_episode_number", "episodenumber"),
        ("itunes:duration", "duration"),
        ("audio.file_size", "filesize"),
        ("guest_2", "guest"),
        ("episode", "episode"),
    ],
)
def test_a_name_without_what_is_put_before_it(name: str, form: str) -> None:
    assert form in forms(name)


def test_length_is_bytes_or_a_time_as_its_values_say() -> None:
    assert table_of({"length": 5_000_000}, {"length": "6000000"}) == {"audio.bytes": ("length",)}
    assert table_of({"length": "53:10"}, {"length": "1:02:03"}) == {"audio.duration": ("length",)}


def test_minutes_are_no_seconds_unless_the_size_says_so() -> None:
    assert table_of({"duration": 54}, {"duration": 61}) == {}
    short = {"duration": 124, "bytes": 2_000_000}
    assert table_of(short, short) == {"audio.bytes": ("bytes",), "audio.duration": ("duration",)}


def test_a_number_counts_up() -> None:
    assert table_of({"episode": "1"}, {"episode": "2"}) == {"number": ("episode",)}
    assert table_of({"episode": "pilot"}, {"episode": "finale"}) == {}
    assert table_of(*({"no": 7} for _ in range(5))) == {}


def test_a_rare_key_does_not_stand_in_for_the_common_one() -> None:
    many: list[dict[str, Value]] = [{"episode_number": n} for n in range(20)]
    assert table_of({"number": 1}, *many) == {"number": ("episode_number",)}


def test_hosts_come_before_guests_and_authors_only_where_nobody_else_is() -> None:
    both: dict[str, Value] = {"guest": "Ann Bee", "hosts": ["cee"], "author": "Admin"}
    assert table_of(both) == {"people": ("hosts", "guest")}
    assert table_of({"author": "Ann Bee"}) == {"people": ("author",)}


def test_an_image_may_be_a_banner() -> None:
    assert table_of({"image": "/banner.jpg"}) == {"image": ("x-image",)}
    assert table_of({"cover_art": "/cover.jpg"}) == {"image": ("cover_art",)}


def test_other_files_are_no_recording() -> None:
    fields: dict[str, Value] = {
        "trailer_url": "https://cdn.example.com/trailer.mp3",
        "video": "https://cdn.example.com/1.mp4",
        "ogg": "https://cdn.example.com/1.ogg",
    }
    assert table_of(fields) == {}
