"""Family F, 110 to 149: languages, words and addresses of a show."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import scaffold
from publisher.model import Network, Owner
from publisher.rules.catalogue import Context
from publisher.rules.feed.languages import language_oddity, language_problem
from publisher.rules.feed.wording import _PLACEHOLDER, markup_in, placeholder_in
from publisher.rules.runner import judge_show
from tests.builders import SHOW_FILE, inspect, write_repository
from tests.feed.builders import NOW, make_audio, make_episode, make_network, make_show
from tests.rules.judged import show_codes, show_message

ZEROS = "917393e3-1b1e-5cef-ace4-edaa54e1f810"


def _started(key: str, name: str = "show.toml") -> str:
    """Return what `publisher init` writes for a key of a file."""
    text = (Path(scaffold.__file__).parent / "starter" / name).read_text(encoding="utf-8")
    return str(tomllib.loads(text.replace("$title", '""'))[key])


@pytest.mark.parametrize(
    "code",
    ["en", "EN-us", "pt-br", "zh-Hans", "zh-hant-TW", "es-419", "haw", "nds-DE", "sr-Latn-RS"],
)
def test_languages_that_apps_know(code: str) -> None:
    assert language_problem(code) is None
    assert language_oddity(code) is None


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("jp", 'JP is a country; did you mean "ja"?'),
        ("cz", 'CZ is a country; did you mean "cs"?'),
        ("us", "US is a country"),
        ("xx", "is not a language of ISO 639"),
        ("english", "is no language code"),
        ("", "is no language code"),
        ("e" * 5000, "is no language code"),
    ],
)
def test_languages_that_nobody_knows(code: str, problem: str) -> None:
    assert (language_problem(code) or "").endswith(problem)


@pytest.mark.parametrize(
    ("code", "oddity"),
    [
        ("en-UK", "write en-GB"),
        ("ja-JA", "there isn't, JA"),
        ("deu", 'write "de"'),
        ("ger-AT", 'write "de-AT"'),
    ],
)
def test_languages_that_are_nearly_right(code: str, oddity: str) -> None:
    assert language_problem(code) is None
    assert (language_oddity(code) or "").endswith(oddity)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, ""),
        ({"language": "jp"}, "F110"),
        ({"language": "en-UK"}, "F111"),
        ({"language": "ger"}, "F111"),
        ({"owner": Owner("Ann", "ann@example.co.uk")}, ""),
        ({"owner": Owner("Ann", "ann+show@mail.example.com")}, ""),
        ({"owner": Owner("Ann", "ann")}, "F113"),
        ({"owner": Owner("Ann", "ann@@example.com")}, "F113"),
        ({"owner": Owner("Ann", "ann@example.com, bob@example.com")}, "F113"),
        ({"author": None}, ""),
        ({"author": None, "owner": None, "locked": None}, "F105 F114"),
        ({"title": "Using <dialog> & friends"}, ""),
        ({"title": "Talk &amp; Think"}, "F116"),
        ({"description": "Talk.<br>And think."}, "F116"),
        ({"copyright": "&copy; Ann, &#169; Bob"}, "F116"),
        ({"owner": Owner("R&amp;D", "ann@example.com")}, "F116"),
        ({"title": "Talk | Audio | English"}, ""),
        ({"title": "Talk, think, write, read, sleep"}, "F117"),
        ({"title": "Talk about what matters most " * 5}, "F117"),
        ({"author": "Ann, Bob, Cy, Di, Ed and Flo"}, ""),
        ({"copyright": "Ann " * 63}, ""),
        ({"copyright": "Ann " * 64 + "and Bob"}, "F118"),
        ({"description": "[Description goes here]"}, "F119"),
        ({"title": "Building TODO apps"}, ""),
        ({"site": "http://localhost:8000"}, "F120"),
        ({"site": "https://10.1.2.3"}, "F120"),
        ({"site": "https://pi.local"}, "F120"),
        ({"site": "http://example.com"}, "F121"),
        ({"site": "http://localhost", "feed_url": "https://feeds.example.com/talk"}, ""),
        ({"site": "https://example.com", "feed_url": "http://feeds.example.com/t"}, "F121"),
        ({"artwork": "https://example.com/cover"}, ""),
        ({"artwork": "https://example.com/cover.JPG?v=2"}, ""),
        ({"artwork": "https://example.com/cover.gif?v=2"}, "F122"),
        ({"artwork": "HTTP://example.com/cover.png"}, "F123"),
        ({"link": "https://example.com/feedback"}, ""),
        ({"link": "https://example.com/talk.rss?x=1"}, "F127"),
    ],
)
def test_rules_about_the_channel(changes: dict[str, Any], codes: str) -> None:
    assert show_codes(**changes) == codes


def test_a_show_that_nobody_can_hear_yet() -> None:
    later = make_episode(1, published=NOW.replace(year=NOW.year + 1))
    silent = make_episode(1, audio=None)
    assert show_codes(later) == "F124"
    assert show_codes(silent) == "F124"
    assert show_codes(later, make_episode(0, number=None, published=NOW)) == ""
    assert show_codes(make_episode(1, draft=True)) == ""  # it is only being begun


def network_codes(*others: dict[str, Any], **changes: Any) -> list[str]:
    """Return what is said of each show of a network, by slug."""
    shows = [make_show(**changes), *(replace(make_show(), **other) for other in others)]
    network: Network = replace(make_network(shows[0]), shows={show.slug: show for show in shows})
    said = []
    for show in sorted(shows, key=lambda each: each.slug):
        found = judge_show(show, [make_episode(1)], Context(NOW, network, show))
        said.append(f"{show.slug}: {' '.join(each.code for each in found)}")
    return said


def test_shows_that_apps_take_for_one() -> None:
    sister = {"slug": "zoo", "title": "Zoo"}
    assert network_codes(sister, guid=ZEROS) == ["talk: ", "zoo: "]
    assert network_codes({**sister, "guid": ZEROS.upper()}, guid=ZEROS) == ["talk: ", "zoo: F125"]
    address = "https://example.com/feed.xml"
    same = network_codes({**sister, "feed_url": address}, feed_url=address)
    assert same == ["talk: ", "zoo: F126"]


def test_what_the_file_leaves_out(tmp_path: Path) -> None:
    file = write_repository(tmp_path).parents[1] / "show.toml"
    lines = (line for line in SHOW_FILE.splitlines() if not line.startswith(("lang", "expl")))
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [each.code for each in inspect(tmp_path).findings] == ["F112", "F115"]


def test_messages_name_the_app_and_the_mend() -> None:
    assert show_message(language="jp") == (
        'language "jp" is not a language of ISO 639, JP is a country; did you mean "ja"?: '
        "Apple Podcasts refuses the feed"
    )
    assert "doesn't say" not in show_message(title="A &amp; B")


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("AT&T; and <T>", None),
        ("a < b && c > d", None),
        ("The <a> element", None),
        ("Q&amp;A", "&amp;"),
        ("it&#8217;s", "&#8217;"),
        ("<b>bold</b>", "</b>"),
        ("<p>Hello", "<p>"),
        ('<a href="https://example.com">x', "<a href="),
        ("<" * 50_000, None),
        ("With [Tower](https://tower.example), a client", "[Tower](https://"),
        ("It is [here](below) and [there]", None),
        ("[" * 50_000 + "](http", None),
    ],
)
def test_markup_in_plain_text(text: str, markup: str | None) -> None:
    assert markup_in(text) == markup


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[Title goes here]", "[Title goes here]"),
        ("Part 1: [insert guest name]", "[insert guest name]"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("TBD", "TBD"),
        ("TODO: write this", "TODO:"),
        ("My TODO list", None),
        ("todo", None),
        ("[Bonus] A title", None),
    ],
)
def test_words_never_written(text: str, words: str | None) -> None:
    assert placeholder_in(text) == words


def test_audio_counts_for_a_show_only_if_it_is_there() -> None:
    bare = make_audio(1, url=None)
    assert "F124" not in show_codes(make_episode(1, audio=bare), make_episode(2))


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"author": "Your Name"}, "F119"),
        ({"owner": Owner("Your Name", "you@example.com")}, "F119 F119"),
        ({"description": _started("description")}, "F119"),
        ({"site": _started("site", "publisher.toml")}, "F119"),
    ],
)
def test_what_init_wrote_is_a_placeholder(changes: dict[str, Any], codes: str) -> None:
    assert show_codes(**changes) == codes
    assert show_codes(make_episode(1, draft=True), **changes) == ""  # still time


_PIECES = st.sampled_from(
    ("Lorem", "ipsum", " ", "TODO", ":", "TBA", "XXX", "[", "]", "insert ", "title", " here", "a")
)


@given(st.lists(_PIECES, max_size=8).map("".join))
def test_no_placeholder_is_passed_over_for_speed(text: str) -> None:
    found = _PLACEHOLDER.search(text)
    assert placeholder_in(text) == (found and found[0])
