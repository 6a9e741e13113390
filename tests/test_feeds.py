"""A show's feeds as a user sees them: what is held back until it is confirmed, pages, networks."""

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.commands import CONFIG, Outcome, episode, run, write
from tests.feed.validity import assert_valid_feed

FEED, LOCK = "feeds/talk/feed.xml", "feeds/talk/feed.lock"
SITE = "https://podcast.example.com"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    episodes = {f"feeds/talk/episodes/00{n}.md": episode(n) for n in (1, 2, 3)}
    return write(tmp_path, {**CONFIG, **episodes})


def build(root: Path, *flags: str) -> Outcome:
    return run("build", "--offline", "--at", "2026-02-01", *flags, root=root)


def titles(root: Path, feed: str = FEED) -> list[str | None]:
    tree = etree.fromstring((root / feed).read_bytes())
    return [item.findtext("title") for item in tree.iter("item")]


def change(root: Path, name: str, old: str, new: str) -> None:
    file = root / "feeds" / name
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def add(root: Path, text: str, file: str = "feeds/talk/show.toml") -> None:
    path = root / file
    path.write_text(path.read_text() + text)


def test_a_feed_that_would_hurt_is_left_until_that_is_confirmed(root: Path) -> None:
    assert build(root).code == 0
    feed, lock = (root / FEED).read_bytes(), (root / LOCK).read_bytes()
    change(root, "talk/episodes/001.md", "title:", "guid: mine\ntitle:")
    change(root, "talk/episodes/002.md", "2026-01-02", "2026-01-09")
    (root / "feeds/talk/episodes/003.md").unlink()
    (root / "public/talk/feed.xml").unlink()
    held = build(root)
    assert held.code == 1
    line = held.out.splitlines()[0]
    assert line.startswith(f"The Talk: {FEED} left as it was, because 3 things in it would hurt")
    for word in ("F311, F312, F313", "--republish talk/001", "--forget talk/003"):
        assert word in line
    for code in ("F311 error", "F312 error", "F313 error"):
        assert code in held.out
    assert ((root / FEED).read_bytes(), (root / LOCK).read_bytes()) == (feed, lock)
    assert (root / "public/talk/feed.xml").read_bytes() == feed
    assert (root / "public/talk/003/index.html").is_file()  # the feed still leads there
    checked = run("check", "--offline", root=root)
    assert checked.code == 1
    assert all(code in checked.out for code in ("F311", "F312", "F313"))

    some = build(root, "--republish", "001", "--republish", "talk/002")
    assert some.code == 1
    assert "--forget talk/003" in some.out
    assert "F311" not in some.out
    assert (root / LOCK).read_bytes() == lock
    words = ("--republish", "001", "--republish", "002", "--forget", "003")
    done = build(root, *words)
    assert done.code == 0, done.out
    assert "The Talk: 2 episodes in" in done.out
    assert "as confirmed: 1 changed for good, 1 with a new guid" in done.out
    assert "F31" not in done.out
    assert titles(root) == ["Episode 2", "Episode 1"]
    items = json.loads((root / LOCK).read_text())["items"]
    assert {item["slug"] for item in items.values()} == {"001", "002"}
    assert items["mine"]["slug"] == "001"
    assert not (root / "public/talk/003").exists()
    plain = build(root)
    assert (plain.code, "F31" in plain.out) == (0, False)


