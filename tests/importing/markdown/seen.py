"""What is read in HTML notes, and in their Markdown as our build shows it."""

from urllib.parse import quote, unquote

from publisher.notes.body import read_markdown_body
from publisher.notes.html import FeedHtml
from tests.feed.seen_notes import links_of, words_of


def shown(markdown: str) -> str:
    """Return the HTML that our feed shows for a body."""
    return FeedHtml().blocks(read_markdown_body(markdown))


def words(notes: str) -> list[str]:
    """Return the words that are read in HTML notes; signs that nobody sees aren't there."""
    return words_of(notes.translate({0x200B: None, 0x2060: None, 0xFEFF: None}))


def lost_links(notes: str, markdown: str) -> tuple[list[str], list[str]]:
    """Return the links of the notes that the Markdown hasn't, and those that it has beside them.

    Addresses in the text of the notes are links in apps, too, and may be some here.
    """
    before = [_normal(link) for link in links_of(notes)]
    after = [_normal(link) for link in links_of(shown(markdown))]
    text = _normal(" ".join(words_of(notes)))
    more = []
    for link in after:
        if before and before[0] == link:
            del before[0]
        elif link.removeprefix("mailto:").removeprefix("http://www.") not in text:
            more.append(link)
    return before, more


def _normal(url: str) -> str:
    """Return an address as all writings of it become: with `%C3%BC` for `ü`, with `%20`."""
    return quote(unquote(url.strip()), safe="/:?#[]@!$&'()*+,;=~%").rstrip("/")
