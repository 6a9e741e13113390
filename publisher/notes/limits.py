"""How much each place takes, counted as that place counts it."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple


class Form(StrEnum):
    HTML = "html"  # for the feed
    TEXT = "text"
    MARKDOWN = "markdown"
    APPLE = "apple"
    SPOTIFY = "spotify"
    YOUTUBE = "youtube"
    NEWSLETTER = "newsletter"
    MASTODON = "mastodon"
    PAGE = "page"


class Unit(StrEnum):
    """What a place counts, in the words of its limit."""

    BYTES = "bytes"  # of UTF-8
    UTF_16 = "characters"  # units of UTF-16, as fields of web forms count
    POST = "characters, links counting 23"  # as Mastodon counts


class Limit(NamedTuple):
    """`place` takes at most so many of a unit, tags included."""

    place: str
    most: int
    unit: Unit

    def used(self, text: str) -> int:
        """Return how many units the text takes."""
        return _COUNTS[self.unit](text)

    def fits(self, text: str) -> bool:
        """Say whether the place takes all of the text."""
        return len(text) * _MOST_UNITS[self.unit] <= self.most or self.used(text) <= self.most


LIMITS: Mapping[Form, Limit] = {
    # Apple, "A Podcaster's Guide to RSS", <description>: "up to 4000 bytes".
    Form.APPLE: Limit("Apple Podcasts", 4000, Unit.BYTES),
    # Spotify says 4,000 characters, and not of which kind; Podnews measured that tags count
    # (podnews.net/article/html-episode-notes-in-podcast-rss). Units of UTF-16 are what its own
    # form for notes can count (HTML Standard, `maxlength`), and no fewer than code points.
    Form.SPOTIFY: Limit("Spotify", 4000, Unit.UTF_16),
    # YouTube Help and Studio say 5,000 characters, which Studio's field counts in UTF-16. The Data
    # API's reference says bytes (videos, `snippet.description`), but uploads are refused by
    # characters (github.com/dbvideostriketeam/wubloader/issues/215): counted in bytes, two thirds
    # of Japanese notes would be left out for nothing.
    Form.YOUTUBE: Limit("YouTube", 5000, Unit.UTF_16),
    # Gmail clips a mail's HTML at about 102 KB, and with it the footer that lets people leave
    # the list (spamresource.com/2022/01/what-is-gmail-clipping-and-what-to-do.html, emailonacid.com
    # "Gmail: 12 things"). The rest is for what the mail service adds.
    Form.NEWSLETTER: Limit("Gmail", 96_000, Unit.BYTES),
    # Mastodon's StatusLengthValidator and docs.joinmastodon.org/user/posting: 500 graphemes,
    # every link as 23, a mention without its server. Some servers allow more.
    Form.MASTODON: Limit("Mastodon", 500, Unit.POST),
}


def count_post(text: str) -> int:
    """Return the length of a post as Mastodon counts it.

    What might not pass for a link or a mention there counts in full, so never too little.
    """
    return count_graphemes(_MENTION.sub(r"\1", _LINK.sub("x" * 23, text)))


# twitter-text's grammar, which Mastodon follows, without its rarer letters and its parentheses.
_LINK = re.compile(
    r"(?<![\w@.$#])https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?::\d{1,5})?"
    r"(?:/(?:[\w!*';:=+,.$/%#@|&~-]*[\w=/+#-])?)?(?:\?[\w!*';:=+,.$/%#@|&~?-]*[\w=/&#-])?",
    re.ASCII | re.IGNORECASE,
)
_MENTION = re.compile(
    r"(?<![=/\w])(@[a-z0-9_]{1,64})@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\b",
    re.ASCII | re.IGNORECASE,
)


def count_graphemes(text: str) -> int:
    """Return how many characters people see (extended grapheme clusters, UAX #29)."""
    if text.isascii():  # in which only the line end of Windows is made of two
        return len(text) - text.count("\r\n")
    return len(graphemes(text))


def graphemes(text: str) -> list[str]:
    """Split a text into the characters that people see, in linear time.

    `\\X` looks back over all flags before each, so that a long run of flags is split here; all but
    its last, which a mark may follow.
    """
    import regex  # 30 ms, and only for posts and what is cut

    found: list[str] = []
    position = 0
    for run in _FLAGS.finditer(text):
        end = run.start() + (len(run[0]) - 1) // 2 * 2
        found += regex.findall(r"\X", text[position : run.start()])
        found += (text[start : start + 2] for start in range(run.start(), end, 2))
        position = end
    found += regex.findall(r"\X", text[position:])
    return found


_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]{20,}")


def split_words(text: str) -> list[str]:
    """Split a text at what stands in no word; other than for `re`, vowel signs are part of one."""
    import regex

    words: list[str] = regex.split(r"\W+", text)
    return words


_COUNTS: Mapping[Unit, Callable[[str], int]] = {
    Unit.BYTES: lambda text: len(text.encode()),
    Unit.UTF_16: lambda text: len(text.encode("utf-16-le")) // 2,
    Unit.POST: count_post,
}
_MOST_UNITS = {Unit.BYTES: 4, Unit.UTF_16: 2, Unit.POST: 3}
"""More than that no code point takes; of a post's shortest link eleven count as 23."""
