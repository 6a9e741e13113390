"""A network that nobody should trust: each payload in each field that something shows."""

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.corpora import write_toml
from tests.hostile_notes import URLS, all_payloads
from tests.media_files import png

SITE = "https://podcast.example.com"
AT = "2026-03-01"


def payloads() -> list[str]:
    """Every text and every address; addresses of notes stand in texts already."""
    return [text for _, text in all_payloads()] + list(URLS)


def write_hostile(root: Path, texts: Iterable[str]) -> Path:
    """Write a repository in which the texts stand wherever somebody may write one."""
    texts = list(texts)
    show = root / "feeds" / "talk"
    (show / "episodes").mkdir(parents=True)
    (show / "cover.png").write_bytes(png(1400, 1400))
    write_toml(root / "config" / "publisher.toml", {"site": SITE, "search": True})
    people = {f"p{at}": _person(text) for at, text in enumerate(texts)}
    write_toml(root / "config" / "people.toml", people)
    sponsors = {f"s{at}": _sponsor(text) for at, text in enumerate(texts)}
    write_toml(root / "config" / "sponsors.toml", sponsors)
    write_toml(show / "show.toml", _show(texts))
    for at, text in enumerate(texts):
        folder = show / "episodes" / f"e{at}"
        folder.mkdir()
        (folder / "index.md").write_bytes(_episode(at, text).encode(errors="surrogatepass"))
        (folder / "said.vtt").write_bytes(_transcript(text).encode(errors="surrogatepass"))
    return root


def _show(texts: list[str]) -> dict[str, Any]:
    text = " ".join(_line(each) for each in texts)
    return {
        "title": f"Talk {_line(texts[0])}",
        "description": "\n\n".join(map(_words, texts))[:100_000],
        "author": text[:20_000],
        "copyright": text[20_000:40_000],
        "artwork": "cover.png",
        "language": "en",
        "categories": ["Technology"],
        "hosts": ["p0"],
        "owner": {"name": _line(texts[0]), "email": "a@example.com"},
    }


def _person(text: str) -> dict[str, Any]:
    return {"name": _line(text), "bio": _words(text), "role": _line(text)}


def _sponsor(text: str) -> dict[str, Any]:
    line = _line(text)
    return {
        "name": line, "tagline": line, "offer": line, "code": line,
        "url": "https://sponsor.example.com/",
    }  # fmt: skip


def _episode(at: int, text: str) -> str:
    front = {
        "title": text,
        "number": at + 1,
        "date": f"2025-01-01T00:{at // 60 % 60:02}:{at % 60:02}Z",
        "summary": text,
        "tags": [text],
        "audio": {"url": f"https://media.example.com/{at}.mp3", "bytes": 1000, "duration": 600},
        "people": [f"p{at}", {"name": text, "role": text, "bio": text, "url": text}],
        "sponsors": [f"s{at}", {"id": f"s{at}", "code": text, "copy": text, "url": text}],
        "links": [
            {"url": text, "title": text},
            {"url": f"https://ok.example/{text}", "title": text},
        ],
        "promos": [{"title": text, "url": text, "code": text, "offer": text}],
        "chapters": [
            {"start": 0, "title": text, "url": text},
            {"start": 60, "title": text, "url": f"https://ok.example/{text}", "image": text},
        ],
        "transcripts": [{"file": "said.vtt"}],
    }
    text = text.replace("\x00", "&#0;")  # a file with zero bytes is none of text (E001)
    return (
        f'{json.dumps(front)}\n{text}\n\n- [{text}](https://ok.example/{text} "{text}")\n\n{text}\n'
    )


def _transcript(text: str) -> str:
    return (
        f"WEBVTT\n\n00:00:01.000 --> 00:00:05.000\n<v {text}>{text}\n\n"
        f"00:00:30.000 --> 00:00:35.000\n{_line(text)}: {text}\n"
    )


def _line(text: str) -> str:
    return " ".join(_words(text).split())


def _words(text: str) -> str:
    """What config files may hold: with control characters they are refused."""
    return "".join(
        c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cn", "Cs")
    )
