"""Further feeds as show.toml and publisher.toml describe them."""

from pathlib import Path

import pytest

from publisher.model import EpisodeType, FilteredFeed, Owner
from tests.config.builders import load, problems

SHOW = "feeds/show/show.toml"
SETTINGS = "config/publisher.toml"


def test_a_filtered_feed(tmp_path: Path) -> None:
    text = """\
title = "The Show"
page_size = 100
[[feeds]]
name = "video"
title = "On video"
description = "Moving pictures."
artwork = "video.jpg"
seasons = [1, 2]
tags = "interview"
exclude_tags = ["rerun"]
types = ["full", "bonus"]
enclosure = "video/mp4"
limit = 10
[[feeds]]
name = "b"
"""
    show = load(tmp_path, {SHOW: text, "feeds/show/video.jpg": ""}).shows["show"]
    assert show.page_size == 100
    assert show.feeds == (
        FilteredFeed(
            "video",
            "On video",
            "Moving pictures.",
            "feeds/show/video.jpg",
            (1, 2),
            ("interview",),
            ("rerun",),
            (EpisodeType.FULL, EpisodeType.BONUS),
            "video/mp4",
            10,
        ),
        FilteredFeed("b"),
    )


@pytest.mark.parametrize(
    ("feeds", "place", "words"),
    [
        ('[[feeds]]\nname = "a"\n[[feeds]]\nname = "a"\n', "5:9", "another feed of this show"),
        ('[[feeds]]\nname = "feed-07"\n', "3:9", "one of its pages"),
        ('[[feeds]]\nname = "a/b"\n', "3:9", "can't be part of an address"),
        ('[[feeds]]\ntitle = "A"\n', "2:1", "needs a name"),
        ('[[feeds]]\nname = "a"\nseasn = [1]\n', "4:9", 'did you mean "seasons"?'),
        ('[[feeds]]\nname = "a"\ntypes = ["ful"]\n', "4:11", 'did you mean "full"?'),
        (
            '[[feeds]]\nname = "a"\nartwork = "../../../x.jpg"\n',
            "4:12",
            "leads out of the repository",
        ),
        ("page_size = 0\n", "2:13", "a whole number from 1"),
        ("".join(f'[[feeds]]\nname = "f{n}"\n' for n in range(51)), "102:1", "50 further feeds"),
    ],
)
def test_what_is_wrong_with_a_feed(tmp_path: Path, feeds: str, place: str, words: str) -> None:
    (problem,) = problems(tmp_path, {SHOW: f'title = "The Show"\n{feeds}'})
    assert problem.startswith(f"{SHOW}:{place}: ")
    assert words in problem


def test_the_feed_of_all_shows_needs_a_title_only(tmp_path: Path) -> None:
    feed = load(tmp_path, {SETTINGS: '[network]\ntitle = "Us"\n'}).settings.network
    assert feed is not None
    assert (feed.channel.title, feed.language, feed.explicit, feed.limit) == (
        "Us",
        None,
        None,
        None,
    )


def test_what_the_feed_of_all_shows_can_say(tmp_path: Path) -> None:
    text = """\
[network]
title = "Us"
description = "All of us."
link = "https://us.example.com"
language = "de"
author = "We"
owner = {name = "Ann", email = "ann@example.com"}
copyright = "© us"
artwork = "us.png"
categories = [["News", "Tech News"]]
explicit = true
feed_url = "https://feeds.example.com/us"
limit = 300
"""
    feed = load(tmp_path, {SETTINGS: text, "config/us.png": ""}).settings.network
    assert feed is not None
    channel = feed.channel
    assert (feed.language, feed.explicit, feed.limit) == ("de", True, 300)
    assert (channel.description, channel.author, channel.copyright) == ("All of us.", "We", "© us")
    assert channel.owner == Owner("Ann", "ann@example.com")
    assert channel.categories == (("News", "Tech News"),)
    assert channel.artwork == "config/us.png"
    assert (channel.link, channel.feed_url) == (
        "https://us.example.com",
        "https://feeds.example.com/us",
    )


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('[network]\nlanguage = "de"\n', "1:1", "needs a title"),
        ('[network]\ntitle = "Us"\nlanguge = "de"\n', "3:12", 'did you mean "language"?'),
        ('[network]\ntitle = "Us"\nowner = {email = "a@b.example"}\n', "3:9", "needs a name"),
        ('[network]\ntitle = "Us"\nartwork = "none.jpg"\n', "3:12", "is not there"),
    ],
)
def test_what_is_wrong_with_the_feed_of_all(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    (problem,) = problems(tmp_path, {SETTINGS: text})
    assert problem.startswith(f"{SETTINGS}:{place}: ")
    assert words in problem
