"""Family E: episode files that can't be read, fields that are wrong, episodes that collide."""

from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from publisher.addresses import artwork_path, episode_path, published_files
from publisher.episodes.codes import SEVERITIES
from publisher.model import Episode, EpisodeType, Place, Severity
from publisher.rules.catalogue import (
    Context,
    Example,
    Problem,
    ShowEpisodes,
    Subject,
    reported,
    show_rule,
)

OTHER_FILE = "feeds/example-show/episodes/001-other.md"
AUDIO = 'audio: {url: "https://media.example.com/1.mp3", bytes: 12345678, duration: "20:00"}'
SOUND = f"""\
---
title: The first
date: 2026-01-05
{AUDIO}
---
Notes.
"""


def episode_text(**changes: str | None) -> str:
    """Return a sound episode file with other fields; None leaves one out."""
    fields = {"title": "The first", "date": "2026-01-05"} | changes
    lines = (f"{key}: {value}\n" for key, value in fields.items() if value is not None)
    return f"---\n{''.join(lines)}{AUDIO}\n---\nNotes.\n"


def _reported(
    code: str, name: str, *, summary: str, why: str, fix: str, bad: str | Example, good: str = SOUND
) -> None:
    reported(
        Subject.EPISODE,
        code,
        name,
        severity=SEVERITIES[code],
        summary=summary,
        why=why,
        fix=fix,
        bad=bad,
        good=good,
    )


_reported(
    "E001",
    "unreadable-file",
    summary="An episode file can't be read",
    why="The episode would be missing, so the show's feed is left as it was until this is mended.",
    fix="Mend the line that the message names.",
    bad="---\ntitle: The first\ndate: 2026-01-05\n",
)
_reported(
    "E002",
    "not-utf8",
    summary="A file is not UTF-8",
    why="Which signs its bytes stand for is a guess: names may come out garbled in every app.",
    fix="Save the file as UTF-8.",
    bad=Example(SOUND.replace("Notes.", "Notes from a café."), encoding="cp1252"),
)
_reported(
    "E003",
    "repeated-key",
    summary="A key is given twice in one file",
    why="Only the last one counts, and that may not be the one you look at.",
    fix="Delete the one that is wrong.",
    bad=SOUND.replace("title: The first\n", "title: The first\ntitle: The fist\n"),
)
_reported(
    "E101",
    "unknown-key",
    summary="A key is not one that publisher knows",
    why="It is left aside, so what it says is missing from the feed and the notes.",
    fix="Correct the spelling, or start the key with x- to keep it for yourself.",
    bad=episode_text(sumary="What we talk about"),
    good=episode_text(summary="What we talk about"),
)
_reported(
    "E102",
    "wrong-value",
    summary="A value is not what its key asks for",
    why="It is left aside, so the feed does without it. In draft, guid, slug or the audio it is an "
    "error: then the show's feed is left as it was.",
    fix="Write it as the message says.",
    bad=episode_text(number="twelve"),
    good=episode_text(number="12"),
)
_reported(
    "E103",
    "missing-field",
    summary="Something that must be there is missing",
    why="Apps show an episode without a title as its file name, and nothing else can stand in.",
    fix="Add the field that the message names.",
    bad=episode_text(title=None),
)
_reported(
    "E104",
    "bad-date",
    summary="A date can't be read, or is not in the calendar",
    why="An episode without a date is never published.",
    fix="Write 2024-01-31 or 2024-01-31T18:00:00+01:00.",
    bad=episode_text(date="2024-13-45"),
)
_reported(
    "E105",
    "bad-slug",
    summary="A slug can't be part of an address",
    why="The slug names the episode's page; a wrong one would break links or leave the site.",
    fix="Use letters, digits and hyphens, or leave the slug out.",
    bad=episode_text(slug="../../first"),
    good=episode_text(slug="first"),
)
_reported(
    "E106",
    "path-outside",
    summary="A path leads out of the repository",
    why="Only files of the repository are published; the rest of the machine stays private.",
    fix="Copy the file into the repository, beside the episode.",
    bad=episode_text(image="../../../../cover.jpg"),
    good=episode_text(image="https://example.com/cover.jpg"),
)
_reported(
    "E107",
    "missing-file",
    summary="A file that an episode names is not there",
    why="Players would get an error in place of the audio, the image or the transcript.",
    fix="Put the file beside the episode, or correct its name.",
    bad=episode_text(image="cover.jpg"),
    good=episode_text(image="https://example.com/cover.jpg"),
)
_reported(
    "E108",
    "control-characters",
    summary="A text has characters that nobody can see",
    why="They come with text copied from a terminal, and make a feed unreadable for many apps.",
    fix="Type the text anew.",
    bad=episode_text(title='"The \\e[31mfirst"'),
)
_reported(
    "E109",
    "zero-guid",
    summary="A GUID is a placeholder of zeros",
    why="Apps take all episodes with the same GUID for one.",
    fix="Delete it: publisher gives the episode one and keeps it in feed.lock.",
    bad=episode_text(guid="00000000-0000-0000-0000-000000000000"),
    good=episode_text(guid="9b0e1f3c-3d4b-4f3e-8f0a-2f1f6f0d9a11"),
)
_reported(
    "E110",
    "no-date",
    summary="An episode has no date and is no draft",
    why="It is never published, and nobody is told.",
    fix="Add a date, or say draft: true until there is one.",
    bad=episode_text(date=None),
    good=episode_text(date=None, draft="true"),
)
_reported(
    "P101",
    "unknown-person",
    summary="A person is not in config/people.toml",
    why="The notes would go without the guest's name and links.",
    fix="Correct the id, or add the person to config/people.toml.",
    bad=episode_text(people="[adda]"),
    good=episode_text(people="[ada]"),
)
_reported(
    "S101",
    "unknown-sponsor",
    summary="A sponsor is not in config/sponsors.toml",
    why="The notes would go without the sponsor's link, and the sponsor pays for it.",
    fix="Correct the id, or add the sponsor to config/sponsors.toml.",
    bad=episode_text(sponsors="[globx]"),
    good=episode_text(sponsors="[globex]"),
)


# ---------------------------------------------------------------- across episodes


def _with_other(mine: dict[str, str], other: dict[str, str]) -> Example:
    """Return an episode beside another one of the same show."""
    own_audio = AUDIO.replace("1.mp3", "2.mp3")
    text = episode_text(title="The second", **mine).replace(AUDIO, own_audio)
    return Example(text, {OTHER_FILE: episode_text(**other)})


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
    numbered = [episode for episode in full if episode.number is not None]
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
    artwork = artwork_path(show)
    folders = {episode_path(show.slug, each.slug).rstrip("/").lower() for each in subject.episodes}
    if artwork is not None and artwork.lower() in folders:
        yield Problem(
            f'the artwork "{artwork.rpartition("/")[2]}" has the slug of an episode for a name; '
            "rename it",
            show.source.place("artwork"),
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
    return episode.source.place("image")


def _repeated(
    episodes: tuple[Episode, ...] | list[Episode], key: Callable[[Episode], Hashable]
) -> Iterator[tuple[Episode, Episode]]:
    """Yield each episode whose key an earlier one has, after that one."""
    first: dict[Hashable, Episode] = {}
    for episode in episodes:
        earlier = first.setdefault(key(episode), episode)
        if earlier is not episode:
            yield earlier, episode
