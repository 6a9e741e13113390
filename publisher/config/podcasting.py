"""The keys of show.toml and front matter that feed the tags of Podcasting 2.0 and of Apple."""

from collections.abc import Mapping

from publisher.config.extra_tags import EXTRA_TAGS
from publisher.config.kinds import (
    FLAG,
    LANGUAGE,
    LINE,
    LINK,
    MEDIA_TYPE,
    TEXT,
    WEB_ADDRESS,
    number,
    whole_number,
)
from publisher.config.records import FILE, WORDS, record, several
from publisher.config.tables import Kind, Reading, Table
from publisher.config.times import MOMENT, SECONDS
from publisher.documents.parsed import Keys
from publisher.model import (
    AlternateEnclosure,
    Block,
    Chat,
    ContentLink,
    EnclosureSource,
    Funding,
    Integrity,
    License,
    LiveItem,
    Location,
    Person,
    Picture,
    RemoteItem,
    SocialInteract,
    Soundbite,
    Stream,
    Trailer,
    Txt,
    UpdateFrequency,
    Value,
    ValueBlock,
    ValueRecipient,
    ValueTimeSplit,
)


def _block(value: Value, at: Keys, reading: Reading) -> Block:
    """Read `true`, or the slugs of the services that must not list the show."""
    if isinstance(value, bool) or (isinstance(value, str) and value.lower() in ("yes", "no")):
        return Block(at, everywhere=FLAG.read(value, at, reading))
    return Block(at, services=WORDS.read(value, at, reading))


def _season_names(value: Value, at: Keys, reading: Reading) -> dict[int, str]:
    """Read names by the numbers of seasons: `{1 = "…", 2 = "…"}`."""
    if not isinstance(value, dict) or not all(key.isdecimal() and len(key) < 10 for key in value):
        raise reading.mismatch(at, value, 'names by number: {1 = "…", 2 = "…"}')
    names = Table(dict.fromkeys(value, LINE)).read(value, at, reading)
    return {int(key): name for key, name in names.items()}


def _person_id(value: Value, at: Keys, reading: Reading) -> Person | None:
    """Read an id of people.toml, or a name; who is meant is asked once people.toml is read."""
    name = LINE.read(value, at, reading)
    return Person(name, reading.text.place(*at), id=name) if name else None


_COUNT = whole_number(0, 10**9)
_PIXELS = whole_number(0, 10**6)

_FUNDING = several(record(Funding, {"url": LINK, "text": LINE}, "url"))
_LOCATION = several(
    record(
        Location,
        {"name": LINE, "geo": LINE, "osm": LINE, "rel": LINE, "country": LINE},
        "name",
    )
)
_LICENSE = record(License, {"name": LINE, "url": LINK}, "name")
_REMOTE_ITEM = record(
    RemoteItem,
    {"feed_guid": LINE, "feed_url": LINK, "item_guid": LINE, "medium": LINE, "title": LINE},
    "feed_guid",
)
_RECIPIENTS = several(
    record(
        ValueRecipient,
        {
            "name": LINE,
            "type": LINE,
            "address": LINE,
            "split": _COUNT,
            "fee": FLAG,
            "custom_key": LINE,
            "custom_value": LINE,
        },
    )
)
_TIME_SPLIT = record(
    ValueTimeSplit,
    {
        "start": SECONDS,
        "duration": SECONDS,
        "remote_start": SECONDS,
        "remote_percentage": whole_number(0, 100),
        "remote_item": _REMOTE_ITEM,
        "recipients": _RECIPIENTS,
    },
)
_VALUE = several(
    record(
        ValueBlock,
        {
            "type": LINE,
            "method": LINE,
            "suggested": LINE,
            "recipients": _RECIPIENTS,
            "time_splits": several(_TIME_SPLIT),
        },
    )
)
_SOCIAL_INTERACT = several(
    record(
        SocialInteract,
        {
            "protocol": LINE,
            "uri": LINE,
            "account_id": LINE,
            "account_url": LINK,
            "priority": _COUNT,
        },
    )
)
_CHAT = record(Chat, {"server": LINE, "protocol": LINE, "account_id": LINE, "space": LINE})
_TXT = several(record(Txt, {"text": TEXT, "purpose": LINE}, "text"))
_IMAGE = {
    "url": LINK,
    "alt": LINE,
    "aspect_ratio": LINE,
    "width": _PIXELS,
    "height": _PIXELS,
    "type": MEDIA_TYPE,
    "purpose": LINE,
}
_CONTENT_LINKS = several(record(ContentLink, {"url": LINK, "text": LINE}, "url"))
_ALTERNATE_ENCLOSURE = {
    "type": MEDIA_TYPE,
    "url": LINK,
    "bytes": _COUNT,
    "bitrate": number(0, 10**12),
    "height": _PIXELS,
    "language": LANGUAGE,
    "title": LINE,
    "codecs": LINE,
    "rel": LINE,
    "default": FLAG,
    "sources": several(record(EnclosureSource, {"uri": LINE, "type": MEDIA_TYPE}, "uri")),
    "integrity": record(Integrity, {"type": LINE, "value": LINE}),
}
_EVERYWHERE = {  # in show.toml, in an episode, and of a live stream
    "chat": _CHAT,
    "funding": _FUNDING,
    "license": _LICENSE,
    "location": _LOCATION,
    "social_interact": _SOCIAL_INTERACT,
    "txt": _TXT,
    "value": _VALUE,
}
_LIVE_ITEM = record(
    LiveItem,
    {
        "title": LINE,
        "status": LINE,
        "starts": MOMENT,
        "ends": MOMENT,
        "guid": LINE,
        "description": TEXT,
        "link": LINK,
        "image": LINK,
        "stream": record(Stream, {"url": LINK, "type": MEDIA_TYPE, "bytes": _COUNT}, "url"),
        "people": several(Kind("an id", _person_id, LINE.schema)),
        "content_links": _CONTENT_LINKS,
        "alternate_enclosures": several(record(AlternateEnclosure, _ALTERNATE_ENCLOSURE)),
        "images": several(record(Picture, _IMAGE, "url")),
        **_EVERYWHERE,
    },
)
_IMAGES = several(record(Picture, {**_IMAGE, "file": FILE}))

