"""Family F on the items (F211-F216): enclosures that apps refuse, or can't tell apart."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from publisher.links.urls import host_of
from publisher.media_types import audio_type, extension
from publisher.model import Audio, Episode, Place, Severity
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    episode_rule,
    show_rule,
)
from publisher.rules.feed.examples import SOUND, audio_example
from publisher.rules.feed.several import counted, to_be_published

APPLE_ENDINGS = (".m4a", ".mp3", ".mov", ".mp4", ".m4v", ".pdf")  # a podcaster's guide to RSS
LEAST_KBITS, MOST_KBITS = 6, 3000  # Opus at its thinnest; no audio is above
_PLACEHOLDER_BYTES = 1000


def _audio(url: str, **changes: str) -> Example:
    fields = {"url": url, "bytes": "12345678", "duration": "1200"} | changes
    return audio_example(f"{{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}")


def _place(episode: Episode) -> Place:
    return episode.source.place("audio", "url")


@show_rule(
    "F211",
    "http-enclosure",
    severity=Severity.WARNING,
    summary="the audio's address starts with http://",
    why="Web players on https pages load no plain http, so the episode doesn't play there; some "
    "apps on phones refuse it, too, and anybody on the way can swap the audio.",
    fix="Write `https://`, which nearly every media host answers. GUIDs stay, so nothing is "
    "downloaded again.",
    bad=_audio("http://cdn.example.com/1.mp3"),
    good=SOUND,
)
def http_enclosure(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    plain = [
        episode
        for episode in to_be_published(subject.episodes)
        if _url(episode).lower().startswith("http:")
    ]
    if plain:
        yield Problem(
            f"the audio of {counted(plain)} stands on http://: web players don't play it, and "
            "some apps refuse it. Write https://",
            _place(plain[0]),
        )


@show_rule(
    "F212",
    "not-for-apple",
    severity=Severity.WARNING,
    summary="the audio has an ending that Apple Podcasts doesn't take",
    why="Apple Podcasts judges an enclosure by the ending of its address, and takes .mp3, .m4a, "
    ".mp4, .m4v, .mov and .pdf only: the episode doesn't appear there. iPhones play no Ogg.",
    fix="Publish MP3 or M4A, at an address that ends so; offer other forms as "
    "`alternate_enclosures`.",
    bad=_audio("https://cdn.example.com/1.ogg"),
    good=SOUND,
)
def not_for_apple(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    by_ending: dict[str, list[Episode]] = {}
    for episode in to_be_published(subject.episodes):
        audio = episode.audio
        if audio is None or audio_type(audio) is None:  # then F207 asks for more
            continue
        ending = extension(audio.url or str(audio.file))
        if ending not in APPLE_ENDINGS:
            by_ending.setdefault(ending, []).append(episode)
    for ending, episodes in sorted(by_ending.items()):
        what = f"ends with {ending}" if ending else "has no ending such as .mp3"
        yield Problem(
            f"the audio's address of {counted(episodes)} {what}, and Apple Podcasts shows only "
            "episodes whose address ends with .mp3, .m4a, .mp4, .m4v, .mov or .pdf",
            episodes[0].audio.place if episodes[0].audio else None,
        )


@show_rule(
    "F213",
    "enclosures-differ-in-query",
    severity=Severity.INFO,
    summary="only what follows the ? tells the audio of several episodes apart",
    why="Some players, caches and statistics drop the query of an address: they take these "
    "episodes for one.",
    fix="Give each file a path of its own: /12.mp3, not /play.mp3?id=12.",
    bad=audio_example(
        "{url: https://cdn.example.com/play.mp3?id=2, bytes: 12345678, duration: 1200}",
        "{url: https://cdn.example.com/play.mp3?id=1, bytes: 12345679, duration: 1200}",
    ),
    good=audio_example(
        "{url: https://cdn.example.com/2.mp3?from=rss, bytes: 12345678, duration: 1200}",
        "{url: https://cdn.example.com/1.mp3?from=rss, bytes: 12345679, duration: 1200}",
    ),
)
def enclosures_differ_in_query(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    by_path: dict[str, list[Episode]] = {}
    for episode in to_be_published(subject.episodes):
        url = _url(episode)
        if url:
            by_path.setdefault(url.partition("?")[0].partition("#")[0], []).append(episode)
    for path, episodes in by_path.items():
        if len({_url(each) for each in episodes}) > 1:
            yield Problem(
                f"{counted(episodes)} have audio at {path}, told apart by the query alone, which "
                "some players drop: give each file a path of its own",
                _place(episodes[0]),
            )


@episode_rule(
    "F214",
    "page-for-audio",
    severity=Severity.ERROR,
    summary="the audio's address is that of a web page",
    why="Players download what stands there: a page of HTML, which none can play.",
    fix="Give the address of the audio file itself, at a host made for podcasts.",
    bad=_audio("https://www.youtube.com/watch?v=abc123def45", type="video/mp4"),
    good=SOUND,
)
def page_for_audio(episode: Episode, _context: Context) -> Iterator[Problem]:
    url = _url(episode)
    what = page_behind(url) if url and not episode.draft else None
    if what:
        yield Problem(
            f"the audio is {what}, which no player can play: give the address of the audio file "
            "itself",
            _place(episode),
            url,
        )


def page_behind(url: str) -> str | None:
    """Return what a listener gets in place of a file; None where it may well be one."""
    host = host_of(url).removeprefix("www.")
    if host in ("youtube.com", "youtu.be", "m.youtube.com", "music.youtube.com"):
        return "a page of YouTube"
    if host == "open.spotify.com":
        return "a page of Spotify"
    if host in ("soundcloud.com", "mixcloud.com"):
        return "a page with a player"
    if host == "drive.google.com" and urlsplit(url).path.startswith("/file/"):
        return "Google Drive's page about a file"
    if host == "dropbox.com" and "dl=1" not in url and "raw=1" not in url:
        return "Dropbox's page about a file"
    return None


@episode_rule(
    "F215",
    "password-in-enclosure",
    severity=Severity.ERROR,
    summary="the audio's address holds a user name or a password",
    why="The feed is public, and the password with it; Spotify and web players refuse such an "
    "address, and Apple Podcasts takes no show behind a login.",
    fix="Take `name:password@` out of the address, and change the password.",
    bad=_audio("https://ann:secret@cdn.example.com/1.mp3"),
    good=SOUND,
)
def password_in_enclosure(episode: Episode, _context: Context) -> Iterator[Problem]:
    authority = _url(episode).partition("://")[2].partition("/")[0]
    if "@" in authority and not episode.draft:
        yield Problem(
            "the audio's address holds a user name, which the feed would make public, and players "
            "refuse it: take what stands before the @ out",
            _place(episode),
        )


@episode_rule(
    "F216",
    "bytes-against-duration",
    severity=Severity.WARNING,
    summary="the audio's size and its duration can't both be right",
    why="Players show the time left and jump by these numbers: with a wrong one the bar is off, "
    "and some stop the download early.",
    fix="Correct `bytes` (not kilobytes) or `duration` (seconds, or h:mm:ss).",
    bad=_audio("https://cdn.example.com/1.mp3", bytes="45000", duration="3600"),
    good=SOUND,
)
def bytes_against_duration(episode: Episode, _context: Context) -> Iterator[Problem]:
    audio = episode.audio
    if audio is None or episode.draft or not audio.duration_seconds or audio.measured is not None:
        return  # M104 and M105 compare a file of ours with what is said of it
    size = audio.size_bytes or 0
    kbits = size * 8 / audio.duration_seconds / 1000
    too_much = kbits > MOST_KBITS and not _is_video(audio)
    if size > _PLACEHOLDER_BYTES and (kbits < LEAST_KBITS or too_much):
        yield Problem(
            f"{size:,} bytes for {audio.duration_seconds:,} seconds would be "
            f"{kbits:,.1f} kbit/s, which no audio has: one of the two is wrong, and players show "
            "and skip by them",
            audio.place,
        )


def _is_video(audio: Audio) -> bool:
    return (audio_type(audio) or "").startswith("video/")


def _url(episode: Episode) -> str:
    audio = episode.audio
    return (audio.url or "") if audio is not None else ""
