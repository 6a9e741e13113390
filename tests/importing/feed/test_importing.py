"""`publisher import FEED`: what is written of a feed, and what is said."""

import json
from pathlib import Path

import pytest

from publisher.documents import read_markdown, read_toml
from tests.commands import Outcome, run
from tests.importing.world import everything
from tests.loopback import serve

OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:acast="https://schema.acast.com/1.0/" xmlns:spotify="http://www.spotify.com/ns/rss">
<channel>"""
CHANNEL = """<title>The Talk</title><link>https://talk.example.com/</link><language>en_US</language>
<description>About talking.</description><itunes:author>Ann</itunes:author>
<itunes:explicit>no</itunes:explicit><itunes:image href="https://talk.example.com/cover.jpg"/>
<itunes:owner><itunes:email>ann@example.com</itunes:email></itunes:owner>
<itunes:category text="Society &amp; Culture"><itunes:category text="Documentary"/>
</itunes:category>
"""
PLACE = ("feeds", "the-talk", "episodes")


def item(number: int, more: str = "", *, guid: str | None = None, title: str = "") -> str:
    return f"""<item><title>{title or f"#{number}: Part {number}"}</title>
<guid isPermaLink="false">{guid or f"g{number}"}</guid>
<pubDate>{["Mon", "Tue", "Wed"][number % 3]}, {number + 5:02} Jan 2026 10:00:00 +0100</pubDate>
<enclosure url="https://cdn.example.com/{number}.mp3" length="{1000000 + number}"
 type="audio/mpeg"/><itunes:episode>{number}</itunes:episode>
