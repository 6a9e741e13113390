"""The fixtures do what other tests rely on."""

import urllib.request

from playwright.sync_api import Page

from tests.browser.conftest import BuiltSite


def test_a_page_of_the_example_opens_without_complaint(page: Page, example_site: BuiltSite) -> None:
    page.goto(f"{example_site.url}kens-nearest-neighbors/196-alex-gold/index.html")
    assert "Alex Gold" in page.title()


def test_faults_are_noticed(page: Page, example_site: BuiltSite, complaints: list[str]) -> None:
    page.goto(example_site.url)
    page.evaluate("console.error('broken'); new Image().src = 'http://example.com/pixel.png'")
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    for _ in range(500):
        if any("thrown" in each for each in complaints):
            break
        page.wait_for_timeout(20)
    seen = " ".join(complaints)
    assert "broken" in seen and "example.com" in seen and "thrown" in seen
    complaints.clear()


def test_byte_ranges_are_served(example_site: BuiltSite) -> None:
    audio = example_site.url + "kens-nearest-neighbors/196-alex-gold/audio.mp3"
    asked = urllib.request.Request(audio, headers={"Range": "bytes=10-19"})
    with urllib.request.urlopen(asked) as answer:
        assert answer.status == 206
        assert len(answer.read()) == 10
