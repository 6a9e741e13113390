"""What an import does to what is there: nothing of the user's is ever lost."""

import json
import os
from pathlib import Path

import pytest

from publisher.errors import DocumentError, PublisherError, UsageError
from publisher.importing.plan.carrying import carry_out
from publisher.importing.plan.confining import path_from_root
from publisher.importing.plan.planning import Outcome, plan_import
from publisher.importing.plan.wanted import WantedEntries, WantedFile
from publisher.importing.plan.words import plan_lines
from tests.importing.world import (
    EPISODES,
    LOCK,
    PEOPLE,
    SHOW,
    SHOW_FILE,
    SOURCE,
    episode_text,
    everything,
    outcomes,
    run,
    wanted_files,
)


def test_a_first_import_writes_all_and_a_second_changes_nothing(tmp_path: Path) -> None:
    people = {"ann": {"name": "Ann"}}
    first = run(tmp_path, {1: "One", 2: "Two"}, people=people, socials={"x": "@show"})
    assert set(outcomes(first).values()) == {Outcome.NEW}
    assert sorted(everything(tmp_path)) == [
        PEOPLE, f"{EPISODES}/001.md", f"{EPISODES}/002.md", LOCK, SHOW_FILE,
    ]  # fmt: skip
    assert b'[socials]\nx = "@show"' in (tmp_path / SHOW_FILE).read_bytes()
    before = everything(tmp_path)

    again = run(tmp_path, {1: "One", 2: "Two"}, people=people, socials={"x": "@show"})

    assert again.is_empty
    assert everything(tmp_path) == before
    assert plan_lines(again)[-1] == "nothing to write: all is here already"


def test_what_nobody_edited_follows_the_feed(tmp_path: Path) -> None:
    run(tmp_path, {1: "One", 2: "Two"})
    plan = run(tmp_path, {1: "One, again", 2: "Two", 3: "Three"}, show="A new name")
    assert outcomes(plan) == {
        "show.toml": Outcome.UPDATED, "001.md": Outcome.UPDATED, "003.md": Outcome.NEW,
    }  # fmt: skip
    assert (tmp_path / EPISODES / "001.md").read_bytes() == episode_text(1, "One, again")


def test_an_edited_file_is_kept_and_said_once_for_each_change_of_the_feed(tmp_path: Path) -> None:
    run(tmp_path, {1: "One"})
    file = tmp_path / EPISODES / "001.md"
    mine = file.read_bytes() + b"My own words.\n"
    file.write_bytes(mine)

    assert outcomes(run(tmp_path, {1: "One"})) == {"001.md": Outcome.KEPT}
    told = run(tmp_path, {1: "Changed"})
    assert outcomes(told) == {"001.md": Outcome.CONFLICT}
    assert any("you edited it, and the feed has changed" in line for line in plan_lines(told))
    assert any("--take" in line for line in plan_lines(told))
    assert outcomes(run(tmp_path, {1: "Changed"})) == {"001.md": Outcome.KEPT}
    assert outcomes(run(tmp_path, {1: "Changed again"})) == {"001.md": Outcome.CONFLICT}
    assert file.read_bytes() == mine

    taken = run(tmp_path, {1: "Changed again"}, take=(f"{EPISODES}/001.md",))
    assert outcomes(taken) == {"001.md": Outcome.UPDATED}
    assert file.read_bytes() == episode_text(1, "Changed again")
    assert outcomes(run(tmp_path, {1: "Once more"})) == {"001.md": Outcome.UPDATED}


def test_a_file_that_was_deleted_stays_so_until_it_is_asked_for(tmp_path: Path) -> None:
    run(tmp_path, {1: "One", 2: "Two"})
    file = tmp_path / EPISODES / "001.md"
    file.unlink()
    plan = run(tmp_path, {1: "Changed", 2: "Two"})
    assert outcomes(plan) == {"001.md": Outcome.REMOVED}
    assert plan.removed == {"guid-1"}
    assert plan.places == {"guid-2": f"{EPISODES}/002.md"}
    assert "1 left out, since you deleted it" in "\n".join(plan_lines(plan))
    run(tmp_path, {1: "Changed", 2: "Two"}, take=(f"{EPISODES}/001.md",))
    assert file.read_bytes() == episode_text(1, "Changed")


