"""URL patterns of the settings, in which `*` stands for anything."""


def matches_pattern(url: str, pattern: str) -> bool:
    """Say whether a URL fits a pattern in which `*` stands for anything; case doesn't matter."""
    url, pattern = url.lower(), pattern.lower()
    return _fits(url, pattern) or _fits(url.rstrip("/"), pattern)


def _fits(text: str, pattern: str) -> bool:
    """Match in linear time: patterns come from the repository, a regex of them could hang."""
    first, *others = pattern.split("*")
    if not others:
        return text == first
    last = others.pop()
    at, end = len(first), len(text) - len(last)
    if at > end or not (text.startswith(first) and text.endswith(last)):
        return False
    for part in others:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True
