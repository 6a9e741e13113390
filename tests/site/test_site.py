"""The pages of a whole site: lists, people, sponsors, index, sitemap."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import html5lib
import pytest

from publisher.model import Audio, Credit, Network, Person, Settings, Show
from publisher.site.entries import EpisodeEntry, entry_of
from publisher.site.lists import MOST_LINKS, list_pages, view_pages
from publisher.site.network_pages import (
    SITEMAP_URLS,
    missing_page,
    network_page,
    robots,
    sitemap,
)
from publisher.site.pages import SiteRenderer
from publisher.site.paging import LINE_PAGE_SIZE, PAGE_SIZE, show_lists
from publisher.site.party_pages import by_person, by_sponsor, people_pages, sponsor_pages
from publisher.site.show_pages import front_page, show_pages
from tests.notes.builders import (
    NOW,
    PLACE,
    ROOT,
    make_episode,
    make_person,
    make_profile,
    make_show,
    make_sponsor,
    sponsored,
)

ADA = make_person("Ada <i>", id="ada", bio="Counts.", website="https://ada.example/")
ACME = make_sponsor(offer="Half off", code="HALF", tagline="Things")
LONG = "\N{CJK UNIFIED IDEOGRAPH-7530}" * 5000


def make_site(
    *shows: Show, site: str | None = "https://example.com", **values: Any
) -> SiteRenderer:
    given: dict[str, Any] = {"people": {"ada": ADA}, "sponsors": {"acme": ACME}} | values
    network = Network(ROOT, Settings(site=site), {show.slug: show for show in shows}, **given)
    return SiteRenderer(network, NOW)


def entries(count: int, show: Show, **values: Any) -> list[EpisodeEntry]:
    made = []
    for number in range(count, 0, -1):
        episode = make_episode(
            slug=f"e{number}",
            number=number,
            published=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number),
            **{"title": f"Number {number}"} | values,
        )
        made.append(entry_of(episode, show, episode.sponsors))
    return made


def parsed(html: str) -> str:
    html5lib.HTMLParser(strict=True).parse(html)
    return html


def made(pages: Any) -> dict[str, str]:
    return {page.path: parsed(page.make()) for page in pages}


@pytest.mark.parametrize("count", [0, 1, PAGE_SIZE, PAGE_SIZE + 1, 260])
def test_every_episode_stands_once_in_the_pages_of_its_show(count: int) -> None:
    show = make_show()
    pages = made(show_pages(make_site(show), show, entries(count, show)))
    assert list(pages) == [f"{path}index.html" for path in show_lists(show, [None] * count)]
    found = [
        number
        for page in pages.values()
        for number in re.findall(r">Number (\d+)</a>", page.split('id="episodes"')[1])
    ]
    assert [int(number) for number in found] == list(range(count, 0, -1))


def test_pages_of_a_list_lead_to_one_another() -> None:
    show = make_show()
    pages = made(show_pages(make_site(show), show, entries(120, show)))
    second = pages["show/page/2/index.html"]
    assert '<link rel="prev" href="../../../show/index.html">' in second
    assert '<link rel="next" href="../../../show/page/3/index.html">' in second
    assert '<link rel="canonical" href="https://example.com/show/page/2/">' in second
    assert 'rel="prev"' not in pages["show/index.html"]
    assert 'rel="next"' not in pages["show/page/3/index.html"]


@pytest.mark.parametrize("number", [1, 2, 50, 99, 100])
def test_a_long_list_has_few_links(number: int) -> None:
    (page,) = [page for page, _ in list_pages("x/", range(1000), 10) if page.number == number]
    view = view_pages(page, str)
    assert view is not None
    assert len(view.links) <= MOST_LINKS
    assert [each.number for each in view.links if each.url is None] == [number]
    assert (view.links[0].number, view.links[-1].number) == (1, 100)


def test_no_page_of_a_list_is_large_however_long_titles_and_summaries_are() -> None:
    show = make_show(description=LONG[:1300])
    values = {
        "title": LONG,
        "summary": LONG,
        "people": (Credit(ADA, "host"),),
        "sponsors": (sponsored(ACME),),
    }
    found = entries(600, show, **values)
    site = make_site(show, make_show(slug="other"))
    pages = made(show_pages(site, show, found))
    pages |= made(people_pages(site, by_person(found)))
    pages |= made(sponsor_pages(site, by_sponsor(found)))
    pages["index.html"] = parsed(network_page(site, found))
    for path, page in pages.items():
        assert len(page.encode()) < 100_000, path


def test_seasons_have_pages_where_there_are_several_or_they_have_names() -> None:
    show = make_show(season_names={2: "The <second>"})
    found = [*entries(60, show, season=2), *entries(3, show, season=1)]
    pages = made(show_pages(make_site(show), show, found))
    assert set(pages) == {
        "show/index.html",
        "show/page/2/index.html",
        "show/season/1/index.html",
        "show/season/2/index.html",
        "show/season/2/page/2/index.html",
    }
    assert "The &lt;second&gt;" in pages["show/season/2/index.html"]
    assert 'href="../show/season/2/index.html"' in pages["show/index.html"]
    one = make_show()
    assert set(made(show_pages(make_site(one), one, entries(3, one, season=1)))) == {
        "show/index.html"
    }


def test_only_what_has_audio_is_offered_to_be_played() -> None:
    show = make_show()
    silent, played = (
        entry_of(make_episode(slug=slug, title=slug, audio=audio), show)
        for slug, audio in (
            ("silent", None),
            ("heard", Audio(PLACE, url="https://m.example/1.mp3")),
        )
    )
    site = make_site(show)
    page = made(show_pages(site, show, [silent, played]))["show/index.html"]
    assert 'href="../show/heard/index.html#player">Play the latest episode<' in page
    assert '<li>\n<h3><a href="../show/silent/index.html">' in page
    assert '<li class="playable">\n<h3><a href="../show/heard/index.html">' in page
    assert "Play the latest" not in made(show_pages(site, show, [silent]))["show/index.html"]


def test_a_host_is_linked_once_there_is_an_episode_to_be_found_there() -> None:
    show = make_show(hosts=(ADA,))
    site = make_site(show)
    assert "people/ada" not in made(show_pages(site, show, []))["show/index.html"]
    heard = made(show_pages(site, show, entries(1, show)))["show/index.html"]
    assert '<a href="../people/ada/index.html">' in heard
    assert '"url":"https://example.com/people/ada/"' in heard


def test_a_person_has_every_episode_of_every_show() -> None:
    first, second = make_show(title="First"), make_show(slug="two", title="Second")
    site = make_site(first, second)
    people = (Credit(ADA, "guest"), Credit(ADA, "editor"), Credit(make_person("Bo"), "guest"))
    found = [
        *entries(2, first, people=people),
        *entries(1, second, people=people),
        *entries(3, second),
    ]
    pages = made(people_pages(site, by_person(found)))
    assert set(pages) == {"people/index.html", "people/ada/index.html"}
    page = pages["people/ada/index.html"]
    assert page.count(">Number ") == 3
    assert "guest, editor" in page
    assert "Second" in page
    assert "Ada &lt;i&gt;" in page
    assert '<a rel="me" href="https://ada.example/"' in page
    assert "3 episodes" in pages["people/index.html"]
    assert 'href="../people/ada/index.html"' in pages["people/index.html"]


def test_hosts_of_a_show_are_in_its_episodes() -> None:
    show = make_show(hosts=(ADA,))
    assert len(by_person(entries(3, show))["ada"]) == 3
    guest = (Credit(make_person("Cy", id="cy"), "host"),)
    assert "ada" not in by_person(entries(3, show, people=guest))


def test_a_host_of_many_episodes_has_several_pages() -> None:
    show = make_show(hosts=(ADA,))
    pages = made(people_pages(make_site(show), by_person(entries(LINE_PAGE_SIZE + 1, show))))
    assert "people/ada/page/2/index.html" in pages


@pytest.mark.parametrize("name", ["../../x", "a/b", "index.html", "", ".git", "a\nb"])
def test_a_name_that_is_no_folder_gets_no_page(name: str) -> None:
    person = ADA._replace(id=name)
    show = make_show(hosts=(person,))
    site = make_site(show, people={name: person})
    found = entries(1, show)
    assert set(made(people_pages(site, by_person(found)))) == {"people/index.html"}
    assert "/people/ada" not in made(show_pages(site, show, found))["show/index.html"]


def test_a_sponsors_page_says_that_it_is_paid_and_offers_only_while_it_runs() -> None:
    show = make_show()
    over = make_sponsor("Old", code="GONE", ends=datetime(2024, 1, 1, tzinfo=UTC).date())
    site = make_site(show, sponsors={"acme": ACME, "old": over})
    found = entries(2, show, sponsors=(sponsored(ACME), sponsored(over)))
    pages = made(sponsor_pages(site, by_sponsor(found)))
    page = pages["sponsors/acme/index.html"]
    assert re.search(r'<a [^>]*rel="sponsored nofollow"[^>]*href="https://acme.example/"', page)
    assert 'data-copy="HALF"' in page
    assert "paid partnership" in page
    assert page.count(">Number ") == 2
    assert "GONE" not in pages["sponsors/old/index.html"]
    assert "old.example" not in pages["sponsors/old/index.html"]


def test_the_first_page_is_the_shows_where_there_is_one() -> None:
    show = make_show(artwork="art/cover.png")
    page = parsed(front_page(make_site(show), show, entries(60, show)))
    assert '<link rel="canonical" href="https://example.com/show/">' in page
    assert 'href="show/e60/index.html"' in page
    assert 'href="show/page/2/index.html"' in page
    assert 'src="show/cover.png"' in page
    assert 'href="assets/style.css' in page


def test_the_first_page_of_several_shows_has_their_newest_episodes() -> None:
    one, two = make_show(title="One"), make_show(slug="two", title="Two")
    page = parsed(network_page(make_site(one, two), [*entries(2, two), *entries(30, one)]))
    assert page.count(">Number ") == 12
    assert 'href="two/e2/index.html"' in page


@pytest.mark.parametrize(
    ("site", "base"),
    [("https://e.example", "/"), ("https://e.example/a/b", "/a/b/"), (None, "/")],
)
def test_the_page_for_what_isnt_there_works_at_any_depth(site: str | None, base: str) -> None:
    page = parsed(missing_page(make_site(make_show(), site=site)))
    own = re.findall(r'(?:href|src)="([^"]*)"', page)
    assert [address for address in own if address[:1] == "/" and address.startswith(base)]
    assert not [address for address in own if not address.startswith((base, "#", "https:"))]


def test_the_sitemap_has_all_pages_that_are_out() -> None:
    show = make_show()
    found = [*entries(2, show), entries(1, show)[0]._replace(slug="draft & x", out=False)]
    (page,) = sitemap(make_site(show), ["show/index.html", "people/index.html"], found)
    assert page.path == "sitemap.xml"
    text = page.make()
    assert "<url><loc>https://example.com/show/e2/</loc><lastmod>2020-01-03</lastmod></url>" in text
    assert "<url><loc>https://example.com/show/</loc><lastmod>2020-01-03</lastmod></url>" in text
    assert "<url><loc>https://example.com/people/</loc></url>" in text
    assert "draft" not in text
    assert not list(sitemap(make_site(show, site=None), [], found))


def test_a_sitemap_that_is_too_long_is_split() -> None:
    show = make_show()
    (entry,) = entries(1, show)
    many = [entry._replace(slug=str(number)) for number in range(SITEMAP_URLS + 1)]
    pages = list(sitemap(make_site(show), [], many))
    assert [page.path for page in pages] == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert "https://example.com/sitemap-2.xml" in pages[0].make()
    assert pages[1].make().count("<url>") == SITEMAP_URLS
    assert pages[2].make().count("<url>") == 1


def test_robots_are_told_of_the_sitemap_only_at_the_root_of_a_host() -> None:
    show = make_show()
    (page,) = robots(make_site(show))
    assert "Sitemap: https://example.com/sitemap.xml\n" in page.make()
    assert not list(robots(make_site(show, site="https://example.com/podcasts")))
    assert not list(robots(make_site(show, site=None)))


def data_of(page: str) -> dict[str, Any]:
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data: dict[str, Any] = json.loads(written)
    return data


def test_machines_read_a_show_a_person_and_the_site() -> None:
    show = make_show(
        hosts=(ADA,),
        platforms=(make_profile("spotify", "https://open.spotify.com/show/x"),),
        artwork="cover.png",
    )
    site = make_site(show)
    found = entries(1, show)
    data = data_of(made(show_pages(site, show, found))["show/index.html"])
    assert data["@type"] == "PodcastSeries"
    assert data["webFeed"] == "https://example.com/show/feed.xml"
    assert data["sameAs"] == ["https://open.spotify.com/show/x"]
    assert data["image"] == "https://example.com/show/cover.png"
    assert data["author"] == [
        {"@type": "Person", "name": "Ada <i>", "url": "https://example.com/people/ada/"}
    ]
    person = data_of(made(people_pages(site, by_person(found)))["people/ada/index.html"])
    assert person["@type"] == "Person"
    assert person["sameAs"] == ["https://ada.example/"]


def test_without_a_site_nothing_claims_a_whole_address() -> None:
    show = replace(make_show(hosts=(ADA,)), artwork="cover.png")
    site = make_site(show, site=None)
    page = made(show_pages(site, show, entries(1, show)))["show/index.html"]
    assert "canonical" not in page
    assert "og:url" not in page
    assert "og:image" not in page
    assert "url" not in data_of(page)


def test_a_portrait_is_shown(tmp_path: object) -> None:
    person: Person = ADA._replace(image="art/ada lovelace.jpg")
    show = make_show(hosts=(person,))
    site = make_site(show, people={"ada": person})
    found = entries(1, show)
    page = made(people_pages(site, by_person(found)))["people/ada/index.html"]
    assert 'src="../../people/ada/ada%20lovelace.jpg"' in page
    assert 'property="og:image" content="https://example.com/people/ada/ada%20lovelace.jpg"' in page