<itunes:duration>1:02:0{number}</itunes:duration><itunes:explicit>clean</itunes:explicit>
<itunes:author>Ann</itunes:author><description>Notes of {number}.</description>{more}</item>"""


def feed(*items: str, channel: str = CHANNEL) -> bytes:
    return f"{OPENING}{channel}{''.join(items)}</channel></rss>".encode()


def imported(root: Path, data: bytes, *options: str) -> Outcome:
    root.mkdir(exist_ok=True)
    (root / "old.xml").write_bytes(data)
    outcome = run("import", "old.xml", "--root", ".", *options, root=root)
    assert outcome.code == 0, outcome
    return outcome


def front(root: Path, name: str) -> dict[str, object]:
    return dict(read_markdown(root.joinpath(*PLACE, name)).fields)


def test_an_episode_is_written_as_a_person_would(tmp_path: Path) -> None:
    imported(tmp_path, feed(item(2), item(1)))
    assert tmp_path.joinpath(*PLACE, "001-part-1.md").read_text() == (
        '---\ntitle: "#1: Part 1"\nnumber: 1\ndate: 2026-01-06T10:00:00+01:00\nguid: g1\naudio:\n'
        "  url: https://cdn.example.com/1.mp3\n  bytes: 1000001\n  duration: 1:02:01\n"
        "  type: audio/mpeg\n---\n\nNotes of 1.\n"
    )


def test_the_channel_becomes_show_toml(tmp_path: Path) -> None:
    imported(tmp_path, feed(item(1)))
    assert read_toml(tmp_path / "feeds/the-talk/show.toml").fields == {
        "title": "The Talk",
        "description": "About talking.",
        "link": "https://talk.example.com/",
        "language": "en-US",
        "author": "Ann",
        "artwork": "https://talk.example.com/cover.jpg",
        "categories": [["Society & Culture", "Documentary"]],
        "explicit": False,
        "owner": {"name": "Ann", "email": "ann@example.com"},
    }


def test_an_empty_folder_builds_at_once_and_nobody_loses_an_episode(tmp_path: Path) -> None:
    imported(tmp_path, feed(item(2), item(1)))
    built = run("build", "--offline", root=tmp_path)
    assert built.code == 0, built
    found = run("diff", "old.xml", "feeds/the-talk/feed.xml", "--format", "json", root=tmp_path)
    kinds = {
        change["kind"] for each in json.loads(found.out)["feeds"] for change in each["changes"]
    }
    assert not kinds & {"guid-changed", "episode-gone", "date-changed", "audio-lost"}


def test_what_was_published_is_locked_and_stays_so(tmp_path: Path) -> None:
    imported(tmp_path, feed(item(1)))
    lock = json.loads((tmp_path / "feeds/the-talk/feed.lock").read_text())
    assert lock["items"] == {
        "g1": {
            "slug": "001-part-1",
            "published": "2026-01-06T09:00:00Z",
            "enclosure": {
                "url": "https://cdn.example.com/1.mp3",
                "length": 1000001,
                "type": "audio/mpeg",
            },
        }
    }
    moved = item(1).replace("cdn.example.com", "other.example.com").replace("06 Jan", "07 Jan")
    imported(tmp_path, feed(item(2), moved))
    after = json.loads((tmp_path / "feeds/the-talk/feed.lock").read_text())
    assert after["items"]["g1"] == lock["items"]["g1"]
    assert after["items"].keys() == {"g1", "g2"}


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    data = feed(item(3), item(2), item(1))
    imported(tmp_path, data)
    before = everything(tmp_path)
    again = imported(tmp_path, data).out
    assert "nothing to write" in again
    assert "next:" not in again and "moved out" not in again
    assert everything(tmp_path) == before


def test_a_feed_that_grows_keeps_the_names_of_files(tmp_path: Path) -> None:
    imported(
        tmp_path, feed(item(2, title="Again"), item(1, title="Again")).replace(b"episode>", b"x>")
    )
    names = {file.name for file in tmp_path.joinpath(*PLACE).iterdir()}
    assert names == {"again.md", "again-2.md"}
    assert front(tmp_path, "again.md")["guid"] == "g1"
    grown = feed(*(item(n, title="Again") for n in (3, 2, 1))).replace(b"episode>", b"x>")
    imported(tmp_path, grown)
    assert front(tmp_path, "again.md")["guid"] == "g1"
    assert front(tmp_path, "again-2.md")["guid"] == "g2"
    assert front(tmp_path, "again-3.md")["guid"] == "g3"


def test_an_episode_that_the_user_deleted_stays_away_and_unlocked(tmp_path: Path) -> None:
    imported(tmp_path, feed(item(2), item(1)))
    tmp_path.joinpath(*PLACE, "001-part-1.md").unlink()
    assert run("build", "--offline", "--forget", "001-part-1", root=tmp_path).code == 0
    imported(tmp_path, feed(item(2), item(1)))
    assert not tmp_path.joinpath(*PLACE, "001-part-1.md").exists()
    assert run("build", "--offline", root=tmp_path).code == 0


@pytest.mark.parametrize(
    ("title", "file", "slug"),
    [
        ("Ελληνοφρένεια", "ellinofreneia.xml", "ellinofreneia"),
        ("Ελληνοφρένεια", "feed.xml", "my-show"),
        ("日本語", "search.xml", "search-podcast"),
        ("The Talk", "other.xml", "the-talk"),
    ],
)
def test_a_title_without_latin_letters_is_named_by_its_feed(
    tmp_path: Path, title: str, file: str, slug: str
) -> None:
    channel = CHANNEL.replace("The Talk", title)
    (tmp_path / file).write_bytes(feed(item(1), channel=channel))
    outcome = run("import", file, "--root", ".", root=tmp_path)
    assert outcome.code == 0, outcome
    assert [each.parent.name for each in tmp_path.glob("feeds/*/show.toml")] == [slug]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    outcome = imported(tmp_path, feed(item(1)), "--dry-run")
    assert {file.name for file in tmp_path.iterdir()} == {"old.xml"}
    assert "001-part-1.md" in outcome.out


@pytest.mark.parametrize(
    ("more", "guid"),
    [
        (
            "<podcast:guid>917393E3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>",
            "917393e3-1b1e-5cef-ace4-edaa54e1f810",
        ),
        (  # uuid5 of `feeds.example.com/talk` in the namespace of podcasts
            '<atom:link rel="self" href="https://feeds.example.com/talk/"/>',
            "833c65c9-86b6-5cc9-8318-4b4c0bcde143",
        ),
        ("<podcast:guid>none</podcast:guid>", None),
    ],
)
def test_the_show_keeps_its_guid(tmp_path: Path, more: str, guid: str | None) -> None:
    imported(tmp_path, feed(item(1), channel=CHANNEL + more))
    assert read_toml(tmp_path / "feeds/the-talk/show.toml").fields.get("guid") == guid


def test_accounts_in_the_channels_description_are_the_shows(tmp_path: Path) -> None:
    words = (
        "About talking. Follow us on Instagram: https://www.instagram.com/talktalk and listen on "
        "Spotify: https://open.spotify.com/show/7fJsuxiZl4TS1hqPUmDFbl"
    )
    imported(tmp_path, feed(item(1), channel=CHANNEL.replace("About talking.", words)))
    show = read_toml(tmp_path / "feeds" / "the-talk" / "show.toml").fields
    assert show["socials"] == {"instagram": "https://www.instagram.com/talktalk"}
    spotify = "https://open.spotify.com/show/7fJsuxiZl4TS1hqPUmDFbl"
    assert show["platforms"] == {"spotify": spotify}
    assert show["description"] == words


def test_people_of_the_feed_are_hosts_and_guests(tmp_path: Path) -> None:
    host = '<podcast:person href="https://github.com/ann">Ann Host</podcast:person>'
    guest = '<podcast:person role="Guest" img="https://x.example.com/b.jpg">Bo</podcast:person>'
    often = '<podcast:person role="guest">Cy Often</podcast:person>'
    imported(
        tmp_path,
        feed(item(2, host + often), item(1, host + guest + often), channel=CHANNEL + host),
    )
    people = read_toml(tmp_path / "config/people.toml").fields
    assert people == {
        "ann-host": {"name": "Ann Host", "github": "https://github.com/ann"},
        "cy-often": {"name": "Cy Often", "role": "guest"},
    }
    assert read_toml(tmp_path / "feeds/the-talk/show.toml").fields["hosts"] == ["ann-host"]
    assert front(tmp_path, "001-part-1.md")["people"] == [
        "ann-host",
        {"name": "Bo", "role": "guest", "image": "https://x.example.com/b.jpg"},
        "cy-often",
    ]


def test_people_who_are_known_already_are_meant(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    known = '[ann]\nname = "Ann Host"\nbio = "Mine."\n'
    (tmp_path / "config/people.toml").write_text(known)
    host = '<podcast:person href="https://github.com/ann">ann host</podcast:person>'
    imported(tmp_path, feed(item(1, host)))
    assert (tmp_path / "config/people.toml").read_text() == known
    assert front(tmp_path, "001-part-1.md")["people"] == [
        {"id": "ann", "role": "host", "website": "https://github.com/ann"}
    ]


def test_tags_without_a_key_are_passed_on_where_apps_read_them(tmp_path: Path) -> None:
    more = "<spotify:countryOfOrigin>de</spotify:countryOfOrigin><acast:showId>x</acast:showId>"
    outcome = imported(tmp_path, feed(item(1), channel=CHANNEL + more), "-v")
    assert read_toml(tmp_path / "feeds/the-talk/show.toml").fields["extra_tags"] == [
        {"tag": "spotify:countryOfOrigin", "text": "de"}
    ]
    assert "acast:showId" in outcome.out


def test_what_no_key_can_hold_is_left_out_and_said(tmp_path: Path) -> None:
    channel = CHANNEL.replace("en_US", "English, mostly").replace(
        "https://talk.example.com/<", "x<"
    )
    outcome = imported(tmp_path, feed(item(1), channel=channel))
    assert "language" not in read_toml(tmp_path / "feeds/the-talk/show.toml").fields
    assert 'left out of show.toml: language must be a language code such as "en"' in outcome.out
    assert run("build", "--offline", root=tmp_path).code == 0


def test_the_address_to_which_the_old_feed_moved_is_not_passed_on(tmp_path: Path) -> None:
    moved = "<itunes:new-feed-url>https://new.example.com/feed</itunes:new-feed-url>"
    outcome = imported(tmp_path, feed(item(1), channel=CHANNEL + moved))
    assert "new_feed_url" not in read_toml(tmp_path / "feeds/the-talk/show.toml").fields
    assert "says that it has moved to https://new.example.com/feed" in outcome.out


def test_items_that_no_feed_can_hold_are_named_with_what_to_write(tmp_path: Path) -> None:
    dateless = item(1).replace("06 Jan 2026", "118 June 2026")
    outcome = imported(tmp_path, feed(item(2).replace("<enclosure", "<nothing"), dateless))
    place = "feeds/the-talk/episodes"
    assert f"{place}/001-part-1.md can't be in the feed: its date, " in outcome.out
    assert f"{place}/002-part-2.md can't be in the feed: it has no audio" in outcome.out


def test_of_two_items_with_one_guid_the_older_keeps_it(tmp_path: Path) -> None:
    outcome = imported(tmp_path, feed(item(2, guid="same"), item(1, guid="same")))
    assert front(tmp_path, "001-part-1.md")["guid"] == "same"
    assert front(tmp_path, "002-part-2.md")["guid"] not in ("same", "")
    assert "has the guid of another episode" in outcome.out


@pytest.mark.parametrize(
    "other",
    [
        item(2, guid="g1"),
        item(1),
        "<item><title>A word</title><description>No audio, no GUID.</description></item>" * 2,
    ],
)
def test_items_without_a_guid_of_their_own_are_known_again(other: str, tmp_path: Path) -> None:
    data = feed(other, item(1))
    imported(tmp_path, data)
    before = everything(tmp_path)
    assert "nothing to write" in imported(tmp_path, data).out
    assert everything(tmp_path) == before
    imported(tmp_path, feed(item(5), other, item(1)))
    assert len(everything(tmp_path)) == len(before) + 1


def test_a_guid_that_a_build_made_up_is_kept_by_the_lock(tmp_path: Path) -> None:
    imported(tmp_path, feed(item(1)))
    assert run("build", "--offline", root=tmp_path).code == 0
    before = everything(tmp_path)
    assert "nothing to write" in imported(tmp_path, feed(item(1))).out
    assert everything(tmp_path) == before


def test_an_item_without_guid_is_known_by_its_enclosure_as_apps_know_it(tmp_path: Path) -> None:
    data = feed(item(1)).replace(b'<guid isPermaLink="false">g1</guid>', b"")
    imported(tmp_path, data)
    assert front(tmp_path, "001-part-1.md")["guid"] == "https://cdn.example.com/1.mp3"


def test_a_short_description_beside_whole_notes_is_the_summary(tmp_path: Path) -> None:
    whole = "<content:encoded>&lt;p&gt;All of &lt;b&gt;it&lt;/b&gt;.&lt;/p&gt;</content:encoded>"
    imported(tmp_path, feed(item(1, whole)))
    file = tmp_path.joinpath(*PLACE, "001-part-1.md")
    assert read_markdown(file).body.strip() == "All of **it**."
    assert front(tmp_path, "001-part-1.md")["summary"] == "Notes of 1."


def test_the_notes_in_plain_words_are_no_summary(tmp_path: Path) -> None:
    whole = (
        "<content:encoded>&lt;p&gt;See https://a.example.com/b&lt;br&gt;Notes&lt;/p&gt;&lt;p&gt;of "
        "&lt;a href='https://c.example.com/'&gt;1.&lt;/a&gt;&lt;/p&gt;</content:encoded>"
    )
    plain = b"<description>See https://a.example.com/b Notes of 1.</description>"
    data = feed(item(1, whole)).replace(b"<description>Notes of 1.</description>", plain)
    imported(tmp_path, data)
    assert "summary" not in front(tmp_path, "001-part-1.md")


def test_a_description_cut_from_the_notes_is_no_summary(tmp_path: Path) -> None:
    whole = "<content:encoded>&lt;p&gt;Notes of 1. And much more.&lt;/p&gt;</content:encoded>"
    imported(
        tmp_path,
        feed(item(1, whole)).replace(b">Notes of 1.<", b">Notes of 1. And mu\xe2\x80\xa6<"),
    )
    assert "summary" not in front(tmp_path, "001-part-1.md")


@pytest.mark.parametrize("slug", ["search", "Sitemap.xml", "../out", "a b", ""])
def test_a_slug_that_can_be_no_address_is_refused(tmp_path: Path, slug: str) -> None:
    (tmp_path / "old.xml").write_bytes(feed(item(1)))
    outcome = run("import", "old.xml", "--root", ".", "--show", slug, root=tmp_path)
    assert outcome.code == 2
    assert "can't be the name of a show's folder" in outcome.err
    assert {file.name for file in tmp_path.iterdir()} == {"old.xml"}


def test_a_show_called_like_a_page_of_the_site_gets_another_folder(tmp_path: Path) -> None:
    imported(tmp_path, feed(item(1), channel=CHANNEL.replace("The Talk", "Search")))
    assert (tmp_path / "feeds/search-podcast/show.toml").exists()


def test_a_show_beside_others_touches_none_of_them(tmp_path: Path) -> None:
    imported(tmp_path, feed(item(1)))
    before = everything(tmp_path)
    other = feed(item(1, guid="o1"), channel=CHANNEL.replace("The Talk", "Other"))
    (tmp_path / "other.xml").write_bytes(other)
    assert run("import", "other.xml", root=tmp_path).code == 0
    after = everything(tmp_path)
    assert {path: after[path] for path in before} == before
    assert (tmp_path / "feeds/other/episodes/001-part-1.md").exists()


# -- from the web


def test_new_files_lead_editors_to_the_schemas_and_make_nobody_up(tmp_path: Path) -> None:
    person = "<podcast:person>Ann Example</podcast:person>"
    imported(tmp_path, feed(item(1), channel=CHANNEL + person))
    people = (tmp_path / "config/people.toml").read_text()
    assert people.startswith("#:schema schemas/people.json\n\n# Hosts")
    show = (tmp_path / "feeds/the-talk/show.toml").read_text()
    assert show.startswith("#:schema ../../config/schemas/show.json\n\ntitle = ")
    imported(tmp_path / "other", feed(item(1)))
    assert not read_toml(tmp_path / "other/config/people.toml").fields
    assert not read_toml(tmp_path / "other/config/sponsors.toml").fields


def test_the_folder_of_a_long_title_is_named_without_the_subtitle(tmp_path: Path) -> None:
    title = "Talk Radio - The Podcast for People Who Talk a Lot"
    imported(tmp_path, feed(item(1), channel=CHANNEL.replace("The Talk", title)))
    assert (tmp_path / "feeds/talk-radio/show.toml").is_file()


def test_html_in_the_words_about_a_show_becomes_plain(tmp_path: Path) -> None:
    about = '<![CDATA[<p>Myths &amp; more: <a href="https://a.example/">here</a>.</p><p>Two</p>]]>'
    channel = CHANNEL.replace("About talking.", about) + (
        "<itunes:subtitle>Bien d&amp;apos;autres</itunes:subtitle>"
    )
    imported(tmp_path, feed(item(1), channel=channel))
    show = read_toml(tmp_path / "feeds/the-talk/show.toml").fields
    assert show["description"] == "Myths & more: here (https://a.example/).\n\nTwo"
    assert show["subtitle"] == "Bien d'autres"


def test_pages_of_a_feed_are_followed_and_its_address_gives_the_guid(tmp_path: Path) -> None:
    with serve() as web:
        older = f'<atom:link rel="next" href="{web.url("/2")}"/>'
        web.files["/1"] = ("application/rss+xml", feed(item(2), channel=CHANNEL + older))
        web.files["/2"] = ("application/rss+xml", feed(item(1)))
        address = web.url("/1")
        outcome = run("import", address, "--root", ".", "--allow-private", root=tmp_path)
    assert outcome.code == 0, outcome
    assert "2 episodes on 2 pages" in outcome.out
    assert {"001-part-1.md", "002-part-2.md"} == {
        f.name for f in tmp_path.joinpath(*PLACE).iterdir()
    }
    assert read_toml(tmp_path / "feeds/the-talk/show.toml").fields["guid"]


def test_a_web_page_leads_to_its_feed(tmp_path: Path) -> None:
    page = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'
    )
    with serve() as web:
        web.files["/"] = ("text/html", page)
        web.files["/feed"] = ("application/rss+xml", feed(item(1)))
        outcome = run("import", web.url("/"), "--root", ".", "--allow-private", root=tmp_path)
        assert outcome.code == 0, outcome
        assert f"{web.url('/')} is a web page; its feed is {web.url('/feed')}" in outcome.out


def test_a_page_of_apple_podcasts_is_told_from_a_feed(tmp_path: Path) -> None:
    address = "https://podcasts.apple.com/us/podcast/the-talk/id123456789"
    outcome = run("import", address, "--root", ".", root=tmp_path)
    assert outcome.code == 2
    assert "https://itunes.apple.com/lookup?id=123456789 names it, as feedUrl" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "which feed?"),
        (("nowhere.xml",), "there is no file nowhere.xml"),
        (("talk.example.com/feed",), "did you mean https://talk.example.com/feed?"),
        (("old.xml", "--explain"), "--explain"),
        (("old.xml", "--notes", "x.txt"), "--notes"),
        (("--explain",), "which feed?"),
    ],
)
def test_senseless_words_are_told(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    outcome = run("import", *arguments, "--root", ".", root=tmp_path)
    assert outcome.code == 2
    assert said in outcome.err
