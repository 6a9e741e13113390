"""Ways to break a show's channel (family F, 1xx)."""

from tests.mutations.breaking import SHOW, Mutation, add, both, copy, drop, edit

SMALL = "feeds/small/show.toml"
SISTER = "feeds/sister/show.toml"
SETTINGS = "config/publisher.toml"

CHANNEL = (
    Mutation("no site", "F101", drop(SETTINGS, "site")),
    Mutation("no artwork", "F102", drop(SHOW, "artwork")),
    Mutation("no category", "F103", drop(SHOW, "categories")),
    Mutation("category in lower case", "F104", edit(SHOW, '"Technology"', '"technology"')),
    Mutation("category made up", "F104", edit(SHOW, '"Technology"', '"Podcasting"')),
    Mutation("subcategory elsewhere", "F104", edit(SHOW, '"Documentary"', '"Tech News"')),
    Mutation("subcategory as category", "F104", edit(SHOW, '["Technology"]', '["Tech News"]')),
    Mutation("owner without email", "F105", edit(SMALL, ', email = "ada@example.com"', ""),
             "minimal"),
    Mutation("no owner", "F105 F114", drop(SMALL, "owner"), "minimal"),
    Mutation("no description", "F106", drop(SHOW, "description")),
    Mutation("description of spaces", "F106", edit(SHOW, "Two people talk about thinking, every "
                                                         "other week.", "   ")),
    Mutation("description too long", "F107", edit(SHOW, "Two people", "Two people " * 400)),
    Mutation("description too long in bytes", "F107", edit(SHOW, "Two people", "é" * 2100)),
    Mutation("locked by nobody", "F105 F108", drop(SHOW, "email")),
    Mutation("podcast guid made up", "F109", edit(SHOW, "917393e3-1b1e-5cef", "my-show")),
    Mutation("podcast guid of zeros", "F109",
             edit(SHOW, "917393e3-1b1e-5cef-ace4-edaa54e1f810",
                  "00000000-0000-0000-0000-000000000000")),
    Mutation("language is a country", "F110", edit(SHOW, '"en-gb"', '"jp"')),
    Mutation("language is unknown", "F110", edit(SHOW, '"en-gb"', '"xx-us"')),
    Mutation("country is unknown", "F111", edit(SHOW, '"en-gb"', '"en-uk"')),
    Mutation("language in three letters", "F111", edit(SHOW, '"en-gb"', '"deu"')),
    Mutation("language isn't said", "F112", drop(SHOW, "language")),
    Mutation("email without host", "F113", edit(SHOW, "ada@example.com", "ada@example")),
    Mutation("email in words", "F113", edit(SHOW, "ada@example.com", "Ada <ada@example.com>")),
    Mutation("title of the show with entities", "F116",
             edit(SHOW, "Talk & Think", "Talk &amp; Think")),
    Mutation("description with tags", "F116",
             edit(SHOW, "Two people talk", "<p>Two people</p> talk")),
    Mutation("title full of keywords", "F117",
             edit(SHOW, "Talk & Think", "Talk, business, money, success, growth, wealth")),
    Mutation("copyright too long", "F118",
             edit(SHOW, 'copyright = "Ada', 'copyright = "' + "Ada and " * 40 + "Ada")),
    Mutation("description never written", "F119",
             edit(SHOW, "Two people talk about thinking", "[Show description goes here]")),
    Mutation("site on localhost", "F120",
             edit(SETTINGS, "https://podcast.example.com", "http://localhost:1313")),
    Mutation("feed in a private network", "F120 L113",
             add(SHOW, 'feed_url = "https://192.168.0.7/feed.xml"')),
    Mutation("site without https", "F121", edit(SETTINGS, "https:", "http:")),
    Mutation("artwork is webp", "F122", edit(SMALL, "cover.jpg", "cover.webp"), "minimal"),
    Mutation("artwork without https", "F123",
             edit(SMALL, "https://podcast.example.com/cover", "http://cdn.example.com/cover"),
             "minimal"),
    Mutation("one guid for two shows", "F125",
             both(*(add(path, 'guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"')
                    for path in (SMALL, SISTER))), "two shows"),
    Mutation("one address for two shows", "F126",
             both(*(add(path, 'feed_url = "https://feeds.example.com/feed.xml"')
                    for path in (SMALL, SISTER))), "two shows"),
    Mutation("home page is the feed", "F127", edit(SHOW, ".com/talk/", ".com/talk/feed.xml")),
    Mutation("show copied", "F125",
             copy(SHOW, "feeds/talk2/show.toml",
                  edit("feeds/talk2/show.toml", "cover.png", "feeds/talk/cover.png")), "full"),
)  # fmt: skip
