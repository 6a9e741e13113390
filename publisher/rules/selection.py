"""Which findings are reported: codes chosen and left out, severities, places, comments."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from publisher.errors import UsageError
from publisher.model import Finding, RuleSelection, Severity
from publisher.rules.catalogue import begins_a_code

_COMMENT = re.compile(
    r"<!--[ \t]*publisher:[ \t]*(ignore(?:-file)?)\b[ \t]*([A-Z0-9,; \t]{0,200}?)[ \t]*-->",
    re.IGNORECASE,
)
RULES_TABLE = "config/publisher.toml, [rules]"
_ALL = "ALL"


@dataclass(frozen=True, slots=True)
class Comments:
    """What the comments of one file silence: codes by line, and for the whole file."""

    everywhere: tuple[str, ...] = ()
    lines: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def silence(self, finding: Finding) -> bool:
        """Say whether a finding in this file is not wanted."""
        codes = (*self.everywhere, *self.lines.get(finding.place.line, ()))
        return any(_covers(prefix, finding.code) for prefix in codes)


def refuse_unknown_codes(selection: RuleSelection, where: str) -> None:
    """Raise UsageError where a selection names what no rule's code begins with.

    A typing error would silence the whole check, or nothing. `where` is what the message names.
    """
    named = (selection.select, selection.ignore, selection.severity, *selection.per_path.values())
    for code in (code for codes in named for code in codes):
        if code.strip().upper() != _ALL and not begins_a_code(code):
            raise UsageError(
                f"{where}: no rule has a code that begins with {code!r}; `publisher rule` lists "
                "them all"
            )


def merged_selection(config: RuleSelection, flags: RuleSelection) -> RuleSelection:
    """Return what the config says, narrowed by what the command line says."""
    return RuleSelection(
        select=flags.select or config.select,
        ignore=(*config.ignore, *flags.ignore),
        severity={**config.severity, **flags.severity},
        per_path={**config.per_path, **flags.per_path},
    )


def is_selected(code: str, selection: RuleSelection) -> bool:
    """Say whether a rule is asked for: the longest prefix decides, `ignore` on a tie."""
    chosen = _longest(selection.select, code) if selection.select else 0
    return chosen > _longest(selection.ignore, code)


def select_findings(
    findings: Iterable[Finding], selection: RuleSelection, comments: Mapping[str, Comments]
) -> tuple[Finding, ...]:
    """Return the findings to report, once each, by path, line, column and code.

    `comments` are those of the files read, by the path in their findings' places.
    """
    kept: set[Finding] = set()
    severities = {code.upper(): severity for code, severity in selection.severity.items()}
    asked: dict[str, bool] = {}
    for finding in findings:
        code, path = finding.code, finding.place.path
        if code not in asked:
            asked[code] = is_selected(code, selection)
        if not asked[code] or _ignored_by_path(path, code, selection):
            continue
        if path in comments and comments[path].silence(finding):
            continue
        severity = _severity_of(code, severities)
        kept.add(finding._replace(severity=severity) if severity else finding)
    return tuple(sorted(kept, key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str, str, str, str]:
    place = finding.place
    return (
        *(place.path, place.line, place.column, finding.code, finding.message),
        *(finding.url or "", finding.replacement or ""),
    )


def _longest(prefixes: Iterable[str], code: str) -> int:
    covering = (prefix.strip() for prefix in prefixes if _covers(prefix, code))
    return max((0 if prefix.upper() == _ALL else len(prefix) for prefix in covering), default=-1)


def _covers(prefix: str, code: str) -> bool:
    prefix = prefix.strip().upper()
    return prefix == _ALL or code.startswith(prefix)


def _severity_of(code: str, severities: Mapping[str, Severity]) -> Severity | None:
    """Return what the config makes of a code; the longest prefix counts."""
    for length in range(len(code), 0, -1):
        severity = severities.get(code[:length])
        if severity is not None:
            return severity
    return None


def _ignored_by_path(path: str, code: str, selection: RuleSelection) -> bool:
    return any(
        (fnmatchcase(path, glob) or fnmatchcase(path, f"*/{glob}"))
        and any(_covers(prefix, code) for prefix in codes)
        for glob, codes in selection.per_path.items()
    )


def read_comments(text: str) -> Comments | None:
    """Return what the comments for us in a file silence; None where it has none.

    A comment `<!-- publisher: ignore L101 -->` counts for its own line, or for the next one if
    it stands alone (behind a `#`, too); without codes it means all; `ignore-file` counts for
    the whole file.
    """
    if not _COMMENT.search(text):
        return None
    everywhere: list[str] = []
    lines: dict[int, tuple[str, ...]] = {}
    newline = "\n" if "\n" in text else "\r"  # as places count lines
    for number, line in enumerate(text.split(newline), 1):
        for found in _COMMENT.finditer(line):
            codes = tuple(re.split(r"[,; \t]+", found[2].strip())) if found[2].strip() else (_ALL,)
            if found[1].lower() == "ignore-file":
                everywhere += codes
            else:
                rest = line[: found.start()] + line[found.end() :]
                alone = not rest.strip(" \t\r#")  # YAML and TOML have it behind a #
                target = number + 1 if alone else number
                lines[target] = lines.get(target, ()) + codes
    return Comments(tuple(everywhere), lines)
