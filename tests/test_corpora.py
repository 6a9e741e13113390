"""Ten real shows: nothing crashes, and what is found, mended and built agrees with their files."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest

from tests.corpora import (
    CORPORA,
    NAMES,
    SHOWS,
    ForeignShow,
    episode_files,
    front_matter,
    jupiter_shows,
    write_repository,
)

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")

BUILT = ("arresteddevops", "jupiterbroadcasting", "syntax")
NOW = datetime(2026, 11, 1, tzinfo=UTC)

Finding = Mapping[str, Any]


def publisher(folder: Path, *arguments: str) -> str:
    """Run the command in `folder`; a crash, or a finding about our own fault, fails the test."""
    done = subprocess.run(
        [sys.executable, "-m", "publisher", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "200"},
        check=False,
        timeout=300,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def shows_of(corpus: str) -> tuple[ForeignShow, ...]:
    return jupiter_shows(CORPORA / corpus) if corpus == "jupiterbroadcasting" else SHOWS[corpus]


# ---------------------------------------------------------------- checking and mending


@dataclass(frozen=True, slots=True)
class Mended:
    """A corpus that was checked and mended."""

    report: Mapping[str, Any]
    before: Mapping[str, str]  # path → text
    after: Mapping[str, str]
    report_after: Mapping[str, Any]


@pytest.fixture(scope="module")
def all_mended(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Mended]:
    """Every corpus, checked and mended in a copy; two at a time, since this is what takes long."""
    folder = tmp_path_factory.mktemp("copies")
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(NAMES, pool.map(mend, NAMES, repeat(folder)), strict=True))


def mend(corpus: str, folder: Path) -> Mended:
    copy = folder / corpus
    shutil.copytree(CORPORA / corpus, copy, copy_function=shutil.copyfile)
    before = texts(copy)
    report = json.loads(publisher(copy, "check", "--offline", "--format", "json"))
    again = json.loads(publisher(copy, "check", "--offline", "--fix", "--format", "json"))
    return Mended(report, before, texts(copy), again)


@pytest.fixture(params=NAMES)
def mended(request: pytest.FixtureRequest, all_mended: dict[str, Mended]) -> Mended:
    return all_mended[request.param]


def texts(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes().decode(errors="surrogateescape")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_report_has_the_shape_that_programs_rely_on(mended: Mended) -> None:
    report = mended.report
    assert report["version"] == 1
    assert list(report) == ["version", "summary", "changes", "findings", "links"]
    places = [place for link in report["links"] for place in link["places"]]
    assert report["summary"]["links"] == len(places) > 0
    for severity in ("error", "warning", "info"):
        named = sum(each["severity"] == severity for each in report["findings"])
        assert report["summary"][f"{severity}s"] == named
    for each in (*report["findings"], *places):
        assert each["path"] in mended.before


def test_every_finding_about_a_link_stands_at_its_address(mended: Mended) -> None:
    for each in mended.report["findings"]:
        if each["url"]:
            line = mended.before[each["path"]].split("\n")[each["line"] - 1]
            assert spelling(each["url"]).match(line, each["column"] - 1), each


def test_after_mending_nothing_is_left_to_mend(mended: Mended) -> None:
    left = [each for each in mended.report_after["findings"] if each["replacement"] is not None]
    assert left == []


def test_mending_changes_the_addresses_it_names_and_nothing_else(mended: Mended) -> None:
    named: dict[tuple[str, int], list[Finding]] = {}
    for each in mended.report["findings"]:
        if each["replacement"] is not None:
            named.setdefault((each["path"], each["line"]), []).append(each)
    assert mended.before.keys() == mended.after.keys()
    for path in mended.before:
        before, after = (text[path].split("\n") for text in (mended.before, mended.after))
        for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
            if old != new:
                pattern = pattern_around(old, named[path, number])
                assert re.fullmatch(pattern, new), f"{path}:{number}"


def pattern_around(line: str, findings: Iterable[Finding]) -> str:
    """Return a pattern of the line in which only the addresses of `findings` may differ."""
    parts, end = [], 0
    for start, url in sorted({(each["column"] - 1, each["url"]) for each in findings}):
        if start >= end:
            parts.append(re.escape(line[end:start]))
            written = spelling(url).match(line, start)
            assert written
            end = written.end()
    return r"\S*".join([*parts, re.escape(line[end:])])


def spelling(url: str) -> re.Pattern[str]:
    """Return a pattern of the ways in which Markdown and HTML may write an address."""
    first_line = url.partition("\n")[0]
    signs = (rf"\\?{re.escape(sign)}" for sign in first_line)
    return re.compile("".join("(?:&amp;|&)" if sign == r"\\?\&" else sign for sign in signs))


# ---------------------------------------------------------------- Syntax, link by link


SYNTAX_LINKS = {
    "P103": r"https?://(?:www\.)?linkedin\.com/company/96077407/admin/",
    "L101": r"(?<=\]\()www\.",
    # not the text of a link, as in [https://twitter.com/a](https://twitter.com/a)
    "P201": r"(?<![\w./@-])(?:https?://)?(?:www\.|m(?:obile)?\.)?twitter\.com\b"
    r"(?![^\s()\[\]]*\]\()",
}


@pytest.mark.parametrize("code", SYNTAX_LINKS)
def test_syntax_links_are_found_under_their_own_code_and_nothing_else_is(
    code: str, all_mended: dict[str, Mended]
) -> None:
    syntax = all_mended["syntax"]
    found = [
        (each["path"], each["line"], each["column"])
        for each in syntax.report["findings"]
        if each["code"] == code
    ]
    written = [
        (path, number, match.start() + 1)
        for path, text in syntax.before.items()
        for number, line in enumerate(text.split("\n"), 1)
        for match in re.finditer(SYNTAX_LINKS[code], line)
    ]
    assert len(written) > 0
    assert sorted(found) == sorted(written)


# ---------------------------------------------------------------- building


@dataclass(frozen=True, slots=True)
class Built:
    corpus: str
    root: Path


@pytest.fixture(scope="module", params=BUILT)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("built") / request.param
    write_repository(request.param, root)
    publisher(root, "build", "--offline", "--at", NOW.isoformat())
    return Built(request.param, root)


@dataclass(frozen=True, slots=True)
class Expected:
    """What an item must say, by the episode's own front matter, read with no code of ours."""

    title: str
    guid: str | None
    url: str
    length: int
    duration: int


