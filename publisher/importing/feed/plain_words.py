"""What a channel says of itself, in HTML or not → the plain words that show.toml holds."""

from publisher.importing.markdown import is_html, markdown_of_html
from publisher.notes.body import read_markdown_body
from publisher.notes.text import PlainText


def plain_words(text: str, base: str = "") -> str:
    """Return a text without tags and entities; the address of a link stands behind its words."""
    if not is_html(text):
        return text
    return PlainText(base).blocks(read_markdown_body(markdown_of_html(text, base))).strip()
