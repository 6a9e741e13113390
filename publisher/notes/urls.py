"""Which addresses may stand in show notes, and how they are written there."""

import re

SCHEMES = frozenset(
    (
        *("http", "https", "mailto", "tel", "sms", "sip", "geo", "ftp", "gopher", "gemini"),
        *("irc", "ircs", "xmpp", "matrix", "magnet", "bitcoin", "lightning", "nostr"),
        *("feed", "podcast", "itpc", "pcast"),
    )
)
"""Schemes that only lead somewhere; everything else might run something."""

_PLAIN = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")  # what nothing needs to be done to
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_AWKWARD = re.compile(r"""[\s"<>\\^`{|}]""")


def safe_url(url: str) -> str | None:
    """Return the address as it may stand in a link, or None where it must not be one.

    Relative addresses and fragments pass. Control characters, which browsers ignore, are
    dropped; characters that break out of an attribute or of Markdown are percent-encoded.
    """
    if _PLAIN.fullmatch(url):
        return url
    url = url.strip()
    if not url.isprintable():
        url = _IGNORED.sub("", url)
    scheme = _SCHEME.match(url)
    if not url or (scheme and scheme[1].lower() not in SCHEMES):
        return None
    return _AWKWARD.sub(_percent_encoded, url)


def _percent_encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
