"""Every link of a file and of the configuration, with its place, role and owner."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.config import load_network
from publisher.documents import read_markdown
from publisher.episodes import read_episode
from publisher.links.find import config_links, find_links
from publisher.model import Link, Network, Place, Role, Settings, Sponsor, Syntax

SPONSORS = """\
[globex]
name = "Globex"
url = "https://globex.example.com/podcast"
[globex.shows.talk]
url = "https://globex.example.com/talk"

[initech]
name = "Initech"
url = "https://github.com/initech"

[hooli]
name = "Hooli"
url = "https://globex.example.com/hooli"
"""
PEOPLE = """\
[ada]
name = "Ada"
role = "host"
website = "https://ada.example.com/"
x = "@ada_example"

[bob]
name = "Bob"
role = "guest"
image = "https://bob.example.net/bob.jpg"
linkedin = "https://www.linkedin.com/in/bob-example/"
website = "https://bob.example.net"
"""
SHOW = """\
title = "Talk"
description = "Talks."
link = "https://talk.example.com/"
artwork = "https://talk.example.com/cover.jpg"
hosts = ["ada"]
[socials]
mastodon = "https://social.example.com/@talk"
[platforms]
apple = "https://podcasts.apple.com/podcast/id123456789"
"""
EPISODE = """\
---
title: An episode
sponsors: [globex]
people:
  - bob
  - {name: Eve, role: guest, x: "@eve_example", website: "https://eve.example.net/"}
promos:
  - {title: A book, url: "https://books.example.com/eve?code=EVE", code: EVE}
