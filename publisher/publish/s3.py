"""A bucket of Amazon S3, or of a service that speaks as it does (R2, B2, MinIO).

Who may write there is said by the environment alone, in all the ways that boto3 knows. A request
is signed for one host and never holds the secret key, so that an `endpoint` of somebody else's
learns nothing to publish with.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from publisher.errors import UsageError
from publisher.model import Network, S3Place
from publisher.publish.failing import PublishError, masked
from publisher.publish.files import MANIFEST_NAME, SiteFile, Step
from publisher.publish.hashing import hash_files, sha256
from publisher.publish.manifest import MOST_BYTES
from publisher.publish.targets import Kept, SteppedTarget, Trust
from publisher.reports.visible import short
from publisher.web.resolving import is_public, look_up

_AT_ONCE = 8
_PART_BYTES = 16 * 1024 * 1024  # from here on in parts, each of which is sent again if it fails
_SHA256 = "sha256"

Item = TypeVar("Item")
Made = TypeVar("Made")


def open_s3(place: S3Place, network: Network, trust: Trust) -> SteppedTarget:
    """Return the target. Raises UsageError without boto3, or where the endpoint isn't allowed."""
    if place.endpoint is not None:
        _refuse_endpoint(place.name, place.endpoint, trust)
    try:
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError
    except ImportError:
        raise UsageError(f"[publish.{place.name}] needs boto3: pip install boto3") from None
    try:
        client = boto3.Session().client(
            "s3",
            region_name=place.region,
            endpoint_url=place.endpoint,
            config=Config(
                connect_timeout=10,
                read_timeout=120,
                retries={"max_attempts": 4, "mode": "standard"},
                max_pool_connections=2 * _AT_ONCE,
                # Amazon checks more by default than others know.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
    except (BotoCoreError, ValueError) as error:
        raise UsageError(f"[publish.{place.name}]: {short(masked(str(error)))}") from error
    return SteppedTarget(S3Store(client, place, network.root / ".publisher"))


def _refuse_endpoint(name: str, endpoint: str, trust: Trust) -> None:
    parts = urlsplit(endpoint)
    where = f'[publish.{name}] endpoint = "{endpoint}"'
    if trust.private:
        return
    if parts.scheme.lower() != "https":
        raise UsageError(f"{where} must begin with https://: whoever listens could change the site")
    if not _is_public(parts.hostname or ""):
        raise UsageError(f"{where} is a private address; if it is right, add --allow-private")


def _is_public(host: str) -> bool:
    """Say whether a host is on the public internet; of one that nobody knows, boto3 will tell."""
    try:
        addresses = look_up(host)
    except OSError:
        return True
    return all(is_public(address) for _, address in addresses)


class S3Store:
    """The objects of a bucket, below the prefix. A tag is an object's ETag.

    A fingerprint holds what the object is served with, too: a change of that is a change.
    """

    def __init__(self, client: Any, place: S3Place, state: Path) -> None:
        self.words = f"s3://{place.bucket}/{place.prefix}".rstrip("/")
        self._client = client
        self._bucket = place.bucket
        self._prefix = f"{place.prefix}/" if place.prefix else ""
        self._state = state
        self._hashes: dict[str, str] = {}

    def fingerprints(self, files: Sequence[SiteFile]) -> dict[str, str]:
        self._hashes = hash_files(files, sha256, self._state, "sha256")
        return {
            file.path: f"{self._hashes[file.path]} {file.content_type} {file.cache_control}"
            for file in files
        }

    def find_files(self) -> Mapping[str, Kept]:
        found = {}
        with self._told("list"):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=self._prefix
            )
            for page in pages:
                for each in page.get("Contents", ()):
                    path = str(each["Key"]).removeprefix(self._prefix)
                    if path and not path.endswith("/"):
                        found[path] = Kept(int(each["Size"]), _tag(each))
        return found

    def read_list(self) -> bytes | None:
        with self._told("read the list of what was published in"):
            try:
                answer = self._client.get_object(**self._object(MANIFEST_NAME))
            except self._client.exceptions.NoSuchKey:
                return None
            data: bytes = answer["Body"].read(MOST_BYTES + 1)
        return data if len(data) <= MOST_BYTES else None

    def write_list(self, data: bytes) -> None:
        with self._told("write to"):
            self._client.put_object(
                **self._object(MANIFEST_NAME),
                Body=data,
                ContentType="application/json",
                CacheControl="no-store",
            )

    def identical(self, files: Sequence[SiteFile]) -> frozenset[str]:
        with self._told("look at files of"):
            same = _together(self._holds, files)
        return frozenset(file.path for file, is_same in zip(files, same, strict=True) if is_same)

    def _holds(self, file: SiteFile) -> bool:
        there = self._client.head_object(**self._object(file.path))
        return (
            int(there["ContentLength"]) == file.size_bytes
            and there.get("Metadata", {}).get(_SHA256) == self._hashes[file.path]
            and there.get("ContentType") == file.content_type
            and there.get("CacheControl") == file.cache_control
        )

    def put(self, files: Sequence[SiteFile]) -> Mapping[str, str]:
        """Send files, several at once but for feeds: those come in their order."""
        several = [file for file in files if file.step is not Step.FEED]
        feeds = [file for file in files if file.step is Step.FEED]
        with self._told("send to"):
            tags = [*_together(self._put, several), *map(self._put, feeds)]
        return {file.path: tag for file, tag in zip((*several, *feeds), tags, strict=True)}

    def _put(self, file: SiteFile) -> str:
        headers = {
            "ContentType": file.content_type,
            "CacheControl": file.cache_control,
            "Metadata": {_SHA256: self._hashes[file.path]},
        }
        key = self._object(file.path)
        source = Path(file.source)
        if file.size_bytes < _PART_BYTES:
            return _tag(self._client.put_object(**key, Body=source.read_bytes(), **headers))
        from boto3.s3.transfer import TransferConfig

        parts = TransferConfig(
            multipart_threshold=_PART_BYTES, multipart_chunksize=_PART_BYTES, max_concurrency=4
        )
        self._client.upload_file(str(source), **key, ExtraArgs=headers, Config=parts)
        return _tag(self._client.head_object(**key))

    def remove(self, paths: Sequence[str]) -> None:
        with self._told("remove files from"):
            _together(lambda path: self._client.delete_object(**self._object(path)), paths)

    def close(self) -> None:
        self._client.close()

    def _object(self, path: str) -> dict[str, str]:
        return {"Bucket": self._bucket, "Key": f"{self._prefix}{path}"}

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        """Tell what S3 refuses, and what is missing to be let in, in a podcaster's words."""
        from boto3.exceptions import Boto3Error
        from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

        try:
            yield
        except NoCredentialsError as error:
            raise PublishError(
                f"nobody says who may publish at {self.words}: set AWS_ACCESS_KEY_ID and "
                "AWS_SECRET_ACCESS_KEY (or AWS_PROFILE) in the environment"
            ) from error
        except (ClientError, BotoCoreError, Boto3Error) as error:
            said = short(masked(str(error)), 400)
            raise PublishError(
                f"can't {doing} {self.words}: {said}. What was sent stays, feeds are sent last; "
                "the next run sends the rest"
            ) from error


def _tag(answer: Mapping[str, Any]) -> str:
    return str(answer.get("ETag", "")).strip('"')


def _together(work: Callable[[Item], Made], items: Iterable[Item]) -> list[Made]:
    """Do the same to many, several at once; what is raised first is raised, once all have ended."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        done = [pool.submit(work, item) for item in items]
        try:
            return [each.result() for each in done]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
