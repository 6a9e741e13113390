"""Sound shows of several kinds, written as repositories: no rule has anything to mend in them."""

from collections.abc import Mapping

from publisher.scaffold.cover import cover_png
from tests.commands import Files

MP3 = (b"\xff\xfb\x90\x00" + bytes(413)) * 400
"""Silence: frames of MPEG 1 Layer III, 128 kbit/s at 44.1 kHz, 10.45 seconds of it."""

SETTINGS = 'site = "https://podcast.example.com"\n'

PEOPLE = """\
[ada]
name = "Ada Example"
role = "host"
bio = "Talks for a living."
image = "https://podcast.example.com/ada.jpg"
website = "https://ada.example.com/"
github = "ada-example"
mastodon = "https://social.example.com/@ada"

[grace]
name = "Grace Example"
role = "guest"
youtube = "@graceexample"
"""

SPONSORS = """\
[globex]
name = "Globex"
url = "https://globex.example.com/talk?ref=talk"
tagline = "The best of globes."
offer = "20 % off with code TALK20"
code = "TALK20"
mark = "ref=talk"
starts = 2026-01-01
ends = 2026-12-31
"""

SHOW = """\
title = "Talk & Think"
description = "Two people talk about thinking, every other week."
language = "en-gb"
author = "Ada Example"
copyright = "Ada Example"
explicit = false
type = "episodic"
categories = [["Society & Culture", "Documentary"], ["Technology"]]
artwork = "cover.png"
link = "https://podcast.example.com/talk/"
guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
locked = true
timezone = "Europe/Berlin"
hosts = ["ada"]

[owner]
name = "Ada Example"
email = "ada@example.com"

[socials]
youtube = "@talkandthink"

[platforms]
apple = "https://podcasts.apple.com/podcast/id1234567890"
"""

FIRST = """\
---
title: How to listen
number: 1
season: 1
date: 2026-01-05T06:00:00Z
guid: talk-1
summary: What listening is, and how to begin.
image: cover.jpg
explicit: false
language: en-gb
tags: [listening, beginning]
audio: {file: audio.mp3, duration: 0:10}
people: [ada, grace]
sponsors: [globex]
links:
  - {url: "https://example.org/book", title: A book, kind: book}
promos:
  - {title: A course, url: "https://example.org/course", code: COURSE5, offer: 5 % off}
chapters:
  - {start: "0:00", title: Hello}
  - {start: "0:04", title: Listening, url: "https://example.org/listening"}
transcripts: [transcript.vtt]
---
We talk about [listening](https://example.org/listening), with code TALK20 at Globex.
"""

VTT = """\
WEBVTT

00:00:00.000 --> 00:00:05.000
<v Ada>Hello, and welcome to the show.

00:00:05.000 --> 00:00:10.000
<v Grace>Thank you. Let us begin.
"""

SECOND = """\
---
title: How to speak
number: 2
season: 1
date: 2026-01-19T06:00:00Z
audio: {url: "https://media.example.com/2.mp3", bytes: 24000123, duration: "25:00"}
people: [ada]
transcripts:
  - {url: "https://media.example.com/2.srt", type: application/x-subrip, language: en}
---
We talk about speaking.
"""

THIRD = """\
---
title: How to be silent
number: 3
season: 1
date: 2026-02-02T06:00:00Z
audio: {url: "https://media.example.com/3.mp3", bytes: 23000321, duration: "24:00"}
---
We say nothing at all about [silence](https://example.org/silence).
"""

BONUS = """\
---
title: Left over
season: 1
type: bonus
date: 2026-02-09T06:00:00Z
audio: {url: "https://media.example.com/b.mp3", bytes: 4000777, duration: "4:10"}
---
What we cut out.
"""


def jpeg(width: int = 1400, height: int = 1400, mode: str = "RGB") -> bytes:
    """Return a picture of one colour."""
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new(mode, (width, height)).save(out, "JPEG")
    return out.getvalue()


