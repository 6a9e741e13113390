from datetime import date
from pathlib import Path

import pytest

from publisher.config import find_root, load_network
from publisher.errors import ConfigError
from publisher.model import AfterEnd, Owner, Severity
from tests.config.builders import load, problems, write

SHOW = "feeds/show/show.toml"


def test_an_empty_repository_has_the_defaults(tmp_path: Path) -> None:
    network = load_network(tmp_path)
    assert network.root == tmp_path.resolve()
    assert network.settings.links.per_host == 8
    assert not network.shows
    assert network.sources == ()


def test_settings(tmp_path: Path) -> None:
    text = """\
site = "https://example.com/podcasts/"
after_end = "hide"
x-mine = {anything = true}
[links]
skip = ["https://example.com/*"]
timeout_seconds = 3
[rules]
select = ["L", "S1"]
ignore = "W101"
[rules.severity]
P201 = "off"
L102 = "error"
[rules.per_path]
"feeds/old/**" = ["W"]
"""
    settings = load(tmp_path, {"config/publisher.toml": text}).settings
    assert settings.site == "https://example.com/podcasts"
    assert settings.after_end is AfterEnd.HIDE
    assert settings.links.skip == ("https://example.com/*",)
    assert settings.links.timeout_seconds == 3.0
    assert settings.links.max_concurrency == 192
    assert settings.rules.select == ("L", "S1")
    assert settings.rules.ignore == ("W101", "P201")
    assert settings.rules.severity == {"L102": Severity.ERROR}
    assert settings.rules.per_path == {"feeds/old/**": ("W",)}


def test_people(tmp_path: Path) -> None:
    text = """\
[ada]
name = "Ada Example"
role = "host"
website = "https://example.com/ada"
twitter = "@ada_example"
linkedin = "https://www.linkedin.com/in/ada/"
github = "github.com/ada"
[x-template]
name = 1
[bo]
"""
    network = load(tmp_path, {"config/people.toml": text})
    ada = network.people["ada"]
    assert (ada.name, ada.role, ada.id) == ("Ada Example", "host", "ada")
    assert [(each.platform, each.url, each.handle) for each in ada.profiles] == [
        ("x", "https://x.com/ada_example", "@ada_example"),
        ("linkedin", "https://www.linkedin.com/in/ada/", None),
        ("github", "https://github.com/ada", None),
    ]
    assert [each.place.line for each in ada.profiles] == [5, 6, 7]
    assert ada.website_place is not None
    assert (ada.website_place.line, ada.website_place.column) == (4, 12)
    assert network.people["bo"].name == "bo"
    assert set(network.people) == {"ada", "bo"}


def test_sponsors(tmp_path: Path) -> None:
    text = """\
[taro]
name = "Taro"
url = "https://example.com/taro"
offer = "20% off"
starts = 2024-01-01
ends = "2024-06-30"
expect = "career"
after_end = "swap"
swap_with = "pathrise"
[taro.shows.show]
code = "SHOW20"
url = "https://example.com/taro?show"
[pathrise]
expect = ["jobs", "mentors"]
"""
    files = {"config/sponsors.toml": text, SHOW: 'title = "S"\n'}
    sponsors = load(tmp_path, files).sponsors
    taro = sponsors["taro"]
    assert (taro.name, taro.offer, taro.expect) == ("Taro", "20% off", ("career",))
    assert (taro.starts, taro.ends) == (date(2024, 1, 1), date(2024, 6, 30))
    assert (taro.after_end, taro.swap_with) == (AfterEnd.SWAP, "pathrise")
    terms = taro.shows["show"]
    assert (terms.code, terms.url) == ("SHOW20", "https://example.com/taro?show")
    assert terms.url_place is not None
    assert terms.url_place.line == 12
    assert sponsors["pathrise"].name == "pathrise"
    assert sponsors["pathrise"].expect == ("jobs", "mentors")


