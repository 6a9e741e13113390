"""Ways to break what is published (family F, 31x): each would cost subscribers."""

from tests.mutations.breaking import Change, Mutation, add, both, edit, put, remove
from tests.mutations.shows import minimal_episode

EPISODE = "feeds/small/episodes/1.md"
SHOW = "feeds/small/show.toml"
RENAMED = "feeds/small/episodes/hello.md"
OTHER = put(
    "feeds/small/episodes/2.md",
    minimal_episode(name="2").replace("9000001", "9100002").replace("-05", "-19"),
)


def _published(name: str, codes: str, *changes: Change) -> Mutation:
    return Mutation(f"published {name}", codes, both(*changes), "published")


LOCK = (
    _published("guid changed", "F311", add(EPISODE, "guid: small-2")),
    _published("date changed", "F312", edit(EPISODE, "2026-01-05", "2026-01-07")),
    _published("date changed by its zone", "F312", add(SHOW, 'timezone = "Pacific/Honolulu"')),
    _published("episode deleted", "F313",
               remove(EPISODE), OTHER),
    _published("episode made a draft", "F313",
               add(EPISODE, "draft: true"),
               OTHER),
    _published("audio taken away", "F201 F313", edit(EPISODE, "audio:", "x-audio:")),
    _published("audio of another type", "F314", edit(EPISODE, "/1.mp3", "/1.m4a")),
    _published("podcast guid changed", "F315",
               add(SHOW, 'guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"')),
    _published("feed moved", "F318",
               add(SHOW, 'feed_url = "https://feeds.example.net/small.xml"')),
    _published("file renamed", "F210",
               remove(EPISODE), put(RENAMED, minimal_episode())),
)  # fmt: skip
