"""Ways to break the tags of Podcasting 2.0 (family F, 15x to 17x and 25x to 27x)."""

from tests.mutations.breaking import Mutation, add, both, drop, edit, say
from tests.mutations.tagged_show import LIVE_ITEM

SHOW = "feeds/tagged/show.toml"
EPISODE = "feeds/tagged/episodes/1.md"


def _tag(name: str, codes: str, old: str, new: str) -> Mutation:
    return Mutation(f"show's {name}", codes, edit(SHOW, old, new), "tagged")


def _item(name: str, codes: str, old: str, new: str) -> Mutation:
    return Mutation(f"episode's {name}", codes, edit(EPISODE, old, new), "tagged")


TAGS = (
    _tag("funding without link", "F150", 'url = "https://give.example.com/", ', ""),
    _tag("funding text too long", "F150", '"Support the show"', f'"{"Support " * 20}"'),
    _tag("place without signs", "F151", "geo:30.2672,-97.7431", "30.2672 N"),
    _tag("place on no map", "F151", "R113314", "relation 113314"),
    _tag("licence in words", "F152", '"CC-BY-4.0"', '"Creative Commons"'),
    _tag("medium in capitals", "F153", '"podcast"', '"Music"'),
    _tag("list with episodes", "F154", '"podcast"', '"podcastL"'),
    _tag("payment without address", "F155", ', address = "ada@wallet.example.com"', ""),
    _tag("live stream without beginning", "F156", "starts = 2026-06-09T18:00:00Z\n", ""),
    _tag("live stream without stream", "F156",
         'stream = "https://stream.example.com/live.mp3"\n', ""),
    Mutation("show's live stream twice", "F172",
             say(SHOW, LIVE_ITEM.replace("Live with tags", "Live again")), "tagged"),
    _tag("podroll without guid", "F157", 'podroll = [{feed_guid', 'podroll = [{feed_url'),
    _tag("note without text", "F158", 'text = "05124", ', ""),
    _tag("service that there isn't", "F160", '"amazon"', '"Amazon Music"'),
    _tag("rhythm in words", "F161", "FREQ=WEEKLY;BYDAY=MO", "every monday"),
    _tag("post without address", "F162", '"disabled"', '"activitypub"'),
    _tag("chat without server", "F163", 'server = "irc.example.com", ', ""),
    _tag("picture's shape in words", "F164", '"16/9"', '"16:9"'),
    _tag("trailer without date", "F165", "date = 2026-01-01T06:00:00Z\n", ""),
    _tag("move to itself", "F166", "https://new.example.com/feed.xml",
         "https://podcast.example.com/tagged/feed.xml"),
    _tag("hub without https", "F167", "https://hub", "http://hub"),
    Mutation("show is complete, but not yet", "F168",
             both(add(SHOW, "complete = true"), edit(EPISODE, "2026-01-05", "2026-07-05")),
             "tagged"),
    _tag("own tag twice", "F170", '"ttl"', '"itunes:author"'),
    _item("funding without link", "F250", 'url: "https://give.example.com/1", ', ""),
    _item("place without signs", "F251", "geo:30.2672,-97.7431", "30.2672 N"),
    _item("licence in words", "F252", "license: CC-BY-4.0", "license: Creative Commons"),
    _item("payment without address", "F255", ", address: ada@wallet.example.com", ""),
    _item("note without text", "F258", 'text: "05125", ', ""),
    _item("post without address", "F262", ', uri: "https://social.example.com/@ada/1"', ""),
    _item("chat at no host", "F263", "server: irc.example.com", "server: https://irc.example.com"),
    _item("picture's shape in words", "F264", "16/9", '"16:9"'),
    _item("soundbite after the end", "F265", 'start: "1:13"', 'start: "11:13"'),
    _item("video without address", "F267", 'url: "https://media.example.com/1.mp4", ', ""),
    Mutation("episode's two defaults", "F268",
             both(edit(EPISODE, "default: false", "default: true"),
                  edit(EPISODE, "bytes: 3000001", "bytes: 3000001, default: true")), "tagged"),
    Mutation("episode's link without address", "F269",
             add(EPISODE, "content_links: [{text: Watch}]"), "tagged"),
    _item("own tag twice", "F270", "tag: comments", "tag: guid"),
    _item("number in too many words", "F271", "Ch. 1", "Chapter one, in which it all begins"),
    Mutation("words without number", "F272", drop(EPISODE, "number:"), "tagged"),
    Mutation("prefix of a service that closed", "M121",
             edit(SHOW, "https://op3.dev/e/", "https://chrt.fm/track/ABC123/"), "tagged"),
    Mutation("prefix without https", "M122",
             edit(SHOW, "https://op3.dev", "http://op3.dev"), "tagged"),
    Mutation("prefix before plain http", "F211 M124",
             both(edit(SHOW, "https://op3.dev/e/", "https://dts.podtrac.com/redirect.mp3/"),
                  edit(EPISODE, "https://media.example.com/1.mp3",
                       "http://media.example.com/1.mp3")), "tagged"),
    Mutation("five prefixes", "M125",
             edit(SHOW, '"https://op3.dev/e/"',
                  '"https://op3.dev/e/", "https://dts.podtrac.com/redirect.mp3/", '
                  '"https://pdst.fm/e/", "https://mgln.ai/e/1/", "https://pscrb.fm/rss/p/"'),
             "tagged"),
    Mutation("medium misspelt", "F153", edit(SHOW, '"podcast"', '"podcasts"'), "tagged"),
    Mutation("licence of an episode misspelt", "F252",
             edit(EPISODE, "CC-BY-4.0", "CC-BY-4"), "tagged"),
    Mutation("name in two languages", "E101", add(EPISODE, "titel: Hallo"), "tagged"),
)  # fmt: skip