def test_a_show(tmp_path: Path) -> None:
    text = """\
title = "The Show"
description = "Talks"
language = "en-gb"
categories = ["Technology", ["Education", "How To"]]
explicit = "clean"
type = "serial"
locked = true
timezone = "Europe/Berlin"
audio_base_url = "https://media.example.com/"
hosts = ["ADA"]
artwork = "cover.png"
episodes = "old/**/*.md"
[owner]
name = "Ada"
email = "ada@example.com"
[socials]
youtube = "@theshow"
[platforms]
apple = "https://podcasts.apple.com/us/podcast/id1234567890"
"My App" = "https://app.example.com/show"
[fields]
"audio.url" = "podcast_file"
people = ["hosts", "guests"]
"""
    files = {SHOW: text, "config/people.toml": '[ada]\nname = "Ada"\n', "feeds/show/cover.png": ""}
    network = load(tmp_path, files)
    show = network.shows["show"]
    assert show.title == "The Show"
    assert show.folder == network.root / "feeds" / "show"
    assert show.categories == (("Technology",), ("Education", "How To"))
    assert (show.explicit, show.type, show.locked) == (False, "serial", True)
    assert show.owner == Owner("Ada", "ada@example.com")
    assert show.hosts == (network.people["ada"],)
    assert show.artwork == "feeds/show/cover.png"
    assert show.audio_base_url == "https://media.example.com"
    assert [each.url for each in show.socials] == ["https://www.youtube.com/@theshow"]
    assert [each.platform for each in show.platforms] == ["apple", "My App"]
    assert show.fields == {"audio.url": ("podcast_file",), "people": ("hosts", "guests")}
    assert show.episodes == "old/**/*.md"


