"""Feeds, locks and pages are the same bytes for the same files and time, wherever it is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import CONFIG, episode, run, write
from tests.feed.rich import FILES as RICH

ENVIRONMENTS = (
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "de_DE", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR", "PYTHONHASHSEED": "4242"},
)
HERE = Path(__file__).parents[1]
NAMES = ("001-one", "002-two", "003-three", "004-vier", "005-ünf")


@pytest.fixture(scope="module", autouse=True)
def locales(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make the locales, which few machines have; where that can't be done it goes without."""
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/tr_TR").exists():
        yield
        return
    folder = tmp_path_factory.mktemp("locales")
    for name in ("de_DE", "tr_TR"):
        make = ["localedef", "-i", name, "-f", "UTF-8", str(folder / name)]
        subprocess.run(make, check=True, capture_output=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LOCPATH", str(folder))
        yield


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network with pages, filtered feeds and a feed of all."""
    root = tmp_path_factory.mktemp("repository")
    settings = f'search = false\n{CONFIG["config/publisher.toml"]!s}[network]\ntitle = "All"\n'
    feeds = (
        'page_size = 2\n[[feeds]]\nname = "short"\nlimit = 3\n[[feeds]]\nname = "b"\ntags = ["b"]\n'
    )
    show = str(CONFIG["feeds/talk/show.toml"])
    write(root, CONFIG)
    for slug in ("talk", "song"):
        write(root, {f"feeds/{slug}/show.toml": show + feeds})
        for number, name in enumerate(NAMES, 1):
            text = episode(
                number, f"Über *{name}* [x](https://example.org/{number}).\n", tags="[a, B, c]"
            )
            text = text.replace("/media.", f"/{slug}.")
            write(root, {f"feeds/{slug}/episodes/{name}.md": text})
    return write(root, {"config/publisher.toml": settings})


def built(repository: Path, folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    shutil.copytree(repository, folder)
    where = {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONWARNINGS": "ignore"}
    take = "import locale\nlocale.setlocale(locale.LC_ALL, '')\n"
    script = take if "LOCPATH" in os.environ else ""
    subprocess.run(
        [
            *(sys.executable, "-c", f"{script}from publisher.__main__ import main\nmain()"),
            *("build", "--offline", "--at", "2026-02-01"),
        ],
        cwd=folder,
        env={**os.environ, **where, **environment},
        check=True,
        capture_output=True,
    )
    # Pagefind's program orders its index as its threads come: one run in ten is otherwise.
    shutil.rmtree(folder / "public/pagefind", ignore_errors=True)
    files = [file for name in ("feeds", "public") for file in (folder / name).rglob("*")]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files if file.is_file()}


def test_the_same_bytes_under_any_locale_time_zone_and_hash_seed(
    repository: Path, tmp_path: Path
) -> None:
    made = [
        built(repository, tmp_path / str(number), environment)
        for number, environment in enumerate(ENVIRONMENTS)
    ]
    assert {"feeds/all.xml", "feeds/all.lock", "feeds/talk/feed-3.xml", "feeds/song/b.xml"} <= made[
        0
    ].keys()
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize("show", ["example", "rich"])
def test_the_same_bytes_of_other_shows(show: str, tmp_path: Path) -> None:
    """The show of this repository, and one whose feed has every tag that there is."""
    root = tmp_path / "repository"
    if show == "rich":
        write(root, RICH)
    else:
        for folder in ("config", "feeds"):
            shutil.copytree(HERE / folder, root / folder, ignore=shutil.ignore_patterns("feed.*"))
    made = [
        built(root, tmp_path / str(number), environment)
        for number, environment in enumerate(ENVIRONMENTS)
    ]
    assert any(path.endswith("/feed.xml") for path in made[0])
    assert made[0] == made[1] == made[2]


def test_building_again_changes_nothing_and_a_check_finds_nothing_new(
    repository: Path, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    first = built(repository, root, {})
    done = run("build", "--offline", "--at", "2026-02-01", root=root)
    assert done.code == 0, done.out
    files = [file for name in ("feeds", "public") for file in (root / name).rglob("*")]
    assert first == {
        str(file.relative_to(root)): file.read_bytes() for file in files if file.is_file()
    }
    checked = run("check", "--offline", root=root)
    assert "F31" not in checked.out.replace("F317", "")
