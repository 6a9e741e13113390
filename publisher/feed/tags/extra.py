"""Tags that publisher doesn't know, as show.toml or an episode gives them."""

from collections.abc import Iterable, Mapping

from publisher.config.namespaces import NAMESPACES as KNOWN
from publisher.feed.elements import NAMESPACES, Element, write_element
from publisher.model import ExtraTag
from publisher.rules.feed.own_tags import is_ours


def write_extra_tags(
    lines: list[str], tags: Iterable[ExtraTag], ours: frozenset[str], indent: str
) -> None:
    """Add the tags of a channel or item; those of `ours` are written already, and left out."""
    for tag in tags:
        if not is_ours(tag, ours):
            write_element(lines, tag.tag, _element(tag, NAMESPACES), indent)


def _element(tag: ExtraTag, scope: Mapping[str, str]) -> Element:
    """Return the tag with the namespaces that it needs beyond those of `scope`."""
    own, colon, _ = tag.tag.rpartition(":")
    known = {**KNOWN, own: tag.namespace} if colon and tag.namespace else KNOWN
    prefixes = [name.rpartition(":")[0] for name in (tag.tag, *(key for key, _ in tag.attributes))]
    needed = {prefix: known[prefix] for prefix in sorted(filter(None, prefixes))}
    new = {prefix: uri for prefix, uri in needed.items() if scope.get(prefix) != uri}
    inside = {**scope, **new}
    children = tuple((child.tag, _element(child, inside)) for child in tag.children)
    return Element(tag.text, dict(tag.attributes), children, namespaces=new)
