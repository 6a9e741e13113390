"""The old GUID of a renamed episode goes into its front matter, whatever that is written in."""

from pathlib import Path

import pytest

from publisher.documents import Document, read_markdown
from publisher.feed.renames import renamed_finding
from publisher.model import Severity, Show
from publisher.rules.fixing import fix_files
from tests.feed.builders import make_episode, make_show

GUID = 'tag:"a\\b" ü'


def mended(file: Path, show: Show | None = None) -> Document | None:
    """Return the file as `--fix` leaves it; None where nothing is mended."""
    episode = make_episode(1, source=read_markdown(file))
    finding = renamed_finding(episode, show or make_show(), GUID, "old")
    fixes = fix_files([finding])
    assert fixes.problems == ()
    if not fixes.files:
        assert finding.replacement is None
        return None
    (fixed,) = fixes.files
    file.write_bytes(fixed.after)
    return read_markdown(file)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: First\ntags: [a]\n---\nBody.\n",
        "---\r\ntitle: First\r\n---\r\nBody.\r\n",
        "---\n\n# a comment\n  title: First\n  date: 2026-01-02\n---\nBody.\n",
        "---\n{title: First}\n---\nBody.\n",
        '+++\ntitle = "First"\n[audio]\nurl = "x"\n+++\nBody.\n',
        '{\n  "title": "First"\n}\nBody.\n',
        '{"title": "First"}\nBody.\n',
        "\ufeff---\ntitle: First\n---\nBody.\n",
    ],
)
def test_the_guid_is_inserted_and_nothing_else_changes(tmp_path: Path, text: str) -> None:
    file = tmp_path / "new.md"
    file.write_bytes(text.encode())
    before = read_markdown(file)
    after = mended(file)
    assert after is not None
    assert after.fields == {"guid": GUID, **before.fields}
    assert after.body == before.body
    assert after.problems == ()
    assert len(file.read_bytes()) > len(text.encode())
    assert ("\r\n" in after.text) == ("\r\n" in text)
    assert "\n" not in after.text.replace("\r\n", "") or "\r\n" not in text


def test_the_guid_is_written_under_the_shows_own_key(tmp_path: Path) -> None:
    file = tmp_path / "new.md"
    file.write_text("---\ntitle: First\n---\n")
    after = mended(file, make_show(fields={"guid": ("episode_guid",)}))
    assert after is not None
    assert after.fields == {"episode_guid": GUID, "title": "First"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("---\nguid: 00000000-0000-0000-0000-000000000000\n---\n", "guid"),
        ("---\ntitle: First\n---\n", "meta.guid"),
        ("No front matter.\n", "guid"),
    ],
)
def test_what_can_not_be_inserted_is_only_said(tmp_path: Path, text: str, key: str) -> None:
    file = tmp_path / "new.md"
    file.write_text(text)
    assert mended(file, make_show(fields={"guid": (key,)})) is None


def test_the_finding_names_both_slugs_and_the_guid(tmp_path: Path) -> None:
    file = tmp_path / "new.md"
    file.write_text("---\ntitle: First\n---\n")
    episode = make_episode(1, slug="new", source=read_markdown(file))
    finding = renamed_finding(episode, make_show(), "g-1", "old")
    assert (finding.code, finding.severity) == ("F210", Severity.WARNING)
    assert (finding.place.line, finding.place.column) == (2, 1)
    for word in ('"old"', '"new"', "g-1"):
        assert word in finding.message
