"""Family F on the items (F217-F223): titles that apps cut, repeat or can't read."""

import re
from collections.abc import Iterator

from publisher.model import Episode, EpisodeType, Severity
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    episode_rule,
    show_rule,
)
from publisher.rules.feed.channel_words import TEXT_LIMIT
from publisher.rules.feed.examples import EPISODE_FILE, SOUND, SOUND_NUMBERED
from publisher.rules.feed.several import counted, to_be_published
from publisher.rules.feed.wording import markup_in, placeholder_in

YOUTUBE_TITLE_LIMIT = 100  # characters
_A_FEW = 20  # one in so many episodes may well bear the show's name

_NUMBER_FIRST = re.compile(
    r"(?:s(?:eason)?[ .]?\d{1,3}[ .:,-]{0,3})?"
    r"(?:ep(?:isode|\.)?|folge|episodio|épisode|aflevering|avsnitt|nr\.?|no\.|#|e)?[ .#]{0,2}"
    r"0*(\d{1,5})(?:\s*[:|)–—-]|\.(?!\d)|\s)\s*\S",
    re.IGNORECASE,
)


def _titled(title: str) -> str:
    return SOUND.replace("First", title)


def _beside(title: str, other: str) -> Example:
    return Example(
        _titled(other),
        {EPISODE_FILE: _titled(title).replace("/1.mp3", "/0.mp3").replace("-02\n", "-01\n")},
    )