def test_every_problem_of_every_file_at_once(tmp_path: Path) -> None:
    files = {
        "config/publisher.toml": 'site = "example.com"\n[links]\nper_hots = 3\n',
        "config/sponsors.toml": '[taro]\nurl = "https://a.example"\nswap_with = "pathris"\n'
        '[pathrise]\nstarts = 2024-02-01\nends = 2024-01-01\n[pathrise.shows.shwo]\ncode = "A"\n',
        "config/people.toml": '[ada]\ngitub = "ada"\nx = "not a handle"\n[bo\n',
        SHOW: 'titel = "S"\nhosts = ["adda"]\ntimezone = "Europe/Belrin"\n',
    }
    assert problems(tmp_path, files) == (
        "config/people.toml:4:4: this TOML can't be read: expected ']' at the end of a table "
        "declaration",
        'config/publisher.toml:1:9: site must be a whole address, https://…, not "example.com"',
        'config/publisher.toml:3:12: "per_hots" is not a key that publisher knows; did you mean '
        '"per_host"?',
        'config/sponsors.toml:3:14: "pathris" is not a sponsor in this file; did you mean '
        '"pathrise"?',
        "config/sponsors.toml:6:8: the campaign ends on 2024-01-01, before it starts on 2024-02-01",
        'config/sponsors.toml:7:1: "shwo" is not a show in feeds/; did you mean "show"?',
        'feeds/show/show.toml:1:1: the show needs a title: title = "…"',
        'feeds/show/show.toml:1:10: "titel" is not a key that publisher knows; did you mean '
        '"title"?',
        'feeds/show/show.toml:3:13: timezone "Europe/Belrin" is not a time zone such as '
        'Europe/Berlin; did you mean "Europe/Berlin"?',
    )


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("config/people.toml", '[ada]\nx = "not a handle"\n', "2:6: "),
        ("config/people.toml", 'ada = "Ada"\n', "1:8: ada must be a table: [ada], and its keys"),
        ("config/people.toml", '[ada]\ngitub = "ada"\n', 'did you mean "github"?'),
        ("config/people.toml", '[ada]\nimage = "a.png"\n', '2:10: image "a.png" is not there'),
        ("config/people.toml", '[ada]\nimage = "../a.png"\n', "leads out of the repository"),
        ("config/people.toml", '[ada]\nimage = "config/people.toml"\n', "must be a JPEG, PNG"),
        ("feeds/people/show.toml", 'title = "S"\n', "the site itself has a page called so"),
        ("feeds/sitemap-2.xml/show.toml", 'title = "S"\n', "the site itself has a page"),
        ("config/sponsors.toml", "taro = 1\n", "taro must be a table: [taro]"),
        ("config/publisher.toml", '[rules]\nselect = ["W101", "w1"]\n', "2:20: rules.select must"),
        ("config/publisher.toml", '[rules.severity]\nW101 = "fatal"\n', "2:9: rules.severity.W101"),
        (SHOW, 'title = "S"\nhosts = ["ada"]\n', '2:11: host "ada" is not in config/people.toml'),
        (SHOW, 'title = "S"\nowner = {email = "a@example.com"}\n', "2:9: the owner needs a name"),
        (SHOW, 'title = "S"\ncategories = [["A", "B", "C"]]\n', '2:15: categories must be "Cat'),
        (SHOW, 'title = "S"\n[platforms]\nspotfy = "x"\n', 'did you mean "spotify"?'),
        (SHOW, 'title = "S"\n[socials]\ntwiter = "x"\n', 'did you mean "twitter"? Or give the'),
        (SHOW, 'title = "S"\n[socials]\nwxyz = "x"\n', "knows; give the whole address"),
        (SHOW, 'title = "S"\nlang = "en"\n', 'did you mean "language"?'),
        (SHOW, 'title = "S"\nepisodes = "../*.md"\n', "2:13: episodes"),
        (SHOW, 'title = "S"\nepisodes = "/etc/*"\n', "leads out of the repository"),
        (SHOW, 'title = "S"\nepisodes = "**/a/**/*.md"\n', 'too many "*"'),
        (SHOW, 'title = "S"\nartwork = "../../../cover.png"\n', "leads out of the repository"),
        (SHOW, 'title = "S"\ntimezone = "America"\n', "is not a time zone"),
        (SHOW, 'title = "S"\ntimezone = "../../etc/passwd"\n', "is not a time zone"),
        (SHOW, 'title = "S"\n[fields]\nrating = "x"\n', "is not a field of an episode"),
        (SHOW, 'title = "S"\n[fields]\n"audio.ulr" = "x"\n', 'did you mean "audio.url"?'),
        ("feeds/report/show.toml", 'title = "S"\n', "can't be the name of a show's folder"),
        ("feeds/a b/show.toml", 'title = "S"\n', "can't be the name of a show's folder"),
    ],
)
def test_one_problem(tmp_path: Path, path: str, text: str, message: str) -> None:
    [problem] = problems(tmp_path, {path: text})
    assert problem.startswith(f"{path}:")
    assert message in problem


def test_files_that_lead_out_are_not_read(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (tmp_path / "secret.toml").write_text("[ada]\n")
    (root / "config").mkdir(parents=True)
    (root / "config" / "people.toml").symlink_to(tmp_path / "secret.toml")
    with pytest.raises(ConfigError, match=r"people\.toml:1:1: this link leads out") as caught:
        load_network(root)
    assert len(caught.value.problems) == 1


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "config" / "people.toml").mkdir(parents=True)
    with pytest.raises(ConfigError, match="this is a folder"):
        load_network(tmp_path)


def test_find_root(tmp_path: Path) -> None:
    root = write(tmp_path / "a", {SHOW: "", "feeds/show/episodes/deep/1.md": ""})
    assert find_root(root / "feeds" / "show" / "episodes" / "deep" / "1.md") == root.resolve()
    assert find_root(root) == root.resolve()
    other = write(tmp_path / "b", {"config/publisher.toml": "", "x/y": ""})
    assert find_root(other / "x") == other.resolve()
    assert find_root(tmp_path) is None
