"""`extra_tags`: tags that publisher doesn't know, checked so that they can't break a feed."""

import re
from collections.abc import Mapping

from publisher.config.kinds import LINE, TEXT
from publisher.config.namespaces import NAMESPACES
from publisher.config.tables import Kind, Reading, Rejected, Table, list_of, map_of, table
from publisher.documents.parsed import Keys, shown
from publisher.model import ExtraTag, Value

MOST_TAGS = 200  # of a file, with those inside others
_MOST_LEVELS = 8
MOST_CHARACTERS = 10_000
_NAME = re.compile(r"(?!(?i:xml))[A-Za-z_][A-Za-z0-9._-]{0,63}")
_SIGN = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})"
_NAMESPACE = re.compile(  # RFC 3986: no parser of XML takes anything else
    r"[A-Za-z][A-Za-z0-9+.-]{0,31}:(?=.)"
    r"(?://[A-Za-z0-9._-]{1,200}(?::[0-9]{1,5})?(?=[/?#]|\Z)|(?!//))"
    rf"{_SIGN}{{0,400}}+(?:#{_SIGN}{{0,100}}+)?"
)
_RESERVED = ("http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/")
# They are the feed itself.
_STRUCTURE = frozenset({"rss", "channel", "item"})


def _tags(value: Value, at: Keys, reading: Reading) -> tuple[ExtraTag, ...]:
    written = _count(value, 0)
    if written > MOST_TAGS:
        raise Rejected("E102", f"{reading.name(at)} has more than {MOST_TAGS} tags; keep fewer")
    return tuple(tag for _, tag in list_of(Kind("a table", _tag)).read(value, at, reading))


def _count(value: Value, level: int) -> int:
    listed = value if isinstance(value, list) else [value]
    tags = [each for each in listed if isinstance(each, dict)]
    if tags and level > _MOST_LEVELS:
        raise Rejected("E102", f"tags can stand {_MOST_LEVELS} deep inside one another, no more")
    return sum(1 + _count(tag.get("children"), level + 1) for tag in tags)


def _tag(
    value: Value, at: Keys, reading: Reading, scope: Mapping[str, str] = NAMESPACES
) -> ExtraTag:
    """Return the tag at `at`; `scope` holds the namespaces that hold there, by their prefixes."""
    values = table(_TABLE).read(value, at, reading)
    name, namespace = values.get("tag"), values.get("namespace")
    if name is None:
        raise Rejected("E103", 'a tag needs a name: tag = "prefix:name"')
    prefix, local = _split(name)
    if _NAME.fullmatch(local) is None or (":" in name and _NAME.fullmatch(prefix) is None):
        raise reading.mismatch((*at, "tag"), name, "a name such as spotify:limit")
    if not prefix and local.lower() in _STRUCTURE:
        raise reading.mismatch((*at, "tag"), name, "a tag that stands inside the channel or item")
    if prefix:
        scope = _with_namespace(prefix, namespace, scope, (*at, "namespace"), reading)
    elif namespace is not None:
        message = f'a namespace needs a prefix: write tag = "prefix:{local}"'
        raise Rejected("E102", message)
    children = list_of(
        Kind("a table", lambda each, keys, reading: _tag(each, keys, reading, scope))
    ).read(values.get("children", []), (*at, "children"), reading)
    attributes = values.get("attributes", {})
    for key in attributes:
        _check_attribute(key, prefix)
    return ExtraTag(
        at,
        name,
        scope[prefix] if prefix else None,
        values.get("text"),
        tuple(sorted(attributes.items())),
        tuple(child for _, child in children),
    )


def _split(name: str) -> tuple[str, str]:
    prefix, _, local = name.rpartition(":")
    return prefix, local


def _with_namespace(
    prefix: str, namespace: str | None, scope: Mapping[str, str], at: Keys, reading: Reading
) -> Mapping[str, str]:
    """Return the scope with the prefix's namespace: the one given, else the one that holds."""
    known = scope.get(prefix)
    if namespace is None or namespace == known:
        if known is None:
            message = f'the prefix "{prefix}" needs its namespace: namespace = "https://…"'
            raise Rejected("E103", message)
        return scope
    if prefix in NAMESPACES:
        message = f'the prefix "{prefix}" stands for {NAMESPACES[prefix]}; leave namespace out'
        raise Rejected("E102", message)
    if _NAMESPACE.fullmatch(namespace) is None or namespace in _RESERVED:
        raise reading.mismatch(at, namespace, "the address that stands for the prefix")
    return {**scope, prefix: namespace}


def _check_attribute(name: str, own: str) -> None:
    prefix, local = _split(name)
    if _NAME.fullmatch(local) is None or prefix not in ("", own, *NAMESPACES):
        raise Rejected("E102", f'"{shown(name)}" can\'t be the name of an attribute')


def _anything(value: Value, _at: Keys, _reading: Reading) -> Value:
    return value


def _limited(kind: Kind) -> Kind:
    def read(value: Value, at: Keys, reading: Reading) -> str | None:
        text: str | None = kind.read(value, at, reading)
        if text is not None and len(text) > MOST_CHARACTERS:
            message = f"{reading.name(at)} is longer than {MOST_CHARACTERS:,} characters"
            raise Rejected("E102", message)
        return text

    return Kind(kind.words, read, kind.schema)


_TABLE = Table(
    {
        "tag": LINE,
        "namespace": LINE,
        "text": _limited(TEXT),
        "attributes": map_of(_limited(LINE)),
        "children": Kind("a list of tags", _anything),  # read once the namespaces are known
    }
)
EXTRA_TAGS = Kind("a list of tags", _tags, list_of(table(_TABLE)).schema)
