"""`episodes_with`: what front matter tells episodes from other pages that lie among them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from publisher.adopting.fields import Fields
from publisher.adopting.pages import Page
from publisher.adopting.spellings import is_named, spellings
from publisher.episodes.choosing import fits

_MOST = 4  # keys, of which an episode has one
_KINDS = ("layout", "type", "category", "categories", "tags", "kind", "section", "template")


def choose_conditions(
    episodes: Sequence[Page], strays: Sequence[Page], fields: Fields
) -> tuple[str, ...]:
    """Return conditions of which each episode meets one, and no stray any; none if there are none.

    A number or a recording says best what is an episode; then the kind that the tool tells.
    """
    single = [
        condition
        for condition in dict.fromkeys((*_keys(fields), *_kinds(episodes)))
        if not any(fits(page.fields, condition) for page in strays)
    ]
    for condition in single:
        if all(fits(page.fields, condition) for page in episodes):
            return (condition,)
    chosen: list[str] = []
    left = list(episodes)
    for condition in single[:_MOST]:
        still = [page for page in left if not fits(page.fields, condition)]
        if len(still) < len(left):
            chosen.append(condition)
            left = still
    return tuple(chosen) if not left else ()


def _keys(fields: Fields) -> Iterator[str]:
    table = fields.table()
    for ours in ("number", "audio.url", "audio.file", "audio.bytes", "audio.duration", "guid"):
        yield from table.get(ours, (ours,))


def _kinds(episodes: Sequence[Page]) -> Iterator[str]:
    """Yield `layout=episode` and its like, where most episodes say the same."""
    shows = spellings("show_of")["keys"]
    named = sorted({key for page in episodes for key in page.values if is_named(key, shows)})
    for key in (*named, *_KINDS):
        counts: Counter[str] = Counter()
        for page in episodes:
            value = page.values.get(key)
            items = value if isinstance(value, list) else [value]
            counts.update(
                {item for item in items if isinstance(item, str) and item.strip() == item}
            )
        for word, count in counts.most_common(1):
            if count * 2 > len(episodes):
                yield f"{key}={word}"
