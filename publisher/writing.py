"""Writing files so that a killed run leaves the old file whole."""

import os
import tempfile
from pathlib import Path


def write_atomic(file: Path, data: bytes, *, durable: bool = False) -> None:
    """Replace `file` by `data` in one step: a temporary file beside it, then a rename.

    Folders are made as needed; the permissions of a file that is replaced are kept. `durable`
    waits until the bytes are on the disk: for feeds, locks and sources, not for pages, where it
    would cost a third of a build. Raises OSError; nothing is left behind then.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{file.name[:100]}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        try:
            mode = file.stat().st_mode & 0o7777
        except FileNotFoundError:
            mode = 0o644
        Path(temporary).chmod(mode)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
