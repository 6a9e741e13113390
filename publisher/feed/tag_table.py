"""The table of tags → `feeds/TAGS.md`, for podcasters.

`python -m publisher.feed.tag_table` prints it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from publisher.feed.podcast_tags import TAGS, Tag

_NAMESPACE = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags"
_APPLE = "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
_SPECIFICATIONS = {
    "": "https://www.rssboard.org/rss-specification",
    "itunes": _APPLE,
    "media": "https://www.rssboard.org/media-rss",
    "psc": "https://podlove.org/simple-chapters/",
}
_CAPITAL = re.compile(r"(?<=[a-z])([A-Z])")
_HEAD = """\
# The tags of a feed

Which key of `show.toml` and of an episode feeds which tag. What is left out says nothing. What is
wrong with a value, `publisher check` says. *Read by* names apps that are known to read a tag; an
empty field means that we know of none for sure.

The channel has `language`, `copyright` and `image` of RSS, too, from the keys `language`,
`copyright` and `artwork`.

Keys that a show and an episode share: the show's stands in the channel and holds for all
episodes; an episode's own goes first for that episode.

| Tag | What it is | In `show.toml` | In an episode | Read by |
|---|---|---|---|---|
"""
_EXTRA = """\
## Tags that are not in the table

A show and an episode may have more, under `extra_tags`. They are passed on as they are, unless
publisher writes the tag itself; names and namespaces are checked, so that they can't break the
feed.

```toml
[[extra_tags]]
tag = "spotify:limit"
namespace = "http://www.spotify.com/ns/rss"   # may go for prefixes that everybody knows
attributes = {recentCount = "5"}

[[extra_tags]]
tag = "mine:rating"
namespace = "https://example.com/my-namespace"
text = "5 of 5"
children = [{tag = "mine:by", text = "me"}]
```
"""


def tag_table() -> str:
    """Return the table of all tags in Markdown, with an example of each key that has parts."""
    words = _words()
    rows = "".join(f"{_row(tag, words[tag.name])}\n" for tag in TAGS)
    return f"{_HEAD}{rows}\n## How the keys are written\n\n{''.join(_examples(words))}{_EXTRA}"


def _words() -> Mapping[str, Mapping[str, str]]:
    text = Path(__file__).with_name("tags.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _row(tag: Tag, words: Mapping[str, str]) -> str:
    link = f"[`{tag.name}`]({words.get('spec') or _specification(tag.name)})"
    cells = (link, words["about"], tag.show, tag.episode, words.get("apps", ""))
    return f"| {' | '.join(cells)} |"


def _specification(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    if prefix == "podcast":
        page = _CAPITAL.sub(r"-\1", local).lower()
        return f"{_NAMESPACE}/{page}.md"
    return _SPECIFICATIONS[prefix]


def _examples(words: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for tag in TAGS:
        example = words[tag.name].get("example", "").strip()
        if example:
            language = "yaml" if example.startswith("# in an episode") else "toml"
            yield f"```{language}\n{example}\n```\n\n"


if __name__ == "__main__":
    print(tag_table(), end="")  # noqa: T201 (it is what this is run for)
