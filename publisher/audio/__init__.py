"""Audio files: what is in them, read within bounds, whatever they are called.

`probe` tells size, duration and kind; `embedded_chapters` and `embedded_picture` read the tags.
None of them reads the sound itself, and nothing in a file makes them raise.
"""

from publisher.audio.kinds import id3_size, same_type
from publisher.audio.probing import probe, probe_pieces
from publisher.audio.tags import Picture, embedded_chapters, embedded_picture

__all__ = [
    "Picture",
    "embedded_chapters",
    "embedded_picture",
    "id3_size",
    "probe",
    "probe_pieces",
    "same_type",
]
