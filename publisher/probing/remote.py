"""A remote enclosure as players meet it: HEAD, then a range of its bytes.

`ask_enclosure` asks; `judge_enclosure` is a pure function of the answers.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from publisher.audio import id3_size, probe_pieces, same_type
from publisher.feed.reading.fetched import why_not
from publisher.live.files import serving_faults
from publisher.model import AudioFacts
from publisher.web.replies import Fetch, Reply
from publisher.web.serving import Served, ask_file, ask_part

BEGINNING_BYTES = 128 * 1024  # enough for the head of an MP3, and of most MP4 files
_LONGEST_TAG_BYTES = 64 * 1024 * 1024
_UNTOLD_TYPES = ("", "application/octet-stream", "binary/octet-stream")


class Answers(NamedTuple):
    """What a media host answered; `further` are pieces by where they begin."""

    served: Served
    further: Mapping[int, Reply]


class RemoteFacts(NamedTuple):
    """What an enclosure on the web is; `problems` are in a podcaster's words."""

    facts: AudioFacts | None  # None: nobody could tell
    problems: tuple[str, ...] = ()


def ask_enclosure(url: str, fetch: Fetch) -> Answers:
    """Ask for the head of a media file and for its beginning, after its tags too.

    Redirects are followed; never is more read than is asked for, whatever the host sends.
    """
    served = ask_file(url, fetch, limit_bytes=BEGINNING_BYTES)
    tag = id3_size(served.part.body) or 0
    further = {}
    if served.part.status == 206 and len(served.part.body) < tag < _LONGEST_TAG_BYTES:
        further[tag] = ask_part(url, tag, BEGINNING_BYTES, fetch, BEGINNING_BYTES)
    return Answers(served, further)


def judge_enclosure(answers: Answers) -> RemoteFacts:
    """Return what the answers say of the file, and what of them makes which app fail."""
    served, got = answers.served, answers.served.part
    refused = why_not(got)
    if refused is not None:
        return RemoteFacts(None, (f"no audio comes from there: {refused}",))
    size = served.length_bytes
    facts = None
    if size:
        further = {start: piece for start, piece in answers.further.items() if piece.is_success}
        facts = probe_pieces({0: got.body, **{n: each.body for n, each in further.items()}}, size)
        if facts.problem is None and facts.type is None:
            facts = facts._replace(type=_sent_type(got))
    return RemoteFacts(facts, tuple(_problems(served, size, facts)))


def _sent_type(reply: Reply) -> str | None:
    kind = reply.media_type
    return kind if kind.startswith(("audio/", "video/")) else None


def _problems(served: Served, size: int | None, facts: AudioFacts | None) -> Iterator[str]:
    if facts is not None and facts.problem is not None:
        yield f"no app can play it: {facts.problem}"
    yield from (message for _, message in serving_faults(served))
    said = served.head.header("content-length") if served.head.is_success else ""
    if size and said not in ("", str(size)):
        yield (
            f"HEAD tells {said} bytes and the file has {size:,}: players that trust the first "
            "break the download off"
        )
    if size is None:
        yield "the host doesn't tell the size: players show no progress, and Spotify may refuse it"
    yield from _type_problems(served.part, facts)


def _type_problems(got: Reply, facts: AudioFacts | None) -> Iterator[str]:
    sent, real = got.media_type, facts.type if facts is not None else None
    if sent in _UNTOLD_TYPES:
        yield (
            f"the host calls it {sent or 'nothing'}: browsers save it in place of playing it, and "
            f"some apps refuse it. Have it sent as {real or 'audio/mpeg'}"
        )
    elif real is not None and not same_type(sent, real):
        yield f"the host calls it {sent}, and it is {real}: apps that trust that don't play it"
