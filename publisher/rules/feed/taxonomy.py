"""The roles and groups of people that apps know: the taxonomy of podcasting.

From https://github.com/Podcastindex-org/podcast-namespace/blob/main/taxonomy.json; both are
compared in lower case. A role that stands in two groups counts for the first.
"""

from publisher.config.tables import did_you_mean

_ROLES_OF = {
    "creative direction": (
        *("director", "assistant director", "executive producer", "senior producer", "producer"),
        *("associate producer", "development producer", "creative director"),
    ),
    "cast": (
        *("host", "co-host", "guest host", "guest", "voice actor", "narrator", "announcer"),
        "reporter",
    ),
    "writing": (
        *("author", "editorial director", "co-writer", "writer", "songwriter", "guest writer"),
        *("story editor", "managing editor", "script editor", "script coordinator", "researcher"),
        *("editor", "fact checker", "translater", "transcriber", "logger"),
    ),
    "audio production": (
        *("studio coordinator", "technical director", "technical manager", "audio engineer"),
        *("remote recording engineer", "post production engineer"),
    ),
    "audio post-production": (
        *("audio editor", "sound designer", "foley artist", "composer", "theme music"),
        *("music production", "music contributor"),
    ),
    "administration": (
        *("production coordinator", "booking coordinator", "production assistant"),
        *("content manager", "marketing manager", "sales representative", "sales manager"),
    ),
    "visuals": ("graphic designer", "cover art designer"),
    "community": ("social media manager",),
    "misc.": ("consultant", "intern"),
    "video production": (
        *("camera operator", "lighting designer", "camera grip", "assistant camera"),
    ),
    "video post-production": ("editor", "assistant editor"),
}
GROUPS = tuple(_ROLES_OF)
GROUP_OF = {role: group for group in reversed(_ROLES_OF) for role in _ROLES_OF[group]}


def near_role(role: str) -> str:
    """Return `; did you mean "…"?` with the nearest role, or nothing."""
    return did_you_mean(role, GROUP_OF)
