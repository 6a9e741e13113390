"""`publisher links` and `publisher sponsors`: what they take, print and answer."""

import json
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.commands import Outcome, episode, run, write
from tests.listing.builders import CACHE, FINE, GONE, NEVER, REPOSITORY, fill

AT = ("--at", "2026-11-22T12:00:00Z")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, REPOSITORY)
    fill(tmp_path)
    return tmp_path


def links(root: Path, *options: str) -> Outcome:
    done = run("links", *AT, *options, root=root)
    assert done.code == 0, done.err
    return done


# ---------------------------------------------------------------- links


def test_what_is_dead_comes_first_with_its_story(root: Path) -> None:
    out = links(root).out
    assert out.startswith(
        f"dead: 1 address\n  dead  {GONE}\n"
        "    gone.example.org says there is no such page (404); dead since 2026-11-21 (2 runs), "
        "last fine on 2026-11-20, asked on 2026-11-22\n"
        "    at feeds/talk/episodes/001.md:8:8 and in 2 other places, in 3 episodes\n"
    )
    assert "1 dead" in out.splitlines()[-2]
    assert out.splitlines()[-1].startswith("Never asked: ")


def test_the_list_is_the_same_each_time(root: Path) -> None:
    assert links(root) == links(root)
    assert links(root, "--json") == links(root, "--json")


@pytest.mark.parametrize("by", ["episode", "sponsor", "host", "verdict"])
def test_groups_are_as_asked(root: Path, by: str) -> None:
    first = {
        "episode": "feeds/talk/episodes/003.md (2026-12-24, Episode 3): ",
        "sponsor": "globex (Globex): 4 addresses",
        "host": "gone.example.org: 1 address",
        "verdict": "dead: 1 address",
    }
    assert links(root, "--by", by).out.startswith(first[by])


def test_the_only_link_has_its_whole_history(root: Path) -> None:
    out = links(root, "--verdict", "dead,moved").out
    assert "History (UTC):\n    2026-11-20 12:00  ok, in 1 run\n" in out
    assert "    2026-11-21 12:00 – 2026-11-22 12:00  dead, in 2 runs\n" in out
    assert links(root, "--url", GONE).out == out


def test_filters_understand_a_podcasters_words(root: Path) -> None:
    def listed(*options: str) -> set[str]:
        found = json.loads(links(root, "--json", *options).out)
        return {link["url"] for link in found["links"]}

    assert listed("--host", "https://WWW.fine.example.org/x") == {FINE}
    assert listed("--sponsor", "Initech") == {"https://initech.example.com/"}
    for wanted in ("talk/3", "talk/003", "feeds/talk/episodes/003.md"):
        assert NEVER in listed("--episode", wanted)
        assert GONE not in listed("--episode", wanted)
    assert FINE not in listed("walk")
    assert links(root, "--verdict", "rate-limited").out == "No link fits.\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--verdict", "ded"), "'ded' is no verdict; did you mean \"dead\"?"),
        (("--verdict", "x"), "there are: ok, moved"),
        (("--sponsor", "globx"), 'did you mean "globex"?'),
        (("--episode", "999"), "there is no episode '999'"),
        (("--host", "a b"), "'a b' is no host"),
        (("tlak",), 'did you mean "talk"?'),
    ],
)
def test_words_that_mean_nothing_are_refused(
    root: Path, options: tuple[str, ...], said: str
) -> None:
    done = run("links", *options, root=root)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_json_has_the_shape_that_programs_rely_on(root: Path) -> None:
    document = json.loads(links(root, "--json", "--url", GONE).out)
    assert set(document) == {"version", "links"}
    assert document["version"] == 1
    [link] = document["links"]
    talk = "feeds/talk/episodes"
    assert link == {
        "url": GONE,
        "verdict": "dead",
        "reason": "gone.example.org says there is no such page (404)",
        "status": 404,
        "final_url": None,
        "checked_at": "2026-11-22T12:00:00Z",
        "since": "2026-11-21T12:00:00Z",
        "runs": 2,
        "fine_at": "2026-11-20T12:00:00Z",
        "expires_at": None,
        "episodes": [f"{talk}/001.md", f"{talk}/002.md", "feeds/walk/episodes/001.md"],
        "places": [
            {"path": path, "line": 8, "column": 8, "role": "reference", "owner": None}
            for path in (f"{talk}/001.md", f"{talk}/002.md", "feeds/walk/episodes/001.md")
        ],
        "history": [
            {
                "verdict": "ok",
                "first_at": "2026-11-20T12:00:00Z",
                "last_at": "2026-11-20T12:00:00Z",
                "runs": 1,
            },
            {
                "verdict": "dead",
                "first_at": "2026-11-21T12:00:00Z",
                "last_at": "2026-11-22T12:00:00Z",
                "runs": 2,
            },
        ],
    }
    [never] = json.loads(links(root, "--json", "--url", NEVER).out)["links"]
    assert (never["verdict"], never["reason"]) == ("skipped", "never asked")
    assert (never["checked_at"], never["since"], never["runs"]) == (None, None, 0)
    assert never["history"] == []


def test_nothing_known_is_said_and_no_memory_is_made(tmp_path: Path) -> None:
    write(tmp_path, REPOSITORY)
    for command in (("links",), ("links", "--json"), ("sponsors", "list")):
        done = run(*command, root=tmp_path)
        assert done.code == 0
        assert done.err == ("Nothing is known yet of how the web answers: run `publisher check`.\n")
    run("sponsors", "expiring", root=tmp_path)
    assert not (tmp_path / ".publisher").exists()


