"""The search page finds words of notes and transcripts, and leads to where they are said."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from publisher.searching.indexing import find_program
from tests.browser.conftest import BuiltSite
from tests.browser.folder_server import serve_folder
from tests.commands import CONFIG, episode, run, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(find_program() is None, reason="Pagefind is not installed")

VTT = """WEBVTT

00:00:05.000 --> 00:00:08.000
<v Ada>Good morning, this is about hives.

00:02:05.000 --> 00:02:09.000
<v Bob>A marmalade sandwich <script>harm()</script> saved us.

01:01:01.000 --> 01:01:05.000
<v Ada>Marmalade again, at the end.
"""
TALK = str(CONFIG["feeds/talk/show.toml"]).replace(
    'artwork = "https://podcast.example.com/cover.jpg"\n', ""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """Two shows, below a path of a host."""
    chapters = "[{start: 0, title: Hello}, {start: 120, title: <b>Breakfast</b>}]"
    root = write(
        tmp_path_factory.mktemp("search"),
        {
            **CONFIG,
            "config/publisher.toml": 'site = "http://127.0.0.1/podcasts"\nsearch = true\n',
            "feeds/talk/show.toml": TALK,
            "feeds/tea/show.toml": TALK.replace("The Talk", 'Tea <i>& \\"Cake\\"</i>'),
            "feeds/talk/episodes/e1/index.md": episode(
                1, "On wasps.\n", chapters=chapters, transcripts="[{file: t.vtt}]"
            ),
            "feeds/talk/episodes/e1/t.vtt": VTT,
            "feeds/talk/episodes/e2.md": episode(
                2,
                "Marmalade, `<img src=x onerror=alert(1)>` too.\n",
                title='"<u>Jam</u> \u202e two"',
            ),
            **{f"feeds/tea/episodes/t{n}.md": episode(n, "Assam tea.\n") for n in range(1, 13)},
        },
    )
    assert run("build", "--offline", "--at", "2026-03-01", root=root).code == 0
    (root / "host").mkdir()
    (root / "public").rename(root / "host" / "podcasts")
    with serve_folder(root / "host") as url:
        yield BuiltSite(root / "host" / "podcasts", f"{url}podcasts/")


def search(page: "Page", site: BuiltSite, query: str) -> None:
    from playwright.sync_api import expect

    page.goto(f"{site.url}search/index.html")
    page.get_by_label("Words in notes and transcripts").fill(query)
    expect(page.get_by_role("status")).to_contain_text(f"“{query}”")


def test_words_of_notes_are_found_and_nothing_in_them_is_an_element(
    page: "Page", site: BuiltSite
) -> None:
    search(page, site, "onerror")
    assert page.get_by_role("status").inner_text() == "1 episode for “onerror”."
    found = page.locator("[data-search-results] > li")
    assert "<u>Jam</u>" in found.locator("h2").inner_text()
    assert "<img src=x onerror=alert(1)>" in found.locator(".excerpt").inner_text()
    assert found.locator("mark").count() >= 1
    assert found.locator("u, img, script").count() == 0
    found.get_by_role("link").first.click()
    page.wait_for_url(f"{site.url}talk/e2/**")


def test_what_was_said_leads_to_its_moment(page: "Page", site: BuiltSite) -> None:
    search(page, site, "sandwich")
    moments = page.locator(".moments li")
    assert moments.count() == 1
    assert "2:00 <b>Breakfast</b>" in moments.inner_text() or "2:05" in moments.inner_text()
    assert "marmalade sandwich" in moments.inner_text()
    link = moments.get_by_role("link")
    assert link.get_attribute("href") == f"{site.url}talk/e1/#t=125"


def test_an_episode_shows_its_best_moments_in_order(page: "Page", site: BuiltSite) -> None:
    search(page, site, "marmalade")
    assert page.get_by_role("status").inner_text() == "2 episodes for “marmalade”."
    hrefs = page.locator(".moments a").evaluate_all("all => all.map((a) => a.hash)")
    assert hrefs == ["#t=125", "#t=3661"]
    assert "1:01:01" in page.locator(".moments").inner_text()


def test_one_show_can_be_chosen_and_the_address_keeps_it(page: "Page", site: BuiltSite) -> None:
    from playwright.sync_api import expect

    search(page, site, "tea")
    choice = page.get_by_label("Show", exact=True)
    assert choice.locator("option").all_inner_texts() == [
        "All shows",
        'Tea <i>& "Cake"</i>',
        "The Talk",
    ]
    choice.select_option("The Talk")
    expect(page.get_by_role("status")).to_have_text("No episode speaks of “tea”.")
    assert page.url.endswith("search/index.html?q=tea&show=talk")
    choice.select_option(label='Tea <i>& "Cake"</i>')
    expect(page.get_by_role("status")).to_have_text("12 episodes for “tea”.")
    page.reload()
    expect(page.get_by_role("status")).to_have_text("12 episodes for “tea”.")
    assert choice.input_value() == "tea"
    assert page.get_by_label("Words in notes and transcripts").input_value() == "tea"


def test_more_are_shown_when_asked_for(page: "Page", site: BuiltSite) -> None:
    from playwright.sync_api import expect

    search(page, site, "assam")
    found = page.locator("[data-search-results] > li")
    expect(found).to_have_count(10)
    page.get_by_role("button", name="Show 2 more").click()
    expect(found).to_have_count(12)
    assert page.evaluate(
        "document.activeElement.closest('li') === "
        "document.querySelectorAll('[data-search-results] > li')[10]"
    )
    expect(page.locator("[data-search-more]")).to_be_hidden()


def test_it_is_used_by_keyboard_alone(page: "Page", site: BuiltSite) -> None:
    from playwright.sync_api import expect

    page.goto(f"{site.url}search/index.html")
    expect(page.get_by_label("Words in notes and transcripts")).to_be_focused()
    page.keyboard.type("marmalade")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2 episodes")
    page.keyboard.press("ArrowDown")
    titles = page.locator("[data-search-results] h2 a")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Words in notes and transcripts")).to_be_focused()


def test_all_pages_lead_to_it(page: "Page", site: BuiltSite) -> None:
    page.goto(f"{site.url}talk/e1/index.html")
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_url(f"{site.url}search/index.html")


def test_only_the_search_page_may_compile_webassembly(site: BuiltSite) -> None:
    for file in site.folder.rglob("*.html"):
        may = "wasm-unsafe-eval" in file.read_text(encoding="utf-8")
        assert may == (file.parent.name == "search"), file


def test_a_narrow_screen_holds_it(browser: "Browser", site: BuiltSite) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    search(page, site, "marmalade")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_a_page_opened_from_a_disk_says_why_it_finds_nothing(
    browser: "Browser", site: BuiltSite
) -> None:
    from playwright.sync_api import expect

    page = browser.new_page()
    page.goto((site.folder / "search/index.html").as_uri())
    page.get_by_label("Words in notes and transcripts").fill("tea")
    expect(page.get_by_role("status")).to_contain_text("once the site is on a web server")
    help_ = page.locator("[data-search-help]")
    expect(help_.get_by_role("link", name="The Talk")).to_be_visible()
    page.close()


def test_without_scripts_it_leads_to_the_lists(browser: "Browser", site: BuiltSite) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}search/index.html")
    assert "Search needs JavaScript" in page.locator("main").inner_text()
    assert page.get_by_role("link", name="The Talk").first.is_visible()
    assert not page.locator("form").is_visible()
    context.close()


def test_an_index_that_has_gone_is_told_of(
    page: "Page", site: BuiltSite, complaints: list[str]
) -> None:
    from playwright.sync_api import expect

    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{site.url}search/index.html?q=tea")
    expect(page.get_by_role("status")).to_contain_text("can't be reached")
    expect(page.locator("[data-search-help]")).to_be_visible()
    complaints.clear()


def test_it_has_no_serious_accessibility_fault(page: "Page", site: BuiltSite) -> None:
    from axe_playwright_python.sync_playwright import Axe

    search(page, site, "marmalade")
    found = Axe().run(page).response["violations"]
    assert [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in found
        if each["impact"] in ("serious", "critical")
    ] == []


def test_results_lead_nowhere_else_even_where_the_index_says_so(
    page: "Page", site: BuiltSite
) -> None:
    """A fragment that somebody forged: its address is another host's, its title is markup."""
    from playwright.sync_api import expect

    forged = (
        "const data = async () => ({raw_url: 'https://evil.example/', content: 'tea', "
        "locations: [0], anchors: [], meta: {title: '<img src=x onerror=alert(1)>'}});"
        "const other = async () => ({raw_url: '..//javascript:alert(1)', content: '<b>tea</b>', "
        "locations: [0], anchors: [{id: 't=1', element: 'span', location: 0}], "
        "meta: {title: '<img src=x onerror=alert(1)>', picture: '//evil.example/x.png'}});"
        "export const options = async () => {}, init = options, "
        "search = async () => ({results: [{data}, {data: other}]});"
    )
    page.route(
        "**/pagefind/pagefind.js",
        lambda route: route.fulfill(content_type="text/javascript", body=forged),
    )
    page.goto(f"{site.url}search/index.html?q=tea")
    expect(page.get_by_role("status")).to_contain_text("episode")
    hrefs = page.locator("[data-search-results] a").evaluate_all("all => all.map((a) => a.href)")
    assert all(re.match(re.escape(site.url), href) for href in hrefs)
    assert page.locator("main img, main b").count() == 0
