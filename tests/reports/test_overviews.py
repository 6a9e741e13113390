from dataclasses import replace

from publisher.model import About, EpisodeNote, Severity
from publisher.reports.overviews import ROWS, files_of, overviews
from publisher.reports.problems import problems_of
from tests.reports.samples import finding, report
from tests.reports.test_first import ABOUT, TARO, about_shows, dead, paid


def rows(found: object, facet: str) -> list[tuple[str, int, int]]:
    assert isinstance(found, list)
    [overview] = [each for each in found if each.facet == facet]
    return [(row.name, row.errors, row.warnings) for row in overview.rows]


def test_problems_are_counted_by_sponsor_site_and_episode_the_worst_first() -> None:
    found = [
        *dead(TARO, 5, 6),
        finding("L103", Severity.WARNING, "warn", "06.md", url="https://b.example/"),
        finding("L201", Severity.INFO, "tell", "07.md", url="https://c.example/"),
        finding("L107", Severity.WARNING, "twice", "06.md", url="https://https://d.example/"),
    ]
    shown = about_shows(found, [paid(TARO)])
    made = overviews(problems_of(shown), shown)
    assert rows(made, "sponsor") == [("Taro", 1, 0)]
    assert rows(made, "host") == [("taro.example", 1, 0), ("b.example", 0, 1)]
    assert rows(made, "episode") == [("Episode 6", 1, 2), ("Episode 5", 1, 0)]
    assert [each.facet for each in made] == ["sponsor", "host", "episode"]


def test_a_network_sees_each_of_its_shows_also_the_sound_ones() -> None:
    about = About(
        episodes={f"{show}.md": EpisodeNote(show, show) for show in ("a", "b")},
        shows={"a": "The A", "b": "The B"},
    )
    found = [finding(severity=Severity.ERROR, path="b.md")]
    shown = replace(report(found), about=about)
    assert rows(overviews(problems_of(shown), shown), "show") == [("The B", 1, 0), ("The A", 0, 0)]


def test_tables_are_short_and_say_so() -> None:
    found = [finding("E109", message=f"{n}", path=f"{n:02}.md") for n in range(1, 20)]
    shown = about_shows(found)
    [episodes] = overviews(problems_of(shown), shown)
    assert (len(episodes.rows), episodes.left) == (ROWS, 19 - ROWS)
    assert episodes.rows[0].aside == str(ABOUT.episodes["19.md"].day)


def test_the_list_of_files_has_the_worst_and_is_bounded() -> None:
    found = [finding("E109", message=f"{n}", path=f"{n:02}.md") for n in range(1, 20)]
    found.append(finding("E105", Severity.ERROR, "x", "zz.md"))
    problems = problems_of(about_shows(found))
    assert len(files_of(problems, 10_000)) == 20
    few = files_of(problems, 100)
    assert "zz.md" in few
    assert len(few) < 4
