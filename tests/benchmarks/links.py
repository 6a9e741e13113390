"""How long it takes to check 5,020 links that answer after 50 ms, on 250 hosts of 127.0.0.0/8.

    python -m tests.benchmarks.links [--runs 3] [--links 5020] [--latency 0.05] [--at-once 128]

Not a part of the test suite. The server runs in a process of its own; nothing leaves the machine.
Prints medians of wall time, CPU time and peak memory, and how many requests were made.
"""

import argparse
import asyncio
import multiprocessing
import resource
import statistics
import sys
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.links.cache import Cache
from publisher.links.check import check_urls
from publisher.links.exchange import WebPolicy

HOSTS = 250
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"


class _Site(asyncio.Protocol):
    """Answers every request with 200 after a while; `/hang` never."""

    latency_seconds = 0.0
    requests = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.received = b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, _, self.received = self.received.partition(b"\r\n\r\n")
            type(self).requests += 1
            if b" /hang" not in head:
                loop = asyncio.get_running_loop()
                loop.call_later(self.latency_seconds, self.transport.write, ANSWER)


def serve(pipe: Connection, latency_seconds: float) -> None:
    """Serve until told to stop; tell the port first, and the number of requests at last."""

    async def run() -> None:
        _Site.latency_seconds = latency_seconds
        loop = asyncio.get_running_loop()
        server = await loop.create_server(_Site, "0.0.0.0", 0, backlog=1024)
        pipe.send(server.sockets[0].getsockname()[1])
        await loop.run_in_executor(None, pipe.recv)
        pipe.send(_Site.requests)
        server.close()

    asyncio.run(run())


def check(urls: list[str], at_once: int, pipe: Connection) -> None:
    """Check the links twice, the second time from the cache; tell what it took."""
    policy = WebPolicy(allow_private=True, max_concurrency=at_once, timeout_seconds=1.0)
    with TemporaryDirectory() as folder:
        times = []
        for _ in range(2):
            started = time.perf_counter()
            with Cache(Path(folder) / "cache.sqlite") as cache:
                answers = check_urls(urls, policy, now=datetime.now(UTC), cache=cache)
            times.append(time.perf_counter() - started)
    used = resource.getrusage(resource.RUSAGE_SELF)
    verdicts = {check.verdict.value for check in answers.checks.values()}
    pipe.send((*times, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, sorted(verdicts)))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--links", type=int, default=5020)
    options.add_argument("--latency", type=float, default=0.05, help="seconds")
    options.add_argument("--at-once", type=int, default=128)
    options.add_argument("--hang", action="store_true", help="one more link that never answers")
    chosen = options.parse_args()
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    server = spawn.Process(target=serve, args=(theirs, chosen.latency), daemon=True)
    server.start()
    port = ours.recv()
    urls = [f"http://127.0.1.{n % HOSTS + 1}:{port}/page/{n}" for n in range(chosen.links)]
    if chosen.hang:
        urls.append(f"http://127.0.2.1:{port}/hang")
    results = []
    for _ in range(chosen.runs):
        mine, worker = spawn.Pipe()
        process = spawn.Process(target=check, args=(urls, chosen.at_once, worker))
        process.start()
        results.append(mine.recv())
        process.join()
        print(*(f"{value:.2f}" for value in results[-1][:4]), results[-1][4], file=sys.stderr)
    ours.send("stop")
    floor = chosen.links * chosen.latency / chosen.at_once
    names = ("wall s", "wall s, from the cache", "CPU s, both", "peak memory MB")
    for name, values in zip(
        names, zip(*(result[:4] for result in results), strict=True), strict=True
    ):
        print(f"{name}: {statistics.median(values):.2f}")
    print(f"floor at {chosen.at_once} in flight: {floor:.2f} s")
    print(f"requests per run: {ours.recv() / chosen.runs:.0f} for {len(urls)} links")


if __name__ == "__main__":
    main()
