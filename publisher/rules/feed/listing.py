"""Family F: as what, where and until when a show is listed (F153, F154, F160, F161, F168-F173)."""

from collections.abc import Iterator

from publisher.config.tables import did_you_mean
from publisher.model import Severity
from publisher.rules.catalogue import Context, Example, Problem, ShowEpisodes, show_rule
from publisher.rules.feed.channel import is_podcast_guid
from publisher.rules.feed.complete import is_rrule, says_when
from publisher.rules.feed.examples import SOUND, show_example
from publisher.rules.feed.tagged import too_long
from publisher.rules.feed.vocabulary import LIST_MEDIUMS, MEDIUMS, SERVICES

_UUID_VERSION = 14  # the place of its digit: xxxxxxxx-xxxx-Vxxx-…


@show_rule(
    "F153",
    "unknown-medium",
    severity=Severity.WARNING,
    summary="the show has a medium that apps don't know",
    why="Fountain and Podverse show music, films and audiobooks in their own ways, by "
    "`podcast:medium`; one they don't know (capitals count) is taken for a podcast, or hidden.",
    fix="Take one of: podcast, music, video, film, audiobook, newsletter, blog, publisher, "
    "course; with an L behind it for a list; or mixed.",
    bad=show_example(medium='"Music"'),
    good=show_example(medium='"music"'),
)
def unknown_medium(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show, known = subject.show, (*MEDIUMS, *LIST_MEDIUMS)
    if show.medium is not None and show.medium not in known:
        hint = did_you_mean(show.medium, known) or "; most shows are a podcast"
        message = f'medium "{show.medium}" is not one that apps know{hint}'
        yield Problem(message, show.source.place("medium"))


@show_rule(
    "F154",
    "list-with-episodes",
    severity=Severity.WARNING,
    summary="a list has episodes, or nothing in it",
    why="Apps take a feed whose medium ends in L, or is `mixed`, for a list of items of other "
    "feeds: they show its `remote_items`, and none of its own episodes.",
    fix="Leave the L out, or add `remote_items` and no episodes.",
    bad=show_example(medium='"musicL"'),
    good=show_example(medium='"music"'),
)
def list_with_episodes(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if show.medium not in LIST_MEDIUMS:
        return
    place = show.source.place("medium")
    if subject.episodes:
        message = "is a list, and apps show none of its episodes: leave the L out"
        yield Problem(f'medium "{show.medium}" {message}', place)
    elif not show.remote_items:
        yield Problem(f'medium "{show.medium}" is a list without remote_items: add some', place)


@show_rule(
    "F160",
    "unknown-service",
    severity=Severity.WARNING,
    summary="a service that is blocked is not on the list",
    why="Directories look for their own name in `podcast:block`: by another one they don't know "
    "that they are meant, and list the show.",
    fix="Take the name from the list of the podcast namespace (serviceslugs.txt), such as "
    "`apple`, `amazon`, `google` or `spotify`.",
    bad=show_example(block='["Amazon Music"]'),
    good=show_example(block='["amazon"]'),
)
def unknown_service(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    blocked = show.block.services if show.block is not None else ()
    for key, names in (("block", blocked), ("block_except", show.block_except)):
        for index, name in enumerate(names):
            if name not in SERVICES:
                hint = did_you_mean(name, SERVICES)
                message = f'"{name}" is not a name that services answer to{hint}'
                yield Problem(message, show.source.place(key, index))


@show_rule(
    "F161",
    "bad-update-frequency",
    severity=Severity.WARNING,
    summary="apps can't read how often episodes come",
    why="Apps reckon from the rule in `podcast:updateFrequency` when to look for an episode: one "
    "that isn't a recurrence rule of calendars is left out of the feed.",
    fix='Write `update_frequency = {text = "Every Monday", rrule = "FREQ=WEEKLY;BYDAY=MO"}`, or '
    'only "weekly".',
    bad=show_example(update_frequency='{text = "Mondays", rrule = "every monday"}'),
    good=show_example(update_frequency='{text = "Mondays", rrule = "FREQ=WEEKLY;BYDAY=MO"}'),
)
def bad_update_frequency(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    given = show.update_frequency
    if given is None:
        return
    place = show.source.place(*given.at)
    if not says_when(given):
        yield Problem("update_frequency says nothing: add text, such as weekly", place)
    if given.rrule is not None and not is_rrule(given.rrule):
        yield Problem(
            f'rrule "{given.rrule}" is not a rule of RFC 5545, and left out: write '
            "FREQ=WEEKLY;BYDAY=MO, for example",
            show.source.place(*given.at, "rrule"),
        )
    elif given.rrule is not None and "COUNT=" in given.rrule.upper() and given.starts is None:
        message = "rrule counts episodes, but not from when: add starts, the first one's date"
        yield Problem(message, show.source.place(*given.at, "rrule"))
    if message := too_long(given.text, "update_frequency"):
        yield Problem(message, place)


def _complete(day: str) -> Example:
    return Example(SOUND.replace("2026-01-02", day), show_example(complete="true").files)


@show_rule(
    "F168",
    "complete-with-episodes-to-come",
    severity=Severity.WARNING,
    summary="the show is complete, but episodes are still to come",
    why="Apple Podcasts asks for a feed with `itunes:complete` never again: nobody there sees an "
    "episode that comes later.",
    fix="Leave `complete` out until the last episode is published.",
    bad=_complete("2126-01-02"),
    good=_complete("2026-01-02"),
)
def complete_with_episodes_to_come(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    show = subject.show
    now = context.now
    coming = [each for each in subject.episodes if not each.draft and not each.is_out(now)]
    if show.complete and coming:
        yield Problem(
            f"complete, but {coming[0].source.path} is still to come: Apple Podcasts never looks "
            "at the feed again. Leave complete out until it is published",
            show.source.place("complete"),
        )


@show_rule(
    "F169",
    "blocked-everywhere",
    severity=Severity.INFO,
    summary="the show is hidden from directories",
    why="With `block = true` Apple Podcasts takes the show down, and other directories don't list "
    "it: only who has the feed's address can listen.",
    fix='Leave `block` out to be listed; name single services with `block = ["amazon"]`.',
    bad=show_example(block="true"),
    good=show_example(block='["amazon"]'),
)
def blocked_everywhere(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if show.block is not None and show.block.everywhere:
        message = "block = true takes the show out of Apple Podcasts and other directories"
        yield Problem(message, show.source.place("block"))


@show_rule(
    "F171",
    "random-podcast-guid",
    severity=Severity.INFO,
    summary="the show's guid was not made of its address",
    why="`podcast:guid` is a UUID of version 5, made of the feed's first address, so that all "
    "come to the same one; by another kind the Podcast Index and hosts that import the show "
    "may not find it.",
    fix="If the show has been published with it, keep it. Otherwise leave `guid` out: one is made.",
    bad=show_example(guid='"7b10e010-666c-41f0-aa9b-0ffc8476ecda"'),
    good=show_example(guid='"917393e3-1b1e-5cef-ace4-edaa54e1f810"'),
)
def random_podcast_guid(subject: ShowEpisodes, _context: Context) -> Iterator[Problem]:
    show = subject.show
    if show.guid is not None and is_podcast_guid(show.guid) and show.guid[_UUID_VERSION] != "5":
        yield Problem(
            f"guid is a UUID of version {show.guid[_UUID_VERSION]}, not 5: it wasn't made of the "
            "feed's address. Keep it only if the show was published with it",
            show.source.place("guid"),
        )
