"""A run made so that its marks can be written: they can't close everywhere."""

from collections.abc import Sequence

from publisher.importing.markdown.pieces import BREAK, IMAGE, SET, Piece

_BLANKS = (" ", "\u00a0", "")


def is_word(sign: str) -> bool:
    """Say whether a mark can't open or close between this sign and one that is no letter."""
    return sign.isalnum()


def loosened(run: Sequence[Piece]) -> list[Piece]:
    """Return the run with neighbours of one kind joined, and marks ending where they can.

    `<b>Guest:</b>Alex`: a mark can't close between a sign and a letter, so the sign stands behind.
    """
    joined: list[Piece] = []
    for piece in run:
        if joined and _alike(joined[-1], piece):
            joined[-1] = piece._replace(text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    for index in range(len(joined)):
        _move_sign(joined, index)
    return [piece for piece in joined if piece.text]


def _alike(one: Piece, other: Piece) -> bool:
    same = one.style == other.style and one.link == other.link
    return same and not one.style & (IMAGE | BREAK)


def _move_sign(pieces: list[Piece], index: int) -> None:
    """Move signs at an end of a piece that is set otherwise than the letter beside it."""
    piece = pieces[index]
    if not piece.style & SET or piece.style & ~SET or piece.link is not None:
        return
    follows = pieces[index + 1] if index + 1 < len(pieces) else None
    ends = piece.text[-1:] not in _BLANKS
    if (
        ends
        and follows
        and not follows.style
        and follows.link is None
        and is_word(follows.text[:1])
    ):
        kept = piece.text.rstrip("".join({sign for sign in piece.text[-8:] if not is_word(sign)}))
        pieces[index + 1] = follows._replace(text=piece.text[len(kept) :] + follows.text)
        pieces[index] = piece = piece._replace(text=kept)
    before = pieces[index - 1] if index else None
    starts = piece.text[:1] not in _BLANKS
    if starts and before and not before.style and before.link is None and is_word(before.text[-1:]):
        kept = piece.text.lstrip("".join({sign for sign in piece.text[:8] if not is_word(sign)}))
        moved = piece.text[: len(piece.text) - len(kept)]
        pieces[index - 1] = before._replace(text=before.text + moved)
        pieces[index] = piece._replace(text=kept)