def test_an_episode_is_found_where_its_user_moved_it(tmp_path: Path) -> None:
    run(tmp_path, {1: "One", 2: "Two"})
    folder = tmp_path / EPISODES
    (folder / "season").mkdir()
    (folder / "001.md").rename(folder / "season" / "mine.md")
    plan = run(tmp_path, {1: "Changed", 2: "Two"})
    assert outcomes(plan) == {"mine.md": Outcome.UPDATED}
    assert plan.files[1].moved_from == f"{EPISODES}/001.md"
    assert (folder / "season" / "mine.md").read_bytes() == episode_text(1, "Changed")
    assert not (folder / "001.md").exists()
    assert run(tmp_path, {1: "Changed", 2: "Two"}).is_empty


def test_two_episodes_that_changed_their_names_stay_who_they_are(tmp_path: Path) -> None:
    run(tmp_path, {1: "One", 2: "Two"})
    one, two = tmp_path / EPISODES / "001.md", tmp_path / EPISODES / "002.md"
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    assert run(tmp_path, {1: "One", 2: "Two"}).is_empty
    run(tmp_path, {1: "One!", 2: "Two"})
    assert (one.read_bytes(), two.read_bytes()) == (second, episode_text(1, "One!"))


def test_an_episode_that_was_deleted_for_another_stays_so(tmp_path: Path) -> None:
    run(tmp_path, {1: "One", 2: "Two"})
    (tmp_path / EPISODES / "002.md").replace(tmp_path / EPISODES / "001.md")
    for _ in range(3):
        plan = run(tmp_path, {1: "One", 2: "Two"})
        assert outcomes(plan) == {"001.md": Outcome.REMOVED}
    assert sorted(file.name for file in (tmp_path / EPISODES).iterdir()) == ["001.md"]


def test_a_guid_stands_under_the_key_that_the_show_gave_it(tmp_path: Path) -> None:
    show = tmp_path / SHOW_FILE
    show.parent.mkdir(parents=True)
    show.write_text('title = "The Show"\nfields = {guid = "meta.id"}\n')
    own = tmp_path / EPISODES / "own.md"
    own.parent.mkdir()
    own.write_text("---\nmeta: {id: guid-1}\n---\n")
    plan = run(tmp_path, {1: "One"})
    assert outcomes(plan)["own.md"] is Outcome.FOREIGN
    assert not (own.parent / "001.md").exists()


def test_a_file_that_no_import_wrote_is_kept(tmp_path: Path) -> None:
    file = tmp_path / EPISODES / "001.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"My own first episode.\n")
    plan = run(tmp_path, {1: "One"})
    assert outcomes(plan)["001.md"] is Outcome.FOREIGN
    assert "it was there before" in "\n".join(plan_lines(plan))
    assert outcomes(run(tmp_path, {1: "One"})) == {"001.md": Outcome.KEPT}
    assert file.read_bytes() == b"My own first episode.\n"


def test_a_new_episode_never_takes_the_place_of_another(tmp_path: Path) -> None:
    run(tmp_path, {1: "One"})
    data = episode_text(9, "Nine")
    for name, expected in (("001.md", "001-2.md"), ("001.md", "001-2.md")):
        plan = plan_import(
            tmp_path, SHOW, SOURCE, [WantedFile(f"{EPISODES}/{name}", data, "guid-9")]
        )
        carry_out(plan)
        assert plan.places == {"guid-9": f"{EPISODES}/{expected}"}
    assert (tmp_path / EPISODES / "001.md").read_bytes() == episode_text(1, "One")


def test_names_that_differ_in_capitals_only_are_one_name(tmp_path: Path) -> None:
    files = [
        WantedFile(f"{EPISODES}/{name}/index.md", episode_text(number, name), f"guid-{number}")
        for number, name in enumerate(("Straße", "STRASSE", "strasse"))
    ]
    plan = plan_import(tmp_path, SHOW, SOURCE, files)
    assert [*plan.places.values()] == [
        f"{EPISODES}/Straße/index.md",
        f"{EPISODES}/STRASSE-2/index.md",
        f"{EPISODES}/strasse-3/index.md",
    ]
    (tmp_path / "feeds/Show").mkdir(parents=True)
    with pytest.raises(UsageError, match="is the same name"):
        run(tmp_path, {1: "One"})


def test_without_the_record_nothing_is_lost(tmp_path: Path) -> None:
    run(tmp_path, {1: "One", 2: "Two"})
    (tmp_path / LOCK).unlink()
    mine = tmp_path / EPISODES / "001.md"
    mine.write_bytes(b"mine\n")
    plan = run(tmp_path, {1: "One", 2: "Two"})
    assert outcomes(plan) == {"001.md": Outcome.FOREIGN}
    assert mine.read_bytes() == b"mine\n"
    assert outcomes(run(tmp_path, {1: "One", 2: "Two!"})) == {
        "001.md": Outcome.KEPT, "002.md": Outcome.UPDATED,
    }  # fmt: skip


