"""The transcript follows the audio, leads into it, and can be searched."""

import json
import re
import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import BuiltSite
from tests.browser.folder_server import serve_folder
from tests.browser.listening import pause, position, wait_for_position, wait_for_sound

HEARD = ".turn span.is-heard"


def found(page: Page, name: str = "found") -> list[str]:
    """Return the words that are marked."""
    words = page.evaluate(f"[...(CSS.highlights.get('{name}') ?? [])].map(String)")
    assert isinstance(words, list)
    return words


def test_what_is_heard_is_marked(episode: Page) -> None:
    episode.get_by_label("Position").fill("25")
    expect(episode.locator(HEARD)).to_have_count(1)
    expect(episode.locator(HEARD)).to_contain_text("One night in 2015")
    episode.get_by_label("Position").fill("30")
    expect(episode.locator(HEARD)).to_contain_text("By breakfast")


def test_a_sentence_is_played(episode: Page) -> None:
    episode.get_by_text("A join that quietly doubles").click()
    wait_for_sound(episode)
    pause(episode)
    assert 113 < position(episode) < 120
    expect(episode.locator(HEARD)).to_contain_text("A join that quietly doubles")


def test_words_can_be_selected_without_playing(episode: Page) -> None:
    episode.get_by_text("A join that quietly doubles").dblclick()
    pause(episode)
    assert episode.evaluate("getSelection().toString().trim()") != ""


def test_a_time_is_a_link(episode: Page) -> None:
    episode.locator(".turn a").nth(2).click()
    wait_for_position(episode, 16, 22)


def test_it_follows_until_somebody_scrolls(episode: Page) -> None:
    follow = episode.get_by_role("button", name="Follow along")
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "true")
    episode.evaluate("document.querySelector('audio').currentTime = 165; scrollTo(0, 0)")
    episode.get_by_role("button", name="Play", exact=True).first.click()
    expect(episode.locator(HEARD)).to_be_in_viewport()
    episode.mouse.wheel(0, -300)
    expect(follow).to_have_attribute("aria-pressed", "false")


def test_it_is_searched(episode: Page) -> None:
    field = episode.get_by_label("Search in the transcript")
    field.fill("TEAM")
    expect(episode.get_by_text("1 of 4")).to_be_visible()
    assert {word.lower() for word in found(episode)} == {"team"}
    episode.get_by_role("button", name="Next place found").click()
    expect(episode.get_by_text("2 of 4")).to_be_visible()
    assert len(found(episode, "found-current")) == 1
    field.press("Shift+Enter")
    expect(episode.get_by_text("1 of 4")).to_be_visible()
    field.press("Escape")
    expect(field).to_have_value("")
    assert found(episode) == []


def test_words_are_found_across_sentences_and_signs_are_no_pattern(episode: Page) -> None:
    field = episode.get_by_label("Search in the transcript")
    field.fill("sideways as well. i studied")
    expect(episode.get_by_text("1 of 1")).to_be_visible()
    field.fill("well.*studied")
    expect(episode.get_by_text("Not found")).to_be_visible()
    field.fill("(")
    expect(episode.get_by_text("Not found")).to_be_visible()
    field.fill("do4ds.com")
    expect(episode.get_by_text("1 of 1")).to_be_visible()


LONG = """{"segments": [
 {"speaker": "Ken", "startTime": 0, "endTime": 4, "body": "what is on the page already"},
 {"speaker": "Eve", "startTime": 160, "endTime": 170, "body": "<img src=x onerror=alert(1)> late"},
 {"speaker": "Eve", "startTime": 170, "endTime": 178, "body": "later still"}]}"""


def long_transcript(site: BuiltSite, folder: Path) -> Path:
    """Return a copy of the example in which the page holds only the transcript's beginning."""
    public = folder / "public"
    shutil.copytree(site.folder, public)
    page = public / "kens-nearest-neighbors/196-alex-gold/index.html"
    html = page.read_text("utf-8")
    start, end = (
        html.index('<p class="turn">', html.index("That machine")),
        html.index("</div>", html.index("Both sites will")),
    )
    html = html[:start] + html[end:]
    html = re.sub(
        r'class="transcript"[^>]*>',
        'class="transcript" data-json="rest.json" data-from="160">',
        html,
    )
    html = html.replace(
        '<p class="files">',
        '<p class="transcript-more"><a href="x">Read on</a></p><p class="files">',
    )
    page.write_text(html, "utf-8")
    json.loads(LONG)
    page.with_name("rest.json").write_text(LONG, "utf-8")
    return public


def test_the_rest_of_a_long_one_comes_when_it_is_needed(
    page: Page, example_site: BuiltSite, tmp_path: Path
) -> None:
    public = long_transcript(example_site, tmp_path)
    with serve_folder(public) as url:
        page.goto(f"{url}kens-nearest-neighbors/196-alex-gold/index.html")
        page.get_by_label("Search in the transcript").fill("late")
        expect(page.get_by_text("1 of 2")).to_be_visible()
        expect(page.get_by_text("<img src=x onerror=alert(1)> late")).to_be_visible()  # as words
        expect(page.locator(".turn", has_text="Eve")).to_have_count(1)
        expect(page.get_by_text("what is on the page already")).to_have_count(0)
        expect(page.locator(".transcript-more")).to_have_count(0)
        page.get_by_label("Position").fill("172")
        expect(page.locator(HEARD)).to_have_text("later still")
        page.goto("about:blank")
