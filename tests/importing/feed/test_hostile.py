"""Feeds and records made to do harm: nothing is overwritten, nothing fails, nothing runs."""

import hashlib
import json
from html import escape
from pathlib import Path

import pytest
from lxml import etree

from publisher.documents import read_toml
from publisher.episodes.slugs import slug_of_file
from publisher.importing.feed import naming, writing
from publisher.importing.feed.naming import Nameable, name_episodes
from tests.commands import run
from tests.importing.feed.test_importing import CHANNEL, PLACE, feed, front, imported, item

FOLLOW = (
    "<h3>{code} Follow</h3><p>Thanks for listening to the show! Follow us {code} on "
    '<a href="https://twitter.com/talk">{code} Twitter</a> and '
    '<a href="https://www.instagram.com/talk">Insta</a>.</p>'
)
CODE = ('" ~ 7*191 ~ "', "\\N{QUOTATION MARK} ~ 7*191", "{# gone #}")


def test_a_tag_that_says_nothing_is_left_out(tmp_path: Path) -> None:
    nothing = '<podcast:soundbite startTime="-1" duration="x"/><podcast:contentLink/>'
    imported(tmp_path, feed(item(1, nothing)))
    assert "soundbites" not in front(tmp_path, "001-part-1.md")


def test_files_of_a_feed_are_addresses_and_never_paths(tmp_path: Path) -> None:
    files = (
        '<podcast:chapters url="/config/people.toml" type="application/json+chapters"/>'
        '<podcast:transcript url="file:///etc/passwd" type="text/vtt"/>'
        '<podcast:transcript url="//t.example/1.vtt" type="text/vtt"/>'
    )
    imported(tmp_path, feed(item(1, files)))
    fields = front(tmp_path, "001-part-1.md")
    assert fields["chapters"] == "https://talk.example.com/config/people.toml"
    assert fields["transcripts"] == [{"url": "https://t.example/1.vtt", "type": "text/vtt"}]


def test_a_feed_without_a_title_is_called_like_its_folder(tmp_path: Path) -> None:
    channel = CHANNEL.replace("<title>The Talk</title>", "<title/>")
    imported(tmp_path, feed(item(1), channel=channel), "--show", "talk")
    assert read_toml(tmp_path / "feeds/talk/show.toml").fields["title"] == "talk"
    assert run("build", "--offline", root=tmp_path).code == 0


@pytest.mark.parametrize("guid", ["\x9b31m", "a \x9b b", "c\x85d", "\x9b"])
def test_what_is_locked_is_what_the_file_says(tmp_path: Path, guid: str) -> None:
    nowhen = item(2).replace("Wed, 07 Jan 2026 10:00:00 +0100", "0001-01-01")
    imported(tmp_path, feed(item(1, guid=guid), nowhen))
    outcome = run("build", "--offline", root=tmp_path)
    assert outcome.code == 0, outcome
    assert (tmp_path / "public/the-talk/feed.xml").exists()


def test_a_type_that_is_none_is_locked_as_the_build_takes_it(tmp_path: Path) -> None:
    odd = item(1).replace("1.mp3", "1.m4a").replace('type="audio/mpeg"', 'type="-5"')
    imported(tmp_path, feed(odd))
    outcome = run("build", "--offline", root=tmp_path)
    assert outcome.code == 0, outcome


def test_what_stands_in_the_template_is_words(tmp_path: Path) -> None:
    repeated = "".join(FOLLOW.format(code=escape(each)) for each in CODE)
    notes = f"<content:encoded>{escape(repeated)}</content:encoded>"
    imported(tmp_path, feed(*(item(n, notes) for n in range(1, 10))))
    assert "paragraph(" in (tmp_path / "feeds/the-talk/notes.j2").read_text()
    assert run("build", "--offline", root=tmp_path).code == 0
    pages = [*(tmp_path / "public/the-talk").glob("*/index.html")]
    assert len(pages) == 9
    for page in pages:
        assert "1337" not in page.read_text()
        assert "{# gone #} Twitter" in page.read_text()


def test_a_title_in_place_of_notes_is_no_html(tmp_path: Path) -> None:
    title = escape("<script>alert(1)</script>")
    only = item(1, title=title).replace("Notes of 1.", "")
    imported(tmp_path, feed(only))
    assert run("build", "--offline", root=tmp_path).code == 0
    built = etree.fromstring((tmp_path / "public/the-talk/feed.xml").read_bytes())
    assert built.findtext("channel/item/title") == "<script>alert(1)</script>"
    assert "<" not in str(built.findtext("channel/item/description"))


@pytest.mark.parametrize(
    "target", ["feeds/other/episodes/1.md", "config/publisher.toml", "feeds/the-talk/show.toml"]
)
def test_a_record_made_to_deceive_leads_to_no_other_file(tmp_path: Path, target: str) -> None:
    imported(tmp_path, feed(item(1)))
    aim = tmp_path / target
    aim.parent.mkdir(parents=True, exist_ok=True)
    if not aim.exists():
        aim.write_bytes(b"somebody's own")
    before = aim.read_bytes()
    tmp_path.joinpath(*PLACE, "001-part-1.md").unlink()
    lock = tmp_path / "feeds/the-talk/import.lock"
    record = json.loads(lock.read_text())
    del record["files"]["/".join((*PLACE, "001-part-1.md"))]
    sha = hashlib.sha256(before).hexdigest()[:32]
    record["files"][target] = {"sha256": sha, "guid": "g1"}
    lock.write_text(json.dumps(record))
    imported(tmp_path, feed(item(1)))
    assert aim.read_bytes() == before


def test_notes_of_a_whole_library_are_left_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "MOST_TIDIED_CHARACTERS", 1000)
    notes = f"<content:encoded>{escape(FOLLOW.format(code=''))}</content:encoded>"
    outcome = imported(tmp_path, feed(*(item(n, notes) for n in range(1, 10))))
    assert "what repeats was not looked for" in outcome.out
    assert "paragraph(" not in (tmp_path / "feeds/the-talk/notes.j2").read_text()


def test_names_alike_are_numbered_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [0]

    def counted(file: Path) -> str:
        asked[0] += 1
        return slug_of_file(file)

    monkeypatch.setattr(naming, "slug_of_file", counted)
    items = [Nameable(at, "Same", None, None) for at in range(3000)]
    names = name_episodes(items, {"same-2"})
    assert {*names.values()} == {"same", *(f"same-{n}" for n in range(3, 3002))}
    assert asked[0] < 3 * len(items)
