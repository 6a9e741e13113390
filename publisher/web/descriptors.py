"""How many requests can be in flight at once, as far as open files are concerned.

A connection is an open file to the system, and macOS allows a program 256 of them unless asked.
Without this, the sites that come next would be said to accept no connection.
"""

import sys
from contextlib import suppress

FILES_PER_REQUEST = 8
"""One in flight, up to three idle ones to each of twice as many sites, something to spare."""


def affordable(requests: int) -> int:
    """Return how many of so many requests this process may have in flight, at least one.

    Raises its own limit of open files as far as it takes and the system allows.
    """
    if sys.platform == "win32":
        return requests
    from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit, setrlimit

    wanted = requests * FILES_PER_REQUEST
    limit, most = getrlimit(RLIMIT_NOFILE)
    if limit != RLIM_INFINITY and limit < wanted:
        reached = wanted if most == RLIM_INFINITY else min(wanted, most)
        with suppress(OSError, ValueError):  # macOS has another limit that it doesn't tell
            setrlimit(RLIMIT_NOFILE, (reached, most))
            limit = reached
    if limit == RLIM_INFINITY:
        return requests
    return max(1, min(requests, limit // FILES_PER_REQUEST))
