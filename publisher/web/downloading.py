"""Large files of the web brought onto the disk, in ranges, by the guarded client.

Each request has the policy's time, and what came of a range stays: a connection that breaks off
costs no more than what it was about to bring (RFC 9110, section 14).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO, NamedTuple

import requests
import urllib3
from requests.structures import CaseInsensitiveDict

from publisher.links.urls import fetch_key
from publisher.media_types import bare_type
from publisher.model import Cause
from publisher.web.client import WebClient, location_of
from publisher.web.exchange import REDIRECTS, Exchange, WebPolicy, redirected
from publisher.web.failures import FAILURES, failure
from publisher.web.resolving import Lookup, PrivateAddressError, look_up

RANGE_BYTES = 16 * 1024 * 1024
_PIECE_BYTES = 64 * 1024
_ROOM_BYTES = 1024 * 1024  # for an answer's head
_TRIES = 3  # without a single byte more
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)\Z")
_LARGE = "it is larger than {:,} MB"


class Downloaded(NamedTuple):
    """What became of a download: a file of `size_bytes` from `url`, or the cause why there is none.

    `status` is that of the last answer, if there was one; `unfit` says in words why what came is
    no file that is wanted.
    """

    url: str
    size_bytes: int = 0
    media_type: str = ""
    status: int | None = None
    cause: Cause | None = None
    detail: str = ""
    unfit: str | None = None


class StoppedError(Exception):
    """The user had enough."""


class _DiskError(Exception):
    """The file can't be written; all that the web does wrong is an OSError, too."""


class _UnfitError(Exception):
    """What comes is no file that is wanted; the message says why."""


@dataclass(slots=True)
class _File:
    """What came so far. `total_bytes` and `validator` are those of the first range."""

    into: BinaryIO
    limit_bytes: int
    stopped: Callable[[], bool]
    size_bytes: int = 0
    total_bytes: int | None = None
    validator: str = ""
    media_type: str = ""

    def restart(self) -> None:
        self.into.seek(0)
        self.into.truncate()
        self.size_bytes, self.total_bytes, self.validator = 0, None, ""

    def add(self, answer: requests.Response) -> None:
        while piece := _piece(answer):
            if self.stopped():
                raise StoppedError
            if self.size_bytes + len(piece) > self.limit_bytes:
                raise _UnfitError(_LARGE.format(self.limit_bytes >> 20))
            try:
                self.into.write(piece)
            except OSError as error:
                raise _DiskError from error
            self.size_bytes += len(piece)


def _piece(answer: requests.Response) -> bytes:
    try:
        piece: bytes = answer.raw.read(_PIECE_BYTES, decode_content=True)
    except urllib3.exceptions.ProtocolError:  # it ends before its length is reached
        raise ConnectionResetError from None
    return piece


class Downloader:
    """Downloads within a policy; safe to use from many threads. `most_bytes` bounds every file.

    Raises PublisherError where the certificates that the environment names can't be read.
    """

    def __init__(self, policy: WebPolicy, most_bytes: int, *, look_up: Lookup = look_up) -> None:
        self._client = WebClient(policy, look_up=look_up, answer_bytes=most_bytes + _ROOM_BYTES)
        self._most_bytes = most_bytes
        self._timeout_seconds = policy.timeout_seconds
        self._user_agent = policy.user_agent

    def close(self) -> None:
        self._client.close()

    def download(
        self,
        url: str,
        into: BinaryIO,
        limit_bytes: int,
        *,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Downloaded:
        """Write what stands at `url` into an empty file. What the web does wrong is the cause.

        Raises OSError where the file can't be written, StoppedError once `stopped` says so.
        """
        key = fetch_key(url)
        if key is None:
            return Downloaded(url, cause=Cause.BROKEN, detail="this is no address of the web")
        file = _File(into, min(limit_bytes, self._most_bytes), stopped)
        exchange, tries = Exchange(key), 0
        while True:
            before = file.size_bytes
            try:
                exchange = self._asked(replace(exchange, status=None, cause=None), file)
            except _UnfitError as error:
                return Downloaded(exchange.at, unfit=str(error))
            except _DiskError as error:
                raise error.__cause__ or error from None
            broken = exchange.cause in (Cause.TIMEOUT, Cause.RESET)
            tries = tries + 1 if broken and file.size_bytes <= before else 0
            if broken and tries < _TRIES and file.size_bytes:
                continue
            if exchange.is_over and (exchange.status != 206 or _is_whole(file)):
                break
        size = file.size_bytes if exchange.status in (200, 206) else 0
        return Downloaded(
            exchange.at, size, file.media_type, exchange.status, exchange.cause, exchange.detail
        )

    def _asked(self, exchange: Exchange, file: _File) -> Exchange:
        """Take one step: a redirect, a range, the whole, or why there is none."""
        try:
            answer = self._client.send(
                "GET", exchange.at, self._headers(file), self._timeout_seconds
            )
            try:
                location = location_of(answer)
                if answer.status_code in REDIRECTS and location:
                    where = location.encode("latin-1").decode(errors="replace")
                    return redirected(exchange, answer.status_code, where)
                if answer.status_code in (200, 206):
                    _take(answer, file)
                return replace(exchange, status=answer.status_code)
            finally:
                answer.close()
        except PrivateAddressError as error:
            return exchange.failed(Cause.PRIVATE, error.address)
        except FAILURES as error:
            return failure(exchange, error)

    def _headers(self, file: _File) -> CaseInsensitiveDict[str]:
        end = file.size_bytes + RANGE_BYTES - 1
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Range": f"bytes={file.size_bytes}-{end}",
        }
        if file.size_bytes and file.validator:
            headers["If-Range"] = file.validator
        return CaseInsensitiveDict(headers)


def _is_whole(file: _File) -> bool:
    return file.total_bytes is not None and file.size_bytes >= file.total_bytes


def _take(answer: requests.Response, file: _File) -> None:
    """Write what an answer brings: all of it, or the range that comes next."""
    headers = answer.headers
    if answer.status_code == 200:
        file.restart()
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > file.limit_bytes:
            raise _UnfitError(_LARGE.format(file.limit_bytes >> 20))
        file.media_type = bare_type(headers.get("content-type", ""))
        file.add(answer)
        return
    told = _RANGE.match(headers.get("content-range", "").strip())
    if told is None or int(told[1]) != file.size_bytes or told[3] == "*":
        raise _UnfitError("its server sends another piece than was asked for")
    total = int(told[3])
    if total > file.limit_bytes:
        raise _UnfitError(_LARGE.format(file.limit_bytes >> 20))
    if file.total_bytes not in (None, total):
        raise _UnfitError("it changed while it was downloaded")
    file.total_bytes, file.media_type = total, bare_type(headers.get("content-type", ""))
    file.validator = _validator(headers)
    end = int(told[2]) + 1
    file.add(answer)
    if file.size_bytes < min(end, total):
        raise ConnectionResetError("the range ended early")


def _validator(headers: CaseInsensitiveDict[str]) -> str:
    """Return what says that it is the same file still (RFC 9110, section 13.1.5)."""
    tag = headers.get("etag", "")
    return tag if tag and not tag.startswith("W/") else headers.get("last-modified", "")
