"""Addresses as feeds write them → whole ones, which our files want."""

import re
from urllib.parse import urljoin

from publisher.addresses import is_url

_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,8}\.[a-z]{2,18}(?::[0-9]{1,5})?/", re.I)


def whole_address(written: str | None, base: str | None) -> str | None:
    """Return an address with scheme and host; None for what is no address of the web.

    `//host/path` and `host.example/path` are meant for https, `/path` is below `base`: the feed's
    page, or the feed.
    """
    text = (written or "").strip()
    if is_url(text):
        return text
    if text.startswith("//") and len(text) > 2:
        return f"https:{text}"
    if text.lower().startswith("www.") or _HOST.match(text):
        return f"https://{text}"
    if not text or not base or not text.startswith("/"):
        return None
    try:
        joined = urljoin(base, text)
    except ValueError:
        return None
    return joined if is_url(joined) else None
