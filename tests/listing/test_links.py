"""What is known of links, gathered without asking."""

from datetime import timedelta
from pathlib import Path

import pytest

from publisher.config import load_network
from publisher.errors import UsageError
from publisher.listing.links import NOTHING_KNOWN, Known, Listing, list_links
from publisher.model import Verdict
from publisher.web.known import NEVER_ASKED
from tests.answers import NOW
from tests.commands import episode, write
from tests.listing.builders import CACHE, FINE, GONE, NEVER, REPOSITORY, fill, remember


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write(tmp_path, REPOSITORY)


def listed(root: Path, *shows: str) -> Listing:
    return list_links(load_network(root.resolve()), shows, NOW)


def known_of(listing: Listing, url: str) -> Known:
    [known] = [known for known in listing.links if known.check.url == url]
    return known


def test_the_last_answers_count_however_old_they_are(root: Path) -> None:
    fill(root)
    network = load_network(root.resolve())
    known = known_of(list_links(network, (), NOW + timedelta(days=400)), GONE)
    assert known.check.verdict is Verdict.DEAD
    assert known.check.since == NOW - timedelta(days=1)
    assert known.check.fine_at == NOW - timedelta(days=2)
    assert [(spell.verdict, spell.runs) for spell in known.history] == [
        (Verdict.OK, 1),
        (Verdict.DEAD, 2),
    ]


def test_trouble_that_is_never_reused_is_told_too(root: Path) -> None:
    remember(root, {GONE: [500, "timeout"]})
    assert known_of(listed(root), GONE).check.verdict is Verdict.UNREACHABLE


def test_what_was_never_asked_says_so(root: Path) -> None:
    fill(root)
    check = known_of(listed(root), NEVER).check
    assert (check.verdict, check.reason) == (Verdict.SKIPPED, NEVER_ASKED)


def test_without_a_memory_none_is_made(root: Path) -> None:
    listing = listed(root)
    assert listing.notices == (NOTHING_KNOWN,)
    assert not (root / ".publisher").exists()
    fill(root)
    assert listed(root).notices == ()


def test_what_needs_no_answer_is_judged(root: Path) -> None:
    body = (
        "[Own](https://podcast.example.com/talk/001/), [soon](https://podcast.example.com/talk/003/),"
        " [closed](https://podcasts.google.com/feed/x), [wall](https://www.linkedin.com/in/ada/),"
        " [mail](mailto:ada@example.com)\n"
    )
    write(root, {"feeds/talk/episodes/004.md": episode(4, body)})
    verdicts = {known.check.url: known.check.verdict for known in listed(root).links}
    assert verdicts["https://podcast.example.com/talk/001/"] is Verdict.OK
    assert verdicts["https://podcast.example.com/talk/003/"] is Verdict.PENDING
    assert verdicts["https://podcasts.google.com/feed/x"] is Verdict.CLOSED_PLATFORM
    assert verdicts["https://www.linkedin.com/in/ada/"] is Verdict.UNVERIFIABLE
    assert verdicts["mailto:ada@example.com"] is Verdict.SKIPPED


def test_episodes_are_those_with_the_link_and_those_that_name_its_owner(root: Path) -> None:
    listing = listed(root)
    talk, walk = "feeds/talk/episodes", "feeds/walk/episodes"
    assert known_of(listing, GONE).episodes == (
        *(f"{talk}/001.md", f"{talk}/002.md", f"{walk}/001.md"),
    )
    # Episode 2 has a link of its own, and the other show has terms of its own.
    ada = known_of(listing, "https://globex.example.com/ada")
    assert ada.episodes == (f"{talk}/001.md", f"{talk}/003.md")
    assert known_of(listing, "https://globex.example.com/two").episodes == (f"{talk}/002.md",)
    assert known_of(listing, "https://globex.example.com/walk").episodes == (f"{walk}/001.md",)
    assert known_of(listing, "https://umbrella.example.com/").episodes == ()


def test_a_fragment_makes_no_other_link(root: Path) -> None:
    fill(root)
    assert known_of(listed(root), FINE).check.verdict is Verdict.OK


def test_episodes_come_newest_first(root: Path) -> None:
    slugs = [(episode.show, episode.slug) for episode in listed(root).episodes]
    assert slugs == [("talk", "003"), ("talk", "002"), ("talk", "001"), ("walk", "001")]


def test_a_show_has_its_own_links_only(root: Path) -> None:
    listing = listed(root, "walk")
    urls = {known.check.url for known in listing.links}
    assert "https://globex.example.com/walk" in urls
    assert FINE not in urls
    assert "https://umbrella.example.com/" not in urls
    gone = known_of(listing, GONE)
    assert gone.episodes == ("feeds/walk/episodes/001.md",)
    assert {link.place.path for link in gone.links} == {"feeds/walk/episodes/001.md"}
    assert {episode.show for episode in listing.episodes} == {"walk"}


def test_links_of_one_show_to_another_are_judged_by_what_that_publishes(root: Path) -> None:
    body = "[Not there](https://podcast.example.com/talk/999/)\n"
    write(root, {"feeds/walk/episodes/002.md": episode(5, body)})
    known = known_of(listed(root, "walk"), "https://podcast.example.com/talk/999/")
    assert known.check.verdict is Verdict.DEAD


def test_an_unknown_show_is_refused(root: Path) -> None:
    with pytest.raises(UsageError, match='did you mean "talk"'):
        listed(root, "tlak")


def test_files_that_cannot_be_read_are_told(root: Path) -> None:
    fill(root)
    write(root, {"feeds/talk/episodes/005.md": b"---\ntitle: \xff\xfe\x00\n---\n"})
    [notice] = listed(root).notices
    assert notice.startswith("1 episode file can't be read")


def test_a_damaged_memory_costs_the_memory_only(root: Path) -> None:
    (root / CACHE).parent.mkdir()
    (root / CACHE).write_bytes(b"no database" * 1000)
    listing = listed(root)
    assert "was damaged" in listing.notices[0]
    assert known_of(listing, GONE).check.reason == NEVER_ASKED
