"""The tags that publisher writes itself: what `extra_tags` must not bring a second time."""

from publisher.config.namespaces import NAMESPACES
from publisher.model import ExtraTag

_CHANNEL = """
    title link description docs generator language lastBuildDate copyright image item atom:link
    itunes:applepodcastsverify itunes:author itunes:block itunes:category itunes:complete
    itunes:explicit itunes:image itunes:keywords itunes:new-feed-url itunes:owner itunes:subtitle
    itunes:title itunes:type podcast:block podcast:chat podcast:funding podcast:guid podcast:image
    podcast:images podcast:license podcast:liveItem podcast:location podcast:locked podcast:medium
    podcast:person podcast:podping podcast:podroll podcast:publisher podcast:remoteItem
    podcast:socialInteract podcast:trailer podcast:txt podcast:updateFrequency podcast:value
"""
_ITEM = """
    title link description guid enclosure pubDate category source content:encoded itunes:author
    itunes:block itunes:duration itunes:episode itunes:episodeType itunes:explicit itunes:image
    itunes:keywords itunes:season itunes:subtitle itunes:title media:thumbnail
    podcast:alternateEnclosure podcast:chapters podcast:chat podcast:contentLink podcast:episode
    podcast:funding podcast:image podcast:images podcast:license podcast:location podcast:person
    podcast:season podcast:socialInteract podcast:soundbite podcast:transcript podcast:txt
    podcast:value psc:chapters
"""
CHANNEL_TAGS = frozenset(_CHANNEL.split())
ITEM_TAGS = frozenset(_ITEM.split())
_PREFIXES = {namespace: prefix for prefix, namespace in NAMESPACES.items()}


def is_ours(tag: ExtraTag, ours: frozenset[str]) -> bool:
    """Say whether a tag is one of `ours`, by whatever prefix it goes."""
    local = tag.tag.rpartition(":")[2]
    if tag.namespace is None:
        return local in ours
    return f"{_PREFIXES.get(tag.namespace, '')}:{local}" in ours
