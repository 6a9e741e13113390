"""The report as SARIF 2.1.0 (OASIS), which code scanning shows beside the code.

GitHub takes 25,000 results in a run and shows the 5,000 gravest. It tells alerts apart by
`primaryLocationLineHash` alone, which its own upload action computes from the file and warns
about where somebody else did; so that one is left to it, and other viewers have a fingerprint of
ours.
"""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote_from_bytes

from publisher import __version__
from publisher.model import Finding, Report, Severity
from publisher.reports.grouping import Told
from publisher.reports.summary import sorted_findings, urgency
from publisher.reports.visible import short

RESULTS = 25_000
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
Json = dict[str, Any]


def render(report: Report) -> str:
    """Return one run, its results by path, line, column and code, its rules those that occur."""
    findings = _bounded(sorted_findings(report))
    codes = sorted({finding.code for finding in findings})
    index = {code: number for number, code in enumerate(codes)}
    seen: Counter[tuple[str, ...]] = Counter()
    notices = list(report.notices)
    if len(findings) < len(report.findings):
        notices.append(f"{len(report.findings) - len(findings):,} findings are left out here")
    run: Json = {
        "tool": {
            "driver": {
                "name": "publisher",
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": _message(notice)}} for notice in notices
                ],
            }
        ],
        "results": [_result(finding, index, seen) for finding in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=1) + "\n"  # ASCII, so that nothing unseen is in it


def _bounded(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the findings, or the most urgent of them, in their order."""
    if len(findings) <= RESULTS:
        return findings
    ranked = sorted(range(len(findings)), key=lambda number: urgency(findings[number]))
    return [findings[number] for number in sorted(ranked[:RESULTS])]


def _rule(code: str) -> Json:
    from publisher.rules.catalogue import CATALOGUE

    rule = CATALOGUE.get(code)
    if rule is None:
        return {"id": code}
    told = f"{rule.why}\n\nMend it: {rule.fix}"
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": told,
            "markdown": f"{told}\n\n`publisher rule {code}` shows an example.",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, index: dict[str, int], seen: Counter[tuple[str, ...]]) -> Json:
    told = Told(finding)
    place = {
        "artifactLocation": _artifact(finding.place.path),
        "region": _region(finding) or _start(finding),
    }
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(short(told.words) + short(told.aside))},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"publisherFinding/v1": _fingerprint(finding, seen)},
    }
    if finding.known is not None:
        result["suppressions"] = [{"kind": "external", "justification": short(finding.known)}]
    if finding.replacement is not None:
        result["fixes"] = [_fix(finding, finding.replacement)]
    return result


def _message(text: str) -> str:
    """Return text without what a SARIF message has of its own: `[text](link)` and `{0}` (3.11)."""
    return short(text, 4_000).replace("](", "] (").replace("{", "{{").replace("}", "}}")


def _artifact(path: str) -> Json:
    uri = quote_from_bytes(path.encode("utf-8", "surrogatepass"), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _start(finding: Finding) -> Json:
    return {"startLine": max(finding.place.line, 1), "startColumn": max(finding.place.column, 1)}


def _region(finding: Finding) -> Json | None:
    """Return where the address stands; None where it may be written in another way there."""
    url, place = finding.url or "", finding.place
    if not url or not url.isprintable() or len(url.encode()) != place.end - place.start:
        return None
    return {**_start(finding), "endColumn": _start(finding)["startColumn"] + len(url)}


def _fix(finding: Finding, replacement: str) -> Json:
    """Return the change: in lines and columns where they are certain, else in bytes."""
    place = finding.place
    region = _region(finding)
    if region is not None:
        change: Json = {"deletedRegion": region, "insertedContent": {"text": _whole(replacement)}}
    else:
        data = b64encode(_whole(replacement).encode()).decode()
        length = max(place.end - place.start, 0)
        change = {
            "deletedRegion": {"byteOffset": max(place.start, 0), "byteLength": length},
            "insertedContent": {"binary": data},
        }
    changes = {"artifactLocation": _artifact(place.path), "replacements": [change]}
    return {"description": {"text": "What --fix writes"}, "artifactChanges": [changes]}


def _whole(text: str) -> str:
    """Return text without lone surrogates, which are nothing that a file can hold."""
    return text.encode("utf-8", "replace").decode()


def _fingerprint(finding: Finding, seen: Counter[tuple[str, ...]]) -> str:
    """Return what tells a finding from others of its file, wherever its line has moved."""
    about = (finding.code, finding.url or finding.message)
    return f"{_digest(about)}:{_count(seen, (finding.place.path, *about))}"


def _count(seen: Counter[tuple[str, ...]], key: tuple[str, ...]) -> int:
    seen[key] += 1
    return seen[key]


def _digest(parts: Iterable[str]) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return sha256(joined).hexdigest()[:16]
