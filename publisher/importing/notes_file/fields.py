"""The front matter of an episode made of a description."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from publisher.addresses import is_url
from publisher.importing.description.understanding import FoundLink, Understanding
from publisher.importing.front_matter import Clock
from publisher.importing.notes_file.accounts import ShowAccounts
from publisher.importing.notes_file.identifying import full, second_accounts

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ARTICLE = re.compile(r"\A(?:an?|eine?n?|una?) (?=[0-9$€£])", re.IGNORECASE)


def head_fields(found: Understanding, picture: str | None) -> Iterator[tuple[str, object]]:
    """Yield title, numbers, date and what else lines such as `image: a.jpg` say."""
    lines = dict(found.fields)
    yield "title", found.title or "Untitled"
    if found.number is not None:
        yield "number", found.number
    if found.season is not None:
        yield "season", found.season
    moment = _moment(lines.get("date") or lines.get("published") or lines.get("pubdate"))
    if moment is not None:
        yield "date", moment
    if moment is None or lines.get("draft", "").lower() == "true":
        yield "draft", True
    if "explicit" in lines:
        yield "explicit", lines["explicit"].lower() == "true"
    if "tags" in lines:
        tags = [tag.strip(" \"'") for tag in lines["tags"].strip("[]").split(",")]
        yield "tags", [tag for tag in tags if tag]
    yield from _other(lines, picture)


def _other(lines: Mapping[str, str], picture: str | None) -> Iterator[tuple[str, object]]:
    for key, value in lines.items():
        if key in ("image", "thumbnail", "cover"):
            if is_url(value):
                yield "image", value
            elif picture is not None:
                yield "image", picture
            else:
                yield f"x-{key}", value
        elif key in ("guid", "slug"):
            yield key, value
        elif key in ("permalink", "layout"):
            yield f"x-{key}", value


def _moment(written: str | None) -> date | datetime | None:
    if written is None:
        return None
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def list_fields(found: Understanding, accounts: ShowAccounts) -> Iterator[tuple[str, object]]:
    if found.promos:
        yield (
            "promos",
            [
                _filled(
                    title=each.title,
                    url=each.url and full(each.url),
                    offer=_offer(each.offer),
                    code=each.code,
                )
                for each in found.promos
            ],
        )
    links = [_link(each) for each in found.links if each.url not in accounts.taken]
    links += [dict(each) for each in accounts.links]
    links += [
        {"title": person.name, "url": full(each.url), "kind": "profile"}
        for person, each in second_accounts(found.people)
    ]
    if links:
        yield "links", links
    if found.chapters and not _lists_chapters(found):
        yield (
            "chapters",
            [
                _filled(
                    start=Clock(int(each.start_seconds)),
                    title=each.title,
                    url=each.url and full(each.url),
                )
                for each in found.chapters
            ],
        )


def _offer(offer: str | None) -> str | None:
    """Return an offer as a label has it: "a 20% discount" is "20% discount"."""
    return offer and _ARTICLE.sub("", offer)


def _lists_chapters(found: Understanding) -> bool:
    """Say whether the chapters stayed in the body, where they are read from."""
    return all(each.title in found.body for each in found.chapters) and bool(found.body)


def _link(link: FoundLink) -> dict[str, object]:
    return _filled(title=link.title, url=full(link.url), kind=link.kind)


def _filled(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}
