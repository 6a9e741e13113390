"""Random notes with random blocks that repeat: nothing is lost, and tidying ends."""

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.importing.boilerplate import tidy
from tests.importing.boilerplate.showing import Shown, lost, said_before
from tests.importing.boilerplate.test_tidying import days

REPEATED = (
    "Tell a friend about the harbour.",
    "Follow us on Instagram: <https://www.instagram.com/harbourpod>",
    "- [Listen on Spotify](https://open.spotify.com/show/7fJsuxiZl4TS1hqPUmDFbl)\n- [Feed](https://harbour.example/feed)",
    "## Contact\n\n- Mail: <a@harbour.example>\n- [X](https://x.com/harbour)",
    "## Globex - Sponsor\n\nKettles at [globex.example](https://globex.example/), code HARBOUR10.",
    "**Sponsors:**\n\n- [Initech](https://initech.example/) - staplers",
    "This episode is sponsored by [Acme](https://acme.example/). Anvils!",
    "***",
    "Hosted on Acast. See [acast.com/privacy](https://acast.com/privacy).",
    "![Badge](https://harbour.example/badge.png)",
    "Credits:\\\nMusic: [Ada](https://ada.example/)\\\nCover: Alan",
    "0:00 Welcome",
    "> a quote",
    "### Links",
    "[Support the show](https://www.patreon.com/harbour)",
)
WORDS = st.text(alphabet="abcdeÄß*_[]()`#-\\!<>:. \n", max_size=40)
OWN = st.one_of(
    WORDS,
    st.sampled_from(("## Own heading", "- own item", "Own: <https://own.example/>", "Own words.")),
)


@st.composite
def shows(draw: st.DrawFn) -> list[str]:
    """Return the bodies of a show, in which blocks repeat, with gaps and out of order."""
    count = draw(st.integers(3, 26))
    blocks = draw(st.lists(st.sampled_from(REPEATED), min_size=1, max_size=5))
    spread = [draw(st.tuples(st.integers(0, 3), st.integers(0, 26), st.booleans())) for _ in blocks]
    bodies = []
    for at in range(count):
        parts = [draw(OWN), f"Episode {at}."]
        for block, (gap, until, first) in zip(blocks, spread, strict=True):
            if at <= until and (not gap or (at + gap) % 9):
                parts.insert(0 if first else len(parts), block)
        bodies.append("\n\n".join(parts))
    return bodies


@settings(max_examples=150, deadline=None)
@given(shows(), st.booleans())
def test_nothing_is_lost(notes: list[str], dated: bool) -> None:
    all_days = days(len(notes)) if dated else ()
    tidied = tidy(notes, days=all_days)
    shown = Shown(tidied, all_days)
    for index, body in enumerate(notes):
        words, links = lost(said_before(body), shown.said(index))
        assert (words - {"sponsor", "sponsors"}, links) == (set(), set())
        if "acast" not in body:
            assert "hosted" not in shown.said(index).words


@settings(max_examples=150, deadline=None)
@given(shows(), st.booleans())
def test_tidying_comes_to_an_end(notes: list[str], dated: bool) -> None:
    """A sponsor that went may free a text that stood beside it, so once isn't always enough."""
    all_days = days(len(notes)) if dated else ()
    bodies = notes
    for _ in range(4):
        before = bodies
        tidied = tidy(before, days=all_days)
        bodies = [each.body for each in tidied.episodes]
        if bodies == before:
            break
    assert bodies == before
    assert (tidied.before, tidied.after, tidied.removed) == ((), (), ())
