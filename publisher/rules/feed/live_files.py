"""Family F on how audio, artwork, chapters and transcripts are served (F420 to F439)."""

from publisher.model import Severity
from publisher.rules.catalogue import Example, Subject, reported
from publisher.rules.feed.live import live_example

_AUDIO = "https://media.example.com/1.mp3"
_ARTWORK = "https://podcast.example.com/cover.jpg"
_TRANSCRIPT = "https://media.example.com/1.vtt"


def _audio(answers: str) -> Example:
    return live_example(answers, _AUDIO)


reported(
    Subject.LIVE,
    "F420",
    "live-audio-unreachable",
    severity=Severity.ERROR,
    summary="nothing comes from an episode's audio address",
    why="The episode stands in every app, and none can play it.",
    fix="Upload the file, or correct `audio` in the episode's front matter.",
    bad=_audio("404"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F421",
    "live-no-ranges",
    severity=Severity.ERROR,
    summary="the audio's host sends no parts of a file",
    why="Apple Podcasts refuses episodes without byte ranges; elsewhere nobody can jump ahead, and "
    "a download that breaks off starts from the beginning.",
    fix="Use a host that answers `Range` with 206; most that serve static files do.",
    bad=_audio("no-ranges"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F422",
    "live-other-length",
    severity=Severity.WARNING,
    summary="the audio file has another length than the feed says",
    why="Players trust the enclosure's length: they stop there, or show a download that never "
    "ends. A host that puts in advertisements may differ a little each time.",
    fix="Correct `bytes` under `audio` in the front matter, or upload the right file.",
    bad=_audio("length 999"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F423",
    "live-other-type",
    severity=Severity.WARNING,
    summary="the audio is served under another type than the feed says",
    why="Players choose how to play by the type: web players and cars refuse audio that comes as "
    "text or as unknown data.",
    fix="Let the host serve .mp3 as audio/mpeg and .m4a as audio/mp4, or correct `type` under "
    "`audio`.",
    bad=_audio("type application/octet-stream"),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F424",
    "live-many-redirects",
    severity=Severity.WARNING,
    summary="the audio's address redirects many times",
    why="Every prefix and shortener is one more place that can fail: Apple Podcasts and "
    "players in cars and speakers give up after some, and each costs the listener time.",
    fix="Take out prefixes whose numbers nobody reads, and let the last one lead to the file.",
    bad=_audio("chain 6"),
    good=_audio("chain 2"),
)
reported(
    Subject.LIVE,
    "F425",
    "live-no-cors",
    severity=Severity.WARNING,
    summary="web players may not read the chapters or transcript",
    why="Without `Access-Control-Allow-Origin: *` a browser hides the file from the page that "
    "asks: web players show neither chapters nor transcript, while phones do.",
    fix="Let the host send `Access-Control-Allow-Origin: *` with .json, .vtt and .srt: by a CORS "
    "rule of the bucket, or in `_headers` on Netlify and Cloudflare Pages.",
    bad=live_example("no-cors", _TRANSCRIPT),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F426",
    "live-text-unreachable",
    severity=Severity.WARNING,
    summary="nothing comes from the address of chapters or a transcript",
    why="Apps offer them, and show an error or nothing.",
    fix="Publish the file, or take it out of the front matter.",
    bad=live_example("404", _TRANSCRIPT),
    good=live_example(),
)
reported(
    Subject.LIVE,
    "F427",
    "live-artwork-unreachable",
    severity=Severity.ERROR,
    summary="no picture comes from the artwork's address",
    why="Apple Podcasts and Spotify refuse a show whose artwork they can't fetch; apps show a "
    "grey square.",
    fix="Upload the picture as JPEG or PNG, or correct `artwork` in show.toml.",
    bad=live_example("type text/html", _ARTWORK),
    good=live_example(),
)
