"""Episode → notes: what is gathered, and nothing twice."""

from datetime import UTC, datetime

import pytest

from publisher.model import Audio, BodyChapters, Chapter, Credit, NotedLink, Promo
from publisher.notes.blocks import Paragraph
from publisher.notes.gather import gather_notes, site_name
from publisher.notes.structure import EpisodeFacts, NamedLink, NotedChapter, NotedPerson, Notes
from tests.notes.builders import (
    NOW,
    PLACE,
    make_episode,
    make_network,
    make_person,
    make_profile,
    make_show,
    make_sponsor,
    sponsored,
)

ADA = make_person(
    bio="Writes\n programs.",
    website="https://www.ada.example/about",
    profiles=(
        make_profile("x", "https://x.com/ada"),
        make_profile("linkedin", "https://www.linkedin.com/in/ada"),
        make_profile("homegrown", "https://social.example/@ada"),
        make_profile("x", "javascript:alert(1)"),
    ),
)


def gather(body: str = "Body.", at: datetime = NOW, **values: object) -> Notes:
    return gather_notes(make_episode(body, **values), make_show(), make_network(), at)


def test_people_with_their_accounts() -> None:
    notes = gather(people=(Credit(ADA, "author"),))
    assert notes.guests == (
        NotedPerson(
            "Ada Example",
            "author",
            "Writes programs.",
            (
                NamedLink("X", "https://x.com/ada"),
                NamedLink("LinkedIn", "https://www.linkedin.com/in/ada"),
                NamedLink("homegrown", "https://social.example/@ada"),
                NamedLink("ada.example", "https://www.ada.example/about"),
            ),
        ),
    )


def test_hosts_are_the_episodes_else_the_shows() -> None:
    ken, ann = make_person("Ken"), make_person("Ann")
    show, network = make_show(hosts=(ken,)), make_network()
    notes = gather_notes(make_episode(), show, network, NOW)
    assert [host.name for host in notes.hosts] == ["Ken"]
    episode = make_episode(people=(Credit(ann, "Co-Host"), Credit(ADA, "guest")))
    notes = gather_notes(episode, show, network, NOW)
    assert [host.name for host in notes.hosts] == ["Ann"]
    assert [guest.name for guest in notes.guests] == ["Ada Example"]


def test_one_person_in_two_parts() -> None:
    notes = gather(people=(Credit(ADA, "host"), Credit(ADA, "editor")))
    assert [host.role for host in notes.hosts] == ["host"]
    assert [person.role for person in notes.crew] == ["editor"]


@pytest.mark.parametrize(
    ("role", "section"),
    [
        *(("host", "hosts"), ("Co-Host", "hosts")),
        *(("guest", "guests"), ("author", "guests"), ("Editor of a magazine", "guests")),
        *(("producer", "crew"), ("Executive Producer", "crew"), ("editor", "crew")),
    ],
)
def test_each_role_has_its_section(role: str, section: str) -> None:
    notes = gather(people=(Credit(ADA, role),), links=(NotedLink("https://x.com/ada"),))
    there = {name: len(getattr(notes, name)) for name in ("hosts", "guests", "crew")}
    assert there == {"hosts": 0, "guests": 0, "crew": 0, section: 1}
    assert (notes.links == ()) is (section != "hosts")


def test_closed_platforms_are_left_out_once_they_are_closed() -> None:
    google = make_profile("google_podcasts", "https://podcasts.google.com/feed/abc")
    apple = make_profile("apple", "https://podcasts.apple.com/us/podcast/id1")
    show = make_show(platforms=(google, apple), socials=(google,))
    before = gather_notes(make_episode(), show, make_network(), datetime(2020, 1, 1, tzinfo=UTC))
    assert len(before.platforms) == 2
    after = gather_notes(make_episode(), show, make_network(), datetime(2026, 1, 1, tzinfo=UTC))
    assert after.platforms == (NamedLink("Apple Podcasts", apple.url),)
    assert after.socials == ()


