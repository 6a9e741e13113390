"""Links of which no rule about how they are written has anything to say: nearly all.

Fast paths: True is certain, False says nothing.
"""

import re

from publisher.links.redirectors import is_shortener
from publisher.platforms import is_platform_host, match_platform
from publisher.rules.tidiness import CLICK_IDS, SHARE_IDS, WRAPPERS

_SOUND = re.compile(
    r"https?://((?:[a-z0-9][a-z0-9_-]*+\.)++"
    r"(?!(?:arpa|internal|invalid|lan|local|localhost|test)(?:[/?#]|$))[a-z]{2,24})"
    r"(?:[/?#][A-Za-z0-9\-._~/?#=&%+,;!$'()*@:]*+)?"
)
_TELLING_NAMES = CLICK_IDS.union(*SHARE_IDS.values(), *WRAPPERS.values())
# One of the names, whatever the host; or a name that is written with percent signs.
_TELLING = re.compile(
    rf"[?&](?:(?:{'|'.join(sorted(_TELLING_NAMES))})(?![^=&#])|[^?&=#%]*+%)", re.IGNORECASE
)


def is_sound(url: str) -> bool:
    """Say whether `url` is so plainly an http(s) URL that no rule about malformed ones can fire.

    Capitals in the host give False, too.
    """
    return _sound_host(url) is not None


def is_plain(url: str) -> bool:
    """Say whether no rule of the families L and P can have anything to say of `url`.

    It is sound, its query has no names that could tell of a visit, the host is no shortener's,
    and if it is a platform's, the page is a common one of one that is open and has kept its name.
    """
    host = _sound_host(url)
    if host is None or is_shortener(host):
        return False
    if "?" in url and ("utm_" in url or _TELLING.search(url) is not None):
        return False
    match = match_platform(url) if is_platform_host(host) else None
    if match is None:
        return True
    platform = match.platform
    if match.renamed or platform.closed is not None or not url.startswith("https:"):
        return False
    if match.kind == "profile":
        return match.handle is None or platform.accepts(match.handle)
    return match.kind != "private"


def _sound_host(url: str) -> str | None:
    found = _SOUND.fullmatch(url)
    if found is None or url.find("//", 8) >= 0 or "**" in url:
        return None
    return found[1]
