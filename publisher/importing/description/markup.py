"""HTML told from Markdown and plain text, and made Markdown."""

import re

_TAG = re.compile(
    r"</?(?:p|br|ul|ol|li|a|div|h[1-6]|strong|em|b|i|span|table|tr|td|blockquote|img|section)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"^(?:#{1,6}\s|```)|\]\((?:https?:|<)", re.MULTILINE)
_LOOKED_AT = 50_000


def as_markdown(text: str) -> str:
    """Return a description in HTML as Markdown; Markdown and plain text stay as they are."""
    if "<" not in text or _MARKDOWN.search(text, 0, _LOOKED_AT):
        return text
    found = _TAG.search(text, 0, _LOOKED_AT)
    if found is None:
        return text
    from publisher.importing.markdown import markdown_of_html

    return markdown_of_html(text)
