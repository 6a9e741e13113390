"""publisher.toml → settings."""

from typing import Any

from publisher.config.publishing import build_places
from publisher.config.schema import SETTINGS
from publisher.config.shows import read_artwork, read_owner
from publisher.config.tables import Reading
from publisher.documents.document import Document
from publisher.model import (
    LinkPolicy,
    NetworkFeed,
    RuleSelection,
    Settings,
    Severity,
    Show,
)


def build_settings(document: Document, reading: Reading) -> Settings:
    """Return the settings of config/publisher.toml; what it leaves out has its default."""
    values = SETTINGS.read(document.fields, (), reading)
    network = values.pop("network", None)
    links = values.pop("links", {})
    if "skip" in links:
        links["skip"] = _plain(links["skip"])
    if "audio_prefixes" in values:
        values["audio_prefixes"] = _plain(values["audio_prefixes"])
    return Settings(
        links=LinkPolicy(**links),
        rules=_selection(values.pop("rules", {})),
        network=_network_feed(network, document, reading) if network is not None else None,
        publish=build_places(values.pop("publish", {}), reading),
        **values,
    )


def _network_feed(
    values: dict[str, Any], document: Document, reading: Reading
) -> NetworkFeed | None:
    if "title" not in values:
        message = 'the feed of all shows needs a title: title = "…"'
        reading.complain("E103", ("network",), message)
        return None
    folder = document.file.parent
    artwork, limit = values.pop("artwork", None), values.pop("limit", None)
    owner = read_owner(values.pop("owner", None), ("network", "owner"), reading)
    if artwork is not None:
        at = ("network", "artwork")
        artwork = read_artwork(artwork, at, folder=folder, root=folder.parent, reading=reading)
    channel = Show(
        slug="",
        folder=folder.parent / "feeds",
        source=document,
        artwork=artwork,
        categories=tuple(category for _, category in values.pop("categories", ())),
        owner=owner,
        **{key: value for key, value in values.items() if key not in ("language", "explicit")},
    )
    return NetworkFeed(channel, values.get("language"), values.get("explicit"), limit)


def _selection(values: dict[str, Any]) -> RuleSelection:
    severities: dict[str, Severity | str] = values.get("severity", {})
    off = tuple(code for code, severity in severities.items() if severity == "off")
    return RuleSelection(
        select=_plain(values.get("select", ())),
        ignore=_plain(values.get("ignore", ())) + off,
        severity={
            code: severity
            for code, severity in severities.items()
            if isinstance(severity, Severity)
        },
        per_path={glob: _plain(codes) for glob, codes in values.get("per_path", {}).items()},
    )


def _plain(items: Any) -> tuple[str, ...]:
    return tuple(item for _, item in items)
