"""`publisher check --suggest`: archived copies of pages that are gone, and only when asked for."""

import json
from pathlib import Path

import pytest
import responses

from tests.commands import CONFIG, episode, run, write

GONE = "https://gone.example.org/book"
COPY = f"https://web.archive.org/web/20260102000000/{GONE}"
API = "https://archive.org/wayback/available"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    text = episode(1, f"See [the book]({GONE}) and [a page](https://fine.example.org/).\n")
    return write(tmp_path, {**CONFIG, "feeds/talk/episodes/1.md": text})


def play(status: int = 200) -> None:
    for method in (responses.HEAD, responses.GET):
        responses.add(method, GONE, status=404)
        responses.add(method, "https://fine.example.org/", status=200)
    closest = {
        "available": True,
        "status": "200",
        "timestamp": "20260102000000",
        "url": f"http://web.archive.org/web/20260102000000/{GONE}",
    }
    responses.get(API, status=status, json={"archived_snapshots": {"closest": closest}})


def asked() -> list[str]:
    urls = (call.request.url or "" for call in responses.calls)
    return [url for url in urls if "archive.org" in url]


def checked(root: Path, *flags: str) -> dict[str, object]:
    said = run("check", "--format", "json", "--select", "W101", "--retries", "0", *flags, root=root)
    assert said.code == 1
    report: dict[str, object] = json.loads(said.out)
    return report


@responses.activate
def test_a_dead_link_comes_with_its_copy_of_the_episodes_day(root: Path) -> None:
    play()
    report = checked(root, "--suggest")
    assert [found["archived"] for found in report["findings"]] == [COPY]  # type: ignore[attr-defined]
    assert asked() == [f"{API}?url=gone.example.org%2Fbook&timestamp=20260101"]
    said = run("check", "--select", "W101", "--suggest", root=root)
    assert "copies of 1 of 1 pages that are gone" in " ".join(said.out.split())


@responses.activate
def test_no_copy_is_offered_in_place_of_a_link_that_pays(root: Path) -> None:
    play()
    paying = "https://acme.pxf.io/c/1/2/3"
    for method in (responses.HEAD, responses.GET):
        responses.add(method, paying, status=404)
    sponsor = f'[acme]\nname = "Acme"\nurl = "{GONE}"\n'
    text = episode(1, f"See [the offer]({paying}).\n", sponsors="[acme]")
    write(root, {"config/sponsors.toml": sponsor, "feeds/talk/episodes/1.md": text})
    report = checked(root, "--suggest")
    found = report["findings"]
    assert {each["url"] for each in found} == {GONE, paying}  # type: ignore[attr-defined]
    assert {each["archived"] for each in found} == {None}  # type: ignore[attr-defined]
    assert asked() == []


@responses.activate
def test_nobody_is_asked_unless_the_podcaster_says_so(root: Path) -> None:
    play()
    report = checked(root)
    assert [found["archived"] for found in report["findings"]] == [None]  # type: ignore[attr-defined]
    checked(root, "--offline", "--suggest")
    assert asked() == []


@responses.activate
def test_a_busy_archive_changes_nothing_but_a_line(root: Path) -> None:
    play(status=429)
    report = checked(root, "--suggest")
    assert [found["archived"] for found in report["findings"]] == [None]  # type: ignore[attr-defined]
    assert len(asked()) == 1
    said = run("check", "--select", "W101", "--suggest", root=root)
    assert "it asks for a pause: 429" in " ".join(said.out.split())


@responses.activate
def test_where_all_is_well_nothing_is_asked(root: Path) -> None:
    play()
    flags = ("--suggest", "--select", "W109", "--retries", "0")
    run("check", *flags, root=root)
    assert asked() == []
