"""`config/theme/`: a podcaster's own templates, style sheet and files, in place of or beside ours.

Whoever opens a pull request can change them: they are read with bounds, from inside the
repository only, and the templates run in a sandbox.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from publisher.documents import display_path
from publisher.documents.bounded import NotOrdinaryError, TooBigError, read_bounded
from publisher.documents.decoding import NotTextError, decode
from publisher.documents.paths import is_content
from publisher.errors import ConfigError
from publisher.site.assets import ASSETS_PATH, versioned
from publisher.site.templating import SUFFIX, OwnTemplates, Templates
from publisher.site.theme_templates import ThemeTemplates

FOLDER = Path("config", "theme")

TEMPLATE_BYTES = 128 * 1024
TEMPLATES_CHARACTERS = 1024 * 1024  # of all: each is compiled in every build
STYLE_BYTES = 512 * 1024
STATIC_BYTES = 8 * 1024 * 1024
MOST_FILES = 500
STATIC_PATH = f"{ASSETS_PATH}theme/"
STYLE_PATH = f"{ASSETS_PATH}theme.css"


class Theme(NamedTuple):
    """A theme as it was read; `files` are those of `static/`, by their path below `public/`."""

    templates: Mapping[str, tuple[str, str]] = {}  # name → path for messages, source
    style: bytes | None = None
    files: Mapping[str, Path] = {}

    def style_address(self) -> str | None:
        """Return the address of its style sheet from the site's root."""
        return versioned(STYLE_PATH, self.style) if self.style is not None else None

    def written(self) -> Templates:
        """Return what writes the pages. Raises ConfigError for a template that can't be used."""
        return ThemeTemplates(self.templates) if self.templates else OwnTemplates()


NO_THEME = Theme()


def load_theme(root: Path) -> Theme:
    """Return the theme of a repository. Raises ConfigError with all that is wrong with it."""
    folder = root / FOLDER
    if not folder.is_dir():
        return NO_THEME
    problems: list[str] = []
    reading = _Reading(root, problems)
    templates = {}
    for name, file in reading.files(folder / "templates"):
        if name.endswith(SUFFIX):
            source = reading.text(file, TEMPLATE_BYTES)
            if source is not None:
                templates[name] = (display_path(file), source)
    if sum(len(source) for _, source in templates.values()) > TEMPLATES_CHARACTERS:
        where = f"{display_path(folder)}:1:1"
        problems.append(f"{where}: the theme can't be used: its templates have more than 1 MB")
    style = None
    if (folder / "theme.css").exists() and reading.is_own(folder / "theme.css"):
        text = reading.text(folder / "theme.css", STYLE_BYTES)
        style = text.encode() if text is not None else None
    files = {
        STATIC_PATH + name: file
        for name, file in reading.files(folder / "static")
        if reading.fits(file)
    }
    if problems:
        raise ConfigError(problems)
    return Theme(templates, style, files)


class _Reading:
    """Reads files of the theme, and gathers what is wrong with them."""

    def __init__(self, root: Path, problems: list[str]) -> None:
        self._root = root
        self._problems = problems

    def files(self, folder: Path) -> Iterator[tuple[str, Path]]:
        """Yield the files of a folder with their names below it, sorted."""
        if not folder.is_dir() or not self.is_own(folder):
            return
        found = 0
        for file in sorted(folder.rglob("*")):  # follows no links to folders
            name = file.relative_to(folder).as_posix()
            if file.is_dir() and not file.is_symlink():
                continue
            found += 1
            if found > MOST_FILES:
                self._complain(folder, f"it holds more than {MOST_FILES} files")
                return
            if any(part.startswith(".") for part in name.split("/")):
                continue
            if self.is_own(file):
                yield name, file

    def is_own(self, file: Path) -> bool:
        """Say whether a file lies in the repository, links followed; complain where not."""
        if is_content(file, self._root):
            return True
        self._complain(file, "this link leads out of the repository; copy the file into it")
        return False

    def text(self, file: Path, limit_bytes: int) -> str | None:
        try:
            return decode(read_bounded(file, limit_bytes)).text
        except TooBigError:
            self._complain(file, f"it has more than {limit_bytes // 1024} KB")
        except NotTextError as error:
            self._complain(file, str(error))
        except (NotOrdinaryError, OSError) as error:
            self._complain(file, str(error) or "it can't be read")
        return None

    def fits(self, file: Path) -> bool:
        try:
            size = file.stat().st_size
        except OSError:
            self._complain(file, "it can't be read")
            return False
        if not file.is_file():
            self._complain(file, "this is not an ordinary file")
        elif size > STATIC_BYTES:
            limit = STATIC_BYTES // 1024 // 1024
            self._complain(file, f"it has {size / 1024 / 1024:.0f} MB; a theme's file may {limit}")
        else:
            return True
        return False

    def _complain(self, file: Path, message: str) -> None:
        self._problems.append(f"{display_path(file)}:1:1: the theme can't be used: {message}")
