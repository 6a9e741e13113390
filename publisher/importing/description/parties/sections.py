"""Under which heading each line stands, and where that no longer holds."""

from collections.abc import Sequence

from publisher.importing.description.parties.addresses import site_of_link
from publisher.importing.description.parties.headings import Reading, opened
from publisher.importing.description.parties.lines import Line
from publisher.importing.description.parties.topics import Section, Topic

_LONGEST_OF_LINK = 20  # characters besides the address, of a line that only gives one


def sections_of(lines: Sequence[Line], reading: Reading) -> list[Section | None]:
    """Return for each line the section it stands in; a heading's own is that which it opens."""
    found: list[Section | None] = []
    current: Section | None = None
    items = bullets = False
    for index, line in enumerate(lines):
        begun = opened(reading, lines, index, current)
        if begun is not None:
            current, items, bullets = begun, False, False
        elif current is not None and items and _ends(current, lines, index, bullets):
            current = None
        elif line.content:
            bullets = line.bullet if not items else bullets
            items = True
        found.append(current)
    return found


def _ends(section: Section, lines: Sequence[Line], index: int, bullets: bool) -> bool:
    """Say whether a heading no longer holds: an empty line, and no item of its kind follows."""
    line = lines[index]
    if section.topic is Topic.SPONSORS and _only_accounts(line):
        return True
    if section.level or not lines[index - 1].blank_behind:
        return False
    if section.topic is Topic.PERSON and section.words == section.name:
        return len(line.content) > _LONGEST_OF_LINK + sum(len(link.url) for link in line.links)
    if section.topic is Topic.OTHER:
        return True
    if section.topic is Topic.SPONSORS and not bullets:
        return not _paragraph_has_link(lines, index)
    return not line.bullet if bullets else not line.links


def _only_accounts(line: Line) -> bool:
    """Say whether a line has links, and each is an account, a listing, or for gifts."""
    if not line.links:
        return False
    sites = [site_of_link(link.url) for link in line.links]
    return all(site.account or site.listing or site.funding for site in sites)


def _paragraph_has_link(lines: Sequence[Line], index: int) -> bool:
    for line in lines[index : index + 8]:
        if line.links:
            return True
        if line.blank_behind:
            return False
    return False