@show_rule(
    "F217",
    "repeated-title",
    severity=Severity.WARNING,
    summary="two episodes of a season have the same title",
    why="In the lists and the search of every app the two look the same: listeners take the second "
    "for the one they have heard.",
    fix="Say in each title what is its own: the guest, the part, the day.",
    bad=_beside("Questions", "Questions"),
    good=_beside("Questions, part 1", "Questions, part 2"),
)
def repeated_title(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    by_title: dict[tuple[int | None, EpisodeType, str], list[Episode]] = {}
    for episode in to_be_published(subject.episodes):
        key = (episode.season, episode.type, " ".join(episode.title.casefold().split()))
        by_title.setdefault(key, []).append(episode)
    repeated = [episodes for episodes in by_title.values() if len(episodes) > 1]
    if repeated:
        first, second = repeated[0][:2]
        more = len(repeated) - 1
        others = f", and {more:,} more title{'s' if more > 1 else ''} twice or more" if more else ""
        yield Problem(
            f"has the title of {first.source.path}{others}: listeners can't tell the two apart, "
            "and take the second for the one they have heard. Say what is its own",
            second.source.place("title"),
        )


@show_rule(
    "F218",
    "number-in-title",
    severity=Severity.INFO,
    summary="titles begin with the episode's number",
    why="Apple Podcasts asks to leave numbers out of titles: it shows `number` itself, so that "
    'listeners see it twice, and in search results all that is left is "Episode 12: The …".',
    fix="Take the number out of the title, and leave it in `number`.",
    bad=SOUND_NUMBERED.replace("First", '"Episode 7: First"'),
    good=SOUND_NUMBERED,
)
def number_in_title(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    numbered = [
        episode
        for episode in to_be_published(subject.episodes)
        if episode.number is not None
        and episode.title != episode.slug  # which stands in for a title that is missing
        and _leading_number(episode.title) == episode.number
    ]
    if numbered:
        yield Problem(
            f"the title of {counted(numbered)} begins with its number, which Apple Podcasts asks "
            "not to do: it shows `number` itself. Take it out of the title",
            numbered[0].source.place("title"),
        )


def _leading_number(title: str) -> int | None:
    found = _NUMBER_FIRST.match(title)  # a title may well be nothing but its number
    return int(found[1]) if found else None


@show_rule(
    "F219",
    "show-in-title",
    severity=Severity.INFO,
    summary="titles repeat the name of the show",
    why="Apple Podcasts asks not to: the name stands above every list of episodes already, and "
    "what is left of the title on a phone or a watch is the same for all.",
    fix="Take the show's name out of the titles.",
    bad=_titled('"The Example Show: First"'),
    good=_titled('"The First"'),
)
def show_in_title(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    name = " ".join(subject.show.title.split()).casefold()
    if len(name) < 5:  # so short a name may be a word of its own
        return
    full = [each for each in to_be_published(subject.episodes) if each.type is EpisodeType.FULL]
    named = [each for each in full if _begins_or_ends(each.title.casefold(), name)]
    if named and len(named) * _A_FEW >= len(full):  # fewer tell of the show itself
        yield Problem(
            f'the title of {counted(named)} repeats "{subject.show.title}", which Apple Podcasts '
            "asks not to do: on a phone little else is left of it. Take the name out",
            named[0].source.place("title"),
        )


def _begins_or_ends(title: str, name: str) -> bool:
    """Say whether a title is a name, set off by a sign or a number, and something else."""
    if len(title) <= len(name):
        return False
    begins = title.startswith(name) and re.match(r"\s*(?:[:|–—#-]|\d)", title[len(name) :])
    ends = title.endswith(name) and re.search(r"[:|–—-]\s*$", title[: -len(name)])
    return bool(begins or ends)


@episode_rule(
    "F220",
    "long-title",
    severity=Severity.WARNING,
    summary="the title is longer than feeds may carry",
    why="Apple Podcasts and PSP-1 take 255 characters; the rest is cut off, and some validators "
    "refuse the feed.",
    fix="Shorten it; what doesn't fit belongs into `summary`.",
    bad=_titled("About many things " * 15),
    good=SOUND,
)
def long_title(episode: Episode, _context: Context) -> Iterator[Problem]:
    if len(episode.title) > TEXT_LIMIT and not episode.draft:
        yield Problem(
            f"the title has {len(episode.title):,} characters, and Apple Podcasts takes "
            f"{TEXT_LIMIT}: shorten it",
            episode.source.place("title"),
        )


@show_rule(
    "F221",
    "title-too-long-for-youtube",
    severity=Severity.INFO,
    summary="titles are longer than YouTube's may be",
    why="A video's title on YouTube ends after 100 characters; what comes behind is cut off, in "
    "the middle of a word.",
    fix="Say what matters in the first 100 characters, or shorten the title.",
    bad=_titled("About a great many things, " * 5),
    good=SOUND,
)
def title_too_long_for_youtube(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    long = [
        episode
        for episode in to_be_published(subject.episodes)
        if YOUTUBE_TITLE_LIMIT < len(episode.title) <= TEXT_LIMIT
    ]
    if long:
        yield Problem(
            f"the title of {counted(long)} is longer than the {YOUTUBE_TITLE_LIMIT} characters "
            "that YouTube takes, and is cut off there",
            long[0].source.place("title"),
        )


@show_rule(
    "F222",
    "markup-in-title",
    severity=Severity.WARNING,
    summary="a title or a summary has HTML or Markdown in it",
    why="They are plain text: in a title every app shows `&amp;` and tags as they stand, in a "
    "summary your own pages do, and apps that take no HTML there.",
    fix="Write the signs themselves: & and ’.",
    bad=_titled("Cats &amp; Dogs"),
    good=_titled("Cats & Dogs"),
)
def markup_in_title(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    episodes = to_be_published(subject.episodes)
    for key, who in (("title", "apps"), ("summary", "your pages and some apps")):
        marked = [each for each in episodes if markup_in(getattr(each, key) or "")]
        if marked:
            yield Problem(
                f"the {key} of {counted(marked)} has markup in it, and {who} show it as it stands: "
                f"{markup_in(getattr(marked[0], key))}. Write plain text",
                marked[0].source.place(key),
            )


@episode_rule(
    "F223",
    "placeholder-in-title",
    severity=Severity.WARNING,
    summary="the title or the summary is still a placeholder",
    why="Apple Podcasts rejects shows with words like [Title goes here], and listeners see them.",
    fix="Write what should stand there, or `draft: true` until you know.",
    bad=_titled('"[Episode title goes here]"'),
    good=SOUND,
)
def placeholder_in_title(episode: Episode, _context: Context) -> Iterator[Problem]:
    if episode.draft:
        return
    for key, text in (("title", episode.title), ("summary", episode.summary or "")):
        words = placeholder_in(text)
        if words:
            yield Problem(
                f'{key} still says "{words}", and listeners will read it: write what should stand '
                "there, or draft: true",
                episode.source.place(key),
            )
