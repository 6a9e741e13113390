"""What adopting tells: what was found and decided, what can't be read, what is left to do."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from publisher.adopting.fields import Fields
from publisher.adopting.files import needs_media_base, title_of
from publisher.adopting.pages import Page
from publisher.adopting.proposed_show import ProposedShow
from publisher.adopting.proposing import Proposal
from publisher.adopting.spellings import plain, spellings
from publisher.config.podcasting import COMMON_WORDS
from publisher.config.schema import EPISODE
from publisher.documents import display_path, read_markdown
from publisher.documents.parsed import shown
from publisher.errors import DocumentError
from publisher.reports.summary import counted

_FACTS = ("title", "description", "language", "author", "artwork", "categories", "owner")
_MOST_KEYS = 25
_MOST_NAMES = 8
_MOST_MARKS = 8


def decided(proposal: Proposal) -> Iterator[str]:
    """Yield what was found, and what was decided of it."""
    before: Fields | None = None
    for show in proposal.shows:
        yield from _show(show, same=show.fields == before)
        before = show.fields
    for what, parties in (("people", proposal.people), ("sponsors", proposal.sponsors)):
        if parties.tables:
            where = f", from {', '.join(parties.sources)}" if parties.sources else ""
            yield f"{what}: {len(parties.tables):,}{where}"
    if not proposal.lying.whole:
        yield "not all was looked at: there are too many files; say what is missing in show.toml"


def _show(show: ProposedShow, *, same: bool) -> Iterator[str]:
    count = counted(len(show.foreign.episodes), "episode")
    why = f" (a show of its own: {show.foreign.why})" if show.foreign.why else ""
    yield f"feeds/{show.slug}: {shown(title_of(show))}, {count}{why}"
    with_ = f", those with {' or '.join(show.conditions)}" if show.conditions else ""
    yield f"  episodes = {show.glob.glob}{with_}"
    reasons = {each.ours: each.why for each in show.fields.fields}
    if same:
        yield "  its front matter says the same by the same keys"
    for ours, theirs in () if same else show.fields.table().items():
        if ours in show.fields.turned_away:
            yield f"  {ours}: not theirs, {show.fields.turned_away[ours]}"
        else:
            why = f"  ({reasons[ours]})" if reasons.get(ours) else ""
            yield f"  {ours} = {', '.join(map(shown, theirs))}{why}"
    if show.facts.files:
        yield f"  about the show: {', '.join(show.facts.files)}"
    if show.hosts:
        yield f"  hosts = {', '.join(show.hosts)}"
    if show.glob.strays and not show.conditions:
        count = counted(len(show.glob.strays), "page")
        yield (
            f"  {count} among them may be no episodes, such as {show.glob.strays[0]}: move "
            "them, or set draft: true"
        )
    if show.glob.missed:
        count = counted(len(show.glob.missed), "episode")
        yield f"  no pattern finds {count}, such as {show.glob.missed[0]}"


# ---------------------------------------------------------------- what can't be mapped


def left_over(proposal: Proposal, root: Path) -> Iterator[str]:
    """Yield what nothing of ours stands for: in how many files, with one of them."""
    yield from _unread_keys(proposal, root)
    pages = [page for show in proposal.shows for page in show.foreign.episodes]
    marks = Counter(mark for page in pages for mark in page.marks)
    for mark, count in marks.most_common(_MOST_MARKS):
        page = next(page for page in pages if mark in page.marks)
        place = f"{display_path(root / page.path)}:{page.marks[mark]}"
        yield f"{mark} in the notes stays as it is written, in {_files(count)}, such as {place}"
    if len(marks) > _MOST_MARKS:
        yield f"… and {len(marks) - _MOST_MARKS} more commands of the site's templates"
    for path, why in list(proposal.pages.unread.items())[:_MOST_NAMES]:
        if any(path in show.glob.strays for show in proposal.shows):
            yield f"can't be read: {why}"
    for what, unknown in (
        ("people", proposal.people.unknown),
        ("sponsors", proposal.sponsors.unknown),
    ):
        if unknown:
            yield f"{what} that episodes name and nothing describes: {_some(unknown)}"


def _unread_keys(proposal: Proposal, root: Path) -> Iterator[str]:
    counts: Counter[str] = Counter()
    examples: dict[str, Page] = {}
    for show in proposal.shows:
        known = _known_keys(show, proposal.beside)
        for page in show.foreign.episodes:
            for key in page.values:
                if "." not in key and key not in known and key.lower() not in known:
                    counts[key] += 1
                    examples.setdefault(key, page)
    of_the_site = [key for key in sorted(counts) if plain(key) in spellings("of_the_site")["keys"]]
    if of_the_site:
        told = ", ".join(map(shown, of_the_site))
        yield f"for the site, and nothing that a feed could say: {told}"
    for key in of_the_site:
        del counts[key]
    for key, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_MOST_KEYS]:
        place = _place(root / examples[key].path, key)
        yield f"{shown(key)}: not read, in {_files(count)}, such as {place}"
    if len(counts) > _MOST_KEYS:
        yield f"… and {len(counts) - _MOST_KEYS} more keys"


def _known_keys(show: ProposedShow, beside: frozenset[str]) -> frozenset[str]:
    table = show.fields.table()
    mapped = {key.partition(".")[0] for theirs in table.values() for key in theirs}
    native = {key for key in EPISODE.keys if key not in table and key not in COMMON_WORDS}
    return frozenset(mapped | native | beside)


def _place(file: Path, key: str) -> str:
    try:
        return str(read_markdown(file).place(key)).rpartition(":")[0]
    except DocumentError:
        return display_path(file)


def _files(count: int) -> str:
    return counted(count, "file")


def _some(names: Iterable[str]) -> str:
    told = [shown(name) for name in names]
    more = f" and {len(told) - _MOST_NAMES:,} more" if len(told) > _MOST_NAMES else ""
    return ", ".join(told[:_MOST_NAMES]) + more


# ---------------------------------------------------------------- what to do


def to_fill_in(proposal: Proposal) -> Iterator[str]:
    """Yield what only the podcaster knows."""
    if proposal.site is None:
        yield "config/publisher.toml: site, where the built site will be published"
    for show in proposal.shows:
        missing = [key for key in _FACTS if key not in show.facts.values]
        path = f"feeds/{show.slug}/show.toml"
        if missing:
            yield f"{path}: {', '.join(missing)}"
        if needs_media_base(show):
            yield f"{path}: audio_base_url, the folder on the web that your recordings are in"
        if not _has_audio(show):
            heard = next((page for page in show.foreign.episodes if page.heard_at), None)
            if heard is not None:
                place = f"{heard.path}:{heard.heard_at}"
                yield f"{path}: recordings stand in the notes, such as {place}"
            yield (
                f"{path}: no key says where the recordings are, and without one no episode is in "
                "the feed: add audio_url: https://… to the files; [fields] reads it"
            )
    if proposal.people.named_only:
        yield f"config/people.toml: who these are: {_some(proposal.people.named_only)}"
    without = [key for key, table in proposal.sponsors.tables.items() if "url" not in table]
    if without:
        yield f"config/sponsors.toml: the url of {_some(without)}"


def _has_audio(show: ProposedShow) -> bool:
    table = show.fields.table()
    sources = {*table.get("audio.url", ("audio.url",)), *table.get("audio.file", ("audio.file",))}
    return any(sources & page.values.keys() for page in show.foreign.episodes)


def nothing_found(proposal: Proposal) -> str:
    """Return why there is nothing to adopt, and what can be done all the same."""
    pages, bare = len(proposal.pages.pages), len(proposal.pages.bare)
    if proposal.lists:
        return (
            f"{', '.join(map(shown, proposal.lists[:_MOST_NAMES]))} lists recordings, but an "
            "episode is a Markdown file with front matter here; if the show has a feed, "
            "`publisher import` makes such files of it"
        )
    if not pages and not bare:
        return "no Markdown files here: name the folder that the episodes' repository is in"
    if not pages:
        return (
            f"{_files(bare)} of Markdown, and none has front matter: nothing says which are "
            "episodes, when they came out and where the recordings are. `publisher check` looks "
            "after their links as they are; if the show has a feed, `publisher import` makes "
            "episode files of it"
        )
    seen = Counter(plain(key) for page in proposal.pages.pages for key in page.values)
    keys = ", ".join(shown(key) for key, _ in seen.most_common(_MOST_NAMES))
    return (
        f"{_files(pages)} with front matter, and none names a recording; their keys are: {keys}. "
        "`publisher check` looks after their links as they are; `publisher init` starts a show"
    )
