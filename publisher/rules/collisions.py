"""Family E, 2xx: episodes of a show that collide."""

from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from publisher.addresses import published_files, published_show_files
from publisher.episodes.codes import SEVERITIES
from publisher.model import (
    AlternateEnclosure,
    Episode,
    EpisodeType,
    Picture,
    Place,
    Severity,
    Show,
    Trailer,
)
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    Subject,
    reported,
    show_rule,
)
from publisher.rules.episodes import AUDIO, episode_text

_OTHER_FILE = "feeds/example-show/episodes/001-other.md"


def _with_other(mine: dict[str, str], other: dict[str, str]) -> Example:
    """Return an episode beside another one of the same show."""
    own_audio = AUDIO.replace("1.mp3", "2.mp3")
    text = episode_text(title="The second", **mine).replace(AUDIO, own_audio)
    return Example(text, {_OTHER_FILE: episode_text(**other)})


_GUID = "9b0e1f3c-3d4b-4f3e-8f0a-2f1f6f0d9a11"

reported(
    Subject.SHOW,
    "E203",
    "repeated-guid",
    severity=SEVERITIES["E203"],
    summary="Two episodes of a show have the same GUID",
    why="Apps take them for one episode, and never show listeners the second.",
    fix="Delete the GUID of the newer one: publisher gives it one of its own.",
    bad=_with_other({"guid": _GUID, "date": "2026-02-02"}, {"guid": _GUID}),
    good=_with_other({"date": "2026-02-02"}, {"guid": _GUID}),
)


@show_rule(
    "E201",
    "repeated-number",
    severity=Severity.WARNING,
    summary="Two episodes of a show and season have the same number",
    why="Apps sort and name episodes by number, so listeners can't tell the two apart.",
    fix="Correct the number of one of them; trailers and bonus episodes need none.",
    bad=_with_other({"number": "7"}, {"number": "7"}),
    good=_with_other({"number": "8"}, {"number": "7"}),
)
def repeated_number(subject: ShowEpisodes, _: Context) -> Iterator[Problem]:
    full = (episode for episode in subject.episodes if episode.type is EpisodeType.FULL)
    numbered = [episode for episode in full if episode.number]  # F230 tells of 0
    for first, second in _repeated(numbered, lambda each: (each.season, each.number)):
        yield Problem(
            f"number {second.number} is that of {first.source.path}, too; correct one of them",
            second.source.place("number"),
        )


@show_rule(
    "E202",
    "repeated-slug",
    severity=Severity.ERROR,
    summary="Two episodes of a show have the same slug",
    why="Their pages have the same address, so one of them would be lost.",
    fix="Give one of them another slug, or rename its file.",
    bad=_with_other({"slug": "first"}, {"slug": "first"}),
    good=_with_other({"slug": "second"}, {"slug": "first"}),
)
def repeated_slug(subject: ShowEpisodes, _: Context) -> Iterator[Problem]:
    for first, second in _repeated(subject.episodes, lambda each: each.slug.lower()):
        yield Problem(
            f'slug "{second.slug}" is that of {first.source.path}, too: both pages would have '
            "the same address; give one of them another slug",
            second.source.place("slug"),
        )


@show_rule(
    "E204",
    "repeated-file-name",
    severity=Severity.ERROR,
    summary="Two files would be published under the same name",
    why="All files of an episode go into one folder, beside its page `index.html`; of two with "
    "the same name only the first can stand there.",
    fix="Rename one of the files.",
    bad=Example(
        episode_text(transcripts="[notes/index.html]"),
        {"feeds/example-show/episodes/notes/index.html": "<p>Hello"},
    ),
    good=Example(
        episode_text(transcripts="[notes/words.html]"),
        {"feeds/example-show/episodes/notes/words.html": "<p>Hello"},
    ),
)
def repeated_file_name(subject: ShowEpisodes, _: Context) -> Iterator[Problem]:
    show = subject.show
    folders = {each.slug.lower() for each in subject.episodes}
    taken = {"index.html": Path(), "feed.xml": Path()}
    for file in published_show_files(show):
        if file.name.lower() in folders:
            message = "has the slug of an episode for a name; rename it"
            yield Problem(f'"{file.name}" {message}', _place_in_show(file, show))
        elif taken.setdefault(file.name.lower(), file) != file:
            yield Problem(
                f'"{file.name}" is the name of another file of the show, or of its page or feed, '
                "and both would stand in one folder; rename it",
                _place_in_show(file, show),
            )
    for episode in subject.episodes:
        first = {"index.html": Path()}
        for file in published_files(episode, show):
            if first.setdefault(file.name.lower(), file) != file:
                yield Problem(
                    f'"{file.name}" is the name of another file of this episode, or of its page, '
                    "and both would stand in one folder; rename it",
                    _place_of(file, episode),
                )


def _place_of(file: Path, episode: Episode) -> Place:
    """Return where an episode names a file; that of its beginning where it doesn't."""
    for part in (*episode.transcripts, episode.audio):
        if part is not None and part.file == file:
            return part.place
    named: tuple[Picture | AlternateEnclosure, ...] = (
        *episode.images,
        *episode.alternate_enclosures,
    )
    for item in named:
        if item.file == file:
            return episode.source.place(*item.at, "file")
    return episode.source.place("image")


def _place_in_show(file: Path, show: Show) -> Place:
    """Return where show.toml names a file."""
    named: tuple[Picture | Trailer, ...] = (*show.images, *show.trailers)
    for item in named:
        if item.file == file:
            return show.source.place(*item.at, "file")
    return show.source.place("artwork")


def _repeated(
    episodes: tuple[Episode, ...] | list[Episode], key: Callable[[Episode], Hashable]
) -> Iterator[tuple[Episode, Episode]]:
    """Yield each episode whose key an earlier one has, after that one."""
    first: dict[Hashable, Episode] = {}
    for episode in episodes:
        earlier = first.setdefault(key(episode), episode)
        if earlier is not episode:
            yield earlier, episode
