"""A repository whose feed has every tag that we write: none of it can be left out unseen."""

from pathlib import Path

from tests.commands import run, write

SHOW = "rich"
AT = "2026-02-01T12:00:00Z"
GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
OTHER = "29cdca4a-32d8-56ba-b48b-09a011c5daa9"
NODE = "02d5c1bf8b940dc9cadca86d1b0a3c37fbe39cee4c7e839e33bef9174531d27f52"

_SHOW_FILE = f"""\
title = "Ränder & <Grenzen> 🎙"
description = "Über alles, was einen Rand hat.\\n\\nMit \\"Anführung\\", ]]> und مرحبا."
link = "https://rich.example.com/show?a=1&b=2"
language = "de-AT"
author = "Ann & Ben"
owner = {{name = "Ann Host", email = "ann@example.com"}}
copyright = "© 2026 Ann Host"
artwork = "https://rich.example.com/cover.jpg"
categories = [["Society & Culture", "Documentary"], "Technology"]
explicit = false
type = "serial"
guid = "{GUID}"
locked = true
hosts = ["ann"]
subtitle = "Über Ränder"
apple_title = "Ränder und Grenzen"
apple_verify = "12345"
keywords = ["rand", "grenze"]
block = ["google"]
block_except = ["amazon"]
complete = true
hubs = ["https://hub.example.com/"]
podping = true
medium = "podcast"
season_names = {{1 = "Ufer & Küsten"}}
update_frequency = {{text = "Jeden Freitag", rrule = "FREQ=WEEKLY;BYDAY=FR", starts = 2026-01-02}}
license = "cc-by-4.0"
location = [
  {{name = "Wien", geo = "geo:48.2082,16.3719", osm = "R109166", rel = "creator", country = "AT"}},
]
funding = {{url = "https://rich.example.com/give", text = "Gib was!"}}

chat = {{server = "irc.example.com", protocol = "irc", account_id = "@ann", space = "#rand"}}
txt = [{{text = "S6lpp-7ZCn8", purpose = "verify"}}]
remote_items = [{{feed_guid = "{OTHER}", item_guid = "item 1", medium = "music"}}]

[social_interact]
protocol = "activitypub"
uri = "https://social.example.com/@ann/1"
account_id = "@ann"
account_url = "https://social.example.com/@ann"
priority = 1

[[images]]
url = "https://rich.example.com/1500.jpg"
width = 1500
alt = "Ein Ufer"

[[images]]
url = "https://rich.example.com/banner.webp"
aspect_ratio = "16/9"
width = 2560
height = 1440
type = "image/webp"
purpose = "banner"

[[podroll]]
feed_guid = "{OTHER}"
feed_url = "https://other.example.com/feed.xml"
title = "Other"

[publisher_feed]
feed_guid = "{OTHER}"
feed_url = "https://pub.example.com/feed.xml"
medium = "publisher"

[[trailers]]
title = "Bald & gut"
url = "https://media.example.com/trailer.mp3"
date = 2025-12-01T08:00:00Z
bytes = 1234567
type = "audio/mpeg"
season = 1

[[extra_tags]]
tag = "spotify:limit"
namespace = "http://www.spotify.com/ns/rss"
attributes = {{recentCount = "5"}}

[[value]]
suggested = "0.00000005000"

[[value.recipients]]
name = "Ann"
type = "node"
address = "{NODE}"
split = 95

[[value.recipients]]
type = "node"
address = "{NODE}"
split = 5
fee = true
custom_key = "696969"
custom_value = "abc"

[[live_items]]
title = "Live vom Rand"
status = "pending"
starts = 2026-07-01T18:00:00Z
ends = 2026-07-01T19:00:00Z
guid = "live-1"
description = "Kommt alle."
link = "https://rich.example.com/live"
image = "https://rich.example.com/live.jpg"
stream = {{url = "https://stream.example.com/live.mp3", type = "audio/mpeg", bytes = 312}}
people = ["ann"]
content_links = [{{url = "https://www.youtube.com/@rich/live", text = "Auf YouTube"}}]
alternate_enclosures = [
  {{type = "application/x-mpegURL", bytes = 312, url = "https://stream.example.com/live.m3u8"}},
]
"""

