from pathlib import Path

import pytest

from tests.episodes.builders import read_one, told


@pytest.mark.parametrize(
    ("written", "person_id", "name", "role"),
    [
        ("ada", "ada", "Ada Example", "host"),
        ("ADA", "ada", "Ada Example", "host"),
        ("Bo Example", "bo", "Bo Example", "guest"),
        ("{id: bo, role: Author of Bo}", "bo", "Bo Example", "Author of Bo"),
        ("{name: Cy}", None, "Cy", "guest"),
        ("Somebody New", None, "Somebody New", "guest"),
    ],
)
def test_people(tmp_path: Path, written: str, person_id: str | None, name: str, role: str) -> None:
    episode, findings = read_one(tmp_path, f"people: [{written}]")
    assert findings == []
    [credit] = episode.people
    assert (credit.person.id, credit.person.name, credit.role) == (person_id, name, role)


def test_an_episode_may_say_more_of_a_person(tmp_path: Path) -> None:
    episode, findings = read_one(
        tmp_path, "people: [{id: bo, x: bo_elsewhere, github: bo, bio: Now at Acme}]"
    )
    assert findings == []
    person = episode.people[0].person
    assert [(each.platform, each.url) for each in person.profiles] == [
        ("x", "https://x.com/bo_elsewhere"),
        ("github", "https://github.com/bo"),
    ]
    assert (person.bio, person.website) == ("Now at Acme", "https://example.com/bo")


def test_an_inline_person_with_links(tmp_path: Path) -> None:
    episode, findings = read_one(
        tmp_path,
        "people: [{name: Cy, url: https://example.org/cy, twitter: '@cy', youtube: '@cytube', "
        "linkedin: linkedin.com/in/cy}]",
    )
    assert findings == []
    person = episode.people[0].person
    assert person.website == "https://example.org/cy"
    assert person.website_place == episode.source.place("people", 0, "url")
    assert [(each.platform, each.url, each.handle) for each in person.profiles] == [
        ("x", "https://x.com/cy", "@cy"),
        ("youtube", "https://www.youtube.com/@cytube", "@cytube"),
        ("linkedin", "https://linkedin.com/in/cy", None),
    ]
    assert person.profiles[0].place == episode.source.place("people", 0, "twitter")


def test_sponsors(tmp_path: Path) -> None:
    episode, findings = read_one(
        tmp_path,
        "sponsors:\n  - Globex\n"
        "  - {id: taro, url: https://example.com/t, code: T20, copy: Use it, at: '1:00', "
        "offer: 30% off}\n"
        "  - {name: Acme, url: https://acme.example.com}",
    )
    assert findings == []
    globex, taro, acme = episode.sponsors
    assert (globex.sponsor.id, globex.url, globex.place.line) == ("globex", None, 6)
    assert (taro.sponsor.name, taro.sponsor.offer) == ("Taro", "30% off")
    assert (taro.url, taro.code, taro.copy, taro.at_seconds) == (
        "https://example.com/t",
        "T20",
        "Use it",
        60,
    )
    assert taro.url_place == episode.source.place("sponsors", 1, "url")
    assert (acme.sponsor.id, acme.sponsor.name) == (None, "Acme")
    assert acme.sponsor.url == "https://acme.example.com"


def test_an_unknown_id_with_a_name_is_told_and_kept(tmp_path: Path) -> None:
    episode, findings = read_one(
        tmp_path, "people: [{id: cy, name: Cy}]\nsponsors: [{id: acme, name: Acme}]"
    )
    assert [each[:3] for each in told(findings)] == [("P101", 5, 15), ("S101", 6, 17)]
    assert episode.people[0].person.name == "Cy"
    assert episode.sponsors[0].sponsor.name == "Acme"


def test_an_impossible_handle_is_told_where_it_stands(tmp_path: Path) -> None:
    episode, findings = read_one(tmp_path, "people: [{name: Cy, x: no handle at all}]")
    assert [each[:3] for each in told(findings)] == [("P104", 5, 24)]
    assert episode.people[0].person.profiles == ()


def test_chapters_are_sorted_and_those_without_title_left_out(tmp_path: Path) -> None:
    episode, findings = read_one(
        tmp_path,
        "chapters: [{start: '1:00', title: B, img: https://example.com/b.png}, "
        "{start_seconds: 0, title: A}, {start: 30, toc: false}]",
    )
    assert findings == []
    assert [(each.start_seconds, each.title, each.image) for each in episode.chapters] == [
        (0.0, "A", None),
        (60.0, "B", "https://example.com/b.png"),
    ]


def test_a_promo_without_title_is_called_by_its_address(tmp_path: Path) -> None:
    episode, findings = read_one(tmp_path, "promos: [{url: https://example.org/book}]")
    assert findings == []
    [promo] = episode.promos
    assert promo.title == promo.url == "https://example.org/book"
