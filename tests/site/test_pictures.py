"""Artwork in the sizes of pages."""

import io
from pathlib import Path

import pytest
from PIL import Image

from publisher.model import Network, Settings
from publisher.site.pictures import make_cover, make_icon, scaled_shows
from tests.commands import CONFIG, episode, run, write
from tests.notes.builders import make_show


def picture(width: int, height: int, mode: str = "RGB", form: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new(mode, (width, height)).save(made, form)
    return made.getvalue()


def size_of(data: bytes) -> tuple[str | None, tuple[int, int]]:
    with Image.open(io.BytesIO(data)) as image:
        return image.format, image.size


@pytest.mark.parametrize(
    ("mode", "form"), [("RGB", "JPEG"), ("RGBA", "PNG"), ("CMYK", "JPEG"), ("P", "PNG")]
)
def test_a_picture_is_made_smaller(tmp_path: Path, mode: str, form: str) -> None:
    file = tmp_path / "a"
    file.write_bytes(picture(1500, 1400, mode, form))
    assert size_of(make_cover(file)) == ("WEBP", (480, 448))
    assert size_of(make_icon(file)) == ("PNG", (180, 168))


def test_what_cant_be_decoded_is_a_plain_square(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(picture(600, 600)[:80])
    assert size_of(make_icon(file)) == ("PNG", (180, 180))


def test_only_pictures_of_a_bounded_size_are_made_smaller(tmp_path: Path) -> None:
    write(
        tmp_path, {"a.png": picture(600, 600), "big.png": picture(4200, 4200, "1"), "no.png": "x"}
    )
    shows = {
        name: make_show(slug=name, artwork=f"{name}.png") for name in ("a", "big", "no", "gone")
    } | {"web": make_show(slug="web", artwork="https://example.com/a.png")}
    assert scaled_shows(Network(tmp_path, Settings(), shows)) == {"a"}


def test_pages_show_the_small_one_and_apps_get_the_large_one(tmp_path: Path) -> None:
    show = str(CONFIG["feeds/talk/show.toml"]).replace(
        "https://podcast.example.com/cover.jpg", "cover.png"
    )
    write(
        tmp_path,
        {
            **CONFIG,
            "feeds/talk/show.toml": show,
            "feeds/talk/cover.png": picture(1400, 1400),
            "feeds/talk/episodes/001.md": episode(1),
        },
    )
    assert run("build", "--offline", "--at", "2026-02-01", root=tmp_path).code == 0
    public = tmp_path / "public"
    page = (public / "talk/001/index.html").read_text()
    assert '<link rel="icon" href="../../talk/icon-180.png">' in page
    assert 'src="../../talk/artwork-480.webp"' in page
    assert 'property="og:image" content="https://podcast.example.com/talk/cover.png"' in page
    assert size_of((public / "talk/artwork-480.webp").read_bytes())[1] == (480, 480)
    assert size_of((public / "talk/icon-180.png").read_bytes())[1] == (180, 180)
    assert (public / "talk/cover.png").exists()
