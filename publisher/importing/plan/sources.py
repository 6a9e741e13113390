"""What an import was made from, in words that may stand in a public repository."""

from pathlib import PurePath
from urllib.parse import urlsplit


def source_name(source: str) -> str:
    """Return a feed's address without what may be a listener's own key; of a file its name."""
    if "://" not in source:
        return PurePath(source).name
    try:
        parts = urlsplit(source)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return f"{parts.scheme}://{host}{parts.path}"
