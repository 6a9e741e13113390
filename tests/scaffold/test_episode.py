from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.config import load_network
from publisher.documents import read_markdown
from publisher.episodes import read_episode
from publisher.errors import UsageError
from publisher.model import Episode
from publisher.scaffold import new_episode

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
PEOPLE = """
[alex-gold]
name = "Alex Gold"
[maria]
name = "Maria"
role = "host"
["1984"]
name = "Winston"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "config/people.toml", PEOPLE)
    write(tmp_path, "feeds/sound/show.toml", 'title = "Sound"\n')
    return tmp_path


def write(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def episode(root: Path, name: str, front: str) -> None:
    write(root, f"feeds/sound/episodes/{name}", f"---\ntitle: T\n{front}\n---\n")


def start(root: Path, title: str = "Hello", *guests: str, now: datetime = NOW) -> Path:
    network = load_network(root)
    return new_episode(network, network.shows["sound"], title, guests, now)


def is_line(title: str) -> bool:
    return title.strip() == title and len(title.splitlines()) == 1


def read(root: Path, file: Path) -> Episode:
    network = load_network(root)
    result = read_episode(file, network.shows["sound"], network)
    assert result.findings == ()
    assert result.episode is not None
    return result.episode


def test_the_first_episode(root: Path) -> None:
    file = start(root)
    assert file == root / "feeds/sound/episodes/001-hello.md"
    started = read(root, file)
    assert (started.title, started.number, started.season) == ("Hello", 1, None)
    assert started.draft
    assert started.published == datetime(2026, 11, 22, tzinfo=UTC)
    assert started.people == ()
    assert started.audio is None
    assert "## In this episode" in started.body


def test_editors_find_the_schema_where_there_is_one(root: Path) -> None:
    assert "$schema" not in start(root).read_text()
    write(root, "config/schemas/episode.json", "{}")
    line = "# yaml-language-server: $schema=../../../config/schemas/episode.json"
    assert start(root, "Again").read_text().split("\n")[1] == line


def test_the_date_is_that_of_the_show(root: Path) -> None:
    write(root, "feeds/sound/show.toml", 'title = "Sound"\ntimezone = "Asia/Tokyo"\n')
    assert "\ndate: 2026-11-23\n" in start(root).read_text()


def test_the_next_number_counts_drafts_and_episodes_in_folders(root: Path) -> None:
    episode(root, "001-a.md", "number: 1")
    episode(root, "041-b/index.md", "number: 41\ndraft: true")
    assert start(root).name == "042-hello.md"


def test_numbers_go_on_within_the_last_season(root: Path) -> None:
    episode(root, "a.md", "number: 30\nseason: 1")
    episode(root, "b.md", "number: 2\nseason: 2")
    started = read(root, start(root))
    assert (started.season, started.number) == (2, 3)


def test_a_show_that_does_not_number_goes_on_so(root: Path) -> None:
    episode(root, "a.md", "date: 2026-01-01")
    file = start(root)
    assert file.name == "hello.md"
    assert read(root, file).number is None


@pytest.mark.parametrize(("title", "name"), [("日本語", "001.md"), ("!!!", "001.md")])
def test_a_title_without_latin_letters_is_named_by_number(
    root: Path, title: str, name: str
) -> None:
    file = start(root, title)
    assert file.name == name
    assert read(root, file).title == title


def test_a_title_without_latin_letters_nor_number_is_named_by_date(root: Path) -> None:
    episode(root, "a.md", "date: 2026-01-01")
    file = start(root, "日本語")
    assert file.name == "episode-2026-11-22.md"
    assert read(root, file).slug == "episode-2026-11-22"


def test_a_title_that_would_name_a_folder_is_named_by_date(root: Path) -> None:
    episode(root, "a.md", "date: 2026-01-01")
    assert start(root, "Index").name == "episode-2026-11-22.md"


@pytest.mark.parametrize(
    "title",
    [
        'a: b # "x"',
        "---",
        "\\n 'quoted' {x} [y] *z* &a !b",
        "yes",
        "1:02:03",
        "2024-01-01",
        "🎙️ Ünïcödé “quotes”",
        "[bold]x[/bold]",
        "${title} $slug",
    ],
)
def test_a_hostile_title_reads_back(root: Path, title: str) -> None:
    document = read_markdown(start(root, title))
    assert document.fields["title"] == title
    assert document.problems == ()
    assert "draft" in document.fields


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(min_size=1, max_size=40).filter(is_line))
def test_any_title_reads_back(root: Path, title: str) -> None:
    file = start(root, title)
    try:
        assert read_markdown(file).fields["title"] == title
        assert file.parent == root / "feeds/sound/episodes"
    finally:
        file.unlink()


def test_a_title_is_one_line(root: Path) -> None:
    assert read(root, start(root, " one\ntwo\r\n---\n")).title == "one two ---"


def test_guests_are_people(root: Path) -> None:
    started = read(root, start(root, "Hello", "alex-gold", "MARIA", "1984"))
    assert [(credit.person.name, credit.role) for credit in started.people] == [
        ("Alex Gold", "guest"),
        ("Maria", "guest"),
        ("Winston", "guest"),
    ]


def test_a_host_of_the_show_can_be_a_guest(root: Path) -> None:
    write(root, "feeds/sound/show.toml", 'title = "Sound"\nhosts = ["alex-gold"]\n')
    started = read(root, start(root, "Hello", "alex-gold"))
    assert [credit.role for credit in started.people] == ["guest"]


def test_a_guest_is_found_as_in_an_episode_file(root: Path) -> None:
    for number, written in enumerate(("ALEX-GOLD", "alex gold")):
        [credit] = read(root, start(root, f"Hello {number}", written)).people
        assert credit.person.id == "alex-gold"


def test_an_unknown_guest_is_named_and_nothing_is_written(root: Path) -> None:
    with pytest.raises(
        UsageError, match=r"no 'alexgold' in config/people\.toml; did you mean \"alex-"
    ):
        start(root, "Hello", "alexgold")
    with pytest.raises(UsageError, match=r"no 'zzz' in config/people\.toml; add the guest"):
        start(root, "Hello", "zzz")
    assert not (root / "feeds/sound/episodes").exists()


@pytest.mark.parametrize(("title", "says"), [("", "empty"), (" \n", "empty"), ("\udc80", "text")])
def test_a_title_that_is_none(root: Path, title: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        start(root, title)


def test_an_episode_that_is_there_is_kept(root: Path) -> None:
    episode(root, "hello.md", "date: 2026-01-01")
    before = (root / "feeds/sound/episodes/hello.md").read_bytes()
    with pytest.raises(UsageError, match=r"hello\.md is there already"):
        start(root)
    assert (root / "feeds/sound/episodes/hello.md").read_bytes() == before


def test_a_slug_that_a_folder_has_is_taken(root: Path) -> None:
    episode(root, "hello/index.md", "date: 2026-01-01")
    with pytest.raises(UsageError, match=r"hello/index\.md is there already"):
        start(root)


def test_a_file_that_is_no_episode_is_kept_too(root: Path) -> None:
    taken = write(root, "feeds/sound/episodes/001-hello.md", "---\n: [\n---\n")
    with pytest.raises(UsageError, match=r"001-hello\.md is there already"):
        start(root)
    assert taken.read_text() == "---\n: [\n---\n"


def test_a_show_with_keys_of_its_own_gets_them(root: Path) -> None:
    write(
        root,
        "feeds/sound/show.toml",
        'title = "Sound"\nepisodes = "content/*/*.md"\n[fields]\ntitle = "meta.name"\n'
        'number = "meta.no"\npeople = ["hosts", "guests"]\n',
    )
    write(root, "content/2026/a.md", "---\nmeta: {name: A, no: 7}\n---\n")
    file = start(root, "Hello", "alex-gold", "maria")
    assert file == root / "content/2026/008-hello.md"
    fields = read_markdown(file).fields
    assert fields["meta"] == {"name": "Hello", "no": 8}
    assert fields["guests"] == ["alex-gold", "maria"]
    assert [credit.role for credit in read(root, file).people] == ["guest", "guest"]


def test_the_first_episode_of_a_glob_stands_where_it_begins(root: Path) -> None:
    write(root, "feeds/sound/show.toml", 'title = "Sound"\nepisodes = "content/shows/*.md"\n')
    assert start(root) == root / "content/shows/001-hello.md"


def test_a_folder_that_leads_out_is_refused(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (root / "feeds/sound/episodes").symlink_to(outside)
    with pytest.raises(UsageError, match="leads out of the repository"):
        start(root)
    assert list(outside.iterdir()) == []
