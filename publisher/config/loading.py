"""A repository's TOML files → the network: shows, sponsors, people, settings."""

import os
from collections.abc import Mapping
from pathlib import Path

from publisher.config.people import build_person, with_portrait
from publisher.config.schema import person_table
from publisher.config.settings import build_settings
from publisher.config.shows import build_show
from publisher.config.sponsors import build_sponsors
from publisher.config.tables import Reading
from publisher.documents import Document, display_path, read_toml
from publisher.documents.paths import is_inside
from publisher.errors import ConfigError, DocumentError
from publisher.model import Network, Person, Place, Settings, Show, Sponsor


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds a podcast's repository."""
    folder = start.resolve()
    for each in (folder, *folder.parents):
        if (each / "config" / "publisher.toml").is_file() or _show_files(each):
            return each
    return None


def load_network(root: Path) -> Network:
    """Return all that the configuration below `root` says; a file that is missing says nothing.

    Raises ConfigError with every problem of every file, sorted by path, line and column.
    """
    return _Loader(root.resolve()).load()


def _show_files(root: Path) -> list[Path]:
    try:
        folders = sorted((root / "feeds").iterdir())
    except OSError:
        return []
    # A link that leads nowhere counts as well: reading it says what is wrong.
    return [file for folder in folders if os.path.lexists(file := folder / "show.toml")]


class _Loader:
    """Reads one file after another, and gathers what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sources: list[Document] = []
        self._problems: list[tuple[Place, str]] = []

    def load(self) -> Network:
        settings = self._settings()
        people = self._people()
        shows = self._shows(people)
        sponsors = self._sponsors(shows)
        if self._problems:
            places = sorted(
                self._problems, key=lambda each: (each[0].path, each[0].line, each[0].column)
            )
            raise ConfigError(f"{place}: {message}" for place, message in places)
        return Network(self._root, settings, shows, sponsors, people or {}, tuple(self._sources))

    def _settings(self) -> Settings:
        reading = self._read("config/publisher.toml")
        if reading is None:
            return Settings()
        settings = build_settings(self._sources[-1], reading)
        self._keep(reading)
        return settings

    def _people(self) -> dict[str, Person] | None:
        before = len(self._problems)
        reading = self._read("config/people.toml")
        if reading is None:
            return {} if len(self._problems) == before else None
        people: dict[str, Person] = {}
        for person_id, value in self._sources[-1].fields.items():
            if person_id.startswith("x-"):
                continue
            if not isinstance(value, dict):
                reading.reject((person_id,), value, f"a table: [{person_id}], and its keys below")
                continue
            values = person_table(inline=False).read(value, (person_id,), reading)
            person = build_person(values, (person_id,), reading, person_id)
            if person is not None:
                people[person_id] = with_portrait(person, self._root, reading)
        self._keep(reading)
        return people

    def _shows(self, people: Mapping[str, Person] | None) -> dict[str, Show]:
        shows = {}
        for file in _show_files(self._root):
            reading = self._read(file.relative_to(self._root).as_posix())
            if reading is not None:
                show = build_show(self._sources[-1], self._root, people, reading)
                shows[show.slug] = show
                self._keep(reading)
        return shows

    def _sponsors(self, shows: Mapping[str, Show]) -> dict[str, Sponsor]:
        reading = self._read("config/sponsors.toml")
        if reading is None:
            return {}
        sponsors = build_sponsors(self._sources[-1].fields, shows, reading)
        self._keep(reading)
        return sponsors

    def _read(self, name: str) -> Reading | None:
        """Return a reading of the file, the last of the sources; None where there is none."""
        file = self._root / name
        if not os.path.lexists(file):
            return None
        if not is_inside(file, self._root):
            place = Place(display_path(file))
            self._problems.append((place, "this link leads out of the repository"))
            return None
        try:
            document = read_toml(file)
        except DocumentError as error:
            self._problems.append((Place(error.path, error.line, error.column), error.message))
            return None
        self._sources.append(document)
        return Reading(document)

    def _keep(self, reading: Reading) -> None:
        self._problems += (
            (reading.text.place(*complaint.keys), complaint.message)
            for complaint in reading.complaints
        )
