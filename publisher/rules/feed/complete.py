"""What a tag of Podcasting 2.0 needs to be of use: one answer for the rules and for the feed.

What is not complete is left out of the feed, and a rule says so.
"""

import re

from publisher.addresses import is_url
from publisher.media_types import recording_type
from publisher.model import (
    AlternateEnclosure,
    Block,
    Chat,
    ContentLink,
    Episode,
    Funding,
    LiveItem,
    Picture,
    RemoteItem,
    Show,
    SocialInteract,
    Soundbite,
    Trailer,
    UpdateFrequency,
    ValueBlock,
    ValueRecipient,
    ValueTimeSplit,
)
from publisher.rules.feed.channel import is_podcast_guid
from publisher.rules.feed.vocabulary import LIVE_STATUSES

TEXT_LIMIT = 128  # characters of most texts and names (podcast namespace)

_GEO = re.compile(
    r"(?:geo:)?([+-]?\d{1,3}(?:\.\d{1,20})?),([+-]?\d{1,3}(?:\.\d{1,20})?)"
    r"(?:,[+-]?\d{1,9}(?:\.\d{1,9})?)?(?:;[A-Za-z0-9=.;_-]{1,80})?"
)
_OSM = re.compile(r"[NWR][1-9]\d{0,18}")
_NODE = re.compile(r"0[23][0-9a-fA-F]{64}")
_DAY = re.compile(r"[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)")
_NUMBERS = re.compile(r"[+-]?\d{1,4}(?:,[+-]?\d{1,4}){0,400}")
_UNTIL = re.compile(r"\d{8}(?:T\d{6}Z?)?|\d{4}-\d{2}-\d{2}(?:T[\d:.]{5,15}Z?)?")
_FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_NUMBER_PARTS = frozenset(
    (
        *("INTERVAL", "COUNT", "BYSECOND", "BYMINUTE", "BYHOUR", "BYMONTHDAY", "BYYEARDAY"),
        *("BYWEEKNO", "BYMONTH", "BYSETPOS"),
    )
)


def geo_of(text: str) -> str | None:
    """Return a place on earth as a geo URI (RFC 5870), None where it is none."""
    found = _GEO.fullmatch("".join(text.split()))
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        return None
    return f"geo:{found[0].removeprefix('geo:')}"


def osm_of(text: str) -> str | None:
    """Return an object of OpenStreetMap: N, W or R and its number; None where it is none."""
    text = text.upper()
    return text if _OSM.fullmatch(text) else None


def is_rrule(text: str) -> bool:
    """Say whether a text is a recurrence rule of iCalendar (RFC 5545, section 3.3.10)."""
    parts = [part.partition("=") for part in text.upper().split(";")]
    given = {name: value for name, _, value in parts}
    if len(given) != len(parts) or given.get("FREQ") not in _FREQUENCIES:
        return False
    return not {"COUNT", "UNTIL"} <= given.keys() and all(map(_is_part, given, given.values()))


def _is_part(name: str, value: str) -> bool:
    if name in _NUMBER_PARTS:
        return _NUMBERS.fullmatch(value) is not None
    if name in ("BYDAY", "WKST"):
        return all(_DAY.fullmatch(day) for day in value.split(","))
    return name == "FREQ" or (name == "UNTIL" and _UNTIL.fullmatch(value) is not None)


def has_url(item: Funding | ContentLink | Picture) -> bool:
    """Say whether there is something to link to; a file will have an address."""
    return _is_link(item.url) or (isinstance(item, Picture) and item.file is not None)


def _is_link(url: str | None) -> bool:
    return url is not None and is_url(url)


def is_soundbite(bite: Soundbite) -> bool:
    """Say whether it starts somewhere and lasts."""
    return bite.start_seconds is not None and bool(bite.duration_seconds)


def is_trailer(trailer: Trailer) -> bool:
    """Say whether it has what the specification asks for: title, date and address."""
    there = trailer.file is not None or _is_link(trailer.url)
    return there and trailer.title is not None and trailer.published is not None


def points_somewhere(item: RemoteItem | None) -> bool:
    """Say whether another feed is named by its GUID."""
    return item is not None and item.feed_guid is not None and is_podcast_guid(item.feed_guid)


def recipient_type(recipient: ValueRecipient) -> str | None:
    """Return the kind of the address: as given, else by its form."""
    if recipient.type or not recipient.address:
        return recipient.type
    if "@" in recipient.address:
        return "lnaddress"
    return "node" if _NODE.fullmatch(recipient.address) else None


def can_be_paid(recipient: ValueRecipient) -> bool:
    """Say whether an app knows whom to pay, where, and which share."""
    known = recipient_type(recipient) is not None and recipient.address is not None
    return known and recipient.split is not None


def shares(recipients: tuple[ValueRecipient, ...]) -> int:
    """Return how many shares there are of those who can be paid."""
    return sum(each.split or 0 for each in recipients if can_be_paid(each))


def is_payable(block: ValueBlock) -> bool:
    """Say whether somebody is paid."""
    return shares(block.recipients) > 0


def is_time_split(split: ValueTimeSplit) -> bool:
    """Say whether it has its span, and either another feed or somebody who is paid."""
    paid = points_somewhere(split.remote_item) or shares(split.recipients) > 0
    return paid and split.start_seconds is not None and bool(split.duration_seconds)


def is_discussed(post: SocialInteract) -> bool:
    """Say whether there is a post, or comments are switched off."""
    return post.protocol is not None and (post.protocol == "disabled" or post.uri is not None)


def is_chat(chat: Chat | None) -> bool:
    """Say whether an app could join."""
    return chat is not None and chat.server is not None and chat.protocol is not None


def says_when(frequency: UpdateFrequency | None) -> bool:
    """Say whether there are words, a rule, or the end."""
    if frequency is None:
        return False
    return bool(frequency.text or frequency.rrule or frequency.complete)


def alternate_type(alternate: AlternateEnclosure) -> str | None:
    """Return the media type: as given, else by the file or the addresses."""
    file = str(alternate.file) if alternate.file else None
    addresses = (source.uri for source in alternate.sources)
    return recording_type(alternate.type, file, alternate.url, *addresses)


def has_source(alternate: AlternateEnclosure) -> bool:
    """Say whether it has an address and its type is known."""
    there = alternate.file or alternate.url or any(each.uri for each in alternate.sources)
    return bool(there) and alternate_type(alternate) is not None


def is_announced(live: LiveItem) -> bool:
    """Say whether apps could list it: with a title, a time and a status."""
    return bool(live.title) and live.starts is not None and live.status in LIVE_STATUSES


def blocks_apple(block: Block | None, allowed: tuple[str, ...]) -> bool:
    """Say whether Apple Podcasts must not list the show."""
    if block is None or "apple" in allowed:
        return False
    return block.everywhere or "apple" in block.services


Holder = Show | Episode | LiveItem
"""What may have a licence, places, funding, payments, comments, a chat, notes and images."""
