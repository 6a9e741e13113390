"""Descriptions of several shapes, and the show that each of them becomes, reviewed by hand.

    python -m tests.importing.notes_file.test_golden

writes what they become now into the tree, to be looked at.
"""

import io
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from publisher.importing.notes_file import AskedNotes, import_notes
from tests.commands import run
from tests.corpora import CORPORA

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = ("import-seed", "import-de", "import-es")
SEED = CORPORA.parent / "seed-knn-196.txt"
OURS = ("config/people.toml", "config/sponsors.toml", "feeds/**/show.toml", "feeds/**/*.md")
needs_seed = pytest.mark.skipif(not SEED.is_file(), reason="the corpora are not here")


def imported(notes: Path, root: Path) -> dict[str, str]:
    """Import a description into an empty folder; return the files that say what it says."""
    out = io.StringIO()
    for _ in import_notes(AskedNotes(str(notes), io.StringIO(), out, root=root, explain=True)):
        pass
    files = sorted({file for pattern in OURS for file in root.glob(pattern)})
    made = {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}
    return {**made, "explained.txt": out.getvalue()}


@pytest.mark.parametrize("case", CASES)
def test_a_description_becomes_what_a_person_would_make_of_it(case: str, tmp_path: Path) -> None:
    wanted = GOLDEN / case / "made"
    files = {
        file.relative_to(wanted).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(wanted.rglob("*"))
        if file.is_file()
    }
    assert imported(GOLDEN / case / "notes.txt", tmp_path) == files


@needs_seed
def test_the_seed_says_what_its_retelling_says(tmp_path: Path) -> None:
    made = imported(SEED, tmp_path)
    wanted = GOLDEN / "import-seed/made"
    for name in OURS[:2]:
        assert made[name] == (wanted / name).read_text(encoding="utf-8")
    show = "feeds/kens-nearest-neighbors/show.toml"
    assert made[show] == (wanted / show).read_text(encoding="utf-8")
    episode = "feeds/kens-nearest-neighbors/episodes/196-alex-gold/index.md"
    front, _, body = made[episode].rpartition("---\n")
    assert front == (wanted / episode).read_text(encoding="utf-8").rpartition("---\n")[0]
    assert "http" not in body


@pytest.mark.parametrize(
    "notes", [GOLDEN / "import-seed/notes.txt", pytest.param(SEED, marks=needs_seed)]
)
def test_what_is_wrong_in_the_seed_is_found(notes: Path, tmp_path: Path) -> None:
    imported(notes, tmp_path)
    said = run("check", "--offline", root=tmp_path).out
    assert said.count(" P102 ") == 1 and "Google Podcasts" in said
    assert said.count(" S201 ") == 2
    assert said.count(" T101 ") == 2
    assert "do4ds.com is named on air" in said and "alexkgold.space is named on air" in said
    assert "17 links" in said


def main() -> None:
    for case in CASES:
        made = GOLDEN / case / "made"
        shutil.rmtree(made, ignore_errors=True)
        with TemporaryDirectory() as folder:
            for name, text in imported(GOLDEN / case / "notes.txt", Path(folder)).items():
                file = made / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{made}\n")


if __name__ == "__main__":
    main()