@pytest.mark.parametrize("killed_after", range(4))  # of four files
def test_a_killed_import_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_after: int
) -> None:
    people = {"ann": {"name": "Ann"}}
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    for root in (whole, killed):
        run(root, {1: "One"}, people=people)
        (root / EPISODES / "001.md").write_bytes(b"mine\n")
    new = {**people, "bob": {"name": "Bob"}}
    run(whole, {1: "Changed", 2: "Two", 3: "Three"}, people=new)
    with monkeypatch.context() as patched:
        _kill_after(patched, killed_after)
        with pytest.raises(KeyboardInterrupt):
            run(killed, {1: "Changed", 2: "Two", 3: "Three"}, people=new)

    run(killed, {1: "Changed", 2: "Two", 3: "Three"}, people=new)

    assert everything(killed) == everything(whole)


def _kill_after(patched: pytest.MonkeyPatch, count: int) -> None:
    rename, left = os.replace, [count]

    def replace(source: str, target: str) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        rename(source, target)

    patched.setattr(os, "replace", replace)


def test_a_file_that_changes_meanwhile_is_left_alone(tmp_path: Path) -> None:
    run(tmp_path, {1: "One"})
    plan = plan_import(tmp_path, SHOW, SOURCE, wanted_files({1: "Changed"}))
    file = tmp_path / EPISODES / "001.md"
    file.write_bytes(b"saved just now\n")
    with pytest.raises(PublisherError, match=r"001\.md changed while the import was at work"):
        carry_out(plan)
    assert file.read_bytes() == b"saved just now\n"


def test_a_lock_that_was_merged_is_always_written(tmp_path: Path) -> None:
    path = f"feeds/{SHOW}/feed.lock"
    for data in (b"{1}", b"{2}", b"{2}"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"by a build")
        carry_out(plan_import(tmp_path, SHOW, SOURCE, [WantedFile(path, data, merged=True)]))
        assert (tmp_path / path).read_bytes() == data
    assert json.loads((tmp_path / LOCK).read_bytes())["files"] == {}


# ---------------------------------------------------------------- config files


def test_a_table_that_was_taken_out_is_not_added_again(tmp_path: Path) -> None:
    people = {"ann": {"name": "Ann"}, "bob": {"name": "Bob"}}
    run(tmp_path, {}, people=people)
    file = tmp_path / PEOPLE
    file.write_text('# mine\n[ann]\nname = "Ann B."')
    plan = run(tmp_path, {}, people={**people, "cid": {"name": "Cid"}})
    assert file.read_text() == '# mine\n[ann]\nname = "Ann B."\n\n[cid]\nname = "Cid"\n'
    told = "\n".join(plan_lines(plan))
    assert 'people.toml:3: ann.name stays "Ann B."; the feed has "Ann"' not in told
    assert "people.toml: got: cid" in told
    file.unlink()
    run(tmp_path, {}, people=people)
    assert not file.exists()


def test_a_value_that_differs_is_told_once_for_each_value_of_the_feed(tmp_path: Path) -> None:
    run(tmp_path, {}, people={"ann": {"name": "Ann"}})
    for wanted, told in (("Ann C.", True), ("Ann C.", False), ("Ann D.", True)):
        plan = run(tmp_path, {}, people={"ann": {"name": wanted}})
        line = f'people.toml:6: ann.name stays "Ann"; the feed has "{wanted}"'
        assert (line in "\n".join(plan_lines(plan))) is told


def test_tables_of_the_users_own_stay_theirs(tmp_path: Path) -> None:
    file = tmp_path / PEOPLE
    file.parent.mkdir()
    file.write_text('[ann]\nname = "Ann"\n')
    for _ in range(3):
        run(tmp_path, {}, people={"ann": {"name": "Anna", "website": "https://a.example"}})
        assert file.read_text() == '[ann]\nname = "Ann"\n'
    file.write_text("")
    run(tmp_path, {}, people={"ann": {"name": "Anna"}})
    assert file.read_text() == ""


def test_an_edited_show_gets_the_socials_that_are_new(tmp_path: Path) -> None:
    run(tmp_path, {}, socials={"x": "@show"})
    file = tmp_path / SHOW_FILE
    file.write_text(file.read_text().replace('x = "@show"', "") + "# mine\n")
    run(tmp_path, {}, socials={"x": "@show", "youtube": "@tube"})
    assert file.read_text() == ('title = "The Show"\n\n[socials]\nyoutube = "@tube"\n\n# mine\n')
    before = everything(tmp_path)
    run(tmp_path, {}, socials={"x": "@show", "youtube": "@tube"})
    assert everything(tmp_path) == before


