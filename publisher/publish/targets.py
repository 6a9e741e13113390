"""What a target is, and one that sends file after file: folders, rsync and S3."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from publisher.publish.files import SiteFile, Step, step_of
from publisher.publish.manifest import PENDING, Entry, manifest_bytes, read_manifest
from publisher.publish.plan import Plan, Seen, There

Say = Callable[[str], None]
"""Told in a line what is being done."""


class Trust(NamedTuple):
    """What the user allows by flags or the environment; no file of the repository can.

    `outside`: folders and repositories of this machine outside of the repository.
    """

    outside: bool = False
    private: bool = False  # addresses that are not on the public internet
    overwrite: bool = False  # files that somebody else put there


class Target(Protocol):
    """A place to publish at. Everything raises PublishError where the place doesn't play along."""

    @property
    def words(self) -> str:
        """What messages call the place; without secrets."""

    def fingerprints(self, files: Sequence[SiteFile]) -> dict[str, str]:
        """Return what each file here would be there, by path."""

    def extra_files(self) -> tuple[SiteFile, ...]:
        """Return files that the place needs besides the site's."""

    def look(self) -> There:
        """Return what is there; changes nothing."""

    def identical(self, files: Sequence[SiteFile]) -> frozenset[str]:
        """Look closer at files of which `look` wasn't sure; changes nothing."""

    def warnings(self, plan: Plan) -> tuple[str, ...]:
        """Return what the user should know of the place before anything is sent."""

    def deliver(self, plan: Plan, say: Say) -> None:
        """Do what is planned: media, assets, pages, feeds, and only then remove."""

    def settle(self, plan: Plan) -> None:
        """Let the place's list say that all is done."""

    def close(self) -> None:
        """Let go of what is open."""


class Kept(NamedTuple):
    """A file in a store; `tag` is the store's word for this version of it, if it has one."""

    size_bytes: int
    tag: str = ""


class Store(Protocol):
    """A place that takes one file after another."""

    words: str

    def fingerprints(self, files: Sequence[SiteFile]) -> dict[str, str]: ...

    def find_files(self) -> Mapping[str, Kept]:
        """Return every ordinary file there."""

    def read_list(self) -> bytes | None:
        """Return the place's list of what was published; None where there is none."""

    def write_list(self, data: bytes) -> None: ...

    def identical(self, files: Sequence[SiteFile]) -> frozenset[str]: ...

    def put(self, files: Sequence[SiteFile]) -> Mapping[str, str]:
        """Send files, each whole or not at all; return their tags."""

    def remove(self, paths: Sequence[str]) -> None: ...

    def close(self) -> None: ...


class SteppedTarget:
    """A target that is sent to in steps, with a list of what was published beside the site."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._entries: dict[str, Entry] = {}
        self._tags: dict[str, str] = {}

    @property
    def words(self) -> str:
        return self._store.words

    def fingerprints(self, files: Sequence[SiteFile]) -> dict[str, str]:
        return self._store.fingerprints(files)

    def extra_files(self) -> tuple[SiteFile, ...]:
        return ()

    def look(self) -> There:
        self._entries = read_manifest(self._store.read_list())
        kept = self._store.find_files()
        self._tags = {path: each.tag for path, each in kept.items()}
        seen = {path: _seen(self._entries.get(path), each) for path, each in kept.items()}
        listed = {path: seen[path].fingerprint if path in seen else None for path in self._entries}
        return There(seen, listed)

    def identical(self, files: Sequence[SiteFile]) -> frozenset[str]:
        return self._store.identical(files) if files else frozenset()

    def warnings(self, plan: Plan) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def deliver(self, plan: Plan, say: Say) -> None:
        sent = plan.to_send
        if sent:
            pending = {file.path: PENDING for file in sent}
            self._store.write_list(manifest_bytes({**self._entries, **pending}))
        cleared = plan.cleared
        if cleared:
            self._store.remove(cleared)
        for step in Step:
            files = [file for file in sent if file.step is step]
            if files:
                say(_STEP_WORDS[step].format(len(files)))
                self._tags |= self._store.put(files)
        rest = sorted(set(plan.removed).difference(cleared))
        if rest:
            say(f"removing {len(rest):,}")
        feeds = [path for path in rest if step_of(path) is Step.FEED]
        for paths in (feeds, [path for path in rest if step_of(path) is not Step.FEED]):
            if paths:  # a feed goes before the pages that it names
                self._store.remove(paths)

    def settle(self, plan: Plan) -> None:
        entries = {
            file.path: Entry(
                plan.fingerprints[file.path], file.size_bytes, self._tags.get(file.path, "")
            )
            for file in plan.files
        }
        self._store.write_list(manifest_bytes(entries))

    def close(self) -> None:
        self._store.close()


_STEP_WORDS = {
    Step.MEDIA: "sending media: {:,}",
    Step.ASSET: "sending files of the pages: {:,}",
    Step.PAGE: "sending pages: {:,}",
    Step.FEED: "sending feeds, last of all: {:,}",
}


def _seen(entry: Entry | None, kept: Kept) -> Seen:
    if entry is None:
        return Seen(None, own=False)
    if not entry.fingerprint:
        return Seen(None, own=True, pending=True)
    is_same = (entry.size_bytes, entry.tag) == (kept.size_bytes, kept.tag)
    return Seen(entry.fingerprint if is_same else None, own=True)
