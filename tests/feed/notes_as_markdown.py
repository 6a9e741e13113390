"""Show notes as feeds carry them, HTML or text → the Markdown body that says the same."""

import re

_MARKUP = re.compile(r"</?[A-Za-z][^>]*>|&[A-Za-z]+;|&#\d+;")
_ADDRESS = re.compile(r"(https?://[^\s<>]+)")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL | re.IGNORECASE)
_BLANK_LINES = re.compile(r"\s*\n\s*\n\s*")


def markdown_of(notes: str) -> str:
    """Return notes as the body of an episode: HTML as one block of it, text with its lines."""
    notes = notes.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not notes:
        return ""
    if _MARKUP.search(notes):
        pieces = _PRE.split(notes)
        pieces[::2] = [_BLANK_LINES.sub("\n", piece) for piece in pieces[::2]]
        pieces[1::2] = [re.sub(r"\n(?=\s*\n)", "&#10;", piece) for piece in pieces[1::2]]
        return f"<div>\n{''.join(pieces).strip()}\n</div>"
    paragraphs = re.split(r"\n\s*\n", notes)
    return "\n\n".join(
        "  \n".join(_escape(line.strip()) for line in paragraph.split("\n") if line.strip())
        for paragraph in paragraphs
    )


def _escape(line: str) -> str:
    """Escape what Markdown would take for markup; addresses are left, and become links."""
    pieces = _ADDRESS.split(line)
    pieces[::2] = [_PUNCTUATION.sub(r"\\\1", piece) for piece in pieces[::2]]
    return "".join(pieces)
