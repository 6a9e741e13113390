"""The notes of all episodes → each episode's own, and once what repeats."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from publisher.importing.boilerplate.accounts import (
    call_of,
    find_accounts,
    is_heading_of,
    is_list_of,
)
from publisher.importing.boilerplate.cutting import Block, cut_blocks, join_blocks
from publisher.importing.boilerplate.eras import Era, in_words
from publisher.importing.boilerplate.leaving import Moved, Notes, left_of
from publisher.importing.boilerplate.mentions import Mention, find_mentions
from publisher.importing.boilerplate.moving import find_moved
from publisher.importing.boilerplate.saying import Said, say
from publisher.importing.boilerplate.sponsors import Sponsored, gather_sponsors
from publisher.importing.boilerplate.template_lines import (
    can_show,
    lines_of,
    section_line,
    under_conditions,
)
from publisher.importing.boilerplate.units import leaves_orphan, units_of
from publisher.importing.boilerplate.values import Removal, Tidied, TidiedEpisode
from publisher.importing.description.understanding import Known

NOTHING_KNOWN = Known()

_MOST_ROUNDS = 4


def tidy(notes: Sequence[str], known: Known = NOTHING_KNOWN, days: Sequence[str] = ()) -> Tidied:
    """Return the bodies without what repeats, and what the show says once in its place.

    `notes` are the Markdown bodies of a show's episodes, the newest first, and `days` the days of
    their dates in the show's time zone ("2024-05-01", "" where there is none): without them only
    what stands in all episodes can be told in the template.
    """
    blocks: list[tuple[Block, ...]] = [cut_blocks(body) or () for body in notes]
    mentions = [_mentions(own, frozenset()) for own in blocks]
    days = tuple(days) or ("",) * len(notes)
    for rounds_left in reversed(range(_MOST_ROUNDS)):
        show = _show(blocks, mentions, days)
        moved = find_moved(show, can_show)
        further = [_further_mentions(show, *each) for each in enumerate(left_of(show, moved))]
        if not any(further) or not rounds_left:
            break
        mentions = [(*own, *more) for own, more in zip(mentions, further, strict=True)]
    sponsored = gather_sponsors(mentions, known.sponsors)
    current = [each for each in moved if any(era.last is None for era in each.standing.eras)]
    said = {each.key: say(join_blocks(_blocks(show, each))) or Said(()) for each in moved}
    accounts = find_accounts([said[each.key] for each in current], known.show_title)
    lists = {
        name: listed
        for name, own in (("socials", accounts.socials), ("platforms", accounts.platforms))
        if (listed := _lists(name, current, said, own))
    }
    return Tidied(
        episodes=tuple(
            TidiedEpisode(_left(body, show, episode, left), own)
            for episode, (body, left, own) in enumerate(
                zip(notes, left_of(show, moved), sponsored.episodes, strict=True)
            )
        ),
        socials=accounts.socials,
        platforms=accounts.platforms,
        funding=accounts.funding,
        sponsors=sponsored.tables,
        before=tuple(_lines(show, [each for each in moved if each.first], said, lists)),
        after=(
            *_sponsors_section(mentions),
            *_lines(show, [each for each in moved if not each.first], said, lists),
        ),
        shown=frozenset(
            name
            for name, found in (
                ("sponsors", sponsored.tables),
                ("socials", accounts.socials),
                ("platforms", accounts.platforms),
            )
            if found
        ),
        removed=(*_of_sponsors(sponsored), *(_removal(show, each) for each in moved)),
    )


def _show(
    blocks: Sequence[Sequence[Block]], mentions: Sequence[Sequence[Mention]], days: Sequence[str]
) -> Notes:
    taken = [{at for each in own for at in each.blocks} for own in mentions]
    units = units_of(blocks, taken)
    by_day: dict[str, list[int]] = {}
    for index in sorted(range(len(days)), key=lambda index: (days[index], -index)):
        by_day.setdefault(days[index], []).append(index)
    sponsored = [
        {index for index, unit in enumerate(own) if unit.start in away}
        for own, away in zip(units, taken, strict=True)
    ]
    return Notes(blocks, units, sponsored, days, by_day)


def _mentions(blocks: Sequence[Block], gone: Collection[int]) -> tuple[Mention, ...]:
    """Return the sponsors of a body, of which some blocks are gone, that leave something of it."""
    there = [at for at in range(len(blocks)) if at not in gone]
    found = tuple(find_mentions([blocks[at] for at in there]))
    placed = tuple(each._replace(blocks=tuple(there[at] for at in each.blocks)) for each in found)
    gone = {*gone, *(at for each in placed for at in each.blocks)}
    if found and (len(gone) == len(blocks) or leaves_orphan(blocks, gone)):
        return ()
    return placed


def _further_mentions(show: Notes, episode: int, left: Collection[int]) -> tuple[Mention, ...]:
    """Return the sponsors that stand by themselves only now that other blocks are gone."""
    units, blocks = show.units[episode], show.blocks[episode]
    if len(left) == len(units):
        return ()
    kept = {at for index in left for at in range(units[index].start, units[index].end)}
    return _mentions(blocks, set(range(len(blocks))) - kept)


def _sponsors_section(mentions: Sequence[Sequence[Mention]]) -> Iterator[str]:
    """Yield the template's line for sponsors, under the heading that most notes give them."""
    if any(mentions):
        headings = Counter(each.heading for own in mentions for each in own if each.heading)
        heading = headings.most_common(1)[0][0] if headings else "Sponsors"
        yield section_line(heading, "sponsors")


