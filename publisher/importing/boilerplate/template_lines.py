"""What leaves the bodies → lines of the show's `notes.j2` that say the same."""

import json
from collections.abc import Iterable, Iterator, Sequence

from publisher.importing.boilerplate.cutting import Block, BlockKind
from publisher.importing.boilerplate.eras import Era, condition_of
from publisher.importing.boilerplate.saying import SaidLink, say, words_of


def can_show(markdown: str) -> bool:
    """Say whether a template can show a block as it is: words and links, no pictures or code."""
    said = say(markdown)
    return said is not None and bool(said.lines)


def lines_of(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the lines of a template that show the blocks."""
    for block in blocks:
        said = say(block.text)
        for line in said.lines if said else ():
            if block.kind is BlockKind.HEADING and not any(isinstance(p, SaidLink) for p in line):
                yield f"{{{{ heading({_quoted(words_of(line))}) }}}}"
            elif words_of(line):
                yield f"{{{{ paragraph({', '.join(map(_part, line))}) }}}}"


def section_line(heading: str, name: str) -> str:
    """Return the line that writes a section of the notes."""
    return f"{{{{ section({_quoted(heading)}, {name}) }}}}"


def under_conditions(shown: Iterable[tuple[Sequence[Era], Sequence[str]]]) -> Iterator[str]:
    """Yield the lines, those of the same eras under one condition."""
    before: str | None = None
    for eras, lines in shown:
        condition = condition_of(eras)
        if condition != before and before is not None:
            yield "{% endif %}"
        if condition != before and condition is not None:
            yield f"{{% if {condition} %}}"
        yield from lines
        before = condition
    if before is not None:
        yield "{% endif %}"


def _part(part: str | SaidLink) -> str:
    if isinstance(part, SaidLink):
        return f"link({_quoted(part.label)}, {_quoted(part.url)})"
    return _quoted(part)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
