"""What the answers to requests for audio, artwork, chapters and transcripts say."""

from collections.abc import Iterator

from publisher.audio.kinds import same_type
from publisher.feed.reading.fetched import why_not
from publisher.live.asking import ORIGIN, LiveAudio, LiveText
from publisher.live.saying import Said
from publisher.reports.visible import short
from publisher.web.serving import Served

MOST_REDIRECTS = 5
SAME_LENGTH = 0.1
"""Of its length a file may differ where advertisements are put in at each download."""

_PICTURES = frozenset(("image/jpeg", "image/jpg", "image/png"))


def judge_audio(live: LiveAudio) -> Iterator[Said]:
    """Yield what players meet at an episode's audio."""
    served, enclosure = live.served, live.item.enclosure
    title = short(live.item.title, 100)
    problem = why_not(served.reply)
    if problem is not None:
        yield Said("F420", f'nobody can play "{title}": {problem}', served.url)
        return
    for code, message in serving_faults(served):
        yield Said(code, f'"{title}": {message}', served.url)
    if enclosure is None:
        return
    length, said = served.length_bytes, enclosure.length_bytes
    if length is not None and said and abs(length - said) > SAME_LENGTH * said:
        message = f"the file has {length:,} bytes, and the feed says {said:,}"
        yield Said("F422", f'"{title}": {message}: players trust the feed', served.url)
    kind = served.reply.media_type
    if enclosure.type and not same_type(enclosure.type, kind):
        message = f"served as {short(kind) or 'no type'}, and the feed says {short(enclosure.type)}"
        yield Said("F423", f'"{title}": {message}: web players may refuse it', served.url)


def serving_faults(served: Served) -> Iterator[tuple[str, str]]:
    """Yield by their codes what players meet where audio comes, whatever is in it."""
    yield from _way(served)
    yield from _parts(served)


def _way(served: Served) -> Iterator[tuple[str, str]]:
    hops = served.reply.hops
    if len(hops) > MOST_REDIRECTS:
        yield "F424", f"{len(hops)} redirects lead to the file: some players give up before"
    passed = [hop.target for hop in hops] or [served.url]
    plain = next((url for url in passed if url[:5].lower() == "http:"), None)
    if plain is not None:
        yield "F404", f"{short(plain)} is not https: apps on iPhones and web players refuse it"


def _parts(served: Served) -> Iterator[tuple[str, str]]:
    if served.part.is_success and not served.has_ranges:
        said = served.part.status
        yield (
            "F421",
            f"asked for a part of the file, the server answers {said}, not 206: Apple Podcasts "
            "refuses the episode, and no download resumes",
        )
    if served.part.is_success and not served.head.is_success:
        why = why_not(served.head)
        yield "F402", f"GET gets the file, HEAD doesn't ({why}): Apple Podcasts refuses it"


def judge_text(live: LiveText) -> Iterator[Said]:
    """Yield what web players meet at chapters and transcripts."""
    title, reply = short(live.item.title, 100), live.reply
    problem = why_not(reply)
    if problem is not None:
        yield Said("F426", f'no app shows the {live.what} of "{title}": {problem}', _url(live))
        return
    allowed = reply.header("access-control-allow-origin")
    if allowed not in ("*", ORIGIN):
        told = f"only {short(allowed)} may" if allowed else "no Access-Control-Allow-Origin"
        message = f'web players don\'t show the {live.what} of "{title}": {told}'
        yield Said("F425", message, _url(live))


def _url(live: LiveText) -> str:
    return live.reply.url


def judge_artwork(served: Served) -> Iterator[Said]:
    """Yield what directories meet at the show's artwork."""
    problem, kind = why_not(served.reply), served.reply.media_type
    if problem is None and kind not in _PICTURES:
        problem = f"it is served as {short(kind) or 'no type'}, and must be image/jpeg or image/png"
    if problem is not None:
        yield Said("F427", f"directories get no artwork: {problem}", served.url)
    elif not served.head.is_success:
        said = why_not(served.head)
        message = f"GET gets the artwork, HEAD doesn't ({said}): Apple Podcasts refuses it"
        yield Said("F402", message, served.url)
