"""Pages that answer and are gone: none missed that says so, none accused that lives."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import publisher.web.soft_dead as module
from publisher.pages import Page, read_page
from publisher.web.soft_dead import gone_reason
from publisher.web.soft_dead_table import folded, table
from tests.corpora import CORPORA

URL = "https://acme.com/2019/the-page"
OTHER = "https://acme.com/2020/another-page"


def gone(final: str = OTHER, page: Page | None = None, url: str = URL) -> bool:
    return gone_reason(url, final, page) is not None


def titled(title: str, **more: str) -> Page:
    texts = {"text": f"{title} Go back to the front page", **more}
    return Page(title, **texts)  # type: ignore[arg-type]


# ---------------------------------------------------------------- front pages


@pytest.mark.parametrize(
    ("url", "final"),
    [
        (URL, "https://acme.com/"),
        (URL, "https://www.acme.com"),
        (URL, "http://acme.com/en/"),
        (URL, "https://acme.com/de/"),
        ("https://acme.com/us/en/products/x", "https://acme.com/us/en/"),
        (URL, "https://acme.com/index.html"),
        (URL, "https://acme.io/"),
        ("https://docs.acme.com/guide/start", "https://acme.com/"),
        ("https://acme.com/?p=1234", "https://acme.com/"),
        ("https://acme.com/podcast/12-how-we-count-beans", "https://acme.com/"),
        ("https://acme.com/podcast/2019/beans", "https://acme.com/"),
        ("https://acme.com/about.html", "https://acme.com/"),
        ("https://acme.com/how-we-count-our-beans", "https://acme.com/"),
        ("https://acme.com/en/products/x", "https://acme.com/en"),
        ("https://acme.com/en/products/x", "https://acme.com/"),
        ("https://go.dev/blog/article", "https://go.dev/"),
        ("https://example.co.uk/news/1", "https://www.example.co.uk/"),
    ],
)
def test_a_page_that_leads_to_the_front_page_is_gone(url: str, final: str) -> None:
    reason = gone_reason(url, final, None)
    assert reason is not None
    assert "front page" in reason


@pytest.mark.parametrize(
    ("url", "final"),
    [
        ("https://acme.com/", "https://www.acme.com/"),
        ("http://acme.com", "https://acme.com/en/"),
        ("https://acme.com/en", "https://acme.com/"),
        ("https://acme.com/index.php", "https://acme.com/"),
        ("https://acme.com/podcast", "https://acme.com/"),  # a sponsor's, said on air
        ("https://acme.com/kenjee", "https://acme.com/"),
        ("https://acme.com/the-data-show", "https://acme.com/"),
        ("https://acme.com/KEN20", "https://acme.com/"),
        ("https://acme.com/discount/KEN20", "https://acme.com/"),  # a shop sets a cookie
        ("https://acme.com/ref/kenjee", "https://acme.com/"),
        ("https://acme.com/r/1234567", "https://acme.com/"),
        ("https://acme.com/podcast/kenjee", "https://acme.com/"),
        ("https://acme.com/en/listen/data-show", "https://acme.com/"),
        ("https://acme.com/lp/podcast", "https://acme.com/?utm_source=podcast"),
        (URL, "https://acme.com/?ref=show"),
        (URL, "https://acme.com/en/?coupon=KEN20"),
        (URL, "https://acme.com/#the-page"),
        ("https://acme.com/?utm_source=podcast", "https://acme.com/"),
        ("https://acme.com/?v=2", "https://acme.com/"),
        ("https://acme.com/welcome.html", "https://acme.com/"),
        ("https://acme.com/deals/podcast", "https://acme.com/"),
        ("https://acme.com/dashboard/settings", "https://acme.com/"),  # for those logged in
        ("https://app.acme.com/project/1", "https://acme.com/"),
        ("https://acme.com/us/products/x", "https://acme.com/de/"),  # sent to one's own country
        (URL, "https://acme.com/de-de"),
        (URL, "https://acme.com/us/en/"),
        (URL, "https://www.acme.com/en-gb/"),
        ("https://www.netflix.com/title/81254224", "https://www.netflix.com/"),
        ("https://go.acme.com/x/y", "https://acme.com/"),
        ("https://click.acme.com/x/y", "https://www.acme.com/"),
        ("https://bit.ly/some/long/thing", "https://bit.ly/"),
        ("https://acme.pxf.io/c/123/456", "https://acme.com/"),
        ("https://swyx.link/a/b", "https://acme.com/"),  # a short address leads anywhere
        ("https://old-company.com/2019/page", "https://acme.com/"),
        (URL, URL + "/"),
        (URL, "https://acme.com/blog/"),
        (URL, "https://acme.com/ai"),
        ("https://acme.com/en/us/gb", "https://acme.com/"),
    ],
)
def test_other_ways_to_a_front_page_are_alive(url: str, final: str) -> None:
    assert gone_reason(url, final, None) is None
    assert gone_reason(url, final, titled("Acme: beans for everyone")) is None


def test_a_front_page_that_only_scripts_write_may_be_any_page() -> None:
    assert not gone("https://acme.com/", Page(title="Acme", unseen="app.start()"))
    assert gone("https://acme.com/", Page(title="Acme", text="Welcome"))


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "final",
    [
        "https://acme.com/404",
        "https://acme.com/404/",
        "https://acme.com/404.html",
        "https://acme.com/not-found",
        "https://acme.com/page-not-found?from=/2019/the-page",
        "https://acme.com/error/404",
        "https://acme.com/en-us/errors/404",
        "https://acme.com/seite-nicht-gefunden/",
        "https://acme.com/de/Page-Introuvable",
        "https://acme.com/?error=404",
        "https://acme.com/cgi-sys/suspendedpage.cgi",
        "https://wordpress.com/typo/?subdomain=acme",
        "https://www.hugedomains.com/domain_profile.cfm?d=acme.com",
        "https://www.afternic.com/forsale/acme.com?utm_source=x",
        "https://ww38.parking.bodis.com/",
    ],
)
def test_where_those_are_sent_who_ask_for_what_is_gone(final: str) -> None:
    assert gone(final)


@pytest.mark.parametrize(
    ("url", "final"),
    [
        (URL, "https://acme.com/episodes/404"),
        (URL, "https://acme.com/episodes/page-not-found"),
        (URL, "https://acme.com/2020/404.html"),
        (URL, "https://acme.com/404-how-we-count"),
        (URL, "https://acme.com/not-found-in-nature"),
        (URL, "https://acme.com/search?q=404"),
        (URL, "https://acme.com/page?code=404"),
        ("https://acme.com/404/some-slug", "https://acme.com/404"),
        (URL, "https://acme.com/pages/404"),
        (URL, "https://acme.com/?e=404"),
        (URL, "https://acme.com/lander"),
        (URL, "https://www.squadhelp.com/?ref=show"),  # they sponsor podcasts
        ("https://bit.ly/acme", "https://www.hugedomains.com/domain_profile.cfm?d=acme.com"),
        ("https://hugedomains.com/", "https://www.hugedomains.com/index.cfm"),
        ("https://dan.com/about/us", "https://www.afternic.com/about"),
    ],
)
def test_addresses_that_only_look_so(url: str, final: str) -> None:
    assert not gone(final, titled("A living page"), url)


def test_an_episodes_number_is_no_error() -> None:
    latest = "https://acme.com/latest/episode"
    assert not gone("https://acme.com/404", titled("Counting beans | Acme"), latest)
    assert gone("https://acme.com/404", titled("Page not found | Acme"), latest)


# ---------------------------------------------------------------- titles


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "404 - File or directory not found.",
        "404: This page could not be found",
        "404: Not Found",
        "HTTP Status 404 – Not Found",
        "Error 404 (Not Found)!!1",
        "Not Found",
        "Page not found",
        "Page Not Found | Acme",
        "Acme - Page not found",
        "Acme: Page not found",
        "Page not found · acme.com",
        "Page not found – The Acme Blog",
        "Oops! Page not found | Acme",
        "Oops... 404 | Acme",
        "The page you were looking for doesn't exist (404)",
        "Sorry, this page isn’t available. • Acme",
        "Seite nicht gefunden – Acme",
        "Fehler 404 - Seite nicht gefunden",
        "Page non trouvée – Acme",
        "PAGE NON TROUVEE",
        "Página no encontrada – Acme",
        "Página não encontrada – Acme",
        "Pagina non trovata - Acme",
        "Pagina niet gevonden - Acme",
        "Nie znaleziono strony – Acme",
        "Страница не найдена | Acme",
        "Ошибка 404",
        "ページが見つかりませんでした – Acme",
        "页面不存在 - Acme",
        "페이지를 찾을 수 없습니다 | Acme",
    ],
)
def test_titles_that_say_not_found(title: str) -> None:
    assert gone(page=titled(title))
    assert gone(final=URL, page=titled(title))
    reason = gone_reason(URL, OTHER, titled(title))
    assert reason is not None and title in reason


@pytest.mark.parametrize(
    "title",
    [
        "",
        "How we handle 404 pages",
        "Page Not Found: a history",
        "Page Not Found – A documentary about link rot",
        "404: The story of an error | Acme",
        "404 - How we count | Acme",
        "404 | How we count | Acme",
        "#404 | Acme",
        "#404",
        "Episode 404 | Acme",
        "404 Media | Acme",
        "Not Found in Nature | Acme",
        "Account Suspended",
        "Account Suspended | Acme",
        "Website Expired",
        "The 10 best 404 pages",
        "Lost and not found",
        "Page not found? How to fix it",
        "What does 'Page not found' mean? | Acme",
        "Error Handling | Acme",
        "Oops",
        "Sorry | Acme",
        "Error",
        "Room 404 not found in the hotel",
        "Area 404 | Acme",
        "Domain names for sale | Acme",
        "Why acme.com is for sale",
        "Seite nicht gefunden: was nun?",
        "Is this page not found | a | b | c | Acme",
        "Not found " * 100,
    ],
)
def test_titles_that_only_mention_it(title: str) -> None:
    assert not gone(page=titled(title))
    assert not gone(final="https://acme.com/ep/7", page=titled(title, site="Acme Radio"))


def test_an_episode_called_like_an_error() -> None:
    title = "Page Not Found | Acme"
    article = titled(title, text="word " * 3000)
    assert not gone(page=article)  # much to read
    assert not gone("https://acme.com/episodes/page-not-found", titled(title))
    assert not gone("https://acme.com/ep/7", titled(title), "https://acme.com/7-page-not-found")
    assert not gone("https://acme.com/ep/404", titled("404 | Acme"))
    listed = titled(title, canonical=OTHER, description="A talk about what is lost.")
    assert not gone(page=listed)
    assert gone(page=listed._replace(robots="noindex, follow"))
    assert not gone(page=titled("Not Found | Acme", text="word " * 1000))


def test_noindex_counts_where_the_sites_name_is_unknown() -> None:
    title = "Page not found – Smith Family Travels"
    assert not gone(page=titled(title))
    assert gone(page=titled(title, robots="noindex"))
    assert gone(page=titled(title, site="Smith Family Travels"))


def test_a_canonical_address_may_say_it() -> None:
    assert gone(page=titled("Acme", canonical="https://acme.com/404"))
    assert not gone(page=titled("Acme", canonical="https://acme.com/"))
    assert not gone(page=titled("Acme", canonical="https://acme.com/episodes/404"))


# ---------------------------------------------------------------- parked and closed


@pytest.mark.parametrize(
    "page",
    [
        Page(title="Acme.com is for sale | HugeDomains"),
        Page(title="acme.com - This website is for sale! - acme Resources and Information."),
        Page(title="acme.com - Diese Website steht zum Verkauf!"),
        Page(title="acme.com", text="acme.com This domain may be for sale! Related searches"),
        Page(title="acme.com", text="This Domain is parked free, courtesy of GoDaddy.com."),
        Page(unseen='window.onload=function(){window.location.href="/lander"}'),
        Page(title="Account Suspended", text="This Account has been suspended. Contact support."),
    ],
)
def test_parked_and_suspended_pages(page: Page) -> None:
    assert gone(URL, page)


@pytest.mark.parametrize(
    "page",
    [
        Page(title="Buy Acme.com gift cards | Acme"),
        Page(title="Other.com is for sale", text="We report on domains."),
        Page(title="Acme", text="This domain may be for sale! " + "word " * 1000),
        Page(title="Account Suspended", text="In this episode we talk about being suspended."),
        Page(title="How to", text="x", unseen='window.location.href="/lander"'),
    ],
)
def test_pages_about_such_things_live(page: Page) -> None:
    assert not gone(URL, page)


def test_an_offer_linked_on_purpose_lives() -> None:
    offer = "https://dan.com/buy-domain/acme.com"
    assert not gone(offer, Page(title="acme.com", text="This domain is for sale"), offer)


def test_a_refresh_is_a_way_too() -> None:
    page = read_page('<meta http-equiv="refresh" content="0;url=/404.html"><p>moving', URL)
    assert gone(URL, page)
    page = read_page('<meta http-equiv="refresh" content="0;url=/2020/new"><p>moving', URL)
    assert not gone(URL, page)


# ---------------------------------------------------------------- all of them


def test_every_mark_has_its_source_and_language() -> None:
    file = Path(module.__file__).with_name("soft_dead.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    for kind, entries in rows.items():
        for row in entries if kind != "folders" else ():
            assert row["source"]
            assert kind not in ("title", "path", "sale") or row["language"]


def test_every_title_works_and_is_listed_once() -> None:
    rows = tomllib.loads(
        Path(module.__file__).with_name("soft_dead.toml").read_text(encoding="utf-8")
    )
    words = [folded(words) for row in rows["title"] for words in row["words"]]
    doubled = {one for one in words if words.count(one) > 1}
    assert not doubled - {folded("página inexistente")}  # Spanish and Portuguese
    for row in rows["title"]:
        for title in row["words"]:
            assert gone(page=titled(f"{title.title()} | Acme")), title


def test_every_path_works() -> None:
    for name in table().paths:
        assert gone(f"https://acme.com/{name}"), name


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=200))
def test_nothing_raises(url: str, final: str, title: str) -> None:
    page = Page(title=title, text=title, canonical=final, refresh=url, unseen=title)
    gone_reason(f"https://{url}", f"https://acme.com/{final}", page)
    gone_reason(f"https://acme.com/{url}", f"https://{final}", page)
    gone_reason(url, final, None)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")
def test_no_episode_of_a_real_show_is_taken_for_an_error() -> None:
    titles = set()
    for path in CORPORA.rglob("*.md"):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()[:60]:
            name, colon, title = line.partition(":")
            if colon and name.strip().lower() in ("title", "episode_title", "name"):
                titles.add(title.strip().strip("\"'"))
    assert len(titles) > 1000
    accused = [
        title
        for title in sorted(titles)
        for form in (title, f"{title} | Acme", f"Acme - {title}", f"{title} – The Acme Show")
        if gone(page=titled(form))
    ]
    assert accused == []