def test_a_rule_that_is_off_lifts_no_guard(root: Path) -> None:
    build(root)
    feed = (root / FEED).read_bytes()
    add(root, '[rules]\nignore = ["F"]\n', "config/publisher.toml")
    change(root, "talk/episodes/001.md", "title:", "draft: true\ntitle:")
    held = build(root)
    assert held.code == 1
    assert "--forget talk/001" in held.out
    assert (root / FEED).read_bytes() == feed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--republish", "01"), "nothing of that name would change"),
        (("--forget", "002"), "nothing of that name would vanish"),
        (("--forget", "001", "--forget", "song/001"), "song/001"),
    ],
)
def test_what_confirms_nothing_is_refused_before_anything_is_written(
    root: Path, words: tuple[str, ...], said: str
) -> None:
    build(root)
    feed = (root / FEED).read_bytes()
    (root / "feeds/talk/episodes/001.md").unlink()
    write(root, {"feeds/talk/episodes/009.md": episode(9)})
    done = build(root, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert (root / FEED).read_bytes() == feed
    assert not (root / "public/talk/009").exists()


def test_an_emptied_folder_takes_no_show_from_its_listeners(root: Path) -> None:
    build(root)
    feed = (root / FEED).read_bytes()
    for file in (root / "feeds/talk/episodes").iterdir():
        file.unlink()
    assert build(root).code == 1
    assert (root / FEED).read_bytes() == feed
    assert build(root, "--forget", "talk/*").code == 0
    assert titles(root) == []
    assert json.loads((root / LOCK).read_text())["items"] == {}
    assert build(root).code == 0


def test_a_site_that_is_named_no_more_takes_no_feed_from_its_listeners(root: Path) -> None:
    build(root)
    feed = (root / FEED).read_bytes()
    write(root, {"config/publisher.toml": ""})
    done = build(root)
    assert done.code == 1
    assert f"{FEED} left as it was, because config/publisher.toml names no site" in done.out
    assert (root / FEED).read_bytes() == (root / "public/talk/feed.xml").read_bytes() == feed


def test_a_build_as_of_an_earlier_day_empties_no_feed(root: Path) -> None:
    build(root)
    done = run("build", "--offline", "--at", "2026-01-02", root=root)
    assert done.code == 1
    assert "was not out yet" in done.out
    assert len(titles(root)) == 3


def test_pages_of_a_feed_come_and_go(root: Path) -> None:
    add(root, "page_size = 1\n")
    done = build(root)
    assert done.code == 0
    assert f"The Talk: 3 episodes in {FEED} and 2 further pages" in done.out
    assert "F317 info" in done.out
    names = ("feed.xml", "feed-2.xml", "feed-3.xml")
    assert [titles(root, f"feeds/talk/{name}") for name in names] == [
        ["Episode 3"],
        ["Episode 2"],
        ["Episode 1"],
    ]
    for name in names:
        assert (root / "public/talk" / name).read_bytes() == (
            root / "feeds/talk" / name
        ).read_bytes()
    copy = (root / FEED).read_bytes()
    write(
        root, {"feeds/talk/feed-9.xml": copy, "feeds/talk/other.xml": "<x/>"}
    )  # not written by us
    change(root, "talk/show.toml", "page_size = 1", "page_size = 2")
    build(root)
    assert titles(root, "feeds/talk/feed-2.xml") == ["Episode 1"]
    assert not (root / "feeds/talk/feed-3.xml").exists()
    assert not (root / "public/talk/feed-3.xml").exists()
    change(root, "talk/show.toml", "page_size = 2", "page_size = 3")
    assert "is gone" not in build(root).out  # nobody subscribes to a page
    files = {file.name for file in (root / "feeds/talk").glob("*.xml")}
    assert files == {"feed.xml", "feed-9.xml", "other.xml"}


def test_filtered_feeds_are_written_linked_and_locked(root: Path) -> None:
    add(root, '[[feeds]]\nname = "best"\ntitle = "The Best"\ntags = ["best"]\n')
    change(root, "talk/episodes/002.md", "title:", "tags: [Best]\ntitle:")
    body = f"[best]({SITE}/talk/best.xml) [none]({SITE}/talk/feed-2.xml) [all]({SITE}/all.xml)\n"
    write(root, {"feeds/talk/episodes/003.md": episode(3, body)})
    done = build(root)
    assert done.code == 0, done.out
    assert "The Talk: 1 episode in feeds/talk/best.xml" in done.out
    assert titles(root, "public/talk/best.xml") == ["Episode 2"]
    page = (root / "public/talk/index.html").read_text()
    assert '<a class="rss" href="../talk/best.xml">RSS feed: The Best</a>' in page
    tree = assert_valid_feed((root / "feeds/talk/best.xml").read_bytes())
    assert tree.findtext("channel/title") == "The Best"
    guid = tree.findtext("channel/{https://podcastindex.org/namespace/1.0}guid")
    assert json.loads((root / LOCK).read_text())["feeds"] == {"best": guid}
    guids = [each.text for each in tree.iter("guid")]
    assert set(guids) < set(json.loads((root / LOCK).read_text())["items"])
    links = json.loads((root / "public/report/report.json").read_text())["links"]
    verdicts = {link["url"].removeprefix(SITE): link["verdict"] for link in links}
    assert verdicts["/talk/best.xml"] == "ok"
    assert verdicts["/talk/feed-2.xml"] == "dead"
    assert verdicts["/all.xml"] == "skipped"
    change(root, "talk/show.toml", '[[feeds]]\nname = "best"\n', '[[feeds]]\nname = "top"\n')
    renamed = build(root)
    assert "feeds/talk/best.xml is gone, as no [[feeds]] is called so" in renamed.out
    assert "redirect (301)" in renamed.out
    assert not (root / "feeds/talk/best.xml").exists()
    assert not (root / "public/talk/best.xml").exists()
    assert titles(root, "public/talk/top.xml") == ["Episode 2"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("feed", "is the name of the feed of all episodes"),
        ("feed-2", "one of its pages"),
        ("../x", "can't be part of an address"),
        ("Video", "small letters"),
        ("", "needs a name"),
    ],
)
def test_names_that_no_feed_can_have(root: Path, name: str, said: str) -> None:
    add(root, f'[[feeds]]\nname = "{name}"\n')
    done = build(root)
    assert done.code == 2
    assert "feeds/talk/show.toml:" in done.err
    assert said in done.err


