"""What was proposed → the files to write."""

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.adopting.proposed_show import ProposedShow
from publisher.adopting.proposing import Proposal
from publisher.adopting.texts import MEDIA, ShowText, parties_text, publisher_text, show_text
from publisher.schemas import toml_directive

_PEOPLE = (
    "Hosts and guests, by the ids (or the names) that show.toml and the episodes give them.",
)
_SPONSORS = (
    "Who pays for the show, by the ids (or the names) that the episodes give them.",
    'Worth adding: offer, code, the days on which the campaign starts and ends, and mark = "…",',
    "what the address must carry so that you are paid.",
)
_ABOUT = "What the show is about and for whom, in two or three plain sentences."
_ORDER = (
    *("title", "description", "language", "author", "copyright", "categories", "explicit"),
    *("timezone", "artwork", "feed_url", "hosts", "audio_base_url", "episodes", "episodes_with"),
    *("owner", "socials", "platforms"),
)


def files_of(proposal: Proposal, severities: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file; `severities` are rules made milder."""
    yield _file("config/publisher.toml", "publisher", publisher_text(proposal.site, severities))
    people = (*_PEOPLE, *_from(proposal.people.sources))
    yield _file("config/people.toml", "people", parties_text(people, proposal.people.tables))
    sponsors = (*_SPONSORS, *_from(proposal.sponsors.sources))
    yield _file(
        "config/sponsors.toml", "sponsors", parties_text(sponsors, proposal.sponsors.tables)
    )
    for show in proposal.shows:
        path = f"feeds/{show.slug}/show.toml"
        yield _file(path, "show", show_text(_show(show)))


def _file(path: str, subject: str, text: str) -> tuple[str, bytes]:
    return path, f"{toml_directive(subject, path)}\n{text}".encode()


def _from(sources: tuple[str, ...]) -> tuple[str, ...]:
    return (f"Taken from {', '.join(sources)}; from now on this file counts.",) if sources else ()


def _show(show: ProposedShow) -> ShowText:
    """Return what goes into show.toml; what nobody knows stands there as a comment."""
    values: dict[str, Any] = {
        "title": title_of(show),
        "description": _ABOUT,
        **show.facts.values,
        "hosts": list(show.hosts),
        "episodes": show.glob.glob,
        "episodes_with": list(show.conditions),
    }
    if needs_media_base(show):
        values.setdefault("audio_base_url", MEDIA)
    values = {key: values[key] for key in _ORDER if values.get(key) not in (None, "", [])}
    return ShowText(values, _comments(show, values), show.fields.table(), field_comments(show))


def title_of(show: ProposedShow) -> str:
    """Return the show's title: as it is told, else as its folder is called."""
    told = show.facts.values.get("title")
    return str(told) if told else show.slug.replace("-", " ").title()


def needs_media_base(show: ProposedShow) -> bool:
    """Say whether recordings are bare names, and nothing tells where they are."""
    sources = show.fields.table().get("audio.url", ())
    if "audio_base_url" in show.facts.values:
        return False
    written = [
        value
        for page in show.foreign.episodes
        for key in sources
        if isinstance(value := page.values.get(key), str)
    ]
    bare = [value for value in written if "://" not in value and not value.startswith("/")]
    return len(bare) * 2 > len(written)


def _comments(show: ProposedShow, values: Mapping[str, Any]) -> dict[str, str]:
    lines = []
    if "author" not in values:
        lines.append('author = "Your Name"')
    if "language" not in values:
        lines.append('language = "de"  # or "pt-br", …; without it, it is "en"')
    if "artwork" not in values:
        lines.append(f'artwork = "feeds/{show.slug}/cover.png"  # square, 1400 to 3000 pixels')
    if "categories" not in values:
        lines.append('categories = ["Technology"]  # Apple\'s names')
    if "owner" not in values:
        lines.append('owner = { name = "Your Name", email = "you@example.com" }')
    comments = {"episodes": "Which files are episodes, from the root of the repository."}
    if lines:
        missing = "\n".join(("Nothing here says these: remove the # and write yours.", *lines))
        comments["episodes"] = f"{missing}\n\n{comments['episodes']}"
    if "feed_url" in values:
        comments["feed_url"] = (
            "Where the feed is today. Take the line out if it shall move to the site."
        )
    if values.get("audio_base_url") == MEDIA:
        comments["audio_base_url"] = (
            "FILL IN: your files name their recordings only; where are they? Until this is\n"
            "right, nothing in the feed can be played."
        )
    if show.conditions:
        comments["episodes_with"] = (
            "Other pages lie among them: only files that say this are episodes."
        )
    return comments


def field_comments(show: ProposedShow) -> dict[str, str]:
    """Return why each line of `[fields]` is as it is, where its name doesn't tell."""
    comments = {each.ours: each.why for each in show.fields.fields if each.why}
    for ours, why in show.fields.turned_away.items():
        comments[ours] = f"Not read: {why}"
    return comments
