"""publisher.toml → settings."""

from typing import Any

from publisher.config.schema import SETTINGS
from publisher.config.tables import Reading
from publisher.documents.document import Document
from publisher.model import LinkPolicy, RuleSelection, Settings, Severity


def build_settings(document: Document, reading: Reading) -> Settings:
    """Return the settings of config/publisher.toml; what it leaves out has its default."""
    values = SETTINGS.read(document.fields, (), reading)
    links = values.pop("links", {})
    if "skip" in links:
        links["skip"] = _plain(links["skip"])
    return Settings(
        links=LinkPolicy(**links),
        rules=_selection(values.pop("rules", {})),
        **values,
    )


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
