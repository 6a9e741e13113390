"""The report as GitHub's workflow commands: notes beside the lines of a change.

GitHub shows ten errors, ten warnings and ten notices of a step, the first ones; so the most urgent
stand first, and the tenth tells what is left. All the others follow as plain lines of the log.
Escaping as in the runner's `ActionCommand.cs`: `::` begins a command at the start of a line,
`##[` anywhere in one.
"""

from collections.abc import Sequence

from publisher.model import Report, Severity
from publisher.reports.grouping import Told, tell
from publisher.reports.summary import SEVERITIES, counted, urgency
from publisher.reports.text import closing, finding_line
from publisher.reports.visible import no_command, short

SHOWN_OF_A_KIND = 10
LINES = 1_000  # in the log, of what has no note

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> str:
    """Return a command a line, at most ten of a kind, then what is left and the closing lines.

    An error that is known already is a notice; what else is known stands in the log only.
    """
    told = sorted(tell(report, once=SEVERITIES), key=lambda each: urgency(each.finding))
    by_kind: dict[str, list[Told]] = {kind: [] for kind in _KINDS.values()}
    lines: list[str] = []
    left: list[Told] = []
    for each in told:
        kind = _kind(each)
        (left if kind is None else by_kind[kind]).append(each)
    for kind, found in by_kind.items():
        room = len(found) if len(found) <= SHOWN_OF_A_KIND else SHOWN_OF_A_KIND - 1
        lines += [_command(kind, each) for each in found[:room]]
        if found[room:]:
            lines.append(_rest(kind, found[room:]))
            left += found[room:]
    if left:
        lines += ["::group::Without a note of their own", *_log_lines(left), "::endgroup::"]
    lines += map(_plain, closing(report).split("\n"))
    return "\n".join(lines) + "\n"


def _kind(told: Told) -> str | None:
    """Return the kind of command that tells it; None for a line of the log."""
    found = told.finding
    if found.known is None:
        return _KINDS[found.severity]
    return "notice" if found.severity is Severity.ERROR else None


def _command(kind: str, told: Told) -> str:
    from publisher.rules.catalogue import CATALOGUE

    found = told.finding
    rule = CATALOGUE.get(found.code)
    title = f"{found.code}: {rule.summary}" if rule else found.code
    place = found.place
    said = short(told.words) + short(told.aside) + told.repeat
    return (
        f"::{kind} file={_property(place.path)},line={place.line},col={place.column},"
        f"title={_property(title)}::{_data(said)}"
    )


def _rest(kind: str, left: Sequence[Told]) -> str:
    files = len({told.finding.place.path for told in left})
    said = f"{counted(len(left), f'more {kind}')} in {counted(files, 'file')}: see the log"
    return f"::{kind} title={_property(said)}::GitHub shows {SHOWN_OF_A_KIND} of a kind for a step."


def _log_lines(left: Sequence[Told]) -> list[str]:
    lines = [_plain(finding_line(told)) for told in left[:LINES]]
    if left[LINES:]:
        lines.append(f"… and {len(left) - LINES:,} more")
    return lines


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(short(text)).replace(":", "%3A").replace(",", "%2C")


def _plain(line: str) -> str:
    """Return a line in which the runner finds no command."""
    return no_command(short(line, 2_000))