FULL: Files = {
    "config/publisher.toml": SETTINGS,
    "config/people.toml": PEOPLE,
    "config/sponsors.toml": SPONSORS,
    "feeds/talk/show.toml": SHOW,
    "feeds/talk/cover.png": cover_png(),
    "feeds/talk/episodes/001-listen/index.md": FIRST,
    "feeds/talk/episodes/001-listen/audio.mp3": MP3,
    "feeds/talk/episodes/001-listen/cover.jpg": jpeg(),
    "feeds/talk/episodes/001-listen/transcript.vtt": VTT,
    "feeds/talk/episodes/002-speak.md": SECOND,
    "feeds/talk/episodes/003-silent.md": THIRD,
    "feeds/talk/episodes/bonus.md": BONUS,
}


def minimal_show(title: str = "Small Talk") -> str:
    """Return the least that a show.toml needs for every app to take the show."""
    return (
        f'title = "{title}"\ndescription = "About small things."\nlanguage = "en"\n'
        'explicit = false\ncategories = ["Comedy"]\n'
        'artwork = "https://podcast.example.com/cover.jpg"\n'
        'owner = {name = "Ada Example", email = "ada@example.com"}\n'
    )


def minimal_episode(host: str = "https://media.example.com", name: str = "1") -> str:
    """Return an episode with nothing but what a feed needs."""
    return (
        f"---\ntitle: Hello {name}\ndate: 2026-01-05\n"
        f'audio: {{url: "{host}/{name}.mp3", bytes: 9000001, duration: "10:00"}}\n---\nHello.\n'
    )


MINIMAL: Files = {
    "config/publisher.toml": SETTINGS,
    "feeds/small/show.toml": minimal_show(),
    "feeds/small/episodes/1.md": minimal_episode(),
}


def _part(season: int, number: int, day: int) -> str:
    return (
        f"---\ntitle: Part {season} {number}\nnumber: {number}\nseason: {season}\n"
        f"date: 2026-0{season}-{day:02}\n"
        f'audio: {{url: "https://media.example.com/s{season}e{number}.mp3", '
        f'bytes: {9_000_000 + 100 * season + number}, duration: "10:00"}}\n---\nWords.\n'
    )


_TRAILER = minimal_episode(name="trailer").replace("date: 2026-01-05", "date: 2026-01-01")

SERIAL: Files = {
    "config/publisher.toml": SETTINGS,
    "feeds/story/show.toml": minimal_show("The Story")
    + 'type = "serial"\n\n[[feeds]]\nname = "second"\nseasons = [2]\n',
    "feeds/story/episodes/trailer.md": _TRAILER.replace("date:", "type: trailer\ndate:"),
    **{
        f"feeds/story/episodes/s{season}e{number}.md": _part(season, number, 2 + number)
        for season in (1, 2)
        for number in (1, 2, 3)
    },
}

TWO_SHOWS: Files = {
    **MINIMAL,
    "feeds/sister/show.toml": minimal_show("Sister Talk").replace(
        "/cover.jpg", "/sister/cover.jpg"
    ),
    "feeds/sister/episodes/1.md": minimal_episode("https://media.example.com/sister"),
}

HUGO: Files = {
    "config/publisher.toml": SETTINGS,
    "feeds/hugo/show.toml": minimal_show("The Hugo Show")
    + """\
episodes = "content/episode/*.md"

[fields]
number = "episode"
guid = "episode_guid"
"audio.url" = "podcast_file"
"audio.bytes" = "podcast_bytes"
"audio.duration" = "podcast_duration"
type = "episode_type"
""",
    "content/episode/1.md": """\
+++
title = "Hello from Hugo"
episode = 1
episode_guid = "hugo-1"
date = 2026-01-05T06:00:00Z
podcast_file = "https://media.example.com/hugo/1.mp3"
podcast_bytes = 9000001
podcast_duration = "10:00"
categories = ["of theirs"]
+++
Hello.
""",
}

LOCK = """\
{
  "version": 1,
  "podcast_guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
  "feed_url": "https://podcast.example.com/small/feed.xml",
  "items": {
    "small-1": {
      "slug": "1",
      "published": "2026-01-05T00:00:00Z",
      "enclosure": {
        "url": "https://media.example.com/1.mp3",
        "length": 9000001,
        "type": "audio/mpeg"
      }
    }
  }
}
"""

PUBLISHED: Files = {**MINIMAL, "feeds/small/feed.lock": LOCK}

SHOWS: Mapping[str, Files] = {
    "full": FULL,
    "minimal": MINIMAL,
    "serial": SERIAL,
    "two shows": TWO_SHOWS,
    "hugo": HUGO,
    "published": PUBLISHED,
}
