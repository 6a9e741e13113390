"""A description, taken apart: title, chapters, transcript, parties, and a body of all the rest."""

from collections import Counter
from collections.abc import Iterator, Sequence

from publisher.importing.description.cutting import cut
from publisher.importing.description.deciding import in_order
from publisher.importing.description.faithful import STAYS, keep_words
from publisher.importing.description.fields_above import FieldLine, field_lines
from publisher.importing.description.held import keep_leads, words_of_names
from publisher.importing.description.leftovers import leave
from publisher.importing.description.listed_chapters import find_chapters
from publisher.importing.description.markup import as_markdown
from publisher.importing.description.named_guests import guests_named, with_guests
from publisher.importing.description.opening import Opening, read_opening
from publisher.importing.description.parties import find_parties
from publisher.importing.description.pieces import Piece
from publisher.importing.description.spoken_part import find_transcript
from publisher.importing.description.structure_words import languages_of_words
from publisher.importing.description.told_numbers import told_number
from publisher.importing.description.understanding import (
    Decision,
    DecisionKind,
    FoundPerson,
    FoundTranscript,
    Known,
    Understanding,
)

_MOST_PEOPLE = 100


def understand(text: str, known: Known = Known()) -> Understanding:  # noqa: B008 (unchanging)
    """Return what a description says, in Markdown or as text whose line breaks were lost.

    Nothing is invented: each value stands in the text. Nothing is lost: what isn't understood is
    in `body`, word for word. HTML is made Markdown first: `text` is what was read then, in which
    all positions count. Takes time in proportion to the text's length.
    """
    text = as_markdown(text)
    transcript = find_transcript(text)
    told = text[: transcript.start] if transcript else text
    pieces = cut(told)
    fields = field_lines(pieces)
    opening = read_opening(text, pieces, fields, known)
    told_as = _number(told, pieces, opening, known)
    rest = _without(pieces, opening, fields)
    if known.show_title is None and opening.show is not None:
        known = known._replace(show_title=opening.show)
    language = known.language or language_of(text[:20_000])
    chapters = find_chapters(rest)
    listed = _without_spans(rest, chapters.decisions)
    guests = tuple(dict.fromkeys((*opening.guests, *guests_named(told))))
    guests = tuple(each for each in guests if each not in known.hosts)
    named = known._replace(people=(*known.people, *guests), guests=guests)
    found = find_parties(text, listed, named)
    people = with_guests(found.people, guests, known.hosts)
    kept = keep_words(text, found)
    rest = tuple(_with_headings(rest, found.decisions))
    above = (*opening.decisions, *(each.decision for each in fields))
    alone = (*chapters.decisions, *_names_alone(rest, people))
    names = words_of_names((known.show_title, *(person.name for person in people)))
    stays = keep_leads(text, rest, kept, alone, names)
    parties = stays.parties
    taken = (
        *above,
        *stays.alone,
        *(each for each in parties.decisions if each.kind is not DecisionKind.HEADING),
    )
    left = leave(text, rest, taken, stays.leads)
    firm = (*taken, *told_as, *stays.seen, *_of_transcript(text, transcript))
    firm = (*firm, *_in_sentences(text, rest, people, firm))
    return Understanding(
        opening.title,
        int(told_as[0].value) if told_as else opening.number,
        opening.season,
        opening.show,
        people,
        parties.sponsors,
        parties.promos,
        parties.links,
        parties.platforms,
        parties.socials,
        chapters.chapters,
        transcript,
        left.body,
        language,
        in_order(text, firm, (*left.decisions, *_title_line(pieces, opening))),
        tuple((each.key, each.value) for each in fields),
        text,
    )


def language_of(text: str) -> str | None:
    """Return the language whose frequent words stand in the text most; None where that is open."""
    found: Counter[str] = Counter()
    for word, times in Counter(text.lower().split()).items():
        for key in languages_of_words().get(word, ()):
            found[key] += times
    counts = sorted(((times, key) for key, times in found.items()), reverse=True)
    if not counts or counts[0][0] < 3:
        return None
    return counts[0][1] if len(counts) == 1 or counts[0][0] > 1.3 * counts[1][0] else None


