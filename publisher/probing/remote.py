"""A remote enclosure as players meet it: HEAD, then a range of its bytes.

`ask_enclosure` asks; `judge_enclosure` is a pure function of the answers.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from publisher.audio import id3_size, probe_pieces, same_type
from publisher.model import AudioFacts, Cause
from publisher.web.replies import Fetch, Reply, Wanted

BEGINNING_BYTES = 128 * 1024  # enough for the head of an MP3, and of most MP4 files
MOST_REDIRECTS = 5
_LONGEST_TAG_BYTES = 64 * 1024 * 1024
_UNTOLD_TYPES = ("", "application/octet-stream", "binary/octet-stream")


class Answers(NamedTuple):
    """What a media host answered: to HEAD, and to requests for pieces, by where they begin."""

    head: Reply
    pieces: Mapping[int, Reply]

    @property
    def beginning(self) -> Reply:
        return self.pieces[0]


class RemoteFacts(NamedTuple):
    """What an enclosure on the web is; `problems` are in a podcaster's words."""

    facts: AudioFacts | None  # None: nobody could tell
    problems: tuple[str, ...] = ()


def ask_enclosure(url: str, fetch: Fetch) -> Answers:
    """Ask for the head of a media file and for its beginning, after its tags too.

    Redirects are followed; never is more read than is asked for, whatever the host sends.
    """
    head = fetch(Wanted(url, "HEAD"))
    pieces = {0: _piece(url, 0, fetch)}
    first = pieces[0]
    tag = id3_size(first.body) or 0
    if first.status == 206 and len(first.body) < tag < _LONGEST_TAG_BYTES:
        pieces[tag] = _piece(url, tag, fetch)
    return Answers(head, pieces)


def _piece(url: str, start: int, fetch: Fetch) -> Reply:
    wanted = {
        "Range": f"bytes={start}-{start + BEGINNING_BYTES - 1}",
        "Accept-Encoding": "identity",
    }
    return fetch(Wanted(url, headers=wanted, limit_bytes=BEGINNING_BYTES))


def judge_enclosure(answers: Answers) -> RemoteFacts:
    """Return what the answers say of the file, and what of them makes which app fail."""
    got = answers.beginning
    if not got.is_success:
        return RemoteFacts(None, (_refusal(got),))
    size = size_of(answers)
    facts = None
    if size:
        bodies = {start: reply.body for start, reply in answers.pieces.items() if reply.is_success}
        facts = probe_pieces(bodies, size)
        if facts.problem is None and facts.type is None:
            facts = facts._replace(type=_sent_type(got))
    return RemoteFacts(facts, tuple(_problems(answers, size, facts)))


def size_of(answers: Answers) -> int | None:
    """Return the file's size: of the range's answer, else of HEAD's."""
    got, head = answers.beginning, answers.head
    if got.status == 206:  # RFC 9110, section 14.4: "bytes 0-1/1234"
        total = got.header("content-range").rpartition("/")[2].strip()
    else:
        total = got.header("content-length") or (
            head.header("content-length") if head.is_success else ""
        )
    return int(total) if total.isascii() and total.isdigit() and len(total) < 16 else None


def _sent_type(reply: Reply) -> str | None:
    kind = reply.media_type
    return kind if kind.startswith(("audio/", "video/")) else None


def _problems(answers: Answers, size: int | None, facts: AudioFacts | None) -> Iterator[str]:
    head, got = answers.head, answers.beginning
    if facts is not None and facts.problem is not None:
        yield f"no app can play it: {facts.problem}"
    if not head.is_success:
        told = f"answers {head.status}" if head.status else "doesn't answer"
        yield (
            f"the host {told} to HEAD: Apple Podcasts asks so before it takes an episode, and "
            "leaves this one out"
        )
    elif size and head.header("content-length") not in ("", str(size)):
        yield (
            f"HEAD tells {head.header('content-length')} bytes and the file has {size:,}: players "
            "that trust the first break the download off"
        )
    if got.status != 206:
        yield (
            "the host sends no part of a file (no 206 to a range): Apple Podcasts refuses such "
            "hosts, and players can't skip ahead or go on with a download"
        )
    if size is None:
        yield "the host doesn't tell the size: players show no progress, and Spotify may refuse it"
    yield from _type_problems(got, facts)
    if got.url.startswith("http:"):
        yield "it ends up on http://: web players don't play it, and some apps refuse it"
    if len(got.hops) > MOST_REDIRECTS:
        yield f"{len(got.hops)} redirects lead to it: some players give up after {MOST_REDIRECTS}"


def _type_problems(got: Reply, facts: AudioFacts | None) -> Iterator[str]:
    sent, real = got.media_type, facts.type if facts is not None else None
    if sent in _UNTOLD_TYPES:
        yield (
            f"the host calls it {sent or 'nothing'}: browsers save it in place of playing it, and "
            f"some apps refuse it. Have it sent as {real or 'audio/mpeg'}"
        )
    elif real is not None and not same_type(sent, real):
        yield f"the host calls it {sent}, and it is {real}: apps that trust that don't play it"


def _refusal(reply: Reply) -> str:
    if reply.status is not None:
        return f"the host answers {reply.status}: no app gets the audio"
    words = {
        Cause.DNS: "there is no such host",
        Cause.PRIVATE: "this leads to a private address, where no listener gets",
        Cause.TIMEOUT: "the host doesn't answer in time",
        Cause.TLS: "the host's certificate is refused",
        Cause.REDIRECTS: "redirects lead in a circle, or there are too many",
    }
    told = words.get(reply.cause, "the host can't be reached") if reply.cause else "no answer"
    return f"{told}: no app gets the audio"
