"""Family M: audio, artwork, chapters and transcripts, as apps play and show them."""

from publisher.rules.media import (
    artwork,
    audio,
    chapter_sources,
    chapters,
    contradictions,
    embedded,
    prefixes,
    transcript_times,
    transcripts,
)

__all__ = [
    "artwork",
    "audio",
    "chapter_sources",
    "chapters",
    "contradictions",
    "embedded",
    "prefixes",
    "transcript_times",
    "transcripts",
]
