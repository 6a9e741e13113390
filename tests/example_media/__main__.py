"""`python -m tests.example_media`: makes what the example sounds and looks like."""

import re
import tempfile
from html import unescape
from pathlib import Path

from tests.example_media.pictures import chapter_picture, portrait
from tests.example_media.speech import sentences, speak, vtt, write_audio

ROOT = Path(__file__).parents[2]
EPISODES = ROOT / "feeds" / "kens-nearest-neighbors" / "episodes"
OPENING = "The conversation, retold in brief, by a computer’s voices. It is not a recording."
MADE_UP_GUESTS = ("ines-okafor", "tomas-lindqvist")

_MARKED = re.compile(r"<h2>(.*?)</h2>|<p><cite>(.*?):</cite> (.*?)</p>")


def read_text(file: Path) -> list[tuple[str, str]]:
    """Return the dialogue of a text: `Speaker: words`, and `# Heading` as ("#", heading)."""
    turns = []
    for line in file.read_text("utf-8").splitlines():
        speaker, _, words = line.partition("# " if line.startswith("#") else ": ")
        turns.append((speaker or "#", words))
    return turns


def read_html(file: Path) -> list[tuple[str, str]]:
    """Return the dialogue of the retelling, its headings too."""
    turns = [("Narrator", OPENING)]
    for heading, speaker, words in _MARKED.findall(file.read_text("utf-8")):
        turns.append(("#", heading) if heading else (unescape(speaker), unescape(words)))
    return turns


def make(turns: list[tuple[str, str]], audio: Path, transcript: Path, kilobits: int) -> None:
    """Write audio and transcript; print where the chapters start, for the front matter."""
    spoken = [turn for turn in turns if turn[0] != "#"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound, timed = speak(tuple(sentences(spoken)), folder)
        write_audio(sound, audio, kilobits, folder)
    transcript.write_text(vtt(timed), "utf-8")
    starts = iter([each.start_seconds for each in timed if each.sentence.starts_paragraph])
    heading = ""
    for speaker, words in turns:
        if speaker == "#":
            heading = words
        else:
            start = next(starts)
            if heading:
                print(f"  - {{start: {start:.1f}, title: {heading}}}")
            heading = ""
    print(f"  # {audio.stat().st_size} bytes, {timed[-1].end_seconds:.1f} s")


def main() -> None:
    """Make everything."""
    make(
        read_text(Path(__file__).with_name("195.txt")),
        EPISODES / "195-ines-okafor.mp3",
        EPISODES / "195-ines-okafor.vtt",
        24,
    )
    gold = EPISODES / "196-alex-gold"
    make(read_html(gold / "transcript.html"), gold / "audio.mp3", gold / "transcript.vtt", 16)
    theatre = EPISODES / "197-tomas-lindqvist"
    make(
        read_text(Path(__file__).with_name("197.txt")),
        theatre / "audio.mp3",
        theatre / "transcript.vtt",
        24,
    )
    for number in range(1, 7):
        chapter_picture(f"196-{number}", gold / f"chapter-{number}.jpg")
    (ROOT / "config" / "portraits").mkdir(exist_ok=True)
    for guest in MADE_UP_GUESTS:
        portrait(guest, ROOT / "config" / "portraits" / f"{guest}.jpg")


if __name__ == "__main__":
    main()
