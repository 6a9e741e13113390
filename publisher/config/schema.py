"""Every key that config files and front matter may have, and what its value may be."""

from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo

from publisher.config.feeds import SHOW_FEED_KEYS
from publisher.config.kinds import (
    ACCOUNT,
    BASE_ADDRESS,
    DAY,
    EXPLICIT,
    FLAG,
    LANGUAGE,
    LINE,
    LINK,
    MEDIA_TYPE,
    TEXT,
    WEB_ADDRESS,
    choice,
    matching,
    number,
    whole_number,
)
from publisher.config.podcasting import EPISODE_KEYS as PODCASTING_KEYS
from publisher.config.podcasting import SHOW_KEYS
from publisher.config.publishing import PLACES
from publisher.config.tables import (
    Kind,
    Reading,
    Rejected,
    Schema,
    Table,
    did_you_mean,
    either,
    list_of,
    map_of,
    table,
)
from publisher.config.times import MOMENT, SECONDS, SPAN, WHOLE_SECONDS
from publisher.documents.parsed import Keys
from publisher.model import AfterEnd, EpisodeType, Severity, Value
from publisher.platforms import key_for, platforms


def _zone(value: Value, at: Keys, reading: Reading) -> str | None:
    name: str | None = LINE.read(value, at, reading)
    if name is None or name == "UTC":
        return name
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: "America" is a folder of zones
        hint = did_you_mean(name, _zones())
        message = f'{reading.name(at)} "{name}" is not a time zone such as Europe/Berlin{hint}'
        raise Rejected("E102", message) from None
    return name


@cache
def _zones() -> tuple[str, ...]:
    from zoneinfo import available_timezones

    return tuple(sorted(available_timezones()))


def _category(value: Value, at: Keys, reading: Reading) -> tuple[str, ...] | None:
    parts = value if isinstance(value, list) else [value]
    if not 1 <= len(parts) <= 2 or not all(isinstance(part, str) and part for part in parts):
        raise reading.mismatch(at, value, '"Category" or ["Category", "Subcategory"]')
    return tuple(str(part) for part in parts)


_CATEGORY: Schema = {
    "type": "array",
    "items": {"type": "string"},
    "minItems": 1,
    "maxItems": 2,
}

AFTER_END = choice({each.value: each for each in AfterEnd})
TYPE = choice({each.value: each for each in EpisodeType})
TIMEZONE = Kind("a time zone", _zone, LINE.schema)
CODES = list_of(matching(r"[A-Z][0-9]{0,3}", 'a rule\'s code such as "W101", or its start'))
SEVERITY = choice({**{each.value: each for each in Severity}, "off": "off"})
LINES = list_of(LINE)

_CHANNEL: Mapping[str, Kind] = {
    "title": LINE,
    "description": TEXT,
    "link": WEB_ADDRESS,
    "language": LANGUAGE,
    "author": LINE,
    "owner": table(Table({"name": LINE, "email": LINE})),
    "copyright": LINE,
    "artwork": LINE,
    "categories": list_of(
        Kind("a category", _category, {"anyOf": [{"type": "string"}, _CATEGORY]})
    ),
    "explicit": EXPLICIT,
}
"""What a show and the network say of themselves alike."""

NETWORK = Table(
    {
        **_CHANNEL,
        "feed_url": WEB_ADDRESS,
        "limit": whole_number(1, 100_000),
    }
)

SETTINGS = Table(
    {
        "site": BASE_ADDRESS,
        "after_end": AFTER_END,
        "audio_prefixes": list_of(WEB_ADDRESS),
        "network": table(NETWORK),
        "search": FLAG,
        "publish": PLACES,
        "links": table(
            Table(
                {
                    "skip": LINES,
                    "timeout_seconds": number(0.1, 300),
                    "retries": whole_number(0, 5),
                    "per_host": whole_number(1, 100),
                    "max_concurrency": whole_number(1, 1000),
                    "deadline_seconds": number(1, 86_400),
                    "max_age": SPAN,
                    "cache": FLAG,
                }
            )
        ),
        "rules": table(
            Table(
                {
                    "select": CODES,
                    "ignore": CODES,
                    "severity": map_of(SEVERITY),
                    "per_path": map_of(CODES),
                }
            )
        ),
    }
)

