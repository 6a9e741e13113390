"""Family P: people, their profiles, and the platforms these stand on."""

from collections.abc import Iterator

from publisher.model import Episode, Link, Profile, Severity
from publisher.platforms import Match, Platform, match_platform, platforms
from publisher.rules.catalogue import Context, Example, Problem, episode_rule, link_rule


@link_rule(
    "P102",
    "closed-platform",
    severity=Severity.ERROR,
    summary="A link leads to a platform that has closed",
    why="Listeners find an error page, or somebody else who bought the name.",
    fix="Take the link away, or link to a platform that is open.",
    bad="[Google Podcasts](https://podcasts.google.com/feed/aHR0cHM6Ly9leGFtcGxlLmNvbQ)",
    good="[Overcast](https://overcast.fm/itunes1234567890)",
)
def closed_platform(link: Link, context: Context) -> Iterator[Problem]:
    platform = _closed_platform(link, context)
    if platform is not None and not platform.lingers:
        yield Problem(f"{platform.name} closed {platform.closing}; {platform.instead}")


@link_rule(
    "P106",
    "lingering-platform",
    severity=Severity.WARNING,
    summary="A link leads to a platform that has closed, though some of its old links still work",
    why="Whoever keeps them up may stop any day.",
    fix="Link to where the page has moved, or take the link away.",
    bad="[The offer](https://shareasale.com/r.cfm?b=1&u=2&m=3)",
    good="[The offer](https://www.awin1.com/cread.php?awinmid=1&awinaffid=2)",
)
def lingering_platform(link: Link, context: Context) -> Iterator[Problem]:
    platform = _closed_platform(link, context)
    if platform is not None and platform.lingers:
        yield Problem(
            f"{platform.name} closed {platform.closing}, and its links may stop any day; "
            f"{platform.instead}"
        )


@link_rule(
    "P103",
    "private-page",
    severity=Severity.ERROR,
    summary="A link leads to a page that opens only with your login",
    why="Listeners get a login page or an error.",
    fix="Link to the public page.",
    bad="[LinkedIn](https://www.linkedin.com/company/12345/admin/feed/posts/)",
    good="[LinkedIn](https://www.linkedin.com/company/12345/)",
)
def private_page(link: Link, _: Context) -> Iterator[Problem]:
    match = match_platform(link.url)
    if match is not None and match.kind == "private":
        yield Problem(
            f"this page of {match.platform.name} opens only with your login; link to the public one"
        )


@link_rule(
    "P104",
    "impossible-handle",
    severity=Severity.ERROR,
    summary="A profile link has a handle that the platform can't have",
    why="No such account can exist, so listeners get an error page.",
    fix="Copy the address from the profile itself.",
    bad="[X](https://x.com/example-show)",
    good="[X](https://x.com/example_show)",
)
def impossible_handle(link: Link, _: Context) -> Iterator[Problem]:
    match = match_platform(link.url)
    if match is None or match.kind != "profile" or match.handle is None:
        return
    if any(sign in match.handle for sign in '<>{}"'):  # a template's, not the handle's
        return
    if match.platform.closed is None and not match.platform.accepts(match.handle):
        hint = f": {match.platform.handle_hint}" if match.platform.handle_hint else ""
        yield Problem(f'"{match.handle}" can\'t be a handle on {match.platform.name}{hint}')


@link_rule(
    "P201",
    "twitter-is-x",
    severity=Severity.INFO,
    summary="A link leads to twitter.com, which is x.com now",
    why="It still works, by a redirect that may stop any day.",
    fix="Write x.com.",
    bad="[Twitter](https://twitter.com/example_show)",
    good="[X](https://x.com/example_show)",
    fixable=True,
)
def twitter_is_x(link: Link, _: Context) -> Iterator[Problem]:
    match = match_platform(link.url)
    if match is not None and match.renamed and match.platform.key == "x":
        yield Problem("twitter.com is x.com now", replacement=_moved(link.url, match))


@link_rule(
    "P202",
    "renamed-platform",
    severity=Severity.INFO,
    summary="A link leads to a platform's former address",
    why="It still works, by a redirect that may stop any day.",
    fix="Write the new address.",
    bad="[Threads](https://www.threads.net/@example_show)",
    good="[Threads](https://www.threads.com/@example_show)",
    fixable=True,
)
def renamed_platform(link: Link, _: Context) -> Iterator[Problem]:
    match = match_platform(link.url)
    if match is not None and match.renamed and match.platform.key != "x":
        yield Problem(
            f"{match.platform.name} is at {match.platform.hosts[0].removeprefix('*.')} now",
            replacement=_moved(link.url, match),
        )


@episode_rule(
    "P105",
    "two-handles",
    severity=Severity.WARNING,
    summary="One person has two handles on one platform",
    why="One of them is likely mistyped or old, and leads listeners to a stranger.",
    fix="Keep the one that is theirs.",
    bad=Example(
        "---\ntitle: Two handles\ndate: 2026-01-05\n"
        "people:\n"
        "  - {name: Ada Example, role: guest, github: ada-example}\n"
        "  - {name: Ada Example, role: guest, github: adaexample}\n"
        "audio: {url: https://example.com/1.mp3, bytes: 1000, duration: 60}\n---\n"
    ),
    good=Example(
        "---\ntitle: One handle\ndate: 2026-01-05\n"
        "people:\n"
        "  - {name: Ada Example, role: guest, github: ada-example}\n"
        "audio: {url: https://example.com/1.mp3, bytes: 1000, duration: 60}\n---\n"
    ),
)
def two_handles(episode: Episode, _: Context) -> Iterator[Problem]:
    seen: dict[tuple[str, str], str] = {}
    for credit in episode.people:
        person = credit.person.name.casefold()
        for profile in credit.person.profiles:
            handle = _handle(profile)
            if handle is None:
                continue
            first = seen.setdefault((person, profile.platform), handle)
            if first != handle and first.casefold() != handle.casefold():
                name = platforms()[profile.platform].name
                yield Problem(
                    f'{credit.person.name} is "{handle}" on {name} here, and "{first}" elsewhere; '
                    "keep the one that is right",
                    place=profile.place,
                    url=profile.url,
                )


def _closed_platform(link: Link, context: Context) -> Platform | None:
    match = match_platform(link.url)
    closed = match.platform.closed if match is not None else None
    if match is None or closed is None or closed > context.now.date():
        return None
    return match.platform


def _handle(profile: Profile) -> str | None:
    if profile.handle is not None:
        return profile.handle.strip().removeprefix("@")
    match = match_platform(profile.url)
    return match.handle if match is not None and match.kind == "profile" else None


def _moved(url: str, match: Match) -> str | None:
    """Return the same page under the platform's name of today, where that is certain."""
    if not match.platform.moves:
        return None
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    renamed = match.platform.renamed_hosts
    if not mark or host.lower().removeprefix("www.") not in renamed:
        return None
    if match.platform.key == "x":
        path = path.removeprefix("#!/")  # how Twitter wrote addresses until 2012
    www = "www." if host.lower().startswith("www.") and match.platform.key != "x" else ""
    return f"{scheme}://{www}{match.platform.hosts[0].removeprefix('*.')}{slash}{path}"
