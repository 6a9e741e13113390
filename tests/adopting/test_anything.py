"""Whatever the files say: adopting ends, and what it writes can be loaded, checked and built."""

import json
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from publisher.adopting import adopt_repository
from publisher.adopting.spellings import spellings
from publisher.asking import Web
from publisher.config import load_network
from publisher.errors import UsageError
from publisher.pipeline import build_repository
from tests.adopting.repositories import lay_out

NOW = datetime(2026, 11, 1, tzinfo=UTC)
NAMES = sorted({name for names in spellings("episode").values() for name in names})
PARTY = sorted({name for names in spellings("person").values() for name in names})
WORDS = st.sampled_from(
    [
        *("https://cdn.example.com/1.mp3", "https://cdn.example.com/1.ogg", "1.mp3", "/x/1.mp3"),
        *(
            "53:10",
            "1:02:03",
            "5123456",
            "7",
            "2024-01-31",
            "Ann Bee",
            "ann",
            "../../x",
            "audio/mpeg",
        ),
        *("full", "yes", "", "a\nb", '"""', "{{ page.x }}", "@handle", "#", "é" * 50, "trailer"),
    ]
)
SCALARS = WORDS | st.integers(-5, 10**13) | st.booleans() | st.none() | st.floats(allow_nan=False)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*NAMES, *PARTY]), inner, max_size=3)
    ),
    max_leaves=6,
)
PAGES = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=8), VALUES, min_size=1, max_size=12
)
PATHS = st.sampled_from(
    [
        *(f"episodes/{number}.md" for number in range(4)),
        *("shows/a/1.md", "shows/b/1.md", "shows/b/index.md", "_posts/2024-01-02-x.md"),
        *("people/ann.md", "sponsors/acme.md", "content/12/index.md", "about.md"),
    ]
)
DATA = st.sampled_from(
    ["_config.yml", "_data/people.json", "data/sponsors.json", "src/data/podcast.json"]
)


@settings(
    max_examples=15,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
@given(
    st.dictionaries(PATHS, PAGES, min_size=1, max_size=8), st.dictionaries(DATA, PAGES, max_size=3)
)
def test_anything(pages: dict[str, dict[str, object]], data: dict[str, dict[str, object]]) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        written = {path: f"{json.dumps(page)}\n\nNotes.\n" for path, page in pages.items()}
        written |= {path: json.dumps(values) for path, values in data.items()}
        lay_out(root, written)
        try:
            list(adopt_repository(root, now=NOW))
        except UsageError as error:
            assert "nothing to adopt" in str(error)
            return
        built = build_repository(load_network(root), (), now=NOW, web=Web(offline=True))
        assert built.report.episodes > 0
    finally:
        shutil.rmtree(root)
