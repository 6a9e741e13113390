"""`publisher import --notes`: one episode of a description, and nothing of the user's touched."""

import io
from pathlib import Path

import pytest

from publisher.errors import UsageError
from publisher.importing.notes_file import AskedNotes, import_notes
from tests.commands import CONFIG, run

NOTES = (
    "Bread (Ann Lee) - Ep. 12\n"
    "Ann Lee bakes, and tells us why.\n\n"
    "Sponsors:\n- Globex (https://globex.example.com/ada)\n"
    "- Millco - https://mill.example/talk (5% off)\n\n"
    "Ann's Links:\nTwitter: https://x.com/annlee\n\n"
    "Follow us:\nGithub: https://github.com/ada\nInstagram: https://www.instagram.com/thetalk/\n"
)


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def talk(root: Path) -> None:
    write(root, {path: str(text) for path, text in CONFIG.items()})


def asked(root: Path, text: str, **more: bool | str) -> list[str]:
    notes = AskedNotes("-", io.StringIO(text), io.StringIO(), root=root)
    return list(import_notes(notes._replace(**more)))  # type: ignore[arg-type]


def test_a_guest_stands_under_the_shows_own_key_for_guests(tmp_path: Path) -> None:
    talk(tmp_path)
    show = tmp_path / "feeds/talk/show.toml"
    mapped = '\n[fields]\npeople = ["hosts", "guests"]\nnumber = "meta.episode"\n'
    show.write_text(f"{show.read_text()}{mapped}", encoding="utf-8")
    asked(tmp_path, NOTES)
    text = (tmp_path / "feeds/talk/episodes/012-ann-lee.md").read_text()
    assert "\nguests: [ann-lee]\n" in text
    assert "\nmeta:\n  episode: 12\n" in text
    assert "hosts:" not in text


def test_what_is_known_is_used_by_its_id_and_what_is_new_is_added(tmp_path: Path) -> None:
    talk(tmp_path)
    before = (tmp_path / "config/sponsors.toml").read_text()
    lines = asked(tmp_path, NOTES)
    text = (tmp_path / "feeds/talk/episodes/012-ann-lee.md").read_text()
    assert "title: Bread (Ann Lee)\nnumber: 12\ndraft: true\n" in text
    assert "people: [ann-lee]\nsponsors: [globex, millco]\n" in text
    assert text.endswith("---\n\nAnn Lee bakes, and tells us why.\n")
    sponsors = (tmp_path / "config/sponsors.toml").read_text()
    assert sponsors.startswith(before)
    assert sponsors.count("[globex]") == 1
    assert '[millco]\nname = "Millco"' in sponsors
    assert '[ann-lee]\nname = "Ann Lee"' in (tmp_path / "config/people.toml").read_text()
    show = (tmp_path / "feeds/talk/show.toml").read_text()
    assert "github" not in show  # it is Ada's, who hosts the show
    assert 'instagram = "https://www.instagram.com/thetalk/"' in show
    assert any(line.startswith("wrote ") and "012-ann-lee.md" in line for line in lines)
    assert run("check", "--offline", root=tmp_path).code in (0, 1)


def test_importing_twice_changes_nothing_and_an_edit_is_kept(tmp_path: Path) -> None:
    talk(tmp_path)
    asked(tmp_path, NOTES)
    files = {file: file.read_bytes() for file in tmp_path.rglob("*.*") if file.is_file()}
    lines = asked(tmp_path, NOTES)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.*") if file.is_file()} == files
    assert any(line.startswith("unchanged ") for line in lines)
    episode = tmp_path / "feeds/talk/episodes/012-ann-lee.md"
    episode.write_text(episode.read_text() + "\nMine.\n")
    lines = asked(tmp_path, NOTES.replace("bakes", "BAKES"))
    assert episode.read_text().endswith("\nMine.\n")
    assert any(line.startswith("kept, though the description has changed") for line in lines)


