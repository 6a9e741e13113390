"""Handles → the addresses of accounts."""

from urllib.parse import quote

from publisher.platforms.table import LONGEST_HANDLE, compiled, key_for, platforms


def profile_url(platform_key: str, handle: str) -> str:
    """Return the canonical URL of an account; a leading "@" is understood.

    Raises ValueError, with a message for the podcaster, where the platform is unknown, has no
    profile pages, or can't have an account of that name.
    """
    key = key_for(platform_key)
    if key is None:
        raise ValueError(f'"{platform_key}" is not a platform that publisher knows')
    platform = platforms()[key]
    written = handle.strip()
    if len(written) > LONGEST_HANDLE:
        raise ValueError(f"a handle on {platform.name} can't be that long")
    for form in platform.forms:
        found = compiled(form.handle).fullmatch(written)
        if found is not None:
            return form.profile.replace("{handle}", found[1])
    if platform.profile is None or platform.handle is None:
        raise ValueError(f"{platform.name} has no address made from a handle; give the full URL")
    found = compiled(platform.handle).fullmatch(written.removeprefix("@"))
    if found is None:
        hint = f": {platform.handle_hint}" if platform.handle_hint else ""
        raise ValueError(f'"{handle}" can\'t be a handle on {platform.name}{hint}')
    parts = found.groupdict() or {"handle": found[0]}
    url = platform.profile
    for name, value in parts.items():
        url = url.replace(f"{{{name}}}", quote(value or "", safe="@:.~+-_"))
    return url
