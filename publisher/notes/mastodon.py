"""Notes → a post for Mastodon: what the episode is about, with whom, where, and hashtags."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from publisher.notes.cutting import LONGEST, beginning, first_words, longest_beginning
from publisher.notes.forms import RenderedNotes
from publisher.notes.limits import Limit, split_words
from publisher.notes.structure import NotedPerson, Notes
from publisher.platforms import platforms

MOST_HASHTAGS = 6
"""More look like an advertisement, and nobody follows them."""

_SENTENCE = re.compile(r"""[。！？]|[.!?…]["'”’»)\]]?(?=\s+[^\sa-z]|\s*\Z)""")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|No|Nr|Inc|Ltd|e\.g|i\.e|ca|bzw|z\.B)\.\Z"
)
_ACCOUNT = re.compile(r"/(?:web/)?(?:@|users/)([A-Za-z0-9_]+)/?", re.ASCII)
_SPOKEN = str.maketrans({"+": " plus ", "#": " sharp ", "&": " and "})
_LONGEST_TAG = 40
_LONGEST_HOST = 300  # more than any name has; what reads it takes the square of the time
_KEPT_OF_SUMMARY = 100
_SHORTEST_SENTENCE = 20


class _Draft(NamedTuple):
    """What a post is made of; all but the title and the address may give way."""

    title: str
    url: str
    summary: str
    people: tuple[str, ...]
    hashtags: tuple[str, ...]
    sponsors: tuple[str, ...]

    def text(self) -> str:
        """Return the post; a sponsor that it names is said to have paid, nobody is named twice."""
        said = f"{self.title}\n{self.summary}".casefold()
        named = [name for name in self.sponsors if name.casefold() in said]
        people = [name for name in self.people if name.casefold() not in said]
        paragraphs = (
            self.title,
            self.summary,
            f"With {_listed(people).rstrip('.')}." if people else "",
            f"Paid partnership with {_listed(named).rstrip('.')}." if named else "",
            self.url,
            " ".join(self.hashtags),
        )
        return "\n\n".join(filter(None, paragraphs))


def write_post(notes: Notes, limit: Limit) -> RenderedNotes:
    """Return a post on the episode, leaving out as little as the limit asks for.

    The end of the summary gives way first, by words, down to a hundred characters; then hashtags,
    from the last; the summary; the guests; the end of the title. The address stays whole.
    """
    draft = _draft(notes)
    if limit.fits(draft.text()):
        return RenderedNotes(draft.text())
    left_out: list[str] = []
    for name, shorter in _shorter(draft, limit):
        if limit.fits(draft.text()):
            break
        if shorter != draft:
            draft = shorter
            left_out = [*left_out, name] if name not in left_out else left_out
    return RenderedNotes(draft.text(), tuple(left_out))


def _draft(notes: Notes) -> _Draft:
    facts = notes.episode
    return _Draft(
        title=facts.title,
        url=facts.link,
        summary=first_sentence(facts.summary or first_words(notes.body)),
        people=tuple(map(_called, notes.guests)),
        hashtags=tuple(hashtags(facts.tags)),
        sponsors=tuple(sponsor.name for sponsor in notes.sponsors if sponsor.name),
    )


def _shorter(draft: _Draft, limit: Limit) -> Iterator[tuple[str, _Draft]]:
    """Yield what gives way, each step with what the ones before left."""
    least = beginning(draft.summary, _KEPT_OF_SUMMARY)
    words = longest_beginning(
        draft.summary, lambda said: limit.fits(draft._replace(summary=said).text())
    )
    draft = draft._replace(summary=max(least, words, key=len))
    yield "the end of the summary", draft
    for kept in range(len(draft.hashtags) - 1, -1, -1):
        yield "hashtags", draft._replace(hashtags=draft.hashtags[:kept])
    yield "the summary", (draft := draft._replace(hashtags=(), summary=""))
    yield "guests", (draft := draft._replace(people=()))
    title = longest_beginning(
        draft.title, lambda said: limit.fits(draft._replace(title=said).text())
    )
    yield "the end of the title", draft._replace(title=title)


def first_sentence(text: str) -> str:
    """Return the first sentence that says something; the whole text where none can be told."""
    text = text[:LONGEST]
    for found in _SENTENCE.finditer(text, _SHORTEST_SENTENCE):
        if not _ABBREVIATED.search(text, max(0, found.start() - 8), found.start()):
            return text[: found.end()]
    return text


def _called(person: NotedPerson) -> str:
    """Return the account at which the person is told of the post; the name where there is none."""
    of_mastodon = platforms()["mastodon"].name
    for link in person.links:
        if link.name == of_mastodon:
            account = mastodon_account(link.url)
            if account:
                return account
    return person.name


def mastodon_account(url: str) -> str:
    """Return the account of a profile's address, as `@name@server`; empty where it is none."""
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
        host = name.encode("idna").decode() if len(name) <= _LONGEST_HOST else ""
    except ValueError:
        return ""
    found = _ACCOUNT.fullmatch(parts.path)
    return f"@{found[1]}@{host}" if found and "." in host else ""


def hashtags(tags: Sequence[str]) -> Iterator[str]:
    """Yield hashtags that Mastodon takes, each once: `machine learning` is `#MachineLearning`."""
    seen: set[str] = set()
    for tag in tags:
        spoken = tag.translate(_SPOKEN)
        written = "".join(map(_capital, split_words(spoken)))
        has_letter = any(map(str.isalpha, written))
        if has_letter and len(written) <= _LONGEST_TAG and written.casefold() not in seen:
            seen.add(written.casefold())
            yield f"#{written}"
        if len(seen) == MOST_HASHTAGS:
            return


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:] if word.islower() else word


def _listed(names: Sequence[str]) -> str:
    """Return names as people list them: `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
