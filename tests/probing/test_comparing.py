"""What of an episode's audio is missing or wrong, and in which form it is to be written."""

from pathlib import Path

import pytest

from publisher.documents import read_markdown
from publisher.model import Audio, AudioFacts, Place, Value
from publisher.probing.comparing import Known, duration_like, facts_wanting, known_of
from tests.feed.builders import make_episode, make_show

FACTS = AudioFacts(1000, "audio/mpeg", 61.4, 128_000)


def known(folder: Path, text: str, **fields: tuple[str, ...]) -> Known:
    file = folder / "1.md"
    file.write_text(text)
    audio = Audio(Place("1.md"), url="https://a.example/1.mp3")
    show = make_show(fields={key.replace("_", "."): names for key, names in fields.items()})
    found = known_of(show, make_episode(1, source=read_markdown(file), audio=audio, file=file))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("audio", "facts", "wanting"),
    [
        ("{}", FACTS, {"bytes": 1000, "duration": "1:01"}),
        ("{bytes: 1000, duration: 61}", FACTS, {}),
        ('{bytes: "1000", duration: "1:02", type: audio/mp3}', FACTS, {}),
        ("{bytes: 999, duration: 70}", FACTS, {"bytes": 1000, "duration": 61}),
        ("{bytes: 1000, duration: 61, type: audio/x-m4a}", FACTS, {"type": "audio/mpeg"}),
        ("{bytes: 1000, duration: 61}", FACTS._replace(type="video/mp4"), {"type": "video/mp4"}),
        ("{bytes: 1000}", FACTS._replace(estimated=True), {}),
        ("{bytes: 1000}", FACTS._replace(duration_seconds=None, type=None), {}),
        ("{}", FACTS._replace(problem="broken"), {}),
    ],
)
def test_only_what_is_missing_or_wrong_is_wanting(
    tmp_path: Path, audio: str, facts: AudioFacts, wanting: dict[str, object]
) -> None:
    assert facts_wanting(known(tmp_path, f"---\naudio: {audio}\n---\n"), facts) == wanting


@pytest.mark.parametrize(
    ("written", "seconds", "expected"),
    [
        (None, 59.6, "1:00"),
        (None, 3723, "1:02:03"),
        (12, 3723, 3723),
        ("12", 3723, "3723"),
        ("0:12", 61, "1:01"),
        ("00:12", 61, "01:01"),
        ("00:00:12", 61, "00:01:01"),
        ("0:00:12", 61, "0:01:01"),
        ("50:06", 3723, "1:02:03"),
        ("about an hour", 61, "1:01"),
        (None, 0.2, "0:01"),
    ],
)
def test_a_duration_keeps_the_form_it_had(
    written: Value, seconds: float, expected: str | int
) -> None:
    assert str(duration_like(written, seconds)) == str(expected)


def test_keys_of_another_repository_are_used(tmp_path: Path) -> None:
    text = "---\npodcast_bytes: 3\n---\n"
    found = known(tmp_path, text, audio_bytes=("size", "podcast_bytes"), audio_url=("file",))
    assert found.keys == {"bytes": ("podcast_bytes",), "duration": None, "type": None}
    assert found.given == {"bytes": 3}
    found = known(tmp_path, "---\na: 1\n---\n", audio_bytes=("meta.size", "b"))
    assert found.keys["bytes"] == ("meta", "size")
    assert known(tmp_path, "---\na: 1\n---\n", number=("audio",)).keys["bytes"] is None
    assert known(tmp_path, "---\na: 1\n---\n", number=("ep",)).keys["bytes"] == ("audio", "bytes")