def test_config_that_cant_be_read_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / PEOPLE
    file.parent.mkdir()
    file.write_text('[ann]\nname = "Ann')
    with pytest.raises(DocumentError, match=r"people\.toml:2:12: this TOML can't be read"):
        run(tmp_path, {1: "One"}, people={"bob": {"name": "Bob"}})
    assert [*everything(tmp_path)] == [PEOPLE]


# ---------------------------------------------------------------- where it writes


@pytest.mark.parametrize(
    "path",
    ["../out.md", "/etc/x.md", "a/../../b.md", "a//b.md", ".git/hooks/x", "a\\b.md", "a/con.md",
     "a/nul", "C:/x.md", "a/b\x00.md", "a/.env", "a/dot./b.md", "x" * 300 + ".md"],
)  # fmt: skip
def test_no_path_leads_out(tmp_path: Path, path: str) -> None:
    with pytest.raises(UsageError, match="is no path that an import may write to"):
        plan_import(tmp_path, SHOW, SOURCE, [WantedFile(path, b"", None)])
    with pytest.raises(UsageError, match="is no path that an import may write to"):
        plan_import(tmp_path, SHOW, SOURCE, [], [WantedEntries(path, {"a": {"b": 1}})])


@pytest.mark.parametrize("link", ["feeds", f"feeds/{SHOW}", EPISODES, "config"])
def test_no_folder_that_is_a_link_is_followed(tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    root = tmp_path / "root"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(UsageError, match="is a symbolic link"):
        run(root, {1: "One"}, people={"ann": {"name": "Ann"}})
    assert not [*elsewhere.iterdir()]


def test_a_link_in_place_of_a_file_is_kept(tmp_path: Path) -> None:
    aim = tmp_path / "aim.md"
    aim.write_bytes(b"aim\n")
    file = tmp_path / EPISODES / "001.md"
    file.parent.mkdir(parents=True)
    file.symlink_to(aim)
    (tmp_path / EPISODES / "002.md").mkdir()
    plan = run(tmp_path, {1: "One", 2: "Two"}, take=(f"{EPISODES}/001.md",))
    assert "a link, a folder or no readable file" in "\n".join(plan_lines(plan))
    assert file.is_symlink()
    assert aim.read_bytes() == b"aim\n"


def test_a_dry_run_writes_nothing_and_lists_all(tmp_path: Path) -> None:
    plan = plan_import(tmp_path, SHOW, SOURCE, wanted_files({1: "One"}))
    lines = "\n".join(plan_lines(plan, dry_run=True))
    assert "feeds/show: 1 episode: would be new" in lines
    assert "feeds/show: show.toml: would be new" in lines
    assert "  new: " in lines
    assert lines.endswith("nothing was written (--dry-run)")
    assert everything(tmp_path) == {}


def test_a_path_may_be_named_from_here_or_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path.resolve()
    run(root, {1: "One"})
    path = f"{EPISODES}/001.md"
    for folder, written in ((root, path), (root / EPISODES, "001.md"), (root / EPISODES, path)):
        monkeypatch.chdir(folder)
        assert path_from_root(root, written) == path
    (root / path).unlink()
    assert path_from_root(root, "001.md") == path


def test_a_path_that_nobody_knows_cant_be_taken(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r'"nope\.md" is no file that this import has'):
        run(tmp_path, {1: "One"}, take=("nope.md",))


def test_an_episode_of_the_users_own_that_goes_is_not_made_anew(tmp_path: Path) -> None:
    file = tmp_path / EPISODES / "own.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"---\nguid: guid-1\n---\nMine.\n")
    assert outcomes(run(tmp_path, {1: "One"}))["own.md"] is Outcome.FOREIGN
    assert outcomes(run(tmp_path, {1: "One"})) == {"own.md": Outcome.KEPT}
    file.unlink()
    assert outcomes(run(tmp_path, {1: "One"})) == {"own.md": Outcome.REMOVED}


def test_a_description_never_takes_the_place_of_a_feeds_episode(tmp_path: Path) -> None:
    run(tmp_path, {1: "One"})
    before = everything(tmp_path)
    path = f"{EPISODES}/001.md"
    plan = plan_import(tmp_path, SHOW, SOURCE, [WantedFile(path, b"A description.\n")])
    carry_out(plan)
    assert outcomes(plan) == {"001.md": Outcome.FOREIGN}
    assert everything(tmp_path) == before
    assert run(tmp_path, {1: "One"}).is_empty