def _left(body: str, show: Notes, episode: int, left: Collection[int]) -> str:
    """Return a body without what goes; one that loses nothing stays as it is, to the last sign."""
    units = show.units[episode]
    if len(left) == len(units):
        return body
    blocks = show.blocks[episode]
    return join_blocks([b for at in left for b in blocks[units[at].start : units[at].end]])


def _lists(
    name: str, current: Sequence[Moved], said: Mapping[str, Said], accounts: Mapping[str, str]
) -> tuple[Moved, ...]:
    """Return the units that are, together, nothing but the list of these accounts."""
    listing = tuple(each for each in current if is_list_of(said[each.key], accounts))
    urls = {link.url for each in listing for link in said[each.key].links}
    eras = {each.standing.eras for each in listing}
    if len(eras) != 1 or urls != set(accounts.values()):
        return ()
    headings = (each for each in current if is_heading_of(said[each.key], name))
    return (*(each for each in headings if each.standing.eras in eras), *listing)


def _lines(
    show: Notes,
    moved: Sequence[Moved],
    said: Mapping[str, Said],
    lists: Mapping[str, tuple[Moved, ...]],
) -> list[str]:
    """Return the template's lines for units; a list of accounts becomes one section."""
    ordered = sorted(moved, key=lambda each: (each.depth if each.first else -each.depth, each.key))
    sections = {each.key: name for name, listing in lists.items() for each in listing}
    shown: list[tuple[Sequence[Era], Sequence[str]]] = []
    written = set()
    for each in ordered:
        name = sections.get(each.key)
        if name is None:
            shown.append((each.standing.eras, list(lines_of(_blocks(show, each)))))
        elif name not in written:
            written.add(name)
            heading = call_of(said[each.key])
            shown.append((each.standing.eras, [section_line(heading, name)]))
    return list(under_conditions(shown))


def _blocks(show: Notes, moved: Moved) -> Sequence[Block]:
    """Return the blocks of a unit, from the newest of its episodes."""
    episode = min(moved.at)
    unit = show.units[episode][moved.at[episode][0]]
    return show.blocks[episode][unit.start : unit.end]


def _of_sponsors(sponsored: Sponsored) -> list[Removal]:
    return [
        Removal(
            str(table["name"]),
            sponsored.ids[sponsor_id],
            f"config/sponsors.toml, [{sponsor_id}]",
            "the notes say that it is a sponsor",
        )
        for sponsor_id, table in sponsored.tables.items()
    ]


def _removal(show: Notes, moved: Moved) -> Removal:
    times = " and ".join(map(in_words, moved.standing.eras))
    text = join_blocks(_blocks(show, moved))
    return Removal(text, len(moved.at), "notes.j2", f"{times} say it in the same words")
