"""One sponsor by several names: "Globex", "globex.com", "Glo Bex"."""

from collections import Counter
from collections.abc import Iterable, Mapping

from publisher.importing.boilerplate.sponsor_words import Words, site_of
from publisher.importing.description.parties.naming import host_as_written, is_address
from publisher.scaffold.naming import slug_of

_NAMELESS = "sponsor"


def ids_of(said: Iterable[Words], known: Iterable[str]) -> Mapping[tuple[str, str | None], str]:
    """Return a sponsor's id by each name and address that a show has for it, the newest first.

    Names are one sponsor's where only spaces, signs and the end of an address tell them apart. One
    of the names that are `known` already gives the id, else the name that is said most.
    """
    there: dict[str, str] = {}
    for name in known:
        there.setdefault(_letters(name), slug_of(name))
    groups: dict[str, Counter[tuple[str, str | None]]] = {}
    for words in said:
        own = (words.name, words.url)
        groups.setdefault(_letters(words.name) or _id_of(own), Counter())[own] += 1
    found: dict[tuple[str, str | None], str] = {}
    for letters, group in groups.items():
        name = best_name(own[0] for own in group.elements())
        chosen = there.get(letters) or slug_of(name) or _id_of(next(iter(group)))
        found |= dict.fromkeys(group, chosen)
    return found


def best_name(names: Iterable[str]) -> str:
    """Return the name that is said most, if there is one that is more than an address."""
    counted = Counter(names).most_common()
    return next((name for name, _ in counted if not is_address(name)), counted[0][0])


def _id_of(own: tuple[str, str | None]) -> str:
    """Return an id made of a name, as far as that has Latin letters, else of the host."""
    name, url = own
    return slug_of(name) or slug_of(site_of(url or "")) or _NAMELESS


def _letters(name: str) -> str:
    """Return what is the same in all spellings of a name: of an address, the host's own part."""
    if is_address(name):
        name = host_as_written(name).rpartition(".")[0].rpartition(".")[2] or name
    return "".join(filter(str.isalnum, name.casefold()))