def _number(
    told: str, pieces: Sequence[Piece], opening: Opening, known: Known
) -> tuple[Decision, ...]:
    """Return what tells the number elsewhere, where the opening has none."""
    if opening.number is not None:
        return ()
    found = told_number(told, pieces, known, titled=opening.piece is not None)
    return (found,) if found else ()


def _title_line(pieces: Sequence[Piece], opening: Opening) -> Iterator[Decision]:
    """Yield all of the title line: what is neither title nor number is a part of it."""
    if opening.piece is not None:
        start, end = pieces[opening.piece].start, pieces[opening.piece].end
        because = "a part of the title line"
        yield Decision(start, end, DecisionKind.TITLE, opening.title or "", because)


def _without(
    pieces: Sequence[Piece], opening: Opening, fields: Sequence[FieldLine]
) -> tuple[Piece, ...]:
    taken = {opening.piece, *(each.piece for each in fields)}
    return _chosen(pieces, [index for index in range(len(pieces)) if index not in taken])


def _without_spans(pieces: Sequence[Piece], decisions: Sequence[Decision]) -> tuple[Piece, ...]:
    starts = {each.start for each in decisions}
    return _chosen(
        pieces, [index for index, piece in enumerate(pieces) if piece.start not in starts]
    )


def _chosen(pieces: Sequence[Piece], indexes: Sequence[int]) -> tuple[Piece, ...]:
    """Return some of the pieces; their sections count anew."""
    new = {old: index for index, old in enumerate(indexes)}
    return tuple(
        pieces[index]._replace(
            section=new.get(pieces[index].section)  # type: ignore[arg-type]
        )
        for index in indexes
    )


def _names_alone(pieces: Sequence[Piece], people: Sequence[FoundPerson]) -> Iterator[Decision]:
    """Yield the lines that are nothing but the name of somebody who is known."""
    names = {person.name.casefold(): person.name for person in people}
    for piece in pieces:
        words = piece.text.strip(" \t\n\\-*•_")
        if not piece.links and (name := names.get(words.casefold())) is not None:
            start = piece.start + piece.text.index(words)
            because = "a name on a line of its own"
            yield Decision(start, start + len(words), DecisionKind.PERSON, name, because)


def _in_sentences(
    text: str, pieces: Sequence[Piece], people: Sequence[FoundPerson], firm: Sequence[Decision]
) -> Iterator[Decision]:
    """Yield where people are named first of whom nothing else tells why they are known."""
    told = {each.value for each in firm}
    if not pieces:
        return
    for person in people[:_MOST_PEOPLE]:
        at = text.find(person.name, pieces[0].start, pieces[-1].end)
        if person.name not in told and at >= 0:
            because = f"the text names them as {person.role or 'somebody of the episode'}{STAYS}"
            yield Decision(at, at + len(person.name), DecisionKind.PERSON, person.name, because)


def _with_headings(pieces: Sequence[Piece], decisions: Sequence[Decision]) -> Sequence[Piece]:
    """Return the pieces; those that were read as a heading by their words are marked so."""
    starts = {each.start for each in decisions if each.kind is DecisionKind.HEADING}
    if not starts:
        return pieces
    return [
        piece._replace(is_heading=True)
        if not piece.links and _first_word(piece) in starts
        else piece
        for piece in pieces
    ]


def _first_word(piece: Piece) -> int:
    return piece.start + len(piece.text) - len(piece.text.lstrip(" \t\n*_#"))


def _of_transcript(text: str, transcript: FoundTranscript | None) -> tuple[Decision, ...]:
    if transcript is None:
        return ()
    heading = text[transcript.start :].lstrip().partition("\n")[0].strip()
    because = f"what stands below the heading “{heading}”"
    if transcript.machine:
        because += ", and says that a machine wrote it"
    value = f"{len(text[transcript.start : transcript.end].split()):,} words"
    return (Decision(transcript.start, transcript.end, DecisionKind.TRANSCRIPT, value, because),)
