"""A show and an episode that use every tag there is, as a podcaster writes them."""

from pathlib import Path
from typing import Any

from lxml import etree

from publisher.config import load_network
from publisher.episodes import read_episodes
from publisher.feed.lock import Lock
from tests.feed.builders import NOW, feed_of, notes_of, plan_feed

GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
OTHER = "9b024349-ccf0-5f69-a609-6b82873eab3c"
NODE = "03ae9f91a0cb8ff43840e3c322c4c61f019d8c1c3cea15a25cfc425ac605e61a4a"

SHOW = f"""\
title = "Talk"
subtitle = "Two people talk"
apple_title = "Talk & More"
apple_verify = "8c011b37-3cc1-4bb9-8c38-example"
description = "Two people talk, others think."
author = "Ann Host"
artwork = "cover.png"
categories = [["Society & Culture", "Documentary"], "Technology"]
guid = "{GUID}"
locked = true
hosts = ["ann"]
timezone = "Europe/Berlin"
keywords = ["talk", "thought"]
block = ["amazon"]
block_except = ["apple"]
complete = true
new_feed_url = "https://new.example.com/talk.xml"
hubs = ["https://hub.example.com/"]
podping = true
medium = "podcast"
license = "CC-BY-4.0"
location = [
  {{name = "Austin, TX", geo = "geo:30.2672,-97.7431", osm = "R113314", country = "us"}},
  {{name = "Berlin", rel = "creator"}},
]
update_frequency = {{text = "Every other Monday", rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"}}
funding = [{{url = "https://example.com/give", text = "Support the show"}}]
chat = {{server = "irc.example.com", protocol = "irc", account_id = "@ann", space = "#talk"}}
txt = [{{text = "naj3eEZaWVVY9a38", purpose = "verify"}}]
podroll = ["{OTHER}"]
publisher_feed = {{feed_guid = "{OTHER}", feed_url = "https://example.com/publisher.xml"}}
season_names = {{2 = "The second"}}

[owner]
name = "Ann Host"
email = "ann@example.com"

[[social_interact]]
protocol = "activitypub"
uri = "https://social.example.com/@ann/1"
account_id = "@ann"
account_url = "https://social.example.com/@ann"
priority = 1

[[value]]
suggested = "0.00000005000"

[[value.recipients]]
name = "Ann"
address = "{NODE}"
split = 95

[[value.recipients]]
name = "Host"
address = "host@example.com"
split = 5
fee = true
custom_key = "818818"
custom_value = "x"

[[images]]
file = "wide.png"
alt = "A microphone"
aspect_ratio = "16/9"
width = 1600
height = 900
type = "image/png"
purpose = "artwork social"

[[images]]
url = "https://example.com/square.jpg"
width = 600

[[trailers]]
title = "Coming soon"
file = "trailer.mp3"
date = 2026-01-01
season = 2

[[remote_items]]
feed_guid = "{OTHER}"
item_guid = "episode-1"
medium = "music"
title = "A song"

[[live_items]]
title = "We are live"
status = "pending"
starts = 2026-07-01T20:00:00
ends = 2026-07-01T22:00:00
description = "Come & join"
link = "https://example.com/live"
image = "https://example.com/live.jpg"
people = ["ann", "Ben Guest"]
stream = {{url = "https://stream.example.com/talk.mp3"}}
content_links = [{{url = "https://video.example.com/live", text = "Watch"}}]
alternate_enclosures = [{{type = "application/x-mpegURL", url = "https://stream.example.com/a.m3u8"}}]
chat = {{server = "irc.example.com", protocol = "irc"}}
license = "cc0-1.0"

[[extra_tags]]
tag = "spotify:limit"
attributes = {{recentCount = "3"}}

[[extra_tags]]
tag = "mine:rating"
namespace = "https://example.com/ns"
text = "5 < 6"
children = [{{tag = "mine:by", text = "me"}}, {{tag = "dc:date", text = "2026"}}]
"""

EPISODE = f"""\
---
title: First
apple_title: The first one
date: 2026-01-05
number: 1
season: 2
episode_display: Ch. 1
summary: In short.
author: Ann and Ben
keywords: [first, start]
tags: [beginnings]
link: https://example.com/talk/first
block: true
image: episode.png
people: [ann, {{name: Ben Guest, role: Cover Art Designer, url: https://ben.example.com}}]
audio: {{file: first.mp3, duration: "20:00"}}
chapters:
  - {{start: 0, title: Hello}}
  - {{start: "1:01:02.5", title: Bye, url: https://example.com/bye}}
soundbites:
  - {{start: 1:13, duration: 60, title: Why}}
  - {{start: 100.25, duration: 15.5}}
location: Birmingham Civil Rights Museum
license: {{name: my-licence-v1, url: https://example.com/licence}}
funding: https://example.com/give/1
chat: {{server: matrix.example.com, protocol: matrix}}
txt: a word
social_interact: {{protocol: disabled}}
images: [{{file: episode-wide.png, aspect_ratio: 16/9}}]
content_links: [{{url: https://video.example.com/1, text: Watch}}]
alternate_enclosures:
  - file: first.opus
    bitrate: 96000
    title: High quality
    default: true
    sources: [ipfs://QmX33, {{uri: https://example.com/1.torrent, type: application/x-bittorrent}}]
    integrity: {{type: sri, value: sha384-ExVqijgYHm15}}
  - url: https://cdn.example.com/1.mp4
    bytes: 99
    height: 720
    language: en
    rel: video
    codecs: avc1
value:
  recipients: [{{name: Ann, type: node, address: {NODE}, split: 1}}]
  time_splits:
    - start: 60
      duration: 3:57
      remote_percentage: 95
      remote_start: 174
      remote_item: {{feed_guid: {OTHER}, item_guid: song}}
    - {{start: 600, duration: 60, recipients: [{{name: Ben, address: ben@example.com, split: 1}}]}}
extra_tags:
  - {{tag: "dc:creator", text: Ann}}
---
Notes.
"""

FILES = {
    "config/publisher.toml": 'site = "https://pods.example.com"\n',
    "config/people.toml": '[ann]\nname = "Ann Host"\nimage = "https://example.com/ann.jpg"\n',
    "feeds/talk/show.toml": SHOW,
    "feeds/talk/episodes/first.md": EPISODE,
}
EMPTY_FILES = {
    "feeds/talk/cover.png": 1,
    "feeds/talk/wide.png": 1,
    "feeds/talk/trailer.mp3": 2048,
    "feeds/talk/episodes/first.mp3": 5_000_000,
    "feeds/talk/episodes/first.opus": 4_000_000,
    "feeds/talk/episodes/episode.png": 1,
    "feeds/talk/episodes/episode-wide.png": 1,
}


def write_everything(root: Path, show: str = SHOW, episode: str = EPISODE) -> None:
    """Write the repository; its media are of the right size, and empty."""
    texts = FILES | {"feeds/talk/show.toml": show, "feeds/talk/episodes/first.md": episode}
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path, size in EMPTY_FILES.items():
        with (root / path).open("wb") as file:
            file.truncate(size)


def read_feed(root: Path) -> Any:
    """Return the feed of the repository in `root`, as bytes that lxml has read."""
    return etree.fromstring(feed_bytes(root))


def feed_bytes(root: Path) -> bytes:
    """Return the feed of the repository in `root`."""
    network = load_network(root.resolve())
    show = network.shows["talk"]
    episodes = [file.episode for file in read_episodes(show, network) if file.episode]
    plan = plan_feed(show, episodes, network, lock=Lock(), now=NOW, notes=notes_of)
    return feed_of(plan)
