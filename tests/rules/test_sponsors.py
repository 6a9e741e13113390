"""Family S: sponsors, their links, codes and campaign dates."""

from pathlib import Path

import pytest

from publisher.model import Finding
from publisher.rules.catalogue import Example
from tests.builders import inspect, write_repository

ACME = '[acme]\nname = "Acme"\nurl = "https://acme.example/show"\n'
INITECH = '[initech]\nname = "Initech"\nurl = "https://initech.example/"\ncode = "TPS10"\n'


def said(
    root: Path, sponsors: str, toml: str = ACME, body: str = "", date: str = "2026-03-01"
) -> list[Finding]:
    """Return the findings of family S in an episode with these sponsors."""
    episode = (
        f"---\ntitle: About data\ndate: {date}\nsponsors: [{sponsors}]\n"
        "promos: [{title: A book, url: https://example.com/book, code: BOOK15}]\n"
        "audio: {url: https://media.example.com/1.mp3, bytes: 1000, duration: 60}\n"
        f"---\n{body}\n"
    )
    write_repository(root, Example(episode, {"config/sponsors.toml": toml}))
    return [found for found in inspect(root).findings if found.code.startswith("S")]


@pytest.mark.parametrize(
    ("date", "message"),
    [
        (
            "2026-01-31",
            "the campaign of Acme starts on 2026-02-01, and this episode is of 2026-01-31",
        ),
        ("2026-02-01", None),
        ("2026-02-28", None),
        (
            "2026-03-01",
            "the campaign of Acme ended on 2026-02-28, and this episode is of 2026-03-01",
        ),
    ],
)
def test_campaign_dates(tmp_path: Path, date: str, message: str | None) -> None:
    toml = ACME + "starts = 2026-02-01\nends = 2026-02-28\n"
    found = said(tmp_path, "acme", toml, date=date)
    assert [finding.message for finding in found] == ([message] if message else [])
    assert all(finding.place.line == 4 for finding in found)


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Use code ACME20 at Acme.", []),
        ("Use code acme20 at Acme.", []),
        ("Use code **ACME20** at acme.example.", []),
        ("Use code ACME10 at Acme.", ["S104"]),
        ("Use the promo code: `ACME10` at https://acme.example/show.", ["S104"]),
        ("Acme: code “ACME10”.", ["S104"]),
        ("Acme and a book with code BOOK15.", []),  # the promo's
        ("Write code that lasts, with Acme.", []),
        ("Acme sells source code. It runs.", []),
        ("Acme: code of conduct, code Review tools.", []),
        ("Acme is here.\n\nUse code OTHER1 for our shop.", []),  # not Acme's paragraph
        ("- Acme: code ACME20\n- Shop: code OTHER1", []),
    ],
)
def test_codes_in_the_notes(tmp_path: Path, body: str, codes: list[str]) -> None:
    found = said(tmp_path, "acme", ACME + 'code = "ACME20"\n', body)
    assert [finding.code for finding in found] == codes


def test_a_wrong_code_is_shown_where_it_stands(tmp_path: Path) -> None:
    (finding,) = said(tmp_path, "acme", ACME + 'code = "ACME20"\n', "One.\n\nAcme, code ACME10!")
    assert (finding.place.line, finding.place.column) == (10, 12)
    assert finding.message == '"ACME10" is not the code of Acme, which is "ACME20"'


def test_codes_for_one_show_and_one_episode_count(tmp_path: Path) -> None:
    toml = ACME + 'code = "ACME20"\n[acme.shows.example-show]\ncode = "SHOW20"\n'
    assert said(tmp_path, "acme", toml, "Acme: code SHOW20") == []
    assert said(tmp_path, "{id: acme, code: EP20}", toml, "Acme: code EP20") == []
    found = said(tmp_path, "acme", toml, "Acme: code NONE10")
    assert [finding.message for finding in found] == [
        '"NONE10" is not the code of Acme, which is "SHOW20"'
    ]


def test_the_copy_is_read_too(tmp_path: Path) -> None:
    found = said(tmp_path, "{id: acme, copy: Use code WRONG1 now}", ACME + 'code = "ACME20"\n')
    assert [finding.code for finding in found] == ["S104"]


def test_a_neighbours_code_is_no_mistake_in_the_notes(tmp_path: Path) -> None:
    toml = ACME + 'code = "ACME20"\n' + INITECH
    assert said(tmp_path, "acme, initech", toml, "Acme (code ACME20), Initech (code TPS10)") == []


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("https://acme.example/show?ref=show", []),
        ("https://acme.example/show?a=b&ref=show#c", []),
        ("https://acme.example/show", ["S105"]),
        ("https://acme.example/show?ref=shows", ["S105"]),
        ("https://acme.example/other", ["S105"]),
    ],
)
def test_the_mark_of_an_episodes_own_url(tmp_path: Path, url: str, codes: list[str]) -> None:
    toml = ACME.replace("/show", "/show?ref=show") + 'mark = "ref=show"\n'
    found = said(tmp_path, f"{{id: acme, url: '{url}'}}", toml)
    assert [finding.code for finding in found] == codes


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("[Acme](https://acme.example/show)", ["S105"]),
        ("[Acme](https://acme.example/)", ["S105"]),
        ("[Acme](https://acme.example/show?ref=show)", []),
        ("[how it works](https://acme.example/blog/how)", []),  # further reading, not the offer
        ("[Acme](https://example.org/show)", []),
    ],
)
def test_the_mark_in_the_notes(tmp_path: Path, body: str, codes: list[str]) -> None:
    toml = ACME.replace("/show", "/show?ref=show") + 'mark = "ref=show"\n'
    assert [finding.code for finding in said(tmp_path, "acme", toml, body)] == codes


def test_a_mark_may_be_a_part_of_the_path(tmp_path: Path) -> None:
    assert said(tmp_path, "acme", ACME + 'mark = "acme.example/show"\n') == []


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("https://acme.example/other", []),
        ("https://go.acme.example/x", []),
        ("https://acme.pxf.io/x", []),  # a redirector: only the web can tell
        ("https://bit.ly/x", []),
        ("https://initech.example/x", ["S106"]),
    ],
)
def test_the_sponsors_own_site(tmp_path: Path, url: str, codes: list[str]) -> None:
    found = said(tmp_path, f"{{id: acme, url: '{url}'}}")
    assert [finding.code for finding in found] == codes


def test_http_and_missing_links(tmp_path: Path) -> None:
    assert [f.code for f in said(tmp_path, "acme", ACME.replace("https", "http"))] == ["S201"]
    assert [f.code for f in said(tmp_path, "acme", '[acme]\nname = "Acme"\n')] == ["S103"]
    assert said(tmp_path, "{name: Inline, url: https://inline.example/}") == []


def test_long_notes_take_linear_time(tmp_path: Path) -> None:
    body = "Acme " + "code " * 40_000 + 'code "' * 10_000 + "\n\n" * 20_000
    assert said(tmp_path, "acme", ACME + 'code = "ACME20"\n', body) == []
