"""Social and podcast platforms: whose link is this, and can it be right?"""

from publisher.platforms.matching import Match, is_platform_host, match_platform, platform_of
from publisher.platforms.profiles import profile_url
from publisher.platforms.table import PATH_KINDS, Platform, key_for, platforms

__all__ = [
    "PATH_KINDS",
    "Match",
    "Platform",
    "is_platform_host",
    "key_for",
    "match_platform",
    "platform_of",
    "platforms",
    "profile_url",
]