def test_a_slug_never_takes_the_place_of_a_feed(root: Path) -> None:
    add(root, '[[feeds]]\nname = "best"\n')
    write(root, {"feeds/talk/episodes/x.md": episode(9, slug="best.xml")})
    done = build(root)
    assert "feeds/talk/episodes/x.md" in done.out
    assert done.code == 1
    assert not (root / FEED).exists()


def network(root: Path) -> Path:
    add(root, '[network]\ntitle = "All of us"\n', "config/publisher.toml")
    show = str(CONFIG["feeds/talk/show.toml"]).replace("The Talk", "The Song")
    late = episode(2, date="2026-01-02T12:00:00Z", guid="s-2")
    late = late.replace("Episode 2", "Song 2").replace("/2.mp3", "/s2.mp3")
    return write(root, {"feeds/song/show.toml": show, "feeds/song/episodes/s2.md": late})


@pytest.mark.parametrize("many", [1, 1000])
def test_a_network_has_one_feed_of_all_its_shows(
    root: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr("publisher.pipeline.MANY_EPISODES", many)  # by two processes, or by one
    done = build(network(root))
    assert done.code == 0, done.err + done.out
    assert "All of us: 4 episodes of 2 shows in feeds/all.xml" in done.out
    page = (root / "public/index.html").read_text()
    assert '<a class="rss" href="all.xml">RSS feed: All of us</a>' in page
    assert titles(root, "public/all.xml") == [
        "The Talk: Episode 3",
        "The Song: Song 2",
        "The Talk: Episode 2",
        "The Talk: Episode 1",
    ]
    tree = assert_valid_feed((root / "feeds/all.xml").read_bytes())
    assert tree.findtext("channel/description") == "All episodes of The Song, The Talk."
    assert tree.find("channel/{http://www.itunes.com/dtds/podcast-1.0.dtd}image") is not None
    sources = {each.text: each.get("url") for each in tree.iter("source")}
    assert sources == {"The Talk": f"{SITE}/talk/feed.xml", "The Song": f"{SITE}/song/feed.xml"}
    locked = set().union(
        *(json.loads(file.read_text())["items"] for file in root.glob("feeds/*/feed.lock"))
    )
    assert {each.text for each in tree.iter("guid")} == locked
    lock = json.loads((root / "feeds/all.lock").read_text())
    namespace = "{https://podcastindex.org/namespace/1.0}"
    assert tree.findtext(f"channel/{namespace}guid") == lock["podcast_guid"]
    persons = [item.findtext(f"{namespace}person") for item in tree.iter("item")]
    assert persons == ["Ada Example"] * 4


def test_the_feed_of_all_keeps_what_some_shows_cannot_give_it(root: Path) -> None:
    build(network(root))
    before = (root / "feeds/all.xml").read_bytes()
    write(root, {"feeds/song/episodes/s3.md": episode(7)})
    done = build(root, "talk")
    assert done.code == 0
    assert "feeds/all.xml left as it was: not every show was built" in done.out
    change(root, "talk/episodes/001.md", "title:", "guid: mine\ntitle:")
    assert build(root).code == 1
    assert (root / "feeds/all.xml").read_bytes() == before
    assert build(root, "--republish", "001").code == 0
    assert len(titles(root, "feeds/all.xml")) == 5


def test_the_feed_of_all_keeps_its_guid_and_takes_a_limit_and_a_picture(root: Path) -> None:
    build(network(root))
    lock = json.loads((root / "feeds/all.lock").read_text())
    change(root, "../config/publisher.toml", SITE, "https://other.example.com")
    add(root, 'limit = 2\nlanguage = "de"\nartwork = "us.jpg"\n', "config/publisher.toml")
    write(root, {"config/us.jpg": b"\xff\xd8\xff"})
    assert build(root, "--republish", "talk/", "--republish", "song/").code == 0
    now = json.loads((root / "feeds/all.lock").read_text())
    assert now["podcast_guid"] == lock["podcast_guid"]
    assert len(now["items"]) == 2 < len(lock["items"])
    assert len(titles(root, "public/all.xml")) == 2
    assert (root / "public/all.jpg").is_file()
    text = (root / "public/all.xml").read_text()
    assert "<language>de</language>" in text
    assert '<itunes:image href="https://other.example.com/all.jpg"/>' in text


def test_the_feed_of_all_goes_with_its_settings(root: Path) -> None:
    build(network(root))
    change(root, "../config/publisher.toml", '[network]\ntitle = "All of us"\n', "")
    done = build(root)
    assert done.code == 0
    assert "feeds/all.xml is gone, as config/publisher.toml has no [network]" in done.out
    for file in ("feeds/all.xml", "public/all.xml"):
        assert not (root / file).exists()
    write(root, {"feeds/all.xml": "<rss/>"})
    assert "is gone" not in build(root).out
    assert (root / "feeds/all.xml").exists()


def test_a_lock_of_a_merge_stops_the_build_before_anything_is_written(root: Path) -> None:
    network(root)
    write(root, {"feeds/all.lock": "<<<<<<< HEAD\n"})
    done = build(root)
    assert done.code == 2
    assert "feeds/all.lock:1:1: the lock of the feed is not valid JSON" in done.err
    assert not (root / "public").exists()


def test_links_to_the_feed_of_all_are_those_of_the_build(root: Path) -> None:
    network(root)
    write(root, {"feeds/talk/episodes/003.md": episode(3, f"[all]({SITE}/all.xml)\n")})
    report = run("check", "--offline", "--format", "json", root=root)
    verdicts = {link["url"]: link["verdict"] for link in json.loads(report.out)["links"]}
    assert verdicts[f"{SITE}/all.xml"] == "ok"
