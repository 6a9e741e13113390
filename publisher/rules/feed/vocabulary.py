"""The words that tags of Podcasting 2.0 may hold, from its specification and lists."""

import re

# https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/medium.md
MEDIUMS = (
    *("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher"),
    "course",
)
LIST_MEDIUMS = (*(f"{medium}L" for medium in MEDIUMS), "mixed")
# socialprotocols.txt, docs/chatprotocols.txt, serviceslugs.txt and value/valueslugs.txt there
SOCIAL_PROTOCOLS = (
    *("disabled", "activitypub", "twitter", "lightning", "bluesky", "hive", "matrix", "nostr"),
)
CHAT_PROTOCOLS = ("irc", "xmpp", "nostr", "matrix")
_SERVICES = """
    acast amazon anchor apple audioboom backtracks bitcoin blubrry buzzsprout captivate castos
    fireside google hypercatcher libsyn mastodon megafono megaphone omnystudio overcast paypal
    pinecast podbean podcastaddict podcastindex podcasts.com podchaser podfriend podiant podigee
    podnews podomatic podserve podverse redcircle relayfm resonate rss.com shoutengine simplecast
    slack soundcloud spotify spreaker transistor twitter whooshkaa zencast
"""
SERVICES = frozenset(_SERVICES.split())
RECIPIENT_TYPES = ("node", "lnaddress", "wallet", "keysend", "lightning", "bitcoin")
LIVE_STATUSES = ("pending", "live", "ended")
LOCATION_RELATIONS = ("subject", "creator")
INTEGRITY_TYPES = ("sri", "pgp-signature")

# Of the SPDX list, what recordings are put under; and the namespace's own license/licenses.json.
_LICENSE = re.compile(
    r"cc-by(?:-nc)?(?:-nd|-sa)?-(?:1\.0|2\.0|2\.5|3\.0|4\.0)(?:-[a-z]{2,3})?"
    r"|cc0-1\.0|cc-pddc|pddl-1\.0|lal-1\.[23]|odc-by-1\.0|odbl-1\.0|ogl-uk-[123]\.0"
    r"|gfdl-1\.[123](?:-[a-z-]{1,30})?|a?gpl-[123]\.0(?:-only|-or-later)?|mit(?:-0)?|0bsd"
    r"|apache-2\.0|unlicense|wtfpl|arr|pod-v4v-1\.0"
)


def is_known_license(name: str) -> bool:
    """Say whether a licence is one that apps know by its name alone."""
    return _LICENSE.fullmatch(name.lower()) is not None
