"""Tags for which we have no key: passed on where apps may read them, else named and left out."""

from collections.abc import Iterable

from publisher.config.extra_tags import MOST_TAGS
from publisher.config.namespaces import NAMESPACES
from publisher.feed.reading.snapshot import SnapshotTag
from publisher.importing.feed.tags import Table, given

_READ_BY_APPS = frozenset({"podcast", "spotify"})  # of Apple's we have a key for each
_SPOTIFY = NAMESPACES["spotify"]


class Others:
    """The tags of a feed that nothing is made of; `left` counts them by their names."""

    def __init__(self) -> None:
        self.left: dict[str, int] = {}

    def extra_tags(self, tags: Iterable[SnapshotTag], ours: frozenset[str]) -> list[Table]:
        """Return those for `extra_tags`; `ours` are the names, in lower case, that are done."""
        kept: list[Table] = []
        for tag in tags:
            if tag.name in ours:
                continue
            prefix = "spotify" if tag.namespace == _SPOTIFY else tag.name.rpartition(":")[0]
            if prefix in _READ_BY_APPS and len(kept) < MOST_TAGS:
                kept.append(_extra(tag, prefix))
            elif ":" in tag.written:
                self.left[tag.written] = self.left.get(tag.written, 0) + 1
        return kept


def _extra(tag: SnapshotTag, prefix: str) -> Table:
    local = tag.written.rpartition(":")[2]
    return given(
        {
            "tag": f"{prefix}:{local}",
            "text": tag.text,
            "attributes": {key: value for key, value in tag.spelled if ":" not in key},
            "children": [_extra(child, prefix) for child in tag.children],
        }
    )
