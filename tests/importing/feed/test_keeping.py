"""What is taken out of notes must be shown elsewhere; else it stays in them."""

from pathlib import Path

from publisher.importing.boilerplate import Tidied, TidiedEpisode
from publisher.importing.feed.keeping import keep_homeless
from publisher.importing.plan.carrying import carry_out
from publisher.importing.plan.planning import plan_import
from publisher.importing.plan.standing import look_at
from publisher.importing.plan.wanted import WantedEntries, WantedFile

TEMPLATE = "feeds/show/notes.j2"
BODIES = ("One. Thanks to Acme. Bye.", "Two. Bye.", "Three.")
TIDIED = Tidied(
    episodes=(
        TidiedEpisode("One.", ({"id": "acme"},)),
        TidiedEpisode("Two."),
        TidiedEpisode("Three."),
    ),
    socials={},
    platforms={},
    funding=(),
    sponsors={"acme": {"name": "Acme"}},
    before=(),
    after=("Bye.",),
    shown=frozenset(),
    removed=(),
)


def _import(root: Path) -> None:
    files = [WantedFile(TEMPLATE, b"{{ body }}\nBye.\n")]
    entries = [WantedEntries("config/sponsors.toml", {"acme": {"name": "Acme"}})]
    carry_out(plan_import(root, "show", "feed.xml", files, entries))


def _bodies(root: Path, *take: str) -> tuple[str, ...]:
    kept = keep_homeless(TIDIED, BODIES, look_at(root, "show"), take)
    return tuple(each.body for each in kept.episodes)


def test_what_has_its_place_is_taken_out(tmp_path: Path) -> None:
    assert _bodies(tmp_path) == ("One.", "Two.", "Three.")
    _import(tmp_path)
    assert _bodies(tmp_path) == ("One.", "Two.", "Three.")


def test_a_sponsor_that_the_user_took_out_stays_in_the_notes(tmp_path: Path) -> None:
    _import(tmp_path)
    (tmp_path / "config/sponsors.toml").write_text("# none\n")
    assert _bodies(tmp_path) == (BODIES[0], "Two.", "Three.")


def test_a_template_of_the_users_own_must_have_the_lines(tmp_path: Path) -> None:
    _import(tmp_path)
    file = tmp_path / TEMPLATE
    file.write_text("{{ body }}\nBye.\nAnd mine.\n")
    assert _bodies(tmp_path) == ("One.", "Two.", "Three.")
    file.write_text("{{ body }}\nMine alone.\n")
    assert _bodies(tmp_path) == BODIES
    assert _bodies(tmp_path, TEMPLATE) == ("One.", "Two.", "Three.")
    file.unlink()
    assert _bodies(tmp_path) == BODIES
