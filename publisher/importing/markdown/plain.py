"""Plain text → Markdown that shows it as it is."""

from publisher.importing.markdown.pieces import BREAK, Piece
from publisher.importing.markdown.reading_back import CHECKED_CHARACTERS, reads_back
from publisher.importing.markdown.runs import write_run
from publisher.notes.plain import UNPRINTABLE

_LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n\n"})


def markdown_of_text(notes: str) -> str:
    """Return plain text as Markdown: its lines stay lines, empty ones part paragraphs."""
    text = notes.replace("\r\n", "\n").translate(_LINE_ENDS)
    runs = _runs(text if text.isprintable() else UNPRINTABLE.sub("", text))
    markdown = ""
    for care in (0, 1):
        written = [write_run(run, care) for run in runs]
        markdown = "\n\n".join([each.text for each in written])
        sure = all(each.sure for each in written) or len(markdown) > CHECKED_CHARACTERS
        if sure or reads_back(markdown, [piece.text for run in runs for piece in run], 0):
            break
    return markdown


def _runs(text: str) -> list[list[Piece]]:
    runs: list[list[Piece]] = [[]]
    for line in text.split("\n"):
        words = " ".join(line.split())
        if not words:
            runs.append([])
            continue
        if runs[-1]:
            runs[-1].append(Piece("\n", BREAK))
        runs[-1].append(Piece(words))
    return [run for run in runs if run]
