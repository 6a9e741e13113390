"""Ways to break audio, artwork, chapters and transcripts (families M and T)."""

from publisher.rules.media.examples import gif, mp3, png, turned_jpeg, wav
from tests.media_files import vbr
from tests.mutations.breaking import (
    FIRST,
    SECOND,
    SHOW,
    Mutation,
    add,
    both,
    edit,
    put,
    remove,
    say,
)
from tests.mutations.shows import MP3, VTT, jpeg

_FOLDER = "feeds/talk/episodes/001-listen/"
AUDIO = f"{_FOLDER}audio.mp3"
VTT_FILE = f"{_FOLDER}transcript.vtt"
IMAGE = f"{_FOLDER}cover.jpg"
COVER = "feeds/talk/cover.png"

_LFS = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'ab' * 32}\nsize 12345678\n"
_CHAPTERS = '  - {start: "0:00", title: Hello}\n'
_TWO = '  - {start: "0:04", title: Listening, url: "https://example.org/listening"}\n'


def _audio(name: str, codes: str, data: bytes) -> Mutation:
    return Mutation(f"audio {name}", codes, put(AUDIO, data))


def _words(name: str, codes: str, data: str | bytes) -> Mutation:
    return Mutation(f"transcript {name}", codes, put(VTT_FILE, data))


MEDIA = (
    _audio("is a page of HTML", "M101", b"<!DOCTYPE html><title>Not found</title>" * 99),
    _audio("is empty", "M101", b""),
    _audio("stands in Git LFS", "M102", _LFS.encode()),
    _audio("is a WAV", "M107", wav(10)),
    _audio("is of varying bitrate", "M110", vbr()),
    _audio("is longer than it says", "M105", mp3(120)),
    Mutation("audio ends too soon", "F212 M103",
             both(remove(AUDIO), put(f"{_FOLDER}audio.wav", wav(10)[:30_000]),
                  edit(FIRST, "audio.mp3", "audio.wav"))),
    Mutation("audio's bytes are wrong", "M104",
             edit(FIRST, "duration: 0:10", f"duration: 0:10, bytes: {len(MP3) * 3}")),
    Mutation("audio's duration is wrong", "M105", edit(FIRST, "0:10", "0:45")),
    Mutation("audio's type is wrong", "M106", edit(FIRST, "0:10", "0:10, type: audio/x-m4a")),
    Mutation("artwork is a page of HTML", "M201", put(COVER, "<!DOCTYPE html>")),
    Mutation("artwork is empty", "M201", put(COVER, b"")),
    Mutation("artwork is too small", "M202", put(COVER, png(1200, 1200))),
    Mutation("artwork is too large", "M202", put(COVER, png(4000, 4000))),
    Mutation("artwork is wide", "M204", put(COVER, png(3000, 1500))),
    Mutation("artwork is a GIF", "M205 M207", put(COVER, gif())),
    Mutation("artwork is called otherwise", "M206", put(COVER, jpeg())),
    Mutation("artwork is grey", "M207", put(COVER, png(3000, 3000, 0))),
    Mutation("artwork is for print", "M207", both(put("feeds/talk/cover.jpg", jpeg(mode="CMYK")),
                                                  edit(SHOW, "cover.png", "cover.jpg"))),
    Mutation("artwork moves", "M209", put(COVER, png(3000, 3000, moves=True))),
    Mutation("artwork lies on its side", "M210",
             both(put("feeds/talk/cover.jpg", turned_jpeg()),
                  edit(SHOW, "cover.png", "cover.jpg"))),
    Mutation("episode's picture is small", "M203", put(IMAGE, jpeg(600, 600))),
    Mutation("episode's picture is wide", "M204", put(IMAGE, jpeg(2000, 1500))),
    Mutation("episode's picture is no picture", "M201", put(IMAGE, b"JPEG")),
    Mutation("chapters go back", "M301", edit(FIRST, _CHAPTERS, '  - {start: "0:06", title: A}\n')),
    Mutation("chapter after the end", "M302", edit(FIRST, '"0:04"', '"4:00"')),
    Mutation("chapter without title", "M305", edit(FIRST, _TWO, '  - {start: "0:04"}\n')),
    Mutation("chapter's picture without https", "M306",
             edit(FIRST, "title: Hello}", 'title: Hello, image: "http://example.org/1.jpg"}')),
    Mutation("chapters are no JSON", "M307",
             both(put("feeds/talk/episodes/chapters.json", "{"),
                  add(SECOND, "chapters: chapters.json"))),
    Mutation("chapters of two kinds", "M308",
             say(FIRST, "\n## Chapters\n\n- 0:00 Hello\n- 0:07 Listening")),
    _words("is empty", "M401", "WEBVTT\n\nNOTE nothing\n"),
    _words("is SubRip", "M402", "1\n00:00:01,000 --> 00:00:04,000\nHello.\n"),
    _words("goes backwards", "M403",
           VTT.replace("00:00:05.000 --> 00:00:10", "00:00:00.000 --> 00:00:04")
           .replace("00:00:00.000 --> 00:00:05.000", "00:00:06.000 --> 00:00:09.000")),
    _words("says two things at once", "M404",
           VTT.replace("00:00:05.000 -->", "00:00:01.000 -->")),
    _words("goes on for too long", "M405", f"{VTT}\n00:20:00.000 --> 00:21:00.000\nBye.\n"),
    _words("is not UTF-8", "M406", VTT.replace("Hello", "Café").encode("cp1252")),
    Mutation("transcript in another language", "M408",
             both(put(f"{_FOLDER}words.html", '<html lang="de"><p>Hallo und willkommen.</p>'),
                  edit(FIRST, "[transcript.vtt]", "[{file: words.html, language: en}]"))),
    _words("promises a site", "T101",
           VTT.replace("Hello, and welcome to the show.", "The whole book is at datebook.org.")
           .replace("Thank you. Let us begin.", "I'll put that in the show notes.")),
)  # fmt: skip
