"""The report as Markdown, for a step's summary on GitHub or a comment on a pull request.

A comment there holds 65,536 characters, a summary 1 MiB. Nothing from outside may mark up, mention
somebody, refer to an issue or be a link, but for the http and https addresses that are links.
"""

import re
from collections.abc import Iterator

from publisher.addresses import is_url
from publisher.model import Report
from publisher.reports.grouping import Group, Told, by_file, tell, worst_first
from publisher.reports.markup import code, link, plain
from publisher.reports.summary import SEVERITIES, counted, next_steps, summarise, summary_lines

LIMIT = 65_000  # bytes; so characters too, in whatever way they are counted
_CLOSE = 1_000  # bytes kept for the lines that say what was left out


def render(report: Report) -> str:
    """Return counts, then the findings by file, the worst first, as many as a comment holds."""
    summary = summarise(report)
    head = ["## Link report", ""]
    head += [f"> {plain(notice).strip()}  " for notice in report.notices[:10]]
    head += ["", f"**{plain(summary_lines(summary)[0])}**", "", plain(summary_lines(summary)[1])]
    head += ["", *(f"- {_step(step)}" for step in next_steps(summary))]
    groups = worst_first(by_file(tell(report, once=SEVERITIES)))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(head)).strip("\n") + "\n"
    return text + _files(groups, LIMIT - _CLOSE - len(text.encode()))


def _files(groups: list[Group], room: int) -> str:
    """Return the findings of the groups that fit into `room` bytes, and how many don't."""
    kept: list[str] = []
    left = 0
    files = 0
    for group in groups:
        heading = f"\n### {code(group.path)}\n\n"
        shown = 0
        for line in map(_line, group.told) if not left else ():
            need = len(line.encode()) + (0 if shown else len(heading.encode()))
            if need > room:
                break
            kept += [line] if shown else [heading, line]
            room -= need
            shown += 1
        left += len(group.told) - shown
        files += 1 if shown < len(group.told) else 0
    if left:
        kept.append(f"\n… and {counted(left, 'more finding')} in {counted(files, 'file')}.\n")
    return "".join(kept)


def _line(told: Told) -> str:
    return f"- {''.join(_parts(told))}{told.repeat}\n"


def _parts(told: Told) -> Iterator[str]:
    found = told.finding
    place = found.place
    severity = f"**{found.severity}**" if found.known is None else found.severity
    yield f"{place.line}:{place.column} {severity} `{found.code}` "
    if found.url and is_url(found.url) and found.url in told.words:
        before, _, after = told.words.partition(found.url)
        yield plain(before) + link(found.url) + plain(after)
    else:
        yield plain(told.words)
    if found.replacement:
        yield f" → {code(found.replacement)}"
    if found.archived:
        yield "; an archived copy: "
        yield link(found.archived) if is_url(found.archived) else plain(found.archived)
    if found.known is not None:
        yield f" (known: {plain(found.known)})"


def _step(step: str) -> str:
    """Return our own words, which hold commands in backticks."""
    return "`".join(
        part if number % 2 else plain(part) for number, part in enumerate(step.split("`"))
    )
