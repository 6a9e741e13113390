"""The transcript that stands below a description, and whether a machine wrote it."""

import re

from publisher.importing.description.structure_words import machine_words
from publisher.importing.description.understanding import FoundTranscript
from publisher.transcripts.prose import transcript_part

_LOOKED_AT = 600  # characters at either end that may say who wrote it


def find_transcript(text: str) -> FoundTranscript | None:
    """Return where the transcript stands, its heading included; it goes to the end of the text."""
    words = transcript_part(text)
    if words is None:
        return None
    heading = text.rfind("\n", 0, len(text[:words].rstrip())) + 1
    return FoundTranscript(heading, len(text), is_machine(text[words:]))


def is_machine(words: str) -> bool:
    """Say whether a transcript says of itself that a machine wrote it."""
    ends = f"{words[:_LOOKED_AT]}\n{words[-_LOOKED_AT:]}"
    return machine_words().search(re.sub(r"\s+", " ", ends)) is not None
