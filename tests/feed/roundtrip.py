"""A published feed → the repository of a show of ours that publishes it anew.

`write_show` makes `show.toml`, `people.toml`, and an episode file for each item. What no key of
ours takes goes through as an extra tag, as a user would do it.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.feed.notes_as_markdown import markdown_of
from tests.feed.published import (
    address,
    artwork_of,
    categories_of,
    children,
    date_of,
    given,
    is_explicit,
    named,
    notes_of,
    parse,
    people_of,
    psc_chapters,
    seconds_of,
    text_of,
    whole,
    words_of_list,
)
from tests.feed.published_tags import (
    alternate_enclosure,
    content_links,
    everywhere_fields,
    live_item,
    remote_item,
)


def write_show(data: bytes, to: Path, slug: str) -> None:
    """Write the repository of the show whose feed is `data` into the folder `to`."""
    root = parse(data)
    channel = next(root.iter("channel"), root)
    folder = to / "feeds" / slug
    (folder / "episodes").mkdir(parents=True)
    (folder / "notes.j2").write_text("{{ body }}\n", encoding="utf-8")
    settings = to / "config" / "publisher.toml"
    settings.parent.mkdir()
    settings.write_text('site = "https://podcasts.example.com"\n', encoding="utf-8")
    hosts = hosts_of(channel)
    people = "".join(f"[{key}]\n{toml(fields)}" for key, fields in hosts.items())
    (to / "config" / "people.toml").write_text(people, encoding="utf-8")
    show = {"title": slug, **channel_fields(channel), **given(hosts=list(hosts))}
    (folder / "show.toml").write_text(toml(show), encoding="utf-8")
    for index, item in enumerate(root.iter("item")):
        front = json.dumps(item_fields(item), ensure_ascii=False, indent=1)
        file = folder / "episodes" / f"e{index:04}.md"
        file.write_bytes(f"{front}\n{markdown_of(notes_of(item))}\n".encode(errors="ignore"))


def toml(table: Mapping[str, object]) -> str:
    """Write a table as TOML, what stands in it inline."""
    return "".join(f"{json.dumps(key)} = {_toml(value)}\n" for key, value in table.items())


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return (
            f"{{{', '.join(f'{json.dumps(key)} = {_toml(each)}' for key, each in value.items())}}}"
        )
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def channel_fields(channel: Any) -> dict[str, Any]:
    """Return what `show.toml` says of a channel."""
    owner = channel.find(named("itunes:owner"))
    locked = text_of(channel, "podcast:locked")
    complete = text_of(channel, "itunes:complete")
    blocks = children(channel, "podcast:block")
    named_yes = [b.get("id") for b in blocks if b.get("id") and b.text == "yes"]
    everywhere = any(b.text == "yes" and not b.get("id") for b in blocks)
    block: object = True if everywhere else named_yes
    if (text_of(channel, "itunes:block") or "").lower() == "yes":
        block = True
    return given(
        title=text_of(channel, "title"),
        description=(channel.findtext("description") or channel.findtext(named("itunes:summary"))),
        link=address(text_of(channel, "link")),
        language=text_of(channel, "language"),
        author=text_of(channel, "itunes:author"),
        copyright=text_of(channel, "copyright"),
        artwork=address(artwork_of(channel)),
        categories=list(categories_of(channel)),
        explicit=is_explicit(text_of(channel, "itunes:explicit")),
        type=(text_of(channel, "itunes:type") or "").lower(),
        owner=None
        if owner is None
        else given(
            name=text_of(owner, "itunes:name") or text_of(channel, "itunes:author") or "The owner",
            email=text_of(owner, "itunes:email"),
        ),
        guid=text_of(channel, "podcast:guid"),
        locked=None if locked is None else locked == "yes",
        subtitle=text_of(channel, "itunes:subtitle"),
        keywords=words_of_list(text_of(channel, "itunes:keywords")),
        new_feed_url=text_of(channel, "itunes:new-feed-url"),
        apple_verify=text_of(channel, "itunes:applepodcastsverify"),
        complete=(complete or "").lower() == "yes" or None,
        block=block,
        block_except=[b.get("id") for b in blocks if b.get("id") and b.text == "no"],
        medium=text_of(channel, "podcast:medium"),
        podping=any(p.get("usesPodping") == "true" for p in children(channel, "podcast:podping"))
        or None,
        hubs=[
            link.get("href") for link in children(channel, "atom:link") if link.get("rel") == "hub"
        ],
        trailers=[
            given(
                title=(each.text or "").strip(),
                url=each.get("url"),
                date=(date_of(each.get("pubdate")) or datetime(2000, 1, 1, tzinfo=UTC)).isoformat(),
                bytes=whole(each.get("length")),
                type=each.get("type"),
                season=whole(each.get("season")),
            )
            for each in children(channel, "podcast:trailer")
        ],
        live_items=[live_item(each) for each in children(channel, "podcast:liveItem")],
        podroll=[
            remote_item(each)
            for roll in children(channel, "podcast:podroll")
            for each in children(roll, "podcast:remoteItem")
        ],
        publisher_feed=next(
            (
                remote_item(each)
                for one in children(channel, "podcast:publisher")
                for each in children(one, "podcast:remoteItem")
            ),
            None,
        ),
        extra_tags=summary_tag(channel, channel.findtext("description") or ""),
        **everywhere_fields(channel),
    )


def hosts_of(channel: Any) -> dict[str, dict[str, Any]]:
    """Return the people of the channel, for people.toml."""
    return {
        f"host-{number}": given(
            name=(each.text or "").strip(),
            group=each.get("group"),
            image=each.get("img"),
            website=each.get("href"),
        )
        for number, each in enumerate(children(channel, "podcast:person"))
    }


def item_fields(item: Any) -> dict[str, Any]:
    """Return the front matter of an item."""
    enclosure = item.find("enclosure")
    date = date_of(item.findtext("pubDate"))
    season = item.find(named("podcast:season"))
    episode = item.find(named("podcast:episode"))
    kind = (text_of(item, "itunes:episodeType") or "").lower()
    chapters = item.find(named("podcast:chapters"))
    return given(
        title=text_of(item, "title") or text_of(item, "itunes:title"),
        apple_title=text_of(item, "itunes:title"),
        guid=text_of(item, "guid"),
        date=date.isoformat() if date else None,
        number=whole(text_of(item, "itunes:episode") or text_of(item, "podcast:episode")),
        season=whole(text_of(item, "itunes:season") or text_of(item, "podcast:season")),
        season_name=None if season is None else season.get("name"),
        episode_display=None if episode is None else episode.get("display"),
        type=kind if kind in ("full", "trailer", "bonus") else None,
        explicit=is_explicit(text_of(item, "itunes:explicit")),
        image=address(artwork_of(item)),
        summary=text_of(item, "itunes:subtitle"),
        link=address(text_of(item, "link")),
        author=text_of(item, "itunes:author"),
        keywords=words_of_list(text_of(item, "itunes:keywords")),
        block=(text_of(item, "itunes:block") or "").lower() == "yes" or None,
        audio=None
        if enclosure is None
        else given(
            url=(enclosure.get("url") or "").strip(),
            bytes=whole(enclosure.get("length")) or None,
            type=(enclosure.get("type") or "").strip(),
            duration=seconds_of(item.findtext(named("itunes:duration"))),
        ),
        people=people_of(item),
        chapters=psc_chapters(item) or (chapters.get("url") if chapters is not None else None),
        transcripts=[
            given(**{key: each.get(key) for key in ("url", "type", "language", "rel")})
            for each in children(item, "podcast:transcript")
        ],
        soundbites=[
            given(
                start=float(each.get("startTime")),
                duration=float(each.get("duration")),
                title=(each.text or "").strip(),
            )
            for each in children(item, "podcast:soundbite")
        ],
        alternate_enclosures=[
            alternate_enclosure(each) for each in children(item, "podcast:alternateEnclosure")
        ],
        content_links=content_links(item),
        extra_tags=summary_tag(item, notes_of(item)),
        **everywhere_fields(item),
    )


def summary_tag(element: Any, notes: str) -> list[dict[str, str]]:
    """Return Apple's old tag for notes, where it says something of its own."""
    summary = element.findtext(named("itunes:summary")) or ""
    own = summary.strip() and summary.strip() != notes.strip() and len(summary) <= 10_000
    return [{"tag": "itunes:summary", "text": summary}] if own else []