SPONSOR = Table(
    {
        "name": LINE,
        "url": LINK,
        "tagline": LINE,
        "offer": LINE,
        "code": LINE,
        "starts": DAY,
        "ends": DAY,
        "mark": LINE,
        "expect": LINES,
        "after_end": AFTER_END,
        "swap_with": LINE,
        "shows": map_of(table(Table({"url": LINK, "code": LINE}))),
    }
)


@cache
def person_table(*, inline: bool) -> Table:
    """Return the keys of a person: in people.toml, or written inline in an episode."""
    keys = {"name": LINE, "role": LINE, "group": LINE, "bio": TEXT, "image": LINE, "website": LINK}
    if inline:
        keys |= {"id": LINE, "url": LINK}
    aliases = (alias for platform in platforms().values() for alias in platform.aliases)
    accounts = dict.fromkeys(platforms(), ACCOUNT)
    return Table(keys | accounts, alias=key_for, spellings=tuple(aliases))


SHOW = Table(
    {
        **_CHANNEL,
        "type": choice({"episodic": "episodic", "serial": "serial"}),
        "guid": LINE,
        "locked": FLAG,
        "timezone": TIMEZONE,
        "feed_url": WEB_ADDRESS,
        "audio_base_url": BASE_ADDRESS,
        "audio_prefixes": list_of(WEB_ADDRESS),
        "hosts": LINES,
        "socials": map_of(ACCOUNT),
        "platforms": map_of(ACCOUNT),
        "after_end": AFTER_END,
        "episodes": LINE,
        "episodes_with": LINES,
        "fields": map_of(LINES),
        **SHOW_KEYS,
        **SHOW_FEED_KEYS,
    }
)

_ANYTHING = Kind("anything", lambda value, _at, _reading: value)

_SPONSORSHIP = Table(
    {
        "id": LINE,
        "name": LINE,
        "url": LINK,
        "code": LINE,
        "copy": TEXT,
        "at": WHOLE_SECONDS,
        "tagline": LINE,
        "offer": LINE,
        "mark": LINE,
    }
)
_CHAPTER = Table(
    {
        "start": SECONDS,
        "startTime": SECONDS,
        "start_seconds": SECONDS,
        "title": LINE,
        "url": LINK,
        "image": LINE,
        "img": LINE,
        "href": LINK,
        "end": SECONDS,
        "endTime": SECONDS,
        "toc": FLAG,
        "file": LINE,  # of a whole list of chapters
        # of the podcast namespace's chapter files; we have no use for it
        "location": _ANYTHING,
    }
)

_LINK = Table({"url": LINK, "title": LINE, "kind": LINE, "at": WHOLE_SECONDS})

EPISODE = Table(
    {
        "title": LINE,
        "number": whole_number(),
        "season": whole_number(),
        "type": TYPE,
        "slug": LINE,
        "guid": LINE,
        "date": MOMENT,
        "draft": FLAG,
        "summary": TEXT,
        "image": LINE,
        "explicit": EXPLICIT,
        "language": LANGUAGE,
        "tags": LINES,
        "audio": table(
            Table(
                {
                    "url": LINK,
                    "file": LINE,
                    "bytes": whole_number(),
                    "duration": WHOLE_SECONDS,
                    "type": MEDIA_TYPE,
                }
            )
        ),
        "people": list_of(either(LINE, table(person_table(inline=True)))),
        "sponsors": list_of(either(LINE, table(_SPONSORSHIP))),
        "links": list_of(either(LINK, table(_LINK))),
        "chapters": list_of(either(LINE, table(_CHAPTER))),
        "transcripts": list_of(
            either(
                LINE,
                table(Table({"file": LINE, "url": LINK, "type": MEDIA_TYPE, "language": LANGUAGE})),
            )
        ),
        "promos": list_of(table(Table({"title": LINE, "url": LINK, "code": LINE, "offer": LINE}))),
        **PODCASTING_KEYS,
    }
)

EPISODE_KEYS = (
    *EPISODE.keys,
    *(f"audio.{key}" for key in ("url", "file", "bytes", "duration", "type")),
)
"""What `[fields]` of show.toml may map; a dot leads into a table."""
