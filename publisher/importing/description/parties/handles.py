"""What accounts are called after: people's names, in the ways in which people shorten them."""

from collections.abc import Sequence

_SHORT = 3  # letters of a last name that are enough behind the first
_LONG = 6  # letters of a first name that tell somebody by themselves


def owner_of_handle(handle: str, names: Sequence[str]) -> str | None:
    """Return the one of these people whose name an account has: `eduardojmatos`, `edsai`.

    `handle` is folded, as `spoken.folded` does it. None, too, where two fit.
    """
    fitting = [name for name in names if _is_called_after(handle, name)]
    return fitting[0] if len(fitting) == 1 else None


def _is_called_after(handle: str, name: str) -> bool:
    parts = ["".join(c for c in part.casefold() if c.isalnum()) for part in name.split()]
    if len(parts) < 2 or not parts[0]:
        return False
    first, last = parts[0], parts[-1]
    rest = handle.replace(last, "", 1)
    if len(last) >= _SHORT and last in handle and rest.startswith(first[0]):
        return first in rest or len(rest) <= _SHORT
    if handle == first:
        return len(first) >= _LONG
    behind = handle.removeprefix(first)
    if behind == handle:
        return False
    return behind == last[:1] or (len(behind) >= _SHORT and last.startswith(behind))