---
"""


def find(folder: Path, text: str, name: str = "1.md", newline: str = "\n") -> tuple[Link, ...]:
    file = folder / name
    file.write_bytes(text.replace("\n", newline).encode())
    return find_links(read_markdown(file))


def write_network(root: Path) -> Network:
    files = {
        "config/publisher.toml": 'site = "https://talk.example.com"\n',
        "config/sponsors.toml": SPONSORS,
        "config/people.toml": PEOPLE,
        "feeds/talk/show.toml": SHOW,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return load_network(root.resolve())


def find_in_episode(root: Path, body: str, front: str = EPISODE) -> tuple[Link, ...]:
    network = write_network(root)
    show = network.shows["talk"]
    file = root / "feeds" / "talk" / "episodes" / "1.md"
    file.parent.mkdir()
    file.write_text(front + body, encoding="utf-8")
    read = read_episode(file, show, network)
    assert read.document is not None
    return find_links(read.document, episode=read.episode, show=show, network=network)


# ---------------------------------------------------------------- places


def assert_places(links: tuple[Link, ...], file: Path) -> None:
    data = file.read_bytes()
    lines = data.decode("utf-8-sig").split("\n")
    for link in links:
        place = link.place
        assert data[place.start : place.end].decode() == link.written
        assert "\n".join(lines[place.line - 1 :])[place.column - 1 :].startswith(link.written)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "front",
    [
        "",
        "\ufeff",
        "---\ntitle: é\nurl: https://a.example/é.mp3\n---\n",
        "---\nsummary: |\n  Téxt [x](https://s.example/1)\n  and https://s.example/2\n---\n",
        '+++\ntitle = "é"\n[audio]\nurl = "https://a.example/é.mp3"\n+++\n',
        '{"title": "é", "links": [{"url": "https://a.example/é.mp3"}]}\n',
    ],
)
def test_places_count_lines_and_columns_of_the_whole_file(
    tmp_path: Path, front: str, newline: str
) -> None:
    body = "Ünï [x](https://b.example/ü) 🎧 https://c.example\n\n[id]: https://d.example\n"
    links = find(tmp_path, front + body, newline=newline)
    assert [link.url for link in links][-3:] == [
        *("https://b.example/ü", "https://c.example", "https://d.example"),
    ]
    first = front.removeprefix("\ufeff").count("\n") + 1
    assert [(link.place.line, link.place.column) for link in links][-3:] == [
        *((first, 9), (first, 32), (first + 2, 7)),
    ]
    assert len(links) == 3 + front.count("://")
    assert_places(links, tmp_path / "1.md")


PIECES = st.sampled_from(
    [
        *("[x](https://a.example/é)", "[x](https://a.example/a b)", "https://b.example", "🎧", "ü"),
        *("<me@c.example>", '<img src="d.png">', "[id]: e", "\n", "\r\n", " ", "- ", "`", "\n\n"),
        *("](http://x\r\ny)", "www.f.example", "\\[", "<!--", "-->", "    ", "&amp;", "<div>"),
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_place_holds_what_is_written(tmp_path: Path, body: str) -> None:
    assert_places(find(tmp_path, f"---\ntitle: ä\n---\n{body}"), tmp_path / "1.md")


def test_a_target_over_two_lines_keeps_the_files_line_end(tmp_path: Path) -> None:
    (link,) = find(tmp_path, "[x](https://a.example/a\nb)\n", newline="\r\n")
    assert link.url == link.written == "https://a.example/a\r\nb"
    assert link.broken


def test_html_files_hold_no_markdown(tmp_path: Path) -> None:
    text = (
        "<p>[x](https://a.example) https://b.example\n\n"
        "    <a href='https://c.example?a=1&amp;b=2'>c</a>\n"
        "<!-- <a href='https://d.example'> --><script>'<a href=\"https://e.example\">'</script>"
        "<style><img src='https://f.example'></style><img src=https://g.example/x.png>"
    )
    links = find(tmp_path, text, "page.html")
    assert [(link.url, link.role) for link in links] == [
        ("https://c.example?a=1&b=2", Role.REFERENCE),
        ("https://g.example/x.png", Role.MEDIA),
    ]


# ---------------------------------------------------------------- fields


@pytest.mark.parametrize(
    "value",
    [
        *("https://a.example/x", "HTTP://a.example", "www.a.example", "//a.example/x"),
        *("htps://a.example", "https:/a.example", "https//a.example", "mailto:me@a.example"),
    ],
)
def test_a_whole_value_is_a_link(tmp_path: Path, value: str) -> None:
    (link,) = find(tmp_path, f'---\ndeep:\n  - {{any: "{value}"}}\n---\n')
    assert (link.url, link.written, link.syntax) == (value, value, Syntax.FIELD)
    assert (link.place.line, link.place.column) == (3, 12)


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("url: a.example/page", "a.example/page"),
        ("guest_website: a.example", "a.example"),
        ("feedUrl: https://a.example/a b", "https://a.example/a b"),
    ],
)
def test_keys_that_name_an_address(tmp_path: Path, line: str, url: str) -> None:
    assert [link.url for link in find(tmp_path, f"---\n{line}\n---\n")] == [url]


@pytest.mark.parametrize(
    "line",
    [
        *("title: a.example", "url: /137", "url: page.html", "mp3: /audio/1.mp3", "x: http"),
        *("url: https://a.example/{{ id }}", "x-url: https://a.example", "at: '1:02:03'"),
        *("guid: tag:a.example,2020:1", "title: 'https: a protocol'"),
    ],
)
def test_values_that_are_no_links(tmp_path: Path, line: str) -> None:
    assert find(tmp_path, f"---\n{line}\n---\n") == ()


@pytest.mark.parametrize(
    "front",
    [
        '{"summary": "By <a href=\\"https://a.example\\">A</a>\\nhttps:\\/\\/b.example\\nBye"}',
        '---\nsummary: "By <a href=\\"https://a.example\\">A</a>\\nhttps://b.example\\nBye"\n---',
        '+++\nsummary = "By <a href=\\"https://a.example\\">A</a>\\nhttps://b.example\\nBye"\n+++',
    ],
)
def test_backslashes_of_a_quoted_value_are_no_part_of_an_address(
    tmp_path: Path, front: str
) -> None:
    links = find(tmp_path, f"{front}\nNotes.\n")
    assert [link.url for link in links] == ["https://a.example", "https://b.example"]
    text = (tmp_path / "1.md").read_text("utf-8")
    assert [text[link.place.start : link.place.end] for link in links] == [
        link.written for link in links
    ]


def test_links_in_prose(tmp_path: Path) -> None:
    text = (
        "---\nsummary: See [x](https://a.example) or\n        https://b.example.\n"
        'image: "no"\nother: "See https://a.example"\n---\n'
    )
    links = find(tmp_path, text)
    assert [(link.url, link.syntax, link.place.line) for link in links] == [
        ("https://a.example", Syntax.INLINE, 2),
        ("https://b.example", Syntax.BARE, 3),
        ("https://a.example", Syntax.BARE, 5),
    ]
    assert_places(links, tmp_path / "1.md")


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("url: https://a.example/1.mp3", Role.MEDIA),
        ("podcast_file: https://a.example/1", Role.MEDIA),
        ("audio: {url: https://a.example/play}", Role.MEDIA),
        ("transcripts: [{url: https://a.example/t}]", Role.MEDIA),
        ("guest_website: https://a.example", Role.GUEST),
        ("guests: [{x: https://x.com/ada}]", Role.GUEST),
        ("sponsors: [{url: https://a.example}]", Role.SPONSOR),
        ("promos: [{url: https://a.example}]", Role.PROMO),
        ("link: https://x.com/ada", Role.SOCIAL),
        ("link: https://podcasts.apple.com/podcast/id1", Role.PLATFORM),
        ("link: https://a.example", Role.REFERENCE),
    ],
)
def test_roles_of_fields_without_a_configuration(tmp_path: Path, line: str, role: Role) -> None:
    (link,) = find(tmp_path, f"---\n{line}\n---\n")
    assert link.role is role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("![x](https://a.example/x)", Role.MEDIA),
        ("[x](https://a.example/x.MP3?d=1#t=1)", Role.MEDIA),
        ("<iframe src='https://a.example/x'></iframe>", Role.MEDIA),
        ("https://x.com/ada", Role.SOCIAL),
        ("https://twitter.com/ada", Role.SOCIAL),
        ("https://www.linkedin.com/company/1/admin/feed/", Role.SOCIAL),
        ("https://x.com/ada/status/1", Role.REFERENCE),
        ("https://open.spotify.com/show/0123456789012345678901", Role.PLATFORM),
        ("https://a.example/x", Role.REFERENCE),
        ("<mailto:me@a.example>", Role.REFERENCE),
    ],
)
def test_roles_without_a_configuration(tmp_path: Path, text: str, role: Role) -> None:
    (link,) = find(tmp_path, text)
    assert link.role is role


# ---------------------------------------------------------------- roles by the configuration


@pytest.mark.parametrize(
    ("url", "role", "owner"),
    [
        ("https://globex.example.com/podcast", Role.SPONSOR, "globex"),
        ("http://www.globex.example.com/talk/", Role.SPONSOR, "globex"),
        ("https://globex.example.com/other?ref=1", Role.SPONSOR, "globex"),
        ("https://globex.example.com/hooli", Role.SPONSOR, "hooli"),
        ("https://github.com/initech", Role.SPONSOR, "initech"),
        ("https://github.com/somebody", Role.SOCIAL, None),
        ("https://twitter.com/ada_example", Role.SOCIAL, "ada"),
        ("https://linkedin.com/in/Bob-Example", Role.GUEST, "bob"),
        ("http://bob.example.net/", Role.GUEST, "bob"),
        ("https://bob.example.net/blog", Role.REFERENCE, None),
        ("https://x.com/eve_example", Role.GUEST, None),
        ("https://books.example.com/eve?code=EVE", Role.PROMO, None),
        ("https://social.example.com/@talk", Role.SOCIAL, None),
        ("https://podcasts.apple.com/podcast/id123456789", Role.PLATFORM, None),
        ("https://talk.example.com/2", Role.REFERENCE, None),
    ],
)
def test_roles_by_configuration_and_episode(
    tmp_path: Path, url: str, role: Role, owner: str | None
) -> None:
    link = find_in_episode(tmp_path, f"[x]({url})")[-1]
    assert (link.url, link.role, link.owner) == (url, role, owner)


@pytest.mark.parametrize(
    ("sponsor", "url", "role"),
    [
        ("http://http://acme.example.com/", "http://http://twitter.com/foo", Role.SOCIAL),
        ("https://https://acme.example.com/", "https://https://youtu.be/abc?si=1", Role.REFERENCE),
        ("https://https://acme.example.com/", "https://acme.example.com/a?gclid=1", Role.SPONSOR),
        ("https://acme.example.com/", "https://http://acme.example.com/a", Role.SPONSOR),
    ],
)
def test_an_address_with_two_starts_has_the_role_it_has_once_mended(
    tmp_path: Path, sponsor: str, url: str, role: Role
) -> None:
    acme = Sponsor("Acme", Place("sponsors.toml"), "acme", url=sponsor)
    network = Network(tmp_path, Settings(), sponsors={"acme": acme})
    (tmp_path / "1.md").write_text(f"[x]({url})", encoding="utf-8")
    (link,) = find_links(read_markdown(tmp_path / "1.md"), network=network)
    assert link.role is role


def test_the_episodes_own_links(tmp_path: Path) -> None:
    links = find_in_episode(tmp_path, "")
    assert [(link.url, link.written, link.role, link.place.line) for link in links] == [
        ("https://x.com/eve_example", "@eve_example", Role.GUEST, 6),
        ("https://eve.example.net/", "https://eve.example.net/", Role.GUEST, 6),
        *[("https://books.example.com/eve?code=EVE",) * 2 + (Role.PROMO, 8)],
    ]
    assert_places(links, tmp_path / "feeds" / "talk" / "episodes" / "1.md")


def test_a_sponsorships_own_address(tmp_path: Path) -> None:
    front = "---\ntitle: x\nsponsors: [{id: hooli, url: 'https://hooli.example.org/a'}]\n---\n"
    links = find_in_episode(tmp_path, "https://hooli.example.org/b", front)
    assert [(link.role, link.owner) for link in links] == [(Role.SPONSOR, "hooli")] * 2


def test_an_episodes_sponsor_goes_before_others_on_its_host(tmp_path: Path) -> None:
    front = "---\ntitle: x\nsponsors: [hooli]\n---\n"
    (link,) = find_in_episode(tmp_path, "https://globex.example.com/any", front)
    assert link.owner == "hooli"


def test_links_of_the_configuration(tmp_path: Path) -> None:
    links = config_links(write_network(tmp_path))
    found = [
        (Path(link.place.path).name, link.place.line, link.url, link.role, link.owner)
        for link in links
    ]
    assert found == [
        ("people.toml", 4, "https://ada.example.com/", Role.REFERENCE, "ada"),
        ("people.toml", 5, "https://x.com/ada_example", Role.SOCIAL, "ada"),
        ("people.toml", 10, "https://bob.example.net/bob.jpg", Role.MEDIA, "bob"),
        ("people.toml", 11, "https://www.linkedin.com/in/bob-example/", Role.GUEST, "bob"),
        ("people.toml", 12, "https://bob.example.net", Role.GUEST, "bob"),
        ("sponsors.toml", 3, "https://globex.example.com/podcast", Role.SPONSOR, "globex"),
        ("sponsors.toml", 5, "https://globex.example.com/talk", Role.SPONSOR, "globex"),
        ("sponsors.toml", 9, "https://github.com/initech", Role.SPONSOR, "initech"),
        ("sponsors.toml", 13, "https://globex.example.com/hooli", Role.SPONSOR, "hooli"),
        ("show.toml", 3, "https://talk.example.com/", Role.REFERENCE, None),
        ("show.toml", 4, "https://talk.example.com/cover.jpg", Role.MEDIA, None),
        ("show.toml", 7, "https://social.example.com/@talk", Role.SOCIAL, None),
        (
            *("show.toml", 9, "https://podcasts.apple.com/podcast/id123456789"),
            *(Role.PLATFORM, None),
        ),
    ]
    for name in ("config/people.toml", "config/sponsors.toml", "feeds/talk/show.toml"):
        own = tuple(link for link in links if link.place.path.endswith(name))
        assert_places(own, tmp_path / name)