_EPISODE = f"""\
---
title: "Ufer: 100 % <echt> & „wahr“ 🌊"
apple_title: Ufer
number: 2
season: 1
type: full
guid: "tag:rich.example.com,2026:ufer&co"
date: 2026-01-30T06:30:00+02:00
summary: "Was ein Ufer ist & was nicht."
image: https://rich.example.com/ufer.jpg
explicit: true
link: https://rich.example.com/ufer?x=1&y=2
author: Ben Guest
keywords: [ufer, see]
tags: [Wasser]
block: true
episode_display: "2a"
audio: {{url: "https://media.example.com/ufer 1.mp3", bytes: 12345678, duration: "31:02"}}
people:
  - {{id: ann, role: host}}
  - {{name: "Ben <Guest>", role: guest, group: cast, image: "https://rich.example.com/ben.jpg",
      website: "https://ben.example.com/"}}
chapters:
  - {{start: 0, title: "Anfang & so"}}
  - {{start: 90.5, title: Mitte, url: "https://example.com/m", image: "https://example.com/m.jpg"}}
transcripts:
  - {{url: "https://rich.example.com/ufer.vtt", type: text/vtt, language: de}}
  - {{url: "https://rich.example.com/ufer.html", type: text/html}}
soundbites: [{{start: 33.833, duration: 60, title: "Das Ufer"}}, {{start: 5, duration: 20}}]
license: {{name: my-license, url: "https://rich.example.com/license"}}
location: {{name: "Bodensee", geo: "geo:47.6,9.4"}}
funding: {{url: "https://rich.example.com/give-2", text: Danke}}
social_interact: {{protocol: disabled}}
chat: {{server: matrix.example.com, protocol: matrix, account_id: "@ann:example.com"}}
txt: [{{text: frei}}]
images: [{{url: "https://rich.example.com/ufer-wide.jpg", aspect_ratio: "16/9", width: 1200}}]
content_links: [{{url: "https://www.youtube.com/watch?v=1", text: Video}}]
alternate_enclosures:
  - type: video/mp4
    bytes: 7924786
    bitrate: 511276.52
    height: 720
    language: de
    title: Video
    rel: video
    codecs: avc1.64001f
    sources:
      - https://media.example.com/ufer.mp4
      - {{uri: "https://media.example.com/ufer.torrent", type: application/x-bittorrent}}
    integrity: {{type: sri, value: "sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C"}}
value:
  - recipients: [{{type: node, address: "{NODE}", split: 100}}]
    time_splits:
      - {{start: 60, duration: 237, remote_percentage: 95, remote_start: 3,
          remote_item: {{feed_guid: "{OTHER}", item_guid: "song", medium: music}}}}
      - start: 330
        duration: 53
        recipients: [{{type: lnaddress, address: ben@example.com, split: 1}}]
extra_tags: [{{tag: "dc:creator", text: "Ben & Co"}}]
---
# Ufer

Ein *schmaler* Streifen: [hier](https://example.org/?a=1&b=2), **da** — und `dort`.\\
Neue Zeile mit geschütztem\u00a0Leerzeichen, ]]>, 👩‍👩‍👧 und עברית.

- eins
- zwei

| A | B |
|---|---|
| [c](https://c.example/) | d |
"""

_SECOND = """\
---
title: Der Anfang
number: 1
season: 1
date: 2026-01-20
audio: {url: "https://media.example.com/1.m4a", bytes: 2345678, duration: 1234, type: audio/mp4}
---
Mehr nicht.
"""
_TRAILER = """\
---
title: Bald
type: trailer
date: 2026-01-10
audio: {url: "https://media.example.com/0.mp3", bytes: 345678, duration: 61}
---
Bald geht es los.
"""

FILES = {
    "config/publisher.toml": 'site = "https://podcasts.example.com"\n',
    "config/people.toml": (
        '[ann]\nname = "Ann Höst"\nrole = "host"\nimage = "https://rich.example.com/ann.jpg"\n'
        'website = "https://ann.example.com/"\n'
    ),
    f"feeds/{SHOW}/show.toml": _SHOW_FILE,
    f"feeds/{SHOW}/episodes/002-ufer.md": _EPISODE,
    f"feeds/{SHOW}/episodes/001-anfang.md": _SECOND,
    f"feeds/{SHOW}/episodes/000-bald.md": _TRAILER,
}


def build_rich_feed(root: Path) -> bytes:
    """Write the repository into `root`, build it, and return its feed."""
    write(root, FILES)
    outcome = run("build", "--offline", "--at", AT, root=root)
    assert outcome.code == 0, outcome
    return (root / "feeds" / SHOW / "feed.xml").read_bytes()