def test_nothing_that_talks_http_is_imported(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("requests", "urllib3"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "publisher.web.client", raising=False)
    assert links(root).code == 0
    assert run("sponsors", "where", "globex", root=root).code == 0
    assert "publisher.web.client" not in sys.modules


def test_a_memory_from_anybody_does_no_harm(root: Path) -> None:
    with sqlite3.connect(root / CACHE) as database:
        database.execute("UPDATE answers SET reason = char(27) || '[2J'")
        rows = [
            (GONE, 1e300, 1.0, "dead", 1),
            (GONE, "x", 1.0, "dead", 1),
            (GONE, 2.0, 3.0, "\x1b[2J", 1),
            (GONE, 4.0, 5.0, "dead", "many"),
        ]
        database.executemany("INSERT INTO spells VALUES (?, ?, ?, ?, ?)", rows)
    database.close()
    out = links(root, "--url", GONE).out
    assert "\x1b" not in out
    assert out.count(", in ") == 3  # two sound spells, and the places
    assert json.loads(links(root, "--json").out)


def test_a_stream_that_knows_ascii_only_gets_escapes(root: Path) -> None:
    import os
    import subprocess

    write(root, {"feeds/talk/episodes/009.md": episode(9, title="Zoë – 日本")})
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "links", "--by", "episode"],
        cwd=root,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert b"Zo\\xeb" in done.stdout


# ---------------------------------------------------------------- sponsors


def test_sponsors_are_listed_with_campaign_episodes_and_worst_link(root: Path) -> None:
    done = run("sponsors", "list", *AT, root=root)
    assert done.code == 0
    assert done.out == (
        "globex (Globex): until 2026-12-01 (9 days)\n"
        "    https://globex.example.com/ada\n"
        "    3 episodes out, 1 to come; 4 links, the worst: never asked\n"
        "initech (Initech): ended on 2026-11-01\n"
        "    https://initech.example.com/\n"
        "    1 episode out, 1 to come; its link: never asked\n"
        "umbrella (Umbrella): no dates\n"
        "    https://umbrella.example.com/\n"
        "    0 episodes out, 0 to come; its link: never asked\n"
    )
    document = json.loads(run("sponsors", "list", "--json", *AT, root=root).out)
    assert document["sponsors"][0] == {
        "id": "globex",
        "name": "Globex",
        "url": "https://globex.example.com/ada",
        "code": "ADA",
        "starts": "2026-10-01",
        "ends": "2026-12-01",
        "phase": "running",
        "days_left": 9,
        "episodes_out": 3,
        "episodes_to_come": 1,
        "links": 4,
        "worst_verdict": "skipped",
    }
    assert [each["phase"] for each in document["sponsors"]] == ["running", "ended", "open"]


def test_every_place_of_a_sponsor_is_told(root: Path) -> None:
    done = run("sponsors", "where", "globex", *AT, root=root)
    assert done.code == 0
    assert done.out.startswith(
        "globex (Globex): until 2026-12-01 (9 days)\n"
        "  config/sponsors.toml:3:8  for all shows\n"
        "    https://globex.example.com/ada (never asked), code ADA\n"
        "  config/sponsors.toml:8:8  for walk\n"
        "    https://globex.example.com/walk (never asked), code WALK\n"
        "\nIn 4 episodes:\n"
        "  feeds/talk/episodes/003.md:6:21  2026-12-24, to come: Episode 3\n"
        "    https://globex.example.com/ada (never asked), code ADA\n"
        "  feeds/talk/episodes/002.md:6:12  2026-01-02: Episode 2\n"
        "    https://globex.example.com/two (never asked), code TWO\n"
    )
    document = json.loads(run("sponsors", "where", "globex", "--json", *AT, root=root).out)
    assert set(document) == {"version", "sponsor", "places"}
    assert document["sponsor"]["id"] == "globex"
    assert document["places"][2] == {
        "kind": "sponsors",
        "path": "feeds/talk/episodes/003.md",
        "line": 6,
        "column": 21,
        "show": "talk",
        "url": "https://globex.example.com/ada",
        "code": "ADA",
        "verdict": "skipped",
        "title": "Episode 3",
        "published": "2026-12-24T00:00:00Z",
        "is_out": False,
    }


def test_a_sponsor_that_is_not_there_is_refused(root: Path) -> None:
    done = run("sponsors", "where", "globx", root=root)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "there is no sponsor 'globx' in config/sponsors.toml; did you mean \"globex\"?\n"
    )


def test_campaigns_that_expire_fail_a_job(root: Path) -> None:
    done = run("sponsors", "expiring", *AT, root=root)
    assert done.code == 1
    assert done.out == (
        "initech (Initech): ended on 2026-11-01\n"
        "    feeds/talk/episodes/003.md: 2026-12-24, after the campaign's end\n"
        "\n"
        "globex (Globex): until 2026-12-01 (9 days)\n"
        "    feeds/talk/episodes/003.md: 2026-12-24, after the campaign's end\n"
    )
    soon = run("sponsors", "expiring", "--within", "3d", "--json", *AT, root=root)
    assert soon.code == 1
    [initech] = json.loads(soon.out)["sponsors"]
    assert (initech["id"], initech["days_left"]) == ("initech", -21)
    assert initech["episodes"] == [
        {
            "path": "feeds/talk/episodes/003.md",
            "show": "talk",
            "title": "Episode 3",
            "published": "2026-12-24T00:00:00Z",
            "draft": False,
        }
    ]
    wrong = run("sponsors", "expiring", "--within", "soon", root=root)
    assert wrong.code == 2
    assert "30m, 12h, 7d or 2w" in wrong.err


def test_no_campaign_that_expires_passes(root: Path) -> None:
    (root / "feeds/talk/episodes/003.md").unlink()
    done = run("sponsors", "expiring", "--within", "8d", *AT, root=root)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "No campaign ends by 2026-11-30, and none that is over is named by an episode to come.\n"
    )
