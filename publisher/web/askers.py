"""Shards that ask the real web: in this process, or beside it while it is still reading files.

Nothing here talks HTTP before the first question.
"""

import os
import signal
import sys
import threading
from collections.abc import Generator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from publisher.errors import PublisherError
from publisher.model import LinkCheck
from publisher.web.descriptors import affordable
from publisher.web.exchange import Ask, Exchange, Trace, WebPolicy
from publisher.web.shard import WATCH_SECONDS, Shard, Watch

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from publisher.web.client import WebClient

_STOP = ()
_LAST_SECONDS = 2.0  # for what was answered already; it comes at once
_CAN_FORK = sys.platform == "linux"


class Asker(Protocol):
    """What takes exchanges to their end; see `Shard`."""

    def add(self, exchanges: Sequence[Exchange]) -> None: ...
    def no_more(self) -> None: ...
    def answers(self, watch: Watch) -> Generator[list[LinkCheck]]: ...
    def ready(self) -> list[LinkCheck]: ...
    def close(self) -> None: ...


def start_asking(
    policy: WebPolicy, *, now: datetime, ask: Ask | None, trace: Trace | None, beside: bool
) -> Asker:
    """Begin to ask; `ask` stands in for the web. `beside` says that this process has more to do.

    Raises PublisherError where the certificates that the environment names can't be read.
    """
    if ask is not None:
        return Shard(policy, ask, now=now)
    if beside and _CAN_FORK:
        return _Beside(policy, now, trace)
    return _Here(policy, now, trace)


class _Here:
    """A shard in this process, with its own client."""

    def __init__(self, policy: WebPolicy, now: datetime, trace: Trace | None) -> None:
        policy = _affordable(policy)
        self._client = _client(policy, trace)
        shard = Shard(policy, self._client.ask, now=now)
        self.add, self.no_more = shard.add, shard.no_more
        self.answers, self.ready = shard.answers, shard.ready
        self._shard = shard

    def close(self) -> None:
        self._shard.close()
        self._client.close()


def _affordable(policy: WebPolicy) -> WebPolicy:
    """Return the policy with no more requests in flight than this process may have open."""
    return policy._replace(max_concurrency=affordable(policy.max_concurrency))


def _client(policy: WebPolicy, trace: Trace | None) -> "WebClient":
    from publisher.web.client import WebClient  # 0.2 s that a cached run is spared

    return WebClient(policy, trace=trace)


class _Beside:
    """A shard in a process of its own. Exchanges go there in lists; lists of verdicts come back.

    It also sends the hosts that are slow (a tuple), an exception, and None at its end.
    """

    def __init__(self, policy: WebPolicy, now: datetime, trace: Trace | None) -> None:
        from multiprocessing import get_context

        context = get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(self._pipe, theirs, policy, now, trace), daemon=True
        )
        self._told: list[object] = []  # received while nobody waited
        sys.stdout.flush()
        sys.stderr.flush()
        self._process.start()
        theirs.close()

    def add(self, exchanges: Sequence[Exchange]) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # `answers` says what happened
            self._pipe.send(list(exchanges))

    def no_more(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            self._pipe.send(None)

    def ready(self) -> list[LinkCheck]:
        """Return the verdicts that are there already. What else was told, `answers` looks at."""
        some: list[LinkCheck] = []
        with suppress(EOFError, OSError):
            while not self._told and self._pipe.poll():
                told = self._pipe.recv()
                if isinstance(told, list):
                    some += told
                elif not isinstance(told, tuple):
                    self._told.append(told)
        return some

    def answers(self, watch: Watch) -> Generator[list[LinkCheck]]:
        slow: tuple[str, ...] = ()
        while True:
            try:
                told: Any = self._told.pop() if self._told else self._receive(slow)
            except (EOFError, ConnectionResetError) as error:
                raise PublisherError("the process that asks the web was ended") from error
            match told:
                case None:
                    return
                case BaseException():
                    raise told
                case tuple():
                    slow = told
                    if not watch(slow):
                        yield from self._last_answers()
                        return
                case _:
                    yield told

    def _receive(self, otherwise: object) -> object:
        return self._pipe.recv() if self._pipe.poll(WATCH_SECONDS) else otherwise

    def _last_answers(self) -> Generator[list[LinkCheck]]:
        """Have the asking stopped; yield what was answered by then, while we were busy."""
        with suppress(EOFError, OSError):
            self._pipe.send(_STOP)
            while self._pipe.poll(_LAST_SECONDS) and (told := self._pipe.recv()) is not None:
                if isinstance(told, list):
                    yield told

    def close(self) -> None:
        self._pipe.close()
        self._process.kill()  # it holds nothing that has to be put away
        self._process.join()


def _serve(
    ours: "Connection[Any, Any]",
    pipe: "Connection[Any, Any]",
    policy: WebPolicy,
    now: datetime,
    trace: Trace | None,
) -> None:
    """Be the process beside: until all is answered, or nobody listens any more."""
    ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    lock = threading.Lock()

    def tell(what: object) -> bool:
        try:
            with lock:
                pipe.send(what)
        except OSError:
            return False
        return True

    try:
        policy = _affordable(policy)
        shard = Shard(policy, _client(policy, trace).ask, now=now)
        threading.Thread(target=_feed, args=(pipe, shard), daemon=True).start()
        for some in shard.answers(tell):
            if not tell(some):
                break
        tell(None)
    except BaseException as error:
        tell(error)
    os._exit(0)  # what the parent left to be done at exit is the parent's


def _feed(pipe: "Connection[Any, Any]", shard: Shard) -> None:
    """Pass on what the parent sends; without a parent there is nothing left to do."""
    try:
        while (told := pipe.recv()) != _STOP:
            if told is None:
                shard.no_more()
            else:
                shard.add(told)
        shard.close()
    except (EOFError, OSError):
        os._exit(0)
