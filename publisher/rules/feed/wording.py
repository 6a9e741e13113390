"""What a title or a description must not hold, whichever it is: markup, and placeholders."""

import re

# A closing tag, a line break, or an opening one with an attribute: a title may well be about
# "the <dialog> element".
_TAG = re.compile(
    r"</(?:a|b|i|u|p|em|h[1-6]|div|span|strong|ul|ol|li)>|<br ?/?>|<p>"
    r"|<(?:a|p|img|font|span|div)\s[a-z]{2,10}=",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[lr]squo|[lr]dquo|hellip|[nm]dash|#\d{2,6}|#x[0-9a-f]{2,5});",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(r"\[[^\[\]]{1,100}\]\(https?://")
_PLACEHOLDER = re.compile(
    r"(?i:\blorem ipsum\b)|\A(?:TODO|TBD|TBA|FIXME|XXX)\b[ .:!?]*\Z|\bTODO:"
    r"|(?i:\[(?:insert |your |the |add )?(?:show |podcast |episode |guest )?"
    r"(?:title|name|description|topic|summary)(?: goes)?(?: here)?\])",
)
_MARKS = ("[", "TODO", "TBD", "TBA", "FIXME", "XXX")
"""Without one of them, or the word `lorem`, there is no placeholder: hardly any text has one."""


def markup_in(text: str) -> str | None:
    """Return the first markup in a plain text: a tag, a sign written as `&amp;`, or a link of
    Markdown.
    """
    if "&" not in text and "<" not in text and "](http" not in text:
        return None
    found = _ENTITY.search(text) or _TAG.search(text) or _MARKDOWN_LINK.search(text)
    return found[0] if found else None


def placeholder_in(text: str) -> str | None:
    """Return words that stand for others which were never written: `[Title goes here]`."""
    if not any(mark in text for mark in _MARKS) and "lorem" not in text.lower():
        return None
    found = _PLACEHOLDER.search(text)
    return found[0] if found else None
