"""The player plays, seeks, remembers, and says what is wrong."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.listening import (
    load,
    pause,
    position,
    wait_for_position,
    wait_for_sound,
    wait_until,
)

LENGTH = 178


def seek_bar(page: Page) -> str:
    """Return what the seek bar says to those who can't see it."""
    return page.get_by_label("Position").get_attribute("aria-valuetext") or ""


def test_it_plays_and_pauses(episode: Page) -> None:
    player = episode.get_by_role("region", name="Player", exact=True)
    player.get_by_role("button", name="Play").click()
    wait_for_sound(episode)
    player.get_by_role("button", name="Pause").click()
    expect(player.get_by_role("button", name="Play")).to_be_visible()
    assert episode.evaluate("document.querySelector('audio').paused")


def test_nothing_of_the_audio_is_asked_for_before_somebody_plays(
    page: Page, episode_url: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(episode_url, wait_until="networkidle")
    assert not [url for url in asked if ".mp3" in url]
    expect(page.locator(".left")).to_have_text("2:58")


def test_it_goes_back_and_ahead(episode: Page) -> None:
    episode.get_by_role("button", name="Ahead 30 seconds").first.click()
    assert position(episode) == 30
    episode.get_by_role("button", name="Back 15 seconds").first.click()
    assert position(episode) == 15
    expect(episode.locator(".at")).to_have_text("0:15")
    episode.get_by_role("button", name="Back 15 seconds").first.click(click_count=3)
    assert position(episode) == 0


def test_the_seek_bar_moves_and_speaks(episode: Page) -> None:
    bar = episode.get_by_label("Position")
    bar.fill("60")
    assert position(episode) == 60
    assert seek_bar(episode) == "1 minute of 2 minutes 58 seconds, What solutions engineers do"
    bar.press("ArrowRight")
    assert position(episode) == 65
    bar.press("PageDown")
    assert position(episode) == 5
    bar.press("End")
    assert position(episode) >= LENGTH - 1


def test_a_chapters_mark_stands_on_the_bar(episode: Page) -> None:
    expect(episode.locator(".marks span")).to_have_count(5)  # none at 0:00
    at = episode.locator(".marks span").first.evaluate("it => it.style.getPropertyValue('--at')")
    assert abs(float(at) - 53 / LENGTH) < 0.001


def test_speed_is_remembered_for_all_episodes(episode: Page) -> None:
    episode.get_by_label("Speed").first.select_option("1.5")
    assert episode.evaluate("document.querySelector('audio').playbackRate") == 1.5
    episode.get_by_role("link", name=re.compile("Older")).click()
    expect(episode.get_by_role("heading", level=1)).to_contain_text("Rolls")
    expect(episode.get_by_label("Speed").first).to_have_value("1.5")
    assert episode.evaluate("document.querySelector('audio').playbackRate") == 1.5


def test_the_position_is_remembered_for_each_episode(episode: Page) -> None:
    episode.get_by_role("link", name=re.compile("1:40")).first.click()
    wait_for_position(episode, 100, 110)
    pause(episode)
    left = position(episode)
    episode.reload()
    expect(episode.locator(".at")).to_have_text(re.compile(r"1:4\d"))
    assert abs(position(episode) - left) <= 1.5
    episode.get_by_role("link", name=re.compile("Older")).click()
    expect(episode.locator(".at")).to_have_text("0:00")


def test_an_episode_that_is_over_starts_anew(episode: Page) -> None:
    load(episode)
    episode.evaluate("document.querySelector('audio').currentTime = 60")
    episode.get_by_role("button", name="Play", exact=True).first.click()
    wait_for_sound(episode)
    episode.evaluate("document.querySelector('audio').currentTime = 177.5")
    expect(episode.get_by_role("button", name="Play", exact=True).first).to_be_visible()
    wait_until(episode, "document.querySelector('audio').ended")
    episode.reload()
    expect(episode.locator(".at")).to_have_text("0:00")


def test_links_lead_into_the_audio(page: Page, episode_url: str) -> None:
    for fragment, seconds in (
        ("1:12", 72),
        ("0:01:12", 72),
        ("72", 72),
        ("72.5", 72.5),
        ("1m12s", 72),
        ("npt:1:12", 72),
        ("1:12,1:20", 72),
    ):
        page.goto("about:blank")
        page.goto(f"{episode_url}#t={fragment}")
        expect(page.locator(".at")).to_have_text("1:12")
        assert position(page) == seconds


def test_an_excerpt_stops_at_its_end(page: Page, episode_url: str) -> None:
    page.goto(f"{episode_url}#t=1:12,1:13")
    page.get_by_role("button", name="Play", exact=True).first.click()
    wait_until(page, "document.querySelector('audio').currentTime >= 73")
    expect(page.get_by_role("button", name="Play", exact=True).first).to_be_visible()
    assert position(page) < 75


def test_what_is_no_moment_is_passed_over(page: Page, episode_url: str) -> None:
    for fragment in ("t=soon", "t=-5", "t=1:2:3:4", "transcript", "t=%00", "t=1e9"):
        page.goto("about:blank")
        page.goto(f"{episode_url}#{fragment}")
        expect(page.locator(".at")).to_have_text("0:00")


def test_a_link_to_the_moment_is_copied(
    context: BrowserContext, page: Page, episode_url: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{episode_url}#t=1:12")
    page.get_by_role("button", name="Copy a link to this moment").click()
    expect(page.get_by_text("Link to 1:12 copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{episode_url}#t=1:12"


def test_the_small_player_shows_while_the_large_one_is_out_of_sight(episode: Page) -> None:
    small = episode.get_by_role("region", name="Small player")
    expect(small).to_be_hidden()
    episode.get_by_role("button", name="Play", exact=True).first.click()
    wait_for_sound(episode)
    expect(small).to_be_hidden()
    episode.locator("footer").scroll_into_view_if_needed()
    expect(small).to_be_visible()
    small.get_by_role("button", name="Pause").click()
    expect(small.get_by_role("button", name="Play")).to_be_visible()
    episode.locator("body").click(position={"x": 5, "y": 5})
    episode.evaluate("scrollTo(0, 0)")
    expect(small).to_be_hidden()


def test_headphones_and_lock_screens_are_told(episode: Page) -> None:
    episode.get_by_role("link", name=re.compile("0:53")).first.click()
    wait_for_sound(episode)
    told = episode.evaluate(
        "({title: navigator.mediaSession.metadata.title, album: navigator.mediaSession.metadata"
        ".album, art: navigator.mediaSession.metadata.artwork[0].src,"
        " state: navigator.mediaSession.playbackState})"
    )
    assert told["title"].startswith("What solutions engineers do – How Can Data Teams")
    assert told["album"] == "Ken’s Nearest Neighbors"
    assert told["art"].endswith("/chapter-2.jpg")
    assert told["state"] == "playing"


def test_audio_that_cannot_be_loaded_is_told_in_words(
    page: Page, episode_url: str, complaints: list[str]
) -> None:
    page.route("**/*.mp3", lambda route: route.fulfill(status=404))
    page.goto(episode_url)
    page.get_by_role("button", name="Play", exact=True).first.click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The audio can’t be loaded")
    expect(page.get_by_role("link", name=re.compile("Download"))).to_be_visible()
    page.unroute("**/*.mp3")
    alert.get_by_role("button", name="Try again").click()
    wait_for_sound(page)
    expect(page.locator(".trouble")).to_be_empty()
    complaints.clear()  # the browser's own words about the 404


def test_play_tries_again_once_the_network_is_back(
    page: Page, episode_url: str, complaints: list[str]
) -> None:
    page.goto(f"{episode_url}#t=1:02")
    page.context.set_offline(True)
    play = page.get_by_role("button", name="Play", exact=True).first
    play.click()
    expect(page.get_by_role("alert")).to_contain_text("you are offline")
    page.context.set_offline(False)
    play.click()
    wait_for_sound(page)
    assert position(page) >= 62
    expect(page.locator(".trouble")).to_be_empty()
    complaints.clear()  # the browser's own words about the network


def test_blocked_storage_is_no_reason_to_fail(page: Page, episode_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
    )
    page.goto(episode_url)
    page.get_by_role("button", name="Play", exact=True).first.click()
    wait_for_sound(page)


def test_nonsense_in_storage_is_no_reason_to_fail(page: Page, episode_url: str) -> None:
    page.add_init_script(
        "const path = location.pathname.replace(/index.html$/, '');"
        "localStorage.setItem(`podcast:at:${path}`, '1e999');"
        "localStorage.setItem('podcast:speed', '[]');"
        "addEventListener('DOMContentLoaded', () =>"
        " delete document.querySelector('audio').dataset.duration, {capture: true})"
    )
    page.goto(episode_url)
    expect(page.locator(".at")).to_have_text("0:00")


def test_enhancing_the_player_moves_nothing(page: Page, episode_url: str) -> None:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(episode_url)
        expect(page.locator(".controls")).to_be_visible()
        least = page.locator(".player").evaluate("it => parseFloat(getComputedStyle(it).minHeight)")
        height = page.locator(".player").evaluate("it => it.getBoundingClientRect().height")
        assert height <= least + 1