SHOW_KEYS: Mapping[str, Kind] = {
    **_EVERYWHERE,
    "apple_title": LINE,
    "apple_verify": LINE,
    "block": Kind("true or a list of services", _block, {"anyOf": [FLAG, WORDS]}),
    "block_except": WORDS,
    "complete": FLAG,
    "extra_tags": EXTRA_TAGS,
    "hubs": several(WEB_ADDRESS),
    "images": _IMAGES,
    "keywords": WORDS,
    "live_items": several(_LIVE_ITEM),
    "medium": LINE,
    "new_feed_url": WEB_ADDRESS,
    "podping": FLAG,
    "podroll": several(_REMOTE_ITEM),
    "publisher_feed": _REMOTE_ITEM,
    "remote_items": several(_REMOTE_ITEM),
    "season_names": Kind(
        "names by number",
        _season_names,
        {
            "type": "object",
            "patternProperties": {"^[0-9]{1,9}$": LINE},
            "additionalProperties": False,
        },
    ),
    "subtitle": LINE,
    "trailers": several(
        record(
            Trailer,
            {
                "title": LINE,
                "url": LINK,
                "file": FILE,
                "date": MOMENT,
                "bytes": _COUNT,
                "type": MEDIA_TYPE,
                "season": whole_number(),
            },
        )
    ),
    "update_frequency": record(
        UpdateFrequency,
        {"text": LINE, "rrule": LINE, "starts": MOMENT, "complete": FLAG},
        "text",
    ),
}
EPISODE_KEYS: Mapping[str, Kind] = {
    **_EVERYWHERE,
    "alternate_enclosures": several(
        record(AlternateEnclosure, {**_ALTERNATE_ENCLOSURE, "file": FILE})
    ),
    "apple_title": LINE,
    "author": LINE,
    "block": FLAG,
    "content_links": _CONTENT_LINKS,
    "episode_display": LINE,
    "extra_tags": EXTRA_TAGS,
    "images": _IMAGES,
    "keywords": WORDS,
    "link": WEB_ADDRESS,
    "season_name": LINE,
    "soundbites": several(
        record(Soundbite, {"start": SECONDS, "duration": SECONDS, "title": LINE})
    ),
}
COMMON_WORDS = frozenset(
    {"author", "block", "chat", "images", "keywords", "license", "link", "location", "value"}
)
"""Keys that other tools' front matter has, too, and means otherwise."""
