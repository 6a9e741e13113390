"""A renamed episode file: say so, and offer to write its old GUID into the front matter."""

from publisher.documents import Document
from publisher.documents.setting import find_setting
from publisher.model import Episode, Finding, Place, Show
from publisher.rules.catalogue import CATALOGUE

CODE = "F210"


def renamed_finding(episode: Episode, show: Show, guid: str, old_slug: str) -> Finding:
    """Return the finding for an episode that was published with `guid` as `old_slug`."""
    place, replacement = _insertion(episode, show, guid)
    message = (
        f'was published as "{old_slug}" and now is "{episode.slug}": apps know it '
        f"by its guid {guid}, which the feed keeps, or players would download it again. Write that "
        "guid into the front matter, so that it no longer hangs on feed.lock; links to the old "
        "page don't lead to it any more"
    )
    return Finding(CODE, CATALOGUE[CODE].severity, message, place, None, replacement)


def _insertion(episode: Episode, show: Show, guid: str) -> tuple[Place, str | None]:
    """Return where and as what `guid` is written; without a text where that can't be told."""
    document = episode.source
    keys = show.fields.get("guid", ("guid",))
    if (
        isinstance(document, Document)
        and "." not in keys[0]
        and not any(each in document.fields for each in keys)
    ):
        setting = find_setting(document, (keys[0],), guid, first=True)
        if setting is not None:
            return setting.place, setting.text
    return document.place("guid"), None
