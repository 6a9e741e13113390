"""A sound show that says all that Podcasting 2.0 and Apple let it say."""

from tests.commands import Files
from tests.mutations.shows import SETTINGS, minimal_episode, minimal_show

GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"

LIVE_ITEM = """\
[[live_items]]
title = "Live with tags"
status = "pending"
starts = 2026-06-09T18:00:00Z
ends = 2026-06-09T19:00:00Z
stream = "https://stream.example.com/live.mp3"
content_links = [{url = "https://video.example.com/live", text = "Watch"}]
"""

SHOW = (
    minimal_show("The Tagged Show")
    + f"""\
subtitle = "With every tag"
apple_title = "The Tagged Show"
keywords = ["tags", "feeds"]
guid = "{GUID}"
medium = "podcast"
podping = true
block = ["amazon"]
hubs = ["https://hub.example.com/"]
audio_prefixes = ["https://op3.dev/e/"]
new_feed_url = "https://new.example.com/feed.xml"
license = "CC-BY-4.0"
location = {{name = "Austin", geo = "geo:30.2672,-97.7431", osm = "R113314", country = "US"}}
funding = [{{url = "https://give.example.com/", text = "Support the show"}}]
value = {{recipients = [{{name = "Ada", address = "ada@wallet.example.com", split = 100}}]}}
txt = [{{text = "05124", purpose = "verify"}}]
social_interact = {{protocol = "disabled"}}
chat = {{server = "irc.example.com", protocol = "irc", space = "#tags"}}
images = [{{url = "https://podcast.example.com/wide.jpg", aspect_ratio = "16/9"}}]
podroll = [{{feed_guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"}}]
publisher_feed = {{feed_guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"}}
season_names = {{1 = "The beginning"}}
extra_tags = [{{tag = "ttl", text = "60"}}]
update_frequency = {{text = "Mondays", rrule = "FREQ=WEEKLY;BYDAY=MO"}}

[[trailers]]
title = "Soon"
url = "https://media.example.com/trailer.mp3"
date = 2026-01-01T06:00:00Z
bytes = 1200345
type = "audio/mpeg"

{LIVE_ITEM}"""
)

EPISODE = minimal_episode().replace(
    "date:",
    """\
number: 1
season: 1
episode_display: Ch. 1
author: Ada Example
keywords: [one, two]
license: CC-BY-4.0
location: {name: Austin, geo: "geo:30.2672,-97.7431"}
funding: [{url: "https://give.example.com/1", text: Support this one}]
value: {recipients: [{name: Ada, address: ada@wallet.example.com, split: 100}]}
txt: [{text: "05125", purpose: verify}]
social_interact: {protocol: activitypub, uri: "https://social.example.com/@ada/1"}
chat: {server: irc.example.com, protocol: irc}
images: [{url: "https://podcast.example.com/one.jpg", aspect_ratio: 16/9}]
soundbites: [{start: "1:13", duration: 60, title: The best of it}]
extra_tags: [{tag: comments, text: "https://example.com/1#talk"}]
alternate_enclosures:
  - {url: "https://media.example.com/1.mp4", type: video/mp4, bytes: 99000001, default: false}
  - {url: "https://media.example.com/1.opus", type: audio/opus, bytes: 3000001}
date:""",
)

TAGGED: Files = {
    "config/publisher.toml": SETTINGS,
    "feeds/tagged/show.toml": SHOW,
    "feeds/tagged/episodes/1.md": EPISODE,
}
