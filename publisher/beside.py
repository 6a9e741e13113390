"""Work done in a second process, beside what this one does meanwhile."""

import atexit
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

Result = TypeVar("Result")


def start_beside(work: Callable[[], Result], *, worthwhile: bool) -> Callable[[], Result]:
    """Start `work` and return a function that waits for its result, or raises what it raised.

    `worthwhile` says that the work outweighs a process of its own. Without that, and where
    processes don't start with the memory of their parent (macOS, Windows), the work is done
    here and now.
    """
    if not worthwhile or sys.platform != "linux":
        result = work()
        return lambda: result
    from multiprocessing import get_context

    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    # No daemon: it would be ended in the middle of a file if this process fails meanwhile.
    process = context.Process(target=_work, args=(work, receiver, sender))
    sys.stdout.flush()
    sys.stderr.flush()
    process.start()
    sender.close()
    atexit.register(receiver.close)  # if nobody ever waits, it must not wait for a reader either

    def wait() -> Result:
        try:
            succeeded, outcome = receiver.recv()
        except EOFError as error:
            raise RuntimeError("the process that writes the site was ended") from error
        finally:
            receiver.close()
            process.join()
        if succeeded:
            return outcome  # type: ignore[no-any-return]
        raise outcome

    return wait


def _work(work: Callable[[], Any], receiver: Any, sender: Any) -> None:
    receiver.close()  # else a result that nobody reads any more would be waited with for ever
    try:
        outcome = (True, work())
    except BaseException as error:
        outcome = (False, error)
    with suppress(BrokenPipeError):
        sender.send(outcome)
