"""Chapters as lines of text: WebVTT, ffmetadata, OGM, Audacity's labels, mp4chaps."""

import re
from collections.abc import Iterable, Mapping

from publisher.chapters.values import CLOCK, NotChaptersError, read_clock, read_words, whole
from publisher.model import Chapter

_LINE = re.compile(rf"[ \t]*+{CLOCK}(?:[ \t]++(\S.*+))?", re.ASCII)
_ADDRESS = re.compile(r"<(https?://[^<>\s]++)>[ \t]*+\Z")
_CUE = re.compile(rf"[ \t]*+({CLOCK})[ \t]++-->[ \t]++({CLOCK})")
_LABEL = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9})?)\t([0-9]{1,9}(?:[.,][0-9]{1,9})?)\t(.*+)")
_OGM = re.compile(r"CHAPTER([0-9]{1,5})(NAME)?=(.*+)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,200}>")


def read_lines(lines: list[str]) -> tuple[Chapter, ...]:
    """Return the chapters, in the order of the lines. Raises NotChaptersError."""
    first = lines[0].strip() if lines else ""
    if first.startswith("WEBVTT"):
        return tuple(_cues(lines))
    if first.startswith((";FFMETADATA", "[CHAPTER]")):
        return tuple(_ffmetadata(lines))
    if _OGM.match(first):
        return tuple(_ogm(lines))
    if _LABEL.match(first):
        return tuple(_labels(lines))
    return tuple(_clocks(lines))


def _cues(lines: list[str]) -> Iterable[Chapter]:
    """Yield the cues of WebVTT; what follows a time up to an empty line is the title."""
    times: re.Match[str] | None = None
    title: list[str] = []
    count = 0
    for line in [*lines[1:], ""]:
        found = _CUE.match(line)
        if found is not None:
            times, title = found, []
        elif line.strip():
            title.append(_TAG.sub("", line))
        elif times is not None:
            start, end = read_clock(times[1]), read_clock(times[5])
            if start is not None:
                yield Chapter(start, read_words(" ".join(title)), end_seconds=end, at=count)
                count += 1
            times = None


def _ffmetadata(lines: list[str]) -> Iterable[Chapter]:
    """Yield the sections `[CHAPTER]` of ffmpeg's metadata files."""
    sections: list[dict[str, str]] = []
    inside: dict[str, str] | None = None
    for line in lines:
        if line.strip().startswith("["):
            inside = {} if line.strip().upper() == "[CHAPTER]" else None
            if inside is not None:
                sections.append(inside)
        elif inside is not None and "=" in line:
            key, _, value = line.partition("=")
            inside[key.strip().lower()] = re.sub(r"\\([=;#\\])", r"\1", value.strip())
    for index, section in enumerate(sections):
        start, end = (_based(section, key) for key in ("start", "end"))
        if start is not None:
            yield Chapter(start, read_words(section.get("title", "")), end_seconds=end, at=index)


def _based(section: Mapping[str, str], key: str) -> float | None:
    """Return seconds from a count of the section's `TIMEBASE`, by default nanoseconds."""
    over, _, under = section.get("timebase", "1/1000000000").partition("/")
    numbers = (section.get(key, ""), over, under or "1")
    if not all(re.fullmatch(r"[0-9]{1,18}", number) for number in numbers):
        return None
    count, numerator, denominator = map(int, numbers)
    return whole(count * numerator / denominator) if denominator else None


def _ogm(lines: list[str]) -> Iterable[Chapter]:
    """Yield `CHAPTER01=00:00:00.000` with its `CHAPTER01NAME=Title`."""
    values = {
        (found[1], bool(found[2])): found[3].strip()
        for line in lines
        if (found := _OGM.match(line))
    }
    for index, (number, is_name) in enumerate(values):
        start = None if is_name else read_clock(values[number, False])
        if start is not None:
            yield Chapter(start, read_words(values.get((number, True), "")), at=index)


def _labels(lines: list[str]) -> Iterable[Chapter]:
    """Yield Audacity's labels: start, end and title, with tabs between them."""
    for index, line in enumerate(lines):
        found = _LABEL.match(line)
        if found is not None:
            start, end = read_clock(found[1]), read_clock(found[2])
            if start is not None:
                later = end if end is not None and end > start else None
                yield Chapter(start, read_words(found[3]), end_seconds=later, at=index)


def _clocks(lines: list[str]) -> Iterable[Chapter]:
    """Yield lines such as `00:00:00.000 Title <https://example.com/>` (mp4chaps)."""
    for index, line in enumerate(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        start = None if found is None else read_clock(line.split(None, 1)[0])
        if found is None or start is None:
            message = f"line {index + 1} is no chapter: write 00:12:34.000 and a title"
            raise NotChaptersError(message)
        title = found[4] or ""
        link = _ADDRESS.search(title)
        words = title[: link.start()] if link else title
        yield Chapter(start, read_words(words), link[1] if link else None, at=index)