def expected_items(corpus: str, show: ForeignShow) -> list[Expected]:
    fields = {ours: theirs for ours, theirs in show.fields.items() if isinstance(theirs, str)}
    audio_key = fields.get("audio.url") or fields["audio.file"]
    base = f"{show.channel['audio_base_url']}/" if "audio_base_url" in show.channel else ""
    items = []
    for file in episode_files(CORPORA / corpus, show):
        facts = front_matter(file)
        if facts.get("draft") is True or not facts.get(audio_key):
            continue
        guid = facts.get(fields.get("guid", "guid"))
        items.append(
            Expected(
                title=" ".join(facts["title"].split()),
                guid=guid,
                url=base + facts[audio_key],
                length=int(facts.get(fields.get("audio.bytes", "")) or 0),
                duration=seconds(facts.get(fields.get("audio.duration", "")) or "0"),
            )
        )
    return sorted(items, key=lambda item: (item.url, item.title))


def seconds(clock: str) -> int:
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total


def test_feedparser_reads_what_the_episode_files_say(built: Built) -> None:
    for show in shows_of(built.corpus):
        feed = feedparser.parse(
            (built.root / "feeds" / show.slug / "feed.xml").read_bytes(),
            sanitize_html=False,  # a third of the time, and nothing we ask about
            resolve_relative_uris=False,
        )
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.feed.title == show.title
        items = [
            Expected(
                title=entry.title,
                guid=entry.id,
                url=entry.enclosures[0].href,
                length=int(entry.enclosures[0].length),
                duration=int(entry.get("itunes_duration", 0)),
            )
            for entry in feed.entries
        ]
        assert_same(items, expected_items(built.corpus, show))
        dates = [entry.published_parsed for entry in feed.entries]
        assert dates == sorted(dates, reverse=True)


def test_podcastparser_reads_what_the_episode_files_say(built: Built) -> None:
    for show in shows_of(built.corpus):
        with (built.root / "feeds" / show.slug / "feed.xml").open("rb") as stream:
            podcast = podcastparser.parse("https://podcasts.example.com/feed.xml", stream)
        assert podcast["title"] == show.title
        items = [
            Expected(
                title=episode["title"],
                guid=episode["guid"],
                url=episode["enclosures"][0]["url"],
                length=max(episode["enclosures"][0]["file_size"], 0),
                duration=episode["total_time"],
            )
            for episode in podcast["episodes"]
        ]
        assert_same(items, expected_items(built.corpus, show))


def assert_same(items: list[Expected], expected: list[Expected]) -> None:
    items = sorted(items, key=lambda item: (item.url, item.title))
    assert len({item.guid for item in items}) == len(items) == len(expected)
    for item, wanted in zip(items, expected, strict=True):
        assert (item.title, item.url, item.length, item.duration) == (
            wanted.title,
            wanted.url,
            wanted.length,
            wanted.duration,
        )
        if wanted.guid is not None:
            assert item.guid == wanted.guid


def test_every_episode_has_a_page_and_every_item_leads_to_it(built: Built) -> None:
    for show in shows_of(built.corpus):
        feed = (built.root / "feeds" / show.slug / "feed.xml").read_text("utf-8")
        links = re.findall(
            r"<item>.*?<link>https://podcasts\.example\.com/(.*?)</link>", feed, re.S
        )
        assert len(links) == feed.count("<item>") > 0
        assert all((built.root / "public" / link / "index.html").is_file() for link in links)
