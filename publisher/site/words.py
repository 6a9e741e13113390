"""The few words and numbers of the interface: days, sizes, languages."""

from publisher.model import Episode, Show
from publisher.notes.campaigns import day_of
from publisher.notes.moments import write_clock
from publisher.notes.plain import plain

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
LONGEST_TITLE = 160  # characters, in lists
LONGEST_SUMMARY = 220
LONGEST_DESCRIPTION = 6000  # of a show, on its own page
LONGEST_BIO = 2000


def facts_of(episode: Episode, show: Show) -> str:
    """Say number, day and length in one line."""
    facts = []
    if episode.number is not None:
        season = f"Season {episode.season}, episode" if episode.season is not None else "Episode"
        facts.append(f"{season} {episode.number}")
    day = day_in_words(episode, show)
    if day:
        facts.append(day)
    if episode.audio is not None and episode.audio.duration_seconds:
        facts.append(write_clock(episode.audio.duration_seconds))
    if episode.draft:
        facts.append("Draft")
    return " · ".join(facts)


def day_in_words(episode: Episode, show: Show) -> str:
    """Say an episode's day: "1 June 2024", in figures where the show isn't in English."""
    if episode.published is None:
        return ""
    day = day_of(episode.published, show.timezone)
    if not show.language.lower().startswith("en"):
        return day.isoformat()
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def iso_day(episode: Episode, show: Show) -> str:
    """Return an episode's day as YYYY-MM-DD; empty for one that has none."""
    if episode.published is None:
        return ""
    return day_of(episode.published, show.timezone).isoformat()


def language_of(tag: str) -> str:
    """Return a language tag as it may stand in `lang`; English for what is none."""
    return tag if tag.isascii() and tag.replace("-", "").isalnum() else "en"


def size_in_words(size_bytes: int | None) -> str:
    """Say a file's size: "24 MB"; empty where it isn't known."""
    if not size_bytes or size_bytes < 0:
        return ""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} kB"
    return f"{round(size_bytes / 1_000_000)} MB"


def short_seconds(seconds: float) -> float:
    """Return a time without needless digits."""
    return int(seconds) if seconds == int(seconds) else round(seconds, 2)


def clip(text: str, longest: int) -> str:
    """Return a text of at most `longest` characters, cut between words."""
    if len(text) <= longest:
        return text
    cut = text[:longest]
    words = cut.rpartition(" ")[0]
    return f"{(words if len(words) > longest // 2 else cut).rstrip(' ,;:–-')}…"


def season_name(show: Show, season: int) -> str:
    """Return what a season is called: its own name, or "Season 2"."""
    return plain(show.season_names.get(season, "")) or f"Season {season}"


def is_explicit(episode: Episode, show: Show) -> bool:
    """Say whether an episode isn't for everybody: by its own word, else by the show's."""
    return show.explicit if episode.explicit is None else episode.explicit
