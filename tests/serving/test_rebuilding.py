"""What is kept from build to build must never show: the site is that of a build from nothing."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.asking import Web
from publisher.config import load_network
from publisher.documents.paths import display_path
from publisher.errors import PublisherError
from publisher.memory import Kept
from publisher.pipeline import build_repository
from publisher.rehearsing import Rehearsal, rehearse
from publisher.serving.rebuilding import Rebuilder
from tests.commands import episode, write
from tests.media_files import vbr
from tests.serving.builders import FILES, NOW, VTT, bytes_of, rebuilder

STEPS = 14
EPISODES = "feeds/talk/episodes"


class Editing:
    """Somebody who edits, adds, renames and takes back, as a dice says."""

    def __init__(self, root: Path, dice: random.Random) -> None:
        self.root = root
        self.dice = dice
        self.count = 100
        self.earlier: list[tuple[Path, bytes]] = []

    def edit(self) -> str:
        """Change something; return what, for whom a failure must be explained."""
        change = self.dice.choice(_CHANGES)
        change(self)
        return change.__name__

    def episode(self) -> Path:
        return self.dice.choice(sorted((self.root / "feeds").glob("*/episodes/**/*.md")))

    def put(self, file: Path, data: bytes | str) -> None:
        if file.exists():
            self.earlier.append((file, file.read_bytes()))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    def number(self) -> int:
        self.count += 1
        return self.count


def change_words(by: Editing) -> None:
    file = by.episode()
    words = f"\nMore [words {by.number()}](https://example.org/{by.count}).\n"
    by.put(file, file.read_bytes() + words.encode())


def change_title(by: Editing) -> None:
    file = by.episode()
    text = file.read_text()
    by.put(file, text.replace("title: ", f"title: New {by.number()} ", 1))


def change_date(by: Editing) -> None:
    file = by.episode()
    day = by.dice.choice(("2026-01-01", "2026-05-09", "2026-06-01", "2027-01-01"))
    text = file.read_text()
    at = text.find("date: ")
    by.put(file, text if at < 0 else text[:at] + f"date: {day}" + text[at + 16 :])


def hide_or_show(by: Editing) -> None:
    file = by.episode()
    text = file.read_text()
    there = "\ndraft: true" in text
    by.put(
        file,
        text.replace("\ndraft: true", "")
        if there
        else text.replace("---\n", "---\ndraft: true\n", 1),
    )


def break_it(by: Editing) -> None:
    by.put(
        by.episode(),
        by.dice.choice((b"---\ntitle: [\n---\n", b"\xff\xfe\x00", b"---\ndate: soon\n---\n")),
    )


def add(by: Editing) -> None:
    by.put(by.root / EPISODES / f"{by.number()}-new.md", episode(by.count))


def collide(by: Editing) -> None:
    file = by.root / EPISODES / by.dice.choice(("second", "first")) / "001-one.md"
    by.put(file, episode(1, "Twice.\n"))


def delete(by: Editing) -> None:
    file = by.episode()
    by.earlier.append((file, file.read_bytes()))
    if len(list((by.root / "feeds").glob("*/episodes/**/*.md"))) > 3:
        file.unlink()


def rename(by: Editing) -> None:
    file = by.episode()
    if file.name != "index.md":
        file.rename(file.with_name(f"{by.number()}-renamed.md"))


def touch(by: Editing) -> None:
    os.utime(by.episode())


def same_guid(by: Editing) -> None:
    for file in (by.episode(), by.episode()):
        text = file.read_text(errors="replace")
        if "guid:" not in text:
            by.put(file, text.replace("---\n", "---\nguid: the-same\n", 1))


def add_audio(by: Editing) -> None:
    file = by.episode()
    beside = file.with_suffix(".mp3") if file.name != "index.md" else file.with_name("audio.mp3")
    by.put(beside, vbr() + b"\0" * by.number())


def add_transcript(by: Editing) -> None:
    file = by.episode()
    name = file.with_suffix(".vtt").name if file.name != "index.md" else "transcript.vtt"
    by.put(file.with_name(name), VTT.replace("Hello", f"Hello {by.number()}"))


def add_cover(by: Editing) -> None:
    by.put(
        by.root / EPISODES / "003-three/cover.png",
        b"\x89PNG\r\n\x1a\n" + bytes([by.number() % 256]),
    )


def add_chapters(by: Editing) -> None:
    chapters = f'{{"version":"1.2.0","chapters":[{{"startTime":{by.number()},"title":"A"}}]}}'
    by.put(by.root / EPISODES / "003-three/chapters.json", chapters)


def remove_beside(by: Editing) -> None:
    others = [
        file
        for file in sorted((by.root / "feeds").glob("*/episodes/**/*"))
        if file.is_file() and file.suffix != ".md"
    ]
    if others:
        file = by.dice.choice(others)
        by.earlier.append((file, file.read_bytes()))
        file.unlink()


def change_show(by: Editing) -> None:
    file = by.root / "feeds/talk/show.toml"
    by.put(file, file.read_text().replace('description = "', f'description = "{by.number()} ', 1))


def change_sponsor(by: Editing) -> None:
    by.put(
        by.root / "config/sponsors.toml",
        f'[globex]\nname = "Globex {by.number()}"\nurl = "https://globex.example.com/ada"\n',
    )


def change_settings(by: Editing) -> None:
    site = by.dice.choice(("https://podcast.example.com", "https://example.org/shows"))
    by.put(by.root / "config/publisher.toml", f'site = "{site}"\nsearch = false\n')


def break_settings(by: Editing) -> None:
    by.put(by.root / "config/publisher.toml", "site = \n")


def change_template(by: Editing) -> None:
    by.put(by.root / "feeds/talk/notes.j2", f"{{{{ body }}}}\n\nSigned, {by.number()}\n")


def change_theme(by: Editing) -> None:
    by.put(by.root / "config/theme/theme.css", f":root {{ --accent: #{by.number():06} }}\n")


def take_back(by: Editing) -> None:
    if by.earlier:
        file, data = by.earlier.pop(by.dice.randrange(len(by.earlier)))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


_CHANGES: tuple[Callable[[Editing], None], ...] = (
    change_words, change_words, change_title, change_date, hide_or_show, break_it, add, collide,
    delete, rename, touch, same_guid, add_audio, add_transcript, add_cover, add_chapters,
    remove_beside, change_show, change_sponsor, change_settings, break_settings,
    change_template, change_theme,
    take_back, take_back, take_back,
)  # fmt: skip


def from_nothing(root: Path) -> Rehearsal:
    network = load_network(root)
    return rehearse(network, now=NOW, drafts=True, memory=Kept(network))


def outcome(make: Callable[[], Rehearsal]) -> dict[str, bytes] | str:
    try:
        made = make()
        said = (sorted(made.inspected.published), made.inspected.pending, made.inspected.episodes)
        return {**bytes_of(made), "published": repr(said).encode()}
    except PublisherError as error:
        return str(error)


@pytest.mark.parametrize("seed", range(5))
def test_a_rebuild_is_like_a_build_from_nothing(tmp_path: Path, seed: int) -> None:
    root = write(tmp_path, FILES)
    editing = Editing(root, random.Random(seed))
    again = rebuilder(root)
    again.rebuild()
    done = []
    for _ in range(STEPS):
        done.append(editing.edit())
        now, anew = outcome(again.rebuild), outcome(lambda: from_nothing(root))
        assert differences(now, anew) == [], done


def differences(one: dict[str, bytes] | str, other: dict[str, bytes] | str) -> list[str]:
    """Return the paths at which two sites differ, or what was said instead of them."""
    if isinstance(one, str) or isinstance(other, str):
        return [] if one == other else [str(one)[:500], str(other)[:500]]
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def test_what_is_looked_at_is_what_a_build_writes(tmp_path: Path) -> None:
    root = write(tmp_path / "one", FILES)
    shown = bytes_of(rebuilder(root).rebuild())
    build_repository(load_network(root), (), now=NOW, drafts=True, web=Web(offline=True))
    public = root / "public"
    built = {
        file.relative_to(public).as_posix(): file.read_bytes()
        for file in public.rglob("*")
        if file.is_file() and "pagefind" not in file.parts
    }
    reports = {"report/index.html", "report/report.json"}
    assert shown.keys() == built.keys()
    assert [path for path in shown.keys() - reports if shown[path] != built[path]] == []


def test_nothing_in_the_repository_changes(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    bytes_of(rebuilder(root).rebuild())
    after = {
        file: file.read_bytes()
        for file in root.rglob("*")
        if file.is_file() and ".publisher" not in file.parts
    }
    assert after == before


def test_an_unchanged_episode_is_not_read_again(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    again = rebuilder(root)
    first = again.rebuild()
    change_words(Editing(root, random.Random(3)))
    second = again.rebuild()
    before = {file.file: file for read in first.shows for file in read.files}
    after = {file.file: file for read in second.shows for file in read.files}
    assert sum(before[file] is not after[file] for file in before) == 1


def test_a_file_written_a_moment_ago_is_read_again(tmp_path: Path) -> None:
    """On a disk whose times are coarse, a second write of the same size doesn't show."""
    root = write(tmp_path, FILES)
    again = rebuilder(root, fresh_seconds=1000.0)
    file = root / EPISODES / "001-one.md"
    times = file.stat()
    assert display_path(file) in {each.path for each in again.rebuild().shows[1].files}
    file.write_text(file.read_text().replace("Episode 1", "Episode X"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    titles = [each.title for each in again.rebuild().shows[1].episodes]
    assert "Episode X" in titles


def test_an_episode_comes_out_while_it_is_looked_at(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    moments = [NOW]
    again = Rebuilder(root.resolve(), drafts=False, clock=lambda: moments[-1], fresh_seconds=0.0)
    later = "2026-06-01T12:30:00Z"
    (root / EPISODES / "001-one.md").write_text(
        episode(1).replace("date: 2026-01-01", f"date: {later}")
    )
    assert "talk/001-one/index.html" not in again.rebuild().contents
    moments.append(NOW.replace(hour=13))
    assert "talk/001-one/index.html" in again.rebuild().contents


def test_another_day_is_judged_anew(tmp_path: Path) -> None:
    draft = "---\ntitle: A draft\ndraft: true\nsponsors: [globex]\n---\nNot yet.\n"
    sponsor = f"{FILES['config/sponsors.toml']!s}ends = 2026-06-01\n"
    files = {"config/sponsors.toml": sponsor, "feeds/other/episodes/draft.md": draft}
    moments = [NOW]
    again = Rebuilder(
        write(tmp_path, {**FILES, **files}).resolve(),
        drafts=True,
        clock=lambda: moments[-1],
        fresh_seconds=0.0,
    )
    assert "S109" not in {each.code for each in again.rebuild().inspected.findings}
    moments.append(NOW.replace(day=2))
    assert "S109" in {each.code for each in again.rebuild().inspected.findings}


def test_a_slug_that_another_file_changes_is_not_kept(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    write(root, {f"{EPISODES}/second/001-one.md": episode(9)})
    (root / EPISODES / "001-one.md").unlink()
    again = rebuilder(root)
    assert "talk/001-one/" in again.rebuild().inspected.published
    write(root, {f"{EPISODES}/first/001-one.md": episode(8)})
    published = again.rebuild().inspected.published
    assert {"talk/001-one/", "talk/second-001-one/"} <= set(published)


def test_the_folders_that_episodes_come_from_are_watched(tmp_path: Path) -> None:
    glob = 'episodes = "content/posts/*.md"\n'
    show = str(FILES["feeds/talk/show.toml"])
    files = {**FILES, "feeds/talk/show.toml": glob + show, "content/posts/9.md": episode(9)}
    root = write(tmp_path, files)
    again = rebuilder(root)
    again.rebuild()
    shutil.rmtree(root / "feeds/other")
    assert again.watched == {root / "config", root / "feeds", root / "content/posts"}
