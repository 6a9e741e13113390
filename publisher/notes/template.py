"""The template that decides the order of the sections and their headings.

It comes from a stranger's pull request as often as from the podcaster, so it speaks a small part
of Jinja only: output, conditions, loops over what the notes hold, and the functions below. What
it writes is data, too: pieces of notes and plain words, which become blocks; each form escapes
them in its own way, so no template can write markup.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MethodType
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publisher.errors import ConfigError
from publisher.notes.blocks import Block, Heading, Inline, Link, Paragraph, trim
from publisher.notes.language import FILTERS, FUNCTIONS, Budget, TooMuchWorkError, check_language
from publisher.notes.plain import UNPRINTABLE, plain
from publisher.notes.sections import (
    chapter_blocks,
    link_blocks,
    people_blocks,
    promo_blocks,
    sponsor_blocks,
)
from publisher.notes.structure import Notes
from publisher.notes.urls import safe_url

_PIECE = re.compile("\x02([0-9]{1,6})\x03")
_SPACE = re.compile(r"\s+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


class NotesPart(NamedTuple):
    """A run of blocks that gives way as one; `name` is the section's, or "text"."""

    name: str
    blocks: tuple[Block, ...]


class _Section:
    """A section that the template may print, count, loop over, or give to `section()`."""

    __slots__ = ("_items", "_name", "_sheet", "_write")

    def __init__(
        self,
        sheet: "_Sheet",
        name: str,
        items: Sequence[Any],
        write: Callable[[Any, str], tuple[Block, ...]],
    ) -> None:
        self._sheet = sheet
        self._name = name
        self._items = items
        self._write = write

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __str__(self) -> str:
        return self._sheet.put(self.part((), "with code")) if self._items else ""

    def part(self, opening: tuple[Block, ...], code: str) -> NotesPart:
        """Return the section with its heading and note before it."""
        return NotesPart(self._name, opening + self._write(self._items, code))


