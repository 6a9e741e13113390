"""Family E, 0xx and 1xx: episode files that can't be read, and fields that are wrong."""

from publisher.episodes.codes import SEVERITIES
from publisher.rules.catalogue import Example, Subject, reported

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