def test_an_episode_that_is_there_under_another_name_is_left_alone(tmp_path: Path) -> None:
    talk(tmp_path)
    write(
        tmp_path, {"feeds/talk/episodes/bread.md": "---\ntitle: Bread\nnumber: 12\n---\n\nMine.\n"}
    )
    with pytest.raises(UsageError, match=r"bread\.md is episode 12 already"):
        asked(tmp_path, NOTES)
    assert [file.name for file in (tmp_path / "feeds/talk/episodes").iterdir()] == ["bread.md"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    talk(tmp_path)
    files = sorted(tmp_path.rglob("*"))
    lines = asked(tmp_path, NOTES, dry_run=True)
    assert sorted(tmp_path.rglob("*")) == files
    assert any(line.startswith("would write ") for line in lines)
    assert lines[-1] == "nothing was written (--dry-run)"


def test_which_show_it_is(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="which show is it"):
        asked(tmp_path, NOTES)
    with pytest.raises(UsageError, match="can't be the name"):
        asked(tmp_path, NOTES, show="../up")
    assert not list(tmp_path.iterdir())
    talk(tmp_path)
    write(tmp_path, {"feeds/flour/show.toml": 'title = "Flour Power"\n'})
    with pytest.raises(UsageError, match="flour, talk"):
        asked(tmp_path, NOTES)
    asked(tmp_path, f"{NOTES}\nListen to Flour Power on every app.")
    assert (tmp_path / "feeds/flour/episodes/012-ann-lee.md").is_file()
    asked(tmp_path, NOTES, show="new-one")
    assert 'title = "New One"' in (tmp_path / "feeds/new-one/show.toml").read_text()


def test_a_new_repository_builds(tmp_path: Path) -> None:
    lines = asked(tmp_path, NOTES, show="talk")
    assert any("next" in line for line in lines)
    assert run("build", "--offline", root=tmp_path).code == 0


def test_a_second_account_on_a_platform_stays_a_link(tmp_path: Path) -> None:
    talk(tmp_path)
    with (tmp_path / "feeds/talk/show.toml").open("a") as file:
        file.write('\n[socials]\ninstagram = "https://www.instagram.com/older/"\n')
    asked(tmp_path, NOTES)
    show = (tmp_path / "feeds/talk/show.toml").read_text()
    assert show.endswith('instagram = "https://www.instagram.com/older/"\n')
    text = (tmp_path / "feeds/talk/episodes/012-ann-lee.md").read_text()
    assert "url: https://www.instagram.com/thetalk/" in text


def test_a_picture_beside_the_description_comes_along(tmp_path: Path) -> None:
    talk(tmp_path / "show")
    write(tmp_path, {"notes.txt": f"{NOTES}\nimage: thumbnail.jpg\n", "thumbnail.jpg": "picture"})
    notes = AskedNotes(
        str(tmp_path / "notes.txt"), io.StringIO(), io.StringIO(), root=tmp_path / "show"
    )
    list(import_notes(notes))
    folder = tmp_path / "show/feeds/talk/episodes/012-ann-lee"
    assert "image: thumbnail.jpg\n" in (folder / "index.md").read_text()
    assert (folder / "thumbnail.jpg").read_text() == "picture"


@pytest.mark.parametrize("image", ["../secret.jpg", "/etc/passwd.jpg", "gone.jpg", ".hidden.jpg"])
def test_other_pictures_are_only_named(image: str, tmp_path: Path) -> None:
    talk(tmp_path / "show")
    write(
        tmp_path,
        {"secret.jpg": "x", "in/.hidden.jpg": "x", "in/notes.txt": f"{NOTES}\nimage: {image}\n"},
    )
    notes = AskedNotes(
        str(tmp_path / "in/notes.txt"), io.StringIO(), io.StringIO(), root=tmp_path / "show"
    )
    list(import_notes(notes))
    assert [file.name for file in (tmp_path / "show/feeds/talk/episodes").iterdir()] == [
        "012-ann-lee.md"
    ]


def test_what_can_not_be_read(tmp_path: Path) -> None:
    talk(tmp_path)
    with pytest.raises(UsageError, match="is empty"):
        asked(tmp_path, " \n")
    with pytest.raises(UsageError, match="more than 4 MB"):
        asked(tmp_path, "a" * (5 << 20))
    with pytest.raises(UsageError, match="isn't there"):
        list(import_notes(AskedNotes("gone.txt", io.StringIO(), io.StringIO(), root=tmp_path)))


def test_the_command_explains(tmp_path: Path) -> None:
    talk(tmp_path)
    write(tmp_path, {"notes.txt": NOTES.replace("bakes", "bakes \x1b[31m")})
    result = run(
        "import", "--notes", str(tmp_path / "notes.txt"), "--explain", "--dry-run", root=tmp_path
    )
    assert result.code == 0
    assert "1: Bread (Ann Lee)\n    title: (the first line" in result.out
    assert "    sponsor: Millco (" in result.out
    assert "\x1b" not in result.out
    assert "1: Ep. 12\n    number: 12 (" in result.out
