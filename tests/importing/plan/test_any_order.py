"""Imports of a feed that changes, and a user who edits, in any order: nothing is lost."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from publisher.documents import read_toml
from publisher.importing.plan.planning import Outcome
from publisher.importing.plan.words import plan_lines
from tests.importing.world import (
    EPISODES,
    LOCK,
    PEOPLE,
    SHOW_FILE,
    episode_text,
    everything,
    outcomes,
    run,
)

_NUMBERS = st.integers(0, 4)
_PEOPLE = st.sampled_from(["ann", "bob", "cid"])
_PLATFORMS = st.sampled_from(["x", "youtube", "mastodon"])


class ImportsAndEdits(RuleBasedStateMachine):
    """`marks` are words of the user, each in some file; `clean` are files that nobody edited."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.feed: dict[int, str] = {}
        self.people: dict[str, dict[str, str]] = {}
        self.socials: dict[str, str] = {}
        self.marks: set[str] = set()
        self.clean: dict[int, str] = {}  # number → path
        self.deleted: set[int] = set()
        self.taken_out: set[str] = set()  # of people.toml
        self.seen: set[str] = set()  # there, when an import was made
        self.count = 0

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def _mark(self) -> str:
        self.count += 1
        mark = f"MINE-{self.count}-"
        self.marks.add(mark)
        return mark

    def _files(self) -> list[Path]:
        folder = self.root / EPISODES
        return sorted(folder.rglob("*.md")) if folder.is_dir() else []

    # ---------------------------------------------------------------- the feed

    @initialize()
    def begin(self) -> None:
        self.import_all()

    @rule()
    def import_all(self) -> None:
        before = everything(self.root)
        had_record = LOCK in before
        plan = run(self.root, self.feed, people=self.people, socials=self.socials)
        told = outcomes(plan)
        after = everything(self.root)
        assert not [path for path in before if path not in after], "an import deletes nothing"
        if not had_record:
            self.deleted.clear()
            self.taken_out.clear()
            self.seen.clear()
        by_guid = {step.guid: step for step in plan.files if step.guid}
        for number, title in self.feed.items():
            step, wanted = by_guid[f"guid-{number}"], episode_text(number, title)
            if number in self.deleted:
                assert step.outcome is Outcome.REMOVED
                continue
            path = step.path
            if path not in before:
                self.clean[number] = path
            is_clean = self.clean.get(number) == path and (
                had_record or before.get(path, wanted) == wanted
            )
            if is_clean:
                assert after[path] == wanted, "what nobody edited follows the feed"
                continue
            self.clean.pop(number, None)
            assert after[path] == before[path], "what is edited stays as it is"
            if after[path] == wanted:
                self.clean[number] = path
            elif step.outcome is not Outcome.KEPT:
                assert step.outcome in (Outcome.CONFLICT, Outcome.FOREIGN)
                assert any(Path(path).name in line for line in plan_lines(plan, verbose=True))
        if PEOPLE in after:
            self.seen |= self.people.keys() & read_toml(self.root / PEOPLE).fields.keys()
        assert told.keys() <= {Path(step.path).name for step in plan.files}
        again = run(self.root, self.feed, people=self.people, socials=self.socials)
        assert again.is_empty
        assert everything(self.root) == after, "a second import changes no byte"

    @rule(number=_NUMBERS, title=st.sampled_from(["One", "Two", "Three"]))
    def publish(self, number: int, title: str) -> None:
        self.feed[number] = title

    @rule(name=_PEOPLE, value=st.sampled_from(["A", "B"]))
    def name_a_person(self, name: str, value: str) -> None:
        self.people[name] = {"name": value}

    @rule(name=_PLATFORMS, value=st.sampled_from(["@a", "@b"]))
    def join_a_platform(self, name: str, value: str) -> None:
        self.socials[name] = value

    @precondition(lambda self: self.feed)
    @rule(data=st.data())
    def drop_from_the_feed(self, data: st.DataObject) -> None:
        del self.feed[data.draw(st.sampled_from(sorted(self.feed)))]

    # ---------------------------------------------------------------- the user

    def _number_in(self, file: Path) -> int | None:
        found = file.read_text().partition("guid: guid-")[2][:1]
        return int(found) if found else None

    @precondition(lambda self: self._files())
    @rule(data=st.data())
    def edit_an_episode(self, data: st.DataObject) -> None:
        file = data.draw(st.sampled_from(self._files()))
        number = self._number_in(file)
        file.write_text(f"{file.read_text()}{self._mark()}\n")
        self.clean.pop(-1 if number is None else number, None)

    @precondition(lambda self: self._files())
    @rule(data=st.data())
    def delete_an_episode(self, data: st.DataObject) -> None:
        file = data.draw(st.sampled_from(self._files()))
        number = self._number_in(file)
        self.marks = {mark for mark in self.marks if mark not in file.read_text()}
        file.unlink()
        if number is not None:
            self.clean.pop(number, None)
            self.deleted.add(number)

    @precondition(lambda self: self._files())
    @rule(data=st.data(), folder=st.sampled_from(["", "season"]), name=_NUMBERS)
    def move_an_episode(self, data: st.DataObject, folder: str, name: int) -> None:
        file = data.draw(st.sampled_from(self._files()))
        aim = self.root / EPISODES / folder / f"{name:03}.md"
        number = self._number_in(file)
        if not aim.exists():
            aim.parent.mkdir(exist_ok=True)
            file.rename(aim)
            if number in self.clean:
                self.clean[number] = aim.relative_to(self.root).as_posix()

    @rule(number=_NUMBERS)
    def write_an_episode(self, number: int) -> None:
        file = self.root / EPISODES / f"{number:03}.md"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{self._mark()} all my own\n")
            self.deleted.discard(number)

    @precondition(lambda self: (self.root / PEOPLE).exists())
    @rule(name=_PEOPLE)
    def edit_people(self, name: str) -> None:
        file = self.root / PEOPLE
        file.write_text(f"{file.read_text()}# {self._mark()}\n")

    @precondition(lambda self: (self.root / PEOPLE).exists())
    @rule(data=st.data())
    def take_a_person_out(self, data: st.DataObject) -> None:
        file = self.root / PEOPLE
        names = sorted(read_toml(file).fields)
        if names:
            name = data.draw(st.sampled_from(names))
            head, _, rest = file.read_text().partition(f"[{name}]\n")
            gone, _, rest = rest.partition("\n")
            self.marks = {mark for mark in self.marks if mark not in gone}
            file.write_text(head + rest)
            if name in self.seen:
                self.taken_out.add(name)

    @rule(name=_PEOPLE)
    def write_a_person(self, name: str) -> None:
        file = self.root / PEOPLE
        file.parent.mkdir(exist_ok=True)
        text = file.read_text() if file.exists() else ""
        if f"[{name}]" not in text:
            file.write_text(f'{text}[{name}]\nname = "{self._mark()}"\n')
            self.taken_out.discard(name)

    @rule()
    def edit_the_show(self) -> None:
        file = self.root / SHOW_FILE
        file.write_text(f"# {self._mark()}\n{file.read_text()}")

    @precondition(lambda self: (self.root / LOCK).exists())
    @rule()
    def delete_the_record(self) -> None:
        (self.root / LOCK).unlink()

    # ---------------------------------------------------------------- always

    @invariant()
    def no_word_of_the_user_is_lost(self) -> None:
        text = b"".join(everything(self.root).values()).decode()
        assert not [mark for mark in self.marks if mark not in text]

    @invariant()
    def what_was_taken_out_stays_out(self) -> None:
        file = self.root / PEOPLE
        if file.exists() and (self.root / LOCK).exists():
            there = read_toml(file).fields
            assert not self.taken_out.intersection(there)


TestImportsAndEdits = ImportsAndEdits.TestCase
TestImportsAndEdits.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, phases=[Phase.generate]
)
