"""`publisher import`, again and again, of a feed that changes, and a user who edits meanwhile."""

import shutil
import tempfile
from pathlib import Path
from typing import NoReturn

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from publisher.importing.feed.folder import Asked, import_feed
from publisher.web.replies import Wanted
from tests.importing.world import everything

_NUMBERS = st.integers(1, 5)
_SPONSOR = (
    '<p>This episode is brought to you by <a href="https://acme.example.com/show">Acme</a>.</p>'
)
_FOLLOW = '<p>Follow us: <a href="https://x.com/theshow">X</a></p>'


def _item(number: int, words: str) -> str:
    notes = f"<p>{words} of {number}: <a href='https://e.example.com/{number}'>more</a></p>"
    return (
        f"<item><title>Episode {number}: {words}</title><guid>guid-{number}</guid>"
        f"<pubDate>Mon, 0{number} Jun 2026 00:00:00 GMT</pubDate>"
        f'<enclosure url="https://m.example.com/{number}.mp3" length="9" type="audio/mpeg"/>'
        f"<podcast:person role='guest'>Guest {number % 3}</podcast:person>"
        f"<description><![CDATA[{notes}{_SPONSOR}{_FOLLOW}]]></description></item>"
    )


def _offline(wanted: Wanted) -> NoReturn:
    raise AssertionError(f"{wanted.url} was asked for")


class Imports(RuleBasedStateMachine):
    """`marks` are words of the user; each must be found in some file for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp()).resolve()
        self.items = {1: "First words", 2: "First words"}
        self.title = "The Show"
        self.marks: set[str] = set()
        self.deleted: set[str] = set()
        self.count = 0
        self.bring()

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def _import(self) -> None:
        items = "".join(_item(number, words) for number, words in sorted(self.items.items())[::-1])
        feed = self.root / "feed.xml"
        feed.write_text(
            '<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
            f"<title>{self.title}</title><link>https://show.example.com/</link>{items}"
            "</channel></rss>"
        )
        assert [*import_feed(Asked(str(feed), show="show", root=self.root), _offline)]

    def _episodes(self) -> list[Path]:
        return sorted((self.root / "feeds/show/episodes").rglob("*.md"))

    @rule()
    def bring(self) -> None:
        before = everything(self.root)
        self._import()
        after = everything(self.root)
        assert before.keys() <= after.keys(), "an import deletes nothing"
        self._import()
        assert everything(self.root) == after, "a second import changes no byte"

    @rule(number=_NUMBERS, words=st.sampled_from(["Other words", "New words"]))
    def publish(self, number: int, words: str) -> None:
        self.items[number] = words

    @rule(title=st.sampled_from(["The Show", "A new name"]))
    def rename_the_show(self, title: str) -> None:
        self.title = title

    @rule(
        data=st.data(),
        where=st.sampled_from(["people.toml", "publisher.toml", "show.toml", "notes.j2", "*.md"]),
    )
    def edit(self, data: st.DataObject, where: str) -> None:
        there = sorted(file for file in self.root.rglob(where) if file.is_file())
        if there:
            file = data.draw(st.sampled_from(there))
            self.count += 1
            mark = f"MINE-{self.count}-"
            self.marks.add(mark)
            text = file.read_text()
            comment = f"{{# {mark} #}}" if where == "notes.j2" else f"# {mark}"
            file.write_text(f"{text}\n{comment}\n")

    @precondition(lambda self: self._episodes())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        file = data.draw(st.sampled_from(self._episodes()))
        text = file.read_text()
        self.marks = {mark for mark in self.marks if mark not in text}
        if (self.root / "feeds/show/import.lock").exists():
            self.deleted.update(f"guid-{n}" for n in range(6) if f"guid-{n}\n" in text)
        file.unlink()

    @precondition(lambda self: self._episodes())
    @rule(data=st.data(), name=st.sampled_from(["mine.md", "season/mine.md", "own/index.md"]))
    def move(self, data: st.DataObject, name: str) -> None:
        file = data.draw(st.sampled_from(self._episodes()))
        aim = self.root / "feeds/show/episodes" / name
        if not aim.exists():
            aim.parent.mkdir(parents=True, exist_ok=True)
            file.rename(aim)

    @rule()
    def delete_the_record(self) -> None:
        (self.root / "feeds/show/import.lock").unlink(missing_ok=True)
        self.deleted.clear()

    @invariant()
    def nothing_of_the_user_is_lost(self) -> None:
        text = b"".join(everything(self.root).values()).decode(errors="replace")
        assert not [mark for mark in self.marks if mark not in text]

    @invariant()
    def what_was_deleted_stays_so(self) -> None:
        there = "".join(file.read_text() for file in self._episodes())
        assert not [guid for guid in self.deleted if f"{guid}\n" in there]


TestImports = Imports.TestCase
TestImports.settings = settings(
    max_examples=20, stateful_step_count=12, deadline=None, phases=[Phase.explicit, Phase.generate]
)
