"""A plan carried out: episodes and config first, the record last.

Whatever is killed in between is found again by the next import of the same feed: a file that
holds what is wanted already counts as imported.
"""

from pathlib import Path

from publisher.documents import display_path
from publisher.errors import PublisherError
from publisher.importing.plan.confining import confine
from publisher.importing.plan.planning import ImportPlan
from publisher.importing.plan.record import digest, record_bytes, record_path
from publisher.importing.plan.standing import ODD, read_here
from publisher.writing import write_atomic, write_if_changed


def carry_out(plan: ImportPlan) -> None:
    """Write what the plan says, each file in one step.

    Raises OSError, and PublisherError where a file changed since the plan was made: it is left
    alone, what was written before it stays, and the import may simply be repeated.
    """
    for file in plan.files:
        if file.data is not None:
            _write(plan.root, file.path, file.before, file.data)
    for config in plan.configs:
        if config.data is not None:  # the user's own text is in it
            _write(plan.root, config.path, config.before, config.data, durable=True)
    write_if_changed(
        confine(plan.root, record_path(plan.show)), record_bytes(plan.record), durable=True
    )


def _write(
    root: Path, path: str, before: str | None, data: bytes, *, durable: bool = False
) -> None:
    file = confine(root, path)
    if _digest_of(file) != before:
        raise PublisherError(
            f"{display_path(file)} changed while the import was at work, and was left alone; "
            "import again"
        )
    write_atomic(file, data, durable=durable)


def _digest_of(file: Path) -> str | None:
    try:
        data = read_here(file)
    except FileNotFoundError:
        return None
    return ODD if data is None else digest(data)
