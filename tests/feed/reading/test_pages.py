from pathlib import Path

import pytest

from publisher.errors import DocumentError
from publisher.feed.reading import pages
from publisher.feed.reading.pages import page_name, read_feed_file


def page(number: int, *guids: str, after: str | None = None) -> str:
    link = f'<atom:link rel="next" href="{after}"/>' if after else ""
    items = "".join(f"<item><guid>{guid}</guid></item>" for guid in guids)
    return (
        f'<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{number}</title>{link}'
        f"{items}</channel></rss>"
    )


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name.replace('_', '-')}.xml").write_text(text)
    return folder / "feed.xml"


def test_pages_that_lie_beside_the_first_are_read(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        feed=page(1, "d", "c", after="https://example.com/talk/feed-2.xml"),
        feed_2=page(2, "c", "b", after="feed-3.xml?x=1"),
        feed_3=page(3, "a"),
    )
    read = read_feed_file(file)
    assert [item.guid for item in read.items] == ["d", "c", "b", "a"]
    assert (read.title, read.pages, read.next_page) == ("1", 3, None)


def test_a_page_that_is_missing_is_named(tmp_path: Path) -> None:
    file = write(tmp_path, feed=page(1, "b", after="https://example.com/old.xml"))
    read = read_feed_file(file)
    assert (read.pages, read.next_page) == (1, "https://example.com/old.xml")


def test_pages_in_a_circle_end(tmp_path: Path) -> None:
    file = write(
        tmp_path, feed=page(1, "b", after="feed-2.xml"), feed_2=page(2, "a", after="feed.xml")
    )
    assert {item.guid for item in read_feed_file(file).items} == {"a", "b"}


def test_pages_without_end_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 3)
    for number in range(1, 9):
        name = "feed" if number == 1 else f"feed-{number}"
        text = page(number, f"g{number}", after=f"feed-{number + 1}.xml")
        (tmp_path / f"{name}.xml").write_text(text)
    assert read_feed_file(tmp_path / "feed.xml").pages == 3


def test_all_pages_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_ITEMS", 1)
    file = write(tmp_path, feed=page(1, "b", after="feed-2.xml"), feed_2=page(2, "a"))
    with pytest.raises(DocumentError, match="exceeds"):
        read_feed_file(file)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.com/talk/feed-2.xml?x#y", "feed-2.xml"),
        ("feed-2.xml", "feed-2.xml"),
        ("https://example.com/..%2f..%2fetc%2fpasswd", None),
        ("https://example.com/..", None),
        ("https://example.com/.hidden", None),
        ("https://example.com/", None),
        ("https://[broken", None),
    ],
)
def test_a_page_never_lies_elsewhere(address: str, name: str | None) -> None:
    assert page_name(address) == name


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_feed_file(tmp_path / "none.xml")
    with pytest.raises(DocumentError, match="can't be read"):
        read_feed_file(tmp_path)