def test_a_link_is_listed_once() -> None:
    sponsor = make_sponsor()
    notes = gather(
        people=(Credit(ADA, "guest"),),
        sponsors=(sponsored(sponsor),),
        promos=(Promo("Book", url="https://book.example/"),),
        links=(
            NotedLink("https://a.example/x", title="A", at_seconds=5),
            NotedLink("http://www.a.example/x/", title="A again"),
            NotedLink("https://x.com/ada"),
            NotedLink("https://book.example"),
            NotedLink("https://acme.example/"),
            NotedLink("javascript:alert(1)"),
            NotedLink("https://b.example/"),
        ),
    )
    assert notes.links == (
        NamedLink("A", "https://a.example/x", 5),
        NamedLink("https://b.example/", "https://b.example/"),
    )


def test_chapters_are_in_order() -> None:
    chapters = (
        *(Chapter(60.9, "B", url="https://b.example/"), Chapter(0, "A"), Chapter(-1, "No")),
        Chapter(70, ""),
    )
    assert gather(chapters=chapters).chapters == (
        NotedChapter(0, "A"),
        NotedChapter(60, "B", "https://b.example/"),
    )


def test_chapters_that_no_list_shows_are_left_out() -> None:
    chapters = (Chapter(0, "A"), Chapter(60, "B", listed=False))
    assert gather(chapters=chapters).chapters == (NotedChapter(0, "A"),)


def test_chapters_that_the_body_lists_are_not_repeated() -> None:
    chapters = (Chapter(0, "A"), Chapter(60, "B"))
    assert gather(chapters=chapters, body_chapters=BodyChapters(chapters)).chapters == ()
    assert gather(chapters=chapters, body_chapters=BodyChapters((), chapters)).chapters != ()


def test_without_a_body_the_summary_stands_there() -> None:
    assert gather("\n", summary="In  short.").body == (Paragraph(("In short.",)),)
    assert gather("Body.", summary="In short.").body == (Paragraph(("Body.",)),)
    assert gather("").body == ()


def test_facts() -> None:
    notes = gather(
        title="One\x00 <two>",
        number=7,
        season=2,
        tags=("a", "b"),
        summary="S.",
        audio=Audio(PLACE, duration_seconds=60),
    )
    assert notes.duration_seconds == 60
    assert notes.episode == EpisodeFacts(
        title="One <two>",
        show_title="The Show",
        slug="one",
        show_slug="show",
        number=7,
        season=2,
        summary="S.",
        date="2024-06-01",
        url="https://example.com/show/one/",
        show_url="https://example.com/show/",
        tags=("a", "b"),
        link="https://example.com/show/one/",
        language="en",
    )


@pytest.mark.parametrize(
    ("image", "artwork", "address"),
    [
        ("https://i.example/1.png", "feeds/show/cover.png", "https://i.example/1.png"),
        ("feeds/show/a b.png", "feeds/show/cover.png", "https://example.com/show/one/a%20b.png"),
        (None, "feeds/show/cover.png", "https://example.com/show/cover.png"),
        (None, "https://i.example/c.png", "https://i.example/c.png"),
        (None, None, ""),
    ],
)
def test_the_picture_is_the_episodes_or_the_shows(
    image: str | None, artwork: str | None, address: str
) -> None:
    episode, show = make_episode(image=image), make_show(artwork=artwork)
    assert gather_notes(episode, show, make_network(), NOW).episode.image == address


def test_without_a_site_files_have_no_address() -> None:
    show = make_show(artwork="feeds/show/cover.png")
    facts = gather_notes(make_episode(), show, make_network(site=None), NOW).episode
    assert (facts.url, facts.link, facts.image) == ("", "", "")


def test_the_page_may_be_elsewhere_but_nowhere_harmful() -> None:
    assert gather(link="https://else.example/1").episode.link == "https://else.example/1"
    assert gather(link="javascript:x").episode.link == "https://example.com/show/one/"


def test_site_name() -> None:
    assert site_name("https://www.a.example:8080/x") == "a.example"
    assert site_name("/about") == "/about"
    assert site_name("https://[broken") == "https://[broken"
