"""The pages of the whole site as files: which are written, which stay, which go."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.commands import CONFIG, Outcome, episode, run, write

SECOND = {
    "feeds/chat/show.toml": CONFIG["feeds/talk/show.toml"],
    "feeds/chat/episodes/1.md": episode(7, sponsors="[globex]"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        {
            **CONFIG,
            "feeds/talk/episodes/001.md": episode(1, sponsors="[globex]"),
            "feeds/talk/episodes/002.md": episode(2),
        },
    )


def build(root: Path, *flags: str) -> Outcome:
    return run("build", "--offline", "--at", "2026-02-01", *flags, root=root)


def test_every_link_between_pages_leads_to_a_file(root: Path) -> None:
    write(root, SECOND)
    assert build(root).code == 0
    public = root / "public"
    pages = [page for page in public.rglob("*.html") if "report" not in page.parts]
    assert len(pages) > 10
    for page in pages:
        for address in re.findall(r'(?:href|src)="([^"]+)"', page.read_text()):
            if address.startswith(("#", "https:", "mailto:")):
                continue
            path = unquote(address.partition("#")[0].partition("?")[0])
            base = public if path.startswith("/") else page.parent
            assert (base / path.lstrip("/")).exists(), (page, address)


def test_people_and_sponsors_who_are_gone_lose_their_pages(root: Path) -> None:
    build(root)
    assert (root / "public/sponsors/globex/index.html").exists()
    file = root / "feeds/talk/episodes/001.md"
    file.write_text(file.read_text().replace("sponsors: [globex]\n", ""))
    build(root)
    assert not (root / "public/sponsors/globex").exists()
    assert (root / "public/people/ada/index.html").exists()


def test_what_is_about_all_shows_stays_where_only_some_are_built(root: Path) -> None:
    write(root, SECOND)
    build(root)
    pages = ("index.html", "people/ada/index.html", "sponsors/globex/index.html", "sitemap.xml")
    before = {page: (root / "public" / page).read_bytes() for page in pages}
    assert b"chat/" in before["people/ada/index.html"]
    write(root, {"feeds/talk/episodes/003.md": episode(3)})
    build(root, "talk")
    assert {page: (root / "public" / page).read_bytes() for page in pages} == before
    build(root)
    assert b"Episode 3" in (root / "public/people/ada/index.html").read_bytes()


def test_a_show_that_cant_be_read_leaves_them_too_but_nobody_is_without_a_page(root: Path) -> None:
    write(root, {**SECOND, "feeds/chat/episodes/2.md": "---\ntitle: [\n---\n"})
    build(root)
    assert (root / "public/people/ada/index.html").exists()
    before = (root / "public/people/ada/index.html").read_bytes()
    write(root, {"feeds/talk/episodes/003.md": episode(3)})
    build(root)
    assert (root / "public/people/ada/index.html").read_bytes() == before


@pytest.mark.parametrize("slug", ["page", "season"])
def test_an_episode_may_be_called_as_the_pages_of_its_list(root: Path, slug: str) -> None:
    many = {
        f"feeds/talk/episodes/1{n:02}.md": episode(
            100 + n, date="2025-01-01", season=str(n % 2 + 1)
        )
        for n in range(60)
    }
    write(root, {**many, "feeds/talk/episodes/x.md": episode(9, slug=slug)})
    assert build(root).code == 0
    assert "Episode 9" in (root / f"public/talk/{slug}/index.html").read_text()
    assert (root / "public/talk/page/2/index.html").exists()
    assert (root / "public/talk/season/2/index.html").exists()


def test_drafts_are_not_in_the_sitemap(root: Path) -> None:
    write(root, {"feeds/talk/episodes/003.md": episode(3, draft="true")})
    build(root, "--drafts")
    assert (root / "public/talk/003/index.html").exists()
    text = (root / "public/sitemap.xml").read_text()
    assert "talk/002/" in text
    assert "talk/003/" not in text


def test_a_portrait_is_published_once(root: Path) -> None:
    write(root, {"art/ada.png": "picture"})
    people = root / "config/people.toml"
    people.write_text(people.read_text() + 'image = "art/ada.png"\n')
    build(root)
    assert (root / "public/people/ada/ada.png").read_text() == "picture"
    assert "../../people/ada/ada.png" in (root / "public/talk/001/index.html").read_text()
    people.write_text(people.read_text().replace('image = "art/ada.png"\n', ""))
    build(root)
    assert not (root / "public/people/ada/ada.png").exists()


def test_a_link_to_a_page_that_this_build_makes_is_not_dead(root: Path) -> None:
    links = " ".join(
        f"<https://podcast.example.com/{path}>"
        for path in ("people/ada/", "people/", "sponsors/globex/", "sitemap.xml", "404.html")
    )
    write(root, {"feeds/talk/episodes/003.md": episode(3, links + "\n")})
    done = build(root)
    assert "no such page" not in done.out
    write(
        root,
        {"feeds/talk/episodes/003.md": episode(3, "<https://podcast.example.com/people/x/>\n")},
    )
    assert "no such page" in build(root).out


@pytest.mark.parametrize("folder", ["people", "assets"])
def test_a_link_out_of_public_is_refused_before_anything_is_written(
    root: Path, tmp_path_factory: pytest.TempPathFactory, folder: str
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "public").mkdir()
    (root / "public" / folder).symlink_to(elsewhere)
    done = build(root)
    assert done.code == 2
    assert "symbolic link" in done.err
    assert not list(elsewhere.iterdir())
    assert not (root / "feeds/talk/feed.xml").exists()