@dataclass(slots=True)
class _Sheet:
    """What the template has put down so far; it prints a mark for each piece."""

    pieces: list[NotesPart | Inline] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)

    def put(self, piece: NotesPart | Inline) -> str:
        self.budget.spend(1)
        self.pieces.append(piece)
        return f"\x02{len(self.pieces) - 1}\x03"

    def section(
        self,
        heading: str = "",
        what: _Section | None = None,
        note: str = "",
        code: str = "with code",
    ) -> str:
        if not isinstance(what, _Section):
            raise TypeError("section() takes a heading and one of the sections, such as `guests`")
        if not what:
            return ""
        blocks: list[Block] = [Heading((plain(str(heading)),))] if heading else []
        if note:
            blocks.append(Paragraph((plain(str(note)),)))
        return self.put(what.part(tuple(blocks), plain(str(code))))

    def heading(self, text: str) -> str:
        words = plain(str(text))
        return self.put(NotesPart("text", (Heading((words,)),) if words else ()))

    def paragraph(self, *words: str) -> str:
        return self.put(NotesPart("text", self.paragraphs("".join(map(str, words)))))

    def link(self, text: str, url: str) -> str:
        address = safe_url(str(url))
        words = plain(str(text)) or str(url)
        return self.put(Link((words,), address) if address else words)

    def paragraphs(self, written: str) -> tuple[Block, ...]:
        """Return plain words with inline pieces among them as paragraphs."""
        paragraphs = (self._inlines(text) for text in _EMPTY_LINE.split(written))
        return tuple(Paragraph(words) for words in map(trim, paragraphs) if words)

    def _inlines(self, written: str) -> tuple[Inline, ...]:
        words: list[Inline] = []
        for index, text in enumerate(_PIECE.split(written)):
            piece = self.pieces[int(text)] if index % 2 else _SPACE.sub(" ", text)
            if isinstance(piece, NotesPart):
                raise TypeError("a section or heading can't stand in a paragraph")
            if piece:
                words.append(piece)
        return tuple(words)


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox; the functions of the sheet, known to be safe, are called without detour."""

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        if type(obj) is MethodType and type(obj.__self__) is _Sheet:
            for name in ("_loop_vars", "_block_vars"):  # Jinja's own, within a loop
                kwargs.pop(name, None)
            return obj(*args, **kwargs)
        return super().call(context, obj, *args, **kwargs)


class NotesTemplate:
    """A compiled template, the package's own or a show's.

    `path` is how messages name it. Raises ConfigError where it can't be used.
    """

    def __init__(self, source: str, path: str) -> None:
        self._path = path
        environment = _Environment(
            undefined=StrictUndefined,
            autoescape=False,  # it writes plain words, which each form escapes for itself
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters = dict(FILTERS)
        environment.globals = {}
        try:
            tree = environment.parse(UNPRINTABLE.sub("", source), filename=path)
            check_language(tree, NAMES)
            self.varies = any(name.name == "form" for name in tree.find_all(nodes.Name))
            code = environment.compile(tree, filename=path)
            self._template = Template.from_code(environment, code, {})
        except TemplateSyntaxError as error:
            raise self._broken(error.message or "it can't be read", error.lineno) from error
        except RecursionError as error:
            raise self._broken("it is nested too deeply", 1) from error

    def lay_out(self, notes: Notes, form: str) -> tuple[NotesPart, ...]:
        """Return the parts of the notes in the template's order.

        They are the same for every `form` unless `varies`. Raises ConfigError with the line at
        fault.
        """
        sheet = _Sheet()
        try:
            written = self._template.render(_context(sheet, notes, form))
            return tuple(_parts(sheet, written))
        except (TemplateError, TooMuchWorkError, *_MISTAKES) as error:
            message = plain(str(error)) or type(error).__name__
            raise self._broken(message, _line_at_fault(error, self._path)) from error

    def _broken(self, message: str, line: int) -> ConfigError:
        return ConfigError([f"{self._path}:{line}:1: the notes template can't be used: {message}"])


_MISTAKES = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError)
_SECTIONS: Mapping[str, Callable[[Any, str], tuple[Block, ...]]] = {
    "guests": lambda items, _code: people_blocks(items),
    "hosts": lambda items, _code: people_blocks(items),
    "crew": lambda items, _code: people_blocks(items),
    "promos": promo_blocks,
    "sponsors": sponsor_blocks,
    "links": lambda items, _code: link_blocks(items),
    "chapters": lambda items, _code: chapter_blocks(items),
    "platforms": lambda items, _code: link_blocks(items),
    "socials": lambda items, _code: link_blocks(items),
    "body": lambda items, _code: items,
}
NAMES = (*FUNCTIONS, *_SECTIONS, "episode", "form")


def _context(sheet: _Sheet, notes: Notes, form: str) -> dict[str, Any]:
    sections = {
        name: _Section(sheet, name, getattr(notes, name), write)
        for name, write in _SECTIONS.items()
    }
    return {
        **sections,
        "section": sheet.section,
        "heading": sheet.heading,
        "paragraph": sheet.paragraph,
        "link": sheet.link,
        "episode": notes.episode,
        "form": form,
        "_budget": sheet.budget,
    }


def _parts(sheet: _Sheet, written: str) -> Iterator[NotesPart]:
    position = 0
    for found in _PIECE.finditer(written):
        piece = sheet.pieces[int(found[1])]
        if isinstance(piece, NotesPart):
            yield from _text_part(sheet, written[position : found.start()])
            yield piece
            position = found.end()
    yield from _text_part(sheet, written[position:])


def _text_part(sheet: _Sheet, written: str) -> Iterator[NotesPart]:
    if written and not written.isspace():
        blocks = sheet.paragraphs(written)
        if blocks:
            yield NotesPart("text", blocks)


def _line_at_fault(error: BaseException, path: str) -> int:
    """Return the template's line that was being carried out; Jinja puts it in the traceback."""
    line = 1
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
