"""Work shared with a second process."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_TICKET_BYTES = 4
_CAN_FORK = sys.platform == "linux"


def share_work(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    size: Callable[[Item], int] = lambda _: 0,
    worthwhile: bool,
) -> list[Result]:
    """Return the results of `work` for all items, in their order; two processes do it.

    Each takes the next item when it is done with one, that of the largest `size` first. After a
    failure nothing more is begun. `worthwhile` is as in `start_beside`.
    """
    if not worthwhile or len(items) < 2 or not _CAN_FORK:
        return [work(item) for item in items]
    tickets = os.memfd_create("tickets")  # each process reads on where the other one stopped
    try:
        order = sorted(range(len(items)), key=lambda number: size(items[number]), reverse=True)
        os.write(tickets, b"".join(number.to_bytes(_TICKET_BYTES) for number in order))
        os.lseek(tickets, 0, os.SEEK_SET)

        def share() -> dict[int, Result]:
            results = {}
            with _last_of(tickets):
                while ticket := os.read(tickets, _TICKET_BYTES):
                    number = int.from_bytes(ticket)
                    results[number] = work(items[number])
            return results

        with _last_of(tickets):
            others = start_beside(share, worthwhile=True)
            results = share() | others()
    finally:
        os.close(tickets)
    return [results[number] for number in range(len(items))]


@contextmanager
def _last_of(tickets: int) -> Iterator[None]:
    """After a failure in the block there are no more tickets, for nobody."""
    try:
        yield
    except BaseException:
        os.ftruncate(tickets, 0)
        raise


def start_beside(work: Callable[[], Result], *, worthwhile: bool) -> Callable[[], Result]:
    """Start `work` and return a function that waits for its result, or raises what it raised.

    `worthwhile` says that the work outweighs a process of its own. Without that, and where
    processes don't start with the memory of their parent (macOS, Windows), the work is done
    here and now.
    """
    if not worthwhile or not _CAN_FORK:
        result = work()
        return lambda: result
    import atexit
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
            raise RuntimeError("the second process was ended") from error
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
