"""Points in the audio: `#t=` fragments (W3C media fragments, normal play time) and clocks."""

import re

_FRAGMENT = re.compile(r"#t=(?:npt:)?(?:(\d{1,4}):)??(?:(\d{1,4}):)?(\d{1,6})(?:\.\d{1,9})?s?")


def read_moment(url: str) -> int | None:
    """Return the seconds that a link like `#t=12:34`, `#t=1:02:03` or `#t=95` leads to, or None."""
    found = _FRAGMENT.fullmatch(url)
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def write_clock(seconds: float) -> str:
    """Return `m:ss`, or `h:mm:ss` from an hour on; parts of a second are dropped."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
