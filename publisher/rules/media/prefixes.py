"""Family M on prefixes (M12x): services that count downloads, put before the audio's address."""

from collections.abc import Iterator

from publisher.model import Episode, Network, Place, Severity, Show
from publisher.prefixes import Service, prefixes_of, service_of, services_in, with_prefixes
from publisher.rules.catalogue import Context, Example, Problem, ShowEpisodes, show_rule
from publisher.rules.feed.examples import SOUND, show_example

MOST = 4  # Apple Podcasts follows only so many redirects (PRX's advice to its shows)
_OP3 = '"https://op3.dev/e/"'


def _prefixed(*prefixes: str, episode: str = SOUND) -> Example:
    return Example(episode, show_example(audio_prefixes=f"[{', '.join(prefixes)}]").files)


def _places(show: Show, network: Network | None) -> Iterator[tuple[str, Place]]:
    """Yield the show's prefixes, and where they are written.

    Those of the settings are told of once: for the first show that has none of its own.
    """
    if show.audio_prefixes is not None:
        for index, prefix in enumerate(show.audio_prefixes):
            yield prefix, show.source.place("audio_prefixes", index)
        return
    if network is None or not network.settings.audio_prefixes:
        return
    takers = sorted(slug for slug, each in network.shows.items() if each.audio_prefixes is None)
    sources = (each for each in network.sources if each.path.endswith("config/publisher.toml"))
    source = next(sources, show.source)
    if show.slug == takers[0]:
        for index, prefix in enumerate(network.settings.audio_prefixes):
            yield prefix, source.place("audio_prefixes", index)


@show_rule(
    "M121",
    "closed-prefix",
    severity=Severity.WARNING,
    summary="a service before the audio's address has closed",
    why="It counts nothing any more, and on the day on which it stops passing requests on, every "
    "episode behind it falls silent in every app.",
    fix="Take it out of `audio_prefixes`, or out of the episodes' addresses; GUIDs stay, and "
    "nothing is downloaded again.",
    bad=_prefixed('"https://chrt.fm/track/ABC123/"'),
    good=_prefixed(_OP3),
)
def closed_prefix(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for prefix, place in _places(subject.show, context.network):
        service = service_of(prefix)
        if service is not None and service.closed is not None:
            yield Problem(f"{_has_closed(service)}: take it out, before episodes go silent", place)
    behind: dict[Service, list[Episode]] = {}
    for episode in subject.episodes:
        for service in services_in((episode.audio and episode.audio.url) or ""):
            if service.closed is not None:
                behind.setdefault(service, []).append(episode)
    for service, episodes in behind.items():
        count = f"{len(episodes)} episodes" if len(episodes) > 1 else "this episode"
        yield Problem(
            f"{_has_closed(service)}, and the address of {count} leads through it: take it out of "
            "the address, before the audio goes silent",
            episodes[0].source.place("audio", "url"),
        )


def _has_closed(service: Service) -> str:
    heir = f" ({service.heir})" if service.heir else ""
    return f"{service.name} closed on {service.closed} and counts nothing any more{heir}"


@show_rule(
    "M122",
    "prefix-not-https",
    severity=Severity.WARNING,
    summary="a prefix of audio addresses starts with http://",
    why="Then every episode does: web players on https pages don't play it, and some apps refuse "
    "it. All services of this kind answer https.",
    fix="Write https://.",
    bad=_prefixed('"http://www.podtrac.com/pts/redirect.mp3/"'),
    good=_prefixed('"https://dts.podtrac.com/redirect.mp3/"'),
)
def prefix_not_https(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for prefix, place in _places(subject.show, context.network):
        if prefix.lower().startswith("http:"):
            yield Problem(
                f'the prefix "{prefix}" puts every episode on http://: web players don\'t play '
                "it, and some apps refuse it. Write https://",
                place,
            )


@show_rule(
    "M123",
    "unknown-prefix",
    severity=Severity.INFO,
    summary="a prefix of audio addresses isn't that of a known service",
    why="publisher can't tell how it wants the address behind it, and writes it without https://, "
    "as nearly all do. A form of another kind makes episodes silent in every app.",
    fix="Compare one address of the built feed with what the service says, and play it; ignore "
    "this rule then.",
    bad=_prefixed('"https://op3.dev/"'),
    good=_prefixed(_OP3),
)
def unknown_prefix(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    for prefix, place in _places(subject.show, context.network):
        if service_of(prefix) is None:
            example = with_prefixes("https://example.com/1.mp3", (prefix,))
            yield Problem(
                f'the prefix "{prefix}" is not known here. Episodes will be at {example}: see '
                "that this plays, or they are silent in every app",
                place,
            )


@show_rule(
    "M124",
    "prefix-left-out",
    severity=Severity.WARNING,
    summary="prefixes can't be put before audio on http://",
    why="The service asks for what stands behind its prefix by https://, where this audio may not "
    "be: the prefix is left out, and these downloads are not counted.",
    fix="Write the audio's address with https://; nearly every media host answers that.",
    bad=_prefixed(
        '"https://dts.podtrac.com/redirect.mp3/"',
        episode=SOUND.replace("https://cdn", "http://cdn"),
    ),
    good=_prefixed('"https://dts.podtrac.com/redirect.mp3/"'),
)
def prefix_left_out(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    if context.network is None:
        return
    services = [service_of(prefix) for prefix in prefixes_of(subject.show, context.network)]
    picky = [each for each in services if each is None or not each.whole]
    plain = [
        episode
        for episode in subject.episodes
        if ((episode.audio and episode.audio.url) or "").lower().startswith("http:")
    ]
    if picky and plain:
        name = picky[0].name if picky[0] is not None else "the service"
        count = f"{len(plain)} episodes" if len(plain) > 1 else "this episode"
        yield Problem(
            f"{name} takes no audio on http://, so downloads of {count} are not counted: write "
            "its address with https://",
            plain[0].source.place("audio", "url"),
        )


@show_rule(
    "M125",
    "many-prefixes",
    severity=Severity.WARNING,
    summary="more prefixes stand before the audio than players follow",
    why="Each is a redirect, and players give up after some: Apple Podcasts is known to do so, and "
    "each one that fails takes the episode with it.",
    fix="Keep the two that you look at.",
    bad=_prefixed(
        _OP3,
        '"https://dts.podtrac.com/redirect.mp3/"',
        '"https://pdst.fm/e/"',
        '"https://mgln.ai/e/1/"',
        '"https://pscrb.fm/rss/p/"',
    ),
    good=_prefixed(_OP3, '"https://dts.podtrac.com/redirect.mp3/"'),
)
def many_prefixes(subject: ShowEpisodes, context: Context) -> Iterator[Problem]:
    places = list(_places(subject.show, context.network))
    if len(places) > MOST:
        yield Problem(
            f"{len(places)} prefixes are {len(places)} redirects, and players give up after some: "
            f"with more than {MOST} Apple Podcasts may not play the episodes",
            places[MOST][1],
        )
