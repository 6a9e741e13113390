"""What publishing says to people."""

from collections import Counter
from collections.abc import Iterator, Sequence

from publisher.model import Finding
from publisher.publish.failing import masked
from publisher.publish.files import SiteFile
from publisher.publish.pinging import Ping
from publisher.publish.plan import Plan
from publisher.reports.summary import counted
from publisher.reports.visible import short

_TOLD = 5


def some_paths(paths: Sequence[str]) -> str:
    """Return the first few of some paths, and how many more there are."""
    more = f" and {len(paths) - _TOLD:,} more" if len(paths) > _TOLD else ""
    return ", ".join(short(path, 100) for path in paths[:_TOLD]) + more


def refusal_of_errors(errors: Sequence[Finding]) -> str:
    """Return why errors keep the site from being published, and the ways out."""
    codes = Counter(finding.code for finding in errors).most_common(_TOLD)
    kinds = ", ".join(f"{code} ({count:,})" if count > 1 else code for code, count in codes)
    first = errors[0]
    return (
        f"not published: {counted(len(errors), 'error')} above: {kinds}. "
        f"Begin with {first.place}: {first.code} {short(first.message, 300)}\n"
        "`publisher check --fix` mends some, `publisher check --update-baseline` lets known ones "
        "be for 90 days, and `publisher publish --force` publishes all the same"
    )


def plan_lines(plan: Plan, pings: Sequence[Ping], words: str, *, verbose: bool) -> Iterator[str]:
    """Yield what would be done, a line for each file and hub."""
    yield f"would publish at {words}: {_counts(plan)}"
    new = {file.path for file in plan.new}
    for file in plan.to_send:
        yield _line("new" if file.path in new else "changed", file)
    for file in plan.unchanged if verbose else ():
        yield _line("unchanged", file)
    for path in plan.removed:
        yield f"  removed    {short(path)}"
    for ping in pings:
        yield f"  ping       {short(masked(ping.hub), 200)} of {short(ping.feed_url, 200)}"
    yield "nothing was sent or removed (--dry-run); public/ was built"


def done_line(plan: Plan, words: str) -> str:
    """Return what was done."""
    if plan.is_empty:
        return f"nothing to send: {words} holds the site as it is, and says so now"
    return f"published at {words}: {_counts(plan)}"


def _counts(plan: Plan) -> str:
    sent = plan.to_send
    size = _size(sum(file.size_bytes for file in sent))
    return (
        f"{len(plan.new):,} new and {counted(len(plan.changed), 'changed file')} ({size}), "
        f"{len(plan.removed):,} removed, {len(plan.unchanged):,} unchanged"
    )


def _line(what: str, file: SiteFile) -> str:
    step = file.step.name.lower()
    size = _size(file.size_bytes)
    return (
        f"  {what:<9}  {short(file.path)}  {size}, {step}, {file.content_type}, "
        f"{file.cache_control}"
    )


def _size(size_bytes: int) -> str:
    size = float(size_bytes)
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
